"""Everything about one person, said to them: all of theirs, and nobody else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.facts import FACTS
from farmer.ledger.newcomers import Newcomer
from farmer.ledger.recorded import RecordedStep
from farmer.model import Contact, Event, Fact, Gain, Handle, Promise, Touch
from farmer.people.scrub import SOMEBODY
from farmer.referrals.states import DIRECTIONS, Request, StepTaken
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.subject import export_for_subject
from farmer.tasks.exchange.subject_said import FACTS_SAID
from farmer.text import fold
from tests.conftest import Farmer
from tests.fakes import FakeLedger

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
DAY = date(2026, 6, 1)
ANA = Contact("Ana Ruiz", nickname="Nita", added_on=DAY, notes="")
ANAS = (Handle("email", "ana@ruiz.example"), Handle("phone", "+34600123456"))
# Names of one word, of several, with letters of all sorts; some hold part of another's.
OTHERS = (
    (Contact("Bo Lindqvist", nickname="Bobby, Lindo"), Handle("email", "bo@lindqvist.example")),
    (Contact("Zoë O'Neil-Quux", nickname="Zo"), Handle("phone", "+442079460018")),
    (Contact("Ana Ruiz Soler"), Handle("url", "people.example/in/soler")),
    (Contact("Xavi"), Handle("email", "xavi.m@port.example")),
    (Contact("Şule Öztürk", nickname="Suli"), Handle("email", "bo@lindqvist.example")),
)
FILLER = ("harbour", "lease", "spoke", "about", "tenancy", "Voss")
MENTIONS = [
    *(
        text
        for each, handle in OTHERS
        for text in (each.name, *each.nickname.split(", "), handle.value)
    ),
    *(word for each, _ in OTHERS for word in re.findall(r"\w+", each.name) if len(word) > 1),
    *("+44 20 7946 0018", "ana@ruiz.example", "Nita"),
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words in which people may be mentioned, in whatever way somebody writes."""
    parts = draw(st.lists(st.sampled_from([*FILLER, *MENTIONS]), max_size=5))
    shaped = [
        draw(st.sampled_from(["{}", "_{}_", "({}),", "{}'s", "“{}”"])).format(p) for p in parts
    ]
    return " ".join(shaped)


@st.composite
def ledgers(draw: st.DrawFn) -> FakeLedger:
    """A ledger of Ana and some of the others, who are mentioned in what is about her."""
    ledger, text = FakeLedger(), texts()
    with ledger.changing(f"add {ANA.name} {draw(text)}", NOW) as change:
        change.add_contact(ANA, ANAS)
        change.edit_contact(1, {"notes": draw(text), "company": draw(text), "met_at": draw(text)})
        change.add_newcomers([Newcomer(each, (handle,)) for each, handle in OTHERS], DAY)
    with ledger.changing(f"log {draw(text)}", NOW) as change:
        mixer = change.add_event(Event(DAY, draw(text) or "Mixer", draw(text)))
        for whose in (1, draw(st.integers(2, 6))):
            change.add_touch(whose, Touch(DAY, "event", note=draw(text)), mixer)
        change.add_fact(1, Fact(DAY, "kept", draw(text)))
        change.write_gains(1, Gain("theirs", "goals", draw(text) or "a boat", DAY))
        change.add_promise(1, Promise(draw(text) or "the lease", draw(st.booleans()), DAY))
        sides = draw(st.sampled_from([(1, 2, ""), (3, 1, ""), (1, None, draw(text))]))
        person, target, words = sides
        life = Request(draw(st.sampled_from(DIRECTIONS)), person, target, words, "asker", ())
        request = change.add_request(life, draw(text), draw(text), inside=False)
        for step in ("asked", "ask-target", "introduce"):
            then = '{"verdict": "almost", "score": 61.2}'
            change.add_step(
                request, RecordedStep(StepTaken(step, DAY, draw(text)), "almost", then, then)
            )
    with ledger.changing(f"edit {draw(text)}", NOW) as change:
        change.edit_contact(1, {"notes": draw(text), "met_through_id": draw(st.integers(2, 6))})
        change.edit_touch(1, {"note": draw(text)})
        if draw(st.booleans()):
            change.merge(1, 6)
    return ledger


