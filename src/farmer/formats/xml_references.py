"""Letters that a document of XML has by their numbers, where these are none that XML knows.

Telephones write a smiling face as the two halves that it has in UTF-16, ``&#55357;&#56842;``: no
document may have them, and expat reads no further. They become the one letter that they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

_CHUNK = 65_536
_REFERENCE = rb"&#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6});"
_REFERENCES = re.compile(rb"(?:" + _REFERENCE + rb")+")
_EACH = re.compile(rb"&#(x?)((?<=x)[0-9A-Fa-f]{1,6}|(?<!x)[0-9]{1,7});")
# One that the end of a piece cuts in two is no longer.
_LONGEST = 10
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_SPACES = (0x9, 0xA, 0xD)
_NO_LETTER = 0xFFFD
# All that XML lets a document have, but for the spaces among the first ones.
_LETTERS = (range(0x20, _HIGH.start), range(_LOW.stop, 0xFFFE), range(0x10000, 0x110000))


def put_right_in(stream: BinaryIO) -> Iterator[bytes]:
    """All of `stream` in pieces, none of them empty, with such letters as XML has them."""
    held = b""
    while data := stream.read(_CHUNK):
        data = held + data
        cut = _end_of_whole_letters(data)
        held, data = data[cut:], data[:cut]
        if data:
            yield _REFERENCES.sub(_as_xml, data)
    if held:
        yield _REFERENCES.sub(_as_xml, held)


def _end_of_whole_letters(data: bytes) -> int:
    """Where a piece is cut so that no letter goes on behind it, nor the other half of one."""
    cut = data.find(b"&", max(len(data) - _LONGEST, 0))
    cut = len(data) if cut < 0 else cut
    before = data.rfind(b"&#", max(cut - _LONGEST, 0), cut)
    last = _EACH.fullmatch(data[before:cut]) if before >= 0 else None
    return before if last and _number(*last.groups()) in _HIGH else cut


def _number(hexadecimal: bytes, digits: bytes) -> int:
    return int(digits, 16 if hexadecimal else 10)


def _as_xml(found: re.Match[bytes]) -> bytes:
    """A run of references; it is left as it is where all of it are letters."""
    numbers = [_number(*each) for each in _EACH.findall(found[0])]
    if all(map(_is_letter, numbers)):
        return found[0]
    return b"".join(b"&#%d;" % number for number in _joined(numbers))


def _joined(numbers: list[int]) -> Iterator[int]:
    """The letters that `numbers` are, two halves as one; what is none is said to be none."""
    high = 0
    for number in numbers:
        if high and number in _LOW:
            yield 0x10000 + ((high - _HIGH.start) << 10) + (number - _LOW.start)
            high = 0
            continue
        if high:
            yield _NO_LETTER
        high = number if number in _HIGH else 0
        if not high:
            yield number if _is_letter(number) else _NO_LETTER
    if high:
        yield _NO_LETTER


def _is_letter(number: int) -> bool:
    return number in _SPACES or any(number in letters for letters in _LETTERS)
