"""``report``: where the page was written."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, Verbatim, View
from farmer.render.terminal import Screen
from farmer.tasks.tend.report import Page, Reported
from farmer.wording import say_count


def lines(reported: Reported) -> Iterator[Row]:
    """The path, and how many people are on the page."""
    yield (reported.path, reported.people)


def draw(reported: Reported, screen: Screen) -> None:
    """One sentence."""
    people = say_count(reported.people, "person", "people")
    screen.say(("Written ", "green"), f"to {reported.path}, with {people}. Open it in a browser.")


VIEW = View(lines, draw)
PAGE: Verbatim[Page] = Verbatim(lambda shown: (shown.page,))