def letter(ledger: FakeLedger, who: str = "c1", **settings: object) -> str:
    desk = Desk(ledger, NOW.date(), NOW, lambda _: None, Settings(**settings))  # type: ignore[arg-type]
    [text] = export_for_subject(desk, who).files.values()
    return text


def occurs(wanted: str, text: str) -> bool:
    """Whether it stands there, not as a part of a longer word."""
    return bool(re.search(rf"(?<![^\W_]){re.escape(fold(wanted))}(?![^\W_])", fold(text)))


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_nobody_else_is_named(ledger: FakeLedger) -> None:
    text = letter(ledger).replace("\\", "")
    with ledger.reading() as reader:
        people = {person.id: person for person in reader.people()}
    own = people.pop(1)
    for person in people.values():
        for name in (person.name, *filter(None, person.nickname.split(", "))):
            assert not occurs(name, text), name
        for word in re.findall(r"[^\W_]+", person.name):
            mine = fold(word) in map(fold, ("Ana", "Ruiz", "Nita"))
            assert mine or len(word) == 1 or word not in re.findall(r"[^\W_]+", text), word
        for handle in set(person.handles) - set(own.handles):
            assert not occurs(handle.value, text)
            assert handle.kind != "phone" or handle.value[3:] not in re.sub(r"\D", "", text)


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_all_of_their_own_is_in_it(ledger: FakeLedger) -> None:
    text = letter(ledger).replace("\\", "")
    with ledger.reading() as reader:
        row = next(row for row in reader.tables()["contacts"] if row["id"] == 1)
        notes = " ".join(str(row[name]) for name in ("notes", "company", "met_at"))
    for own in ("Ana Ruiz", "Nita", "ana@ruiz.example", "+34600123456", "61 of 100"):
        assert own in text
    for word in FILLER:
        assert word not in notes.split() or word in text


def test_a_ledger_in_which_nobody_else_is_takes_nothing_out() -> None:
    ledger = FakeLedger()
    with ledger.changing("add", NOW) as change:
        change.add_contact(ANA, ANAS)
        change.edit_contact(1, {"notes": "Bo said so"})
    text = letter(ledger)
    assert "Note: Bo said so" in text
    assert SOMEBODY not in text


def test_every_fact_is_said_to_them() -> None:
    assert set(FACTS_SAID) == set(FACTS)
    assert not any("they" in said.split() for said in FACTS_SAID.values())


@pytest.mark.parametrize(
    ("set_to", "said"),
    [(None, "I have set no time"), ("off", "I have set no time"), ("3 years", "for 3 years")],
)
def test_how_long_it_is_kept_is_as_it_is_set(set_to: str | None, said: str) -> None:
    ledger = FakeLedger()
    with ledger.changing("add", NOW) as change:
        change.add_contact(ANA, ANAS)
    assert said in letter(ledger, keep_for=set_to)
    assert "kept by me: Kim Doe." in letter(ledger, me=("Kim Doe",))


@pytest.fixture
def told(farmer: Farmer, tmp_path: Path) -> Farmer:
    """Ana, of whom there is something of everything, and Bo, who is in it."""
    cards = tmp_path / "cards.vcf"
    cards.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:Port Co\nEMAIL:ana@ruiz.example\nEND:VCARD\n"
    )
    for command in (
        f'farmer import "{cards}"',
        'farmer add "Bo Li" --nickname Bobby --email bo@li.example',
        'farmer add "Anita R" --company Oldco --email anita@r.example',
        'farmer log Ana Bo --at "Bobby\'s mixer" --note "Ana: Bo told me"',
        'farmer edit Ana --company Voss --note "Friend of Bo Li" --birthday "12 May"',
        'farmer mark Ana kept --note "as Bo said"',
        "farmer tag Ana @golf",
        'farmer gains Ana --goals "a boat with Bo"',
        'farmer promise add Ana "send the lease to Bo Li"',
        'farmer request add Ana --to Bo --need "a talk with Bobby"',
        "farmer request ask-target r1",
        "farmer merge Ana Anita",
    ):
        outcome = farmer(command)
        assert outcome.status == 0, outcome.err
    return farmer


