"""``assistant``: the tools there are, and the lines that tell a program of farmer."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, Verbatim, View
from farmer.render.terminal import Screen
from farmer.tasks.together.assistant import EXTRA, Setup, ToolsShown
from farmer.tasks.together.assistant_skill import Skill

_WORDS = {
    True: "Notes, promises and what was said go to whoever makes the assistant, too.",
    False: "Names, days and verdicts go to whoever makes the assistant; what was said does not.",
}
_RECORD = {
    True: "It may record what you dictate, marked as by an assistant, and take that back.",
    False: "It changes nothing.",
}


def lines(shown: ToolsShown) -> Iterator[Row]:
    """A line a tool."""
    for tool in shown.tools:
        yield (tool.name, tool.title, tool.of_words, tool.writes)


def draw(shown: ToolsShown, screen: Screen) -> None:
    """The tools, and how to connect an assistant."""
    screen.say("What an assistant that you connect may do:")
    rows = [
        (
            (tool.name, "bold"),
            tool.title + " (only --with-words)" * tool.of_words + " (only --record)" * tool.writes,
        )
        for tool in shown.tools
    ]
    screen.table(rows, keep=(0,))
    if not shown.installed:
        screen.say(EXTRA)
    screen.say("To connect one: farmer assistant setup claude")


def _texts(setup: Setup) -> Iterator[str]:
    yield f"{setup.lines}\n"


def _reading(setup: Setup) -> Iterator[str]:
    yield f"Paste this into {setup.place}:\n\n{setup.lines}\n\n"
    if setup.typed:
        yield f"Or type:\n\n{setup.typed}\n\n"
    yield f"{_WORDS[setup.with_words]}\n{_RECORD[setup.record]}\n"


def _path(skill: Skill) -> Iterator[Row]:
    yield (skill.path,)


def _draw_path(skill: Skill, screen: Screen) -> None:
    screen.say(("Written ", "green"), f"to {skill.path}.")


VIEW = View(lines, draw)
SKILL: Verbatim[Skill] = Verbatim(lambda shown: (shown.skill,))
SKILL_WRITTEN = View(_path, _draw_path)
LINES_TO_PASTE: Verbatim[Setup] = Verbatim(_texts, _reading)
