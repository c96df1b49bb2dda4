"""Everything that was put in comes out again."""

from __future__ import annotations

import contextlib
import csv
import json
import stat
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import vobject
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from icalendar import Calendar

from farmer.details import FORMER
from farmer.errors import UnreadableFile
from farmer.formats import Incoming, markdown_out, vcard_out, whole, whole_out
from farmer.formats.whole_shape import ADDED, SHAPE, Tables, schema
from farmer.ids import Id
from farmer.ledger import FileLedger
from farmer.ledger.outside import number_only
from farmer.text import printable
from tests.conftest import Farmer
from tests.formats.people import asked, dossiers
from tests.formats.reading import read
from tests.ledger.making import content, raw

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOSTILE = '=HYPERLINK("x")\n<script>alert(1)</script> # [a](b) ; \\, \u202e'


@pytest.fixture
def lived(farmer: Farmer) -> Farmer:
    """A ledger in which something of everything has happened."""
    farmer('farmer log "Ana Ruiz" "Bo Li" "Cy Ode" --at Mixer --by them --on 2026-05-01 --new')
    farmer(
        'farmer edit Ana --email ana@ruiz.example --phone "+34 600 123 456" --company "Port; Co"'
    )
    farmer(
        'farmer edit Ana --birthday "12 May" --nickname Anita --title "Clerk, 1st" --note "x, y"'
    )
    farmer("farmer edit Ana --through Bo --cadence 30")
    farmer("farmer tag Ana Bo @golf")
    farmer('farmer log Ana --kind call --on 2026-06-10 --note "=1+1; <b>"')
    farmer("farmer mark Ana used --on 2026-06-11")
    farmer('farmer gains Ana --goals "a boat" --skills tax')
    farmer('farmer promise add Ana "send the lease" --due 2026-06-20')
    farmer('farmer request add Ana --to Bo --need "a talk"')
    farmer("farmer request decline r1")
    farmer('farmer ask Bo --for "an introduction to the port" --record')
    farmer("farmer merge Bo Cy --not-same")
    farmer("farmer snooze Cy --until 2027-01-01")
    farmer("farmer archive Cy")
    return farmer


