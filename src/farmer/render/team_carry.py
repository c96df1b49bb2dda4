"""How it is shown what went between one's own machines by a team's book."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row
from farmer.render.sync import draw_synced, synced_lines
from farmer.render.terminal import Screen
from farmer.tasks.keep.sync_folder import Exchanged
from farmer.tasks.together.team_carry import Carried
from farmer.wording import say_count


def carried_lines(carried: Carried) -> Iterator[Row]:
    """How much came and went, and what; a line each."""
    done = carried.exchanged
    yield ("carried", carried.received, done.sent if done else 0)
    if done:
        yield from synced_lines(done.taken)
        yield ("machines", done.others)
    yield ("holding", carried.holding)


def your_machines(carried: Carried) -> str:
    """One's own other machines, as one more who told something."""
    others = carried.exchanged.others if carried.exchanged else 0
    return "your other machines" if others > 1 else "your other machine"


def draw_carried(carried: Carried, screen: Screen) -> None:
    """What came from one's other machines, what went to them, and what is in the way."""
    if carried.exchanged:
        _draw_exchanged(carried, carried.exchanged, screen)
    draw_held(carried.holding, screen)


def _draw_exchanged(carried: Carried, done: Exchanged, screen: Screen) -> None:
    if done.others:
        them = your_machines(carried)
        draw_synced(done.taken, screen, them, nothing=f"Nothing new from {them}.")
    else:
        screen.indent("No other machine of yours has sent anything yet. On it, with the same")
        screen.indent("passphrase: farmer team join ADDRESS --carry, then farmer team sync")
    if done.sent:
        records = say_count(done.sent, "record")
        screen.indent(f"Sealed for your other machines: {records}.")
    if done.waiting or done.went_back:
        screen.indent(
            "The server has less of another machine of yours than was read here before: farmer "
            "team sync on that one mends it."
        )
    if done.newer:
        screen.indent(
            "Another machine of yours has a newer farmer: pipx upgrade farmer-ledger, to read it."
        )


def draw_held(holding: int, screen: Screen) -> None:
    """On how many machines a sync has to run until nobody who was forgotten is left there."""
    if holding:
        files = say_count(holding, "machine's sealed file", "machines' sealed files")
        screen.indent(
            f"{files} there may still hold somebody who was forgotten here, until farmer team sync "
            "has run on each."
        )
