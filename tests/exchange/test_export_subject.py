"""Everything about one person, said to them: all of theirs, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.details import Former, Gain
from farmer.facts import FACTS
from farmer.formats.whole_shape import SHAPE
from farmer.ledger.newcomers import Newcomer, Origin
from farmer.ledger.recorded import RecordedStep
from farmer.ledger.sqlite.read.selection import TABLES
from farmer.model import Contact, Event, Fact, Handle, Promise, Touch
from farmer.people.scrub import SOMEBODY
from farmer.referrals.states import DIRECTIONS, Request, StepTaken
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.subject import export_for_subject
from farmer.tasks.exchange.subject_others import FREE_WORDS
from farmer.tasks.exchange.subject_said import FACTS_SAID
from farmer.text import fold, parse_tag
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer
from tests.fakes import FakeLedger
from tests.strategies import names, names_written

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


# In whatever case and letters, and glued or in whatever a sentence puts around a name.
SPELT: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, fold)
AROUND = ("{}", "_{}_", "({}),", "{}'s", "“{}”")
OF_A_NAME = (*AROUND, "{}s", "@{}2", "#{}")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words in which people may be mentioned, in whatever way somebody writes."""
    shaped = []
    for part in draw(st.lists(st.sampled_from([*FILLER, *MENTIONS]), max_size=5)):
        is_name = not re.search(r"\d|@|/", part)
        written = draw(st.sampled_from(SPELT))(part) if part not in FILLER else part
        if is_name and draw(st.booleans()):
            written = re.sub(r"\W", draw(st.sampled_from(("", "-", "_", ", "))), written)
        shaped.append(draw(st.sampled_from(OF_A_NAME if is_name else AROUND)).format(written))
    return " ".join(shaped)


@st.composite
def ledgers(draw: st.DrawFn) -> FakeLedger:
    """A ledger of Ana and some of the others, who are mentioned in what is about her."""
    ledger, text = FakeLedger(), texts()
    with ledger.changing(f"add {ANA.name} {draw(text)}", NOW) as change:
        change.add_contact(ANA, ANAS)
        change.edit_contact(1, {"notes": draw(text), "company": "Voss & Co", "met_at": draw(text)})
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
    return "".join(text)


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
    for handle in own.handles:
        text = re.sub(re.escape(handle.value), "", text, flags=re.IGNORECASE)
    for person in people.values():
        for name in (person.name, *filter(None, person.nickname.split(", "))):
            assert not occurs(name, text), name
        for word in re.findall(r"[^\W_]+", person.name):
            mine = fold(word) in map(fold, ("Ana", "Ruiz", "Nita"))
            assert mine or len(word) == 1 or not occurs(word, text), word
        for handle in set(person.handles) - set(own.handles):
            assert not occurs(handle.value, text)
            assert handle.kind != "phone" or handle.value[3:] not in re.sub(r"\D", "", text)


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_all_of_their_own_is_in_it(ledger: FakeLedger) -> None:
    text = letter(ledger).replace("\\", "")
    with ledger.reading() as reader:
        row = next(row for row in reader.table("contacts") if row["id"] == 1)
        notes = " ".join(str(row[name]) for name in ("notes", "met_at"))
    for own in ("Ana Ruiz", "Nita", "ana@ruiz.example", "+34600123456", "61 of 100", "Voss & Co"):
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
    assert "I (Kim Doe) keep it in a file" in letter(ledger, me=("Kim Doe",)).replace("\\", "")


