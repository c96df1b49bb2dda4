"""What is noted of somebody under a label, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from farmer.birthdays import say_birthday
from farmer.details import ADDRESS, DATE, Detail


def noted_said(details: Iterable[Detail]) -> Iterator[tuple[str, str]]:
    """What each detail is, and its value, as they are shown."""
    for each in details:
        if each.what == ADDRESS:
            yield f"address ({each.label})" if each.label else "address", each.value
        else:
            yield each.label, say_birthday(each.value) if each.what == DATE else each.value
