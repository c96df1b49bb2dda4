"""Correcting people, and what was recorded of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from farmer.dates import parse_past_date
from farmer.errors import InvalidValue
from farmer.ids import Id
from farmer.tasks.correct.correction import Correction
from farmer.tasks.correct.edit_people import edit_people
from farmer.tasks.correct.edit_records import edit_records
from farmer.tasks.desk import Desk
from farmer.tasks.person import NewName
from farmer.tasks.record_ids import is_record_id, parse_ids
from farmer.tasks.whom import Whom
from farmer.wording import say_date

_DAYS = ("on", "met-on")


class Edited(NamedTuple):
    """What ``edit`` corrected.

    Attributes:
        ids: of the people, touchpoints, facts or events.
        names: of the people, or of those it was recorded of; none for an event.
        fields: what each corrected field is now, as text.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    fields: Mapping[str, str]


def edit(desk: Desk, whom: Whom, told: Correction, *, anyway: bool = False) -> Edited:
    """Correct everybody named, or the records whose ids (``t88``) were named.

    `anyway` adds an address too of whom the ledger was told to forget.

    Raises:
        WasForgotten: for such an address, unless `anyway`.
        Unknown, Ambiguous, NotFound: where a name, tag or id is not settled.
        InvalidValue: for a value that cannot be, or a field that they do not have.
    """
    records = [name for name in whom.names if is_record_id(name)]
    if not records:
        typed = told.texts.get("name", "")
        new = NewName.of(typed, told.texts.get("company", ""))
        told = _named(told, new)
        people = edit_people(desk, whom, told, anyway=anyway)
        if new.name:
            new.tell(desk, typed)
        fields = _fields(told, desk.today)
        return Edited(
            tuple(str(Id("c", p.id)) for p in people), tuple(p.name for p in people), fields
        )
    if len(records) < len(whom.to_settle) or whom.tags:
        raise InvalidValue(
            "People and what was recorded cannot be corrected together.", "Use two commands."
        )
    ids = parse_ids(records)
    names = edit_records(desk, ids, told)
    return Edited(tuple(map(str, ids)), tuple(names), _fields(told, desk.today))


def _named(told: Correction, new: NewName) -> Correction:
    """What was told, the name as it is kept and the company that was typed with it."""
    if not new.name:
        return told
    company = {"company": new.company} if new.company else {}
    return replace(told, texts={**told.texts, "name": new.name, **company})


def _fields(told: Correction, today: date) -> dict[str, str]:
    """What was told, a day as the day that was meant."""
    days = {name: text for name, text in told.texts.items() if name in _DAYS and text.strip()}
    meant = {name: say_date(parse_past_date(text, today)) for name, text in days.items()}
    more = {
        "address": [handle.value for handle in told.handles],
        "dropped": told.drop,
        "through": [told.through] if told.through is not None else [],
        "at": [told.at] if told.at is not None else [],
    }
    return {
        **told.texts,
        **meant,
        **{name: _joined(texts) for name, texts in more.items() if texts},
    }


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
