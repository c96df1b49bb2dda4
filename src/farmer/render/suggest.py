"""How farmer suggest is shown: who needs what, who has it, and what asks for consent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.render import Row, View
from farmer.render.phrases import whole
from farmer.render.terminal import Screen
from farmer.tasks.judge.suggestions import Suggestion
from farmer.tasks.refer.suggest import Suggested
from farmer.wording import say_count, say_list


def suggestion_rows(found: Sequence[Suggestion]) -> Iterator[Row]:
    """A line for each two: both with their scores, what one needs and the other has."""
    for each in found:
        yield (
            *("suggestion", each.requester.id, each.requester.name, whole(each.requester_score)),
            *(each.target.id, each.target.name, whole(each.target_score)),
            *(each.need, each.what, each.has, say_list(each.words), each.command),
        )


def draw_suggestion(each: Suggestion, screen: Screen) -> None:
    """Two people: what the one needs, what the other has, the words that met."""
    screen.indent(
        (each.requester.name, "bold"),
        f" ({whole(each.requester_score)}) and ",
        (each.target.name, "bold"),
        f" ({whole(each.target_score)}), by {say_list(each.words)}",
    )
    screen.indent(f"{each.requester.name} wants: {each.need}", by=4)
    screen.indent(f"{each.target.name} has ({each.what}): {each.has}", by=4)
    screen.indent(f"Ask {each.target.name} first whether it is welcome:", by=4)
    screen.indent(each.command, by=6)


def _lines(suggested: Suggested) -> Iterator[Row]:
    yield from suggestion_rows(suggested.suggestions)
    if suggested.not_yet:
        yield ("not-yet", suggested.not_yet)


def _draw(suggested: Suggested, screen: Screen) -> None:
    whom = f" {suggested.person.name}" if suggested.person else ""
    if suggested.suggestions:
        screen.say((f"Whom to bring together{' with' if whom else ''}{whom}", "bold"))
    else:
        screen.say(
            f"Nobody to bring together{' with' if whom else ''}{whom}: no need that you noted "
            "meets what another has, of two whom you have farmed. Note what they want: "
            "farmer gains NAME --goals TEXT"
        )
    for each in suggested.suggestions:
        draw_suggestion(each, screen)
    if suggested.not_yet:
        screen.say(f"And {say_count(suggested.not_yet, 'pair')} of whom one is not yet farmed.")


VIEW = View(_lines, _draw)
