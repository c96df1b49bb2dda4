"""What CRMs and books of people export, with the columns that they write, of invented people."""

from __future__ import annotations

from datetime import date

import pytest

from farmer.details import ADDRESS, RELATION, Detail
from farmer.formats import Incoming
from farmer.formats.incoming import How, Unused
from farmer.model import Handle
from tests.formats.reading import read

HOW = How(date(2026, 12, 1))
EMAIL = Handle("email", "ana@acme.example")
WORK, MOBILE = Handle("phone", "+34910000001"), Handle("phone", "+34600111222")
PROFILE, PAGE = Handle("url", "linkedin.com/in/ana-ruiz"), Handle("url", "acme.example")

SALESFORCE = (
    '"Id","IsDeleted","LastName","FirstName","Salutation","MailingStreet","MailingCity",'
    '"MailingPostalCode","Phone","Fax","MobilePhone","Email","Title","AssistantName","Birthdate",'
    '"LastActivityDate"\n'
    '"003xx1","0","Ruiz","Ana","Ms.","1 Mill Road","Ebury","12345","+34 910 000 001","+34 910 9",'
    '"+34 600 111 222","ana@acme.example","Buyer","Cy Doe","1980-05-04","2026-10-01"\n'
)
HUBSPOT = (
    "Record ID - Contact,First Name,Last Name,Email,Phone Number,Mobile Phone Number,"
    "Associated Company (Primary),Job Title,Last Contacted,LinkedIn URL,City,Country/Region\n"
    "901,Ana,Ruiz,ana@acme.example,+34 910 000 001,+34 600 111 222,Acme,Buyer,2026-10-01 11:20,"
    "https://www.linkedin.com/in/ana-ruiz,Ebury,Spain\n"
)
FOLK = (
    "First name,Last name,Emails,Phones,Companies,Job title,Urls,Addresses,Last interaction\n"
    'Ana,Ruiz,ana@acme.example,"+34 910 000 001 / +34 600 111 222",Acme,Buyer,'
    '"https://www.linkedin.com/in/ana-ruiz, https://acme.example","1 Mill Road, Ebury",'
    "2026-10-01T10:00:00.000Z\n"
)
NOTION = (
    "Name,Company,Email,Phone,LinkedIn,Last contacted\n"
    "Ana Ruiz,Acme (https://www.notion.so/Acme-1?pvs=21),ana@acme.example,+34 600 111 222,"
    'in/ana-ruiz,"October 1, 2026 4:00 PM (GMT+2)"\n'
)
PIPEDRIVE = (
    "Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Work,"
    "Person - Phone - Mobile,Person - Job title,Person - Postal address,"
    "Person - Last email received\n"
    "1,Ana Ruiz,Acme,ana@acme.example,+34 910 000 001,+34 600 111 222,Buyer,"
    '"1 Mill Road, Ebury",2026-10-01 10:00:00\n'
)
CLAY = (
    "Full Name,Emails,Phone Numbers,Organization,Title,Birthday,LinkedIn,Website,Last Interaction\n"
    "Ana Ruiz,ana@acme.example,+34 600 111 222,Acme,Buyer,May 4,"
    "https://www.linkedin.com/in/ana-ruiz,https://acme.example,2026-10-01\n"
)
MAILING_LIST = (
    "Firstname;Lastname;EmailAddress1;MobilePhone;CompanyName;JobTitle;WorkPhone\n"
    "Ana;Ruiz;ana@acme.example;+34600111222;Acme;Buyer;+34910000001\n"
)


def person_of(text: str) -> Incoming:
    kind, rows = read(text.encode(), how=HOW)
    assert kind == "table"
    (person,) = (row for row in rows if isinstance(row, Incoming))
    return person


@pytest.mark.parametrize("text", [SALESFORCE, HUBSPOT, FOLK, NOTION, PIPEDRIVE, CLAY, MAILING_LIST])
def test_somebody_is_who_they_are_in_every_crm(text: str) -> None:
    person = person_of(text)
    assert person.contact.name == "Ana Ruiz"
    assert {EMAIL, MOBILE} <= {*person.handles} <= {EMAIL, MOBILE, WORK, PROFILE, PAGE}
    assert person.contact.company == ("" if text == SALESFORCE else "Acme")
    assert person.contact.title == ("" if text == NOTION else "Buyer")


@pytest.mark.parametrize("text", [HUBSPOT, FOLK, NOTION, PIPEDRIVE, CLAY])
def test_when_there_was_contact_is_read(text: str) -> None:
    assert [each.touch.on for each in person_of(text).touches] == [date(2026, 10, 1)]


@pytest.mark.parametrize("text", [HUBSPOT, FOLK, NOTION, CLAY])
def test_pages_are_read_however_many_a_cell_has(text: str) -> None:
    assert PROFILE in person_of(text).handles


def test_addresses_and_an_assistant_come_along() -> None:
    assert person_of(SALESFORCE).details == (
        Detail(ADDRESS, "mailing", "1 Mill Road, Ebury, 12345"),
        Detail(RELATION, "assistant", "Cy Doe"),
    )
    for text in (FOLK, PIPEDRIVE):
        assert person_of(text).details == (Detail(ADDRESS, "", "1 Mill Road, Ebury"),)
    _, rows = read(SALESFORCE.encode(), how=HOW)
    left = [row.column for row in rows if isinstance(row, Unused)]
    assert left == ["isdeleted", "fax", "lastactivitydate"]


def test_of_two_firms_the_second_is_said_and_of_a_span_the_last_day_counts() -> None:
    text = (
        "Name,Email,Company,Last contacted\n"
        'Ana Ruiz,ana@acme.example,"Acme (https://www.notion.so/A), Oak (https://www.notion.so/O)",'
        '"September 28, 2026 → October 1, 2026"\n'
    )
    person = person_of(text)
    assert person.contact.company == "Acme"
    assert [each.touch.on for each in person.touches] == [date(2026, 10, 1)]
