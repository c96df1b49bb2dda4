"""``history``, ``undo`` and ``redo``: what was done, what was taken back, what was done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from farmer.ledger.findings import Stepped
from farmer.render import Row, View
from farmer.render.terminal import Screen, Words
from farmer.tasks.correct.undo import ChangeHistory
from farmer.wording import say_date

Local = Callable[[datetime], datetime]


def view(local: Local) -> View[ChangeHistory]:
    """How a history is shown; `local` gives an instant by the clock on the wall."""
    return View(lines, partial(draw, local=local))


def lines(history: ChangeHistory) -> Iterator[Row]:
    """A line a change: when it was made, whether it stands, its words."""
    for step in history.changes:
        yield (step.changed_at, "undone" if step.undone_at else "done", step.words)


def draw(history: ChangeHistory, screen: Screen, *, local: Local) -> None:
    """A table, the newest change first."""
    if not history.changes:
        screen.say("Nothing has been changed yet.")
        return
    rows: list[list[Words]] = []
    for step in history.changes:
        at = local(step.changed_at)
        undone: Words = ("(undone) ", "yellow") if step.undone_at else ""
        said = f"{undone[0] if undone else ''}{step.words}"
        rows.append(
            [(f"{say_date(at.date())} {at:%H:%M}", "bold"), (said, undone[1] if undone else "")]
        )
    screen.table(rows, keep=(0,))
    left = history.total - len(history.changes)
    if left:
        screen.say(f"… and {left} more; show them with --limit {history.total}.")


def stepped_lines(stepped: Stepped) -> Iterator[Row]:
    """The change's words, instant and rows."""
    yield (stepped.words, stepped.changed_at, stepped.rows)


def draw_undone(stepped: Stepped, screen: Screen) -> None:
    """What was taken back."""
    screen.say(("Undid: ", "green"), f"{stepped.words}.")


def draw_redone(stepped: Stepped, screen: Screen) -> None:
    """What was done again."""
    screen.say(("Redid: ", "green"), f"{stepped.words}.")


UNDONE = View(stepped_lines, draw_undone)
REDONE = View(stepped_lines, draw_redone)
