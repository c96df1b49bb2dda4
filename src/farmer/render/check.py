"""``check``: the verdict first, then why, what is missing, and the shortest honest way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from farmer.facts import say_fact
from farmer.render import Row, View
from farmer.render.phrases import PHASES_SAID, from_memory, say_memory, whole
from farmer.render.terminal import VERDICT_STYLES, Screen, Words
from farmer.scoring.assessment import Assessment, Component
from farmer.scoring.constants import FARMED
from farmer.scoring.reasons import GATE_SOURCES
from farmer.tasks.judge.check import Checked
from farmer.tasks.judge.memory import Memory
from farmer.tasks.judge.side import Side
from farmer.wording import say_count, say_date

# How long the bar of a score is, the longest of its parts, and the columns that those ask for.
_GOAL_CELLS, _BAR_CELLS, _ROOM_FOR_BARS = 50, 10, 72
_QUESTIONS = {
    "requester": "for vouching for their work",
    "target": "for spending their attention",
}


def view(*, explain: bool) -> View[Checked]:
    """How an answer of ``check`` is shown; `explain` adds every formula and source."""
    return View(lines, partial(draw, explain=explain))


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


def draw(checked: Checked, screen: Screen, *, explain: bool) -> None:
    """The whole answer on a terminal."""
    if checked.target is not None:
        _draw_pair(checked, screen)
    for number, side in enumerate(_sides(checked)):
        if number:
            screen.gap()
        _draw_side(side, screen, explain=explain)
    if checked.consent:
        screen.gap()
        screen.say(checked.consent)


def _sides(checked: Checked) -> list[Side]:
    return [side for side in (checked.asker, checked.target) if side is not None]


def _draw_pair(checked: Checked, screen: Screen) -> None:
    assert checked.target is not None
    asker, target = checked.asker.person.name, checked.target.person.name
    screen.say(("Introducing ", "bold"), f"{asker} to {target}: ", _verdict(checked))
    weaker = asker if checked.weaker == "requester" else target
    if checked.verdict != "farmed":
        screen.say(f"The weaker side is {weaker}.")
        if checked.farmed_on:
            screen.say(
                f"Both sides can be farmed on {say_date(checked.farmed_on)} at the earliest."
            )
    screen.gap()


def _draw_side(side: Side, screen: Screen, *, explain: bool) -> None:
    judged = side.assessment
    screen.say((side.person.name, "bold"), f" ({side.person.id}): ", _verdict(judged))
    screen.indent(f"{_QUESTIONS[judged.role]}; phase: {PHASES_SAID[judged.phase]}")
    if side.memory:
        screen.indent(say_memory(side.memory))
    stands = [("✗" if gate.hard else "–", gate.sentence) for gate in judged.failing]
    screen.table(stands, keep=(0,), by=2)
    if judged.level is not None:
        screen.indent(f"✓ You can honestly refer them at level {judged.level} of 5.")
    _draw_components(judged, screen, explain=explain)
    _draw_record(side, screen)
    _draw_way(side, screen)
    if explain:
        _draw_gates(judged, screen)


def _verdict(judged: Checked | Assessment) -> tuple[str, str]:
    return (f"{judged.verdict} ({whole(judged.score)} of 100)", VERDICT_STYLES[judged.verdict])


def _draw_components(judged: Assessment, screen: Screen, *, explain: bool) -> None:
    from farmer.render.bars import goal_bar

    screen.say(("Why", "bold"))
    cells = min(_GOAL_CELLS, screen.width - 2)
    track = goal_bar(whole(judged.score), whole(judged.raw), FARMED, cells, screen.glyphs)
    screen.sketch(track, VERDICT_STYLES[judged.verdict])
    screen.indent((f"{screen.glyphs.mark} farmed from {FARMED} of 100", "dim"))
    parts = [part for part in judged.components if part.weight]
    _draw_parts(parts, screen)
    if whole(judged.raw) > whole(judged.score):
        cap = f"failing gates cap the score at {whole(judged.score)}"
        screen.indent(f"The parts add up to {whole(judged.raw)}; {cap}.")
    if not explain:
        return
    for part in parts:
        screen.indent((part.name, "bold"), f": {part.formula}.")
        screen.indent((part.because, "italic"), by=4)


def _draw_parts(parts: Sequence[Component], screen: Screen) -> None:
    """What each part adds; where there is room, as a bar on a track as long as it can weigh."""
    from farmer.render.bars import bar

    if screen.narrow:
        for part in parts:
            points = f" {whole(part.points)}/{part.weight}: "
            screen.indent((part.name, "bold"), points, part.evidence)
        return
    rows: list[list[Words]] = [
        [part.name, f"{whole(part.points)}/{part.weight}", part.evidence] for part in parts
    ]
    if screen.width >= _ROOM_FOR_BARS:
        most = max(part.weight for part in parts)
        for row, part in zip(rows, parts, strict=True):
            cells = round(_BAR_CELLS * part.weight / most)
            row.insert(2, bar(whole(part.points), part.weight, cells, screen.glyphs))
    screen.table(rows, right=(1,), keep=range(len(rows[0]) - 1), by=2)


def _draw_gates(judged: Assessment, screen: Screen) -> None:
    screen.say(("Gates", "bold"))
    rows = [(gate.id, "fails" if gate.fired else "passes", gate.needs) for gate in judged.gates]
    screen.table(rows, keep=(0, 1), by=2)
    for gate in judged.failing:
        if gate.id in GATE_SOURCES:
            screen.indent((gate.id, "bold"), ": ", (GATE_SOURCES[gate.id], "italic"))


def _draw_record(side: Side, screen: Screen) -> None:
    if not (side.facts or side.last_said):
        return
    screen.say(("On record", "bold"))
    rows = [
        (say_date(fact.on), say_fact(fact.what) + from_memory(told=fact.from_memory), fact.note)
        for fact in side.facts
    ]
    screen.table(rows, keep=(0, 1), by=2)
    if side.last_said and side.last_said_on:
        screen.indent(f"last said, {say_date(side.last_said_on)}: {side.last_said}")


def _draw_way(side: Side, screen: Screen) -> None:
    if side.missing:
        screen.say(("Missing", "bold"))
        screen.table([("•", remedy) for remedy in side.missing], keep=(0,), by=2)
    if side.archived:
        screen.say(("Next", "bold"), ": nothing is to be asked of them; they are archived.")
    elif side.steps and side.plan and side.farmed_on:
        away = say_count(side.plan.days, "day")
        screen.say(("Next", "bold"), f": farmed on {say_date(side.farmed_on)} ({away}), if")
        rows: list[list[Words]] = []
        for step in side.steps:
            rows.append([(say_date(step.on), "bold"), step.sentence])
            rows.append(["", step.command])
        screen.table(rows, keep=(0,), by=2)
    elif side.plan is None:
        screen.say(("Next", "bold"), ": no short way; it is a long road from here.")
