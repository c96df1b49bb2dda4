"""Remembering which sources are read again by themselves, and no longer doing so."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from farmer.errors import InvalidValue, NotFound, UnreadableFile
from farmer.formats.kinds import FILE_KINDS
from farmer.ledger.remembered import RememberedSource
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.card_owners import VCARD
from farmer.tasks.exchange.containers import unpacked
from farmer.tasks.exchange.import_ import Wish
from farmer.tasks.exchange.named_files import source_at
from farmer.tasks.exchange.recognised import recognised
from farmer.tasks.exchange.source_files import files_of, is_pattern, place_of
from farmer.tasks.exchange.two_way import check_two_way

# What is about one file only.
_OF_ONE = ("as_kind", "dry_run", "on", "at", "invited")


class RememberedSources(NamedTuple):
    """The sources that are read again; of each when it was read, and what came."""

    sources: tuple[RememberedSource, ...]


def remembered(desk: Desk) -> RememberedSources:
    """Every source that is read again."""
    with desk.reading() as reader:
        return RememberedSources(tuple(reader.remembered()))


def remember(desk: Desk, typed: Sequence[str], wish: Wish) -> list[str]:
    """Read sources again from now on, as files of the kind that they have; their paths.

    Raises:
        InvalidValue: where the wish is about one file, or the kind is not told and not to be seen.
        UnreadableFile: where one is not there, or may not be looked at.
        NoLedger: where there is none yet.
    """
    kinds, kept = kinds_of(typed, wish), kept_wish(wish)
    with desk.ledger.noting() as notes:
        for path, kind in kinds.items():
            notes.remember(path, kind, kept)
    return list(kinds)


def kinds_of(typed: Sequence[str], wish: Wish) -> dict[str, str]:
    """The absolute path of each source, and the kind that it has.

    Raises:
        InvalidValue, UnreadableFile: as `remember`.
    """
    for name, option in (("on", "--on"), ("at", "--at"), ("invited", "--new-invited")):
        if getattr(wish, name):
            raise InvalidValue(
                f"{option} is about one file, and a source is read again and again.",
                f"Leave {option} or --remember out.",
            )
    if wish.two_way:  # a folder that is begun has no card yet
        wish = replace(wish, as_kind=wish.as_kind or VCARD)
    kinds = {path: _kind_of(path, wish) for path in dict.fromkeys(map(place_of, typed))}
    if wish.two_way:
        for path, kind in kinds.items():
            check_two_way(path, kind)
    return kinds


def kept_wish(wish: Wish) -> dict[str, Any]:
    """What of a wish is kept with a source."""
    return {name: value for name, value in asdict(wish).items() if name not in _OF_ONE and value}


def stop(desk: Desk, typed: Sequence[str]) -> RememberedSources:
    """No longer read sources again; what came from them stays. Those that are left.

    Raises:
        NotFound: for one that is not remembered.
    """
    with desk.deciding() as reader:
        known = {each.path: each.id for each in reader.remembered()}
    paths = [path if path in known else place_of(path) for path in typed]
    for path in paths:
        if path not in known:
            raise NotFound(f"{path} is not remembered.", "See what is: farmer import --remembered")
    with desk.ledger.noting() as notes:
        for path in paths:
            notes.stop(known[path])
    return remembered(desk)


def wish_of(kept: Mapping[str, Any]) -> Wish:
    """The wish that was kept with a source, as far as this farmer knows its options."""
    names = {each.name for each in fields(Wish)}
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept.items()
        if name in names
    }
    return Wish(**known)


def _kind_of(path: str, wish: Wish) -> str:
    """The one kind of all files of a source.

    Raises:
        InvalidValue: where there are several kinds, or no file to tell it by.
    """
    if wish.as_kind is not None:
        kind = FILE_KINDS.parse(wish.as_kind)
        if not (is_pattern(path) or os.path.exists(path)):  # noqa: PTH110  (never raises)
            source_at(Path(path))
        return kind
    kinds: dict[str, None] = {}
    for each in files_of(path):
        sources = unpacked([source_at(Path(each))])
        try:
            known, _ = recognised(sources, None, mapped=bool(wish.columns))
        except UnreadableFile:
            continue
        kinds |= dict.fromkeys(found.kind for _, found in known)
        if len(kinds) > 1:
            break
    if len(kinds) != 1:
        what = "does not show of which kind it is"
        if kinds:
            what = f"holds several kinds of files: {', '.join(kinds)}"
        raise InvalidValue(
            f"{path} {what}.",
            f"Say which kind is to be read: --format KIND, one of {FILE_KINDS.listed}",
        )
    return next(iter(kinds))
