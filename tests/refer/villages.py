"""Twelve invented villages, each with somebody to be reached, and the door known to be best.

In every village you have met Ana, Bo, Cy and Di; whoever else is named is only known of.
"""

from __future__ import annotations

from typing import NamedTuple


class Village(NamedTuple):
    """One village: how you stand with whom, who knows whom, and what is known to come out.

    Attributes:
        farmed: whom you have farmed; the others you have met once.
        links: `who > whom strength`, told in the order in which they stand; `not` denies it.
        wanted: whom to reach.
        best: whom to ask first, with whom they would ask, if anybody; empty for nobody.
        status: what `reach` exits with.
        words: what finds the wanted one where the name is not known, and the door then.
    """

    farmed: str
    links: tuple[str, ...]
    wanted: str
    best: str
    status: int
    words: str = ""


VILLAGES = {
    "the board": Village(
        "Ana", ("Ana > Carla Voss (Port Authority)",), "Carla Voss", "Ana", 0, "port authority"
    ),
    "the stranger": Village("Ana", (), "Bo", "", 3),
    "the one hardly known": Village("", ("Bo > Carla Voss (Mill Works)",), "Carla Voss", "Bo", 11),
    "a close tie of the hardly known": Village(
        "Ana",
        ("Ana > Carla Voss (Rao Law) met", "Bo > Carla Voss close"),
        "Carla Voss",
        "Ana",
        0,
        "rao law",
    ),
    "the closer of two farmed": Village(
        "Ana Bo",
        ("Ana > Carla Voss (North Print) met", "Bo > Carla Voss close"),
        "Carla Voss",
        "Bo",
        0,
        "print",
    ),
    "two in a row": Village(
        "Ana",
        ("Ana > Eva Port close", "Eva Port > Carla Voss (Old Dock) works"),
        "Carla Voss",
        "Ana+Eva Port",
        0,
        "dock",
    ),
    "two in a row behind a closed door": Village(
        "", ("Ana > Eva Port close", "Eva Port > Carla Voss works"), "Carla Voss", "", 3
    ),
    "the direct one before the detour": Village(
        "Ana Bo",
        ("Ana > Eva Port close", "Eva Port > Carla Voss close", "Bo > Carla Voss works"),
        "Carla Voss",
        "Bo",
        0,
    ),
    "three in a row": Village(
        "Ana",
        ("Ana > Eva Port close", "Eva Port > Finn Oak close", "Finn Oak > Carla Voss close"),
        "Carla Voss",
        "",
        3,
    ),
    "no is no": Village(
        "Ana Bo",
        ("Ana > Carla Voss (Hill Farm) close", "Bo > Carla Voss met", "Ana > Carla Voss not"),
        "Carla Voss",
        "Bo",
        0,
        "hill",
    ),
    "told again": Village(
        "Ana Bo",
        ("Ana > Carla Voss met", "Bo > Carla Voss works", "Ana > Carla Voss close"),
        "Carla Voss",
        "Ana",
        0,
    ),
    "somebody of yours": Village("Ana", ("Ana > Bo works",), "Bo", "Ana", 0),
}
