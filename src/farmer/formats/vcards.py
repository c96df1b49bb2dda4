"""People as vCards, 4.0 or 3.0, with their history as a note.

Written here, line by line: no kept library writes 4.0.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator

from farmer.formats.dossiers import Dossier

Version = str
VERSIONS = ("4.0", "3.0")
# A line of a card holds so many bytes, and goes on after a space.
_LONGEST = 75
# Apple's way to say that a year is none, for versions that know no birthday without one.
_NO_YEAR = "1604"
_FIELDS = {"email": "EMAIL", "phone": "TEL", "url": "URL"}
_IDS = uuid.uuid5(uuid.NAMESPACE_OID, "farmer")


def write(people: Iterable[Dossier], version: Version = "4.0") -> Iterator[str]:
    """A card a person, each with its line ends."""
    for person in people:
        lines = ("BEGIN:VCARD", f"VERSION:{version}", *_lines(person, version), "END:VCARD")
        yield "".join(_folded(line) + "\r\n" for line in lines)


def _lines(person: Dossier, version: Version) -> Iterator[str]:
    contact = person.contact
    yield f"UID:{uuid.uuid5(_IDS, 'c' + str(contact['id'])).urn}"
    yield f"FN:{_text(person.name)}"
    first, _, last = person.name.rpartition(" ")
    yield f"N:{_text(last)};{_text(first)};;;"
    for field, value in (("NICKNAME", "nickname"), ("ORG", "company"), ("TITLE", "title")):
        if contact[value]:
            yield f"{field}:{_text(contact[value])}"
    for handle in person.handles:
        scheme = "tel:" if handle["kind"] == "phone" and version == "4.0" else ""
        kind = ";VALUE=uri" if scheme else ""
        web = "https://" if handle["kind"] == "url" else ""
        yield f"{_FIELDS[handle['kind']]}{kind}:{scheme}{web}{_line(handle['value'])}"
    if contact["birthday"]:
        yield _birthday(contact["birthday"], version)
    if person.tags:
        yield f"CATEGORIES:{','.join(_text(tag) for tag in person.tags)}"
    note = "\n".join(_note(person))
    if note:
        yield f"NOTE:{_text(note)}"


def _birthday(written: str, version: Version) -> str:
    if version == "4.0":
        year, rest = ("--", written[2:]) if written.startswith("--") else (written[:4], written[5:])
        return f"BDAY:{year}{rest.replace('-', '')}"
    if written.startswith("--"):
        return f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}:{_NO_YEAR}-{written[2:]}"
    return f"BDAY:{written}"


def _note(person: Dossier) -> Iterator[str]:
    """What is known of them in words, then their history, the newest last."""
    if person.contact["notes"]:
        yield person.contact["notes"]
    if person.contact["met_at"]:
        yield f"Met at {person.contact['met_at']}"
    for row in person.touchpoints:
        yield ", ".join(filter(None, (str(row["on"]), row["kind"], row["event"], row["note"])))
    for row in person.facts:
        yield ", ".join(filter(None, (str(row["on"]), row["what"], row["note"])))


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(text: str) -> str:
    """A value with what means something in a card escaped."""
    escaped = re.sub(r"([\\;,])", r"\\\1", text)
    return re.sub(r"\r\n|\r|\n", r"\\n", escaped)


def _folded(line: str) -> str:
    """`line` in pieces of 75 bytes at most; no letter is broken."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += width
    return "\r\n".join([*pieces, piece])
