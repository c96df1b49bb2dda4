"""What pictures are made of: block characters, or letters where a terminal has no such blocks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a picture, each one column wide.

    Attributes:
        heights: from nothing at all to the full height.
        full, held, empty: of a bar: what counts, what a cap holds back, what is lacking.
        mark: where a bar should reach.
        run, ahead: a line through the months that were, and that are to come.
    """

    heights: str
    full: str
    held: str
    empty: str
    mark: str
    run: str
    ahead: str


BLOCKS = Glyphs("·▁▂▃▄▅▆▇█", full="█", held="▒", empty="░", mark="┃", run="─", ahead="┄")
LETTER_GLYPHS = Glyphs(".12345678", full="#", held="=", empty="-", mark="|", run="-", ahead=".")