def test_the_letter_tells_what_where_from_and_to_whom(told: Farmer) -> None:
    outcome = told("farmer export --for-subject Ana")
    assert (outcome.status, "Read it before you hand it over" in outcome.err) == (0, True)
    text = outcome.out
    assert not re.search(r"\bBo(bby)?\b|bo@li", text)
    for line in (
        "# What I keep about you, Ana Ruiz",
        "- Birthday: 12 May",
        "- Recorded: imported from a file of the kind “vCard” on 15 Jun 2026",
        "- E-mail address: ana@ruiz.example "
        "(imported from a file of the kind “vCard” on 15 Jun 2026)",
        "- E-mail address: anita@r.example (typed in by me on 15 Jun 2026)",
        "- In my group @golf (typed in by me on 15 Jun 2026)",
        "- 15 Jun 2026: you kept a promise. as (somebody else) said "
        "(typed in by me on 15 Jun 2026)",
        "- 15 Jun 2026: I told (somebody else) that you want to meet them",
        "- In the history of 15 Jun 2026: Company: Port Co",
        "- In the history of 15 Jun 2026: Company: Oldco",
    ):
        assert line in text.splitlines()
    assert "you promised me: send the lease to (somebody else)" in text
    assert "judged that day: not yet" in text
    assert "a boat with (somebody else)" in text


def test_the_other_side_of_a_request_is_told_their_own(told: Farmer) -> None:
    text = told("farmer export --for-subject Bo").out
    assert "(somebody else) asked me to meet you: a talk with Bobby" in text
    assert not re.search(r"\bAna\b|Ruiz|Anita|Voss", text)


def test_what_nobody_knows_any_more_is_said_so(told: Farmer, tmp_path: Path, ledger: Path) -> None:
    from tests.ledger.making import raw

    with raw(ledger) as db:
        db.execute("UPDATE contact SET source = NULL")
        db.execute("UPDATE tag SET source = NULL, recorded_on = NULL")
    text = told("farmer export --for-subject Ana").out
    assert "- Recorded: recorded on 15 Jun 2026; where it came from is not known any more" in text
    assert "recorded on a day that is not known any more; where it came from is not known" in text


def test_it_is_written_where_it_is_asked_for_and_over_its_like_only(
    told: Farmer, tmp_path: Path
) -> None:
    path = tmp_path / "ana.md"
    for _ in range(2):
        assert told(f'farmer export --for-subject Ana -o "{path}"').status == 0
    assert path.read_text(encoding="utf-8").startswith("# What I keep about you, Ana Ruiz\n")
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("my own", encoding="utf-8")
    assert told(f'farmer export --for-subject Ana -o "{path}"').status == 5
    assert told(f'farmer export --for-subject Ana -o "{path}" --force').status == 0
    told(f'farmer export --for-subject Ana -o "{tmp_path}"')
    assert (tmp_path / "ana-ruiz-c1-subject.md").exists()


@pytest.mark.parametrize("more", ["--who Bo", "--since 2026-01-01", "--format csv"])
def test_it_is_one_letter_about_one_person(told: Farmer, more: str) -> None:
    refused = told(f"farmer export --for-subject Ana {more}")
    assert (refused.status, refused.out) == (2, "")


def test_it_changes_nothing_and_needs_a_ledger(farmer: Farmer) -> None:
    assert farmer("farmer export --for-subject Ana").status == 3