@pytest.fixture
def told(farmer: Farmer, tmp_path: Path) -> Farmer:
    """Ana, of whom there is something of everything, and Bo, who is in it."""
    cards = tmp_path / "cards.vcf"
    cards.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:Port Co\nEMAIL:ana@ruiz.example\nEND:VCARD\n"
    )
    for command in (
        f'farmer import "{cards}"',
        'farmer add "Lena Voss"',
        'farmer add "May Will" --nickname me',
        'farmer add "Bo Li" --nickname Bobby --email bo@li.example',
        'farmer add "Anita R" --company Oldco --email anita@r.example',
        'farmer log Ana Bo --at "Bobby\'s mixer" --note "Ana: Bo told me"',
        'farmer edit Ana --company Voss --note "Friend of Bo Li" --birthday "12 May"',
        'farmer mark Ana kept --note "as Bo said"',
        "farmer log Ana --on 2026-05-04 --kind call --note \"LENA's idea, not léna voss'; Lenas\"",
        "farmer tag Ana @golf @lena-voss @mayWill2",
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
        "- Company: Voss",
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


def test_a_terminal_shows_it_without_the_marks_of_markdown(told: Farmer, ledger: Path) -> None:
    assert told('farmer edit Ana --company "Mark_X & Co"').status == 0
    assert r"- Company: Mark\_X \& Co" in told("farmer export --for-subject Ana").out
    terminal = Terminal("export", "--for-subject", "Ana", "--ledger", str(ledger))
    assert terminal.end() == 0
    assert "- Company: Mark_X & Co" in terminal.plain
    assert "\\" not in terminal.plain


@pytest.mark.parametrize("more", ["--who Bo", "--since 2026-01-01", "--format csv"])
def test_it_is_one_letter_about_one_person(told: Farmer, more: str) -> None:
    refused = told(f"farmer export --for-subject Ana {more}")
    assert (refused.status, refused.out) == (2, "")


def test_it_changes_nothing_and_needs_a_ledger(farmer: Farmer) -> None:
    assert farmer("farmer export --for-subject Ana").status == 3


def alone(called: list[str]) -> FakeLedger:
    """A ledger with something of everything of Ana's, in which the others have those names."""
    ledger = FakeLedger()
    with ledger.changing("add May Chen", NOW) as change:
        change.add_contact(replace(ANA, name="May Chen"), ANAS)
        change.add_newcomers([Newcomer(Contact(name, added_on=DAY)) for name in called], DAY)
    edited = "edit May Chen: company Mark & Will, title May Queen, birthday 12 May, met-at, note"
    with ledger.changing(edited, NOW) as change:
        change.edit_contact(
            1, {"company": "Mark & Will", "title": "May Queen", "birthday": "1984-05-12"}
        )
        change.edit_contact(1, {"met_at": "zq", "met_on": date(2026, 5, 1), "notes": "zq zq"})
    with ledger.changing("log call with May Chen at zq on 4 May 2026", NOW) as change:
        touch = Touch(date(2026, 5, 4), "call", "me", 20, 2, 3, "zq")
        change.add_touch(1, touch, change.add_event(Event(DAY, "zq", "zq")))
    with ledger.changing("mark May Chen kept on 4 May 2026", NOW) as change:
        for fact in FACTS:
            change.add_fact(1, Fact(date(2026, 5, 4), fact, "zq"))
        change.write_gains(1, Gain("theirs", "goals", "zq", DAY))
        change.add_promise(1, Promise("zq", True, date(2026, 5, 4)))
    with ledger.changing("request of May Chen for zq", NOW) as change:
        life = Request("given", 1, None, "zq", "asker", ())
        request = change.add_request(life, "zq", "zq", inside=False)
        then = '{"verdict": "almost", "score": 61.2}'
        change.add_step(request, RecordedStep(StepTaken("asked", DAY, "zq"), "almost", then, then))
    with ledger.changing("import of vCard and Google Contacts", NOW) as change:
        change.edit_contact(1, {"nickname": "Chenny"})
    return ledger


# The sorts of columns that hold text.
TEXTS = ("text", "key", "object")


def words_of(text: str) -> list[str]:
    return sorted({word for word in re.findall(r"[^\W\d_]{2,}", text) if word != "zq"})


def test_nobody_called_like_a_word_of_farmers_or_of_their_own_takes_it_out() -> None:
    as_it_is = letter(alone([]))
    for own in ("12 May 1984", "Mark & Will", "May Queen", "# What I keep about you, May Chen"):
        assert own in as_it_is.replace("\\", "")
    called = words_of(as_it_is)
    assert len(called) > 100
    assert letter(alone([word.capitalize() for word in called])) == as_it_is
    assert letter(alone(["Zq Me"])) != as_it_is


def test_nobody_is_named_by_what_they_were_called_before_or_by_a_part_of_the_name() -> None:
    """Nor in what a file says of a touchpoint; what the person was called is their own."""
    ledger = FakeLedger()
    with ledger.changing("add", NOW) as change:
        change.add_contact(ANA, ANAS)
        change.add_contact(Contact("Lena Voss", added_on=DAY, given="Helena", family="Voss"), ())
        change.add_former(1, Former("name", "Ana Prior", None))
        change.add_former(2, Former("name", "Lena Gross", None))
        change.add_former(2, Former("spelling", "Лена Фосс", None))
        notes = "helena's plan; GROSS; Лене, лена; Prior"
        change.edit_contact(1, {"notes": notes, "family": "Ruiz"})
        touch = change.add_touch(1, Touch(DAY, "event"), None)
        change.write_origin(touch, Origin("ics", "7", "moved by Lena Groß"))
    text = letter(ledger)
    assert "Note: (somebody else)'s plan; (somebody else); Лене, (somebody else); Prior" in text
    assert "the file says of it: moved by (somebody else)" in text
    assert "Name before: Ana Prior" in text


PARTS = ("prefix", "given", "middle", "family", "suffix")


def test_every_text_that_is_kept_is_either_free_words_or_said_as_it_is() -> None:
    own_or_farmers = {
        "contact": {"name", "nickname", "company", "title", "birthday", "source", *PARTS},
        "handle": {"kind", "value", "source"},
        "tag": {"source"},
        "gains": {"whose", "slot"},
        "touchpoint": {"kind", "by", "source", "time"},
        # What it is known as is not said: only in which files it is.
        # What it says is said with the touchpoint, as words.
        "origin": {"source", "source_id", "told"},
        "former": {"what", "value", "source"},
        # By what files know them is theirs, whatever it is like.
        "identifier": {"source", "value"},
        "detail": {"what", "source"},
        "fact": {"what", "source"},
        "link": {"source", "strength"},
        "promise": {"ended"},
        "request": {"direction", "began"},
        "request_step": {"step", "outcome", "currency", "verdict", "person_then", "target_then"},
        # Said with the touchpoint, as words.
        "event": {"name", "place"},
    }
    for name, columns in SHAPE.items():
        table = TABLES[name]
        texts = {field for field, column in columns.items() if column.sort in TEXTS}
        assert texts == {*own_or_farmers.get(table, ()), *FREE_WORDS.get(table, ())} & texts, table
        assert not {*own_or_farmers.get(table, ())} & {*FREE_WORDS.get(table, ())}


FARMERS = {fold(word) for word in words_of(letter(alone([])))}


@given(st.data(), names())
def test_no_form_of_somebody_s_name_is_in_the_letter(data: st.DataObject, other: str) -> None:
    """Names that nobody thought of, in free words of every sort."""
    ledger, form = FakeLedger(), names_written(other)
    with ledger.changing("add Ana Ruiz", NOW) as change:
        change.add_contact(ANA, ANAS)
        change.add_newcomers([Newcomer(Contact(other, added_on=DAY))], DAY)
        change.edit_contact(1, {"notes": data.draw(form), "met_at": data.draw(form)})
        change.add_tag(1, parse_tag("@" + re.sub(r"\W", "", data.draw(form))))
    with ledger.changing(f"log call with Ana Ruiz and {other} at {data.draw(form)}", NOW) as change:
        event = change.add_event(Event(DAY, data.draw(form), data.draw(form)))
        change.add_touch(1, Touch(DAY, "event", note=data.draw(form)), event)
        change.edit_contact(1, {"notes": ""})
    text = letter(ledger)
    for word in set(words_of(fold(other))) - FARMERS:
        assert not occurs(word, text)
        assert not occurs(f"{word}s", text)
