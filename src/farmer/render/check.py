"""``check``: the verdict, why, and what comes next; the whole of it where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from farmer.render import Row, View
from farmer.render.phrases import whole
from farmer.render.terminal import Screen
from farmer.tasks.judge.check import Checked
from farmer.tasks.judge.memory import Memory
from farmer.tasks.judge.side import Side


def view(*, why: bool = False, explain: bool = False) -> View[Checked]:
    """How an answer of ``check`` is shown; `why` and `explain` are the whole of it."""
    return View(lines, partial(draw, why=why, explain=explain))


def lines(checked: Checked) -> Iterator[Row]:
    """One line for the whole, then lines that begin with the role of their side."""
    yield ("verdict", checked.verdict, whole(checked.score), checked.weaker, checked.farmed_on)
    for side in _sides(checked):
        judged = side.assessment
        role = judged.role
        yield (role, "person", side.person.id, side.person.name)
        yield (role, "verdict", judged.verdict, whole(judged.score), judged.phase, judged.level)
        if side.memory:
            yield (role, "memory", *_memory_cells(side.memory))
        for part in judged.components:
            yield (role, "component", part.name, part.points, part.weight, part.evidence)
        for gate, remedy in zip(judged.failing, side.missing, strict=True):
            yield (role, "gate", gate.id, gate.sentence, remedy)
        for step in side.steps:
            yield (role, "step", step.on, step.action, step.sentence, step.command)


def _memory_cells(memory: Memory) -> Row:
    """How many contacts and facts are from memory, of how many; the judgement without them."""
    yield from (memory.contacts_from_memory, memory.contacts)
    yield from (memory.facts_from_memory, memory.facts)
    yield from (memory.verdict, whole(memory.score))


def draw(checked: Checked, screen: Screen, *, why: bool, explain: bool) -> None:
    """The answer on a terminal: eight lines, or all that it rests on."""
    if why or explain:
        from farmer.render.why import draw_why

        draw_why(checked, screen, explain=explain)
    else:
        from farmer.render.brief import draw_brief

        draw_brief(checked, screen)


def _sides(checked: Checked) -> list[Side]:
    return [side for side in (checked.asker, checked.target) if side is not None]
