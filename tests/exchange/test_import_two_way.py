"""A folder of cards that is read and written: as vdirsyncer and khard keep it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from farmer.details import Detail
from farmer.formats.card_text import CannotWrite, CardText
from farmer.model import Contact, Handle
from farmer.tasks.exchange import two_way
from farmer.tasks.exchange.agreeing import Sayings, sayings
from farmer.tasks.exchange.card_files import CardFile, write_card
from farmer.tasks.exchange.card_owners import LedgerSide, OwnedCards, uid_digest
from farmer.tasks.exchange.linked_cards import CardReading, LinkedCard
from tests.conftest import Farmer

ANA = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Somebody//Else 1.0//EN\r\nUID:ana-1\r\n"
    b'FN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nX-FOO;ODD="a;b":c\\,d\r\n'
    b"item1.EMAIL;TYPE=WORK;X-ABX=1:ana@example.org\r\nitem1.X-ABLABEL:_$!<Firm>!$_\r\n"
    b"ORG:Acme;Sales\r\nTITLE:Broker\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\n  CCCC\r\n"
    b"REV:20200101T000000Z\r\nEND:VCARD\r\n"
)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def cards(isolation: Path, farmer: Farmer) -> Path:
    """A folder that is remembered both ways, with Ana's card in it."""
    folder = isolation / "cards"
    folder.mkdir(mode=0o700)
    (folder / "ana.vcf").write_bytes(ANA)
    assert farmer(f"farmer import {folder} --remember --two-way").rows[0][4] == "new=1"
    assert (folder / "ana.vcf").read_bytes() == ANA
    return folder


def rows(farmer: Farmer, word: str) -> list[list[str]]:
    """What an import says under a word, without the path."""
    return [[row[0], *row[2:]] for row in farmer("farmer import").rows if row[0] == word]


def edit(path: Path, old: str, new: str) -> None:
    """Change a card as another program does: another file under its name."""
    text = path.read_bytes().decode()
    assert old in text
    other = path.with_suffix(".new")
    other.write_bytes(text.replace(old, new, 1).encode())
    other.replace(path)


def test_what_changed_here_is_written_and_every_other_line_stays(
    farmer: Farmer, cards: Path
) -> None:
    (cards / "ana.vcf").chmod(0o640)
    before = (cards / "ana.vcf").stat()
    farmer("farmer edit Ana --title Partner --company Beta --phone +442079460000")
    assert rows(farmer, "written") == [["written", "c1", "Ana Ruiz", "company title phone"]]
    now = (cards / "ana.vcf").read_bytes()
    assert now == ANA.replace(b"TITLE:Broker", b"TITLE:Partner").replace(
        b"ORG:Acme;", b"ORG:Beta;"
    ).replace(b"REV:20200101T000000Z", b"REV:20260615T120000Z").replace(
        b"END:", b"TEL:+442079460000\r\nEND:"
    )
    after = (cards / "ana.vcf").stat()
    assert after.st_mode == before.st_mode
    assert after.st_ino != before.st_ino  # whoever goes by it sees that it is another
    assert farmer("farmer import").out == ""
    assert [each.name for each in cards.iterdir()] == ["ana.vcf"]


def test_what_changed_in_the_card_comes_in_though_it_was_typed(farmer: Farmer, cards: Path) -> None:
    farmer("farmer edit Ana --title Partner --correction")
    farmer("farmer import")
    edit(cards / "ana.vcf", "TITLE:Partner", "TITLE:Director")
    edit(cards / "ana.vcf", "ana@example.org", "ana@acme.example")
    assert rows(farmer, "taken") == [["taken", "c1", "Ana Ruiz", "title email"]]
    shown = farmer("farmer show Ana --json").data
    assert shown["title"] == "Director"
    assert "Partner" in str(shown["former"])
    assert [a["value"] for a in shown["handles"] if not a["until"]] == ["ana@acme.example"]
    assert farmer("farmer import").out == ""


