"""How farmer link is shown, and a link wherever one is."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.record.link import Linked, LinkShown
from farmer.wording import say_date

_STRONG = {"close": "close", "works": "work together", "met": "have met", None: ""}


def link_row(link: LinkShown) -> Row:
    """A link in a pipe: its id, both, yes or no, how strong, from where, who told it, when."""
    told_by = link.told_by.name if link.told_by else ""
    known = "no" if link.denied else "yes"
    both = (link.person.id, link.person.name, link.other.id, link.other.name)
    return ("link", link.id, *both, known, link.strength or "", link.how, told_by, link.on)


def say_link(link: LinkShown) -> str:
    """What is noted of a link, without its two."""
    if link.denied:
        parts = ["do not know each other", link.how]
    else:
        parts = [link.how or _STRONG[link.strength] or "know each other"]
        parts += [_STRONG[link.strength]] if link.how else []
    teller = f"told by {link.told_by.name}" if link.told_by else "told"
    return ", ".join(filter(None, (*parts, f"{teller} on {say_date(link.on)}")))


def _lines(linked: Linked) -> Iterator[Row]:
    yield link_row(linked.link)
    if linked.known_of is not None:
        yield ("known-of", linked.known_of.id, linked.known_of.name, linked.until)


def _draw(linked: Linked, screen: Screen) -> None:
    link = linked.link
    screen.say(
        ("Linked ", "green"),
        (link.person.name, "bold"),
        " and ",
        (link.other.name, "bold"),
        f": {say_link(link)}  ",
        (link.id, "dim"),
    )
    if linked.known_of is not None and linked.until is not None:
        screen.say(
            f"{linked.known_of.name} is only known of: in no list, and kept until "
            f"{say_date(linked.until)} unless a link is told again."
        )


LINKED = View(_lines, _draw)
