"""What becomes of a name that is corrected: its parts, and the one that was there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.details import OTHER_NAMES, Former
from farmer.errors import NotFound
from farmer.ids import Id
from farmer.model import Contact
from farmer.people.meant import slip_for
from farmer.people.naming import compared
from farmer.people.parts import NameParts, parts_of, parts_told
from farmer.shell import quoted
from farmer.tasks.correct.correction import Correction
from farmer.tasks.correct.past import since
from farmer.text import clean_name, fold
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer


class OtherNames(NamedTuple):
    """The other names of somebody that a correction adds and takes out."""

    added: tuple[Former, ...]
    removed: tuple[Former, ...]

    def write(self, change: Writer, contact_id: int) -> None:
        """Add and take them out."""
        for former in self.removed:
            change.remove_former(contact_id, former)
        for former in self.added:
            change.add_former(contact_id, former)


def part_columns(contact: Contact, fields: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a name as they are told then; empty again where only the name is another.

    Where one is told, so are the others: as they were, or as they are guessed.
    """
    typed = {part: fields[part] for part in NameParts._fields if part in fields}
    if not typed:
        return dict.fromkeys(NameParts._fields, "") if "name" in fields else {}
    told = NameParts() if "name" in fields else parts_told(contact)
    return _retold(fields.get("name", contact.name), told, typed)._asdict()


def other_names_of(
    contact: Contact, former: Sequence[Former], name: str, told: Correction, today: date
) -> OtherNames:
    """What else somebody is or was called, once their name is `name`.

    Raises:
        NotFound: for a name to take out that they do not have.
        InvalidValue: for a day that cannot be read, or lies ahead.
    """
    known = [each for each in former if each.what in OTHER_NAMES]
    removed = [each for each in known if fold(each.value) == fold(name)]
    for typed in told.not_also:
        found = [each for each in known if fold(each.value) == fold(clean_name(typed))]
        if not found:
            raise NotFound(
                f"{contact.name} has no other name “{clean_name(typed)}”.",
                f"See their names: farmer show {Id('c', contact.id or 0)}",
            )
        removed += found
    before = _before(contact.name, name, told, today)
    spelt = [Former("spelling", clean_name(typed)) for typed in told.also]
    added = [*([before] if before else []), *spelt]
    return OtherNames(
        tuple(each for each in added if fold(each.value) != fold(name)), tuple(removed)
    )


def kept_said(contact: Contact, others: OtherNames) -> str:
    """What is kept of the name that was there before; empty where it is not."""
    before = next((each for each in others.added if each.value == contact.name), None)
    if before is None:
        return ""
    if before.until:
        return f"{before.value} is kept as a former name, until {say_date(before.until)}."
    drop = f"farmer edit {Id('c', contact.id or 0)} --not-also {quoted(before.value)}"
    return f"{before.value} is kept as another spelling; to take it out: {drop}"


def _before(before: str, name: str, told: Correction, today: date) -> Former | None:
    """The name that was there, as it is kept: no other name, a spelling, or a former one."""
    mine, theirs = compared(before), compared(name)
    same = mine.letters == theirs.letters and not mine.is_apart(theirs)
    if told.correction or before == name or (same and "on" not in told.texts):
        return None
    if "on" not in told.texts and slip_for(name, [before]):
        return Former("spelling", before)
    return Former("name", before, since(told, today))


def _retold(name: str, told: NameParts, typed: Mapping[str, str]) -> NameParts:
    """The parts of `name` with those that are `typed`, the others as they were told or are guessed.

    A word that is typed in one part is in no other: with ``Mary Ann`` for the given name, ``Ann``
    is no longer the middle one.
    """
    base = told if any(told) else parts_of(name)
    taken = {fold(word) for text in typed.values() for word in text.split()}
    left = {
        part: " ".join(word for word in text.split() if fold(word.strip(",")) not in taken)
        for part, text in base._asdict().items()
    }
    return NameParts(**{**left, **typed})
