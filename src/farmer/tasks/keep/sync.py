"""Taking in another copy of the ledger: what each was told apart from the other becomes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from farmer.errors import InvalidValue, NoLedger, NotFound
from farmer.ids import Id, IdLetter
from farmer.ledger.findings import SYNC_WORDS
from farmer.ledger.refusals import NobodyHere
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.tasks.forgetting import forget_person, say_what_the_team_has
from farmer.tasks.keep.sync_people import Maybe, Same, settled
from farmer.tasks.person import Named
from farmer.tasks.whole_ledger import marks_in, read_export, without_forgotten

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader
    from farmer.ledger.united import Clashing, United

# Told what is done now.
Doing = Callable[[str], None]
# By table and column, the option of `edit` that writes it.
_OPTIONS: Mapping[str, Mapping[str, str]] = {
    "contact": {
        **{name: name for name in ("name", "nickname", "company", "title", "birthday")},
        **{"met_at": "met-at", "met_on": "met-on", "cadence_days": "cadence", "notes": "note"},
    },
    "touchpoint": {
        name: name for name in ("on", "kind", "by", "minutes", "group", "depth", "note")
    },
    "fact": {"on": "on", "what": "fact", "note": "note"},
    "promise": {"text": "note", "due_on": "due"},
    "event": {"name": "name", "place": "place", "on": "on"},
}
# Of these `edit` keeps what was there; the value that stood by a sync was never true then.
_KEPT_AS_PAST = {("contact", name) for name in ("name", "nickname", "company", "title")}
_LETTERS: Mapping[str, IdLetter] = {
    "contact": "c",
    "touchpoint": "t",
    "fact": "f",
    "promise": "p",
    "event": "e",
    "request": "r",
}


class Corrected(NamedTuple):
    """A value that was corrected in both ledgers, neither knowing of the other.

    Attributes:
        who: whom it is about, or None.
        id: of the record, where it has one that can be typed.
        field: which value of it.
        stands, gives_way: the one that stands now, and the other.
        is_ours: whether the one that stands was in this ledger.
        command: what writes the other one; empty where no command does.
    """

    who: Named | None
    id: str
    field: str
    stands: str
    gives_way: str
    is_ours: bool
    command: str


class Synced(NamedTuple):
    """What ``sync`` did, or would do.

    Attributes:
        source: the other ledger.
        related: whether both were one ledger once.
        people: how many people the other has.
        both: how many of them were in this one.
        came: how many rows came, by table.
        changed: how many values were put right by what the other says.
        removed: how many rows went because they were taken out there, by table.
        alike: how many rows, by table, both had, of which one stands for both now.
        merged: how many people were made one with another there, and are here now.
        corrected: what was corrected in both.
        same: who came and was known here by an address of their own.
        maybe: who came and may be somebody here.
        kept_away: how many people of the other were forgotten here, and not brought back.
        forgotten: how many were forgotten there, and now are here too.
        backup: the ledger as it was before; None where nothing came.
        dry_run: whether nothing was written.
    """

    source: str
    related: bool
    people: int
    both: int
    came: dict[str, int]
    changed: int
    removed: dict[str, int]
    alike: dict[str, int]
    merged: int
    corrected: tuple[Corrected, ...]
    same: tuple[Same, ...]
    maybe: tuple[Maybe, ...]
    kept_away: int
    forgotten: int
    backup: str | None
    dry_run: bool

    @property
    def brought_anything(self) -> bool:
        """Whether the ledger is another by it."""
        counts = (*self.came.values(), *self.removed.values(), *self.alike.values())
        return bool(any(counts) or self.changed or self.merged or self.forgotten)


class OtherLedgers(Protocol):
    """Another ledger, or several, beside this one."""

    def compared(self) -> United:
        """What would come; nothing is written."""

    def unite(self, change: Writer) -> United:
        """Take in what they tell, as part of a change."""


class _OnlySaid(Exception):
    """Takes back everything that a dry run did, after it has been looked at."""


def sync(desk: Desk, source: Path, doing: Doing, *, dry_run: bool = False) -> Synced:
    """Take in what another copy of the ledger tells, which is only read; one change.

    Args:
        desk: where the ledger is.
        source: the other copy, or an export of it.
        doing: told what is done now, as "Comparing".
        dry_run: whether nothing is to be written.

    Raises:
        NoLedger: where there is no ledger yet.
        NotFound: where `source` is no file.
        InvalidValue: where it is the ledger itself, or an export that names no rows.
        UnreadableFile: where it is an export that is damaged, or of a newer farmer.
        LedgerUnavailable: where it is no ledger, damaged, newer or out of reach.
    """
    _check(desk, source)
    with _meeting(desk, source) as (meeting, sifted):
        doing("Comparing")
        united = meeting.compared()
        synced, united = take_in(desk, meeting, source, united, doing, dry_run=dry_run)
    forget_too(desk, synced, united)
    return synced._replace(kept_away=synced.kept_away + sifted)


def take_in(
    desk: Desk,
    others: OtherLedgers,
    source: Path,
    united: United,
    doing: Doing,
    *,
    dry_run: bool,
    unseen: bool = False,
    words: str = "",
) -> tuple[Synced, United]:
    """Take in what others tell, in one change after a backup; whoever is to be forgotten stays.

    Args:
        desk: where the ledger is.
        others: who tells.
        source: what that is called.
        united: what would come of it, as the others said.
        doing: told what is done now.
        dry_run: whether nothing is to be written.
        unseen: whether something comes of which nothing is seen yet.
        words: what the change is called; empty to call it by the name of `source`.
    """
    synced = _synced(desk, source, united, dry_run=dry_run)
    if not synced.brought_anything and not unseen:
        return synced._replace(corrected=_all_corrected(desk, united)), united
    doing("Taking in")
    is_safe = dry_run or not synced.brought_anything
    backup = None if is_safe else desk.ledger.back_up("sync", desk.today)
    with suppress(_OnlySaid), desk.changing(words or f"{SYNC_WORDS}{source.name}") as change:
        united = others.unite(change)
        corrected = tuple(_corrected(change.now, each) for each in united.clashes)
        same, maybe = settled(desk, change, united)
        synced = _synced(desk, source, united, dry_run=dry_run)._replace(
            corrected=corrected, same=same, maybe=maybe, backup=backup
        )
        if dry_run:
            raise _OnlySaid
    return synced, united


def forget_too(desk: Desk, synced: Synced, united: United, *, in_team_sync: bool = False) -> None:
    """Forget whoever was forgotten elsewhere; a dry run forgets nobody.

    A sync with the team (`in_team_sync`) takes back itself what that was told of them.
    """
    gone = () if synced.dry_run else united.forgotten_there
    for contact_id, added_on in gone:
        forget_person(desk, Id("c", contact_id), added_on)
    if gone and not in_team_sync:
        say_what_the_team_has(desk)


@contextmanager
def _meeting(desk: Desk, source: Path) -> Iterator[tuple[OtherLedgers, int]]:
    """The ledger beside another, or beside what an export tells but of how many forgotten."""
    export = read_export(source)
    if export is None:
        with ExitStack() as stack:
            try:
                meeting = stack.enter_context(desk.file.meeting(source, desk.today))
            except NobodyHere:
                raise NobodyHere(
                    f"{source} is locked, the keyring does not have its key, and nobody is here "
                    "to type its passphrase.",
                    "Have the keyring keep it, in a terminal: "
                    f"farmer lock --keyring --ledger {quoted(str(source))}",
                ) from None
            yield meeting, 0
        return
    if not export.names:
        raise InvalidValue(
            f"{source} does not say which rows of it are which of yours.",
            "Export it anew, whole, by a farmer of today: farmer export -o ledger.json",
        )
    with desk.deciding() as reader:
        digests = reader.forgotten()
        known = marks_in(reader.table) if digests else frozenset()
    (tables, names), sifted = without_forgotten(export, digests, known)
    yield desk.file.hearing(tables, names), sifted


def _check(desk: Desk, source: Path) -> None:
    from farmer.ledger import FileLedger

    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger
    if not FileLedger(source).exists:
        raise NotFound(
            f"{source} is not there.",
            "Name the folder between your machines, or another copy of your ledger.",
        )
    if desk.file.is_at(source):
        raise InvalidValue(f"{source} is the ledger itself.", "Name another copy of it.")


def _synced(desk: Desk, source: Path, united: United, *, dry_run: bool) -> Synced:
    return Synced(
        str(source),
        united.parted,
        united.theirs,
        united.both,
        dict(united.came),
        united.changed,
        dict(united.removed),
        dict(united.alike),
        united.merged,
        (),
        (),
        (),
        united.kept_away,
        len(united.forgotten_there),
        None,
        dry_run,
    )


def _all_corrected(desk: Desk, united: United) -> tuple[Corrected, ...]:
    """What was corrected in both, where nothing of it makes this ledger another."""
    if not united.clashes:
        return ()
    with desk.deciding() as reader:
        return tuple(_corrected(reader, each) for each in united.clashes)


def _corrected(reader: Reader, clash: Clashing) -> Corrected:
    person = reader.person(clash.person) if clash.person is not None else None
    letter = _LETTERS.get(clash.table)
    number = str(Id(letter, clash.row_id)) if letter else ""
    stands, gives_way = _said(clash.stands), _said(clash.gives_way)
    option = _OPTIONS.get(clash.table, {}).get(clash.column)
    command = f"farmer edit {number} --{option} {quoted(gives_way)}" if option and gives_way else ""
    if command and (clash.table, clash.column) in _KEPT_AS_PAST:
        command += " --correction"
    who = Named.of(person) if person else None
    field = clash.column.replace("_", " ")
    return Corrected(who, number, field, stands, gives_way, clash.is_ours, command)


def _said(value: object) -> str:
    return "" if value is None else str(value)
