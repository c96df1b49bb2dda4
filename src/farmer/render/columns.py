"""Columns beside each other: how wide each is, and what stands in every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# What is shown, and the style that it is shown in.
Styled = tuple[str, str]

# Between columns; and what of a text is worth showing where there is no room for more.
_GAP = 2
_LEAST_CELLS = 8


def aligned(
    rows: Sequence[Sequence[Styled]],
    room: int,
    *,
    right: Sequence[int] = (),
    give: Sequence[int] = (),
    least: Sequence[int] = (),
    by: int = 0,
) -> Iterator[list[Styled]]:
    """The lines of the `rows`, moved in by so many columns, in a `room` of so many.

    Where that is too little, the columns that `give` are cut, the first of them first: to the
    `least` cells of each, while another can be cut instead; then those that are left too few cells
    to be worth it go, but for the last.
    """
    from rich.cells import cell_len

    widths = [max(cell_len(words) for words, _ in column) for column in zip(*rows, strict=True)]
    for index, cells in zip(give, least, strict=False):
        over = _over(widths, room - by)
        widths[index] = max(min(widths[index], cells), widths[index] - max(over, 0))
    _make_room(widths, give, room - by)
    for row in rows:
        yield _cropped(_without_end(list(_laid_out(row, widths, right, by))), room)


def _make_room(widths: list[int], give: Sequence[int], room: int) -> None:
    """Cut the `widths` of columns down to a `room`, as far as those that give allow."""
    for index in give:
        over = _over(widths, room)
        if over <= 0:
            return
        left = widths[index] - over
        if index != give[-1] and left < _LEAST_CELLS:
            left = 0
        widths[index] = min(widths[index], max(left, 0 if index != give[-1] else 1))


def _over(widths: Sequence[int], room: int) -> int:
    """How many cells columns take too many."""
    shown = [width for width in widths if width]
    return sum(shown) + _GAP * (len(shown) - 1) - room


def _laid_out(
    row: Sequence[Styled], widths: Sequence[int], right: Sequence[int], by: int
) -> Iterator[Styled]:
    """One line of columns; what is cut ends with an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    before = " " * by
    for index, ((words, style), width) in enumerate(zip(row, widths, strict=True)):
        if not width:
            continue
        filling = width - cell_len(words)
        if filling < 0:
            words = set_cell_size(words, width - 1) + "…"
            filling = width - cell_len(words)
        if index in right:
            before += " " * filling
        yield before, ""
        yield words, style
        before = " " * (_GAP if index in right else filling + _GAP)


def _without_end(line: list[Styled]) -> list[Styled]:
    """The `line` without the white space that it ends with."""
    while line and not line[-1][0].strip():
        line.pop()
    if line:
        words, style = line[-1]
        line[-1] = (words.rstrip(), style)
    return line


def _cropped(line: list[Styled], room: int) -> list[Styled]:
    """As much of the `line` as there is `room` for."""
    from rich.cells import cell_len, set_cell_size

    cropped: list[Styled] = []
    for words, style in line:
        cells = cell_len(words)
        cropped.append((words if cells <= room else set_cell_size(words, room), style))
        room -= min(cells, room)
    return cropped
