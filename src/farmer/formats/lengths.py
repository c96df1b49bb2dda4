"""How long something lasted, as programs write it in the language of whoever uses them."""

from __future__ import annotations

import re

# No length takes more letters.
_LONGEST = 40
_SPAN = re.compile(r"([0-9]{1,6})\s*([^\W\d_]+)\.?")
_BETWEEN = re.compile(r"[\W_]*(?:(?:and|und|et|en|y|e|i)[\W_]*)?")
# What a unit begins with; the first that fits: Std., Stunde, uur, ora, godz.
_UNITS = {"st": 3600, "h": 3600, "u": 3600, "o": 3600, "g": 3600, "m": 60, "s": 1}


def spoken_seconds(text: str) -> int | None:
    """The seconds of ``1h 27m 51s``, ``1 Std. 5 Min.`` or ``5 mins``; None where it is none."""
    said = text.strip().casefold()
    spans = _SPAN.findall(said) if len(said) <= _LONGEST else []
    units = [_unit(unit) for _, unit in spans]
    if not spans or 0 in units or not _BETWEEN.fullmatch(_SPAN.sub("", said)):
        return None
    return sum(int(count) * unit for (count, _), unit in zip(spans, units, strict=True))


def _unit(called: str) -> int:
    return next((seconds for begin, seconds in _UNITS.items() if called.startswith(begin)), 0)
