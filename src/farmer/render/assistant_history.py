"""How ``undo history --assistant`` is shown: of whom an assistant was told."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen, Words
from farmer.tasks.correct.assistant_history import AssistantHistory, ToldOf
from farmer.wording import say_date

_GONE = "not in the ledger any more"


def _lines(history: AssistantHistory) -> Iterator[Row]:
    """A line for each day and person: what was asked, and whether words were told."""
    for each in history.told:
        words = "words" if each.with_words else "no words"
        yield (each.on, each.person.id, each.person.name, words, " ".join(each.tools))


def _draw(history: AssistantHistory, screen: Screen) -> None:
    """A table, the newest day first."""
    if not history.told:
        about = f" of {history.person.name}" if history.person else ""
        screen.say(f"Nothing was told to an assistant{about}.")
        return
    screen.table([_row(each) for each in history.told], keep=(0,))
    left = history.total - len(history.told)
    if left:
        screen.say(f"… and {left} more; show them with --limit {history.total}.")


def _row(each: ToldOf) -> list[Words]:
    asked = ", ".join(each.tools) + (", with words" if each.with_words else "")
    name: Words = each.person.name or (_GONE, "dim")
    return [(say_date(each.on), "bold"), name, asked, (each.person.id, "dim")]


TOLD = View(_lines, _draw)
