"""How ``stale --of-us`` is shown: who goes cold for the team, and who of it knows them."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.keepers import say_keeper, say_when
from farmer.render.terminal import STATUS_STYLES, Screen, Words
from farmer.tasks.tend.stale_of_us import OurTie, StaleOfUs
from farmer.wording import say_count, say_date


def lines(stale: StaleOfUs) -> Iterator[Row]:
    """A line for each who knows somebody, the best of each person first."""
    for tie in stale.ties:
        one = tie.person.id if tie.person else ""
        for keeper in tie.keepers:
            who = (keeper.who, keeper.verdict, keeper.score, keeper.spoke)
            yield (one, tie.name, tie.status, tie.spoke, tie.until, *who)


def draw(stale: StaleOfUs, screen: Screen) -> None:
    """A line a person: how long nobody has talked with them, and who knows them."""
    if not stale.known:
        screen.say("No colleague tells of anybody so far: farmer team sync asks.")
        return
    if not stale.total:
        people = say_count(stale.known, "person", "people")
        screen.say(f"Of {people} told of, nobody is going cold for all of you.")
        return
    heads = ("name", "nobody spoke since", "who of you knows them")
    screen.rows([_row(tie) for tie in stale.ties], heads, give=(2, 0), least=(24, 12))
    best = stale.ties[0].keepers[0]
    whose = f"{say_keeper(best)} may" if best.who else "You may"
    screen.say(f"First: {stale.ties[0].name}. {whose} call them, or know who should.")
    left = stale.total - len(stale.ties)
    if left:
        screen.say(f"{left} more: --limit 0 shows all.")


def _row(tie: OurTie) -> list[Words]:
    said = [
        f"{say_keeper(each) if not place else _within(each.who)} {each.verdict} {each.score}"
        for place, each in enumerate(tie.keepers)
    ]
    said[0] += f" until {say_date(tie.until)}" if tie.until else ""
    return [
        (tie.name, "bold"),
        (f"{say_when(tie.spoke)} ({tie.status})", STATUS_STYLES.get(tie.status, "")),
        ", ".join(said),
    ]


def _within(who: str) -> str:
    return who.capitalize() if who else "you"


VIEW = View(lines, draw)
