"""Of ``today``, what came from sources since yesterday, and what of them waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from farmer.render import Row
from farmer.render.terminal import Screen
from farmer.tasks.tend.came import MOST_COUNTED, CameSince
from farmer.tasks.tend.today import Today
from farmer.wording import say_count, say_some

# Names are for recognising what came; the others are a number.
_NAMED = 5
_LAST = "farmer log --last"


def source_lines(found: Today) -> Iterator[Row]:
    """Lines that begin with what they are: came, waiting."""
    if found.came:
        names = ", ".join(person.name for person in found.came.people[:_NAMED])
        yield ("came", found.came.touchpoints, len(found.came.people), found.came.to_tell, names)
    for each in found.waiting:
        if each.held:
            yield ("waiting", each.path, "", f"{each.held} held back", "farmer import")
        else:
            yield ("waiting", each.path, each.number, each.reason, each.text)


def draw_sources(found: Today, screen: Screen) -> None:
    """What came, with the question who began it; then what waits, with the command for it."""
    if found.came:
        screen.say(("Came since yesterday", "bold"))
        screen.indent(_came(found.came))
        if found.came.to_tell:
            talks = say_count(found.came.to_tell, "talk")
            screen.indent(f"Who began, and what was said? Of {talks} only you know that:")
            screen.paste(f"    {_LAST}")
    if not found.waiting:
        return
    screen.say(("Waiting for you", "bold"))
    held = [each for each in found.waiting if each.held]
    lines = [each for each in found.waiting if not each.held]
    for each in lines:
        screen.indent(f"{PurePath(each.path).name}, line {each.number}: {each.text}")
        screen.indent((f"{each.reason}.", "dim"), by=4)
    if left := found.left.get("waiting"):
        screen.indent((f"… and {left} more: --limit 0 shows all", "dim"))
    if lines or found.left.get("waiting"):
        screen.paste(f"    {_LAST}")
    for each in held:
        what = say_count(each.held, "change")
        screen.indent(f"{what} from {PurePath(each.path).name}, where anybody may put a file:")
        screen.paste("    farmer import")


def _came(came: CameSince) -> str:
    more = " or more" if came.touchpoints == MOST_COUNTED else ""
    names = [person.name for person in came.people]
    said = say_some(names, "person", "people", most=_NAMED)
    return f"{say_count(came.touchpoints, 'touchpoint')}{more}, with {said}."