def test_what_both_changed_stays_on_both_sides_until_somebody_says(
    farmer: Farmer, cards: Path
) -> None:
    farmer("farmer edit Ana --title Partner")
    edit(cards / "ana.vcf", "TITLE:Broker", "TITLE:Director")
    for _ in range(2):
        assert rows(farmer, "conflict") == [
            [
                *("conflict", "c1", "Ana Ruiz", "title", "Partner", "Director"),
                "farmer edit c1 --title Director",
            ]
        ]
    assert b"TITLE:Director" in (cards / "ana.vcf").read_bytes()
    farmer("farmer edit c1 --title Director")
    assert rows(farmer, "conflict") == []
    farmer("farmer edit c1 --title Chair")
    assert rows(farmer, "written") == [["written", "c1", "Ana Ruiz", "title"]]


def test_an_address_taken_out_on_one_side_goes_on_the_other(farmer: Farmer, cards: Path) -> None:
    edit(cards / "ana.vcf", "ORG:", "TEL:+34600111222\r\nURL:https://ana.example\r\nORG:")
    farmer("farmer import")
    farmer("farmer edit Ana --no-longer +34600111222")
    edit(cards / "ana.vcf", "URL:https://ana.example\r\n", "")
    farmer("farmer import")
    assert b"TEL" not in (cards / "ana.vcf").read_bytes()
    addresses = farmer("farmer show Ana --json").data["handles"]
    assert [each["value"] for each in addresses if not each["until"]] == ["ana@example.org"]


def test_a_number_without_its_country_is_the_one_with_it(farmer: Farmer, cards: Path) -> None:
    farmer("farmer edit Ana --phone +442079460000")
    edit(cards / "ana.vcf", "ORG:", "TEL:020 7946 0000\r\nORG:")
    before = (cards / "ana.vcf").read_bytes()
    farmer("farmer import")
    assert (cards / "ana.vcf").read_bytes() == before
    farmer("farmer edit Ana --drop +442079460000")
    farmer("farmer import")
    assert b"TEL" not in (cards / "ana.vcf").read_bytes()


def test_undo_takes_the_ledger_back_and_what_the_card_said_comes_again(
    farmer: Farmer, cards: Path
) -> None:
    edit(cards / "ana.vcf", "TITLE:Broker", "TITLE:Director")
    farmer("farmer import")
    farmer("farmer undo")
    assert farmer("farmer show Ana --json").data["title"] == "Broker"
    assert b"TITLE:Director" in (cards / "ana.vcf").read_bytes()
    assert rows(farmer, "taken") == [["taken", "c1", "Ana Ruiz", "title"]]
    assert farmer("farmer show Ana --json").data["title"] == "Director"


def test_a_dry_run_tells_both_ways_and_writes_neither(farmer: Farmer, cards: Path) -> None:
    farmer("farmer edit Ana --title Partner")
    edit(cards / "ana.vcf", "ORG:Acme", "ORG:Beta")
    before = (cards / "ana.vcf").read_bytes()
    for command in ("farmer import --dry-run", f"farmer import {cards} --two-way --dry-run"):
        told = {row[0]: row[4] for row in farmer(command).rows if row[0] in ("taken", "written")}
        assert told == {"taken": "company", "written": "title"}
    assert (cards / "ana.vcf").read_bytes() == before
    assert farmer("farmer show Ana --json").data["company"] == "Acme"


def test_a_dry_run_tells_what_would_be_written_into_cards_that_are_not_linked_yet(
    farmer: Farmer, isolation: Path, ledger: Path
) -> None:
    """As the import would link them: the dry run says of each what the run then does."""
    folder = isolation / "cards"
    folder.mkdir(mode=0o700)
    (folder / "ana.vcf").write_bytes(ANA)
    (folder / "new.vcf").write_bytes(ANA.replace(b"na", b"xy").replace(b"Ana", b"Eva"))
    farmer('farmer add "Ana Ruiz" --email ana@example.org --phone +442079460000 --company Beta')
    farmer('farmer add "Bo Li"')
    before = ledger.read_bytes(), farmer("farmer history").out
    said = []
    for words in ("--dry-run", "--remember"):
        outcome = farmer(f"farmer import {folder} --two-way --new {words} --json")
        (source,) = outcome.data["sources"]
        said.append({k: v for k, v in source["two_way"].items() if k != "troubles"})
        if words == "--dry-run":
            assert (ledger.read_bytes(), farmer("farmer history").out) == before
            assert (folder / "ana.vcf").read_bytes() == ANA
            assert len([*folder.iterdir()]) == 2
    assert said[0] == said[1]
    assert [each["fields"] for each in said[0]["written"]] == [["phone"], ["new card"]]
    assert [(each["field"], each["here"]) for each in said[0]["conflicts"]] == [("company", "Beta")]


