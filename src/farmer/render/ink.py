"""The codes that one terminal is told styles by, as Rich knows them, without a print for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from farmer.render.columns import Styled

_LETTER = "x"


class Ink:
    """What a console draws before and after words of each style; it is asked once a style."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._around: dict[str, tuple[str, str]] = {"": ("", "")}

    def drawn(self, line: Sequence[Styled]) -> str:
        """The parts of one line, one after another, as they are written to the terminal."""
        drawn = ""
        for words, style in line:
            if words:
                before, after = self._around.get(style) or self._asked(style)
                drawn += f"{before}{words}{after}"
        return drawn

    def _asked(self, style: str) -> tuple[str, str]:
        from rich.console import COLOR_SYSTEMS

        meant = self._console.get_style(style)
        if self._console.no_color:
            meant = meant.without_color
        # Without codes, Windows' old console takes nothing for one.
        known = None if self._console.legacy_windows else self._console.color_system
        system = COLOR_SYSTEMS[known] if known else None
        before, _, after = meant.render(_LETTER, color_system=system).partition(_LETTER)
        self._around[style] = before, after
        return before, after
