"""``check``: the verdict, why, and what comes next; the whole of it where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from farmer.render import Row, View
from farmer.render.keepers import keeper_rows, say_keeper
from farmer.render.phrases import whole
from farmer.render.terminal import VERDICT_STYLES, Screen
from farmer.shell import quoted_or_id
from farmer.tasks.judge.check import Checked
from farmer.tasks.judge.memory import Dictated, Memory
from farmer.tasks.judge.side import Side
from farmer.tasks.person import Named
from farmer.wording import say_list, say_some

if TYPE_CHECKING:
    from farmer.tasks.colleagues import Keeper
    from farmer.tasks.judge.doors import DoorShown


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
            yield (role, "memory", *_part_cells(side.memory))
        if side.dictated:
            yield (role, "by-assistant", *_part_cells(side.dictated))
        for part in judged.components:
            yield (role, "component", part.name, part.points, part.weight, part.evidence)
        for gate, remedy in zip(judged.failing, side.missing, strict=True):
            yield (role, "gate", gate.id, gate.sentence, remedy)
        for step in side.steps:
            yield (role, "step", step.on, step.action, step.sentence, step.command)
    yield from _ways(checked)


def _ways(checked: Checked) -> Iterator[Row]:
    """Who else leads to the target: doors, and colleagues."""
    for door in checked.through:
        state = "open" if door.is_open else "closed"
        through = [part for each in door.connectors for part in (each.id, each.name)]
        yield ("target", "door", state, door.verdict, whole(door.score), *through)
    for row in keeper_rows(checked.keepers):
        yield ("target", *row)


def _part_cells(part: Memory | Dictated) -> Row:
    """How many contacts and facts are from there, of how many; the judgement without them."""
    contacts, contacts_told, facts, facts_told, verdict, score = part[:6]
    yield from (contacts_told, contacts, facts_told, facts, verdict, whole(score))


def draw(checked: Checked, screen: Screen, *, why: bool, explain: bool) -> None:
    """The answer on a terminal: eight lines, or all that it rests on."""
    if checked.to:
        _draw_stranger(checked, screen)
    better = ""
    if checked.target and checked.keepers:
        better = _better(checked.target.person, checked.keepers)
    if why or explain:
        from farmer.render.why import draw_why

        if better:
            screen.say(better)
        draw_why(checked, screen, explain=explain)
    else:
        from farmer.render.brief import draw_brief

        draw_brief(checked, screen, beside=better)
    if checked.target and checked.through:
        _draw_through(checked.asker.person, checked.target.person, checked.through, screen)


def _draw_stranger(checked: Checked, screen: Screen) -> None:
    """The whole of an introduction to whom only colleagues know; the asker's side stands below."""
    best = checked.keepers[0]
    asker = checked.asker.person.name
    verdict = (f"{checked.verdict} ({whole(checked.score)})", VERDICT_STYLES[checked.verdict])
    who = f"You do not know {checked.to}; {_say_keepers(checked.keepers)}. First: ask"
    screen.say((f"{asker} → {checked.to}", "bold"), ": ", verdict, f". {who} {say_keeper(best)}.")


def _better(target: Named, keepers: Sequence[Keeper]) -> str:
    """Who of the team knows them better than you do."""
    sure = [each for each in keepers if each.is_sure]
    told = [f"{say_keeper(each)} ({each.verdict} {each.score})" for each in sure or keepers]
    one = target.name if sure else f"a {keepers[0].name}"
    better = f"{say_list(told)} {'knows' if len(told) == 1 else 'know'} {one} better than you do"
    doubt = "" if sure else ", if it is the same person"
    return f"{better}{doubt}. First: ask {say_keeper((sure or keepers)[0])}."


def _say_keepers(keepers: Sequence[Keeper]) -> str:
    """Who knows them: ``Kim does (farmed 77)``."""
    sure = [each for each in keepers if each.is_sure] or keepers
    told = [f"{say_keeper(each)} ({each.verdict} {each.score})" for each in sure]
    if len(sure) == 1:
        said = f"{say_keeper(sure[0])} does ({sure[0].verdict} {sure[0].score})"
    else:
        said = f"{say_list(told)} do"
    return said if sure[0].is_sure else f"{said}, if it is the same person"


def _draw_through(
    asker: Named, target: Named, through: Sequence[DoorShown], screen: Screen
) -> None:
    """Who could open the door to somebody whom you only know of: not whoever asks for it."""
    first = {door.connectors[0] for door in through}
    open_ = [door.connectors[0] for door in through if door.is_open]
    farmed = [each.name for each in open_ if each != asker]
    who = f"You only know of {target.name}. "
    if asker in first:
        who += f"{asker.name} is known to know them already. "
    if farmed:
        who += f"{say_some(list(dict.fromkeys(farmed)), 'person', 'people')} may open the door"
    else:
        beside = " else" * (asker in first)
        who += f"Nobody{beside} whom you have farmed is known to know them"
    screen.say(f"{who}: farmer reach {quoted_or_id(target.name, target.id)}")


def _sides(checked: Checked) -> list[Side]:
    return [side for side in (checked.asker, checked.target) if side is not None]
