"""``config``: every setting with its value and where it comes from; one of them; what was saved."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.settings import Value
from farmer.tasks.keep.config import Configured, Saved, Setting


def listed_lines(configured: Configured) -> Iterator[Row]:
    """Key, value and source of each setting; then the file, and a line for each problem."""
    for setting in configured.settings:
        yield (setting.key, said(setting.value), setting.source)
    yield ("path", configured.path, configured.exists)
    for problem in configured.problems:
        yield ("problem", problem)


def draw_listed(configured: Configured, screen: Screen) -> None:
    """A table, the file, and what is wrong with it."""
    rows = [(each.key, said(each.value) or "none", each.source) for each in configured.settings]
    screen.table(rows, ("setting", "value", "from"), keep=(0, 2))
    screen.gap()
    screen.say(f"The file{'' if configured.exists else ' would be'}: {configured.path}")
    for problem in configured.problems:
        screen.say(("Wrong: ", "red"), problem)


def got_lines(setting: Setting) -> Iterator[Row]:
    """The value alone, for scripts; several names are a line each."""
    value = setting.value
    yield from ((name,) for name in value) if isinstance(value, tuple) else ((value,),)


def draw_got(setting: Setting, screen: Screen) -> None:
    """The value, and where it comes from."""
    screen.say(said(setting.value) or "none", (f"  ({setting.source})", "dim"))


def saved_lines(saved: Saved) -> Iterator[Row]:
    """Key, value and source."""
    yield (saved.key, said(saved.value), saved.source)


def draw_saved(saved: Saved, screen: Screen) -> None:
    """What it is now."""
    default = " (the default)" if saved.source == "default" else ""
    screen.say((saved.key, "bold"), f" is now {said(saved.value) or 'none'}{default}.")


def said(value: Value) -> str:
    """A value in one cell; empty where there is none."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


LISTED = View(listed_lines, draw_listed)
GOT = View(got_lines, draw_got)
SAVED = View(saved_lines, draw_saved)
