"""``gains``: what two people know of each other, and what is still to ask and tell."""

from __future__ import annotations

from collections.abc import Iterator

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
