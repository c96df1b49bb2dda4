"""vCards as farmer writes them: line by line, and as others and farmer itself read them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote
from uuid import UUID

import pytest
import vobject
from hypothesis import assume, given
from hypothesis import strategies as st

from farmer.formats import Incoming, vcard, vcard_out
from farmer.formats.incoming import kept
from farmer.handles import email_handle, phone_handle, url_handle
from farmer.ids import Id
from farmer.ledger.outside import number_only
from farmer.model import EARLIEST, Contact, Handle
from farmer.people.parts import NameParts, parts_of, parts_told, put_right
from farmer.text import printable, printable_lines
from tests.formats.oracle import Told, tell
from tests.formats.people import (
    ANYTHING,
    contact,
    dossier,
    dossiers,
    full,
    handle_rows,
    tables,
    touchpoint,
)

WORDS = (
    ("Dr.", "Prof.", "Frau"),
    ("Ana", "Jean-Luc", "小明", "J.", "Dr."),
    ("Maria", "R."),
    ("Ruiz", "van der", "Berg", "O'Neil", "PhD", "Ma", "王", "a;b", "c\\d"),
    ("Jr.", "PhD", "MBA"),
)
VERSIONS = st.sampled_from(vcard_out.VERSIONS)
HISTORY = (
    "2026-05-01\\, event\\, Mixer\\n2026-05-20\\, used\\, a contract\\n2026-06-10\\, call\\, =1+1"
)
TALKED = [
    "2026-04-01, call, a first call",
    "2026-05-01, event, Mixer",
    "2026-05-20, used, a contract",
    "2026-06-10, call, =1+1; <b>",
]
# Address books know a person again by it: it must never change.


def uid_of(number: int) -> UUID:
    return number_only(Id("c", number))


UID = "UID:urn:uuid:c63ad42f-9577-5a3f-8e60-7c6598e8727c"
CARDS = {
    "4.0": f"""BEGIN:VCARD
VERSION:4.0
{UID}
FN:Ana Ruiz
N:Ruiz;Ana;;;
NICKNAME:Anita
ORG:Port\\; Co
TITLE:Clerk\\, 1st
EMAIL:ana@ruiz.example
TEL;VALUE=uri:tel:+34600123456
TEL:600123457
URL:https://ruiz.example/ana%20ruiz
BDAY:--0512
CATEGORIES:golf,r&d
NOTE:Likes boats; hates trains\\nMet at Mixer\\n{HISTORY}; <b>
END:VCARD
""",
    "3.0": f"""BEGIN:VCARD
