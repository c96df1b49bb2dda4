"""How farmer team show is shown: what is a colleague's is said to be theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from farmer.facts import say_fact
from farmer.model import BOTH, ME, NONE, THEM, BareTouch
from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.shell import quoted
from farmer.tasks.together.team_show import ToldByOne, ToldShown
from farmer.wording import capitalised, say_date, say_month

_BY = {ME: "by {who}", THEM: "by them", BOTH: "by both", NONE: "by nobody"}
# So many days of each colleague are shown on a screen.
_MOST = 10


def _lines(shown: ToldShown) -> Iterator[Row]:
    for each in shown.told:
        who = each.keeper.who
        sure = "sure" if each.keeper.is_sure else "unsure"
        yield ("keeper", who, each.keeper.verdict, each.keeper.score, each.keeper.name, sure)
        for t in each.touches:
            on = t.on.isoformat()
            yield ("touch", who, on, t.kind, t.by or "", t.minutes or "", t.group or "", t.depth)
        for fact in each.facts:
            yield ("fact", who, fact.on.isoformat(), fact.what)
        for note in each.notes:
            yield ("note", who, note.on.isoformat(), note.about, note.words)


def _draw(shown: ToldShown, screen: Screen) -> None:
    screen.say((shown.wanted, "bold"), ", as colleagues tell you:")
    for each in shown.told:
        _draw_one(each, shown.wanted, screen)


def _draw_one(each: ToldByOne, wanted: str, screen: Screen) -> None:
    keeper = each.keeper
    who = capitalised(keeper.who)
    month = say_month(date.fromisoformat(f"{keeper.spoke}-01")) if keeper.spoke else ""
    spoke = f", last spoke in {month}" if month else ""
    screen.indent((who, "bold"), f": {keeper.verdict} {keeper.score}{spoke}")
    if not keeper.is_sure:
        screen.indent(f"As “{keeper.name}”, by the name alone: the same person?", by=4)
    days = [
        *((touch.on, _touch(touch, who)) for touch in each.touches),
        *((fact.on, say_fact(fact.what)) for fact in each.facts),
    ]
    days.sort(key=lambda day: day[0], reverse=True)
    for on, said in days[:_MOST]:
        screen.indent(f"{say_date(on)}: {said}", by=4)
    if each.notes:
        screen.indent(f"{who}'s notes, which you read by {who}'s leave:", by=2)
    for note in each.notes[:_MOST]:
        screen.indent(f"{say_date(note.on)}, {say_fact(note.about)}: “{note.words}”", by=4)
    left = max(0, len(days) - _MOST) + max(0, len(each.notes) - _MOST) + each.earlier
    if left:
        screen.indent(f"And {left} earlier. All: farmer team show {quoted(wanted)} --json", by=4)
    if each.unread:
        screen.indent(f"{who} tells more, which a newer farmer can read: update farmer.", by=4)


def _touch(touch: BareTouch, who: str) -> str:
    parts = [
        say_fact(touch.kind),
        _BY[touch.by].format(who=who) if touch.by else "",
        f"{touch.minutes} min" if touch.minutes else "",
        f"group of {touch.group}" if touch.group else "",
    ]
    return ", ".join(filter(None, parts))


VIEW = View(_lines, _draw)
