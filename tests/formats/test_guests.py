"""Guest lists as the programs that keep them write them, with invented people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from farmer.errors import InvalidValue
from farmer.formats import guests, recognise
from farmer.formats.decoding import to_text
from farmer.formats.incoming import Attendance, How, Incoming, Skipped, Unused
from tests.formats.mutations import Cut, cuts, damaged

DAY = date(2026, 11, 20)
FAIR = How(date(2026, 12, 1), DAY, at="Spring fair")
UNTOLD = How(date(2026, 12, 1))

LUMA = (
    "\ufeffguest_id,name,first_name,last_name,email,phone_number,created_at,approval_status,"
    "checked_in_at,qr_code_url,ticket_name,What company do you work for?,What is your job title?,"
    "What is your LinkedIn profile?\n"
    "gst-1,Ana Ruiz,Ana,Ruiz,ana@acme.example,+34600111222,2026-11-01T10:00:00.000Z,approved,"
    "2026-11-20T18:05:00.000Z,https://lu.ma/1,Standard,Acme,Buyer,linkedin.com/in/ana-ruiz\n"
    "gst-2,Bo Li,Bo,Li,bo@east.example,,,approved,,,,,,\n"
    "gst-3,Cy Doe,,,cy@west.example,,,declined,,,,,,\n"
    "gst-4,Di Fox,,,di@north.example,,,invited,,,,,,\n"
)
EVENTBRITE = (
    "Order ID,Order date,Attendee status,First name,Surname,Email,Event name,Event start date,"
    "Ticket type,Buyer email,Job Title,Company\n"
    "1,2026-11-01,Checked In,Ana,Ruiz,ana@acme.example,Harbour evening,2026-11-19,General,"
    "b@x.example,Buyer,Acme\n"
    "2,2026-11-01,Attending,Bo,Li,bo@east.example,Harbour evening,2026-11-19,General,,,\n"
    "3,2026-11-01,Not Attending,Cy,Doe,cy@west.example,Harbour evening,2026-11-19,General,,,\n"
    "4,2026-11-01,Checked In,Info Requested,Info Requested,,Harbour evening,2026-11-19,,,,\n"
)
MEETUP = (
    "Name\tAttendance\tUser ID\tTitle\tEvent Host\tRSVP\tGuests\tRSVPed on\tJoined Group on\t"
    "URL of Member Profile\n"
    "Ana R.\t\tuser 111\tOrganizer\tYes\tYes\t0\tNovember 1, 2026 10:00 AM\tJanuary 3, 2024\t"
    "https://www.meetup.com/members/111/\n"
    "Bo Li\t\tuser 112\t\t\tNo\t0\tNovember 2, 2026 10:00 AM\tJanuary 4, 2024\t"
    "https://www.meetup.com/members/112/\n"
)
ZOOM = (
    "Topic,ID,Host name,Host email,Duration (minutes),Start time,End time,Participants\n"
    "Chamber breakfast,812,Kim Doe,me@home.example,60,11/20/2026 08:00:00 AM,"
    "11/20/2026 09:00:00 AM,5\n"
    "\n"
    "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,In waiting room\n"
    "Ana Ruiz (her phone),ana@acme.example,11/20/2026 08:01:00 AM,11/20/2026 08:30:00 AM,29,"
    "Yes,No\n"
    "Ana Ruiz,ana@acme.example,11/20/2026 08:31:00 AM,11/20/2026 09:00:00 AM,29,Yes,No\n"
    "Bo Li,,11/20/2026 08:05:00 AM,11/20/2026 08:05:20 AM,0,Yes,No\n"
    "Cy Doe,,11/20/2026 08:05:00 AM,11/20/2026 08:15:00 AM,10,Yes,Yes\n"
    "Otter.ai,,11/20/2026 08:05:00 AM,11/20/2026 08:45:00 AM,40,Yes,No\n"
    "iPhone,,11/20/2026 08:05:00 AM,11/20/2026 08:45:00 AM,40,Yes,No\n"
)
TEAMS = (
    "1. Summary\n"
    "Meeting title\tChamber breakfast\n"
    "Attended participants\t2\n"
    "Start time\t11/20/26, 8:00:00 AM\n"
    "End time\t11/20/26, 9:00:00 AM\n"
    "\n"
    "2. Participants\n"
    "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Ana Ruiz (Guest)\t11/20/26, 8:01:00 AM\t11/20/26, 9:00:00 AM\t58m 20s\tana@acme.example\t\t"
    "Attendee\n"
    "\n"
    "3. In-Meeting Activities\n"
    "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    "Ana Ruiz (Guest)\t11/20/26, 8:01:00 AM\t11/20/26, 9:00:00 AM\t58m 20s\tana@acme.example\t"
    "Attendee\n"
)
WEBINAR = (
    "Attendee Report\n"
    "Topic,Webinar ID,Actual Start Time,Actual Duration (minutes)\n"
    'Chamber breakfast,812,"Nov 20, 2026 08:00 AM",60\n'
    "Host Details,\n"
    "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)\n"
    'Yes,Kim Doe,me@home.example,"Nov 20, 2026 07:55 AM","Nov 20, 2026 09:00 AM",65\n'
    "Attendee Details,\n"
    "Attended,User Name (Original Name),First Name,Last Name,Email,Approval Status,Join Time,"
    "Leave Time,Time in Session (minutes)\n"
    'Yes,Ana,Ana,Ruiz,ana@acme.example,approved,"Nov 20, 2026 08:01 AM",'
    '"Nov 20, 2026 09:00 AM",59\n'
    "No,Bo,Bo,Li,bo@east.example,approved,--,--,--\n"
)
SCANS = (
    "Scan Time,First Name,Last Name,Badge ID,Title,Company,Email Address,Phone,Rating,Notes\n"
    "2026-11-20 10:15,Ana,Ruiz,B123,Buyer,Acme,ana@acme.example,+34 600 111 222,4,a quote\n"
    "2026-11-21 10:15,Bo,Li,B124,,,bo@east.example,,,\n"
    "2026-11-20 11:15,Cy,Doe,B125,,,cy@west.example,,,\n"
)
PARTY = "Name,Email,Status\nAna Ruiz,ana@acme.example,Going\nBo Li,bo@e.example,Maybe\nCy Doe,,\n"
GERMAN = "Vorname;Nachname;E-Mail;Anwesend\nAna;Ruiz;ana@acme.example;ja\nBo;Li;bo@e.example;nein\n"

# What Teams writes where its user has set another language: the places are the same, the words not.
TEAMS_GERMAN = (
    "1. Zusammenfassung\nBesprechungstitel\tChamber breakfast\nTeilnehmer\t2\n"
    "Startzeit\t20.11.26, 08:00:11\n\n2. Teilnehmer\n"
    "Name\tErster Beitritt\tLetztes Verlassen\tDauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle\n"
    "Ana Ruiz\t20.11.26, 08:02:11\t20.11.26, 09:30:02\t1 Std. 27 Min. 51 Sek.\tana@acme.example\t"
    "ana@acme.example\tReferent\n"
    "Bo Li\t20.11.26, 08:02:11\t20.11.26, 08:02:30\t19 Sek.\tbo@east.example\t\tReferent\n\n"
    "3. Aktivitäten\nName\tBeitritt\tVerlassen\tDauer\tE-Mail\tRolle\n"
    "Ana Ruiz\t20.11.26, 08:02:11\t20.11.26, 09:30:02\t1 Std.\tana@acme.example\tReferent\n"
)
TEAMS_POLISH = (
    "1. Podsumowanie\nTytuł spotkania\tChamber breakfast\n\n2. Uczestnicy\n"
    "Nazwa\tPierwsze dołączenie\tOstatnie opuszczenie\tCzas\tAdres e-mail\tIdentyfikator (UPN)\n"
    "Ana Ruiz\t20.11.2026, 08:02:11\t20.11.2026, 09:30:02\t1 godz. 27 min 51 s\t"
    "ana@acme.example\tana@acme.example\n"
)
TICKETS = (
    "Order ID,Attendee first name,Attendee last name,Attendee email,Event name,Event start date,"
    "Ticket quantity,Ticket type,Barcode number\n"
    "1,Ana,Ruiz,ana@acme.example,Harbour evening,2026-11-19,1,General,77\n"
)
AT_THE_DOOR = (
    "Attendee First Name,Attendee Last Name,Email,Status,Checked in,Checked in Date\n"
    "Ana,Ruiz,ana@acme.example,Attending,Yes,2026-11-20 09:05\n"
    "Bo,Li,bo@east.example,Attending,No,\n"
)
ATTENDING = (
    "Event Name,First Name,Surname,Email Address,Date Attending,Attendee Status\n"
    'Harbour evening,Ana,Ruiz,ana@acme.example,"Nov 19, 2026 at 6:00 PM",Attending\n'
)
BADGES = "Scanzeit;Vorname;Nachname;Firma;E-Mail\n20.11.2026 10:15;Ana;Ruiz;Acme;ana@acme.example\n"
OTHERS = WEBINAR + (
    "Other Attended,\nUser Name,Join Time,Leave Time,Time in Session (minutes)\n"
    '34600111333,"Nov 20, 2026 08:01 AM","Nov 20, 2026 09:00 AM",59\n'
    'Cy Doe,"Nov 20, 2026 08:01 AM","Nov 20, 2026 09:00 AM",59\n'
)

LISTS = {
    "luma": LUMA,
    "eventbrite": EVENTBRITE,
    "meetup": MEETUP,
    "zoom": ZOOM,
    "teams": TEAMS,
    "webinar": WEBINAR,
    "scans": SCANS,
    "german": GERMAN,
    "teams in german": TEAMS_GERMAN,
    "teams in polish": TEAMS_POLISH,
    "tickets": TICKETS,
    "at the door": AT_THE_DOOR,
    "attending": ATTENDING,
    "badges": BADGES,
    "others": OTHERS,
}


def people(text: str, how: How = FAIR) -> list[Incoming]:
    return [row for row in guests.read(text, how) if isinstance(row, Incoming)]


def came(text: str, how: How = FAIR) -> dict[str, tuple[str, date]]:
    """By name, where and on which day everybody was who came."""
    return {each.contact.name: (a.event, a.on) for each in people(text, how) for a in each.attended}


def reasons(text: str, how: How = FAIR) -> list[str]:
    return [row.reason for row in guests.read(text, how) if isinstance(row, Skipped)]


@pytest.mark.parametrize("name", [*LISTS])
def test_each_is_known_by_its_content_in_every_encoding(name: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        found = recognise(LISTS[name].encode(encoding))
        assert found is not None
        assert found.kind == "guests"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (LUMA, {"Ana Ruiz"}),
        (EVENTBRITE, {"Ana Ruiz"}),
        (MEETUP, {"Ana R."}),
        (ZOOM, {"Ana Ruiz"}),
        (TEAMS, {"Ana Ruiz"}),
        (WEBINAR, {"Kim Doe", "Ana Ruiz"}),
        (SCANS, {"Ana Ruiz", "Bo Li", "Cy Doe"}),
        (GERMAN, {"Ana Ruiz"}),
    ],
)
def test_who_came_is_told_from_who_did_not(text: str, names: set[str]) -> None:
    assert came(text) == dict.fromkeys(names, ("Spring fair", DAY))


def test_what_else_a_list_knows_of_somebody_comes_along() -> None:
    (ana,) = people(LUMA)
    assert (ana.contact.company, ana.contact.title) == ("Acme", "Buyer")
    assert {handle.kind for handle in ana.handles} == {"email", "phone", "url"}
    (member,) = people(MEETUP)
    assert member.contact.title == ""  # what they are in the group is no job
    assert member.handles[0].kind == "url"


@pytest.mark.parametrize(
    ("text", "event", "on"),
    [
        (EVENTBRITE, "Harbour evening", date(2026, 11, 19)),
        (ZOOM, "Chamber breakfast", DAY),
        (TEAMS, "Chamber breakfast", DAY),
        (WEBINAR, "Chamber breakfast", DAY),
        (OTHERS, "Chamber breakfast", DAY),
        (TEAMS_GERMAN, "Chamber breakfast", DAY),
        (TEAMS_POLISH, "Chamber breakfast", DAY),
        (TICKETS, "Harbour evening", date(2026, 11, 19)),
        (ATTENDING, "Harbour evening", date(2026, 11, 19)),
        (AT_THE_DOOR, "", DAY),
        (BADGES, "", DAY),
    ],
)
def test_a_list_that_says_what_it_is_of_need_not_be_told(text: str, event: str, on: date) -> None:
    assert {*came(text, UNTOLD).values()} == {(event, on)}


@pytest.mark.parametrize("text", [TEAMS, TEAMS_GERMAN])
def test_what_somebody_was_in_a_meeting_is_no_job(text: str) -> None:
    assert {each.contact.title for each in people(text)} == {""}
    assert "Ana Ruiz" in came(text)
    assert "Bo Li" not in came(text)  # who looked in for seconds was not there


def test_who_is_in_another_table_of_the_report_was_there_too() -> None:
    assert came(OTHERS).keys() == {"Kim Doe", "Ana Ruiz", "Cy Doe"}
    assert reasons(OTHERS) == [guests.NOT_SEEN, guests.MACHINE]


def test_what_says_which_event_it_was_is_not_said_to_be_left_out() -> None:
    left = [row.column for row in guests.read(TICKETS, UNTOLD) if isinstance(row, Unused)]
    assert left == ["order id", "ticket type"]


def test_the_day_is_the_one_on_which_most_arrived() -> None:
    how = How(UNTOLD.today, at="Spring fair")
    assert {*came(SCANS, how).values()} == {("Spring fair", DAY)}
    assert {*came(LUMA, how).values()} == {("Spring fair", DAY)}


@pytest.mark.parametrize("how", [UNTOLD, How(UNTOLD.today, at="Fair")])
def test_a_day_that_nobody_says_is_asked_for(how: How) -> None:
    with pytest.raises(InvalidValue, match="which day") as refusal:
        list(guests.read(MEETUP, how))
    assert "--on" in refusal.value.hint


def test_a_name_that_nobody_says_is_none() -> None:
    assert came(LUMA, UNTOLD) == {"Ana Ruiz": ("", DAY)}


def test_who_stayed_away_is_nobody_and_counted_by_the_reason() -> None:
    assert reasons(LUMA) == [guests.NOT_SEEN, guests.INVITED, guests.INVITED]
    assert reasons(EVENTBRITE) == [guests.NOT_SEEN, guests.INVITED, guests.HIDDEN]
    assert reasons(ZOOM).count(guests.MACHINE) == 2


def test_the_invited_come_in_where_that_is_wanted_and_were_not_there() -> None:
    how = How(UNTOLD.today, DAY, at="Spring fair", invited=True)
    found = {each.contact.name: each.attended for each in people(LUMA, how)}
    there = (Attendance("Spring fair", DAY),)
    assert found == {"Ana Ruiz": there, "Bo Li": (), "Cy Doe": (), "Di Fox": ()}


def test_where_nobody_kept_the_door_whoever_said_yes_came() -> None:
    unkept = LUMA.replace("2026-11-20T18:05:00.000Z", "")
    assert {*came(unkept)} == {"Ana Ruiz", "Bo Li"}


def test_before_the_event_whoever_said_yes_is_expected() -> None:
    how = How(UNTOLD.today, expected=True)
    found = people(LUMA.replace("2026-11-20T18:05:00.000Z", ""), how)
    assert {each.contact.name for each in found} == {"Ana Ruiz", "Bo Li"}
    assert not any(each.attended for each in found)


def test_a_column_called_status_counts_only_where_all_of_it_are_answers() -> None:
    assert guests.recognises(PARTY)
    assert {*came(PARTY)} == {"Ana Ruiz"}
    assert not guests.recognises(PARTY.replace("Maybe", "Lead"))


@pytest.mark.parametrize(
    "text",
    [
        "Name,Email,Company\nAna Ruiz,ana@acme.example,Acme\n",
        "Name,Number,Date,Duration\nAna Ruiz,+34600111222,2026-11-20,120\n",
        "First Name,Last Name,Lead Status\nAna,Ruiz,New\n",
        "Product,Status,Scan Time\nChair,used,2026-11-20\n",
    ],
)
def test_tables_of_something_else_are_no_guest_lists(text: str) -> None:
    assert not guests.recognises(text)


@pytest.mark.parametrize("name", [*LISTS])
@given(changes=cuts(700))
def test_damaged_lists_never_raise_and_read_the_same_twice(name: str, changes: list[Cut]) -> None:
    text = to_text(damaged(LISTS[name].encode(), changes))
    rows: list[Any] = list(guests.read(text, FAIR))
    assert rows == list(guests.read(text, FAIR))
    assert all(row.line >= 1 for row in rows)


ROOM = (
    "Name (Original Name),Email,Join Time,Leave Time,Duration (Minutes)\n"
    "{name},,11/20/2026 08:01:00 AM,11/20/2026 09:00:00 AM,59\n"
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ana (Ana Ruiz)", "Ana Ruiz"),
        ("Ana Ruiz (Ana)", "Ana Ruiz"),
        ("Ana Ruiz (Front desk)", "Ana Ruiz"),
        ("Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_who_showed_a_part_of_a_name_is_known_by_the_whole(written: str, name: str) -> None:
    assert [*came(ROOM.format(name=written))] == [name]


@pytest.mark.parametrize("name", ["Bo's iPhone", "Bo’s iPad", "iPhone von Bo"])
def test_a_telephone_is_nobody(name: str) -> None:
    assert reasons(ROOM.format(name=name)) == [guests.MACHINE]


def test_a_guest_with_the_family_name_first_is_turned() -> None:
    text = TEAMS.replace("Ana Ruiz", "Ruiz, Ana (Guest)")
    assert text != TEAMS
    assert "Ana Ruiz" in came(text)


@pytest.mark.parametrize(
    ("guest", "coming", "yes", "no"),
    [
        ("Guest", "Attending", "yes", "no"),
        ("Invitee", "Are you coming?", "Yes", "No"),
        ("Gast", "Kommt", "ja", "nein"),
        ("Invité", "Vient", "oui", "non"),
        ("Invitado", "Asistirá", "sí", "no"),
    ],
)
def test_a_list_of_your_own_names_its_guests_and_says_who_is_coming(
    guest: str, coming: str, yes: str, no: str
) -> None:
    """The firm is no name, and who said no was not there."""
    text = (
        f"{guest},Company,Email,{coming}\n"
        f"Ana Ruiz,Acme,ana@acme.example,{yes}\n"
        f"Bo Li,East,bo@east.example,{no}\n"
    )
    found = recognise(text.encode())
    assert found is not None
    assert found.kind == "guests"
    [ana, bo] = guests.read(text, FAIR)
    assert isinstance(ana, Incoming)
    assert (ana.contact.name, ana.contact.company) == ("Ana Ruiz", "Acme")
    assert bo == Skipped(3, guests.INVITED)


def test_a_guest_beside_a_name_is_no_name() -> None:
    """It says whether they are one, or how many they bring."""
    text = "Guest,Name,Email,Attending\nYes,Ana Ruiz,ana@acme.example,yes\n"
    [ana, unused] = sorted(guests.read(text, FAIR), key=lambda row: isinstance(row, Unused))
    assert isinstance(ana, Incoming)
    assert ana.contact.name == "Ana Ruiz"
    assert isinstance(unused, Unused)
