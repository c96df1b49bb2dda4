"""Talks as several sources tell of them: whatever they tell of one, it is one or none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.formats import Source
from farmer.formats.incoming import Entry, SourcedTouch, Version
from farmer.ledger.newcomers import Sourced
from farmer.ledger.nouns import Touchpoint
from farmer.model import Contact, Handle, Touch
from farmer.settings import Settings
from farmer.sources import HAND
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.happenings import Happenings
from farmer.tasks.exchange.import_ import Wish, import_files
from farmer.tasks.exchange.on_record import Happening
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.guests import Share
from farmer.tasks.record.log import log
from farmer.tasks.record.telling import LogEntry
from farmer.tasks.told import Told, is_off, off
from tests.fakes import FakeLedger

ANA = 7
ADDRESS = Handle("email", "ana@x.example")
DAY = date(2026, 3, 1)


def entry(
    on: date = DAY, time: str | None = "10:00", *, number: int = 0, uid: str = "one", note: str = ""
) -> SourcedTouch:
    """What a calendar tells of a meeting."""
    touch = Touch(on, "meeting", minutes=60, note=note, time=time)
    known = Entry(uid, DAY, Version(number), "", "meeting")
    return SourcedTouch(touch, f"ana@x.example\t{uid} {DAY}", known)


def activity(on: date = DAY, kind: str = "meal", note: str = "", number: int = 1) -> SourcedTouch:
    """What another kind of file tells of one, without an hour."""
    return SourcedTouch(Touch(on, kind, "them", note=note), f"activity {number}")


def typed(on: date = DAY, note: str = "", number: int = 1) -> Touchpoint:
    return Touchpoint(number, ANA, Touch(on, "call", "me", note=note), source=HAND)


def written(happenings: Happenings) -> list[tuple[Touch, str]]:
    """The new talks and where they are from."""
    return [(each.touch, each.source) for _, each in happenings.added()]


def test_two_kinds_of_files_come_to_the_same_in_whatever_order() -> None:
    told = ((entry(note="Coffee"), "icalendar"), (activity(note="The port"), "monica"))
    found = []
    for order in permutations(told):
        happenings = Happenings([], [])
        outcomes = [happenings.tell(ANA, *each).outcome for each in order]
        assert outcomes == ["new", "same"]
        found.append(written(happenings))
    both = Touch(DAY, "meal", "them", 60, note="The port; Coffee", time="10:00")
    assert found == [[(both, "monica")]] * 2


def test_of_two_activities_one_is_that_of_the_calendar() -> None:
    happenings = Happenings([], [])
    happenings.tell(ANA, entry(), "icalendar")
    assert happenings.tell(ANA, activity(), "monica").outcome == "same"
    assert happenings.tell(ANA, activity(number=2), "monica").outcome == "new"
    assert happenings.tell(ANA, activity(number=2), "monica").outcome == "again"


def test_another_person_another_day_and_what_was_written_are_others() -> None:
    happenings = Happenings([], [])
    happenings.tell(ANA, entry(), "icalendar")
    assert happenings.tell(8, activity(), "monica").outcome == "new"
    assert happenings.tell(ANA, activity(DAY + timedelta(days=1)), "monica").outcome == "new"
    wrote = Touchpoint(1, ANA, Touch(DAY, "email"), source=HAND)
    assert Happenings([wrote], []).tell(ANA, entry(), "icalendar").outcome == "new"


def test_what_another_source_tells_of_too_stays() -> None:
    happenings = Happenings([], [])
    happenings.tell(ANA, entry(), "icalendar")
    happenings.tell(ANA, activity(), "monica")
    before = written(happenings)
    key = (ANA, "icalendar", entry().source_id)
    moved = entry(DAY + timedelta(days=9), number=1)
    assert happenings.tell(ANA, moved, "icalendar").outcome == "left"
    assert happenings.call_off(key, Version(2)).outcome == "left"
    assert happenings.call_off(key, Version(2)).outcome == "again"
    assert written(happenings) == before


def test_of_two_entries_at_once_each_goes_its_own_way() -> None:
    happenings = Happenings([], [])
    happenings.tell(ANA, entry(note="Coffee"), "icalendar")
    assert happenings.tell(ANA, entry(uid="copy", note="Kaffee"), "icalendar").outcome == "same"
    later = DAY + timedelta(days=9)
    assert happenings.tell(ANA, entry(later, number=1), "icalendar").outcome == "moved"
    days = [(touch.on, touch.note) for touch, _ in written(happenings)]
    assert days == [(DAY, "Kaffee"), (later, "")]
    copy = entry(later, number=1, uid="copy", note="Kaffee")
    assert happenings.tell(ANA, copy, "icalendar").outcome == "moved"
    assert [touch.on for touch, _ in written(happenings)] == [later]


def test_what_was_told_is_kept_and_read_back() -> None:
    told = Told.of(*entry(note="Zoé said “yes”")[::2])  # type: ignore[arg-type]
    assert Told.parse(told.text) == told
    assert "Zoé" in told.text
    assert is_off(off(told.text))
    assert not is_off(told.text)
    for text in ("", "{", "[]", "null", '{"on": "soon"}', '{"on": "2026-03-01", "kind": "hug"}'):
        assert Told.parse(text) is None
        assert is_off(off(text))


# -- Moved is not twice (C8.25)

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), st.integers(0, 3), st.sampled_from([None, "10:00", "10:30"])),
        st.tuples(st.just("activity"), st.just(0), st.none()),
        st.tuples(st.just("off"), st.just(0), st.none()),
        st.tuples(st.just("save"), st.just(0), st.none()),
    ),
    max_size=12,
)


def saved(happenings: Happenings) -> Happenings:
    """The same, as the ledger gives it back."""
    talks, sourced = [], []
    for number, each in enumerate(alive(happenings), start=1):
        talks.append(Touchpoint(number, each.whose, each.touch, None, "", each.source))
        sourced += [
            Sourced(each.whose, *origin, each.touch.kind, each.touch.on, number, told)
            for origin, told in each.origins.items()
        ]
    return Happenings(talks, sourced)


@given(STEPS, st.booleans())
def test_whatever_is_told_of_one_happening_it_is_one_or_none(
    steps: list[tuple[str, int, str | None]], by_hand: bool
) -> None:
    """One entry of a calendar that moves and is called off, told of by an activity too."""
    happenings = Happenings([typed()] if by_hand else [], [])
    key = (ANA, "icalendar", entry().source_id)
    for number, (what, days, time) in enumerate(steps):
        there = next((each.touch.on for each in alive(happenings)), None)
        if what == "tell":
            # What is first heard of, after another told of it, is heard of on that day.
            first = there is not None and not happenings.knows(key)
            day = there if first and there else DAY + timedelta(days=days)
            happenings.tell(ANA, entry(day, time, number=number), "icalendar")
        elif what == "off" and happenings.knows(key):
            happenings.call_off(key, Version(number))
        elif what == "activity" and not happenings.knows((ANA, "monica", "activity 1")):
            happenings.tell(ANA, activity(there or DAY), "monica")
        elif what == "save":
            happenings = saved(happenings)
        assert len(alive(happenings)) <= 1


def alive(happenings: Happenings) -> list[Happening]:
    for touch_id in happenings._points.keys() - happenings._before.keys():
        happenings._take_up(touch_id)
    return [each for each in happenings._all if not each.gone]


@given(st.permutations(range(4)), st.integers(0, 3))
def test_in_whatever_order_files_come_the_newest_version_counts(
    order: list[int], at_first: int
) -> None:
    happenings = Happenings([], [])
    for number in (at_first, *order):
        day = DAY + timedelta(days=number)
        happenings.tell(ANA, entry(day, number=number), "icalendar")
    assert [touch.on for touch, _ in written(happenings)] == [DAY + timedelta(days=3)]


def test_a_telling_says_whether_it_is_the_same() -> None:
    one, same = (
        Told.of(each.touch, each.entry) for each in (entry(), entry(number=1)) if each.entry
    )
    assert one.says(same)
    assert not one.is_elsewhen(same)


# -- The same through files and what is typed

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(1, 28), st.integers(8, 18)),
        st.tuples(st.just("cancel"), st.just(1), st.just(8)),
        st.tuples(st.just("copy"), st.just(1), st.just(8)),
        st.tuples(st.just("old"), st.integers(1, 28), st.integers(8, 18)),
        st.tuples(st.just("again"), st.just(1), st.just(8)),
        st.tuples(st.just("type"), st.just(1), st.just(8)),
        st.tuples(st.just("correct"), st.just(1), st.just(8)),
    ),
    max_size=8,
)


def vevent(uid: str, number: int, day: int, hour: int, status: str = "CONFIRMED") -> str:
    return (
        f"BEGIN:VEVENT\nUID:{uid}\nSEQUENCE:{number}\nSTATUS:{status}\nSUMMARY:{uid}\n"
        f"DTSTART:202603{day:02}T{hour:02}0000\nATTENDEE;CN=Ana Ruiz:mailto:ana@x.example\n"
        "ATTENDEE;CN=Kim Doe:mailto:kim@doe.example\nEND:VEVENT\n"
    )


class OneMeeting:
    """A meeting in a calendar, maybe with a copy of its entry, and the ledger it is imported to."""

    def __init__(self) -> None:
        self.ledger = FakeLedger()
        self._desk = Desk(
            self.ledger, NOW.date(), NOW, lambda _: None, Settings(me=("kim@doe.example",))
        )
        with self.ledger.changing("add", NOW) as change:
            change.add_contact(Contact("Ana Ruiz", added_on=NOW.date()), [ADDRESS])
        self._uids = ["one"]
        self._when = (1, 1, 10, "CONFIRMED")
        self.again(1, 10)

    def again(self, _day: int, _hour: int) -> None:
        self._import(*(vevent(uid, *self._when) for uid in self._uids))

    def move(self, day: int, hour: int) -> None:
        self._when = (self._when[0] + 1, day, hour, "CONFIRMED")
        self.again(day, hour)

    def cancel(self, _day: int, _hour: int) -> None:
        number, day, hour, _ = self._when
        self._when = (number + 1, day, hour, "CANCELLED")
        self.again(day, hour)

    def copy(self, day: int, hour: int) -> None:
        self._uids = ["one", "copy"]
        self.again(day, hour)

    def old(self, day: int, hour: int) -> None:
        self._import(*(vevent(uid, self._when[0] - 1, day, hour) for uid in self._uids))

    def type(self, _day: int, _hour: int) -> None:
        points = talks(self.ledger)
        if points and points[0].source != HAND:
            told = LogEntry(Encounter(points[0].touch.on, by="me"), (Share("Ana"),))
            log(self._desk, [told])

    def correct(self, _day: int, _hour: int) -> None:
        for point in talks(self.ledger):
            with self.ledger.changing("edit", NOW) as change:
                change.edit_touch(point.id, {"minutes": 25})

    def _import(self, *events: str) -> None:
        data = f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n".encode()
        source = Source("a.ics", len(data), lambda: BytesIO(data))
        import_files(self._desk, [source], Wish(), progress=lambda *_: None, settle=lambda *_: None)


@settings(deadline=None, max_examples=60)
@given(CHANGES)
def test_one_meeting_that_is_moved_copied_typed_and_cancelled_is_one_or_none(
    changes: list[tuple[str, int, int]],
) -> None:
    """Whatever its files say; and taking all of it back leaves nothing."""
    meeting = OneMeeting()
    for what, day, hour in changes:
        getattr(meeting, what)(day, hour)
        assert len(talks(meeting.ledger)) <= 1
    while talks(meeting.ledger):
        meeting.ledger.undo(NOW)


def talks(ledger: FakeLedger) -> list[Touchpoint]:
    with ledger.reading() as reader:
        return reader.talks()
