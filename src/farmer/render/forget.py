"""How farmer forget is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.shell import quoted
from farmer.tasks.correct.forget import Forgotten
from farmer.wording import say_count


def forgotten_lines(forgotten: Forgotten) -> Iterator[Row]:
    """The id, then what went and what still mentions the name, a line each."""
    yield ("forgotten", forgotten.id)
    for table, rows in forgotten.gone.items():
        yield ("gone", table, rows)
    for backup in forgotten.backups:
        yield ("backup", backup)
    for mention in forgotten.mentions:
        yield ("mention", mention.word, mention.places)


def draw_forgotten(forgotten: Forgotten, screen: Screen) -> None:
    """That it is done, and where the name may still be."""
    rows = say_count(sum(forgotten.gone.values()), "record")
    screen.say(("Forgot ", "green"), (forgotten.id, "bold"), f" and {rows}.")
    if forgotten.backups:
        screen.say(f"Taken out of {say_count(len(forgotten.backups), 'backup')} too.")
    for mention in forgotten.mentions:
        places = say_count(mention.places, "record")
        screen.say(
            f"{places} of others still say “{mention.word}”: farmer find {quoted(mention.word)}"
        )


FORGOTTEN = View(forgotten_lines, draw_forgotten)
