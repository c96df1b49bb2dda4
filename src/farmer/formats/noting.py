"""What a file tells of somebody that has no field of ours, as details."""

from __future__ import annotations

import re
from collections.abc import Iterable

from farmer.details import ADDRESS, CHILD, DATE, Detail
from farmer.formats.dates import parse_birthday
from farmer.formats.incoming import kept
from farmer.people.relations import own_field, relation

# How programs write a label of their own; and what they call the kinds of addresses.
_APPLES = re.compile(r"_\$!<(.*)>!\$_")
_LABELS = {"business": "work", "dom": "", "intl": "", "postal": "", "parcel": "", "pref": ""}
_LINES = re.compile(r"[\r\n]+|\\n")
# A name may be written as an address of the person's card: that is no name.
_NO_NAME = re.compile(r"(?:urn|mailto|https?|tel|geo|data):", re.IGNORECASE)
_SEVERAL = re.compile(r" ::: |[,;\n]")


def label_of(text: str) -> str:
    """A label as somebody would type it: ``_$!<Anniversary>!$_`` is *anniversary*."""
    plain = _APPLES.sub(r"\1", text.strip()).lstrip("* ")
    told = kept(plain)
    return _LABELS.get(told.casefold(), told.casefold() if plain != text.strip() else told)


def postal(label: str, parts: Iterable[str]) -> list[Detail]:
    """A postal address of lines and parts; nothing where there is none."""
    told = (kept(line).strip(" ,") for part in parts for line in _LINES.split(part))
    value = ", ".join(dict.fromkeys(filter(None, told)))
    return [Detail(ADDRESS, label_of(label).casefold(), value)] if value else []


def related(label: str, names: str) -> list[Detail]:
    """Those who are close to somebody, by name; of children there may be several in one text."""
    said = label_of(label) or "relation"
    found = [relation(said, name) for name in [kept(names)] if name and not _NO_NAME.match(name)]
    if found and found[0].what == CHILD:
        each = (kept(name) for name in _SEVERAL.split(names))
        return [relation(said, name) for name in each if name]
    return found


def dated(label: str, text: str, *, month_first: bool = True) -> list[Detail]:
    """A day of somebody's; nothing where it cannot be read."""
    day = parse_birthday(text, month_first=month_first)
    return [Detail(DATE, label_of(label) or "date", day)] if day else []


def own(label: str, values: Iterable[str]) -> list[Detail]:
    """A field of the user's own; several values are one, with commas between them."""
    value = ", ".join(dict.fromkeys(filter(None, map(kept, values))))
    return [own_field(kept(label), value)] if value else []
