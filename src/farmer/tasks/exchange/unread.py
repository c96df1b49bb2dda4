"""Files of which nothing could be read, refused with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from farmer import formats
from farmer.errors import InvalidValue, UnreadableFile, WhoAreYou
from farmer.formats import Exchange, Format, How, Source
from farmer.formats.bookings import TO_COME
from farmer.formats.icalendar import CANCELLED, IN_THE_FUTURE
from farmer.tasks.exchange.imported import Decided
from farmer.tasks.exchange.owner import NOT_YOURS, likely_owners
from farmer.wording import say_count, say_list, say_some

# So many exchanges are enough to see who is in most of them.
_SAMPLE = 2_000
# What is called off is news, and none once it is known; what is to come is there to be read again.
_NOT_NOW = (CANCELLED, IN_THE_FUTURE, TO_COME)
_OF_CARDS = ("vcard", "ldif")
# As many columns as a sentence can name.
_MOST_NAMED = 20


def unread_within(decided: Iterable[Decided], how: How) -> list[str]:
    """The names of those files of archives and folders of which nothing could be read.

    Raises:
        UnreadableFile, WhoAreYou: as `check_read`, of a file by itself, or where all are such.
    """
    left: list[str] = []
    refused: UnreadableFile | None = None
    read = 0
    for each in decided:
        try:
            check_read(each, how)
            read += 1
        except UnreadableFile as error:
            if not each.source.within:
                raise
            refused = error
            left.append(each.source.name)
    if refused is not None and not read:
        raise refused
    return left


def check_read(decided: Decided, how: How) -> None:
    """Refuse a file of which nothing could be read, with the commonest reason.

    Raises:
        UnreadableFile: naming that reason.
        WhoAreYou: where it is full of messages, mails or meetings that are all between others.
    """
    source, each, tally = decided
    if tally.new or tally.updated or tally.unchanged or tally.touches or tally.forgotten:
        return
    if tally.met or tally.again or any(row.reason in _NOT_NOW for row in tally.skipped):
        return
    if tally.passed_over:
        if set(tally.passed_over) == {NOT_YOURS}:
            raise _who_are_you(source, each, how)
        return
    if not tally.skipped:
        raise UnreadableFile(
            f"There is nobody in {source.name}.", "Export it again, or add people."
        )
    reasons = Counter(row.reason for row in tally.skipped)
    rows = say_count(len(tally.skipped), "entry", "entries")
    raise UnreadableFile(
        f"Nobody in {source.name} can be brought in: {rows} skipped "
        f"({reasons.most_common(1)[0][0]}).",
        "Export it again with names, or add people with farmer add.",
    )


def check_kept(decided: Sequence[Decided], keep: Mapping[str, str], *, again: bool) -> None:
    """See to it that what is to be kept is there: a slip of the pen would lose it in silence.

    A source that is read `again` may be a few cards, none of which has it.

    Raises:
        InvalidValue: naming what else there is.
    """
    if again and all(each.format.kind in _OF_CARDS for each in decided):
        return
    missing = {*keep} - {column for each in decided for column in each.tally.kept_columns}
    if not missing:
        return
    files = say_some(list(dict.fromkeys(each.source.name for each in decided)), "file")
    called = say_list([f"“{each}”" for each in sorted(missing)], "or")
    left = list(dict.fromkeys(column for each in decided for column in each.tally.unused))
    raise InvalidValue(
        f"Nothing in {files} is called {called}.",
        f"What could be kept: {say_some(left, 'column', most=_MOST_NAMED)}."
        if left
        else "Leave --keep out: there is no column that is not kept anyway.",
    )


def _who_are_you(source: Source, each: Format, how: How) -> WhoAreYou:
    rows = (row for row in formats.read(source, how, each) if isinstance(row, Exchange))
    candidates = likely_owners(islice(rows, _SAMPLE))
    return WhoAreYou(source.name, candidates)
