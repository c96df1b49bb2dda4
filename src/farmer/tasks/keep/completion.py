"""What a half-typed word may become: lists that never change, and what is in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from farmer.choices import Choices
from farmer.ids import Id
from farmer.text import begins, fold
from farmer.wording import say_count, say_date, say_label

if TYPE_CHECKING:
    from farmer.ledger.ledger import Ledger
    from farmer.ledger.reader import Reader

SHELLS: Choices[str] = Choices(
    "completion for",
    {"bash": "", "zsh": "", "fish": "", "powershell": "PowerShell, on Windows too"},
)
# What all values of a source begin with: where something else was typed, none of them is meant.
_FIRST_LETTERS = {"tags": "@", "records": "tf"}
# The newest of what was recorded is what a slip is in.
IDS_OFFERED = 50

_DAYS = ("today", "yesterday", "2 days ago", "last week", "last friday", "last monday")
_COMING_DAYS = ("today", "tomorrow", "in 3 days", "next friday", "next week", "next month")


class Candidate(NamedTuple):
    """A value, and what a shell may show beside it."""

    value: str
    said: str = ""


class Script(NamedTuple):
    """A shell's completion script."""

    shell: str
    script: str


def complete(
    sources: Iterable[str], typed: str, ledger: Callable[[], Ledger], today: Callable[[], date]
) -> list[Candidate]:
    """What `typed` may become, from each of the `sources`, in their order.

    A value is offered where it, or a word in it, begins as was typed, whatever its case and
    accents. The ledger is only looked at: where it cannot be, it offers nothing. It and the day
    are asked for where a source needs them: somebody waits for it at every press of a key.
    """
    wanted = fold(typed)
    found: list[Candidate] = []
    for source in sources:
        if source in _DECLARED:
            found += _declared(_DECLARED[source])
        elif source in _LISTED:
            found += _LISTED[source]()
        elif source == "people":
            found += _people(ledger(), wanted)
        elif source == "told of":
            found += _told_of(ledger(), typed, today)
        elif source == "members":
            found += _members(ledger().place)
        elif not wanted or wanted[0] in _FIRST_LETTERS.get(source, wanted):
            with ledger().glancing() as reader:
                found += _KEPT[source](reader, today)
    return [candidate for candidate in dict.fromkeys(found) if begins(typed, candidate.value)]


def _declared(place: str) -> list[Candidate]:
    """The words of a declaration (`farmer.choices`), each with its meaning."""
    module, _, name = place.partition(":")
    choices: Choices[str] = getattr(import_module(module), name)
    return [Candidate(word, meaning) for word, meaning in choices.meanings.items()]


def _people(ledger: Ledger, wanted: str) -> list[Candidate]:
    """Those unarchived who may be `wanted`, by the names they have and had; namesakes by ids."""
    may_be_id = wanted.rstrip("0123456789") == "c"
    people = ledger.called("" if may_be_id else wanted)
    called = Counter(person.name for person in people)
    return [
        Candidate(person.name, person.company)
        if called[person.name] == 1
        else Candidate(str(Id("c", person.id)), say_label(person.id, person.name, person.company))
        for person in people
    ] + [
        Candidate(name, f"now {person.name}")
        for person in people
        for name in person.also
        if name not in called
    ]


def _told_of(ledger: Ledger, typed: str, today: Callable[[], date]) -> list[Candidate]:
    """Those only known of who may be wanted: whoever is reached is mostly one of them."""
    with ledger.glancing() as reader:
        found = [person for person in reader.people_like(typed) if person.known_of]
        lapsed = reader.lapsed(today(), [person.id for person in found]) if found else []
        namesakes = reader.namesakes([person.name for person in found])
    return [
        Candidate(str(Id("c", person.id)), say_label(person.id, person.name, person.company))
        if fold(person.name) in namesakes
        else Candidate(person.name, ", ".join(filter(None, (person.company, "only known of"))))
        for person in found
        if person.id not in lapsed
    ]


def _members(ledger: str) -> list[Candidate]:
    """The others of the team that the ledger at that place is in, as of the last sync."""
    from farmer.team.place import find

    place = find(ledger)
    return [Candidate(member) for member in place.members if member != place.me] if place else []


def _tags(reader: Reader, _today: Callable[[], date]) -> list[Candidate]:
    return [
        Candidate(f"@{tag}", say_count(len(people), "person", "people"))
        for tag, people in reader.tags().items()
    ]


