"""What a half-typed word may become: lists that never change, and what is in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from farmer.facts import FACTS, say_fact
from farmer.ledger import connect, reading, requests
from farmer.ledger.connect import OpenLedger
from farmer.ledger.promises import promises
from farmer.model import BEGINNERS, KINDS, ROLES
from farmer.settings import KEYS
from farmer.text import begins
from farmer.wording import say_count, say_date

# The newest of what was recorded is what a slip is in.
IDS_OFFERED = 50

_BY = {"me": "you began it", "them": "they did", "both": "both of you", "none": "nobody did"}
_DAYS = ("today", "yesterday", "2 days ago", "last week", "last friday", "last monday")


class Candidate(NamedTuple):
    """A value, and what a shell may show beside it."""

    value: str
    said: str = ""


class Script(NamedTuple):
    """A shell's completion script."""

    shell: str
    script: str


def complete(sources: Iterable[str], typed: str, ledger: Path, today: date) -> list[Candidate]:
    """What `typed` may become, from each of the `sources`, in their order.

    A value is offered where it, or a word in it, begins as was typed, whatever its case and
    accents. The ledger is only looked at: where it cannot be, it offers nothing.
    """
    found: list[Candidate] = []
    for source in sources:
        if source in _LISTS:
            found += _LISTS[source]
        elif source in _LOADED:
            found += _LOADED[source]()
        elif source in _KEPT:
            with connect.glancing(ledger) as db:
                found += _KEPT[source](db, today) if db is not None else []
    return [candidate for candidate in dict.fromkeys(found) if begins(typed, candidate.value)]


def _people(db: OpenLedger, _today: date) -> list[Candidate]:
    """Everybody unarchived, by name; namesakes by their ids."""
    people = [person for person in reading.people(db) if not person.archived]
    called = Counter(person.name for person in people)
    return [
        Candidate(person.name, person.company)
        if called[person.name] == 1
        else Candidate(f"c{person.id}", person.label)
        for person in people
    ]


def _tags(db: OpenLedger, _today: date) -> list[Candidate]:
    return [
        Candidate(f"@{tag}", say_count(len(people), "person", "people"))
        for tag, people in reading.tags(db).items()
    ]


def _events(db: OpenLedger, today: date) -> list[Candidate]:
    return [Candidate(name) for name in reading.event_names(db, today)]


def _records(db: OpenLedger, _today: date) -> list[Candidate]:
    """Touchpoints and facts, the newest first."""
    names = {person.id: person.name for person in reading.people(db)}
    touches = [
        Candidate(f"t{t.id}", f"{t.touch.kind}, {names[t.contact_id]}, {say_date(t.touch.on)}")
        for t in reading.newest_touchpoints(db, IDS_OFFERED)
    ]
    facts = [
        Candidate(
            f"f{f.id}", f"{say_fact(f.fact.what)}, {names[f.contact_id]}, {say_date(f.fact.on)}"
        )
        for f in reading.newest_evidence(db, IDS_OFFERED)
    ]
    return touches + facts


def _requests(db: OpenLedger, _today: date) -> list[Candidate]:
    """Requests, the newest first."""
    from farmer.people.mentions import FORGOTTEN

    names = {person.id: person.name for person in reading.people(db)}
    return [
        Candidate(
            f"r{recorded.id}",
            f"{names.get(recorded.request.person_id or 0, FORGOTTEN)}, {recorded.need}",
        )
        for recorded in reversed(requests.requests(db))
    ]


def _promises(db: OpenLedger, _today: date) -> list[Candidate]:
    """Open promises, the newest first."""
    names = {person.id: person.name for person in reading.people(db)}
    return [
        Candidate(f"p{found.id}", f"{names[found.contact_id]}: {found.promise.text}")
        for found in reversed(promises(db))
        if found.promise.ended is None
    ]


_LISTS: dict[str, list[Candidate]] = {
    "kinds": [Candidate(kind) for kind in KINDS],
    "facts": [Candidate(word, meaning) for word, meaning in FACTS.meanings.items()],
    "beginners": [Candidate(who, _BY[who]) for who in BEGINNERS],
    "roles": [Candidate(role) for role in ROLES],
    "days": [Candidate(day) for day in _DAYS],
    "verdicts": [Candidate(verdict) for verdict in ("not-yet", "almost", "farmed")],
    "phases": [
        Candidate(phase) for phase in ("none", "visibility", "credibility", "profitability")
    ],
    "cadences": [
        Candidate(word) for word in ("weekly", "monthly", "quarterly", "half-yearly", "yearly")
    ],
    "answers": [Candidate("yes"), Candidate("no")],
    "formats": [Candidate(name) for name in ("json", "csv", "vcard", "ics", "markdown", "sql")],
    "settings": [Candidate(key) for key in KEYS],
    "shells": [Candidate(shell) for shell in ("bash", "zsh", "fish", "powershell")],
}


def _statuses() -> list[Candidate]:
    from farmer.scoring.cold import STATUSES

    return [Candidate(status.replace(" ", "-")) for status in STATUSES]


def _orders() -> list[Candidate]:
    from farmer.tasks.tend.list_ import SORTS

    return [Candidate(order) for order in SORTS]


def _outcomes() -> list[Candidate]:
    from farmer.referrals.life import OUTCOMES

    return [Candidate(outcome) for outcome in OUTCOMES]


def _ideas() -> list[Candidate]:
    from farmer.referrals.life import IDEAS as IDEAS

    return [Candidate(who) for who in IDEAS]


def _letters() -> list[Candidate]:
    from farmer.letters.kinds import LETTERS as LETTERS

    return [Candidate(kind.name, kind.meaning) for kind in LETTERS.values()]


# Lists that never change either, but take loading what they are of.
_LOADED: dict[str, Callable[[], list[Candidate]]] = {
    "statuses": _statuses,
    "orders": _orders,
    "outcomes": _outcomes,
    "ideas": _ideas,
    "letters": _letters,
}
_KEPT: dict[str, Callable[[OpenLedger, date], list[Candidate]]] = {
    "people": _people,
    "tags": _tags,
    "events": _events,
    "records": _records,
    "requests": _requests,
    "promises": _promises,
}
