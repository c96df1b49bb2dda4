"""People as vCards, 4.0 or 3.0, with what you noted of them and, if wanted, their history.

Written here, line by line: no kept library writes 4.0.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from farmer.choices import Choices
from farmer.details import RELATION
from farmer.formats.contentlines import escaped
from farmer.formats.dossiers import Dossier
from farmer.formats.vcard_details import detail_lines
from farmer.formats.whole_shape import LedgerRow
from farmer.links import RELATIONS
from farmer.people.parts import NameParts, parts_of
from farmer.text import fold, printable, printable_lines

VERSIONS: Choices[str] = Choices("vCard version", {"4.0": "today's", "3.0": "for older programs"})
HISTORIES: Choices[str] = Choices(
    "--history",
    {
        "none": "your own note about them, and no more",
        "short": "where you met and the last three contacts too",
        "full": "everything too",
    },
)
_SHORT = 3
# A line of a card holds so many bytes, and goes on after a space.
_LONGEST = 75
# Apple's way to say that a year is none, for versions that know no birthday without one.
_NO_YEAR = "1604"
_OURS = re.compile(
    r"BEGIN:VCARD\r?\nVERSION:[34]\.0\r?\nUID:urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21}\r?\nFN:"
)


def write(
    people: Iterable[Dossier],
    uid_of: Callable[[int], uuid.UUID],
    version: str = "4.0",
    history: str = "none",
) -> Iterator[str]:
    """A card a person, each with its line ends; `uid_of` a person's number is theirs outside.

    `history`, of `HISTORIES`, is how much of it is in the note, beside your own.
    """
    for person in people:
        uid = f"UID:{uid_of(person.contact['id']).urn}"
        lines = (
            "BEGIN:VCARD",
            f"VERSION:{version}",
            uid,
            *_lines(person, version, history),
            "END:VCARD",
        )
        yield "".join(folded(line) + "\r\n" for line in lines)


def is_ours(text: str) -> bool:
    """Whether `text` begins with a card as farmer writes them."""
    return _OURS.match(text) is not None


def _lines(person: Dossier, version: str, history: str) -> Iterator[str]:
    contact = person.contact
    yield f"FN:{_text(person.name, version)}"
    told = NameParts(*(contact[part] for part in NameParts._fields))
    yield f"N:{name_value(person.name, told)}"
    if contact["nickname"]:
        yield f"NICKNAME:{_text(contact['nickname'], version)}"
    if contact["company"]:
        yield f"ORG:{_part(contact['company'])}"
    if contact["title"]:
        yield f"TITLE:{_text(contact['title'], version)}"
    yield from (_handle(handle, version) for handle in person.handles)
    if contact["birthday"]:
        yield birthday_line(contact["birthday"], version)
    yield from detail_lines([*person.details, *_relations(person)], version)
    if person.tags:
        yield f"CATEGORIES:{','.join(_text(tag, version) for tag in person.tags)}"
    note = [_lined(part, version) for part in _note(person, history)]
    if note:
        yield "NOTE:" + "\\n".join(note)


def _relations(person: Dossier) -> Iterator[LedgerRow]:
    """Whom they know, but for those whom their relations name already."""
    named = {fold(row["value"]) for row in person.details if row["what"] == RELATION}
    for each in person.knows:
        if fold(each.name) not in named:
            yield {"what": RELATION, "label": RELATIONS[each.strength], "value": each.name}


def name_value(name: str, told: NameParts) -> str:
    """The value of ``N``: the parts as they were `told`, else as guessed; none of a firm's."""
    parts = told if any(told) else parts_of(name)
    suffixes = ",".join(_part(each) for each in parts.suffix.split(", "))
    return ";".join(
        (*map(_part, (parts.family, parts.given, parts.middle, parts.prefix)), suffixes)
    )


def _handle(handle: LedgerRow, version: str) -> str:
    first = (";PREF=1" if version == "4.0" else ";TYPE=PREF") if handle["preferred"] else ""
    return handle_line(handle["kind"], handle["value"], version, first)


def handle_line(kind: str, value: str, version: str, first: str = "") -> str:
    """The line of an address; `first` is the parameter of the one to use first."""
    if kind == "email":
        return f"EMAIL{first}:{_text(value, version)}"
    if kind == "url":
        host, slash, path = value.partition("/")
        return f"URL{first}:https://{printable(host)}{slash}{quote(path, safe='/@:!$&()*+=~')}"
    # Without a country's code, a number is no address of the scheme tel (RFC 3966).
    is_uri = version == "4.0" and value.startswith("+")
    number = f";VALUE=uri:tel:{printable(value)}" if is_uri else f":{_text(value, version)}"
    return f"TEL{first}{number}"


def birthday_line(written: str, version: str) -> str:
    """The line of a birthday as it is kept, ``1984-05-12`` or ``--05-12``."""
    if version == "4.0":
        year, rest = ("--", written[2:]) if written.startswith("--") else (written[:4], written[5:])
        return f"BDAY:{year}{rest.replace('-', '')}"
    if written.startswith("--"):
        return f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}:{_NO_YEAR}-{written[2:]}"
    return f"BDAY:{written}"


def _note(person: Dossier, history: str) -> Iterator[str]:
    """Your own note, then as much as is wanted of their history, the newest last."""
    if person.contact["notes"]:
        yield person.contact["notes"]
    if history == "none":
        return
    if person.contact["met_at"]:
        yield f"Met at {person.contact['met_at']}"
    if history == "short":
        yield from person.history[-_SHORT:]
        return
    yield from (f"{said[:1].upper()}{said[1:]}" for said in person.past)
    yield from person.history


def _text(text: str, version: str) -> str:
    """A value of one part, escaped: 4.0 leaves a semicolon alone that separates nothing."""
    return _part(text) if version == "3.0" else _part(text).replace(r"\;", ";")


def _lined(text: str, version: str) -> str:
    """As `_text`, with the lines that it has."""
    lines = escaped(printable_lines(text)).replace("\n", r"\n")
    return lines if version == "3.0" else lines.replace(r"\;", ";")


def _part(text: str) -> str:
    """A part of a value of several, escaped."""
    return escaped(printable(text))


def folded(line: str, end: str = "\r\n") -> str:
    """`line` in pieces of 75 bytes at most, with line ends between them; no letter is broken."""
    if line.isascii():  # a byte a letter
        rest = range(_LONGEST, len(line), _LONGEST - 1)
        return f"{end} ".join([line[:_LONGEST], *(line[at : at + _LONGEST - 1] for at in rest)])
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += width
    return end.join([*pieces, piece])
