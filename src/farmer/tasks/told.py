"""What a calendar last said of a touchpoint, as it is kept with it: see `ledger.newcomers.Origin`.

By it farmer knows whether somebody corrected the touchpoint since, and what it is if it happened.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from farmer.errors import InvalidValue
from farmer.formats.incoming import Entry, Version
from farmer.model import Touch

_NO_VERSION = Version()
_OFF = '{"off": true}'


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry of a calendar said.

    Attributes:
        touch: what it was.
        meant: the kind of touch that it is if it happened.
        instant: when it began by the clocks of Greenwich; empty where that is not known.
        version: of the entry.
        off: whether it was called off since, and the touchpoint stayed.
    """

    touch: Touch
    meant: str
    instant: str = ""
    version: Version = _NO_VERSION
    off: bool = False

    @classmethod
    def of(cls, touch: Touch, entry: Entry) -> Self:
        """What an entry says now."""
        return cls(touch, entry.meant, entry.instant, entry.version)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """What is kept as `text`; None where that is nothing that says a day."""
        try:
            kept: dict[str, Any] = json.loads(text or "null")
            number, stamp = kept.pop("sequence"), kept.pop("stamp", "")
            meant, instant = kept.pop("meant", kept["kind"]), kept.pop("instant", "")
            off = kept.pop("off", False)
            touch = Touch(**{**kept, "on": date.fromisoformat(kept["on"])})
        except (ValueError, TypeError, KeyError, AttributeError, InvalidValue):
            return None
        return cls(touch, meant, instant, Version(number, stamp), off)

    @property
    def text(self) -> str:
        """How it is kept."""
        said = {name: value for name, value in asdict(self.touch).items() if name != "depth"}
        said |= {"on": self.touch.on.isoformat(), "meant": self.meant, "instant": self.instant}
        said |= {"sequence": self.version.number, "stamp": self.version.stamp}
        if self.off:
            said["off"] = True
        return json.dumps(said, ensure_ascii=False)

    def says(self, other: Told) -> bool:
        """Whether the `other` says the same, in whatever version."""
        return (self.touch, self.meant, self.off) == (other.touch, other.meant, other.off)

    def is_elsewhen(self, other: Told) -> bool:
        """Whether the `other` says another time; one that says none is no other."""
        if self.touch.on != other.touch.on:
            return True
        times = (self.touch.time, other.touch.time)
        return None not in times and times[0] != times[1]

    def called_off(self) -> Told:
        """The same, called off."""
        return replace(self, off=True)


def is_off(text: str) -> bool:
    """Whether what is kept as `text` was called off since."""
    told = Told.parse(text)
    return text == _OFF if told is None else told.off


def off(text: str) -> str:
    """What is kept once it was called off."""
    told = Told.parse(text)
    return _OFF if told is None else told.called_off().text
