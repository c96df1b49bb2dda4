"""Rows in memory as the nouns that a ledger answers in."""

from __future__ import annotations

from collections.abc import Iterable

from farmer.details import Detail, Former
from farmer.ledger.findings import Change
from farmer.ledger.newcomers import Origin
from farmer.ledger.nouns import Evidence, RollEntry, Touchpoint
from farmer.ledger.recorded import RecordedLink, RecordedPromise, RecordedRequest, RecordedStep
from farmer.links import Link
from farmer.model import BareTouch, Contact, Event, Fact, Handle, Promise, Touch
from farmer.people.meant import Person
from farmer.referrals.states import Request, StepTaken
from tests.fakes.store import Logged, Row

TOUCH = ("on", "kind", "by", "minutes", "group", "depth")
LINK = ("on", "how", "strength", "denied", "told_by_id")
PROMISE = ("text", "mine", "made_on", "due_on", "ended", "ended_on")
STEP = ("step", "on", "note", "level", "outcome", "amount_minor", "currency", "until")
_ENTRY = ("id", "name", "company", "met_at", "cadence_days", "birthday", "added_on")


def person(row: Row, also: tuple[str, ...], handles: tuple[Handle, ...] = ()) -> Person:
    """A contact as needed to recognise them."""
    known = (row["id"], row["name"], row["nickname"], row["company"])
    return Person(*known, handles, row["archived"], also, row["source"] == "link")


def contact(row: Row) -> Contact:
    """A contact, who does not say where they came from."""
    return Contact(**{name: value for name, value in row.items() if name != "source"})


def entry(row: Row) -> RollEntry:
    """A contact as a list has them."""
    return RollEntry(*(row[name] for name in (*_ENTRY, "snoozed_until")))


def bare(row: Row) -> BareTouch:
    """A touch without its words."""
    return BareTouch(*(row[name] for name in TOUCH))


def touchpoint(row: Row, event: str) -> Touchpoint:
    """A touch as it was recorded, at the `event` of that name."""
    touch = Touch(**{name: row[name] for name in (*TOUCH, "note", "time")})
    return Touchpoint(row["id"], row["contact_id"], touch, row["event_id"], event, row["source"])


def link(row: Row) -> RecordedLink:
    """What two people have with each other."""
    told = Link(**{name: row[name] for name in LINK})
    return RecordedLink(row["id"], row["contact_id"], row["other_id"], told)


def origin(row: Row) -> Origin:
    """As what a touch is known."""
    return Origin(row["source"], row["source_id"], row["told"])


def former(row: Row) -> Former:
    """What else is or was true of somebody."""
    return Former(row["what"], row["value"], row["until"])


def detail(row: Row) -> Detail:
    """What is noted of somebody under a label."""
    return Detail(row["what"], row["label"], row["value"])


def evidence(row: Row) -> Evidence:
    """A fact as it was recorded."""
    fact = Fact(row["on"], row["what"], row["note"])
    return Evidence(row["id"], row["contact_id"], fact, source=row["source"])


def event(row: Row) -> Event:
    """An occasion."""
    return Event(row["on"], row["name"] or "", row["place"], row["id"])


def promise(row: Row) -> RecordedPromise:
    """A promise as it was recorded."""
    given = Promise(**{name: row[name] for name in PROMISE})
    return RecordedPromise(row["id"], row["contact_id"], given)


def request(row: Row, steps: Iterable[Row]) -> RecordedRequest:
    """A request with its steps."""
    taken = tuple(
        RecordedStep(
            StepTaken(**{name: step[name] for name in STEP}),
            step["verdict"],
            step["person_then"],
            step["target_then"],
            step["id"],
        )
        for step in steps
    )
    life = Request(
        row["direction"],
        row["person_id"],
        row["target_id"],
        row["target"],
        row["began"],
        tuple(step.taken for step in taken),
    )
    return RecordedRequest(row["id"], life, row["need"], row["via"], row["inside"], taken)


def change(logged: Logged) -> Change:
    """A change as the log tells of it."""
    return Change(logged.id, logged.words, logged.at, logged.undone_at, len(logged.rows))
