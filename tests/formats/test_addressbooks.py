"""Address books as tables and LDIF: every layout, and what stands in their way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.formats import FORMATS, How, Incoming, Skipped, recognise
from farmer.formats.dates import birthday_from, parse_birthday
from farmer.formats.incoming import Unread, Unused
from tests.formats.mutations import cuts, damaged
from tests.formats.reading import HOW, read

GOOGLE_OLD = (
    "Name,Given Name,Family Name,Nickname,Birthday,Notes,Group Membership,E-mail 1 - Type,"
    "E-mail 1 - Value,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title,"
    "Website 1 - Value\r\n"
    "Ana Ruiz,Ana,Ruiz,Anita,1984-05-12,likes tea,* myContacts ::: Old friends,* Work,"
    "ana@ruiz.example ::: a.ruiz@port.example,+34 600 123 456 ::: 91 555 01 23,Port,Clerk,"
    "https://ruiz.example/\r\n"
    ",,,,,,,,bo@li.example\r\n"
    ",,,,,,,,,,,,\r\n"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,File As,Organization Name,Organization Title,Birthday,Notes,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\r\n"
    'Ana,M.,Ruiz,,Port,Clerk, --05-12,"two\nlines",* myContacts ::: Chapter,,ana@ruiz.example,,\r\n'
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Company,Job Title,E-mail Address,E-mail 2 Address,"
    "Business Phone,Mobile Phone,Web Page,Birthday,Notes,Categories\r\n"
    "Ana,,Ruiz,Port,Clerk,ana@ruiz.example,a.ruiz@port.example,(91) 555 01 23,+34 600 123 456,"
    "ruiz.example,5/12/1984,likes tea,Chapter;Golf\r\n"
    "Bo,,Li,,,,,,,,0/0/00,,\r\n"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,"
    "Mobile Number,Job Title,Organization,Web Page 1,Birth Year,Birth Month,Birth Day,Notes,\r\n"
    "Ana,Ruiz,Ana Ruiz,Anita,ana@ruiz.example,a.ruiz@port.example,91 555 01 23,600 123 456,Clerk,"
    "Port,ruiz.example,1984,5,12,likes tea,\r\n"
)
LDIF = (
    "version: 1\n# a comment\n  folded\ndn: cn=Ana Ruiz,mail=ana@ruiz.example\n"
    "objectclass: top\nobjectclass: person\n"
    "givenName: Ana\nsn: Ru\n iz\ncn:: QW5hIFJ1aXo=\nmail: ana@ruiz.example\n"
    "mobile: +34 600 123 456\n"
    "o: Port\ndescription:: b2zDoQ==\nbirthyear: 1984\nbirthmonth: 5\nbirthday: 12\n"
    "jpegPhoto:< file:///etc/passwd\n\n"
    "dn: cn=all\nobjectclass: groupOfNames\ncn: all\nmember: cn=Ana Ruiz\n"
)
IMPORTED = (
    "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Full Name\r\n"
    'Ana,,Port,Clerk,,600123456,"6/20/15, 12:02 AM",\r\n'
)
PLAIN = "Full name;E-mail;Organisation;Mobile phone\nAna Ruiz;ana@ruiz.example;Port;+34600123456\n"


def people(text: str, how: How = HOW) -> list[Incoming]:
    return [each for each in read(text.encode(), how=how)[1] if isinstance(each, Incoming)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (GOOGLE_OLD, "google"),
        (GOOGLE_NEW, "google"),
        (OUTLOOK, "outlook"),
        (THUNDERBIRD, "thunderbird"),
        (THUNDERBIRD.replace(",", "\t"), "thunderbird"),
        (LDIF, "ldif"),
        (IMPORTED, "linkedin-imported"),
        (PLAIN, "table"),
    ],
)
def test_each_layout_is_recognised_whatever_the_encoding(text: str, kind: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        found = recognise(text.encode(encoding))
        assert found is not None
        assert found.kind == kind


def test_google_until_2023() -> None:
    ana, bo = people(GOOGLE_OLD)
    contact = ana.contact
    assert (contact.name, contact.nickname, contact.company) == ("Ana Ruiz", "Anita", "Port")
    assert (contact.title, contact.birthday, contact.notes) == ("Clerk", "1984-05-12", "likes tea")
    assert [handle.value for handle in ana.handles] == [
        *("ana@ruiz.example", "a.ruiz@port.example", "+34600123456", "915550123", "ruiz.example")
    ]
    assert ana.tags == ("old-friends",)
    assert (bo.contact.name, bo.line) == ("bo@li.example", 3)


def test_google_since_2023() -> None:
    (ana,) = people(GOOGLE_NEW)
    assert (ana.contact.name, ana.contact.notes) == ("Ana M. Ruiz", "two\nlines")
    assert (ana.contact.birthday, ana.tags) == ("--05-12", ("chapter",))


def test_outlook_and_thunderbird() -> None:
    ana, bo = people(OUTLOOK)
    assert (ana.contact.birthday, ana.tags) == ("1984-05-12", ("chapter", "golf"))
    assert len(ana.handles) == 5
    assert (bo.contact.name, bo.contact.birthday) == ("Bo Li", "")
    (ana,) = people(THUNDERBIRD)
    assert (ana.contact.name, ana.contact.birthday) == ("Ana Ruiz", "1984-05-12")
    assert len(ana.handles) == 5


NOT_THEIRS = ("Company Main Phone", "Callback", "Business Fax", "Home Fax", "Other Fax", "ISDN",
              "Telex", "Pager", "Assistant's Phone")  # fmt: skip


def test_outlooks_numbers_of_machines_firms_and_others_are_not_the_persons() -> None:
    header = ",".join(("First Name", "Last Name", "E-mail Address", "Car Phone", *NOT_THEIRS))
    text = f"{header}\nAna,Ruiz,ana@port.example,+34600111222,{'+34910000000,' * len(NOT_THEIRS)}\n"
    rows = read(text.encode())[1]
    (ana,) = (each for each in rows if isinstance(each, Incoming))
    assert [each.value for each in ana.handles if each.kind == "phone"] == ["+34600111222"]
    left = [each.column for each in rows if isinstance(each, Unused)]
    assert sorted(left) == sorted(each.casefold() for each in NOT_THEIRS)


@pytest.mark.parametrize(
    ("label", "sort"),
    [("Work Fax", "fax"), ("* Home Fax", "fax"), ("Pager", "pager"), ("Telex", "telex"),
     ("Company main", "company main"), ("Work Main", "work main"), ("Assistant", "assistant"),
     ("Mobile", ""), ("Main", ""), ("Work", ""), ("Google Voice", "")],
)  # fmt: skip
@pytest.mark.parametrize(("layout", "called"), [(GOOGLE_NEW, "Label"), (GOOGLE_OLD, "Type")])
def test_googles_label_says_what_a_number_is_of(
    layout: str, called: str, label: str, sort: str
) -> None:
    header = layout.splitlines()[0].replace(",Phone 1 - Label", "")
    header = header.replace("Phone 1 - Value", f"Phone 1 - {called},Phone 1 - Value")
    cells = {"First Name": "Ana", "Given Name": "Ana", "Name": "Ana Ruiz", "Last Name": "Ruiz"}
    cells |= {f"Phone 1 - {called}": label, "Phone 1 - Value": "+34600111222"}
    row = ",".join(cells.get(name, "") for name in header.split(","))
    rows = read(f"{header}\n{row}\n".encode())[1]
    (ana,) = (each for each in rows if isinstance(each, Incoming))
    assert len(ana.handles) == (not sort)
    assert [each.field for each in rows if isinstance(each, Unread)] == ([sort] if sort else [])


def test_an_assistants_number_is_not_the_persons() -> None:
    header = "First Name,Last Name,E-mail Address,Home Phone,Assistant's Phone,Manager's Phone"
    row = "Ana,Ruiz,ana@ruiz.example,600123456,600999888,600777666"
    _, found = read(f"{header}\n{row}\n".encode(), "outlook")
    (ana,) = (each for each in found if isinstance(each, Incoming))
    assert [each.value for each in ana.handles if each.kind == "phone"] == ["600123456"]
    left = [each.column for each in found if isinstance(each, Unused)]
    assert left == ["assistant's phone", "manager's phone"]


def test_ldif_is_unfolded_decoded_and_follows_no_url() -> None:
    kind, (ana, group, *left) = read(LDIF.encode())
    assert kind == "ldif"
    assert left == [Unused(1, "jpegphoto")]
    assert isinstance(ana, Incoming)
    assert (ana.line, ana.contact.name, ana.contact.notes) == (1, "Ana Ruiz", "olá")
    assert ana.contact.birthday == "1984-05-12"
    assert isinstance(group, Skipped)


def test_the_address_book_once_uploaded_to_linkedin() -> None:
    (ana,) = people(IMPORTED)
    assert (ana.contact.name, [h.value for h in ana.handles]) == ("Ana", ["600123456"])


def test_any_table_by_its_own_names_or_the_users() -> None:
    (ana,) = people(PLAIN)
    assert (ana.contact.name, ana.contact.company, len(ana.handles)) == ("Ana Ruiz", "Port", 2)
    odd = "Kontakt,Firma,Adresse\nAna Ruiz,Port,ana@ruiz.example\n"
    assert recognise(odd.encode()) is None
    named = How(date(2026, 6, 15), columns={"name": "Kontakt", "email": "3"})
    row, unused = FORMATS[-1].read(BytesIO(odd.encode()), named)
    assert isinstance(row, Incoming)
    assert unused == Unused(1, "firma")
    assert (row.contact.name, row.contact.company, len(row.handles)) == ("Ana Ruiz", "", 1)
    counted = How(date(2026, 6, 15), columns={"name": "1"})
    rows = list(FORMATS[-1].read(BytesIO(odd.encode()), counted))
    assert sum(isinstance(each, Incoming) for each in rows) == 2
    for wrong in ({"name": "Nome"}, {"name": "4"}, {"shoe": "Kontakt"}):
        with pytest.raises(InvalidValue, match="--map"):
            list(FORMATS[-1].read(BytesIO(odd.encode()), How(date(2026, 6, 15), columns=wrong)))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1984-05-12", "1984-05-12"),
        ("5/12/1984", "1984-05-12"),
        ("12.05.1984", "1984-05-12"),
        ("12 May 1984", "1984-05-12"),
        (" --05-12", "--05-12"),
        ("--0512", "--05-12"),
        ("5/12/84", "--05-12"),
        *((wrong, "") for wrong in ("", "0/0/00", "1984", "30.02.1984", "someday", "1600-01-01")),
    ],
)
def test_birthdays_as_address_books_write_them(text: str, kept: str) -> None:
    assert parse_birthday(text) == kept


def test_a_birthday_in_parts() -> None:
    assert birthday_from("1984", "5", "12") == "1984-05-12"
    assert birthday_from("", "2", "29") == "--02-29"
    assert birthday_from("1985", "2", "29") == birthday_from("", "", "") == ""


def test_a_birthday_that_cannot_be_read_costs_no_more_than_itself() -> None:
    rows = read(b"Name,Email,Birthday\nAna Ruiz,ana@ruiz.example,some day\n")[1]
    assert [type(row) for row in rows] == [Incoming, Unread]
    assert rows[1] == Unread(2, "birthday")


@pytest.mark.parametrize(
    ("births", "region", "first"),
    [
        ("05/06/1980\n30/05/1980", None, "1980-06-05"),
        ("05/06/1980\n05/30/1980", "GB", "1980-05-06"),
        ("05/06/1980", "GB", "1980-06-05"),
        ("05/06/1980", None, "1980-05-06"),
        ("May 4, 1980", "GB", "1980-05-04"),
    ],
)
def test_birthdays_of_a_column_have_one_order(births: str, region: str | None, first: str) -> None:
    rows = "".join(f'P{at} Ek,"{born}"\n' for at, born in enumerate(births.split("\n")))
    told = people(f"Name,Birthday\n{rows}", How(date(2026, 6, 15), region=region))
    assert told[0].contact.birthday == first


@pytest.mark.parametrize(
    "before",
    [
        "Attendees of the chamber mixer\n\n",
        "sep=,\n",
        "Meeting ID,Topic,User Email\n8,Mixer,x@y.example\n\n",
    ],
)
def test_a_paragraph_or_another_table_may_stand_before_the_header(before: str) -> None:
    table = "Name,Email,Company\nAna Ruiz,ana@ruiz.example,Port\nTotal,1,\n"
    kind, rows = read((before + table).encode())
    assert kind == "table"
    [ana, total] = rows
    assert isinstance(ana, Incoming)
    assert (ana.contact.name, ana.contact.company) == ("Ana Ruiz", "Port")
    assert isinstance(total, Skipped)


def test_somebody_called_total_is_somebody() -> None:
    assert len(people("Name,Email\nTotal Ek,t@ek.example\nTotal,t@total.example\n")) == 2


def test_several_values_of_a_cell_are_several() -> None:
    (ana,) = people(
        "Name,Emails,Phones,Tags,Company\n"
        'Ana Ruiz,"ana@ruiz.example, ana@home.example","+34600111222;+34600333444",'
        '"chamber, client|golf",Acme (https://notes.example/Acme-01?pvs=21)\n'
    )
    assert [each.value for each in ana.handles] == [
        *("ana@ruiz.example", "ana@home.example", "+34600111222", "+34600333444")
    ]
    assert ana.tags == ("chamber", "client", "golf")
    assert ana.contact.company == "Acme"


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Primer apellido,Segundo apellido,Nombre", "Ruiz,Soto,Ana", "Ana Ruiz Soto"),
        ("Display Name,First Name,Last Name", "Ana,Ana,Ruiz", "Ana Ruiz"),
        ("Display Name,First Name,Last Name", "Nita R.,Ana,Ruiz", "Nita R."),
    ],
)
def test_a_name_is_made_of_its_parts(header: str, row: str, name: str) -> None:
    _, (person, *_) = read(f"{header},Email\n{row},ana@acme.example\n".encode())
    assert isinstance(person, Incoming)
    assert person.contact.name == name


def test_two_numbers_that_nothing_parts_are_none() -> None:
    text = "Name,Email,Phone\nAna Ruiz,ana@acme.example,+34600111222.+34600111333\n"
    _, (person, unread) = read(text.encode())
    assert isinstance(person, Incoming)
    assert [each.kind for each in person.handles] == ["email"]
    assert unread == Unread(2, "phone")


def test_titles_of_two_columns_are_both_kept() -> None:
    text = "Anrede,Titel,Vorname,Nachname,E-Mail\nFrau,Dr.,Ana,Ruiz,ana@acme.example\n"
    _, (person, *_) = read(text.encode())
    assert isinstance(person, Incoming)
    assert person.contact.prefix == "Frau Dr."


def test_columns_of_which_nothing_is_kept_are_told() -> None:
    rows = read(b"Name,Email,Shoe size,Empty\nAna Ruiz,ana@ruiz.example,39,\n")[1]
    assert [row.column for row in rows if isinstance(row, Unused)] == ["shoe size"]


SAMPLES = [GOOGLE_OLD, GOOGLE_NEW, OUTLOOK, THUNDERBIRD, LDIF, IMPORTED, PLAIN]


@given(st.data())
def test_damaged_files_never_raise(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(SAMPLES)).encode() * 2
    broken = damaged(whole, data.draw(cuts(len(whole))))
    for each in FORMATS:
        for row in each.read(BytesIO(broken), HOW):
            assert row.line >= 1


COUNTS = {
    "generic__cls.csv": ("table", 3),
    "generic__dmyers.csv": ("table", 1),
    "generic__roundcube_email_only.csv": ("table", 4),
    "google_new__inline_multiline_address.csv": ("google", 2),
    "google_old__belgian_class.csv": ("google", 19),
    "google_old__constellation_fixture.csv": ("google", 2),
    "google_old__madagascar_real.csv": ("google", 114),
    "google_old__mtrazzi.csv": ("google", 3),
    "google_old__roundcube_gmail.csv": ("google", 1),
    "issue__google_old_cyrillic_groups.csv": ("google", 2),
    "issue__thunderbird.csv": ("thunderbird", 1),
    "outlook__roundcube.csv": ("table", 1),
    "thunderbird__basic_addressbook.csv": ("thunderbird", 1),
    "thunderbird__import.csv": ("table", 1),
    "thunderbird__quote.csv": ("thunderbird", 1),
    "thunderbird_ldif__basic_ldif_addressbook.ldif": ("ldif", 1),
    "thunderbird_ldif__import.ldif": ("ldif", 1),
}


def test_files_as_people_have_them(shared_data: Path) -> None:
    folder = shared_data / "data/contacts_csv"
    for name, (kind, count) in COUNTS.items():
        found, rows = read((folder / name).read_bytes())
        came = [row for row in rows if isinstance(row, Incoming)]
        assert (found, len(came)) == (kind, count), name


def test_the_oracles_agree_on_names_and_addresses(shared_data: Path) -> None:
    for oracle in sorted((shared_data / "data/contacts_csv").glob("*.expected.vcf")):
        ours = oracle.with_name(oracle.name.removesuffix(".expected.vcf"))
        assert _emails(ours) == _emails(oracle), oracle.name


def _emails(path: Path) -> Sequence[Sequence[str]]:
    people = [row for row in read(path.read_bytes())[1] if isinstance(row, Incoming)]
    assert people
    return [[each.value for each in row.handles if each.kind == "email"] for row in people]
