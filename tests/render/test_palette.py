"""What is coloured can be read, on a dark terminal and on a light one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE
from rich.palette import Palette

import farmer
from farmer.render.palette import PALETTE, theme
from tests.conftest import Farmer

# Of text, as WCAG 2 has it: 4.5 is asked of text, 3 of large and bold text.
LEAST, LEAST_ELSEWHERE = 3.9, 3.0
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
# Grounds of kinds that many have: Solarized's two, an editor's dark one, a grey and a cream one.
OTHERS = ((253, 246, 227), (0, 43, 54), (30, 30, 30), (238, 238, 238), (251, 241, 199))
Colour = tuple[int, int, int]


def luminance(colour: Colour) -> float:
    """How light a colour is, as WCAG 2 reckons it: 0 is black, 1 white."""
    shares = [each / 255 for each in colour]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(part * each for part, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Colour, other: Colour) -> float:
    """Between 1, which cannot be told apart, and 21, black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colour_of(number: int, palette: Palette = EIGHT_BIT_PALETTE) -> Colour:
    red, green, blue = palette[number]
    return red, green, blue


def test_contrast_is_reckoned_as_wcag_does() -> None:
    """And the yellow of a terminal's own sixteen is why there is a palette."""
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast((119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast((205, 205, 0), WHITE) < 2  # as xterm draws it


@pytest.mark.parametrize("name", PALETTE)
def test_every_colour_can_be_read_on_white_and_on_black(name: str) -> None:
    colour = colour_of(PALETTE[name])
    assert min(contrast(colour, ground) for ground in (WHITE, BLACK)) >= LEAST
    assert min(contrast(colour, ground) for ground in OTHERS) >= LEAST_ELSEWHERE


@pytest.mark.parametrize("name", PALETTE)
def test_a_terminal_of_sixteen_colours_shows_its_own_of_that_name(name: str) -> None:
    """Rich takes the nearest: it has to be the one that is meant."""
    nearest = STANDARD_PALETTE.match(EIGHT_BIT_PALETTE[PALETTE[name]])
    named = {"red": 1, "green": 2, "yellow": 3, "magenta": 5}
    assert nearest % 8 == named[name]
    assert theme().styles[f"bold {name}"].bold


def test_no_other_colour_is_used() -> None:
    """Wherever a style is written, of words or of what is drawn."""
    others = r'"(?:bold |dim )?(?:blue|cyan|white|black|bright_\w+|color\(\d+\))"'
    source = Path(farmer.__file__).parent
    used = [
        path.name for path in source.rglob("*.py") if re.search(others, path.read_text("utf-8"))
    ]
    assert used == []


def test_what_is_drawn_has_the_colours_of_the_palette_alone(farmer: Farmer) -> None:
    """Farmed, almost, not yet; warm, due, cold, dormant; late; done."""
    farmer("farmer config set colours always")
    for name, on in (("Ana Ruiz", "2026-06-14"), ("Bo Li", "2026-01-10"), ("Cy Day", "2020-01-01")):
        farmer(f"farmer log '{name}' --on {on} --by me --new")
    farmer("farmer promise add Ana 'call the port' --mine --due 2026-06-20")
    drawn = "".join(
        farmer(f"farmer {command} --pretty", "2026-06-30").out
        for command in ("check Ana", "stale --status all", "list", "today", "show Cy", "where")
    )
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", drawn))
    allowed = {f"{bold}38;5;{number}" for bold in ("", "1;") for number in PALETTE.values()}
    assert codes <= allowed | {"0", "1", "2", "3"}
    assert codes & allowed
