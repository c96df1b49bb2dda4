"""Everything about one person, said to them, and nobody else named: ``export --for-subject``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.errors import NoLedger
from farmer.formats import subject_out
from farmer.formats.whole_shape import LedgerRow
from farmer.keeping import OFF
from farmer.ledger.selection import Selection
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.export import Exported, tell_children
from farmer.tasks.exchange.subject_record import LISTED, TABLE_OF_LIST, SubjectRecord, record_of
from farmer.tasks.exchange.subject_said import (
    assistant_said,
    fields_said,
    origin_said,
    request_said,
    row_said,
    standing_said,
    step_said,
    told_to_others,
)
from farmer.tasks.given import GivenTo, given_to
from farmer.tasks.only_waiting import find_all_there_is
from farmer.tasks.output import check_output, saying_why, write_output
from farmer.wording import say_date

if TYPE_CHECKING:
    from datetime import date

    from farmer.ledger.findings import PastRow


RIGHTS = (
    "You may ask me for a copy of it, have it corrected or deleted, have me keep it without using "
    "it, or object to it; and you may complain to the data protection authority where you live "
    "(GDPR, Articles 15 to 21 and 77)."
)


def export_for_subject(
    desk: Desk,
    who: str,
    *,
    children: bool = False,
    output: Path | None = None,
    force: bool = False,
) -> Exported:
    """Everything about the person `who` means, as a letter to them; their `children` if wanted.

    Whoever else is in the ledger is named nowhere in it, with no name and no address.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
        NoLedger: where there is no ledger yet.
        Conflict: where something else is at `output` that is not to be replaced.
    """
    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger
        people = reader.people()
        person = find_all_there_is(reader, who, people, region=desk.settings.region)
        record = record_of(reader, person, people)
        given = given_to(desk, reader, record.ids)
        tell_children(desk, reader, Selection(frozenset((person.id,))), wanted=children)
    record = record if children else record.without_children()
    name, text = _letter(record, given, desk.settings, desk.today)
    desk.notify("Read it before you hand it over: only people whom the ledger knows are left out.")
    if output is None:
        return Exported("markdown", 1, {name: [text]}, ())
    with saying_why(output):
        path = output / name if output.is_dir() else output
    check_output(desk, path, "letter", subject_out.is_ours, force=force)
    write_output(path, [text.encode("utf-8", "surrogatepass")])
    return Exported("markdown", 1, {}, (str(path),))


def _letter(
    record: SubjectRecord, given: Sequence[GivenTo], settings: Settings, today: date
) -> tuple[str, str]:
    me = f"I ({', '.join(settings.me)})" if settings.me else "I"
    opening = [
        f"This is all that is kept about you on {say_date(today)}. {me} keep it in a file of mine, "
        f"for my own use; {_sends(record, given)}. Names of the other "
        "people whom I keep are left out of what I noted.",
        _how_long(settings),
        RIGHTS,
    ]
    sections = {heading: list(lines) for heading, lines in _sections(record, given)}
    return subject_out.write(record.person.id, record.person.name, opening, sections)


def _sends(record: SubjectRecord, given: Sequence[GivenTo]) -> str:
    if given:
        return (
            "the program that keeps it sends colleagues of mine what I let them read; who of them "
            "that is, and what they could read, is below"
        )
    if record.told:
        return "the program that keeps it sends nothing anywhere by itself; who asked it is below"
    return "the program that keeps it sends nothing anywhere"


def _how_long(settings: Settings) -> str:
    if settings.keep_for in (None, OFF):
        return "I have set no time after which it is deleted."
    return (
        f"I keep it as long as we have to do with each other. Once nothing has been recorded for "
        f"{settings.keep_for}, I look whether to delete it."
    )


def _sections(
    record: SubjectRecord, given: Sequence[GivenTo]
) -> Iterator[tuple[str, Iterable[str]]]:
    yield "You", [*fields_said(record.contact), f"Recorded: {origin_said(record.contact)}"]
    for heading, (name, table, sourced) in LISTED.items():
        yield (
            heading,
            [
                f"{row_said(table, row)} ({origin_said(row, sourced=sourced)})"
                for row in record.tables[name]
            ],
        )
    yield "Introductions", _requests(record)
    yield "Lines of mine that name you, and wait to be recorded", record.lines
    yield "Who was told of you", _told(record, given)
    yield "What was kept before, or was changed", _past(record)
    yield "What was done in my records, by the day in Greenwich", _changes(record)


def _requests(record: SubjectRecord) -> Iterator[str]:
    """Each request in which they have a part, and its steps."""
    for request, asks, steps in _asked(record):
        yield f"{request_said(request, asks=asks)} ({origin_said(request, sourced=False)})"
        for step in steps:
            yield step_said(step, asks=asks)


def _told(record: SubjectRecord, given: Sequence[GivenTo]) -> Iterator[str]:
    """To whom they were named, as far as it is recorded."""
    found = [
        said
        for request, asks, steps in _asked(record)
        for step in steps
        if (said := told_to_others(request, step, asks=asks))
    ]
    by_day = {each.on: False for each in reversed(record.told)}
    for each in record.told:
        by_day[each.on] |= each.with_words
    found += [assistant_said(on, with_words=words) for on, words in by_day.items()]
    found += [standing_said(each.member, each.part, each.since, each.until) for each in given]
    yield from found or ["Nobody, as far as introductions are recorded"]
    yield "Copies that I may have handed to somebody are not recorded: ask me"


def _asked(record: SubjectRecord) -> Iterator[tuple[LedgerRow, bool, list[LedgerRow]]]:
    """Their requests, whether they are the one who asked or was asked, and the steps."""
    for request in record.tables["requests"]:
        steps = record.tables["requests.steps"]
        theirs = [step for step in steps if step["request_id"] == request["id"]]
        yield request, request["person_id"] == record.person.id, theirs


def _past(record: SubjectRecord) -> Iterator[str]:
    """What the log still has of their rows, where that is not what they are now; each once."""
    now = {
        (table, row["id"]): row
        for name, table in TABLE_OF_LIST.items()
        for row in record.tables[name]
        if "id" in row
    }
    found: dict[str, None] = {}
    for past in record.past:
        day = say_date(past.at.date())
        current = now.get((past.table, past.row_id))
        for said in _past_said(record, past, current):
            found.setdefault(f"In the history of {day}: {said}")
    yield from found


def _past_said(record: SubjectRecord, past: PastRow, current: LedgerRow | None) -> Iterator[str]:
    if past.table == "contact":
        yield from fields_said(past.values, other_than=record.contact)
        return
    asks = past.values.get("person_id") in record.ids
    says: Callable[[LedgerRow], str] = {
        "request": lambda row: request_said(row, asks=asks),
        "request_step": lambda row: step_said(row, asks=asks),
    }.get(past.table, lambda row: row_said(past.table, row))
    said = says(dict(past.values))
    if said and (current is None or says(current) != said):
        yield said


def _changes(record: SubjectRecord) -> Iterator[str]:
    for change in record.changes:
        undone = " (taken back)" if change.undone_at else ""
        yield f"{say_date(change.at.date())}: {change.words}{undone}"
