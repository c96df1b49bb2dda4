"""How farmer ask is shown."""

from __future__ import annotations

from farmer.render import View
from farmer.render.phrases import say_memory, whole
from farmer.render.request import advanced_lines, draw_next, draw_title
from farmer.render.terminal import VERDICT_STYLES, Screen, Words
from farmer.tasks.refer.request import Advanced

# What to ask oneself before asking (A12 of the method's sources).
_BEFORE_ASKING = (
    "Can they, and will they?",
    "What have you done for them?",
    "Ask in person: it works far better than writing.",
)


def draw(asked: Advanced, screen: Screen) -> None:
    """Your standing, what to ask oneself before asking, and the request with its next step."""
    side = asked.standing
    assert side is not None
    judged = side.assessment
    screen.say(
        ("Your standing with ", "bold"),
        (side.person.name, "bold"),
        ": ",
        (f"{judged.verdict} ({whole(judged.score)} of 100)", VERDICT_STYLES[judged.verdict]),
    )
    if side.memory:
        screen.indent(say_memory(side.memory))
    marks = [("✗" if gate.hard else "–", gate.sentence) for gate in judged.failing]
    screen.table(marks, keep=(0,), by=2)
    if side.missing:
        screen.say(("Missing", "bold"))
        screen.table([("•", remedy) for remedy in side.missing], keep=(0,), by=2)
    screen.say(("Before you ask", "bold"))
    before: list[list[Words]] = [[("!", "yellow"), doubt] for doubt in asked.doubts]
    before += [["•", question] for question in _BEFORE_ASKING]
    screen.table(before, keep=(0,), by=2)
    screen.gap()
    draw_title(asked.request, screen)
    draw_next(asked.request, screen)


VIEW = View(advanced_lines, draw)
