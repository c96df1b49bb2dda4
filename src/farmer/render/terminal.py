"""The terminal: the only place that knows Rich.

Colours suit dark and light (`farmer.render.palette`); every one repeats what a word already says.
Text from people is never read as markup.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from farmer.settings import Colours
from farmer.text import printable, printable_lines

if TYPE_CHECKING:
    from rich.text import Text

    from farmer.render.columns import Styled

Words = str | tuple[str, str]

_ROOM_FOR_COLUMNS = 50
_MOST_CELLS = 1000
_USUAL_SIZE = (80, 24)
_COLOURING = re.compile(r"\x1b\[[0-9;]*m")
VERDICT_STYLES = {"farmed": "bold green", "almost": "bold yellow", "not yet": "bold red"}
STATUS_STYLES = {
    "warm": "green",
    "due": "yellow",
    "cooling": "yellow",
    "cold": "red",
    "dormant": "magenta",
}


def dimensions() -> tuple[int, int]:
    """The width and height to draw in: Rich would believe whatever COLUMNS and LINES say."""
    columns, lines = get_terminal_size(_size_beside())
    return min(columns, _MOST_CELLS), min(lines, _MOST_CELLS)


def _size_beside() -> tuple[int, int]:
    """The size of the terminal that a pipe's reader writes to: that of stderr, if it has one."""
    with suppress(OSError, ValueError):
        size = os.get_terminal_size(sys.__stderr__.fileno()) if sys.__stderr__ else None
        if size and all(size):
            return size
    return _USUAL_SIZE


