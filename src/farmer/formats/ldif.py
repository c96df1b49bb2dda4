"""LDIF, which Thunderbird exports: an entry a person, a line an attribute, some of them in base64.

RFC 2849 in so far as address books use it: folded lines, comments, and values as text, in base64 or
by a URL, which is never followed.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from farmer.details import Detail
from farmer.formats.addressbook import person_of
from farmer.formats.decoding import decode
from farmer.formats.incoming import How, KeptColumn, Reading, Skipped, Unused, kept
from farmer.formats.noting import own, postal

NOT_A_PERSON = "the entry is a list or group, not a person"
_GROUPS = frozenset(("groupofnames", "groupofuniquenames", "organizationalunit"))
_FIELDS = {
    "cn": "name",
    "displayname": "name",
    "personaltitle": "prefix",
    "givenname": "first",
    "sn": "last",
    "generationqualifier": "suffix",
    "mozillanickname": "nickname",
    "mail": "email",
    "mozillasecondemail": "email",
    "telephonenumber": "phone",
    "homephone": "phone",
    "mobile": "phone",
    "o": "company",
    "title": "title",
    "description": "notes",
    "mozillahomeurl": "url",
    "mozillaworkurl": "url",
    "birthyear": "year",
    "birthmonth": "month",
    "birthday": "day",
}
# Where their post goes, line by line; Thunderbird has the work's under the names of directories.
_ADDRESSES = {
    "home": [
        f"mozillahome{part}"
        for part in ("street", "street2", "localityname", "state", "postalcode", "countryname")
    ],
    "work": ["street", "mozillaworkstreet2", "l", "st", "postalcode", "c"],
}
# What only programs need.
_OF_PROGRAMS = frozenset(
    ("dn", "objectclass", "modifytimestamp", "createtimestamp", "changetype", "version", "uid")
)


def recognises(text: str) -> bool:
    """Whether `text` begins an entry."""
    return re.search(r"^dn::? ", text, re.MULTILINE | re.IGNORECASE) is not None and "\n" in text


def read(text: str, how: How) -> Reading:
    """Everybody in `text`, entry by entry; which attributes are left, and which kept."""
    ours = {*_FIELDS, *_OF_PROGRAMS, *(part for parts in _ADDRESSES.values() for part in parts)}
    seen: dict[str, int] = {}
    for line, entry in _entries(text):
        kinds = {kind.casefold() for kind in entry.pop("objectclass", [])}
        if kinds & _GROUPS:
            yield Skipped(line, NOT_A_PERSON)
        elif "dn" in entry:
            told: defaultdict[str, list[str]] = defaultdict(list)
            for name, values in entry.items():
                told[_FIELDS.get(name, "")] += values
                seen.setdefault(name, line)
            details = tuple(dict.fromkeys(_details(entry, how.keep)))
            yield from person_of(line, told, details=details)
    for name, line in seen.items():
        if name in how.keep:
            yield KeptColumn(line, name)
        elif name not in ours:
            yield Unused(line, kept(name))


def _details(entry: Mapping[str, list[str]], keep: Mapping[str, str]) -> Iterator[Detail]:
    """Postal addresses, and what the user keeps."""
    for label, parts in _ADDRESSES.items():
        yield from postal(label, [text for part in parts for text in entry.get(part, ())])
    for name in entry.keys() & keep.keys():
        yield from own(keep[name], entry[name])


def _entries(text: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Each entry with the line it begins on."""
    begun, entry = 0, defaultdict[str, list[str]](list)
    for number, line in _unfolded(text):
        if not line.strip():
            if entry:
                yield begun, entry
            entry = defaultdict(list)
            continue
        found = re.fullmatch(r"([\w;.-]+):([:<]?)[ \t]*(.*)", line, re.DOTALL)
        if found:
            begun = begun if entry else number
            value = {"": found[3], ":": _decoded(found[3]), "<": ""}[found[2]]
            entry[found[1].partition(";")[0].casefold()].append(value.strip())
    if entry:
        yield begun, entry


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number; what begins with a space goes on with the line before."""
    whole, begun = "", 0
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.startswith(" ") and begun:
            whole += line[1:]
            continue
        if begun and not whole.startswith("#"):
            yield begun, whole
        whole, begun = line, number
    yield begun, ""


def _decoded(value: str) -> str:
    try:
        return decode(base64.b64decode(value, validate=False))
    except ValueError:  # not base64, or not even ASCII
        return ""
