"""Two records of one person as one, field by field: what is filled wins, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from farmer.model import NAME_LENGTH, Contact
from farmer.text import fold, nicknames

Origin = Literal["kept", "other", "both"]


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field of the one who remains: its value, and whose it was."""

    field: str
    value: Any
    origin: Origin


def merged(kept: Contact, other: Contact) -> tuple[Contact, tuple[MergedField, ...]]:
    """`kept` with what `other` adds, and where each filled field comes from.

    The name of `other`, where it is another, becomes a nickname; both notes are kept, one after the
    other; of two days the earlier, of two cadences the shorter; archived only if both are.
    """
    values = {field: rule(kept, other) for field, rule in _RULES.items()}
    result = replace(kept, **values)
    told = tuple(
        MergedField(field, value, _origin(value, getattr(kept, field), getattr(other, field)))
        for field in ("name", *_RULES)
        if (value := getattr(result, field))
    )
    return result, told


def _origin(value: Any, mine: Any, theirs: Any) -> Origin:
    if value == mine:
        return "kept"
    return "other" if value == theirs else "both"


def _filled(field: str) -> Callable[[Contact, Contact], Any]:
    return lambda kept, other: getattr(kept, field) or getattr(other, field)


def _least(field: str) -> Callable[[Contact, Contact], Any]:
    def least(kept: Contact, other: Contact) -> Any:
        return min(filter(None, (getattr(kept, field), getattr(other, field))), default=None)

    return least


def _nickname(kept: Contact, other: Contact) -> str:
    """Every name that either goes by, but the one that remains; as many as there is room for."""
    names = {fold(kept.name): ""}
    for name in (*nicknames(kept.nickname), other.name, *nicknames(other.nickname)):
        names.setdefault(fold(name), name)
    said = ""
    for name in filter(None, names.values()):
        longer = f"{said}, {name}" if said else name
        said = longer if len(longer) <= NAME_LENGTH else said
    return said


def _met_at(kept: Contact, other: Contact) -> str:
    """Where they met first: the place goes with the day."""
    if kept.met_on and other.met_on and other.met_on < kept.met_on and other.met_at:
        return other.met_at
    return kept.met_at or other.met_at


def _notes(kept: Contact, other: Contact) -> str:
    if fold(other.notes) in fold(kept.notes):
        return kept.notes
    return "\n".join(filter(None, (kept.notes, other.notes)))


def _through(kept: Contact, other: Contact) -> int | None:
    """Who introduced them, unless it was the other of the two."""
    links = (kept.met_through_id, other.met_through_id)
    return next((link for link in links if link not in (None, kept.id, other.id)), None)


def _snoozed(kept: Contact, other: Contact) -> Any:
    return max(filter(None, (kept.snoozed_until, other.snoozed_until)), default=None)


_RULES: dict[str, Callable[[Contact, Contact], Any]] = {
    "nickname": _nickname,
    "company": _filled("company"),
    "title": _filled("title"),
    "birthday": _filled("birthday"),
    "met_on": _least("met_on"),
    "met_at": _met_at,
    "met_through_id": _through,
    "cadence_days": _least("cadence_days"),
    "notes": _notes,
    "archived": lambda kept, other: kept.archived and other.archived,
    "added_on": _least("added_on"),
    "snoozed_until": _snoozed,
}
