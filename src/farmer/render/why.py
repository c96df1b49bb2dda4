"""All that a judgement rests on: gates, parts and evidence, then the dated way to *farmed*.

Each thing once: a gate with what would satisfy it, a part's evidence where no gate has said it, a
command with the first step that it records.
"""

from __future__ import annotations

from collections.abc import Sequence

from farmer.facts import say_fact
from farmer.render.phrases import PHASES_SAID, from_memory, say_dictated, say_memory, whole
from farmer.render.terminal import VERDICT_STYLES, Screen, Words
from farmer.scoring.assessment import Assessment, Component
from farmer.scoring.constants import FARMED
from farmer.scoring.plan_words import say_plan
from farmer.scoring.reasons import GATE_SOURCES
from farmer.tasks.judge.check import Checked
from farmer.tasks.judge.side import NextStep, Side
from farmer.wording import THEY, say_count, say_date

# How long the bar of a score is, the longest of its parts, and the columns that those ask for.
_GOAL_CELLS, _BAR_CELLS, _ROOM_FOR_BARS = 50, 10, 72
_QUESTIONS = {
    "requester": "for vouching for their work",
    "target": "for spending their attention",
}
# The gates that say what a part's evidence says where it comes to nothing.
_SAID_BY_GATES = {
    "cultivation": {"H0"},
    "tenure": {"H0"},
    "work": {"H3", "H4"},
    "reliability": {"S5"},
    "freshness": {"H0"},
}


def draw_why(checked: Checked, screen: Screen, *, explain: bool) -> None:
    """Everything, side by side; `explain` adds every formula, gate and source."""
    if checked.target is not None:
        _draw_pair(checked, screen)
    for number, side in enumerate(side for side in (checked.asker, checked.target) if side):
        if number:
            screen.gap()
        _draw_side(side, screen, explain=explain)
    if checked.brief and checked.brief.meanwhile and not checked.asker.archived:
        screen.gap()
        screen.say(("Meanwhile: ", "bold"), checked.brief.meanwhile)
    if checked.consent:
        screen.gap()
        screen.say(checked.consent)


def _draw_pair(checked: Checked, screen: Screen) -> None:
    assert checked.target is not None  # there are two sides
    asker, target = checked.asker.person.name, checked.target.person.name
    screen.say((f"{asker} to {target}: ", "bold"), _verdict(checked))
    weaker = asker if checked.weaker == "requester" else target
    if checked.verdict != "farmed":
        screen.say(f"The weaker side is {weaker}.")
        if checked.farmed_on:
            screen.say(f"Both sides can be farmed on {say_date(checked.farmed_on)} at the soonest.")
    screen.gap()


def _draw_side(side: Side, screen: Screen, *, explain: bool) -> None:
    judged = side.assessment
    screen.say((side.person.name, "bold"), f" ({side.person.id}): ", _verdict(judged))
    screen.indent(f"{_QUESTIONS[judged.role]}; phase: {PHASES_SAID[judged.phase]}")
    if side.memory:
        screen.indent(say_memory(side.memory))
    if side.dictated:
        screen.indent(say_dictated(side.dictated))
    draw_failing(side, screen)
    if judged.level is not None:
        screen.indent(f"You can honestly refer them at level {judged.level} of 5.")
    _draw_components(judged, screen, explain=explain)
    _draw_record(side, screen)
    _draw_way(side, screen)
    if explain:
        _draw_gates(judged, screen)


def draw_failing(side: Side, screen: Screen) -> None:
    """What stands in the way, each with what would satisfy it, by what it holds the verdict at."""
    failing = list(zip(side.assessment.failing, side.missing, strict=True))
    for hard, heading in (
        (True, "Not yet, while one of these stands"),
        (False, "No more than almost, while one of these stands"),
    ):
        rows = [
            ("•", f"{gate.sentence} → {remedy}") for gate, remedy in failing if gate.hard == hard
        ]
        if rows:
            screen.say((heading, "bold"))
            screen.table(rows, keep=(0,), by=2)


def _verdict(judged: Checked | Assessment) -> tuple[str, str]:
    return (f"{judged.verdict} ({whole(judged.score)} of 100)", VERDICT_STYLES[judged.verdict])


def _draw_components(judged: Assessment, screen: Screen, *, explain: bool) -> None:
    from farmer.render.bars import goal_bar

    screen.say(("The score", "bold"))
    cells = min(_GOAL_CELLS, screen.width - 2)
    track = goal_bar(whole(judged.score), whole(judged.raw), FARMED, cells, screen.glyphs)
    screen.sketch(track, VERDICT_STYLES[judged.verdict])
    screen.indent((f"{screen.glyphs.mark} farmed from {FARMED} of 100", "dim"))
    parts = [part for part in judged.components if part.weight]
    said = set() if explain else {gate.id for gate in judged.failing}
    _draw_parts([(part, _evidence(part, said)) for part in parts], screen)
    if whole(judged.raw) > whole(judged.score):
        cap = f"failing gates cap the score at {whole(judged.score)}"
        screen.indent(f"The parts add up to {whole(judged.raw)}; {cap}.")
    if not explain:
        return
    for part in parts:
        screen.indent((part.name, "bold"), f": {part.formula}.")
        screen.indent((part.because, "italic"), by=4)


def _evidence(part: Component, failing: set[str]) -> str:
    """What a part rests on, unless a gate that fails has said that it rests on nothing."""
    told = part.value == 0 and not failing.isdisjoint(_SAID_BY_GATES.get(part.name, ()))
    return "" if told else part.evidence


def _draw_parts(parts: Sequence[tuple[Component, str]], screen: Screen) -> None:
    """What each part adds; where there is room, as a bar on a track as long as it can weigh."""
    from farmer.render.bars import bar

    if screen.narrow:
        for part, evidence in parts:
            points = f" {whole(part.points)}/{part.weight}" + (": " if evidence else "")
            screen.indent((part.name, "bold"), points, evidence)
        return
    rows: list[list[Words]] = [
        [part.name, f"{whole(part.points)}/{part.weight}", evidence] for part, evidence in parts
    ]
    if screen.width >= _ROOM_FOR_BARS:
        most = max(part.weight for part, _ in parts)
        for row, (part, _) in zip(rows, parts, strict=True):
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
    """The plan in words, then its days, each command with the first step that it records."""
    if side.archived:
        screen.say(("Next", "bold"), ": nothing is to be asked of them; they are archived.")
    elif side.plan is None:
        screen.say(("Next", "bold"), ": no short way; it is a long road from here.")
    elif side.farmed_on and side.steps:
        away = say_count(side.plan.days, "day")
        when = f": farmed on {say_date(side.farmed_on)} ({away}) by "
        screen.say(("The way", "bold"), when, f"{say_plan(side.plan, THEY)}.")
        screen.table(_step_rows(side.steps), keep=(0,), by=2)


def _step_rows(steps: Sequence[NextStep]) -> list[list[Words]]:
    rows: list[list[Words]] = []
    told: set[str] = set()
    for step in steps:
        rows.append([(say_date(step.on), "bold"), step.sentence])
        if step.command not in told:
            rows.append(["", step.command])
            told.add(step.command)
    return rows