def test_a_dry_run_without_a_ledger_begins_none(
    farmer: Farmer, isolation: Path, ledger: Path
) -> None:
    (isolation / "cards").mkdir(mode=0o700)
    (isolation / "cards" / "ana.vcf").write_bytes(ANA)
    outcome = farmer(f"farmer import {isolation / 'cards'} --two-way --dry-run")
    assert (outcome.status, ledger.exists()) == (0, False)


def test_new_people_get_a_card_only_where_it_is_asked_for(farmer: Farmer, cards: Path) -> None:
    farmer('farmer add "Bo Li" --company Acme')
    farmer('farmer add "Cy Poe"')
    farmer('farmer add "Di Moe"')
    farmer("farmer tag Di @private")
    farmer("farmer archive Cy")
    assert farmer("farmer import").out == ""
    outcome = farmer(f"farmer import {cards} --remember --two-way --new")
    (new,) = [row for row in outcome.rows if row[0] == "written"]
    assert new[2:] == ["c2", "Bo Li", "new card"]
    text = Path(new[1]).read_text()
    assert text.startswith("BEGIN:VCARD\nVERSION:3.0\nUID:urn:uuid:")
    assert Path(new[1]).stem in text
    assert farmer("farmer import").out == ""
    edit(Path(new[1]), "ORG:Acme", "ORG:Beta")
    assert rows(farmer, "taken") == [["taken", "c2", "Bo Li", "company"]]
    Path(new[1]).unlink()
    assert rows(farmer, "gone") == [["gone", "Bo Li"]]
    assert not Path(new[1]).exists()


def test_who_is_private_forgotten_or_twice_there_is_only_read(farmer: Farmer, cards: Path) -> None:
    (cards / "ana2.vcf").write_bytes(ANA.replace(b"ana-1", b"ana-2"))
    farmer("farmer import")
    farmer("farmer edit Ana --title Partner")
    apart = {Path(row[1]).name: row[2] for row in farmer("farmer import").rows if row[0] == "apart"}
    assert apart == dict.fromkeys(("ana.vcf", "ana2.vcf"), "the person has another card there")
    assert (cards / "ana.vcf").read_bytes() == ANA
    (cards / "ana2.vcf").unlink()
    farmer("farmer tag Ana @private")
    farmer("farmer import")
    assert (cards / "ana.vcf").read_bytes() == ANA
    farmer("farmer forget Ana --yes")
    farmer("farmer import")
    assert (cards / "ana.vcf").read_bytes() == ANA
    assert farmer("farmer list").out == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ANA.replace(b"UID:ana-1\r\n", b""), "it has no UID"),
        (ANA + ANA.replace(b"ana-1", b"ana-9"), "it is not just one card"),
        (ANA.replace(b"Ruiz", b"R\xfaiz"), "it is not UTF-8"),
    ],
)
def test_a_card_that_cannot_be_told_apart_is_only_read(
    farmer: Farmer, isolation: Path, data: bytes, reason: str
) -> None:
    folder = isolation / "cards"
    folder.mkdir(mode=0o700)
    (folder / "ana.vcf").write_bytes(data)
    outcome = farmer(f"farmer import {folder} --remember --two-way --new")
    assert ["apart", str(folder / "ana.vcf"), reason] in outcome.rows or not outcome.rows
    farmer("farmer edit c1 --title Partner")
    farmer("farmer import")
    assert [each.read_bytes() for each in folder.iterdir()] == [data]


