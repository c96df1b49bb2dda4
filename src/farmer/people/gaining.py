"""What a file adds to somebody known, and what it brings up to date."""

from __future__ import annotations

from typing import Any

from farmer.model import Contact
from farmer.people.agreement import is_address, names_of
from farmer.people.decision import Acquainted, parts_gained
from farmer.people.newer import COMPARED_FIELDS, Newer
from farmer.people.parts import parts_told
from farmer.text import words

_NAME = "name"
FILLED = (
    *("nickname", "company", "title", "met_at", "met_on", "cadence_days", "birthday", "notes"),
)


class Gaining:
    """By what somebody known is completed: `newer` knows what a file may bring up to date."""

    def __init__(self, newer: Newer, *, prefer_file: bool) -> None:
        self.newer = newer
        self._prefer_file = prefer_file

    def fields(
        self, whose: int, person: Acquainted, contact: Contact, *, exchanged: bool = False
    ) -> dict[str, Any]:
        """The fields that `contact` gives a known person.

        Only a list of people renames anybody: in mails and meetings names are written at will. But
        an address that stood in for a name gives way to any.
        """
        known = person.contact
        gained: dict[str, Any] = {
            name: getattr(contact, name)
            for name in FILLED
            if getattr(contact, name)
            and getattr(contact, name) != getattr(known, name)
            and (
                self._prefer_file
                or not getattr(known, name)
                or self.newer.is_newer(whose, known, contact, name)
                or self.newer.is_fuller(whose, known, contact, name)
            )
        }
        if is_address(known.name) and not is_address(contact.name):
            renamed = True
        else:
            renamed = not exchanged and self._is_renamed(whose, person, contact)
        if renamed:
            return gained | {_NAME: contact.name, **parts_told(contact)._asdict()}
        return gained | parts_gained(known, contact, preferred=self._prefer_file)

    def told_otherwise(
        self, whose: int, person: Acquainted, contact: Contact, *, exchanged: bool = False
    ) -> dict[str, str]:
        """What of a known person a file tells otherwise: firm, title, day, note or a name.

        Where the file is preferred, all that it takes the place of: less of a note, too.
        """
        known = person.contact
        told = {
            name: getattr(contact, name)
            for name in COMPARED_FIELDS
            if getattr(known, name) and self.newer.is_other(whose, known, contact, name)
        }
        if self._prefer_file:
            taken = self.fields(whose, person, contact, exchanged=exchanged)
            told |= {name: taken[name] for name in FILLED if name in taken and getattr(known, name)}
        if not exchanged and (
            self._is_renamed(whose, person, contact) or _is_nobodys_spelling(person, contact)
        ):
            told[_NAME] = contact.name
        return told

    def _is_renamed(self, whose: int, person: Acquainted, contact: Contact) -> bool:
        """Whether a file has another name for somebody whose name a file of the kind brought."""
        if contact.name == person.contact.name or not self.newer.has_brought(whose, _NAME):
            return False
        fewer = set(words(contact.name)) <= set(words(person.contact.name))
        return not fewer and _is_another_name(person, contact)


def _is_another_name(person: Acquainted, contact: Contact) -> bool:
    """Whether a whole name is told by which the person is not known."""
    told = names_of(contact)
    whole = not (told.nameless or told.several) and len(words(contact.name)) > 1
    initials = any(len(word) == 1 for word in words(contact.name))
    return whole and not initials and not person.names.whole & told.whole


def _is_nobodys_spelling(person: Acquainted, contact: Contact) -> bool:
    """Whether another name is told that is neither shorter than what is known, nor longer."""
    if contact.name == person.contact.name:
        return False
    known, told = _bare_words(person.contact), _bare_words(contact)
    return not (known <= told or told <= known) and _is_another_name(person, contact)


def _bare_words(contact: Contact) -> set[str]:
    """The words of a name without the title that is told of it."""
    return {*words(contact.name)} - {*words(contact.prefix)}
