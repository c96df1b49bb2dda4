"""vCard 2.1, 3.0 and 4.0, through vobject, one card at a time.

Every card is first brought into one plain shape (`farmer.formats.cards`): only the lines it is
read for, without parameters, decoded. What vobject then still cannot read costs that line, and
only a card without any readable line is skipped. A card is no contact in the method's sense, so
no touch comes out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from farmer.formats.cards import Card, cut
from farmer.formats.dates import parse_birthday
from farmer.formats.decoding import to_utf8
from farmer.formats.encodings import to_text_anyhow
from farmer.formats.incoming import (
    How,
    Incoming,
    KeptColumn,
    Reading,
    Skipped,
    Unread,
    Unused,
    handles_from,
    kept,
    kept_note,
)
from farmer.formats.leftover import surplus, unreadable
from farmer.formats.related_cards import name_related, names_of_cards
from farmer.formats.tagging import tags_from
from farmer.handles import email_handle, phone_handle, url_handle
from farmer.model import Contact, Handle
from farmer.people.jobs import title_and_job
from farmer.people.parts import NameParts, put_right
from farmer.text import fold

UNREADABLE = "the card cannot be read"
NO_NAME = "the card has no name, nickname, company or e-mail"
NOT_A_PERSON = "the card is a group, place or device, not a person"

_MARK = re.compile(r"^\s*(BEGIN|END)\s*:\s*VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_KINDS = ("kind", "x-addressbookserver-kind")
_NEITHER_PERSON_NOR_FIRM = frozenset(("group", "location", "device"))
# An escaped letter, a backslash with nothing to escape, or a comma that nobody escaped.
_TO_ESCAPE = re.compile(r"\\.|\\$|,", re.DOTALL)
# Where somebody is found.
_PAGES = ("url", "socialprofile", "x-socialprofile", "x-linkedin")
_LISTS = frozenset(("N", "NICKNAME"))

_Fields = dict[str, list[Any]]
_NOTHING: Mapping[str, str] = MappingProxyType({})


def recognises(text: str) -> bool:
    """Whether `text` holds a card, or at least the end of one."""
    return _MARK.search(text.replace("\r", "\n")) is not None


def read_in(data: bytes, how: How) -> Reading:
    """As `read`, where lines may be in an encoding that none of them says; first which it is."""
    if how.encoding or b"CHARSET=" not in data.upper():
        text, encoding = to_text_anyhow(data, how.encoding)
        if encoding is not None:
            yield encoding
        data = text.encode("utf-8", "replace") if encoding or how.encoding else data
    yield from read(data, how.keep)


def read(data: bytes, keep: Mapping[str, str] = _NOTHING) -> Reading:
    """Everybody in `data`, card by card; cards that are nobody are skipped with a reason.

    It takes bytes, because lines of one card may be in different encodings. `keep` has what else
    is to be kept of a card, and under which name. A relation that is the id of another card is
    its name.
    """
    left: dict[str, int] = {}
    asked = {name: each for each in keep for name in card_properties(each)}
    wanted = {name: keep[each] for name, each in asked.items()}
    found: dict[str, int] = {}
    plain = to_utf8(data)
    names = names_of_cards(plain)
    for card in cut(plain, wanted):
        name_related(card, names)
        for row in _person(card, wanted):
            yield row
            if isinstance(row, Incoming) and card.has_department:
                left.setdefault("department", card.line)
        for line in card.properties:
            if line.name in asked:
                found.setdefault(asked[line.name], card.line)
        for name in card.unread:
            left.setdefault(name, card.line)
    yield from (KeptColumn(line, name) for name, line in found.items())
    yield from (Unused(line, name) for name, line in left.items())


def card_properties(each: str) -> Iterator[str]:
    """What a field may be called in a card: *shoe size* is ``X-SHOE-SIZE``."""
    name = re.sub(r"[^A-Z0-9]+", "-", fold(each).upper()).strip("-")
    yield from (name, f"X-{name}")


def _person(card: Card, keep: Mapping[str, str]) -> Iterator[Incoming | Skipped | Unread]:
    fields = _parse([_plain(name, value) for name, value in card.fields()])
    if fields is None:
        yield Skipped(card.line, UNREADABLE)
        return
    kinds = {kind.casefold() for key in _KINDS for kind in _texts(fields, key)}
    if kinds & _NEITHER_PERSON_NOR_FIRM:
        yield Skipped(card.line, NOT_A_PERSON)
        return
    handles = _handles(fields)
    company = _company(fields)
    name = _name(fields, company, handles)
    if not name:
        yield Skipped(card.line, NO_NAME)
        return
    parts = _parts(fields)
    title = kept(_first(_texts(fields, "title")))
    if parts.family or parts.given:
        prefix, title = title_and_job(parts.prefix, title)
        parts = parts._replace(prefix=prefix)
    contact = Contact(
        name,
        nickname=kept(_first(_texts(fields, "nickname"))),
        company=company,
        title=title,
        notes=kept_note("\n".join(_texts(fields, "note"))),
        birthday=parse_birthday(_first(_texts(fields, "bday"))),
        **put_right(parts)._asdict(),
    )
    tags = tags_from(map(kept, card.categories()))
    key = kept(_first(_texts(fields, "uid")))
    yield Incoming(card.line, contact, handles, key=key, tags=tags, details=card.details(keep))
    left = (*_unread(fields, contact.birthday), *card.not_rung(), *card.unread_details())
    yield from (Unread(card.line, each) for each in left)


def _unread(fields: _Fields, birthday: str) -> Iterator[str]:
    """Which values of a card are none that can be kept, or one more than can be."""
    firms = [kept(_joined(org[0])) for org in fields.get("org", ()) if org]
    alone = {name: _texts(fields, name) for name in ("title", "nickname")}
    yield from unreadable(
        {
            "email": list(map(_address, _texts(fields, "email"))),
            "phone": list(map(_number, _texts(fields, "tel"))),
            "url": _pages(fields),
        }
    )
    if _texts(fields, "bday") and not birthday:
        yield "birthday"
    yield from surplus({"company": firms, **alone})


def _plain(name: str, value: str) -> str:
    """A line as vCard 3.0 has it, which is what vobject reads.

    Most exporters escape no comma, and vobject would keep only what stands before it; a
    backslash at the very end makes it invent letters.
    """
    if name not in _LISTS:
        value = _TO_ESCAPE.sub(_escaped, value)
    elif re.search(r"(?<!\\)(\\\\)*\\$", value):
        value += "\\"
    return f"{name}:" + re.sub(r"\r\n?|\n", r"\\n", value)


def _escaped(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 2 else "\\" + found[0]


def _parse(lines: Sequence[str]) -> _Fields | None:
    """What vobject makes of `lines`; if that is nothing, of those lines it reads on their own."""
    whole = _parsed(lines)
    if whole is not None:
        return whole
    fields: _Fields = {}
    for line in lines:
        for key, values in (_parsed([line]) or {}).items():
            fields.setdefault(key, []).extend(values)
    return fields or None


def _parsed(lines: Iterable[str]) -> _Fields | None:
    import vobject

    try:
        card = vobject.readOne("\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")))
        return {key: [line.value for line in found] for key, found in card.contents.items()}
    except Exception:  # vobject raises whatever happens to go wrong, not only its own errors
        return None


def _texts(fields: _Fields, key: str) -> list[str]:
    """The values of a property that are not blank."""
    return [text.strip() for text in fields.get(key, ()) if text.strip()]


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""


def _name(fields: _Fields, company: str, handles: Sequence[Handle]) -> str:
    """The name shown, else the name in parts, else whatever the card can be called by."""
    shown = [kept(text) for text in _texts(fields, "fn")]
    parts = [kept(f"{_joined(n.given)} {_joined(n.family)}") for n in fields.get("n", ())]
    nicknames = [kept(text) for text in _texts(fields, "nickname")]
    emails = [handle.value for handle in handles if handle.kind == "email"]
    return next(filter(None, (*shown, *parts, *nicknames, company, *map(kept, emails))), "")


def _parts(fields: _Fields) -> NameParts:
    """The name in parts; all empty where the card has none."""
    for n in fields.get("n", ()):
        said = (n.prefix, n.given, n.additional, n.family)
        told = (*map(_joined, said), _joined(n.suffix, ", "))
        return NameParts(*map(kept, told))
    return NameParts()


def _company(fields: _Fields) -> str:
    """The first part of ORG that names a firm: the others are its departments."""
    firms = (kept(_joined(org[0])) for org in fields.get("org", ()) if org)
    return next(filter(None, firms), "")


def _joined(value: str | list[str], gap: str = " ") -> str:
    return value if isinstance(value, str) else gap.join(value)


def _handles(fields: _Fields) -> tuple[Handle, ...]:
    return handles_from(
        (
            *((email_handle, _address(text)) for text in _texts(fields, "email")),
            *((phone_handle, _number(text)) for text in _texts(fields, "tel")),
            *((url_handle, text) for text in _pages(fields)),
        )
    )


def _pages(fields: _Fields) -> list[str]:
    """Pages and profiles; Apple and Google escape the colon, which no version asks for."""
    return [text.replace("\\:", ":") for name in _PAGES for text in _texts(fields, name)]


def _address(text: str) -> str:
    """The address in ``mailto:a@b.example`` and in ``"Ana" <a@b.example>``."""
    bracketed = re.search(r"<([^<>]+)>", text)
    return re.sub(r"^mailto:", "", bracketed[1] if bracketed else text, flags=re.IGNORECASE)


def _number(text: str) -> str:
    """The number in ``tel:+1-555-0100;ext=7``; the extension is no part of it."""
    uri = re.match(r"tel:([^;]*)", text, re.IGNORECASE)
    return uri[1] if uri else text
