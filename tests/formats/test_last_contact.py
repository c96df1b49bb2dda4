"""When there was contact last, by a column of a CRM: a message a day."""

from __future__ import annotations

from datetime import date

import pytest

from farmer.formats import table
from farmer.formats.incoming import How, Incoming, Unread
from farmer.formats.last_contact import touch_of

TODAY = date(2026, 11, 15)
DAY = "2026-10-03"
WHO = "Ana Ruiz,ana@port.example"


def told(header: str, *rows: str, region: str | None = None) -> tuple[list[str], list[Unread]]:
    """The days of contact of everybody in a table, and what of it could not be read."""
    found = list(table.read("\n".join([header, *rows]), How(TODAY, region=region)))
    touches = [touch for each in found if isinstance(each, Incoming) for touch in each.touches]
    assert touches == [touch_of(each.touch.on) for each in touches]
    days = [each.touch.on.isoformat() for each in touches]
    return days, [each for each in found if isinstance(each, Unread)]


@pytest.mark.parametrize(
    ("program", "header", "row"),
    [
        ("HubSpot", "Record ID,First Name,Last Name,Email,Last Contacted",
         "901,Ana,Ruiz,ana@port.example,2026-10-03 08:15"),
        ("HubSpot", "firstname,lastname,email,notes_last_contacted",
         "Ana,Ruiz,ana@port.example,2026-10-03T08:15:00.000Z"),
        ("Salesforce", "First Name,Last Name,Email,Account Name,Last Call Date",
         "Ana,Ruiz,ana@port.example,Port,10/3/2026"),
        ("Salesforce", "Contact ID,First Name,Last Name,Email,Last Meeting Date",
         '003x,Ana,Ruiz,ana@port.example,"10/3/2026, 8:15 AM"'),
        ("Pipedrive", "Person - Name,Person - Email - Work,Person - Last email received",
         "Ana Ruiz,ana@port.example,2026-10-03 08:15:00"),
        ("Pipedrive", "Person - Name,Person - Email - Work,Person - Last email sent",
         "Ana Ruiz,ana@port.example,2026-10-03 08:15:00"),
        ("Dex", "First Name,Last Name,Emails,Last Seen At",
         "Ana,Ruiz,ana@port.example,2026-10-03T08:15:00Z"),
        ("Dex", "First Name,Last Name,Emails,Last Interaction",
         "Ana,Ruiz,ana@port.example,2026-10-03"),
        ("Clay", "First Name,Last Name,Emails,Last Interaction Date",
         'Ana,Ruiz,ana@port.example,"Oct 3, 2026"'),
        ("Folk", "First name,Last name,Emails,Last contacted at",
         "Ana,Ruiz,ana@port.example,2026-10-03T08:15:00+02:00"),
        ("Airtable", "Name,Email,Last Contact", "Ana Ruiz,ana@port.example,10/3/2026 8:15am"),
        ("Notion", "Name,E-mail,Last contacted",
         'Ana Ruiz,ana@port.example,"October 3, 2026 8:15 AM"'),
        ("German", "Name,E-Mail,Letzter Kontakt", "Ana Ruiz,ana@port.example,03.10.2026"),
        ("German", "Name,E-Mail,Datum des letzten Kontakts", "Ana Ruiz,ana@port.example,3.10.2026"),
        ("French", "Nom,Courriel,Dernier contact", "Ana Ruiz,ana@port.example,03/10/2026 08:15"),
        ("Spanish", "Nombre,Correo,Último contacto",
         "Ana Ruiz,ana@port.example,3 de octubre de 2026"),
        ("Italian", "Nome,Email,Ultimo contatto", "Ana Ruiz,ana@port.example,3 ottobre 2026"),
        ("Portuguese", "Nome completo,E-mail,Último contato",
         "Ana Ruiz,ana@port.example,03/10/2026"),
        ("Dutch", "Naam,E-mailadres,Laatste contact", "Ana Ruiz,ana@port.example,3-10-2026"),
        ("Polish", "Imię i nazwisko,Adres e-mail,Ostatni kontakt",
         "Ana Ruiz,ana@port.example,03.10.2026"),
    ],
)  # fmt: skip
def test_its_day_is_read_as_each_program_calls_it(program: str, header: str, row: str) -> None:
    assert told(header, row) == ([DAY], []), program


@pytest.mark.parametrize(("cell", "is_read"), [("", True), ("-", True), ("never?", False),
                                               ("2026-12-01", False)])  # fmt: skip
def test_what_is_no_day_or_yet_to_come_is_none(cell: str, is_read: bool) -> None:
    unread = [] if is_read else [Unread(2, "last contact")]
    assert told("Name,Email,Last contact", f"{WHO},{cell}") == ([], unread)


def test_a_name_alone_has_it_too() -> None:
    assert told("Full name,Job title,Last contact", f"Ana Ruiz,Buyer,{DAY}") == ([DAY], [])


def test_there_was_contact_on_the_day_of_each_column() -> None:
    header = "Name,Email,Last email sent,Last email received,Last call"
    assert told(header, f"{WHO},2026-10-05,{DAY},{DAY}")[0] == [DAY, "2026-10-05"]


def test_the_order_of_day_and_month_is_that_of_its_own_column() -> None:
    rows = (f"{WHO},25/12/1980,10/3/2026", "Bo Li,bo@port.example,,10/13/2026")
    assert told("Name,Email,Birthday,Last contact", *rows)[0] == [DAY, "2026-10-13"]


@pytest.mark.parametrize(
    "column",
    ["Last Activity Date", "Last Activity", "Last Engagement Date", "Last modified", "Last Visit",
     "Next contact", "Next Activity Date", "Create Date"],
)  # fmt: skip
def test_what_may_be_a_task_or_a_click_or_is_to_come_is_left_as_it_is(column: str) -> None:
    assert told(f"Name,Email,{column}", f"{WHO},{DAY}") == ([], [])
