"""The same screen as Rich draws it, a print for every line: what ours is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.text import Text

from farmer.render.terminal import Lined, Screen, Words
from farmer.text import printable, printable_lines

_GAP, _LEAST_CELLS = 2, 8


class RichScreen(Screen):
    """A screen of which every line is a text of Rich's own."""

    def say(self, *parts: Words) -> None:
        self._console.print(_text(parts))

    def indent(self, *parts: Words, by: int = 2) -> None:
        self._console.print(Padding(_text(parts), (0, 0, 0, by)))

    def paste(self, words: str) -> None:
        self._console.print(_text((words,)), soft_wrap=True)

    def gap(self) -> None:
        self._console.print()

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
        listed = [[_text((cell,)) for cell in row] for row in rows]
        if not listed:
            return
        if heads:
            listed.insert(0, [_text(((head, "bold"),)) for head in heads])
        widths = [max(cell.cell_len for cell in column) for column in zip(*listed, strict=True)]
        for index, cells in zip(give, least, strict=False):
            over = max(_over(widths, self.width - by), 0)
            widths[index] = max(min(widths[index], cells), widths[index] - over)
        for index in give:
            over = _over(widths, self.width - by)
            if over <= 0:
                break
            left = widths[index] - over
            if index != give[-1] and left < _LEAST_CELLS:
                left = 0
            widths[index] = min(widths[index], max(left, 0 if index != give[-1] else 1))
        for row in listed:
            self._console.print(_aligned(row, widths, right, by), no_wrap=True, crop=True)


def _over(widths: Sequence[int], room: int) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + _GAP * (len(shown) - 1) - room


def _aligned(cells: Sequence[Text], widths: Sequence[int], right: Sequence[int], by: int) -> Text:
    line = Text(" " * by)
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        if not width:
            continue
        if line.cell_len > by:
            line.append(" " * _GAP)
        cell.truncate(width, overflow="ellipsis")
        filling = " " * (width - cell.cell_len)
        line.append(filling if index in right else "")
        line.append_text(cell)
        line.append("" if index in right else filling)
    line.rstrip()
    return line


def _text(parts: Iterable[Words]) -> Text:
    text = Text(overflow="fold")
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        text.append(_shown(words), style=style)
    return text


def _shown(words: str) -> str:
    core = (printable_lines if isinstance(words, Lined) else printable)(words)
    if not core:
        return " " * len(words)
    lead = len(words) - len(words.lstrip(" "))
    trail = len(words) - len(words.rstrip(" "))
    return " " * lead + core + " " * trail
