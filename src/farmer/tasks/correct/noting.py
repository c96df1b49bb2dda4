"""What is noted of somebody under a label, set anew or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.birthdays import parse_birthday
from farmer.details import ADDRESS, CHILD, DATE, Detail
from farmer.errors import InvalidValue, NotFound
from farmer.ids import Id
from farmer.people.relations import is_one_only, own_field, relation
from farmer.text import NAME_LENGTH, NOTE_LENGTH, clean, fold

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader

_ADDRESS = re.compile(r"(?:(.*) )?address(?: \((.*)\))?")
_DAY = re.compile(r"(?:wedding )?anniversary")
_NAMES = re.compile(r"[,;]")


class Noting(NamedTuple):
    """What becomes of the details of one person."""

    removed: tuple[Detail, ...]
    added: tuple[Detail, ...]

    def write(self, change: Writer, contact_id: int) -> None:
        """Take out what is removed, and note what is new."""
        for detail in self.removed:
            change.remove_detail(contact_id, detail)
        for detail in self.added:
            change.add_detail(contact_id, detail)


def noting_of(reader: Reader, contact_id: int, typed: Iterable[str], today: date) -> Noting:
    """What is to become of somebody's details, as `typed`: ``shoe size=39``, or nothing behind =.

    Raises:
        InvalidValue: for what names no field, or holds a value that cannot be.
        NotFound: where a field that is to be taken out is not there.
    """
    known = reader.details(contact_id) if typed else []
    removed: dict[Detail, None] = {}
    added: dict[Detail, None] = {}
    for each in typed:
        label, value = _parsed(each)
        before = [detail for detail in known if _is_called(detail, label)]
        if not value and not before:
            raise NotFound(
                f"There is no field “{label}”.",
                f"See what there is: farmer show {Id('c', contact_id)}",
            )
        new = typed_details(label, value, today) if value else []
        removed |= dict.fromkeys(detail for detail in before if detail not in new)
        added |= dict.fromkeys(detail for detail in new if detail not in before)
    return Noting(tuple(removed), tuple(added))


def typed_details(label: str, value: str, today: date) -> list[Detail]:
    """The details that somebody typed: relations, addresses and days by their usual words.

    Raises:
        InvalidValue: for a day that is none.
    """
    folded = fold(label)
    address = _ADDRESS.fullmatch(folded)
    if address:
        return [Detail(ADDRESS, address[1] or address[2] or "", value)]
    if _DAY.fullmatch(folded):
        return [Detail(DATE, label, parse_birthday(value, today))]
    if is_one_only(label):
        return [relation(label, value)]
    found = own_field(label, value)
    if found.what == CHILD:
        return [relation(label, name) for name in map(clean, _NAMES.split(value)) if name]
    return [found]


def _parsed(typed: str) -> tuple[str, str]:
    label, equals, value = typed.partition("=")
    label, value = clean(label), clean(value)
    if not (equals and label):
        raise InvalidValue(
            f"“{clean(typed)}” does not say which field holds what.",
            'Write --set "shoe size=39", or --set "shoe size=" to take it out.',
        )
    for text, longest in ((label, NAME_LENGTH), (value, NOTE_LENGTH)):
        if len(text) > longest:
            raise InvalidValue(
                f"That is longer than {longest} letters.", "Shorten it, or keep it as a note."
            )
    return label, value


def _is_called(detail: Detail, label: str) -> bool:
    """Whether somebody means a detail by its label, or by the words with which it is shown."""
    if detail.what == ADDRESS:
        address = _ADDRESS.fullmatch(fold(label))
        return address is not None and fold(detail.label) == (address[1] or address[2] or "")
    return fold(detail.label) == fold(label)
