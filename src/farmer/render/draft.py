"""``draft``: a letter to paste, the same as a link, and which letters there are."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.refer.draft import Draft, Drafted
from farmer.tasks.refer.draft_kinds import KindsShown


def lines(drafted: Drafted) -> Iterator[Row]:
    """The letters as they are to be pasted, two empty lines between them."""
    for number, letter in enumerate(drafted.letters):
        if number:
            yield from ([""], [""])
        yield (f"To: {_to(letter)}",)
        yield (f"Subject: {letter.subject}",)
        yield ("",)
        for line in letter.text.splitlines():
            yield (line,)


def draw(drafted: Drafted, screen: Screen) -> None:
    """To be read: wrapped at words. A pipe, --copy and --mailto have the line ends of a letter."""
    for number, letter in enumerate(drafted.letters):
        if number:
            screen.gap()
            screen.gap()
        screen.say(("To: ", "dim"), _to(letter))
        screen.say(("Subject: ", "dim"), (letter.subject, "bold"))
        screen.gap()
        for line in letter.text.splitlines():
            screen.say(line)


def link_lines(drafted: Drafted) -> Iterator[Row]:
    """A link a letter."""
    for letter in drafted.letters:
        yield (letter.mailto,)


def draw_links(drafted: Drafted, screen: Screen) -> None:
    """A link a letter, unbroken."""
    for letter in drafted.letters:
        screen.paste(letter.mailto)


def kind_lines(shown: KindsShown) -> Iterator[Row]:
    """A line a letter: its name, what it is about, what it is for, its template."""
    for kind in shown.letters:
        yield (kind.name, kind.takes, kind.meaning, kind.template)


def draw_kinds(shown: KindsShown, screen: Screen) -> None:
    """The letters, and where the user's own templates belong."""
    rows = [
        ((kind.name, "bold"), kind.takes, kind.meaning + (" (your words)" if kind.own else ""))
        for kind in shown.letters
    ]
    screen.table(rows, keep=(0, 1))
    screen.gap()
    screen.say("Your own words: copy a template, keep its name, change it.")
    screen.indent(f"farmer's: {shown.built_in}")
    screen.indent(f"yours:    {shown.folder}")


def _to(letter: Draft) -> str:
    return ", ".join(
        f"{each.name} <{each.address}>" if each.address else each.name for each in letter.to
    )


VIEW = View(lines, draw)
LINK = View(link_lines, draw_links)
LETTER_KINDS = View(kind_lines, draw_kinds)
