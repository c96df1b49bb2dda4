"""``gains``: what two people know of each other, and what is still to ask and tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from farmer.details import MINE, THEIRS
from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.record.gains import GainsExchange
from farmer.wording import say_list


def lines(exchange: GainsExchange) -> Iterator[Row]:
    """A line a slot: whose, which, the text, the day it was noted."""
    for whose, side in ((THEIRS, exchange.theirs), (MINE, exchange.mine)):
        for slot in side:
            yield (whose, slot.slot, slot.text, slot.on)


def draw(exchange: GainsExchange, screen: Screen) -> None:
    """Both sides, then the agenda."""
    screen.say((exchange.person.name, "bold"), f" ({exchange.person.id})")
    draw_slots(exchange, screen)


def view(whose: str, slots: Collection[str]) -> View[GainsExchange]:
    """How it is shown once those slots were noted: they alone on a terminal; none is all of it."""
    return View(lines, partial(draw_noted, whose=whose, slots=slots)) if slots else VIEW


def draw_noted(
    exchange: GainsExchange, screen: Screen, *, whose: str, slots: Collection[str]
) -> None:
    """What was noted just now, and where all of it is."""
    side = exchange.theirs if whose == THEIRS else exchange.mine
    told = [
        f"{s.slot} “{s.text}”" if s.text else f"{s.slot} emptied" for s in side if s.slot in slots
    ]
    heading = " of " if whose == THEIRS else " as told to "
    name = (exchange.person.name, "bold")
    screen.say(("Noted", "green"), heading, name, f": {say_list(told)}.")


def draw_slots(exchange: GainsExchange, screen: Screen) -> None:
    """What is known on each side, what to ask, what to tell."""
    for heading, side in (("Theirs", exchange.theirs), ("Yours, as told", exchange.mine)):
        known = [(slot.slot, slot.text) for slot in side if slot.text]
        if known:
            screen.say((heading, "bold"))
            screen.table(known, keep=(0,), by=2)
    if exchange.ask:
        screen.say(("To ask", "bold"))
        screen.table([("•", question) for question in exchange.ask], keep=(0,), by=2)
    if exchange.tell:
        screen.say(("To tell", "bold"), f": your {say_list(exchange.tell)}.")


VIEW = View(lines, draw)
