"""How farmer recall is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial

from farmer.facts import say_fact
from farmer.render import Row, View
from farmer.render.phrases import BEGINNERS_SAID
from farmer.render.terminal import Screen
from farmer.tasks.record.recall import Recalled, RecalledRecord
from farmer.wording import say_count, say_date, say_list

# More days are said as the first and the last; `show` has each.
_FEW_DAYS = 3


def view(*, reviewed: bool) -> View[Recalled]:
    """How an answer of ``recall`` is shown; `reviewed` leaves out what was shown before."""
    return View(lines, partial(draw, reviewed=reviewed))


def lines(told: Recalled) -> Iterator[Row]:
    """A line a record: its id, the person, the day, the kind or fact, who began it, the note."""
    for record in (*told.contacts, *told.facts):
        yield (
            record.id,
            told.person.id,
            told.person.name,
            record.on,
            record.what,
            record.by,
            record.note,
        )


def draw(told: Recalled, screen: Screen, *, reviewed: bool) -> None:
    """What was recorded or would be; the ids where it was shown before.

    Where that is nothing, why was said on the way.
    """
    if told.is_empty:
        return
    verb = "Would record" if told.dry_run else "Recorded"
    ids = f"  {_ids(told.contacts, told.facts)}" if not told.dry_run else ""
    screen.say(
        (verb, "green"),
        f" {told.amount} of ",
        (told.person.name, "bold"),
        ", from memory.",
        (ids, "dim"),
    )
    if not reviewed:
        for line in said(told):
            screen.indent(line)


def said(told: Recalled) -> Iterator[str]:
    """The records in words: contacts of a kind together, facts one by one."""
    alike: defaultdict[tuple[str, str | None], list[date]] = defaultdict(list)
    for record in reversed(told.contacts):
        alike[record.what, record.by].append(record.on)
    for (what, by), days in alike.items():
        begun = f" (begun by {BEGINNERS_SAID[by]})" if by else ""
        if len(days) > _FEW_DAYS:
            between = f"from {say_date(min(days))} to {say_date(max(days))}"
            yield f"{what} {len(days)}×{begun}, {between}"
        else:
            yield f"{what}{begun} on {say_list([say_date(day) for day in days])}"
    seen: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
    for fact in told.facts:
        seen[fact.what, fact.note].append(fact.on)
    for (what, note), days in seen.items():
        on = say_list([say_date(day) for day in days])
        yield f"{say_fact(what)} on {on}{f': {note}' if note else ''}"
    if told.known:
        yield f"{say_count(told.known, 'talk')} of those that you told {_is(told.known)} recorded."
    if told.left_out:
        yield f"{say_count(told.left_out, 'talk')} more than one a week would count no more."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _ids(*runs: tuple[RecalledRecord, ...]) -> str:
    """The ids of records that were written one after another."""
    return say_list(
        [run[0].id if len(run) == 1 else f"{run[0].id} to {run[-1].id}" for run in runs if run]
    )
