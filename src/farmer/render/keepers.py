"""How it is said who of the team knows somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from farmer.render import Row
from farmer.render.terminal import VERDICT_STYLES, Screen, Words
from farmer.text import fold
from farmer.wording import capitalised, say_date, say_month

if TYPE_CHECKING:
    from farmer.tasks.colleagues import Keeper
    from farmer.tasks.refer.reach_ours import OurWay

# More people than that are a number.
_SHOWN = 20
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


def draw_ours(ways: Sequence[OurWay], wanted: str, screen: Screen) -> None:
    """A line a person whom the team knows: who of it should introduce, and how they stand."""
    screen.say((wanted, "bold"), ", in your team:")
    rows: list[Sequence[Words]] = []
    for way in ways[:_SHOWN]:
        best = way.keepers[0]
        ask = f"ask {say_keeper(best)}" if best.who else "you do"
        verdict = (f"{best.verdict} ({best.score})", VERDICT_STYLES[best.verdict])
        firm = f"{way.name}, {way.company}" if way.company else way.name
        rows.append(((firm, "bold"), ask, verdict, _say_spoke(best.spoke)))
    screen.rows(rows, give=(0, 3), least=(16, 12), by=2)
    if len(ways) > _SHOWN:
        screen.indent(f"And {len(ways) - _SHOWN} more: add --json to see all.")


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
