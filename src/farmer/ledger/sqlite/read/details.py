"""What is known of the people of a ledger: addresses, what else is or was true, tags, GAINS."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from sys import intern
from typing import TYPE_CHECKING, get_args

from farmer.errors import InvalidValue
from farmer.ledger.nouns import Address
from farmer.ledger.sqlite.read.query import Asking, to_day, up_to
from farmer.model import Handle, HandleKind

if TYPE_CHECKING:
    from farmer.details import Detail, Former, Gain

HANDLES = "SELECT kind, value FROM handle WHERE contact_id = :contact_id ORDER BY id"
ADDRESSES = """
SELECT kind, value, preferred, until FROM handle WHERE contact_id = :contact_id ORDER BY id
"""
_FORMER = "SELECT contact_id, what, value, until FROM former "
FORMER = _FORMER + "WHERE contact_id = :contact_id ORDER BY id"
FORMER_OF = _FORMER + "WHERE id = :former_id"
EVERYBODYS_FORMER = _FORMER + "ORDER BY id"
_DETAIL = "SELECT contact_id, what, label, value, source FROM detail "
DETAILS_OF = _DETAIL + "WHERE contact_id = :contact_id ORDER BY id"
DETAIL_OF = _DETAIL + "WHERE id = :detail_id"
DETAILS_RECORDED = _DETAIL + "ORDER BY id"
IDENTIFIERS = "SELECT contact_id, source, value FROM identifier ORDER BY id"
HANDLES_BROUGHT = """
SELECT contact_id, kind, value, source FROM handle
WHERE until IS NULL AND source NOT IN ('hand', 'memory') ORDER BY id
"""
TAGS = "SELECT contact_id, tag FROM tag ORDER BY tag, contact_id"
TAGS_OF = "SELECT tag FROM tag WHERE contact_id = :contact_id ORDER BY tag"
TAGGED = """
SELECT t.contact_id FROM tag AS t JOIN contact AS c ON c.id = t.contact_id
WHERE t.tag = :tag AND c.archived = :archived
ORDER BY t.contact_id
"""
GAINS_OF = f"""
SELECT whose, slot, text, "on" FROM gains
WHERE contact_id = :contact_id AND {up_to('"on"')}
ORDER BY id
"""  # noqa: S608
GOALS = f"""
SELECT contact_id, text, "on" FROM gains
WHERE whose = 'theirs' AND slot = 'goals' AND text <> '' AND {up_to('"on"')}
ORDER BY id
"""  # noqa: S608


class Details(Asking):
    """The details of the people of a ledger."""

    def handles(self, contact_id: int) -> list[Handle]:
        """A contact's addresses, in the order they became known."""
        rows = self.rows(HANDLES, {"contact_id": contact_id})
        return [_handle(kind, value) for kind, value in rows]

    def addresses(self, contact_id: int) -> list[Address]:
        """A contact's addresses, with which is to be used first, and which are no longer theirs."""
        return [
            Address(_handle(kind, value), bool(preferred), to_day(until) if until else None)
            for kind, value, preferred, until in self.rows(ADDRESSES, {"contact_id": contact_id})
        ]

    def former(self, contact_id: int) -> list[Former]:
        """What else is or was true of a contact, in the order it was noted."""
        return [_former(*row)[1] for row in self.rows(FORMER, {"contact_id": contact_id})]

    def everybodys_former(self) -> list[tuple[int, Former]]:
        """What else is or was true of everybody, each with whose it is."""
        return [_former(*row) for row in self.rows(EVERYBODYS_FORMER)]

    def former_of(self, former_id: int) -> tuple[int, Former] | None:
        """Whose a past detail is, and the detail, by its id; or None."""
        row = self.row(FORMER_OF, {"former_id": former_id})
        return _former(*row) if row else None

    def details(self, contact_id: int) -> list[Detail]:
        """What is noted of a contact under a label, in the order it was noted."""
        return [_detail(*row)[1] for row in self.rows(DETAILS_OF, {"contact_id": contact_id})]

    def details_recorded(self) -> list[tuple[int, Detail, str | None]]:
        """The same of everybody, each with whose it is and where it came from."""
        return [(*_detail(*row), source) for *row, source in self.rows(DETAILS_RECORDED)]

    def detail_of(self, detail_id: int) -> tuple[int, Detail] | None:
        """Whose a detail is, and the detail, by its id; or None."""
        row = self.row(DETAIL_OF, {"detail_id": detail_id})
        return _detail(*row) if row else None

    def identifiers(self) -> list[tuple[int, str, str]]:
        """By which ids sources know people: whose each is, the source, and its id."""
        rows = self.streamed(IDENTIFIERS)
        return [(whose, intern(source), intern(value)) for whose, source, value in rows]

    def handles_brought(self) -> list[tuple[int, Handle, str]]:
        """The addresses in use that a file brought: whose, and its kind."""
        rows = self.streamed(HANDLES_BROUGHT)
        return [
            (whose, _handle(kind, intern(value)), intern(source))
            for whose, kind, value, source in rows
        ]

    def tags(self) -> dict[str, list[int]]:
        """Every tag, in order, with the ids of the people who have it, archived ones too."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for contact_id, tag in self.rows(TAGS):
            found[tag].append(contact_id)
        return dict(found)

    def tags_of(self, contact_id: int) -> list[str]:
        """A contact's tags, in order."""
        return [tag for (tag,) in self.rows(TAGS_OF, {"contact_id": contact_id})]

    def tagged(self, tag: str, *, archived: bool = False) -> list[int]:
        """The ids of the unarchived people who have the tag, or of the archived ones."""
        rows = self.rows(TAGGED, {"tag": tag, "archived": archived})
        return [contact_id for (contact_id,) in rows]

    def tags_recorded(self) -> set[tuple[int, str]]:
        """Whose each tag is."""
        return set(self.rows(TAGS))

    def gains(self, contact_id: int, on: date) -> list[Gain]:
        """What was noted of a GAINS exchange with a contact up to that day."""
        from farmer.details import Gain

        asked = {"contact_id": contact_id, "on": self.until(on)}
        return [
            Gain(whose, slot, text, self.day(noted))
            for whose, slot, text, noted in self.rows(GAINS_OF, asked)
        ]

    def goals(self, on: date) -> dict[int, tuple[str, date]]:
        """By whose they are, the goals that you know of: what was noted last, and when."""
        rows = self.rows(GOALS, {"on": self.until(on)})
        return {contact_id: (text, self.day(noted)) for contact_id, text, noted in rows}


def _handle(kind: HandleKind, value: str) -> Handle:
    """An address as a row tells of it; what is no kind of one, no farmer wrote."""
    if kind not in get_args(HandleKind):
        raise InvalidValue(f"“{kind}” is no kind of address.", "It is one of email, phone, url.")
    return Handle(kind, value)


def _former(contact_id: int, what: str, value: str, until: str | None) -> tuple[int, Former]:
    from farmer.details import Former

    return contact_id, Former(what, value, to_day(until) if until else None)


def _detail(
    contact_id: int, what: str, label: str, value: str, _source: str | None = None
) -> tuple[int, Detail]:
    from farmer.details import Detail

    return contact_id, Detail(what, label, value)
