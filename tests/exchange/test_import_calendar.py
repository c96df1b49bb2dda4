"""What calendars tell more than once: moved, called off, told of by others, only planned."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from tests.conftest import Farmer, Outcome

ANA = "ATTENDEE;CN=Ana Ruiz:mailto:ana@x.example"
BO = "ATTENDEE;CN=Bo Li:mailto:bo@y.example"
KIM = "ATTENDEE;CN=Kim Doe:mailto:kim@doe.example"


def event(when: str, *lines: str, uid: str = "one", people: tuple[str, ...] = (ANA, KIM)) -> str:
    """A VEVENT: `when` is ``20260301`` or ``20260301T10``."""
    day = f"DTSTART:{when}0000" if "T" in when else f"DTSTART;VALUE=DATE:{when}"
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", day, *lines, *people, "END:VEVENT", ""))


class Calendar:
    """A ledger with Kim's calendar beside it."""

    def __init__(self, farmer: Farmer, folder: Path) -> None:
        self.farmer = farmer
        self._path = folder / "calendar.ics"

    def import_(self, *events: str, head: str = "VERSION:2.0", options: str = "") -> Outcome:
        """Import a file with those events."""
        text = f"BEGIN:VCALENDAR\n{head}\n{''.join(events)}END:VCALENDAR\n"
        self._path.write_text(text, encoding="utf-8")
        done = self.farmer(f"farmer import {self._path} --json {options}")
        assert done.status == 0, done.err
        return done

    def told(self, *events: str, **how: str) -> dict[str, int]:
        """What an import of them says of talks, but for what is nothing."""
        data = self.import_(*events, **how).data
        talks = data["talks"]
        counts = {name: n if isinstance(n, int) else len(n) for name, n in talks.items()}
        counts["new"] = data["touchpoints"]
        return {name: n for name, n in counts.items() if n}

    def talks(self, who: str = "Ana") -> list[tuple[str, str | None, str, str]]:
        """The day, time, kind and note of each touchpoint."""
        whole = json.loads(self.farmer("farmer export").out)
        ids = {row["id"] for row in whole["contacts"] if row["name"].startswith(who)}
        return sorted(
            (row["on"], row["time"] or "", row["kind"], row["note"])
            for row in whole["touchpoints"]
            if row["contact_id"] in ids
        )

    def days(self, who: str = "Ana") -> list[str]:
        return [day for day, *_ in self.talks(who)]


@pytest.fixture
def calendar(farmer: Farmer, tmp_path: Path) -> Calendar:
    farmer('farmer config set me "Kim Doe" kim@doe.example')
    farmer('farmer add "Ana Ruiz" --email ana@x.example')
    farmer('farmer add "Bo Li" --email bo@y.example')
    return Calendar(farmer, tmp_path)


def test_a_meeting_moved_twice_and_then_cancelled_is_one_and_then_none(calendar: Calendar) -> None:
    assert calendar.told(event("20260301T10")) == {"new": 1}
    assert calendar.told(event("20260405T10", "SEQUENCE:1")) == {"moved": 1}
    assert calendar.talks() == [("2026-04-05", "10:00", "meeting", "")]
    assert calendar.told(event("20260405T15", "SEQUENCE:2")) == {"moved": 1}
    assert calendar.told(event("20260405T15", "SEQUENCE:2")) == {}
    cancelled = event("20260405T15", "SEQUENCE:3", "STATUS:CANCELLED")
    assert calendar.told(cancelled) == {"taken_back": 1}
    assert calendar.days() == []
    assert calendar.told(cancelled) == {}
    calendar.farmer("farmer undo")
    assert calendar.talks() == [("2026-04-05", "15:00", "meeting", "")]
    calendar.farmer("farmer undo")
    calendar.farmer("farmer undo")
    assert calendar.talks() == [("2026-03-01", "10:00", "meeting", "")]
    calendar.farmer("farmer redo")
    assert calendar.talks() == [("2026-04-05", "10:00", "meeting", "")]


