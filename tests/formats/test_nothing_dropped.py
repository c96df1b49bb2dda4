"""Whatever stands in a file is kept, or its reader says that it is not: line, field or column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.details import Detail
from farmer.formats import Exchange, Incoming, Skipped
from farmer.formats.incoming import KeptColumn, Unread, Unused
from farmer.text import fold
from tests.formats.reading import HOW, read

# By kind, a header and a row of it that is read.
TABLES = {
    "linkedin": (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On,Shoe Size",
        "Ana,Ruiz,https://www.linkedin.com/in/ana,ana@x.example,Acme,Buyer,15 May 2024,39",
    ),
    "google": (
        "First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Organization Title,"
        "Birthday,Notes,Labels,E-mail 1 - Value,Phone 1 - Value,Website 1 - Value,Custom",
        "Ana,M,Ruiz,Nita,Ruiz,Acme,Buyer,1980-05-04,tea,Club,ana@x.example,+34 600 111 222,"
        "a.example,39",
    ),
    "outlook": (
        "First Name,Middle Name,Last Name,Company,Job Title,E-mail Address,E-mail 2 Address,"
        "Business Phone,Mobile Phone,Web Page,Birthday,Notes,Categories,Spouse",
        "Ana,M,Ruiz,Acme,Buyer,ana@x.example,b@x.example,600111222,600111223,a.example,5/4/1980,"
        "tea,Club,Bo",
    ),
    "thunderbird": (
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,"
        "Mobile Number,Job Title,Organization,Web Page 1,Birth Year,Birth Month,Birth Day,Notes,"
        "Custom 1",
        "Ana,Ruiz,Ana Ruiz,Nita,a@x.example,b@x.example,600111222,600111223,Buyer,Acme,a.example,"
        "1980,5,4,tea,39",
    ),
    "table": (
        "Name,Nickname,Email,Phone,LinkedIn,Company,Employer,Job Title,Role,Birthday,Notes,Tags,"
        "Where we met,Shoe Size",
        "Ana Ruiz,Nita,a@x.example,600111222,a.example,Acme,Acme,Buyer,Buyer,1980-05-04,tea,Club,"
        "Fair,39",
    ),
    "guests": (
        "Name,Email,Phone,Company,Job Title,Checked in at,Status,Ticket,Shoe Size",
        "Ana Ruiz,a@x.example,600111222,Acme,Buyer,2026-05-20 10:00,checked in,VIP,39",
    ),
    "bookings": (
        "Invitee Name,Invitee Email,Text Reminder Number,Start Date & Time,End Date & Time,"
        "Event Type Name,Location,Canceled,Shoe Size",
        "Ana Ruiz,a@x.example,600111222,2026-05-20 10:00,2026-05-20 10:30,Intro,Zoom,false,39",
    ),
    "call-table": (
        "Name,Number,Call Type,Date,Duration,Service,Shoe Size",
        "Ana Ruiz,600111222,Outgoing,2026-05-20 10:00,60,Phone,39",
    ),
    "linkedin-imported": (
        "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Full Name,"
        "Size",
        "Ana,Ruiz,Acme,Buyer,a@x.example,600111222,2015-06-20,Ana Ruiz,39",
    ),
}
# What says only something of another column, of the program, or what is in the ledger already.
IGNORED = {
    "google": {"file as"},
    "bookings": {"end date & time", "location", "canceled"},
    "guests": {"checked in at", "status"},
    "call-table": {"service"},
}
MARK = "zqzqzq"


def _told(kind: str, header: Sequence[str], row: Sequence[str]) -> tuple[str, set[str]]:
    text = f"{','.join(header)}\n{','.join(row)}\n"
    found, rows = read(text.encode(), how=HOW)
    assert found == kind
    return repr([each for each in rows if not isinstance(each, Unused | Unread)]), set(_left(rows))


def _left(rows: Sequence[object]) -> Iterator[str]:
    for each in rows:
        match each:
            case Unused():
                yield fold(each.column)
            case Unread():
                yield "a field"
            case Skipped():
                yield "the row"


@pytest.mark.parametrize("kind", TABLES)
@given(data=st.data())
def test_every_cell_of_a_table_is_kept_or_said_to_be_left(kind: str, data: st.DataObject) -> None:
    header, row = (each.split(",") for each in TABLES[kind])
    at = data.draw(st.integers(0, len(row) - 1))
    mark = data.draw(st.sampled_from([MARK, f"{MARK}@x.example", f"{MARK}.example/a"]))
    column = fold(header[at])
    if column in IGNORED.get(kind, ()):
        return
    marked = [*row[:at], mark, *row[at + 1 :]]
    told, left = _told(kind, header, marked)
    assert MARK in told or left & {column, "a field", "the row"}, (column, mark)


@pytest.mark.parametrize("kind", TABLES)
def test_what_is_read_whole_leaves_only_what_has_no_place(kind: str) -> None:
    header, row = (each.split(",") for each in TABLES[kind])
    _, left = _told(kind, header, row)
    assert left <= {fold(header[-1]), "ticket", "created at"}


@pytest.mark.parametrize("kind", TABLES)
def test_a_column_of_any_table_is_kept_where_it_is_asked_for(kind: str) -> None:
    """In a booking or call it is a field of whoever booked or rang."""
    header, row = (each.split(",") for each in TABLES[kind])
    column = fold(header[-1])
    text = TABLES[kind][0] + "\n" + TABLES[kind][1] + "\n"
    _, rows = read(text.encode(), how=replace(HOW, keep={column: "size"}))
    assert KeptColumn(1, column) in rows
    assert Detail("own", "size", row[-1]) in chain.from_iterable(map(_details, rows))
    assert column not in {fold(each) for each in _left(rows)}
    _, rows = read(text.encode(), how=replace(HOW, keep={"sise": "size"}))
    assert not any(isinstance(each, KeptColumn) for each in rows)


def _details(row: object) -> tuple[Detail, ...]:
    match row:
        case Incoming():
            return row.details
        case Exchange(sender=sender, others=others):
            return tuple(each for party in (sender, *others) if party for each in party.details)
    return ()


def test_a_table_without_a_header_has_columns_by_number() -> None:
    how = replace(HOW, columns={"name": "1"}, keep={"2": "size"})
    _, rows = read(b"Ana Ruiz,39,tea\n", "table", how)
    [ana] = [each for each in rows if isinstance(each, Incoming)]
    assert ana.details == (Detail("own", "size", "39"),)
    assert [each.column for each in rows if isinstance(each, Unused)] == ["column 3"]


def test_what_of_ldif_has_no_place_is_named_and_kept_where_it_is_asked_for() -> None:
    entry = (
        b"dn: cn=Ana Ruiz\nobjectclass: person\ncn: Ana Ruiz\nmail: ana@x.example\n"
        b"mozillahomestreet: 1 Mill Road\nmozillaHomeLocalityName: Ebury\n"
        b"mozillaCustom1: 39\njpegPhoto:< file:///a.jpg\n"
    )
    _, [ana, *left] = read(entry)
    assert _details(ana) == (Detail("address", "home", "1 Mill Road, Ebury"),)
    assert left == [Unused(1, "mozillacustom1"), Unused(1, "jpegphoto")]
    _, [ana, *left] = read(entry, how=replace(HOW, keep={"mozillacustom1": "size"}))
    assert Detail("own", "size", "39") in _details(ana)
    assert left == [KeptColumn(1, "mozillacustom1"), Unused(1, "jpegphoto")]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("BDAY:someday", "birthday"),
        ("BDAY:1980-13-45", "birthday"),
        ("TEL:by post", "phone"),
        ("EMAIL:nowhere", "email"),
        ("URL:none of these", "url"),
        ("ORG:Beta", "second company"),
        ("TITLE:Clerk", "second title"),
        ("NICKNAME:Anita", "second nickname"),
    ],
)
def test_what_a_card_has_that_cannot_be_kept_is_said(line: str, left: str) -> None:
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:Acme\nTITLE:Buyer\nNICKNAME:Nita\n"
        f"{line}\nEND:VCARD\n"
    )
    _, rows = read(card.encode())
    assert Unread(1, left) in rows
    _, rows = read(card.replace(f"{line}\n", "").encode())
    assert not any(isinstance(each, Unread) for each in rows)


EVENT = {
    "UID": "a@x.example",
    "DTSTART": "20260510T100000",
    "DTEND": "20260510T110000",
    "RRULE": "FREQ=DAILY;COUNT=2",
    "RDATE": "20260513T100000",
    "EXDATE": "20260511T100000",
    "SUMMARY": "Coffee",
    "LOCATION": "The pier",
    "DESCRIPTION": "Tea",
    "URL": "https://x.example/a",
    "CATEGORIES": "Club",
    "ORGANIZER;CN=Ana Ruiz": "mailto:ana@x.example",
    "ATTENDEE;CN=Kim Doe": "mailto:kim@doe.example",
    "ATTENDEE": "mailto:bo@x.example",
}


def _of_event(properties: dict[str, str]) -> list[object]:
    lines = "".join(f"{name}:{value}\n" for name, value in properties.items())
    _, rows = read(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}END:VEVENT\nEND:VCALENDAR\n".encode())
    return list(rows)


@given(name=st.sampled_from(sorted(EVENT)), of_it=st.sampled_from(["", "{}", "{},{}", "mailto:{}"]))
def test_every_property_of_a_meeting_is_kept_or_said_to_be_left(name: str, of_it: str) -> None:
    """Also where only one of several of its values is none."""
    rows = _of_event(EVENT | {name: of_it.format(MARK, EVENT[name]) or EVENT[name]})
    talks = repr([each for each in rows if isinstance(each, Exchange)])
    fields = {each.field for each in rows if isinstance(each, Unread)}
    assert MARK in talks or fields or set(_left(rows)) & {fold(name), "the row"} or not of_it


def test_what_of_a_meeting_is_left_is_only_what_has_no_place() -> None:
    rows = _of_event(EVENT)
    assert set(_left(rows)) == {"location", "description", "url", "categories"}
    assert sum(isinstance(each, Exchange) for each in rows) == 2


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("DTEND:never", "end"),
        ("DURATION:PX", "length"),
        ("RDATE:someday", "day added"),
        ("EXDATE:20260511T100000,never", "day left out"),
        ("RECURRENCE-ID:then", "day that it takes the place of"),
        ("ATTENDEE;CN=Bo Li:bo at x", "address of a guest"),
        ("ATTENDEE:urn:uuid:1-2", ""),
        ("ATTENDEE;CN=Bo Li:invalid:nomail", ""),
        ("ATTENDEE;CUTYPE=ROOM:the pier", ""),
        ("ATTENDEE;CN=:mailto:", ""),
        ("EXDATE:", ""),
    ],
)
def test_what_of_a_meeting_cannot_be_read_is_said(line: str, left: str) -> None:
    few = {name: EVENT[name] for name in ("UID", "DTSTART", "SUMMARY", "ORGANIZER;CN=Ana Ruiz")}
    name, value = line.split(":", 1)
    told = [each for each in _of_event(few | {name: value}) if isinstance(each, Unread)]
    assert told == ([Unread(2, left)] if left else [])


MAIL = {
    "From": "Ana Ruiz <ana@x.example>",
    "To": "Kim Doe <kim@doe.example>",
    "Cc": "Bo Li <bo@x.example>",
    "Bcc": "cy@x.example",
    "Date": "Sun, 10 May 2026 10:00:00 +0200",
}
AMONG = ("{}", "{1}, {0}", "{0}, {1}", "{1}; Cy <{0}>", "<{0}>, {1}", '{1}, "Ode, {0}"')


def _of_mail(headers: dict[str, str], *, in_box: bool) -> list[object]:
    lines = "".join(f"{name}: {value}\n" for name, value in headers.items())
    begins = "From ana@x.example Sun May 10 10:00:00 2026\n" if in_box else ""
    kind, rows = read(f"{begins}{lines}\nHello\n".encode())
    assert kind == "mail"
    return list(rows)


@given(
    name=st.sampled_from(sorted(MAIL)),
    among=st.sampled_from(AMONG),
    mark=st.sampled_from([MARK, f"{MARK}@x.example", f"{MARK}@", f"@{MARK}"]),
    in_box=st.booleans(),
)
def test_everybody_in_a_mail_is_told_of_or_said_to_be_left(
    name: str, among: str, mark: str, in_box: bool
) -> None:
    value = mark if name == "Date" else among.format(mark, MAIL[name])
    rows = _of_mail(MAIL | {name: value}, in_box=in_box)
    talks = repr([each for each in rows if isinstance(each, Exchange)])
    assert MARK in talks or set(_left(rows)) & {"a field", "the row"}


@pytest.mark.parametrize("to", ["undisclosed-recipients:;", "Undisclosed recipients", ""])
def test_a_mail_that_tells_nobody_is_read_whole(to: str) -> None:
    rows = _of_mail(MAIL | {"To": to}, in_box=False)
    assert [type(each) for each in rows] == [Exchange]


def test_whoever_is_written_to_unseen_by_the_others_is_one_of_them() -> None:
    [passed] = _of_mail(MAIL, in_box=True)
    assert isinstance(passed, Exchange)
    assert len(passed.others) == 3


@pytest.mark.parametrize(
    ("firm", "left"),
    [("Acme;Sales", ["department"]), ("Acme;", []), ("Acme\\; Sons", []), (";Acme", [])],
)
def test_a_part_of_a_firm_has_no_place_and_is_named(firm: str, left: list[str]) -> None:
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:{firm}\nEND:VCARD\n"
    _, rows = read(card.encode())
    assert [each.column for each in rows if isinstance(each, Unused)] == left
