"""What a file says of all times of a calendar's entries: what moved, and what no longer is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from farmer.formats.incoming import Entry, Schedule
from farmer.sources import BREAK
from farmer.tasks.exchange.happenings import Happened, Happenings, Telling
from farmer.tasks.exchange.on_record import Key
from farmer.tasks.exchange.owner import JUST_YOU, NOT_YOURS, Owner, identity_of


@dataclass(slots=True)
class Heard:
    """Everything that a file of one kind tells of a calendar.

    Attributes:
        source: the kind of file.
        tellings: the talks, with whom.
        schedules: of which times of its entries it speaks.
        hidden: by entry, the days of those times that do not show the user, or nobody else.
    """

    source: str
    tellings: list[Telling] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)
    hidden: defaultdict[str, set[date]] = field(default_factory=lambda: defaultdict(set))

    def leave_out(self, entry: Entry, reason: str) -> None:
        """Take in why a time of an entry is none with anybody."""
        if reason in (NOT_YOURS, JUST_YOU):
            self.hidden[entry.uid].add(entry.occurrence)

    def is_whole(self, schedule: Schedule) -> bool:
        """Whether a time that is not told of is none; where people are hidden, it may be one."""
        hidden = self.hidden.get(schedule.uid, set()) - schedule.absent.keys()
        return schedule.since is not None and not hidden


def take_in(heard: Heard, happenings: Happenings, owner: Owner) -> Iterator[Happened]:
    """Take in what a file tells of a calendar, in an order that is not the file's."""
    told = {(each.whose, heard.source, each.sourced.source_id) for each in heard.tellings}
    gone = _gone(heard, told, happenings, owner)
    for schedule, keys in gone:
        for key, source_id in _moves(schedule, keys, heard, happenings):
            happenings.rename(key, source_id)
            keys.remove(key)
    for schedule, keys in gone:
        for key in keys:
            yield happenings.call_off(key, schedule.version)
    # What is known first: what is new may be the same as one of those by now.
    known: list[Telling] = []
    new: list[Telling] = []
    for each in sorted(heard.tellings, key=_place):
        key = (each.whose, heard.source, each.sourced.source_id)
        (known if happenings.knows(key) else new).append(each)
    for each in (*known, *new):
        yield happenings.tell(each.whose, each.sourced, heard.source)


def _place(telling: Telling) -> tuple[date, str, str]:
    touch = telling.sourced.touch
    return touch.on, touch.time or "", telling.sourced.source_id


def _gone(
    heard: Heard, told: Collection[Key], happenings: Happenings, owner: Owner
) -> list[tuple[Schedule, list[Key]]]:
    """By schedule, the entries that are known and that the file says are no more."""
    schedules = {schedule.uid: schedule for schedule in heard.schedules}
    found: dict[str, list[Key]] = {uid: [] for uid in schedules}
    for key in happenings.keys(heard.source):
        uid, occurrence = _parsed(key)
        schedule = schedules.get(uid)
        if schedule is not None and occurrence is not None and key not in told:
            version = happenings.version(key).number
            if _speaks_against(schedule, key, occurrence, heard, owner, version):
                found[uid].append(key)
    return [(schedules[uid], sorted(keys)) for uid, keys in sorted(found.items())]


def _speaks_against(
    schedule: Schedule,
    key: Key,
    occurrence: date,
    heard: Heard,
    owner: Owner,
    version: int,
) -> bool:
    """Whether a file that does not tell of an entry says thereby that it is no more."""
    if occurrence in schedule.called_off:
        return True
    single = occurrence in schedule.absent
    absent = schedule.absent.get(occurrence if single else None, ())
    identity, _, _ = key[2].partition(BREAK)
    if any(owner.is_me(party) or identity_of(party) == identity for party in absent):
        return True
    if occurrence in schedule.standing:
        # Whoever is not listed may only be hidden: a copy for guests names nobody else.
        later = schedule.version.number > version
        return later and schedule.names_people and schedule.uid not in heard.hidden
    return heard.is_whole(schedule) and occurrence >= (schedule.since or occurrence)


def _moves(
    schedule: Schedule, gone: Iterable[Key], heard: Heard, happenings: Happenings
) -> list[tuple[Key, str]]:
    """Which of the entries that are gone is which of the new ones, by the id that it has now.

    Each time of a series keeps its id when it is moved alone, so one that is gone has none; only
    where none stands, all of it was moved.
    """
    new = [
        each
        for each in sorted(heard.tellings, key=_place)
        if each.sourced.entry is not None and each.sourced.entry.uid == schedule.uid
    ]
    found = []
    for whose in {key[0] for key in gone}:
        theirs = [each for each in new if each.whose == whose]
        ids = [each.sourced.source_id for each in theirs]
        come = [each for each in ids if not happenings.knows((whose, heard.source, each))]
        if schedule.recurs and len(come) < len(ids):
            continue
        keys = sorted(
            (key for key in gone if key[0] == whose and not _is_off(schedule, key)), key=_parsed
        )
        found += list(zip(keys, come, strict=False))
    return found


def _is_off(schedule: Schedule, key: Key) -> bool:
    return _parsed(key)[1] in schedule.called_off


def _parsed(key: Key) -> tuple[str, date | None]:
    """The id of a calendar's entry, and the day that a time of it was first meant for."""
    uid, _, day = key[2].rpartition(BREAK)[2].rpartition(" ")
    try:
        return uid, date.fromisoformat(day)
    except ValueError:
        return uid, None
