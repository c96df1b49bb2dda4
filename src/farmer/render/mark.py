"""How farmer mark is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.facts import say_fact
from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.record.mark import Marked
from farmer.wording import say_date


def marked_lines(marked: Marked) -> Iterator[Row]:
    """A line a person: the fact's id, the person, the day, the word, the note."""
    for fact in marked.facts:
        yield (fact.id, fact.person.id, fact.person.name, marked.on, marked.what, marked.note)


def draw_marked(marked: Marked, screen: Screen) -> None:
    """What was marked of whom; the note was typed just now."""
    for fact in marked.facts:
        screen.say(
            ("Marked ", "green"),
            (fact.person.name, "bold"),
            f": {say_fact(marked.what)} on {say_date(marked.on)}  ",
            (fact.id, "dim"),
        )


MARKED = View(marked_lines, draw_marked)