def test_what_is_told_says_so_in_words(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10"), event("20260302T10", uid="two"))
    path = calendar._path
    moved = event("20260303T10"), event("20260302T10", "STATUS:CANCELLED", uid="two")
    path.write_text(f"BEGIN:VCALENDAR\n{''.join(moved)}END:VCALENDAR\n", encoding="utf-8")
    rows = calendar.farmer(f"farmer import {path}").rows
    assert ["moved", "1"] in rows
    assert ["taken-back", "1"] in rows


def test_an_older_version_does_nothing(calendar: Calendar) -> None:
    calendar.import_(event("20260405T10", "SEQUENCE:2"))
    for older in (
        event("20260301T10", "SEQUENCE:1"),
        event("20260301T10", "SEQUENCE:1", "STATUS:CANCELLED"),
    ):
        assert calendar.told(older) == {}
    assert calendar.days() == ["2026-04-05"]


def test_of_one_number_the_version_written_last_counts(calendar: Calendar) -> None:
    calendar.import_(event("20260405T10", "LAST-MODIFIED:20260401T100000Z"))
    assert calendar.told(event("20260301T10", "LAST-MODIFIED:20260301T100000Z")) == {}
    assert calendar.told(event("20260406T10", "LAST-MODIFIED:20260402T100000Z")) == {"moved": 1}


@pytest.mark.parametrize("where", ["STATUS:CANCELLED", "METHOD:CANCEL"])
def test_a_file_without_an_entry_says_nothing_of_it(calendar: Calendar, where: str) -> None:
    calendar.import_(event("20260301T10"), event("20260302T10", uid="two"))
    other = event("20260303T10", "STATUS:CANCELLED" if ":CANCELLED" in where else "", uid="three")
    head = where if where.startswith("METHOD") else "VERSION:2.0"
    assert calendar.told(other, head=head) == {}
    assert calendar.days() == ["2026-03-01", "2026-03-02"]


def test_a_calendar_that_cancels_takes_back(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10"), event("20260302T10", uid="two"))
    assert calendar.told(event("20260301T10"), head="METHOD:CANCEL") == {"taken_back": 1}
    assert calendar.days() == ["2026-03-02"]


def test_a_meeting_moved_to_a_day_to_come_is_taken_back_until_then(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10"))
    later = event("20260701T10", "SEQUENCE:1")
    assert calendar.told(later) == {"taken_back": 1}
    assert calendar.days() == []


# -- Series

WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"


def test_a_day_left_out_of_a_series_is_taken_back(calendar: Calendar) -> None:
    assert calendar.told(event("20260302T10", WEEKLY)) == {"new": 4}
    left_out = event("20260302T10", WEEKLY, "EXDATE:20260309T100000")
    assert calendar.told(left_out) == {"taken_back": 1}
    assert calendar.days() == ["2026-03-02", "2026-03-16", "2026-03-23"]


def test_a_rule_cut_short_takes_back_what_is_after_it(calendar: Calendar) -> None:
    calendar.import_(event("20260302T10", WEEKLY))
    cut = event("20260302T10", "RRULE:FREQ=WEEKLY;UNTIL=20260310T000000")
    assert calendar.told(cut) == {"taken_back": 2}
    assert calendar.days() == ["2026-03-02", "2026-03-09"]


def test_one_time_of_a_series_is_moved_and_called_off_alone(calendar: Calendar) -> None:
    calendar.import_(event("20260302T10", WEEKLY))
    moved = event("20260311T12", "RECURRENCE-ID:20260309T100000")
    assert calendar.told(moved) == {"moved": 1}
    days = ["2026-03-02", "2026-03-11", "2026-03-16", "2026-03-23"]
    assert calendar.days() == days
    assert calendar.told(event("20260302T10", WEEKLY), moved) == {}
    off = event("20260311T12", "RECURRENCE-ID:20260309T100000", "STATUS:CANCELLED")
    assert calendar.told(off) == {"taken_back": 1}
    assert calendar.days() == [day for day in days if day != "2026-03-11"]


def test_a_series_moved_as_a_whole_is_moved(calendar: Calendar) -> None:
    calendar.import_(event("20260302T10", WEEKLY))
    assert calendar.told(event("20260303T10", WEEKLY)) == {"moved": 4}
    assert calendar.days() == ["2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24"]


# -- People


def test_who_declined_was_not_there_and_who_is_not_listed_may_be_hidden(
    calendar: Calendar,
) -> None:
    calendar.import_(event("20260301T10", people=(ANA, BO, KIM)))
    assert calendar.days("Bo") == ["2026-03-01"]
    hidden = event("20260301T10", people=(ANA, KIM))
    assert calendar.told(hidden).get("taken_back") is None
    assert calendar.days("Bo") == ["2026-03-01"]
    declined = BO.replace("ATTENDEE;", "ATTENDEE;PARTSTAT=DECLINED;")
    told = calendar.told(event("20260301T10", people=(ANA, declined, KIM)))
    assert told["taken_back"] == 1
    assert (calendar.days("Bo"), calendar.days()) == ([], ["2026-03-01"])


def test_who_is_no_longer_listed_in_a_later_version_is_taken_back(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10", people=(ANA, BO, KIM)))
    assert calendar.told(event("20260301T10", "SEQUENCE:1"))["taken_back"] == 1
    assert calendar.days("Bo") == []


def test_what_you_declined_is_taken_back(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10"))
    declined = KIM.replace("ATTENDEE;", "ATTENDEE;PARTSTAT=DECLINED;")
    organizer = "ORGANIZER;CN=Ana Ruiz:mailto:ana@x.example"
    mine = event("20260301T10", organizer, people=(ANA, declined))
    assert calendar.told(mine) == {"taken_back": 1}


def test_a_calendar_in_which_you_go_by_another_name_takes_nothing_back(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10"), event("20260302T10", uid="two"))
    other = "ATTENDEE;CN=K. D.:mailto:kd@other.example"
    both = event("20260301T10", "SEQUENCE:1", people=(ANA, other)), event("20260302T10", uid="two")
    calendar.import_(*both)
    assert calendar.days() == ["2026-03-01", "2026-03-02"]


CAL = "ATTENDEE;CN=Cal Stone:mailto:cal@z.example"
MINE = KIM.replace("ATTENDEE;", "ORGANIZER;")
HERS = "ORGANIZER;CN=Ana Ruiz:mailto:ana@x.example"
ROOM = "ATTENDEE;CUTYPE=ROOM;CN=Blue room:mailto:blue@x.example"


def declining(attendee: str, answer: str = "DECLINED") -> str:
    return attendee.replace("ATTENDEE;", f"ATTENDEE;PARTSTAT={answer};")


@pytest.mark.parametrize("when", ["20260301T10", "20260301"])
@pytest.mark.parametrize("people", [(ANA,), (ANA, ROOM), (MINE, ANA), (declining(BO), ANA)])
def test_one_guest_is_somebody_you_met(
    calendar: Calendar, when: str, people: tuple[str, ...]
) -> None:
    """Most calendars name nobody as the organizer of what you put into them yourself."""
    assert calendar.told(event(when, people=people)) == {"new": 1}
    assert calendar.told(event(when, people=people)) == {}
    assert (calendar.days(), calendar.days("Bo")) == (["2026-03-01"], [])
    assert calendar.told(event("20260302T10", "SEQUENCE:1", people=people)) == {"moved": 1}
    cancelled = event("20260302T10", "SEQUENCE:2", "STATUS:CANCELLED", people=people)
    assert calendar.told(cancelled) == {"taken_back": 1}


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ((declining(KIM), ANA), "declined by you"),
        ((HERS, declining(KIM)), "declined by you"),
        ((HERS, declining(KIM, "declined"), BO), "declined by you"),
        ((declining(KIM),), "declined by you"),
        ((KIM,), "nobody but you is in it"),
        ((MINE,), "nobody but you is in it"),
        ((MINE, KIM, ROOM), "nobody but you is in it"),
        ((MINE, declining(ANA)), "declined by everybody else in it"),
        ((KIM, declining(ANA), declining(BO, "DELEGATED")), "declined by everybody else in it"),
        ((HERS,), "you are not among those in it"),
        ((HERS, ANA), "you are not among those in it"),
        ((ANA, BO), "you are not among those in it"),
    ],
)
def test_what_was_no_talk_is_counted_with_its_reason(
    calendar: Calendar, people: tuple[str, ...], reason: str
) -> None:
    met = event("20260301T10", people=(CAL, KIM), uid="met")
    calendar.farmer('farmer add "Cal Stone" --email cal@z.example')
    done = calendar.import_(met, event("20260302T10", people=people))
    assert (done.data["passed_over"], done.data["skipped"]) == ({reason: 1}, [])
    assert calendar.days() == calendar.days("Bo") == []


def test_who_you_are_is_asked_before_a_lone_guest_is_taken_for_somebody(
    farmer: Farmer, tmp_path: Path
) -> None:
    """The one guest may be you."""
    path = tmp_path / "calendar.ics"
    path.write_text(f"BEGIN:VCALENDAR\n{event('20260301T10', people=(KIM,))}END:VCALENDAR\n")
    refused = farmer(f"farmer import {path} --new")
    assert (refused.status, "farmer config set me" in refused.err) == (2, True)


@pytest.mark.parametrize("shown", [(MINE,), (KIM,), (HERS,)])
def test_a_copy_that_shows_no_guests_takes_nothing_back(
    calendar: Calendar, shown: tuple[str, ...]
) -> None:
    other = event("20260501T10", uid="two")
    calendar.import_(event("20260301T10"), other)
    for day in ("20260301T10", "20260308T10"):
        assert calendar.told(event(day, "SEQUENCE:1", people=shown), other) == {}
    assert calendar.days() == ["2026-03-01", "2026-05-01"]


# -- Planned

UNANSWERED = KIM.replace("ATTENDEE;", "ATTENDEE;PARTSTAT=NEEDS-ACTION;")
INVITED = ANA.replace("ATTENDEE;", "ATTENDEE;PARTSTAT=NEEDS-ACTION;")
MAYBE = ANA.replace("ATTENDEE;", "ATTENDEE;PARTSTAT=TENTATIVE;")


@pytest.mark.parametrize(
    "people", [(ANA, UNANSWERED), (INVITED, KIM), (MAYBE, KIM), (INVITED, UNANSWERED)]
)
def test_an_unanswered_invitation_is_planned_and_weighs_nothing_until_confirmed(
    calendar: Calendar, people: tuple[str, ...]
) -> None:
    assert calendar.told(event("20260301T10", people=people)) == {"new": 1, "planned": 1}
    assert calendar.talks() == [("2026-03-01", "10:00", "planned", "")]
    checked = calendar.farmer("farmer check Ana")
    assert "You only planned to meet; nothing says that you did." in checked.out
    confirmed = calendar.farmer('farmer log --last --note "A new lease" --json')
    assert (confirmed.status, confirmed.data["touchpoints"][0]["id"]) == (0, "t1")
    assert calendar.talks() == [("2026-03-01", "10:00", "meeting", "A new lease")]
    again = calendar.farmer("farmer log --last")
    assert (again.status, "No planned meeting" in again.err) == (5, True)
    calendar.farmer("farmer undo")
    assert calendar.talks() == [("2026-03-01", "10:00", "planned", "")]


def test_of_a_video_meeting_it_is_the_call_that_is_confirmed(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10", "LOCATION:https://zoom.us/j/1", people=(ANA, UNANSWERED)))
    calendar.farmer("farmer log --last")
    assert calendar.talks() == [("2026-03-01", "10:00", "video", "")]


def test_everybody_of_the_newest_is_confirmed_or_those_named(calendar: Calendar) -> None:
    people = (ANA, BO, UNANSWERED)
    calendar.import_(
        event("20260301T10", people=people), event("20260308T10", uid="b", people=people)
    )
    calendar.farmer("farmer log Bo --last")
    kinds = [(day, kind) for day, _, kind, _ in calendar.talks("Bo")]
    assert kinds == [("2026-03-01", "planned"), ("2026-03-08", "meeting")]
    assert {kind for _, _, kind, _ in calendar.talks()} == {"planned"}
    calendar.farmer("farmer log --last")
    assert [kind for _, _, kind, _ in calendar.talks()] == ["planned", "meeting"]
    refused = calendar.farmer("farmer log --last --on 2026-03-01")
    assert (refused.status, refused.out) == (2, "")


def test_an_answer_that_comes_later_is_a_meeting(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10", people=(INVITED, KIM)))
    assert calendar.told(event("20260301T10")) == {}
    assert calendar.talks() == [("2026-03-01", "10:00", "meeting", "")]


def test_the_next_talk_logged_that_day_confirms(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10", "SUMMARY:Lease", people=(INVITED, KIM)))
    logged = calendar.farmer('farmer log Ana --on 2026-03-01 --by me --note "Signed"')
    assert "t1 at 10:00 was planned already" in logged.err
    assert calendar.talks() == [("2026-03-01", "10:00", "meeting", "Signed; Lease")]


def test_an_invitation_to_what_was_typed_adds_nothing(calendar: Calendar) -> None:
    calendar.farmer("farmer log Ana --on 2026-03-01 --by me")
    assert calendar.told(event("20260301T10", people=(INVITED, KIM))) == {"same": 1}
    assert calendar.talks() == [("2026-03-01", "10:00", "meeting", "")]


def test_a_large_room_is_planned_for_those_known_and_brings_in_no_stranger(
    calendar: Calendar,
) -> None:
    crowd = [f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:p{n}@corp.example" for n in range(300)]
    boss = "ORGANIZER:mailto:boss@corp.example"
    done = calendar.import_(
        event("20260301T10", boss, people=(*crowd, INVITED, UNANSWERED)), options="--new"
    )
    assert done.data["new"] == 0
    assert sum(done.data["passed_over"].values()) == 301
    assert calendar.talks() == [("2026-03-01", "10:00", "planned", "")]


@pytest.mark.parametrize(("others", "new"), [(10, 10), (11, 0)])
def test_a_room_of_more_than_twelve(calendar: Calendar, others: int, new: int) -> None:
    crowd = [f"ATTENDEE;CN=P{n}:mailto:p{n}@corp.example" for n in range(others)]
    done = calendar.import_(event("20260301T10", people=(*crowd, ANA, KIM)), options="--new")
    assert done.data["new"] == new


# -- One meeting, told by several


def test_what_was_typed_and_is_then_imported_counts_once(calendar: Calendar) -> None:
    calendar.farmer('farmer log Ana --on 2026-03-01 --by me --note "A new lease"')
    assert calendar.told(event("20260301T10", "SUMMARY:Coffee")) == {"same": 1}
    assert calendar.talks() == [("2026-03-01", "10:00", "meeting", "A new lease; Coffee")]
    assert calendar.told(event("20260301T10", "SUMMARY:Coffee")) == {}
    calendar.farmer("farmer undo")
    assert calendar.talks() == [("2026-03-01", "", "meeting", "A new lease")]


def test_what_was_imported_and_is_then_typed_counts_once_and_says_so(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10", "SUMMARY:Coffee"))
    logged = calendar.farmer('farmer log Ana --on 2026-03-01 --kind meal --by me --note "A lease"')
    assert "Ana Ruiz: t1 at 10:00 was on record already" in logged.err
    assert calendar.talks() == [("2026-03-01", "10:00", "meal", "A lease; Coffee")]
    calendar.farmer("farmer log Ana --on 2026-03-01 --by them")
    assert len(calendar.talks()) == 2  # you typed two
    calendar.farmer("farmer undo")
    calendar.farmer("farmer undo")
    assert calendar.talks() == [("2026-03-01", "10:00", "meeting", "Coffee")]


def test_typed_on_a_day_with_several_it_is_one_more_and_said(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10"), event("20260301T15", uid="two"))
    logged = calendar.farmer("farmer log Ana --on 2026-03-01 --by me")
    assert "t1 at 10:00 or t2 at 15:00" in logged.err
    assert len(calendar.talks()) == 3


def test_talks_of_different_hours_stay_two(calendar: Calendar) -> None:
    assert calendar.told(event("20260301T10"), event("20260301T15", uid="two")) == {"new": 2}
    assert calendar.told(event("20260301T10"), event("20260301T15", uid="two")) == {}


def test_a_typed_talk_is_one_of_two_in_the_calendar(calendar: Calendar) -> None:
    calendar.farmer("farmer log Ana --on 2026-03-01 --by me")
    both = event("20260301T15", uid="two"), event("20260301T10")
    assert calendar.told(*both) == {"new": 1, "same": 1}
    assert [time for _, time, _, _ in calendar.talks()] == ["10:00", "15:00"]


def test_two_calendars_with_ids_of_their_own_tell_of_one_meeting(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10", "SUMMARY:Coffee"))
    copy = event("20260301T10", "SUMMARY:Coffee (copy)", uid="copy")
    assert calendar.told(copy) == {"same": 1}
    assert calendar.talks() == [("2026-03-01", "10:00", "meeting", "Coffee")]
    assert calendar.told(event("20260301T10", "STATUS:CANCELLED")) == {}
    assert calendar.days() == ["2026-03-01"]
    off = event("20260301T10", "STATUS:CANCELLED", uid="copy")
    assert calendar.told(off) == {"taken_back": 1}
    assert calendar.days() == []


def test_one_instant_on_two_clocks_is_one_meeting(calendar: Calendar) -> None:
    oslo = event("20260301T10").replace("DTSTART:", "DTSTART;TZID=Europe/Oslo:")
    tokyo = event("20260301T18", uid="two").replace("DTSTART:", "DTSTART;TZID=Asia/Tokyo:")
    assert calendar.told(oslo, tokyo) == {"new": 1, "same": 1}
    late = event("20260302T00", uid="three").replace("DTSTART:", "DTSTART;TZID=Asia/Tokyo:")
    west = event("20260301T16", uid="four").replace("DTSTART:", "DTSTART;TZID=Europe/Oslo:")
    assert calendar.told(late, west) == {"new": 1, "same": 1}


def test_a_calendar_tells_of_what_another_file_told(
    farmer: Farmer, calendar: Calendar, tmp_path: Path
) -> None:
    friends = tmp_path / "friends.md"
    friends.write_text(
        "### Activities:\n\n- 2026-03-01: **Di Moss** walked to the port\n\n"
        "### Friends:\n\n- Di Moss\n",
        encoding="utf-8",
    )
    farmer(f"farmer import {friends}")
    farmer('farmer edit "Di Moss" --email di@z.example')
    di = "ATTENDEE;CN=Di Moss:mailto:di@z.example"
    assert calendar.told(event("20260301T10", "SUMMARY:Coffee", people=(di, KIM))) == {"same": 1}
    (one,) = calendar.talks("Di")
    assert one[:3] == ("2026-03-01", "10:00", "meeting")
    assert one[3].endswith("; Coffee")
    # Another kind of file tells of it too, so it stays when the calendar calls it off.
    off = event("20260301T10", "STATUS:CANCELLED", people=(di, KIM))
    assert calendar.told(off) == {"left": 1}
    farmer(f"farmer import {friends}")
    assert calendar.talks("Di") == [one]


# -- Corrected by hand


@pytest.mark.parametrize(
    "command",
    [
        "farmer edit t1 --minutes 45",
        "farmer edit t1 --on 2026-03-02",
        'farmer edit t1 --note "A new lease"',
        "farmer edit t1 --kind call",
        "farmer log Ana --on 2026-03-01 --by me",
    ],
)
def test_what_was_corrected_stays_and_is_reported_once(calendar: Calendar, command: str) -> None:
    calendar.import_(event("20260301T10"))
    assert calendar.farmer(command).status == 0
    left = calendar.talks()
    assert calendar.told(event("20260405T10", "SEQUENCE:1")) == {"left": 1}
    assert calendar.told(event("20260405T10", "SEQUENCE:1")) == {}
    assert calendar.told(event("20260405T10", "SEQUENCE:2", "STATUS:CANCELLED")) == {"left": 1}
    done = calendar.import_(event("20260405T10", "SEQUENCE:2", "STATUS:CANCELLED"))
    assert done.data["talks"]["left"] == []
    assert calendar.talks() == left


def test_what_moves_to_where_it_was_typed_is_one(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10"))
    calendar.farmer('farmer log Ana --on 2026-04-05 --by me --note "A lease"')
    assert calendar.told(event("20260405T10", "SEQUENCE:1")) == {"moved": 1}
    assert calendar.talks() == [("2026-04-05", "10:00", "meeting", "A lease")]


def test_who_is_forgotten_does_not_come_back_by_a_meeting_that_moved(calendar: Calendar) -> None:
    calendar.import_(event("20260301T10"))
    calendar.farmer("farmer forget Ana --yes")
    done = calendar.import_(event("20260405T10", "SEQUENCE:1"), options="--new")
    assert (done.data["forgotten"], done.data["new"]) == (1, 0)


def test_in_whatever_order_versions_stand_the_newest_counts(
    calendar: Calendar, tmp_path: Path
) -> None:
    versions = [event(f"2026030{n}T10", f"SEQUENCE:{n}") for n in (1, 2, 3)]
    for order in itertools.permutations(versions):
        calendar.import_(*order)
        assert calendar.days() == ["2026-03-03"]
        calendar.farmer("farmer undo")
        paths = []
        for number, each in enumerate(order):
            paths.append(tmp_path / f"{number}.ics")
            paths[-1].write_text(f"BEGIN:VCALENDAR\n{each}END:VCALENDAR\n", encoding="utf-8")
        assert calendar.farmer(f"farmer import {' '.join(map(str, paths))}").status == 0
        assert calendar.days() == ["2026-03-03"]
        calendar.farmer("farmer undo")
        assert calendar.days() == []