def test_one_uid_in_two_files_and_a_link_are_only_read(farmer: Farmer, cards: Path) -> None:
    (cards / "copy.vcf").write_bytes(ANA)
    farmer("farmer edit Ana --title Partner")
    farmer("farmer import")
    assert {each.read_bytes() for each in cards.iterdir()} == {ANA}
    (cards / "copy.vcf").rename(cards.parent / "real.vcf")
    (cards / "ana.vcf").unlink()
    (cards / "ana.vcf").symlink_to(cards.parent / "real.vcf")
    farmer("farmer import")
    assert (cards / "ana.vcf").is_symlink()
    assert (cards.parent / "real.vcf").read_bytes() == ANA


def test_a_card_that_changes_meanwhile_is_left_and_written_next_time(
    farmer: Farmer, cards: Path
) -> None:
    farmer("farmer edit Ana --title Partner")

    def write_late(card: CardFile, data: bytes) -> None:
        edit(Path(card.path), "ORG:Acme", "ORG:Beta")
        write_card(card, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(two_way, "write_card", write_late)
        outcome = farmer("farmer import")
    assert outcome.status == 2
    assert "was changed meanwhile" in outcome.err
    farmer("farmer import")
    now = (cards / "ana.vcf").read_bytes()
    assert b"ORG:Beta;Sales" in now
    assert b"TITLE:Partner" in now
    assert farmer("farmer show Ana --json").data["company"] == "Beta"


@pytest.mark.parametrize(
    ("number", "reason"),
    [(28, "No space left on device"), (13, "Permission denied"), (30, "Read-only file system")],
)
def test_a_folder_that_cannot_be_written_leaves_card_and_ledger(
    farmer: Farmer, cards: Path, number: int, reason: str
) -> None:
    farmer("farmer edit Ana --title Partner")

    def full(_self: Path, _data: bytes) -> int:
        raise OSError(number, reason)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        outcome = farmer("farmer import")
    said = f"cannot be written: {reason.lower()}. It is as it was."
    assert outcome.err == f"{cards / 'ana.vcf'} {said}\n"
    assert [each.name for each in cards.iterdir()] == ["ana.vcf"]
    assert (cards / "ana.vcf").read_bytes() == ANA
    assert rows(farmer, "written") == [["written", "c1", "Ana Ruiz", "title"]]


@pytest.mark.parametrize("options", ["--two-way", "--two-way --new"])
def test_nothing_is_written_where_it_is_not_remembered(
    farmer: Farmer, isolation: Path, options: str
) -> None:
    (isolation / "cards").mkdir()
    outcome = farmer(f"farmer import {isolation / 'cards'} {options}")
    assert outcome.status == 2
    assert "Add --remember; or --dry-run" in outcome.err


@pytest.mark.skipif(os.name != "posix", reason="folders are open to all by their mode")
def test_a_folder_of_everybodys_is_never_written(farmer: Farmer, cards: Path) -> None:
    farmer("farmer edit Ana --title Partner")
    cards.chmod(0o777)
    outcome = farmer("farmer import")
    assert outcome.status == 2
    assert "nothing of yours is written there" in outcome.err
    assert (cards / "ana.vcf").read_bytes() == ANA
    assert farmer(f"farmer import {cards} --remember --two-way").status == 2
    assert farmer(f"farmer import {cards / 'ana.vcf'} --remember --two-way").status == 2


WORDS = (
    st.text("abcäé ,;\\:", min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
UNKNOWN = st.sampled_from(
    (
        'X-FOO;ODD="a;b":c\\,d',
        "X-LONG:" + "x" * 60 + "{end} " + "y" * 60,
        "item3.X-THING;VALUE=uri:urn:x",
        "PHOTO;ENCODING=b:AAAA{end} BBBB",
        "x-lower:  two  blanks ",
        "KEY:",
    )
)


@dataclass
class Sides:
    """A person on both sides, as a test changes them."""

    title: str
    notes: str
    tags: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)

    def here(self) -> Sayings:
        contact = Contact("Ana Ruiz", title=self.title, notes=self.notes)
        details = [Detail("address", "home", "1 Mill Road")]
        handles = [Handle("email", each) for each in sorted(self.emails)]
        return sayings(contact, handles, sorted(self.tags), details, None)


SIDES = st.builds(
    Sides,
    WORDS | st.just(""),
    WORDS | st.just(""),
    st.sets(st.sampled_from(("friend", "club")), max_size=2),
    st.sets(st.sampled_from(("a@x.example", "b@x.example", "c@x.example")), max_size=3),
)


def merged(data: bytes, here: Sayings, agreed: frozenset[str]) -> LinkedCard | None:
    """What becomes of one card and one person."""
    card = CardFile("ana.vcf", data, "ana-1")
    before = SimpleNamespace(agreed=agreed, state="")
    side = SimpleNamespace(
        agreed={(1, uid_digest("ana-1")): before},
        contacts={1: Contact("Ana Ruiz", id=1)},
        here=lambda _whose: here,
    )
    reading = CardReading(None, {}, prefer_card=False, now=NOW)
    return next(reading.linked(OwnedCards({1: card}, {}, ()), cast("LedgerSide", cast(Any, side))))


@settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    st.sampled_from(("2.1", "3.0", "4.0")),
    st.sampled_from(("\r\n", "\n")),
    st.lists(UNKNOWN, max_size=4),
    SIDES,
    SIDES,
    SIDES,
)
def test_both_sides_agree_in_the_end_and_nothing_is_lost(
    version: str, end: str, unknown: list[str], first: Sides, here: Sides, there: Sides
) -> None:
    lines = [line.format(end=end) for line in unknown]
    start = ["BEGIN:VCARD", f"VERSION:{version}", "UID:ana-1", "FN:Ana Ruiz", "N:Ruiz;Ana;;;"]
    data = "".join(f"{line}{end}" for line in (*start, *lines, "END:VCARD")).encode()
    begun = merged(data, first.here(), frozenset())
    assert begun is not None
    assert not begun.unwritten
    agreed = begun.agreed(begun.data, None).agreed
    # Another program gives the card what is `there`: as farmer would, of a ledger that says so.
    other = merged(begun.data, there.here(), agreed)
    assert other is not None
    assert not other.unwritten
    card = other.data
    both = merged(card, here.here(), agreed)
    assert both is not None
    assert not both.unwritten
    for line in lines:
        assert both.data.count(f"{line}{end}".encode()) == data.count(f"{line}{end}".encode())
    kept = both.here_then, both.then
    for value in (here.title, there.title, here.notes, there.notes):
        old = value in (first.title, first.notes)
        assert old or any(value in side.fields.values() for side in kept)
    for email in (here.emails | there.emails) - first.emails:
        assert all(("email", "", email) in side.items for side in kept)
    again = merged(both.data, both.here_then, both.agreed(both.data, None).agreed)
    assert again is not None
    assert not (again.merging.writes_card)
    assert not (again.merging.changes_ledger)
    assert again.merging.conflicts == both.merging.conflicts
    assert again.data == both.data


@given(st.binary(max_size=300) | st.just(ANA), st.sampled_from((b"\n", b"\r", b"\r\n", b"\n\n")))
def test_what_is_not_changed_is_byte_for_byte_as_it_was(data: bytes, end: bytes) -> None:
    card = b"BEGIN:VCARD" + end + data.replace(b"\r\n", end) + end + b"END:VCARD" + end
    for each in (card, ANA.replace(b"\r\n", end)):
        try:
            text = CardText(each)
        except CannotWrite:
            continue
        assert text.data == each


def test_letters_of_2_1_are_encoded() -> None:
    card = CardText(
        b"BEGIN:VCARD\nVERSION:2.1\nN:Ruiz;Ana\nTITLE;CHARSET=ISO-8859-1:x\nEND:VCARD\n"
    )
    card.put("title", "Geschäftsführerin", "x")
    assert re.search(rb"TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gesch=C3=A4ft", card.data)
