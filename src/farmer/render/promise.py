"""``promise``: what was promised, by whom, until when."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.ids import ids_of
from farmer.render.terminal import Screen, Words
from farmer.tasks.record.promise import PromiseList, PromiseShown
from farmer.wording import say_date


def lines(shown: PromiseShown) -> Iterator[Row]:
    """Id, whose, person, text, due, how it ended."""
    yield (
        shown.id,
        "mine" if shown.mine else "theirs",
        shown.person.id,
        shown.person.name,
        shown.text,
        shown.due_on,
        shown.ended,
    )


def draw(shown: PromiseShown, screen: Screen) -> None:
    """The promise in a sentence."""
    screen.say(*said(shown))


def list_lines(found: PromiseList) -> Iterator[Row]:
    """A line a promise."""
    for shown in found.promises:
        yield from lines(shown)


def draw_list(found: PromiseList, screen: Screen) -> None:
    """Yours first."""
    if not found.promises:
        screen.say("No promise is open.")
    for shown in found.promises:
        screen.say(*said(shown))


def said(shown: PromiseShown) -> list[Words]:
    """Who promised what until when, and how it stands."""
    who = "you promised " if shown.mine else ""
    by = "" if shown.mine else " promised"
    due = f", due {say_date(shown.due_on)}" if shown.due_on else ""
    parts: list[Words] = [who, (shown.person.name, "bold"), f"{by}: {shown.text}{due}"]
    if shown.ended:
        parts.append(f"; {shown.ended}")
    elif shown.overdue:
        parts.append(("; overdue" if shown.mine else "; kept, or broken?", "yellow"))
    return [*parts, "  ", (shown.id, "dim")]


SHOWN = View(lines, draw)
LISTED = View(list_lines, draw_list)
IDS: View[PromiseList] = ids_of(lambda found: [shown.id for shown in found.promises])