def test_json_read_into_an_empty_ledger_gives_the_same_bytes(
    lived: Farmer, ledger: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    assert lived(f"farmer export -o {first}").status == 0
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    new = tmp_path / "new.db"
    assert lived(f"farmer --ledger {new} import {first} --json").data["new"] == 3
    assert content(new) == content(ledger)
    lived(f"farmer --ledger {new} export -o {second}")
    assert second.read_bytes() == first.read_bytes()
    again = lived(f"farmer --ledger {new} import {first} --json").data
    assert (again["new"], again["unchanged"]) == (0, 3)
    lived(f"farmer --ledger {new} undo")
    assert not any(content(new).values())


def test_a_whole_ledger_goes_into_an_empty_one_only(lived: Farmer, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    lived(f"farmer export -o {path}")
    lived('farmer add "Di Fo"')
    refused = lived(f"farmer import {path}")
    assert (refused.status, "--ledger" in refused.err) == (5, True)
    cards = tmp_path / "x.vcf"
    cards.write_text("BEGIN:VCARD\nFN:Di Fo\nEND:VCARD\n", encoding="utf-8")
    assert lived(f"farmer import {path} {cards}").status == 2


def test_the_document_is_as_its_schema_says(lived: Farmer) -> None:
    document = json.loads(lived("farmer export").out)
    published = json.loads(
        (Path(__file__).parents[2] / "docs/ledger.schema.json").read_text(encoding="utf-8")
    )
    assert published == schema()
    jsonschema.validate(document, published, cls=jsonschema.Draft202012Validator)
    del document["facts"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, published)


TEXT = st.text(max_size=12).map(lambda text: text.encode("utf-8", "ignore").decode()).map(printable)
NAME = st.sampled_from(["Ana Ruiz", "José Núñez", "=Bo", "Cy, Ode; <b>"])
DAY = st.dates(date(1990, 1, 1), date(2026, 6, 15)).map(str)

SOURCE = st.none() | st.sampled_from(["hand", "google"])
ORIGIN = st.fixed_dictionaries({"source": SOURCE, "recorded_on": st.none() | DAY})


@st.composite
def ledgers(draw: st.DrawFn) -> Tables:
    """Rows as a ledger may hold them."""
    people = draw(st.integers(1, 4))
    ids = st.integers(1, people)
    contacts = [
        {
            "id": number,
            "name": draw(NAME),
            "nickname": draw(TEXT),
            "company": draw(TEXT),
            "title": draw(TEXT),
            "birthday": draw(st.sampled_from(["", "1984-05-12", "--02-29"])),
            "met_at": draw(TEXT),
            "met_on": draw(st.none() | DAY),
            "met_through_id": draw(st.sampled_from([None, *range(1, number)])),
            "cadence_days": draw(st.none() | st.integers(1, 3650)),
            "notes": draw(TEXT),
            "archived": draw(st.booleans()),
            "added_on": draw(DAY),
            "snoozed_until": draw(st.none() | DAY),
            "source": draw(SOURCE),
            **{part: draw(TEXT) for part in ("prefix", "given", "middle", "family", "suffix")},
        }
        for number in range(1, people + 1)
    ]
    tables: Tables = {name: [] for name in SHAPE}
    tables["contacts"] = contacts
    tables["contacts.handles"] = [
        {"contact_id": draw(ids), "kind": "phone", "value": f"+34600{n}", **draw(ORIGIN)}
        | {"preferred": draw(st.booleans()), "until": draw(st.none() | DAY)}
        for n in range(draw(st.integers(0, 3)))
    ]
    tables["contacts.former"] = [
        {"contact_id": draw(ids), "what": what, "value": draw(NAME), **draw(ORIGIN)}
        | {"until": draw(st.none() | DAY)}
        for what in draw(st.sets(st.sampled_from(FORMER)))
    ]
    tables["contacts.identifiers"] = [
        {"contact_id": draw(ids), "source": "vcard", "value": f"urn:{n}"}
        | {"recorded_on": draw(st.none() | DAY)}
        for n in range(draw(st.integers(0, 2)))
    ]
    tables["contacts.details"] = [
        {"contact_id": draw(ids), "what": what, "label": draw(NAME), "value": draw(NAME)}
        | draw(ORIGIN)
        for what in draw(st.sets(st.sampled_from(("own", "address", "relation"))))
    ]
    tables["contacts.tags"] = [
        {"contact_id": draw(ids), "tag": f"t{n}", **draw(ORIGIN)} for n in range(2)
    ]
    tables["events"] = [
        {
            "id": 1,
            "name": draw(st.none() | NAME),
            "place": "",
            "on": draw(DAY),
            "recorded_on": draw(st.none() | DAY),
        }
    ]
    tables["touchpoints"] = [
        {
            "id": number,
            "contact_id": draw(ids),
            "on": draw(DAY),
            "kind": "call",
            "by": draw(st.none() | st.sampled_from(["me", "them"])),
            "minutes": draw(st.none() | st.integers(1, 1440)),
            "group": None,
            "depth": draw(st.integers(0, 3)),
            "event_id": draw(st.sampled_from([None, 1])),
            "note": draw(TEXT),
            "source": "linkedin",
            "recorded_on": draw(st.none() | DAY),
            "time": draw(st.sampled_from([None, "00:00", "23:59"])),
        }
        for number in range(1, draw(st.integers(1, 4)))
    ]
    tables["touchpoints.origins"] = [
        {
            "touchpoint_id": row["id"],
            "source": source,
            "source_id": str(row["id"]),
            "told": draw(st.sampled_from(["", '{"on": "2026-06-01"}'])),
        }
        for row in tables["touchpoints"]
        for source in draw(st.sets(st.sampled_from(["linkedin", "mail"])))
    ]
    tables["facts"] = [
        {"id": 1, "contact_id": draw(ids), "on": draw(DAY), "what": "kept", "note": draw(TEXT)}
        | draw(ORIGIN)
    ]
    return tables


@hypothesis_settings(max_examples=25, deadline=None)
@given(ledgers())
def test_export_after_import_is_identity(tables: Tables) -> None:
    import tempfile

    text = "".join(whole_out.write(asked(tables)))
    read_back = whole.from_json(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with FileLedger(path).changing("import", NOW) as change:
            change.add_tables(read_back.tables)
        with FileLedger(path).reading() as reader:
            assert "".join(whole_out.write(reader.table)) == text


@hypothesis_settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_document_is_refused_in_a_sentence_or_is_a_ledger(data: st.DataObject) -> None:
    document = json.loads("".join(whole_out.write(asked(data.draw(ledgers())))))
    path = data.draw(
        st.sampled_from(["contacts", "facts", "touchpoints", "events", "version", "names"])
    )
    odd: Any = data.draw(st.sampled_from([None, 1, "x", [], {}, True, -5, 2**70, [1], [{}]]))
    if isinstance(document[path], list) and document[path] and data.draw(st.booleans()):
        row = document[path][0]
        row[data.draw(st.sampled_from(sorted(row)))] = odd
    else:
        document[path] = odd
    with contextlib.suppress(UnreadableFile):
        assert set(whole.from_json(json.dumps(document)).tables) == set(SHAPE)


def test_a_row_of_nobody_is_refused_and_nothing_is_written(
    farmer: Farmer, tmp_path: Path, ledger: Path
) -> None:
    farmer('farmer log "Ana Ruiz" --by me --new')
    document = json.loads(farmer("farmer export").out)
    document["touchpoints"][0]["contact_id"] = 77
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    new = tmp_path / "new.db"
    refused = farmer(f"farmer --ledger {new} import {path}")
    assert (refused.status, refused.out) == (5, "")
    assert not new.exists()


def test_what_would_steer_a_terminal_is_cleaned_and_half_a_letter_refused(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer('farmer log "Ana Ruiz" --by me --new')
    document = json.loads(farmer("farmer export").out)
    path = tmp_path / "a.json"
    for note, status in (("red\x1b[31m\u202e\x00 ink\n", 0), ("x\ud800", 2)):
        document["contacts"][0]["notes"] = note
        path.write_text(json.dumps(document, indent=1), encoding="utf-8")
        done = farmer(f"farmer --ledger {tmp_path / f'{status}.db'} import {path}")
        assert done.status == status, done.err
    told = farmer(f"farmer --ledger {tmp_path / '0.db'} show Ana --json").data
    assert told["notes"] == "red ink"


def test_a_newer_document_is_refused_kindly(farmer: Farmer, tmp_path: Path, ledger: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format": "farmer ledger", "version": 6}\n', encoding="utf-8")
    refused = farmer(f"farmer import {path}")
    assert (refused.status, "newer farmer" in refused.err) == (2, True)
    assert not ledger.exists()


def before_the_fifth(document: dict[str, Any]) -> dict[str, Any]:
    """The same ledger as the fourth version had it."""
    del document["names"]
    return {**document, "version": 4}


def test_a_document_of_the_fourth_version_is_read_and_its_rows_get_new_names(
    lived: Farmer, tmp_path: Path
) -> None:
    today = json.loads(lived("farmer export").out)
    path, other = tmp_path / "fourth.json", tmp_path / "other.db"
    path.write_text(json.dumps(before_the_fifth(dict(today))), encoding="utf-8")
    assert lived(f"farmer --ledger {other} import {path}").status == 0
    again = json.loads(lived(f"farmer --ledger {other} export").out)
    assert before_the_fifth(dict(again)) == before_the_fifth(dict(today))
    assert {each["uid"] for each in again["names"]}.isdisjoint(
        each["uid"] for each in today["names"] if each["uid"]
    )
    assert lived(f"farmer --ledger {other} import {path}").rows[2] == ["unchanged", "3"]


def before_the_fourth(document: dict[str, Any]) -> dict[str, Any]:
    """The same ledger as the third version had it."""
    before_the_fifth(document)
    for person in document["contacts"]:
        del person["identifiers"], person["details"]
    return {**document, "version": 3}


def test_a_document_of_the_third_version_is_read_without_what_it_did_not_know(
    lived: Farmer, tmp_path: Path
) -> None:
    today = json.loads(lived("farmer export").out)
    path, other = tmp_path / "third.json", tmp_path / "other.db"
    path.write_text(json.dumps(before_the_fourth(json.loads(json.dumps(today)))), encoding="utf-8")
    assert lived(f"farmer --ledger {other} import {path}").status == 0
    for person in today["contacts"]:
        person["identifiers"] = person["details"] = []
    again = json.loads(lived(f"farmer --ledger {other} export").out)
    assert before_the_fifth(again) == before_the_fifth(today)


def before_the_third(document: dict[str, Any]) -> dict[str, Any]:
    """The same ledger as the second version had it; each touchpoint is from LinkedIn too."""
    before_the_fourth(document)
    for person in document["contacts"]:
        for field in ("prefix", "given", "middle", "family", "suffix", "former"):
            del person[field]
        for handle in person["handles"]:
            del handle["preferred"], handle["until"]
    for touch in document["touchpoints"]:
        del touch["origins"], touch["time"]
        touch["source_id"] = f"x{touch['id']}"
    return {**document, "version": 2}


def test_a_document_of_the_second_version_is_read_with_what_sources_knew(
    lived: Farmer, tmp_path: Path
) -> None:
    today = json.loads(lived("farmer export").out)
    path, other = tmp_path / "second.json", tmp_path / "other.db"
    second = before_the_third(json.loads(json.dumps(today)))
    path.write_text(json.dumps(second), encoding="utf-8")
    assert lived(f"farmer --ledger {other} import {path}").status == 0
    for person in today["contacts"]:
        person["identifiers"] = person["details"] = []
    for touch in today["touchpoints"]:
        told = {"source": touch["source"], "source_id": f"x{touch['id']}", "told": ""}
        touch["origins"] = [told]
    again = json.loads(lived(f"farmer --ledger {other} export").out)
    assert before_the_fifth(again) == before_the_fifth(today)
    assert lived(f"farmer --ledger {other} import {path}").rows[2] == ["unchanged", "3"]


def test_a_document_of_the_first_version_is_read_and_claims_nothing(
    lived: Farmer, tmp_path: Path
) -> None:
    document = before_the_third(json.loads(lived("farmer export").out))
    first = {**document, "version": 1}
    for name in SHAPE:
        if name not in ADDED:
            continue
        outer, dot, inner = name.partition(".")
        lists = [owner[inner] for owner in document[outer]] if dot else [document[outer]]
        for row in (row for rows in lists for row in rows):
            row.pop("recorded_on", None)
            if name == "touchpoints":
                row["source"] = None if row["source"] == "hand" else row["source"]
            else:
                row.pop("source", None)
    path, other = tmp_path / "first.json", tmp_path / "other.db"
    path.write_text(json.dumps(first), encoding="utf-8")
    assert lived(f"farmer --ledger {other} import {path}").status == 0
    told = json.loads(lived(f"farmer --ledger {other} export").out)
    assert {touch["source"] for touch in told["touchpoints"]} == {"hand"}
    assert {person["source"] for person in told["contacts"]} == {None}
    assert {fact["recorded_on"] for fact in told["facts"]} == {None}
    again = lived(f"farmer --ledger {other} import {path}")
    assert (again.status, again.rows[2]) == (0, ["unchanged", "3"])


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_cards_are_read_by_another_library_and_by_farmer(lived: Farmer, version: str) -> None:
    text = lived(f"farmer export --format vcard --history full --version {version}").out
    cards = list(vobject.readComponents(text))
    assert [card.fn.value for card in cards] == ["Ana Ruiz", "Bo Li", "Cy Ode"]
    ana = cards[0]
    assert (ana.title.value, ana.email.value) == ("Clerk, 1st", "ana@ruiz.example")
    assert "=1+1; <b>" in ana.note.value
    _, rows = read(text.encode())
    again = next(row for row in rows if isinstance(row, Incoming))
    assert (again.contact.name, again.contact.company) == ("Ana Ruiz", "Port; Co")
    assert (again.contact.nickname, again.contact.birthday) == ("Anita", "--05-12")
    assert {handle.value for handle in again.handles} == {"ana@ruiz.example", "+34600123456"}


@given(st.text(max_size=60))
def test_whatever_a_name_is_the_card_holds_it_in_short_lines(name: str) -> None:
    rows: Tables = {name: [] for name in SHAPE}
    said = name.encode("utf-8", "replace").decode() or "x"
    person = dict.fromkeys(SHAPE["contacts"], "") | {
        "id": 7, "name": said, "met_through_id": None, "notes": said * 3,
    }  # fmt: skip
    rows["contacts"] = [person]
    (card,) = vcard_out.write(dossiers(rows), lambda who: number_only(Id("c", who)))
    lines = card.split("\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in lines)
    assert sum(line.startswith("BEGIN:VCARD") for line in lines) == 1
    assert not any("\n" in line or "\r" in line for line in lines)


def test_the_calendar_has_stable_ids_and_no_alarms(lived: Farmer) -> None:
    first = lived("farmer export --format ics").out
    assert first == lived("farmer export --format ics").out
    events = Calendar.from_ical(first).walk("VEVENT")
    told = {str(event["summary"]): str(event["uid"]) for event in events}
    assert told["Birthday of Ana Ruiz"].startswith("birthday-")
    assert told["Promise of Ana Ruiz: send the lease"].startswith("promise-")
    cadence = told["Be in touch with Ana Ruiz"]
    assert "VALARM" not in first
    lived('farmer log Ana --kind call --note "hello"')
    moved = Calendar.from_ical(lived("farmer export --format ics").out).walk("VEVENT")
    days = {str(event["uid"]): event.decoded("dtstart") for event in moved}
    assert days[cadence] == date(2026, 6, 15) + timedelta(30)


def test_tables_open_safely_in_a_spreadsheet(lived: Farmer, tmp_path: Path) -> None:
    lived(f"farmer export --format csv -o {tmp_path / 'tables'}")
    with (tmp_path / "tables/touchpoints.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "'=1+1; <b>" in [row["note"] for row in rows]
    with (tmp_path / "tables/handles.csv").open(encoding="utf-8", newline="") as file:
        assert {row["value"] for row in csv.DictReader(file)} == {
            "ana@ruiz.example",
            "+34 600 12 34 56",
        }
    every = (path.read_text(encoding="utf-8") for path in (tmp_path / "tables").iterdir())
    assert not any(cell.startswith(("=", "@")) for text in every for cell in text.split(","))
    assert lived("farmer export --format csv").status == 2


def test_markdown_is_a_file_a_person_and_other_peoples_words_stay_words(
    lived: Farmer, tmp_path: Path
) -> None:
    lived(f"farmer export --format markdown -o {tmp_path / 'people'}")
    names = sorted(path.name for path in (tmp_path / "people").iterdir())
    assert names == ["ana-ruiz-c1.md", "bo-li-c2.md", "cy-ode-c3.md"]
    text = (tmp_path / "people/ana-ruiz-c1.md").read_text(encoding="utf-8")
    assert "they promised: send the lease" in text
    listed = lived("farmer list --json").data["people"]
    ana = next(each for each in listed if each["person"]["id"] == "c1")
    assert f'\nstatus: "{ana["status"]}"\nverdict: ' in text
    assert "\\<b\\>" in text
    rows: Tables = {name: [] for name in SHAPE} | {
        "contacts": [
            dict.fromkeys(SHAPE["contacts"], "")
            | {"id": 7, "name": "../../" + HOSTILE, "met_through_id": None, "notes": HOSTILE}
        ]
    }
    ((name, body),) = [markdown_out.write(person) for person in dossiers(rows)]
    assert "/" not in name
    assert name.endswith("-c7.md")
    assert "<script" not in body.replace("\\<", "")
    assert body.count("\n# ") == 1


def test_sql_makes_the_same_ledger_elsewhere(lived: Farmer, tmp_path: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(lived("farmer export --format sql").out)
        assert db.execute("SELECT count(*) FROM contact").fetchone() == (3,)
        assert db.execute("SELECT emails, tags FROM v_contacts WHERE id = 1").fetchone() == (
            "ana@ruiz.example",
            "@golf",
        )
        assert db.execute("SELECT person, target FROM v_requests WHERE id = 1").fetchone() == (
            "Ana Ruiz",
            "Bo Li",
        )


@pytest.mark.parametrize(
    ("steps", "seen"),
    [
        (["outcome r3 good"], ("outcome", "good", None, None)),
        (["outcome r3 good", "thanked r3"], ("thanked", "good", None, None)),
        (
            ["outcome r3 business --amount 1200 --currency EUR", "thanked r3"],
            ("thanked", "business", 120000, "EUR"),
        ),
        (["outcome r3 no-fit", "thanked r3", "reopen r3"], ("reopen", None, None, None)),
        (
            ["outcome r3 good", "reopen r3", "outcome r3 bad", "thanked r3"],
            ("thanked", "bad", None, None),
        ),
        (
            ["outcome r3 business --amount 5 --currency EUR", "reopen r3"],
            ("reopen", "business", 500, "EUR"),
        ),
        ([], ("introduce", None, None, None)),
    ],
)
def test_how_a_request_turned_out_is_seen_whatever_came_after(
    lived: Farmer, ledger: Path, steps: list[str], seen: tuple[Any, ...]
) -> None:
    """As farmer itself has it: reopening takes it back, but for business that was done."""
    for step in (
        *('add Ana --to Bo --need "a hint" --anyway', "ask-target r3", "target-said r3 yes"),
        *('introduce r3 --anyway "she insisted"', *steps),
    ):
        done = lived(f"farmer request {step}")
        assert done.status == 0, done.err
    read = "SELECT last_step, outcome, amount_minor, currency FROM v_requests WHERE id = 3"
    with raw(ledger) as db:
        assert db.execute(read).fetchall() == [seen]


def test_some_of_it_names_nobody_else(lived: Farmer, tmp_path: Path) -> None:
    told = json.loads(lived("farmer export --who Ana").out)
    assert [person["name"] for person in told["contacts"]] == ["Ana Ruiz"]
    assert told["contacts"][0]["met_through_id"] is None
    assert [request["target"] for request in told["requests"]] == ["Bo Li"]
    assert told["not_same"] == []
    path = tmp_path / "ana.json"
    lived(f"farmer export --who Ana -o {path}")
    assert lived(f"farmer --ledger {tmp_path / 'ana.db'} import {path}").status == 0
    recent = json.loads(lived("farmer export --since 2026-06-01").out)
    assert [row["on"] for row in recent["touchpoints"]] == ["2026-06-10"]
    assert len(recent["contacts"]) == 3
    assert lived("farmer export --who @golf --format vcard").out.count("BEGIN:VCARD") == 2


def test_what_cannot_be_written_is_said_and_nothing_is_lost(
    lived: Farmer, ledger: Path, tmp_path: Path
) -> None:
    before = ledger.read_bytes()
    for words in (
        f"-o {ledger}",
        f"-o {tmp_path / 'no.txt'} --format csv",
        "--format pdf",
        "--version 2.1 --format vcard",
        "--format sql --since 2026-01-01",
        "-o /dev/null/x.json",
    ):
        (tmp_path / "no.txt").write_text("mine", encoding="utf-8")
        refused = lived(f"farmer export {words}")
        assert (refused.status in (2, 5), refused.out) == (True, ""), words
    assert ledger.read_bytes() == before
    assert (tmp_path / "no.txt").read_text(encoding="utf-8") == "mine"


def test_without_a_ledger_there_is_nothing_to_export(farmer: Farmer) -> None:
    assert farmer("farmer export").status == 3


@pytest.fixture
def acquainted(farmer: Farmer) -> Farmer:
    """Ana, who knows Bo well, Cy from work, Di, not Ed, and Fay, of whom she only told."""
    farmer("farmer log 'Ana Ruiz' 'Bo Li' 'Cy Ode' 'Di Moss' 'Ed Oak' --new --on 2026-05-01")
    farmer("farmer link Ana Bo --strength close --how 'from school'")
    farmer("farmer link Cy Ana --strength works")
    farmer("farmer link Ana Di")
    farmer("farmer link Ana Ed --not")
    farmer("farmer link Ana 'Fay Port'")
    return farmer


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_cards_name_whom_somebody_knows_and_nobody_who_is_only_known_of(
    acquainted: Farmer, version: str
) -> None:
    """Either way, by the word that address books have for it, and read by them as a relation."""
    cards = acquainted(f"farmer export --format vcard --vcard-version {version}").out
    told = {
        each.contact.name: [(detail.label, detail.value) for detail in each.details]
        for each in read(cards.encode(), "vcard")[1]
        if isinstance(each, Incoming)
    }
    assert told == {
        "Ana Ruiz": [("friend", "Bo Li"), ("co-worker", "Cy Ode"), ("acquaintance", "Di Moss")],
        "Bo Li": [("friend", "Ana Ruiz")],
        "Cy Ode": [("co-worker", "Ana Ruiz")],
        "Di Moss": [("acquaintance", "Ana Ruiz")],
        "Ed Oak": [],
    }


def test_cards_and_pages_of_some_name_nobody_else(acquainted: Farmer, tmp_path: Path) -> None:
    cards = acquainted("farmer export Ana Cy --format vcard").out
    assert "VALUE=text:Cy Ode" in cards
    assert "Bo Li" not in cards
    acquainted(f"farmer export Ana Bo --format markdown -o {tmp_path}")
    page = (tmp_path / "ana-ruiz-c1.md").read_text(encoding="utf-8")
    assert "- knows: Bo Li, from school\n" in page
    assert "Cy Ode" not in page
    assert "Fay" not in page


def test_own_cards_that_come_back_bring_nothing_that_a_link_tells(
    acquainted: Farmer, tmp_path: Path
) -> None:
    file = tmp_path / "own.vcf"
    acquainted(f"farmer export --format vcard -o {file}")
    assert acquainted(f"farmer import {file} --json").data["new"] == 0
    assert acquainted(f"farmer import {file} --json").data["unchanged"] == 5
    shown = acquainted("farmer show Ana --json").data
    assert (len(shown["links"]), shown["details"]) == (5, [])
    other = tmp_path / "other.db"
    acquainted(f"farmer --ledger {other} import {file}")
    hint = acquainted(f"farmer --ledger {other} show Bo --json").data["details"]
    assert hint == [{"what": "relation", "label": "friend", "value": "Ana Ruiz"}]


def test_relation_that_is_noted_already_is_in_a_card_once(acquainted: Farmer) -> None:
    acquainted("farmer edit Ana --set 'spouse=bo li'")
    cards = acquainted("farmer export Ana Bo --format vcard").out.replace("\r\n ", "")
    ana = cards.partition("END:VCARD")[0]
    assert "RELATED;TYPE=spouse;VALUE=text:bo li" in ana
    assert "Bo Li" not in ana
