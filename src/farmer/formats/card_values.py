"""Values of a card's properties as each version of vCard writes them."""

from __future__ import annotations

import re

from farmer.formats.contentlines import escaped
from farmer.text import printable, printable_lines

_HEAD = re.compile(r'((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)
_PART = re.compile(r"(?<!\\);")


def said_part(text: str, version: str) -> str:
    """A text on one line, escaped."""
    return said_lines(printable(text), version)


def said_lines(text: str, version: str) -> str:
    """A text with its lines, escaped: in 2.1 commas and line ends are none."""
    told = printable_lines(text)
    if version == "2.1":
        return told.replace("\\", r"\\").replace(";", r"\;")
    lines = escaped(told).replace("\n", r"\n")
    return lines if version == "3.0" else lines.replace(r"\;", ";")


def replaced_part(there: str, before: str, value: str) -> str:
    """The parts of ``ORG`` with another firm; departments stay."""
    parts = _PART.split(there)
    at = next((n for n, each in enumerate(parts) if each.strip()), 0)
    parts[at] = escaped(printable(value))
    return ";".join(parts) if any(parts) else ""


def encoded(line: str, version: str) -> str:
    """A line as its version may hold it: in 2.1 letters beyond ASCII and line ends are encoded."""
    found = _HEAD.match(line)
    if version != "2.1" or found is None or (line.isascii() and "\n" not in line):
        return line
    value = "".join(map(_quoted, found[2].replace("\n", "\r\n").encode()))
    return f"{found[1]};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{value}"


def _quoted(byte: int) -> str:
    plain = 32 <= byte < 127 and byte != ord("=")
    return chr(byte) if plain else f"={byte:02X}"
