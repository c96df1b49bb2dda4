"""The command triage, which goes through those whom a file brought, five at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from farmer.cadences import parse_cadence
from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger, Limit, at_most
from farmer.cli.prompts import press
from farmer.cli.questions import ask, may_ask
from farmer.cli.world import desk, tell
from farmer.errors import ExitStatus, InvalidValue
from farmer.text import parse_tag
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.tasks.desk import Desk
    from farmer.tasks.person import Named
    from farmer.tasks.record.planned import PlannedMeeting
    from farmer.tasks.tend.triage import Sorting, Triage, Undecided

Understood = TypeVar("Understood")

# So many are written, and undone, as one change.
_TOGETHER = 5
_STOP = "stop"
_SKIP = "skip"
_ABOUT_PEOPLE = {
    "t": "tend",
    "c": "cadence",
    "g": "tag",
    "r": "recall",
    "a": "archive",
    "s": _SKIP,
    "q": _STOP,
}
_LEGEND = "t tend, c cadence, g tag, r recall, a archive, s skip, q stop."
_QUESTION = "t, c, g, r, a, s or q:"
_HAPPENED = "it happened"
_ABOUT_MEETINGS = {"y": _HAPPENED, "s": _SKIP, "q": _STOP}


def triage(limit: Limit = None, ledger: Ledger = None, json: Json = False) -> int:
    """Go through those whom a file brought: whom do you look after?

    On a terminal it asks about five at a time, one key each, and one undo takes those five back.
    Planned meetings that nobody confirmed come first. A pipe gets the list.
    """
    from farmer.render.triage import VIEW
    from farmer.tasks.tend.triage import triage as undecided

    at = desk(ledger)
    asking = may_ask(json=json)
    found = undecided(at, limit=_TOGETHER if asking else at_most(limit))
    if found.left and asking:
        _go_through(at, found)
    else:
        answer(found, VIEW, json=json)
    return ExitStatus.DONE


@dataclass(slots=True)
class _Five:
    """What was said about five at most.

    Attributes:
        meetings: those that happened.
        sortings: about whom what was decided.
        passed: the ids of whom and what nothing was decided about.
        stopped: whether somebody had enough.
    """

    meetings: list[PlannedMeeting] = field(default_factory=list)
    sortings: list[tuple[Named, Sorting]] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)
    stopped: bool = False


def _go_through(at: Desk, found: Triage) -> None:
    """Ask about five after five, until there are no more or somebody stops."""
    from farmer.render.triage import TRIAGED
    from farmer.tasks.tend.triage import sort_out
    from farmer.tasks.tend.triage import triage as undecided

    passed: set[str] = set()
    while found.left:
        five = _ask_whether(found.planned) if found.planned else _ask_about(at, found.people)
        answer(sort_out(at, five.sortings, five.meetings), TRIAGED, json=False)
        passed |= five.passed
        found = undecided(at, limit=_TOGETHER, but=passed)
        if five.stopped or not (found.left and _goes_on(found.left)):
            return


def _goes_on(left: int) -> bool:
    said = press(f"{left} more: Enter goes on, q stops.", {"q": _STOP}, enter="on")
    return said != _STOP


def _ask_whether(planned: Sequence[PlannedMeeting]) -> _Five:
    """Which of the first few meetings happened."""
    five = _Five()
    for meeting in planned[:_TOGETHER]:
        names = say_some([person.name for person in meeting.people], "person", "people")
        tell(f"Planned for {say_date(meeting.on)}: {names}.")
        said = press("Did it happen? y yes, s skip, q stop:", _ABOUT_MEETINGS, enter=_SKIP)
        if said == _STOP:
            five.stopped = True
            break
        if said == _HAPPENED:
            five.meetings.append(meeting)
        else:
            five.passed.add(meeting.touchpoints[0])
    return five


def _ask_about(at: Desk, people: Sequence[Undecided]) -> _Five:
    """What is to be done about each of them."""
    from farmer.render.triage import say_undecided

    five = _Five()
    tell(_LEGEND)
    for place, one in enumerate(people, 1):
        tell(f"{place}. {say_undecided(one)}")
        said = press(_QUESTION, _ABOUT_PEOPLE, enter=_SKIP)
        if said == _STOP:
            five.stopped = True
            break
        sorting = _SORT.get(said, _skip)(at, one)
        if sorting is None:
            five.passed.add(one.person.id)
        else:
            five.sortings.append((one.person, sorting))
    return five


def _skip(_at: Desk, _one: Undecided) -> None:
    return None


def _tend(at: Desk, _one: Undecided) -> Sorting:
    return _every(at.settings.cadence_days)


def _archive(_at: Desk, _one: Undecided) -> Sorting:
    from farmer.tasks.tend.triage import Sorting

    return Sorting("archived", {"archived": True})


def _set_cadence(_at: Desk, _one: Undecided) -> Sorting | None:
    days = _typed("How often? (30, monthly, layer-15; Enter skips)", parse_cadence)
    return _every(days) if days else None


def _every(days: int) -> Sorting:
    from farmer.tasks.tend.triage import Sorting

    return Sorting(f"wanted every {days} days", {"cadence_days": days})


def _put_into_group(_at: Desk, _one: Undecided) -> Sorting | None:
    from farmer.tasks.tend.triage import Sorting

    tag = _typed("Which group? (@chapter; Enter skips)", parse_tag)
    return Sorting(f"in @{tag}", tag=tag) if tag else None


def _recall(at: Desk, one: Undecided) -> Sorting | None:
    """What is remembered of them; None where that is nothing."""
    from farmer.cli.recall import ask_about
    from farmer.render.recall import said
    from farmer.scoring.recalled import Answers
    from farmer.tasks.record.recall import look_back, propose
    from farmer.tasks.tend.triage import Sorting

    past = look_back(at, one.person.id)
    told = ask_about(at, past)
    proposed = None if told == Answers() else propose(at, past, told)
    if proposed is None or proposed.is_empty:
        return None
    for line in said(proposed):
        tell(line)
    if proposed.replaced:
        tell(proposed.said_replaced)
    return Sorting(f"{proposed.amount} from memory", memory=past.records(told, at.today))


_SORT: Mapping[str, Callable[[Desk, Undecided], Sorting | None]] = {
    "tend": _tend,
    "cadence": _set_cadence,
    "tag": _put_into_group,
    "recall": _recall,
    "archive": _archive,
}


def _typed(question: str, parse: Callable[[str], Understood]) -> Understood | None:
    """What is typed, asked again until it can be read; None for an empty line."""
    while typed := ask(question, default=""):
        try:
            return parse(typed)
        except InvalidValue as wrong:
            tell(f"{wrong.message} {wrong.hint}".strip())
    return None