def _events(reader: Reader, today: Callable[[], date]) -> list[Candidate]:
    return [Candidate(name) for name in reader.event_names(today())]


def _records(reader: Reader, _today: Callable[[], date]) -> list[Candidate]:
    """Touchpoints and facts, the newest first."""
    from farmer.facts import say_fact

    names = {person.id: person.name for person in reader.people()}
    touches = [
        Candidate(
            str(Id("t", t.id)), f"{t.touch.kind}, {names[t.contact_id]}, {say_date(t.touch.on)}"
        )
        for t in reader.newest_touchpoints(IDS_OFFERED)
    ]
    facts = [
        Candidate(
            str(Id("f", f.id)),
            f"{say_fact(f.fact.what)}, {names[f.contact_id]}, {say_date(f.fact.on)}",
        )
        for f in reader.newest_evidence(IDS_OFFERED)
    ]
    return touches + facts


def _requests(reader: Reader, _today: Callable[[], date]) -> list[Candidate]:
    """Requests, the newest first."""
    from farmer.people.scrub import FORGOTTEN

    names = {person.id: person.name for person in reader.people()}
    return [
        Candidate(
            str(Id("r", recorded.id)),
            f"{names.get(recorded.request.person_id or 0, FORGOTTEN)}, {recorded.need}",
        )
        for recorded in reversed(reader.requests())
    ]


def _promises(reader: Reader, _today: Callable[[], date]) -> list[Candidate]:
    """Open promises, the newest first."""
    names = {person.id: person.name for person in reader.people()}
    return [
        Candidate(str(Id("p", found.id)), f"{names[found.contact_id]}: {found.promise.text}")
        for found in reversed(reader.promises())
        if found.promise.ended is None
    ]


def _days() -> list[Candidate]:
    return [Candidate(day) for day in _DAYS]


def _coming_days() -> list[Candidate]:
    return [Candidate(day) for day in _COMING_DAYS]


def _cadences() -> list[Candidate]:
    from farmer.cadences import PERIODS

    return [Candidate(word, f"every {days} days") for word, days in PERIODS.items()]


def _rhythms() -> list[Candidate]:
    from farmer.tasks.record.recall_answers import RHYTHMS

    return [Candidate(rhythm) for rhythm in RHYTHMS]


def _settings() -> list[Candidate]:
    from farmer.settings import KEYS

    return [Candidate(name, key.meaning) for name, key in KEYS.items()]


# Where each list of words is declared; it is loaded when it is asked for.
_DECLARED = {
    "kinds": "farmer.model:KINDS",
    "facts": "farmer.facts:FACTS",
    "works": "farmer.tasks.record.recall_answers:WORK",
    "beginners": "farmer.model:BEGINNERS",
    "roles": "farmer.model:ROLES",
    "verdicts": "farmer.model:VERDICTS",
    "phases": "farmer.scoring.score:PHASES",
    "statuses": "farmer.scoring.cold:STATUSES",
    "orders": "farmer.tasks.tend.list_:ORDERS",
    "outcomes": "farmer.referrals.states:OUTCOMES",
    "strengths": "farmer.links:STRENGTHS",
    "ideas": "farmer.referrals.states:IDEAS",
    "answers": "farmer.referrals.states:ANSWERS",
    "letters": "farmer.letters.kinds:LETTER_NAMES",
    "formats": "farmer.tasks.exchange.export:EXPORT_FORMATS",
    "vcard versions": "farmer.formats.vcard_out:VERSIONS",
    "histories": "farmer.formats.vcard_out:HISTORIES",
    "file kinds": "farmer.formats:FILE_KINDS",
    "preferences": "farmer.tasks.exchange.import_:PREFERENCES",
    "shells": "farmer.tasks.keep.completion:SHELLS",
}
# Lists that never change either, but have more behind them than words.
_LISTED: dict[str, Callable[[], list[Candidate]]] = {
    "days": _days,
    "coming days": _coming_days,
    "cadences": _cadences,
    "rhythms": _rhythms,
    "settings": _settings,
}
# What is in the ledger, beside names.
_KEPT: dict[str, Callable[[Reader, Callable[[], date]], list[Candidate]]] = {
    "tags": _tags,
    "events": _events,
    "records": _records,
    "requests": _requests,
    "promises": _promises,
}
