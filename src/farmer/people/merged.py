"""Two records of one person as one, field by field: what is filled wins, nothing is lost.

Where both say something else, one stays: that of the one who remains, unless somebody says
otherwise, or one of them is the better whatever the record — of two days of meeting the earlier,
of two cadences the shorter. What gives way is kept too, as what was told of them (`former`) or in
words among the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from farmer.details import Former
from farmer.model import Contact
from farmer.people.companies import fuller_firm, same_firm
from farmer.people.parts import NameParts
from farmer.text import NAME_LENGTH, fold, nicknames
from farmer.wording import say_date, say_list

WhoseValue = Literal["kept", "other", "both"]
# Whose value stays, by field, where somebody said so.
Stays = Mapping[str, WhoseValue]
NOBODY_SAID: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field of the one who remains.

    Attributes:
        field: which.
        value: what stays.
        origin: whose it was.
        other: what gives way to it, where the two records differ; else None.
    """

    field: str
    value: Any
    origin: WhoseValue
    other: Any = None


class Merging(NamedTuple):
    """What two records become.

    Attributes:
        contact: the one who remains, as they are then.
        fields: each field that is filled.
        former: what gives way and is kept.
    """

    contact: Contact
    fields: tuple[MergedField, ...]
    former: tuple[Former, ...]

    @property
    def differing(self) -> tuple[MergedField, ...]:
        """The fields of which one value gives way."""
        return tuple(field for field in self.fields if field.other is not None)


class _Rule(NamedTuple):
    """What becomes of a field, and whether one value gives way where both are filled."""

    value: Callable[[Contact, Contact], Any]
    one_stays: bool = True


def merged(
    kept: Contact,
    other: Contact,
    stays: Stays = NOBODY_SAID,
    names: Mapping[int, str] = NOBODY_SAID,
) -> Merging:
    """`kept` with what `other` adds, where each filled field comes from, and what gives way.

    The name that gives way is one that is written so too: which was the former, nobody said. Both
    notes are kept, one after the other; archived only if both are.

    Args:
        kept: the one who remains.
        other: who is one with them then.
        stays: of fields that differ, whose value is to stay.
        names: what people are called who introduced somebody, by id.
    """
    name = MergedField("name", kept.name, "kept")
    if not _same(kept.name, other.name):
        name = replace(name, other=other.name)
        if stays.get("name") == "other":
            name = MergedField("name", other.name, "other", kept.name)
            kept, other = _with_name_of(kept, other), _with_name_of(other, kept)
    one, another = _unlinked(kept, other), _unlinked(other, kept)
    fields = [_merged(field, rule, one, another, stays) for field, rule in _RULES.items()]
    notes = _joined_notes(kept.notes, other.notes, _told(fields, names))
    fields.append(MergedField("notes", notes, _origin(notes, kept.notes, other.notes)))
    result = replace(kept, **{each.field: each.value for each in fields})
    told = tuple(each for each in (name, *fields) if each.value)
    return Merging(result, told, (*_spellings(name, result, kept, other), *_former(fields)))


def _spellings(
    name: MergedField, result: Contact, kept: Contact, other: Contact
) -> Iterator[Former]:
    """The name that gives way, and nicknames for which there is no room."""
    if name.other is not None:
        yield Former("spelling", name.other)
    for each in set(_all_nicknames(kept, other)) - set(nicknames(result.nickname)):
        yield Former("spelling", each)


def _with_name_of(contact: Contact, other: Contact) -> Contact:
    return replace(
        contact, **{field: getattr(other, field) for field in ("name", *NameParts._fields)}
    )


def _unlinked(contact: Contact, other: Contact) -> Contact:
    """Nobody introduces themselves."""
    return replace(contact, met_through_id=None) if contact.met_through_id == other.id else contact


def _merged(field: str, rule: _Rule, kept: Contact, other: Contact, stays: Stays) -> MergedField:
    """What becomes of a field: the rule's value, unless somebody said whose is to stay."""
    mine, theirs = getattr(kept, field), getattr(other, field)
    value = rule.value(kept, other)
    if not (rule.one_stays and mine and theirs) or _same(mine, theirs, field):
        return MergedField(field, value, _origin(value, mine, theirs))
    if field in stays:
        value = mine if stays[field] == "kept" else theirs
    return MergedField(
        field, value, _origin(value, mine, theirs), theirs if value == mine else mine
    )


def _origin(value: Any, mine: Any, theirs: Any) -> WhoseValue:
    if value == mine:
        return "kept"
    return "other" if value == theirs else "both"


