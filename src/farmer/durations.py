"""How long something lasted, as people type it: ``90``, ``90m``, ``1h``, ``1h30``."""

from __future__ import annotations

import re

from farmer.errors import InvalidValue

DURATION_FORMS = "90, 90m, 1h, 1h30, 1.5h"
_FORMS = (
    r"(?P<minutes>[0-9]{1,5}) ?(?:m|min|mins|minutes?)?",
    r"(?P<hours>[0-9]{1,3}(?:[.,][0-9]{1,2})?) ?(?:h|hrs?|hours?)",
    r"(?P<hours>[0-9]{1,3}) ?h ?(?P<minutes>[0-5]?[0-9]) ?(?:m|min|mins|minutes?)?",
)


def parse_minutes(text: str) -> int:
    """The minutes that `text` means, in whole ones.

    Raises:
        InvalidValue: for any other form.
    """
    said = " ".join(text.casefold().split())
    for form in _FORMS:
        found = re.fullmatch(form, said)
        if found:
            parts = found.groupdict()
            hours = float((parts.get("hours") or "0").replace(",", "."))
            return round(hours * 60) + int(parts.get("minutes") or 0)
    raise InvalidValue(f"“{text}” is not how long it lasted.", f"Write one of: {DURATION_FORMS}.")
