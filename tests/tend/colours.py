"""Colours as people with each kind of sight see them, and how far apart they are to them."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

# What becomes of linear red, green and blue where one kind of cone is missing (Machado, Oliveira
# and Fernandes 2009, severity 1.0).
SIGHTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Lab = tuple[float, float, float]
_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375, 0.95047),
    (0.2126729, 0.7151522, 0.0721750, 1.0),
    (0.0193339, 0.1191920, 0.9503041, 1.08883),
)


def contrast(one: str, two: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2)."""
    lights = [
        sum(f * c for f, c in zip(_TO_XYZ[1], _linear(each), strict=False)) for each in (one, two)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def seen(colour: str, sight: str) -> Lab:
    """A colour, ``#rrggbb``, in CIE L*a*b* as somebody of that sight sees it."""
    linear = _linear(colour)
    left = [min(1.0, max(0.0, _dot(row, linear))) for row in SIGHTS[sight]]
    x, y, z = (_root(_dot(row[:3], left) / row[3]) for row in _TO_XYZ)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: Lab, two: Lab) -> float:
    """How far apart two colours are (CIEDE2000); below 2 or 3 they look alike."""
    mean = (hypot(*one[1:]) + hypot(*two[1:])) / 2
    stretch = 1 + 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    (l1, c1, h1), (l2, c2, h2) = (_polar(each, stretch) for each in (one, two))
    turn = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + turn / 2 if c1 * c2 else h1 + h2
    wave = (
        *(1, -0.17 * cos(radians(hue - 30)), 0.24 * cos(radians(2 * hue))),
        *(0.32 * cos(radians(3 * hue + 6)), -0.2 * cos(radians(4 * hue - 63))),
    )
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn) / 2) / (1 + 0.015 * chroma * sum(wave))
    blue = sin(radians(60 * exp(-(((hue % 360 - 275) / 25) ** 2))))
    bent = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * blue
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + bent * by_chroma * by_hue)


def _polar(colour: Lab, stretch: float) -> Lab:
    light, a, b = colour[0], colour[1] * stretch, colour[2]
    return light, hypot(a, b), degrees(atan2(b, a)) % 360


def _linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _dot(row: Sequence[float], values: Sequence[float]) -> float:
    return sum(f * v for f, v in zip(row, values, strict=True))
