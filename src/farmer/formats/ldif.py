"""LDIF, which Thunderbird exports: an entry a person, a line an attribute, some of them in base64.

RFC 2849 in so far as address books use it: folded lines, comments, and values as text, in base64 or
by a URL, which is never followed.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterator

from farmer.formats.addressbook import person_of
from farmer.formats.decoding import decode
from farmer.formats.incoming import Reading, Skipped

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


def recognises(text: str) -> bool:
    """Whether `text` begins an entry."""
    return re.search(r"^dn::? ", text, re.MULTILINE | re.IGNORECASE) is not None and "\n" in text


def read(text: str) -> Reading:
    """Everybody in `text`, entry by entry."""
    for line, entry in _entries(text):
        kinds = {kind.casefold() for kind in entry.pop("objectclass", [])}
        if kinds & _GROUPS:
            yield Skipped(line, NOT_A_PERSON)
        elif "dn" in entry:
            told: defaultdict[str, list[str]] = defaultdict(list)
            for name, values in entry.items():
                told[_FIELDS.get(name, "")] += values
            yield from person_of(line, told)


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
        if found and found[2] != "<":
            begun = begun if entry else number
            value = _decoded(found[3]) if found[2] else found[3]
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
