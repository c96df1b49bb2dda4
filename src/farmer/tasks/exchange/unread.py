"""Files of which nothing could be read, refused with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from farmer import formats
from farmer.errors import UnreadableFile, WhoAreYou
from farmer.formats import Exchange, Format, How, Source
from farmer.formats.icalendar import CANCELLED
from farmer.tasks.exchange.imported import Decided
from farmer.tasks.exchange.owner import NOT_YOURS, likely_owners
from farmer.wording import say_count

# So many exchanges are enough to see who is in most of them.
_SAMPLE = 2_000


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
    if tally.met or tally.again or any(skipped.reason == CANCELLED for skipped in tally.skipped):
        return  # what is called off is news, and none once it is known
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


def _who_are_you(source: Source, each: Format, how: How) -> WhoAreYou:
    rows = (row for row in formats.read(source, how, each) if isinstance(row, Exchange))
    candidates = likely_owners(islice(rows, _SAMPLE))
    return WhoAreYou(source.name, candidates)
