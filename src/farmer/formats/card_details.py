"""Postal addresses, relations, days and own fields of a vCard."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from farmer.details import Detail
from farmer.formats.contentlines import Property, unquoted
from farmer.formats.noting import dated, own, postal, related

# Relations that have a property of their own; the word for them is what it ends in.
_OF_ONE = re.compile(
    r"X-(?:EVOLUTION-|KADDRESSBOOK-X-|MS-)?"
    r"(SPOUSE|PARTNER|ASSISTANT|MANAGER|CHILD|CHILDREN)S?(?:NAME)?"
)
_RELATIONS = ("RELATED", "X-ABRELATEDNAMES")
_DAYS = re.compile(r"(?:X-(?:EVOLUTION-|KADDRESSBOOK-X-|MS-)?)?ANNIVERSARY")
_TYPE = re.compile(r'(?:;|^)TYPE="?([^;:"]*)"?', re.IGNORECASE)
_LABEL = re.compile(r';LABEL="([^"]*)"', re.IGNORECASE)
# Of the types of an address or relation, those that say nothing of which it is.
_SAYS_NOTHING = frozenset(("pref", "dom", "intl", "postal", "parcel", "other", "x-other"))
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def details_of(
    properties: Collection[Property], charset: str, keep: Mapping[str, str]
) -> tuple[Detail, ...]:
    """What of a card has no field; `keep` has properties, and the names to keep them under."""
    labels = {
        each.group: each.text(charset)
        for each in properties
        if each.name == "X-ABLABEL" and each.group
    }
    found = (
        detail
        for each in properties
        for detail in _details(each, each.text(charset), labels.get(each.group, ""), keep)
    )
    return tuple(dict.fromkeys(found))


def unread_of(properties: Collection[Property], charset: str) -> Iterator[str]:
    """Which relations and days are none that can be kept: a person's card by its address, say."""
    for each in properties:
        text = each.text(charset).strip()
        if each.name in _RELATIONS and text and not related("", _plain(text)):
            yield "relation"
        elif _is_day(each.name) and text and not dated("", text):
            yield "date"


def is_told_here(name: str) -> bool:
    """Whether a property is read here, and nowhere else."""
    return (
        name in ("ADR", *_RELATIONS, "X-ABLABEL")
        or _OF_ONE.fullmatch(name) is not None
        or _is_day(name)
    )


def _is_day(name: str) -> bool:
    return name == "X-ABDATE" or _DAYS.fullmatch(name) is not None


def _details(line: Property, text: str, label: str, keep: Mapping[str, str]) -> Iterator[Detail]:
    one = _OF_ONE.fullmatch(line.name)
    if line.name == "ADR":
        yield from postal(label or _type(line), _address(line, text))
    elif line.name in _RELATIONS:
        yield from related(label or _type(line), _plain(text))
    elif one is not None:
        yield from related(one[1].lower(), _plain(text))
    elif _is_day(line.name):
        yield from dated(label or "anniversary", text)
    elif line.own_label or line.name in keep:
        yield from own(line.own_label or keep[line.name], [_plain(text)])


def _address(line: Property, text: str) -> list[str]:
    """The lines of an address: street, town, region, code, country; or as the label has it."""
    parts = [_plain(part) for part in re.split(r"(?<!\\);", text)]
    box, extended, *rest = [*parts, "", ""][:7] if len(parts) > 1 else ["", "", *parts]
    told = [*rest[:1], extended, box, *rest[1:]]
    whole = _LABEL.search(line.head)
    return told if any(told) or whole is None else [_plain(unquoted(whole[1]))]


def _type(line: Property) -> str:
    """The first type that says which address or relation it is."""
    types = [each for found in _TYPE.findall(line.head) for each in found.split(",")]
    types += [each for each in line.head.split(";")[1:] if "=" not in each]  # vCard 2.1
    plain = (each.strip().casefold() for each in types)
    return next((each for each in plain if each and each not in _SAYS_NOTHING), "")


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
