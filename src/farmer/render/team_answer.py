"""How an answer to a colleague is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.together.team_answer import TeamAnswered
from farmer.wording import capitalised, say_date


def _lines(answered: TeamAnswered) -> Iterator[Row]:
    asked = answered.asked
    yield ("answered", asked.number, asked.asker, answered.answer, answered.until, answered.request)


def _draw(answered: TeamAnswered, screen: Screen) -> None:
    asked = answered.asked
    until = f", to be asked again from {say_date(answered.until)} on" if answered.until else ""
    asker = capitalised(asked.asker)
    screen.say("With the next sync ", (f"{asker} is told: {answered.answer}{until}.", "green"))
    if answered.person:
        new = f" {answered.person.name} is new there ({answered.person.id})."
        screen.indent(
            f"It is {answered.request} in your ledger: {asked.who}, through {asker}, to {asked.to}."
            f"{new if answered.is_new else ''}"
        )
        screen.indent(f"{asker} introduces them, and how it went comes to you both.")
    screen.say("To send it: farmer team sync")


ANSWERED = View(_lines, _draw)
