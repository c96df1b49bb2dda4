"""The colours of words: dark enough to be read on white, light enough to be read on black.

The sixteen of a terminal's own suit one of the two at best: yellow on white is hardly seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.theme import Theme

# By the name that it has here, which one of a terminal's 256 it is. One that knows sixteen takes
# its own of that name.
PALETTE = {"green": 28, "yellow": 130, "red": 196, "magenta": 164}


def theme() -> Theme:
    """The palette as Rich takes it, each colour in bold too."""
    from rich.theme import Theme

    plain = {name: f"color({number})" for name, number in PALETTE.items()}
    return Theme(plain | {f"bold {name}": f"bold {style}" for name, style in plain.items()})
