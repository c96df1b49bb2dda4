"""How farmer reach is shown: the doors, and what to do at each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from farmer.people.naming import called
from farmer.render import Row, View
from farmer.render.keepers import draw_keepers, draw_ours, keeper_rows, say_keeper
from farmer.render.phrases import whole
from farmer.render.terminal import VERDICT_STYLES, Screen
from farmer.shell import quoted, quoted_or_id
from farmer.tasks.judge.doors import BondShown, DoorShown
from farmer.tasks.refer.reach import ReachFound, Way
from farmer.text import is_tag
from farmer.wording import capitalised, say_count, say_date, say_list, say_month, say_number

# More doors than that are a number.
_SHOWN = 5
_HELD = {
    "close": "close to {other}",
    "works": "works, or worked, with {other}",
    "met": "has met {other}",
}


def lines(reached: ReachFound) -> Iterator[Row]:
    """How you stand yourself, a line a door, and how many connectors are not named."""
    for mine in reached.yours:
        yield ("yours", mine.verdict, whole(mine.score), mine.person.id, mine.person.name)
    for way in reached.ways:
        door = way.door
        state = "open" if door.is_open else "closed"
        through = [part for each in door.connectors for part in (each.id, each.name)]
        yield ("door", state, door.verdict, whole(door.score), way.to.id, way.to.name, *through)
    if reached.not_named:
        yield ("not-named", reached.not_named)
    yield from keeper_rows(reached.keepers)
    for ours in reached.ours:
        best, one = ours.keepers[0], ours.person.id if ours.person else ""
        yield ("ours", one, ours.name, ours.company, best.who, best.verdict, best.score)


def draw(reached: ReachFound, screen: Screen) -> None:
    """The doors, the best first, with what each rests on and what to do."""
    if reached.keepers:
        _draw_team(reached, screen)
    if reached.keepers and not (reached.ways or reached.is_over):
        return
    if reached.ours and not (reached.ways or reached.yours):
        draw_ours(reached.ours, reached.wanted, screen)
        return
    _draw_heading(reached, screen)
    _draw_yours(reached, screen)
    _draw_end(reached, screen)
    for way in reached.ways[:_SHOWN]:
        draw_door(way, screen, named=reached.person is None)
    more = len(reached.ways) - _SHOWN
    if more > 0:
        screen.say(f"And {say_count(more, 'more door')}: add --json to see all.")
    _draw_others(reached, screen)
    if reached.ours:
        draw_ours(reached.ours, reached.wanted, screen)


def _draw_others(reached: ReachFound, screen: Screen) -> None:
    """Who else may lead there, as a number, and whom you have farmed that a search finds."""
    if reached.person is None and reached.not_named:
        person, people = "person", "people"
        if reached.ways:
            person, people = "other person", "other people"
        whose = person if reached.not_named == 1 else people
        others = capitalised(say_number(reached.not_named))
        screen.say(f"{others} {whose} may open a door, whom you have not farmed yet.")
    elif reached.ways:
        screen.say("Nobody else is known to know them.")
    if reached.beside:
        contacts = "contact is" if reached.beside == 1 else "contacts are"
        screen.say(
            f"{capitalised(say_number(reached.beside))} farmed {contacts} found by "
            f"“{reached.beside_word}”: farmer find {quoted(reached.beside_word)}"
        )


def say_held(bond: BondShown, call: Callable[[str], str]) -> str:
    """What a connector has with the next one, and who says so; `call` is how people are called."""
    other = call(bond.other.name)
    told_by = f", told by {call(bond.told_by.name)}" if bond.told_by else ""
    on = f" in {say_month(bond.on)}" if bond.on else ""
    if bond.id:
        held = f"{bond.how}, with {other}" if bond.how else _HELD[bond.basis].format(other=other)
        return held + (f"{told_by}{on}" if told_by else f", told{on}")
    return {
        "introduced": f"you introduced them to {other}, and it went well{on}",
        "through": f"you met one of them and {other} through the other",
        "related": f"noted with {other} as “{bond.how}”",
        "occasions": f"at {bond.times} occasions where {other} was, last {bond.how or 'one'}",
        "firm": f"at {bond.how}, as {other} is",
    }[bond.basis]


def draw_door(way: Way, screen: Screen, *, named: bool = False) -> None:
    """One door: whom to ask, what they have with the wanted one, and what to do."""
    door = way.door
    call = _calling(door)
    held = "; ".join(
        f"{call(bond.person.name)}: {say_held(bond, call)}" if place else say_held(bond, call)
        for place, bond in enumerate(door.bonds)
    )
    ask = f" Ask {call(door.connectors[0].name)}:" if door.is_open else ""
    screen.indent(
        (door.connectors[0].name, "bold"),
        ", ",
        (f"{door.verdict} ({whole(door.score)})", VERDICT_STYLES[door.verdict]),
        f", to {way.to.name}" if named else "",
        f": {held}.{_say_weakest(door, call)}{_say_review(door)}{ask}",
    )
    if door.is_open:
        last = way.to.name if len(door.connectors) == 1 else door.connectors[1].name
        beyond = f", who knows {way.to.name}" if len(door.connectors) > 1 else ""
        need = quoted(f"a word with {last}{beyond}")
        screen.indent(f"farmer ask {door.word} --for {need}", by=4)
    elif door.plan and door.farmed_on:
        screen.indent(f"First: {door.plan}; soonest {say_date(door.farmed_on)}.", by=4)


def _calling(door: DoorShown) -> Callable[[str], str]:
    """How to call everybody of a door: in short, but for those who are called alike."""
    bonds = door.bonds
    names = {
        each.name for bond in bonds for each in (bond.person, bond.other, bond.told_by) if each
    }
    short = Counter(map(called, names))
    return lambda name: called(name) if short[called(name)] == 1 else name


def _say_weakest(door: DoorShown, call: Callable[[str], str]) -> str:
    """The weakest link of all, where it is not plain from the verdict."""
    if not door.is_open:
        return ""
    if not door.weakest:
        return " The weakest link is yours."
    bond = door.bonds[door.weakest - 1]
    return f" The weakest link is that with {call(bond.other.name)}."


def _say_review(door: DoorShown) -> str:
    well, badly = door.review
    said = [f"{say_number(n)} went {how}" for n, how in ((well, "well"), (badly, "badly")) if n]
    return f" Of what you asked of them before, {say_list(said)}." if said else ""


def _draw_heading(reached: ReachFound, screen: Screen) -> None:
    where = f" ({reached.company})" if reached.company else ""
    number = len(reached.ways)
    doors = f"{say_number(number)} door{'' if number == 1 else 's'}" if number else "no door yet"
    if reached.person is None:
        doors = f"{say_number(number)} open door{'' if number == 1 else 's'}" if number else doors
        doors = doors if number or not reached.yours else "you need nobody between"
    screen.say(("To ", "bold"), (f"{reached.wanted}{where}", "bold"), f": {doors}")
    if reached.verdict is None and not reached.is_over:
        others = " of your own" if reached.keepers else ""
        wanted = "OTHER" if is_tag(reached.wanted) else quoted(reached.wanted)
        screen.say(
            f"Nobody{others} is known to know them. When somebody tells you that they do: "
            f'farmer link NAME {wanted} --how "from where"'
        )


def _draw_end(reached: ReachFound, screen: Screen) -> None:
    """That whoever is only known of was to be kept until a day that is over."""
    if reached.person and reached.is_over:
        until = f" until {say_date(reached.known_until)}" if reached.known_until else ""
        screen.say(
            f"{reached.person.name} was only known of{until}: they are found and reached no "
            f"more. When somebody tells you of them again: farmer link NAME "
            f"{quoted_or_id(reached.person.name, reached.person.id)}; "
            f"if not: farmer forget {reached.person.id}"
        )


def _draw_team(reached: ReachFound, screen: Screen) -> None:
    """Who of the team knows them, and whom to ask first where that is somebody else."""
    where = f" ({reached.company})" if reached.company else ""
    screen.say((f"{reached.wanted}{where}", "bold"), ", in your team:")
    draw_keepers(reached.keepers, reached.wanted, screen)
    best = reached.keepers[0]
    if best.who:
        first = "" if best.is_sure else ", whether it is the same person"
        screen.say(f"First: ask {say_keeper(best)}{first}.")


def _draw_yours(reached: ReachFound, screen: Screen) -> None:
    for mine in reached.yours:
        screen.indent(
            "You know ",
            (mine.person.name, "bold"),
            " yourself: ",
            (f"{mine.verdict} ({whole(mine.score)})", VERDICT_STYLES[mine.verdict]),
            ".",
        )


VIEW = View(lines, draw)
