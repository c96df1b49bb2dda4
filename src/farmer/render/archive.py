"""How farmer archive and unarchive are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.correct.archive import Archived
from farmer.tasks.person import Named
from farmer.wording import say_some


def archived_lines(done: Archived) -> Iterator[Row]:
    """A line a person: id, name, and whether anything changed for them."""
    for person in done.people:
        yield (person.id, person.name, person in done.changed)


def draw_archived(done: Archived, screen: Screen) -> None:
    """Who is out of the lists, or in them again."""
    if done.changed:
        verb = "Archived " if done.archived else "Brought back "
        screen.say(
            (verb, "green"),
            (_names(done.changed), "bold"),
            ".",
        )
    same = [person for person in done.people if person not in done.changed]
    if same:
        screen.say(
            f"Nothing changed for {say_some([person.name for person in same], 'person', 'people')}."
        )


def _names(people: Sequence[Named]) -> str:
    return say_some([person.name for person in people], "person", "people")


ARCHIVED = View(archived_lines, draw_archived)
