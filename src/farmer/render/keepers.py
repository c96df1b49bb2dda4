"""How it is said who of the team knows somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from farmer.render import Row
from farmer.render.terminal import VERDICT_STYLES, Screen
from farmer.text import fold
from farmer.wording import capitalised, say_date, say_month

if TYPE_CHECKING:
    from farmer.tasks.colleagues import Keeper

_A_MONTH = len("2026-05")
_SAME = {"address": "same address", "firm": "same firm", "name": "same name: the same person?"}


def keeper_rows(keepers: Sequence[Keeper]) -> Iterator[Row]:
    """A line a keeper; of yourself without a name."""
    for each in keepers:
        sure = "sure" if each.is_sure else "unsure"
        yield ("keeper", each.who, each.verdict, each.score, each.spoke, each.name, sure)


def draw_keepers(keepers: Sequence[Keeper], wanted: str, screen: Screen) -> None:
    """A line a keeper, the best first: how they stand, when they talked, whom they mean."""
    screen.table(
        [
            (
                (say_keeper(each), "bold"),
                (each.verdict, VERDICT_STYLES[each.verdict]),
                str(each.score),
                _say_more(each, wanted),
            )
            for each in keepers
        ],
        right=(2,),
        keep=(0, 1, 2),
        by=2,
    )


def say_keeper(keeper: Keeper) -> str:
    """What they are called at the beginning of a sentence."""
    return capitalised(keeper.who) if keeper.who else "You"


def _say_more(keeper: Keeper, wanted: str) -> str:
    said = [_say_spoke(keeper.spoke)]
    if fold(keeper.name) != fold(wanted):
        said += [f"“{keeper.name}”", _SAME[keeper.by]]
    elif not keeper.is_sure:
        firm = f"at {keeper.company}" if keeper.company else ""
        said += [firm, _SAME[keeper.by]]
    return ", ".join(filter(None, said))


def _say_spoke(spoke: str) -> str:
    """A month, of what a colleague tells; of your own the day."""
    if not spoke:
        return "never spoke"
    return f"last spoke {'in ' if len(spoke) == _A_MONTH else ''}{say_when(spoke)}"


def say_when(spoke: str) -> str:
    """The day, or the month, of a talk."""
    if len(spoke) == _A_MONTH:
        return say_month(date.fromisoformat(f"{spoke}-01"))
    return say_date(date.fromisoformat(spoke))