class Screen:
    """A terminal to draw on, as wide as it is, in colours if it and the user want them.

    ``glyphs`` are what pictures are made of: block characters where it has them.
    """

    def __init__(self, colours: Colours, *, blocks: bool) -> None:
        from rich.console import Console

        from farmer.render.glyphs import BLOCKS, LETTER_GLYPHS
        from farmer.render.ink import Ink
        from farmer.render.palette import theme

        self.glyphs = BLOCKS if blocks else LETTER_GLYPHS
        width, height = dimensions()
        # Left to itself, Rich heeds NO_COLOR, and terminals that know none.
        self._console = Console(
            file=sys.stdout,
            markup=False,
            highlight=False,
            emoji=False,
            soft_wrap=False,
            color_system="256" if colours == "always" else "auto",
            no_color=None if colours == "auto" else colours == "never",
            width=width,
            height=height,
            theme=theme(),
        )
        self._ink = Ink(self._console)

    @property
    def width(self) -> int:
        """Columns."""
        return self._console.width

    @property
    def narrow(self) -> bool:
        """Whether there is no room for columns beside each other."""
        return self.width < _ROOM_FOR_COLUMNS

    def height(self, words: str, cells: int) -> int:
        """How many lines `words` take, wrapped into so many columns."""
        return len(_text(_parts((words,))).wrap(self._console, cells, overflow="fold"))

    def say(self, *parts: Words) -> None:
        """One paragraph, from plain texts and (text, style) pairs; wrapped at words."""
        self.indent(*parts, by=0)

    def indent(self, *parts: Words, by: int = 2) -> None:
        """As `say`, each line moved in by so many columns."""
        shown = _parts(parts)
        room = self.width - by
        if (left := room - _cells(shown)) >= 0 and not _has_lines(shown):
            # To the right as far as Rich draws what is moved in.
            self._put([[(" " * by, ""), *shown, (" " * left if by else "", "")]])
        elif by:
            from rich.padding import Padding

            self._console.print(Padding(_text(shown), (0, 0, 0, by)))
        else:
            self._console.print(_text(shown))

    def paste(self, words: str) -> None:
        """One line as it is, for copying: the terminal wraps it, and no line end comes in."""
        self._put([_parts((words,))])

    def sketch(self, row: str, style: str = "", *, by: int = 2) -> None:
        """One row of a drawing of ours: every space is kept, what is too wide is cut."""
        from rich.text import Text

        text = Text(" " * by + row, style=style)
        self._console.print(text, no_wrap=True, overflow="crop", crop=True)

    def gap(self) -> None:
        """An empty line."""
        self._put([[]])

    def held(self, draw: Callable[[], None]) -> str:
        """What `draw` draws, kept back, with its colours."""
        with self._console.capture() as kept:
            draw()
        return kept.get()

    def is_filled_by(self, drawn: str) -> bool:
        """Whether that has more lines than there is room for above the next prompt."""
        from rich.cells import cell_len

        lines = 0
        for line in drawn.splitlines():
            lines += max(1, -(-cell_len(_COLOURING.sub("", line)) // self.width))
            if lines >= self._console.height:
                return True
        return False

    def rows(
        self,
        rows: Iterable[Sequence[Words]],
        heads: Sequence[str] = (),
        *,
        right: Sequence[int] = (),
        give: Sequence[int] = (),
        least: Sequence[int] = (),
        by: int = 0,
    ) -> None:
        """Aligned columns, one line a row.

        Where there is no room, the columns that `give` are cut, the first of them first: to the
        `least` cells of each, while another can be cut instead; then those that are left too few
        cells to be worth it go, but for the last.
        """
        from farmer.render.columns import aligned

        listed = [_parts(row) for row in rows]
        if not listed:
            return
        if heads:
            listed.insert(0, _parts([(head, "bold") for head in heads]))
        self._put(aligned(listed, self.width, right=right, give=give, least=least, by=by))

    def table(
        self,
        rows: Iterable[Sequence[Words]],
        heads: Sequence[str] = (),
        *,
        right: Sequence[int] = (),
        keep: Sequence[int] = (),
        by: int = 0,
    ) -> None:
        """Aligned columns without boxes; `right` aligns numbers, `keep` are never wrapped."""
        from rich.padding import Padding
        from rich.table import Table

        listed = [[_text([cell]) for cell in _parts(row)] for row in rows]
        if not listed:
            return
        grid = Table(box=None, show_header=bool(heads), pad_edge=False, header_style="bold")
        for index in range(len(listed[0])):
            grid.add_column(
                heads[index] if heads else "",
                justify="right" if index in right else "left",
                no_wrap=index in keep,
                overflow="fold",
            )
        for row in listed:
            grid.add_row(*row)
        self._console.print(Padding(grid, (0, 0, 0, by)))

    def _put(self, lines: Iterable[Sequence[Styled]]) -> None:
        """Lines that fit, all at once: at each print Rich asks the terminal and the environment."""
        from rich.segment import Segment, Segments

        drawn = "".join(f"{self._ink.drawn(line)}\n" for line in lines)
        self._console.print(Segments([Segment(drawn)]), crop=False)


def cells_of(words: str) -> int:
    """How many columns `words` take on one line."""
    from rich.cells import cell_len

    return cell_len(_shown(words))


def cut(words: str, cells: int) -> str:
    """`words` in at most so many columns, with a sign where something is left out."""
    from rich.cells import set_cell_size

    whole = cells_of(words) <= cells
    return words if whole else set_cell_size(_shown(words), cells - 1).rstrip() + "…"


class Lined(str):
    """Words of which the lines are shown as they are; all others are shown on one."""

    __slots__ = ()


def _parts(parts: Iterable[Words]) -> list[Styled]:
    """What is shown of each, and its style."""
    return [
        (_shown(part), "") if isinstance(part, str) else (_shown(part[0]), part[1])
        for part in parts
    ]


def _cells(shown: Iterable[Styled]) -> int:
    from rich.cells import cell_len

    return cell_len("".join(words for words, _ in shown))


def _has_lines(shown: Iterable[Styled]) -> bool:
    return any("\n" in words for words, _ in shown)


def _text(shown: Iterable[Styled]) -> Text:
    from rich.text import Text

    text = Text(overflow="fold")
    for words, style in shown:
        text.append(words, style=style)
    return text


def _shown(words: str) -> str:
    """`words` without control characters, its spaces at either end kept."""
    core = (printable_lines if isinstance(words, Lined) else printable)(words)
    if not core:
        return " " * len(words)
    lead = len(words) - len(words.lstrip(" "))
    trail = len(words) - len(words.rstrip(" "))
    return " " * lead + core + " " * trail
