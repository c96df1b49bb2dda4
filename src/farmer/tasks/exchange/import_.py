"""Bringing in what somebody already has: people, and what passed between them and the user."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from farmer import formats
from farmer.choices import Choices
from farmer.errors import InvalidValue, UnreadableFile
from farmer.formats import Format, How, Source, last_contact
from farmer.formats.incoming import TALKING, Attendance
from farmer.ledger.newcomers import IMPORT_OF
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.caution import (
    NOTHING_HELD,
    Consent,
    Held,
    held_back,
    keep_values,
    without_talks,
)
from farmer.tasks.exchange.deciding import Deciding
from farmer.tasks.exchange.doubts import Settle, SettledDoubts
from farmer.tasks.exchange.encoding_asked import AskEncoding, asked_of_each
from farmer.tasks.exchange.gained import Gained
from farmer.tasks.exchange.import_whole import import_whole, is_whole
from farmer.tasks.exchange.import_writing import write_decided
from farmer.tasks.exchange.imported import Decided, Imported, reported, reported_whole
from farmer.tasks.exchange.last_contacts import settle_last_contacts
from farmer.tasks.exchange.owner import Owner
from farmer.tasks.exchange.presence import Marks
from farmer.tasks.exchange.recognised import recognised
from farmer.tasks.exchange.recorded import Recorded
from farmer.tasks.exchange.unread import check_kept, unread_within
from farmer.tasks.exchange.watch import Progress, Watch
from farmer.wording import say_list

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.remembered import Notes

PREFERENCES: Choices[str] = Choices("--prefer", {"file": "it overwrites what is known"})


@dataclass(frozen=True, slots=True)
class Wish:
    """How an import is to be done.

    Attributes:
        as_kind: the kind of file, where its content does not tell.
        on: the day of what a file gives no date for.
        encoding: the encoding of texts, where they do not tell.
        columns: of any table, which of its columns holds what.
        region: the country of phone numbers written nationally, instead of the user's usual one.
        newcomers: bring in strangers from mails and calendars too.
        prefer_file: let a file's fields take the place of the ledger's.
        dry_run: write nothing.
        at: the occasion where everybody of the files was, on the day `on`.
        tags: of everybody in the files, without the @.
        two_way: of a folder of cards that is remembered, write into it too.
        keep: what beside our fields is kept: folded column or property → name of the own field.
        invited: of guest lists, bring in whoever did not come too.
    """

    as_kind: str | None = None
    on: date | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    region: str | None = None
    newcomers: bool = False
    prefer_file: bool = False
    dry_run: bool = False
    at: str = ""
    tags: tuple[str, ...] = ()
    invited: bool = False
    two_way: bool = False
    keep: Mapping[str, str] = field(default_factory=dict)

    def marks(self, each: Format) -> Marks:
        """What is said of everybody in a file; a guest list says itself who was there.

        Raises:
            InvalidValue: for an occasion without its day.
        """
        if not self.at or each.tells_who_came:
            return Marks(self.tags)
        if self.on is None:
            raise InvalidValue(
                f"The file does not say on which day {self.at} was.", "Add the day: --on DATE"
            )
        return Marks(self.tags, (Attendance(self.at, self.on),))


def _note_nothing(_notes: Notes, _held: Held) -> None:
    """Files that are named once are not remembered."""


def import_files(
    desk: Desk,
    sources: Sequence[Source],
    wish: Wish,
    *,
    progress: Progress,
    settle: Settle,
    consent: Consent | None = None,
    note: Callable[[Notes, Held], None] = _note_nothing,
    foresee: Callable[[Reader], None] | None = None,
    ask_encoding: AskEncoding | None = None,
) -> Imported:
    """Bring in everything of the files, as one change or not at all; a second time adds nothing.

    `settle` is asked whom somebody is of whom only the name is known. The ledger is closed then:
    an open one would keep every other command waiting. Where another command wrote meanwhile, all
    is decided again and nobody is asked: whoever is in doubt only now is left unsure.

    `consent` is asked whether what would be replaced, and talks, may come; None where they may.
    `note` is told what was held back, within the change; not where nothing is written. Of a
    dry run `foresee` is shown the ledger as it would be; there must be one. `ask_encoding` is asked
    about a file in no encoding that gives words; None where nobody is there.

    Raises:
        InvalidValue: for a kind or encoding nobody knows, an occasion without its day, or a column
            to keep that is not there.
        UnreadableFile: where a file cannot be read, or nothing in any of them can.
        WhoAreYou: where messages, mails or meetings are to be read and none of them is the user's.
    """
    if any(is_whole(source) for source in sources):
        return _whole_ledger(desk, sources, wish)
    mapped = bool(wish.columns)
    known, left = recognised(sources, wish.as_kind, mapped=mapped)
    region = wish.region or desk.settings.region
    how = How(
        desk.today,
        wish.on,
        wish.encoding,
        wish.columns,
        region,
        at=wish.at,
        invited=wish.invited,
        keep=wish.keep,
    )
    hows = asked_of_each(known, how, ask_encoding)
    owner = Owner(desk.settings.me, region)
    answers = SettledDoubts(settle)
    kinds = {each.kind for _, each in known}
    talks = not kinds.isdisjoint(TALKING)
    marks = [wish.marks(each) for _, each in known]
    days = not kinds.isdisjoint(last_contact.TOLD_BY)
    presences = bool(wish.at) or any(each.tells_who_came for _, each in known)

    def recorded_in(reader: Reader) -> Recorded:
        return Recorded.of(reader, talks=talks, presences=presences, days=days)

    # Who comes from an address book is known to what only tells of people known.
    in_turn = sorted(enumerate(known), key=lambda numbered: not numbered[1][1].introduces)

    def decide(
        recorded: Recorded, settle: Settle, *, careful: bool = False
    ) -> tuple[Gained, list[Decided]]:
        deciding = Deciding(
            recorded._replace(brought={}) if careful else recorded,
            today=desk.today,
            region=region,
            owner=owner,
            settle=settle,
            prefer_file=wish.prefer_file and not careful,
        )
        rows_of = without_talks if careful else iter
        watch = Watch(progress, sum(source.size for source in sources))
        decided = {
            at: Decided(
                source,
                each,
                deciding.decide(
                    source.name,
                    each.kind,
                    rows_of(watch.over(formats.read(watch.opened(source), hows[at], each))),
                    introduces=each.introduces or wish.newcomers,
                    marks=marks[at],
                ),
            )
            for at, (source, each) in in_turn
        }
        settle_last_contacts(deciding, recorded.days)
        gained = deciding.settle()
        if careful:
            keep_values(gained, recorded)
        return gained, [decided[at] for at in range(len(decided))]

    with desk.deciding() as reader:
        seen, recorded = reader.edition(), recorded_in(reader)
    gained, decided = decide(recorded, answers.ask)
    left += unread_within(decided, how)
    check_kept(decided, wish.keep, again=note is not _note_nothing)
    held = held_back(gained, recorded, consent)
    careful = held != NOTHING_HELD
    if careful:
        gained, decided = decide(recorded, answers.given, careful=True)
    del recorded  # all that was known takes as much memory as what is to be written
    backup = None
    new: list[int] = []
    words = f"{IMPORT_OF}{say_list(list(dict.fromkeys(each.title for _, each in known)))}"
    _rehearse(desk, words, gained, foresee if wish.dry_run else None)
    if not wish.dry_run and gained.is_anything:
        backup = desk.ledger.back_up("import", desk.today)
        with desk.changing(words) as change:
            if change.edition != seen:  # another command wrote since: what is new may not be
                gained, decided = decide(recorded_in(change.now), answers.given, careful=careful)
            new = write_decided(change, gained, desk.today)
            note(change.notes, held)
    report = reported(decided, backup, new, not_read=left, dry_run=wish.dry_run)
    return report._replace(held=held)


def _whole_ledger(desk: Desk, sources: Sequence[Source], wish: Wish) -> Imported:
    if len(sources) > 1:
        raise UnreadableFile(
            "A whole ledger cannot be imported with other files.",
            "Import it first, then the others.",
        )
    if wish.at or wish.tags or wish.keep:
        raise UnreadableFile(
            "A whole ledger is imported as it is.",
            "Leave --at, --tag and --keep out, and tag people then.",
        )
    came = import_whole(desk, sources[0], dry_run=wish.dry_run)
    return reported_whole(sources[0], came, dry_run=wish.dry_run)


def _rehearse(
    desk: Desk, words: str, gained: Gained, foresee: Callable[[Reader], None] | None
) -> None:
    """Show whoever asks for it the ledger as it would be."""
    if foresee is not None and gained.is_anything:
        with desk.rehearsing(words) as change:
            write_decided(change, gained, desk.today)
            foresee(change.now)