VERSION:3.0
{UID}
FN:Ana Ruiz
N:Ruiz;Ana;;;
NICKNAME:Anita
ORG:Port\\; Co
TITLE:Clerk\\, 1st
EMAIL:ana@ruiz.example
TEL:+34600123456
TEL:600123457
URL:https://ruiz.example/ana%20ruiz
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12
CATEGORIES:golf,r&d
NOTE:Likes boats\\; hates trains\\nMet at Mixer\\n{HISTORY}\\; <b>
END:VCARD
""",
}


def unfolded(card: str) -> str:
    return card.replace("\r\n ", "").replace("\r\n", "\n")


@pytest.mark.parametrize("version", vcard_out.VERSIONS)
def test_every_line_of_a_card(version: str) -> None:
    [card] = vcard_out.write([full()], uid_of, version, "full")
    assert unfolded(card) == CARDS[version]


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ("none", ["Likes boats; hates trains"]),
        ("short", ["Likes boats; hates trains", "Met at Mixer", *TALKED[1:]]),
        ("full", ["Likes boats; hates trains", "Met at Mixer", *TALKED]),
    ],
)
def test_as_much_of_the_history_as_is_wanted_is_in_the_note(history: str, said: list[str]) -> None:
    """Your own note always; of a longer history the newest three, in words and not in codes."""
    first = touchpoint("2026-04-01", "a first call") | {"event": ""}
    known = full()
    known = replace(known, touchpoints=[first, *known.touchpoints])
    [card] = vcard_out.write([known], uid_of, "4.0", history)
    assert vobject.readOne(card).note.value.split("\n") == said


@pytest.mark.parametrize(
    ("birthday", "lines"),
    [
        ("1984-05-12", ("BDAY:19840512", "BDAY:1984-05-12")),
        ("--02-29", ("BDAY:--0229", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29")),
    ],
)
def test_birthdays(birthday: str, lines: tuple[str, str]) -> None:
    for version, line in zip(vcard_out.VERSIONS, lines, strict=True):
        [card] = vcard_out.write([dossier(birthday=birthday)], uid_of, version)
        assert line in card.split("\r\n")


def test_an_id_is_the_same_each_time_and_a_persons_own() -> None:
    first, again, other = (
        next(vcard_out.write([dossier(id=n)], uid_of)).split("\r\n")[2] for n in (1, 1, 2)
    )
    assert first == again != other
    assert first.startswith("UID:urn:uuid:")


@st.composite
def handles(draw: st.DrawFn) -> tuple[Handle, ...]:
    """Addresses as the ledger keeps them, in the order in which a card is read."""
    number = draw(st.sampled_from(["+", "00", ""])) + str(draw(st.integers(10**5, 10**14)))
    found = (
        email_handle(draw(ANYTHING) + "@ruiz.example"),
        phone_handle(number),
        url_handle("münchen.example/" + quote(draw(ANYTHING))),
    )
    return tuple(each for each in found if each is not None and draw(st.booleans()))


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """People as the ledger keeps them."""
    born = draw(st.sampled_from(["", "--02-29"]) | st.dates(EARLIEST).map(str))
    nickname, company, title = (kept(draw(ANYTHING)) for _ in range(3))
    name = kept(draw(ANYTHING)) or "Ana"
    return Contact(name, nickname=nickname, company=company, title=title, birthday=born)


@given(contacts(), handles(), VERSIONS)
def test_farmer_reads_back_what_it_wrote(
    known: Contact, has: tuple[Handle, ...], version: str
) -> None:
    kept = ("nickname", "company", "title", "birthday", *NameParts._fields)
    fields = {key: getattr(known, key) for key in kept}
    rows = tables(contacts=[contact(known.name, **fields)], contacts__handles=handle_rows(*has))
    [card] = vcard_out.write(dossiers(rows), uid_of, version)
    [read] = vcard.read(card.encode())
    assert isinstance(read, Incoming)
    guessed = NameParts() if any(parts_told(known)) else put_right(parts_of(known.name))
    if any(guessed):
        known = replace(known, **guessed._asdict())
    assert (read.contact, read.handles) == (known, has)


@given(*(st.lists(st.sampled_from(each), max_size=2).map(" ".join) for each in WORDS), VERSIONS)
def test_the_parts_of_a_name_come_back(
    prefix: str, given: str, middle: str, family: str, suffix: str, version: str
) -> None:
    """As they were told, and a second time as they came back."""
    told = put_right(NameParts(prefix, given, middle, family, suffix))
    assert put_right(told) == told
    known = dossier("Somebody", **told._asdict())
    [card] = vcard_out.write([known], uid_of, version)
    [read] = vcard.read(card.encode())
    assert isinstance(read, Incoming)
    assert parts_told(read.contact) == (told if any(told) else NameParts(given="Somebody"))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dr. Ana Maria Ruiz, PhD", "N:Ruiz;Ana;Maria;Dr.;PhD"),
        ("Walt Stone Jr.", "N:Stone;Walt;;;Jr."),
        ("Brandt, Cleo", "N:Brandt;Cleo;;;"),
        ("Jan van der Berg, MBA, CPA", "N:van der Berg;Jan;;;MBA,CPA"),
        ("司馬相如", "N:司馬;相如;;;"),
        ("Acme GmbH", "N:;;;;"),
        ("Ana", "N:;Ana;;;"),
    ],
)
def test_a_name_without_told_parts_leaves_in_guessed_ones(name: str, parts: str) -> None:
    for version in vcard_out.VERSIONS:
        assert parts in "".join(vcard_out.write([dossier(name)], uid_of, version)).splitlines()


@given(ANYTHING, ANYTHING, VERSIONS)
def test_others_read_whatever_was_written(name: str, note: str, version: str) -> None:
    assume(printable(name) and printable(note))
    people = [dossier(name, notes=note, title=name), dossier("Bo Li")]
    text = "".join(vcard_out.write(people, uid_of, version))
    ours, bo = vobject.readComponents(text)
    assert ours.fn.value == ours.title.value == printable(name)
    assert ours.note.value == printable_lines(note)
    assert bo.fn.value == "Bo Li"


@given(ANYTHING, VERSIONS)
def test_lines_are_short_and_whole_whatever_is_in_them(text: str, version: str) -> None:
    fields = dict.fromkeys(("nickname", "company", "title", "met_at", "notes"), text)
    [card] = vcard_out.write([dossier(text, **fields)], uid_of, version)
    lines = card.removesuffix("\r\n").split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not set("".join(lines)) & {*map(chr, range(32)), "\x7f", "\x85", "\u2028", "\u202e"}
    names = [line.partition(":")[0] for line in unfolded(card).splitlines()]
    every = ["BEGIN", "VERSION", "UID", "FN", "N", "NICKNAME", "ORG", "TITLE", "NOTE", "END"]
    assert names == (every if printable(text) else [name for name in every if name in names])


def test_a_plain_reader_tells_the_same() -> None:
    for version in vcard_out.VERSIONS:
        [told] = tell("".join(vcard_out.write([full()], uid_of, version)))
        assert told == Told("Ana Ruiz", {"ana@ruiz.example"}, {"+34600123456", "600123457"})
