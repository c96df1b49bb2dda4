"""vCards of every version and exporter, with invented people."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from farmer.formats import vcard
from farmer.formats.cards import cut
from farmer.formats.incoming import Incoming, Skipped, Unread, Unused
from farmer.model import Contact, Handle
from farmer.people.parts import parts_told
from tests.formats.oracle import Told, tell

FULL = """BEGIN:VCARD
VERSION:3.0
UID:42
N:North;Ida;;;
FN:Ida North\\, MD
NICKNAME:Idi,Nordy
ORG:Fjord\\, Ltd;Boats
TITLE:Pilot, mate
item1.EMAIL;type=INTERNET:Ida@North.example
item1.X-ABLabel:Work
EMAIL:"Ida" <ida@home.example>
TEL;VALUE=uri;TYPE="work,voice":tel:+44-20-7946-0018;ext=7
TEL;TYPE=CELL:020 7946 0019
URL:http\\://north.example
NOTE:Likes\\nboats; hates
  trains
END:VCARD
"""


def one(data: bytes | str) -> Incoming:
    rows = vcard.read(data if isinstance(data, bytes) else data.encode())
    [found] = [row for row in rows if not isinstance(row, Unused)]
    assert isinstance(found, Incoming)
    return found


def names(data: bytes | str) -> list[str]:
    read = vcard.read(data if isinstance(data, bytes) else data.encode())
    return [each.contact.name for each in read if isinstance(each, Incoming)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\n\n"])
@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0", " 4.0", "nine"])
def test_every_field_in_every_version_and_line_end(version: str, end: str) -> None:
    text = FULL.replace("3.0", version).replace("\n", end)
    assert vcard.recognises(text)
    ida = one(text)
    assert ida.contact == Contact(
        "Ida North, MD",
        nickname="Idi",
        company="Fjord, Ltd",
        title="Pilot, mate",
        notes="Likes\nboats; hates trains",
        given="Ida",
        family="North",
    )
    assert ida.handles == (
        Handle("email", "ida@north.example"),
        Handle("email", "ida@home.example"),
        Handle("phone", "+442079460018"),
        Handle("phone", "02079460019"),
        Handle("url", "north.example"),
    )
    assert (ida.line, ida.key, ida.touches) == (1, "42", ())


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("N:North;Ida;Mid;Dr.;", "Ida North"),
        ("N:North", "North"),
        ("FN:\nN:;;;;\nNICKNAME:\nNICKNAME:  Idi", "Idi"),
        ("ORG:;Boats\nORG:Fjord Ltd;Boats", "Fjord Ltd"),
        ("EMAIL:ida@north.example", "ida@north.example"),
        ("FN:Ida\\", "Ida\\"),
        ("N:North\\;Sea;Ida\\", "Ida\\ North;Sea"),
    ],
)
def test_a_name_is_found_somewhere(lines: str, name: str) -> None:
    assert names(f"BEGIN:VCARD\n{lines}\nEND:VCARD\n") == [name]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("", vcard.NO_NAME),
        ("TEL:12345\nURL:a.example", vcard.NO_NAME),
        ("FN:Friends\nX-ADDRESSBOOKSERVER-KIND:group", vcard.NOT_A_PERSON),
        ("FN:Friends\nKIND:GROUP", vcard.NOT_A_PERSON),
    ],
)
def test_cards_that_are_nobody_are_skipped_with_their_line(lines: str, reason: str) -> None:
    text = f"{FULL}\njunk\nBEGIN:VCARD\n{lines}\nEND:VCARD\n{FULL}"
    found = [each for each in vcard.read(text.encode()) if not isinstance(each, Unused)]
    assert [type(each) for each in found] == [Incoming, Skipped, Incoming]
    assert found[1] == Skipped(20, reason)


def test_quoted_printable_with_soft_breaks() -> None:
    ida = one(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=B6r=\r\n"
        b"d;Ida\r\nNOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:one=0D=0Atw=F6=20=\r\n  three=\r\n"
        b"END:VCARD\r\n"
    )
    assert ida.contact == Contact("Ida Nörd", notes="one\ntwö three", given="Ida", family="Nörd")


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("SHIFT_JIS", "能表 山田"),
        ("ISO-8859-2", "Łucja Żak"),
        ("windows-1251", "Ирина"),
        ("x", "Zoë"),
    ],
)
def test_raw_bytes_in_a_declared_charset(charset: str, name: str) -> None:
    raw = name.encode(charset if charset != "x" else "cp1252")
    line = f"FN;CHARSET={charset}:".encode() + raw
    assert names(b"BEGIN:VCARD\nVERSION:2.1\n" + line + b"\nEND:VCARD\n") == [name]


def test_a_charset_declared_by_a_neighbouring_line() -> None:
    raw = "Ирина".encode("windows-1251")
    card = b"BEGIN:VCARD\nFN:" + raw + b"\nLABEL;CHARSET=Windows-1251:x\nEND:VCARD\n"
    assert names(card) == ["Ирина"]


def test_base64_text() -> None:
    assert names("BEGIN:VCARD\nFN;ENCODING=b:SWRh\nNOTE;BASE64:a\nEND:VCARD\n") == ["Ida"]


def test_a_fold_in_the_middle_of_a_letter() -> None:
    assert names(b"BEGIN:VCARD\nFN:Zo\xc3\n \xab North\nEND:VCARD\n") == ["Zoë North"]


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCARD\nFN:Ida\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n",
        "BEGIN:VCARD\nFN:Ida\nEND:VCARD\njunk: here\nBEGIN:VCARD\nFN:Bo",
        "begin:vcard\nfn:Ida\nend:vcard\nbegin:vcard\nfn:Bo\nend:vcard",
        " BEGIN:VCARD\nFN:Ida\nEND:VCARD\n BEGIN : VCARD \nFN :Bo\nEND:VCARD \n",
        "BEGIN:VCAR\nFN:Ida\nEND:VCARD\nFN:Bo\nEND:VCARD\nFN:Nobody",
        "BEGIN:VCARD\nFN:Ida\nBEGIN:FOO\nEND:FOO\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD",
    ],
)
def test_damaged_borders_lose_nobody(text: str) -> None:
    assert vcard.recognises(text)
    assert names(text) == ["Ida", "Bo"]


AGENT = "BEGIN:VCARD\n{0}FN:Helper\n{0}EMAIL:helper@north.example\n{0}END:VCARD\n"
AGENTS = [
    "AGENT:" + AGENT.format(""),
    "AGENT:\n" + AGENT.format(""),
    "AGENT:" + AGENT.format(" "),
    "AGENT:BEGIN:VCARD\\nFN:Helper\\nEND:VCARD\\n\n",
    "AGENT;VALUE=uri:\n CID:x@y.example\n",
]


@pytest.mark.parametrize("agent", AGENTS)
def test_an_agents_card_is_left_out(agent: str) -> None:
    ida = one(f"BEGIN:VCARD\nFN:Ida\n{agent}TEL:123456\nEND:VCARD\n")
    assert (ida.contact.name, ida.handles) == ("Ida", (Handle("phone", "123456"),))


def test_photos_are_left_out_before_parsing() -> None:
    photo = "PHOTO;ENCODING=b:" + "\n ".join(["QUJD" * 18] * 1100) + "\nLOGO;BASE64:\nQUJD\n\n"
    text = FULL.replace("TITLE", photo + "TITLE")
    [card] = cut(text.encode())
    assert sum(len(each.value) for each in card.properties) < 500
    assert one(text).contact == one(FULL).contact
    left = [row.column for row in vcard.read(text.encode()) if isinstance(row, Unused)]
    assert left == ["department", "PHOTO"]


def test_long_values_are_told_whole() -> None:
    ida = one("BEGIN:VCARD\nFN:" + "Ida " * 90 + "\nNOTE:" + "word " * 50_000 + "\nEND:VCARD\n")
    assert (len(ida.contact.name), len(ida.contact.notes)) == (359, 249_999)


def test_a_line_vobject_cannot_read_costs_that_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import vobject

    read_one = vobject.readOne

    def fussy(text: str) -> object:
        if "TEL" in text:
            raise IndexError(text)
        return read_one(text)

    monkeypatch.setattr(vobject, "readOne", fussy)
    ida = one("BEGIN:VCARD\nFN:Ida\nTEL:123456\nEMAIL:ida@north.example\nEND:VCARD\n")
    assert (ida.contact.name, ida.handles) == ("Ida", (Handle("email", "ida@north.example"),))
    [skipped] = vcard.read(b"BEGIN:VCARD\nTEL:123456\nEND:VCARD\n")
    assert skipped == Skipped(1, vcard.UNREADABLE)


def test_files_as_people_have_them(
    shared_data: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = shared_data / "data/vcard"
    paths = sorted(folder.iterdir())
    assert len(paths) == 173
    for path in paths:
        data = path.read_bytes()
        found = list(vcard.read(data))
        assert found == list(vcard.read(data)), path.name
        assert found or not data.strip(b"\xef\xbb\xbf"), path.name
    assert [each for each in caplog.records if each.levelno > logging.DEBUG] == []
    assert capfd.readouterr() == ("", "")


def test_an_independent_parser_tells_the_same(shared_data: Path) -> None:
    """Names, e-mails and phones of every card that has a name; no file is excepted."""
    for name, expected, ours in _compared(shared_data / "data"):
        assert ours == expected, name


def _compared(data: Path) -> Iterator[tuple[str, list[Told], list[Told]]]:
    for path in sorted((data / "vcard_oracle").iterdir()):
        source = data / "vcard" / path.with_suffix("").name
        told = [each for each in tell(path.read_text("utf-8")) if each.name]
        read = vcard.read(source.read_bytes())
        yield path.name, told, [Told.of(each) for each in read if isinstance(each, Incoming)]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("FN:Dr. Ana Maria Ruiz\\, PhD\nN:Ruiz;Ana;Maria;Dr.;PhD", "Dr.|Ana|Maria|Ruiz|PhD"),
        ("FN:Mary Ann Smith\nN:Smith;Mary Ann;;;", "|Mary Ann||Smith|"),
        ("FN:Ana Ruiz\nN:Ruiz;Dr. Ana;;;", "Dr.|Ana||Ruiz|"),
        ("FN:Ana Ruiz\nN:Ruiz\\, PhD;Ana;;;MBA", "|Ana||Ruiz|PhD, MBA"),
        ("FN:Jan van der Berg\nN:van der Berg;Jan;;;Jr.,MBA", "|Jan||van der Berg|Jr., MBA"),
        ("FN:王小明\nN:王;小明;;;", "|小明||王|"),
        # The whole name in one place, or a firm's: nothing was told.
        ("FN:Ana Ruiz\nN:;Ana Ruiz;;;", "||||"),
        ("FN:Ana Ruiz\nN:Ana Ruiz;;;;", "||||"),
        ("FN:Acme GmbH\nN:Acme GmbH;;;;", "||||"),
        ("FN:Ana Ruiz\nN:PhD;Dr. Ana Ruiz\\,;;;", "||||"),
        ("FN:Ana Ruiz", "||||"),
        ("FN:Nguyen Van Loc\nN:Nguyen;Loc;Van;;", "|Loc|Van|Nguyen|"),
    ],
)
def test_the_parts_of_a_name_are_taken_as_they_are_told(lines: str, told: str) -> None:
    """But for titles and suffixes, which stand where an exporter had room for them."""
    read = one(f"BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n").contact
    assert "|".join(parts_told(read)) == told


@pytest.mark.parametrize(
    ("lines", "prefix", "title"),
    [
        ("N:Ruiz;Ana;;CEO;", "", "CEO"),
        ("N:Ruiz;Ana;;Owner;\nTITLE:Baker", "", "Baker, Owner"),
        ("N:Ruiz;Ana;;;\nTITLE:Dr.", "Dr.", ""),
        ("N:Ruiz;Ana;;Dr.;\nTITLE:CEO", "Dr.", "CEO"),
        ("TITLE:Dr.", "", "Dr."),
    ],
)
def test_a_job_is_read_as_one_wherever_it_stands(lines: str, prefix: str, title: str) -> None:
    read = one(f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\n{lines}\nEND:VCARD\n").contact
    assert (read.prefix, read.title) == (prefix, title)


def carded(*lines: str) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


def test_categories_are_tags_and_social_profiles_addresses() -> None:
    ana, unread = vcard.read(
        carded(
            "FN:Ana Ruiz",
            "CATEGORIES:Chamber,Old friends",
            "CATEGORIES:R\\,D;Chamber",
            "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ana-ruiz",
            "X-SOCIALPROFILE;type=twitter;x-user=ana:x-apple:ana",
        ).encode()
    )
    assert isinstance(ana, Incoming)
    assert unread == Unread(1, "url")
    assert ana.tags == ("chamber", "old-friends", "r-d")
    assert ana.handles == (Handle("url", "linkedin.com/in/ana-ruiz"),)


def test_what_has_no_place_is_said_once_a_file() -> None:
    role = "ROLE:Baker"
    cards = carded("FN:Ana", role, role) + carded("FN:Bo", role, "GENDER:F", "X-SKYPE:bo")
    rows = list(vcard.read(cards.encode()))
    assert [row.column for row in rows if isinstance(row, Unused)] == ["ROLE", "GENDER", "X-SKYPE"]


def test_what_programs_tell_each_other_is_no_loss() -> None:
    card = carded("FN:Ana", "REV:1", "X-ABUID:A1:ABPerson", "X-MS-OL-DESIGN:<card/>", "PHOTO:", "x")
    assert not [row for row in vcard.read(card.encode()) if isinstance(row, Unused)]


@pytest.mark.parametrize(
    ("params", "sort"),
    [("TYPE=FAX", "fax"), ("TYPE=WORK,FAX", "fax"), ("HOME;FAX", "fax"), ("type=pager", "pager"),
     ('TYPE="fax,work"', "fax"), ("TYPE=ISDN", "isdn"), ("TYPE=WORK,VOICE,FAX", ""),
     ("TYPE=CELL", ""), ("type=MAIN", "")],
)  # fmt: skip
def test_a_number_of_a_machine_is_not_the_persons(params: str, sort: str) -> None:
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nTEL;{params}:+34600111222\nEND:VCARD\n"
    rows = list(vcard.read(card.encode()))
    (ana,) = (each for each in rows if isinstance(each, Incoming))
    assert len(ana.handles) == (not sort)
    assert [each.field for each in rows if isinstance(each, Unread)] == ([sort] if sort else [])