def _same(mine: Any, theirs: Any, field: str = "") -> bool:
    if field == "birthday":  # of which the year may not be known
        return bool((mine[-5:] == theirs[-5:] and "--" in (mine[:2], theirs[:2])) or mine == theirs)
    if field == "company" and same_firm(mine, theirs):
        return True
    if isinstance(mine, str) and isinstance(theirs, str):
        return fold(mine) == fold(theirs)
    return bool(mine == theirs)


def _former(fields: list[MergedField]) -> list[Former]:
    """What gives way and is kept as told of them; a day of meeting with its place."""
    way = {each.field: each.other for each in fields if each.other is not None}
    kept = [Former(field, way[field]) for field in ("company", "title", "birthday") if field in way]
    met = [way.get("met_at") or "", say_date(way["met_on"]) if "met_on" in way else ""]
    said = ", ".join(filter(None, met))
    return [*kept, Former("met_at", said)] if said else kept


def _told(fields: list[MergedField], names: Mapping[int, str]) -> str:
    """What gives way and is nothing but words: how often, through whom, until when."""
    said: dict[str, Callable[[Any], str]] = {
        "cadence_days": lambda days: f"to be in touch every {days} days",
        "met_through_id": lambda number: f"met through {names.get(number, 'somebody')}",
        "snoozed_until": lambda on: f"snoozed until {say_date(on)}",
    }
    way = [said[each.field](each.other) for each in fields if each.other and each.field in said]
    return f"Also told: {say_list(way)}." if way else ""


def _filled(field: str) -> Callable[[Contact, Contact], Any]:
    return lambda kept, other: getattr(kept, field) or getattr(other, field)


def _least(field: str) -> Callable[[Contact, Contact], Any]:
    def least(kept: Contact, other: Contact) -> Any:
        return min(filter(None, (getattr(kept, field), getattr(other, field))), default=None)

    return least


def _company(kept: Contact, other: Contact) -> str:
    """That of the one who remains; of one firm the fuller spelling."""
    if same_firm(kept.company, other.company):
        return fuller_firm(kept.company, other.company)
    return kept.company or other.company


def _nickname(kept: Contact, other: Contact) -> str:
    """What either is called, as much as there is room for."""
    said = ""
    for name in _all_nicknames(kept, other):
        longer = f"{said}, {name}" if said else name
        said = longer if len(longer) <= NAME_LENGTH else said
    return said


def _all_nicknames(kept: Contact, other: Contact) -> list[str]:
    """What either is called, once each, but for the name that remains."""
    names = {fold(kept.name): ""}
    for name in (*nicknames(kept.nickname), *nicknames(other.nickname)):
        names.setdefault(fold(name), name)
    return [name for name in names.values() if name]


def _met_at(kept: Contact, other: Contact) -> str:
    """Where they met first: the place goes with the day."""
    if kept.met_on and other.met_on and other.met_on < kept.met_on and other.met_at:
        return other.met_at
    return kept.met_at or other.met_at


def _birthday(kept: Contact, other: Contact) -> str:
    """The one with a year, where they are the same day."""
    mine, theirs = kept.birthday, other.birthday
    whole = mine.startswith("--") and theirs[-5:] == mine[-5:]
    return theirs if whole or not mine else mine


def _part(field: str) -> Callable[[Contact, Contact], str]:
    """A part of the name, which is told of the same name or not at all."""

    def part(kept: Contact, other: Contact) -> str:
        told = any(getattr(kept, each) for each in NameParts._fields)
        whose = kept if told or not _same(kept.name, other.name) else other
        return str(getattr(whose, field))

    return part


def _joined_notes(mine: str, theirs: str, more: str) -> str:
    both = (mine, "" if fold(theirs) in fold(mine) else theirs, more)
    return "\n".join(filter(None, both))


def _snoozed(kept: Contact, other: Contact) -> date | None:
    return max(filter(None, (kept.snoozed_until, other.snoozed_until)), default=None)


_RULES: dict[str, _Rule] = {
    **{field: _Rule(_part(field), one_stays=False) for field in NameParts._fields},
    "nickname": _Rule(_nickname, one_stays=False),
    "company": _Rule(_company),
    "title": _Rule(_filled("title")),
    "birthday": _Rule(_birthday),
    "met_on": _Rule(_least("met_on")),
    "met_at": _Rule(_met_at),
    "met_through_id": _Rule(_filled("met_through_id")),
    "cadence_days": _Rule(_least("cadence_days")),
    "archived": _Rule(lambda kept, other: kept.archived and other.archived, one_stays=False),
    "added_on": _Rule(_least("added_on"), one_stays=False),
    "snoozed_until": _Rule(_snoozed),
}
