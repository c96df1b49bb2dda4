"""How farmer ask is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.phrases import whole
from farmer.render.request import draw_next, draw_title, shown_lines
from farmer.render.terminal import VERDICT_STYLES, Screen, Words
from farmer.render.why import draw_failing
from farmer.tasks.refer.ask import Asked

# What to ask oneself before asking (A12 of the method's sources).
_BEFORE_ASKING = ("Can they, and will they?", "What have you done for them?")
_HOW_TO_ASK = "Ask in person: it works far better than writing."


def lines(asked: Asked) -> Iterator[Row]:
    """Your standing, a line for what is missing or not clear, and what comes next."""
    side = asked.standing
    judged = side.assessment
    yield ("verdict", judged.verdict, whole(judged.score), side.person.id, side.person.name)
    for gate, remedy in zip(judged.failing, side.missing, strict=True):
        yield ("gate", gate.id, gate.sentence, remedy)
    for doubt in asked.doubts:
        yield ("doubt", doubt)
    yield ("next", asked.next, *asked.commands)
    if asked.request is not None:
        yield from shown_lines(asked.request)


def draw(asked: Asked, screen: Screen) -> None:
    """Your standing, what to ask oneself before asking, and what comes next."""
    side = asked.standing
    judged = side.assessment
    screen.say(
        ("Your standing with ", "bold"),
        (side.person.name, "bold"),
        ": ",
        (f"{judged.verdict} ({whole(judged.score)} of 100)", VERDICT_STYLES[judged.verdict]),
    )
    draw_failing(side, screen)
    screen.say(("Before you ask", "bold"))
    before: list[list[Words]] = [[("!", "yellow"), doubt] for doubt in asked.doubts]
    before += [["•", question] for question in _BEFORE_ASKING]
    if judged.verdict == "farmed":
        before.append(["•", _HOW_TO_ASK])
    screen.table(before, keep=(0,), by=2)
    screen.gap()
    if asked.request is not None:
        draw_title(asked.request, screen)
        draw_next(asked.request, screen)
        return
    screen.indent(asked.next)
    for command in asked.commands:
        screen.indent(command, by=4)


VIEW = View(lines, draw)
