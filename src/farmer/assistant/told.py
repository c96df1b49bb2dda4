"""What an assistant is told: people by id and name, others' words as data, all of it bounded.

Whatever somebody wrote, but for people's names, stands in a field called ``said``: it may have been
written to steer whoever reads it, and where words were not asked for it is not there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Protocol

from farmer.errors import Conflict
from farmer.text import printable

Fields = dict[str, Any]

# An answer is read with many others: so many bytes of JSON at most.
ANSWER_BYTES = 2048
_LONGEST_NAME, _LONGEST_SAID = 60, 160
# Letters that look like nothing: writing needs joiners within itself, and here no variations.
_JOINERS = re.compile(
    "(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f\u200c\u200d])"
)
_JOINING = "\u200c\u200d"
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ADDRESSES = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\w)\+?\(?\d[\d\s()./-]{6,}\d")
_LEAST_DIGITS = 9


class _HasName(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class TooLong(Conflict):
    """An answer that cannot be made short enough by leaving out whole entries."""

    code = "too-long"

    def __init__(self) -> None:
        super().__init__("The answer is too long to be given here.", "Ask for less at once.")


def one_line(text: str, longest: int = _LONGEST_SAID) -> str:
    """`text` on one line, without anything that steers or hides, and so long at most."""
    shown = "".join(filter(_is_seen, _VARIATIONS.sub("", printable(text))))
    plain = " ".join(_JOINERS.sub("", shown).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def spoken(text: str, longest: int = _LONGEST_SAID) -> str:
    """The same of what somebody wrote, with addresses and numbers of telephones left out."""
    plain = _ADDRESSES.sub("(address)", one_line(text, 10 * longest))
    return one_line(_NUMBERS.sub(_unless_number, plain), longest)


def who(person: _HasName) -> Fields:
    """A person: their id and name, in which an address may stand, as mail brings it."""
    return {"id": person.id, "name": spoken(person.name, _LONGEST_NAME)}


def there(**fields: Any) -> Fields:
    """The fields that have something to tell; days become text."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in fields.items()
        if value is not None and value != ""
    }


def fitted(answer: Mapping[str, Any], most: int = ANSWER_BYTES) -> Fields:
    """The answer in `most` bytes of JSON: lists lose their last, least important, entries.

    It says how many, beside those that were left out before.

    Raises:
        TooLong: where what is in no list is more already.
    """
    told = {
        name: list(value) if isinstance(value, list) else value for name, value in answer.items()
    }
    left = dict(told.pop("left", {}))
    while size_of(full := {**told, **({"left": left} if left else {})}) > most:
        name = max(
            (name for name, value in told.items() if isinstance(value, list) and value),
            key=lambda name: size_of(told[name]),
            default=None,
        )
        if name is None:
            raise TooLong
        told[name].pop()
        left[name] = left.get(name, 0) + 1
    return full


def size_of(value: object) -> int:
    """How many bytes of JSON it is."""
    return len(as_json(value).encode())


def as_json(value: object) -> str:
    """As JSON, without a space too many."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _is_seen(letter: str) -> bool:
    """Whether it is a letter that can be seen, or joins such letters."""
    return letter.isprintable() or letter in _JOINING


def _unless_number(found: re.Match[str]) -> str:
    """A number of a telephone as that; a day or a small number as it stands."""
    digits = sum(letter.isdigit() for letter in found[0])
    return "(number)" if digits >= _LEAST_DIGITS else found[0]
