"""Forgetting somebody in a ledger and in every backup beside it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from farmer.errors import LedgerUnavailable
from farmer.ledger.file.backups import backups_of, check_here
from farmer.ledger.file.salvage import forgotten_in
from farmer.ledger.findings import Erasure
from farmer.ledger.forgotten import by_import
from farmer.ledger.refusals import LedgerDamaged, refusing
from farmer.ledger.sqlite import forget as one_file
from farmer.ledger.sqlite.forget import Erased
from farmer.ledger.sqlite.marks import add_digests, carry_digests
from farmer.ledger.sqlite.opening import open_to_read, open_to_write
from farmer.ledger.sqlite.transaction import transaction


def forget(path: Path, contact_id: int, added_on: date, at: datetime) -> Erasure:
    """Delete a person, and everybody ever merged into them, from the ledger and its backups.

    Raises:
        LedgerAway: where a program that synchronises keeps a backup elsewhere.
        LedgerUnavailable: where one cannot be written; it says what was done until then.
    """
    check_here(path)
    people = one_file.all_of(path, contact_id, added_on)
    # A backup may be of a time when they were one with who is forgotten.
    others = one_file.everybody_in(path) - people
    done: dict[Path, Erased] = {}
    # The backups come first: where one cannot be written, the person is not half forgotten.
    try:
        for backup in backups_of(path):
            if not one_file.is_ledger(backup):
                continue
            if erased := one_file.forget_in(backup, people, None, others=others):
                done[backup] = erased
        marks = {mark for erased in done.values() for mark in erased.marks}
        erased = one_file.forget_in(path, people, at, marks)
    except LedgerUnavailable as refusal:
        raise _so_far(refusal, list(done)) from None
    backups = tuple(map(str, done))
    if erased:
        done[path] = erased
    loose = tuple(str(file) for file, erased in done.items() if not erased.compacted)
    names = {name for each in done.values() for name in each.names}
    recognised = any(by_import(each.marks) for each in done.values())
    return Erasure(frozenset(names), backups, loose, recognised)


def compact(path: Path) -> list[str]:
    """Give up the free pages of the ledger and its backups; what could not be written anew."""
    ledgers = [path, *(backup for backup in backups_of(path) if one_file.is_ledger(backup))]
    return [str(file) for file in ledgers if not one_file.compact(file)]


def remember_forgotten(path: Path, into: Path) -> None:
    """Let a ledger that takes another's place know whom that one forgot.

    A damaged one tells what can still be read of it, one whose key is not known nothing.
    """
    try:
        with (
            refusing(path),
            closing(open_to_read(path)) as old,
            closing(open_to_write(into)) as new,
            transaction(new),
        ):
            carry_digests(old, new)
    except LedgerDamaged:
        _remember_what_is_left(path, into)
    except LedgerUnavailable:
        return


def _remember_what_is_left(path: Path, into: Path) -> None:
    try:
        with refusing(path):
            kept = forgotten_in(path, into)
    except LedgerDamaged:  # not even its first page
        return
    with refusing(into), closing(open_to_write(into)) as new, transaction(new):
        add_digests(new, kept)


def _so_far(refusal: LedgerUnavailable, done: Sequence[Path]) -> LedgerUnavailable:
    """The refusal, with what was done before it: some backups are without the person already."""
    if not done:
        return refusal
    gone = ", ".join(map(str, done))
    return refusal.after(f"The person is still in the ledger, and gone already from {gone}.")
