"""How often to be in touch, as people say it: in days, by the calendar, or by a circle of friends.

The circles are those of the method (section C6): the 5 you are closest to, then 15, 50 and 150.
"""

from __future__ import annotations

import re

from farmer.errors import InvalidValue
from farmer.model import CADENCE

PERIODS = {"weekly": 7, "monthly": 30, "quarterly": 90, "half-yearly": 182, "yearly": 365}
LAYERS = {5: 7, 15: 30, 50: 182, 150: 365}
CADENCE_FORMS = (
    f"{CADENCE.start} to {CADENCE.stop - 1} days, {', '.join(PERIODS)}, "
    f"{', '.join(f'layer-{size}' for size in LAYERS)}"
)


def parse_cadence(text: str) -> int:
    """The days between contacts that `text` means: one of the documented forms (``CADENCE_FORMS``).

    Letter case does not matter; ``layer 5`` and ``layer5`` are as good as ``layer-5``.

    Raises:
        InvalidValue: for anything else.
    """
    said = " ".join(text.casefold().split())
    days = int(said) if re.fullmatch(r"\d{1,9}", said) else PERIODS.get(said) or _layer(said)
    if days not in CADENCE:
        raise InvalidValue(f"“{text}” is not a cadence.", f"Choose from: {CADENCE_FORMS}.")
    return days


def _layer(said: str) -> int:
    """The days of a circle; 0, which is no cadence, for any other word."""
    layer = re.fullmatch(r"layer[ -]?(\d{1,3})", said)
    return LAYERS.get(int(layer[1]), 0) if layer else 0
