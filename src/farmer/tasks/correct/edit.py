"""Correcting people, and what was recorded of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from farmer.dates import parse_past_date
from farmer.errors import InvalidValue
from farmer.ids import Id
from farmer.tasks.correct.correction import Correction
from farmer.tasks.correct.edit_people import edit_people
from farmer.tasks.correct.edit_records import edit_records
from farmer.tasks.correct.words import TELL_AGAIN
from farmer.tasks.desk import Desk
from farmer.tasks.new_name import NewName, check_new
from farmer.tasks.record_ids import is_record_id, parse_ids
from farmer.tasks.whom import Whom
from farmer.wording import say_date

_DAYS = ("met-on", "on")


class Edited(NamedTuple):
    """What ``edit`` corrected.

    Attributes:
        ids: of the people or records.
        names: of the people, or of those it was recorded of; none for an event.
        fields: what each corrected field is now, as text.
        replaced: by id, the note that is no longer there.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    fields: Mapping[str, str]
    replaced: Mapping[str, str]


def edit(desk: Desk, whom: Whom, told: Correction, *, anyway: bool = False) -> Edited:
    """Correct everybody named, or the records whose ids (``t88``) were named.

    `anyway` adds an address too of whom the ledger was told to forget.

    Raises:
        WasForgotten: for such an address, unless `anyway`.
        Unknown, Ambiguous, NotFound: where a name, tag or id is not settled.
        InvalidValue: for a value that cannot be, or a field that they do not have.
    """
    if any(is_record_id(name, "k") for name in whom.names):
        raise InvalidValue(*TELL_AGAIN)
    records = [name for name in whom.names if is_record_id(name, "t", "f", "p", "e")]
    if not records:
        typed = told.texts.get("name", "")
        if typed.strip():
            check_new(typed)
        new = NewName.of(typed, told.texts.get("company", ""))
        told = _named(told, new)
        people = edit_people(desk, whom, told, anyway=anyway)
        if new.name:
            new.tell(desk, typed)
        ids = [str(Id("c", before.id or 0)) for before, _ in people]
        lost = {
            one: before.notes
            for one, (before, after) in zip(ids, people, strict=True)
            if before.notes and not after.notes.startswith(before.notes)
        }
        names = tuple(before.name for before, _ in people)
        return Edited(tuple(ids), names, fields_said(told, _days(told, desk.today)), lost)
    check_only_records(whom, records)
    edited = edit_records(desk, parse_ids(records), told)
    fields = fields_said(told, edited.days)
    return Edited(tuple(records), edited.names, fields, edited.replaced)


def check_only_records(whom: Whom, records: Sequence[str]) -> None:
    """Refuse to correct something else together with those records.

    Raises:
        InvalidValue: where something else is named.
    """
    if len(records) < len(whom.to_settle) or whom.tags:
        raise InvalidValue(
            "These cannot be corrected together: people, requests with their steps, and what else "
            "was recorded.",
            "Use a command for each.",
        )


def _named(told: Correction, new: NewName) -> Correction:
    """What was told, the name as it is kept and the company that was typed with it."""
    if not new.name:
        return told
    company = {"company": new.company} if new.company else {}
    return replace(told, texts={**told.texts, "name": new.name, **company})


def _days(told: Correction, today: date) -> dict[str, str]:
    """The days of people that were told, as those that were meant."""
    days = {name: text for name, text in told.texts.items() if name in _DAYS and text.strip()}
    return {name: say_date(parse_past_date(text, today)) for name, text in days.items()}


def fields_said(told: Correction, days: Mapping[str, str]) -> dict[str, str]:
    """What was told, by option; of each day the one that was meant."""
    more = {
        "who": [told.who] if told.who is not None else [],
        "to": [told.to] if told.to is not None else [],
        "add-note": [told.add_note] if told.add_note is not None else [],
        "also": told.also,
        "not-also": told.not_also,
        "address": [handle.value for handle in told.handles],
        "dropped": told.drop,
        "used first": told.prefer,
        "no longer theirs": told.no_longer,
        "through": [told.through] if told.through is not None else [],
        "at": [told.at] if told.at is not None else [],
    }
    return {
        **told.texts,
        **days,
        **{name: _joined(texts) for name, texts in more.items() if texts},
    }


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
