"""The files of a ledger: what farmer made beside it, known by exact names.

They lie beside the file that a link leads to. A farmer of before put some beside the link, so that
is looked through too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from farmer.files import PLACEHOLDERS, real
from farmer.ledger.refusals import refusing

# After the ledger's name, before its ending: why it was copied, on which day.
_COPIED = r"(?:\.(?:before-[\w-]+|saved)\.\d{4}-\d\d-\d\d(?:-\d+)?)"
_TEAM = ".team.json"
_SQLITES = r"-(?:journal|wal|shm)"
# Tokens are today's; a process's number, and none, are those of farmers before.
_KILLED = r"(?:\.(?:[0-9a-f]{16}|\d+))?\.(?:part|old|restored)(?:-journal)?"
_STRAY = r"\..+\.(?:[0-9a-f]{16}|\d+)\.part(?:-journal)?"


class Belongings(NamedTuple):
    """What lies beside a ledger.

    Attributes:
        backups: copies of it, with something in them.
        left_over: what commands that were killed left of it and its copies.
        away: copies of it that a program which synchronises keeps elsewhere.
        strays: what was left of other files that were being written in the same folder.
    """

    backups: tuple[Path, ...] = ()
    left_over: tuple[Path, ...] = ()
    away: tuple[Path, ...] = ()
    strays: tuple[Path, ...] = ()


def belongings(ledger: Path) -> Belongings:
    """What lies beside the ledger, by name.

    Raises:
        LedgerUnavailable: where its folder may not be looked through.
    """
    found: dict[str, list[Path]] = {kind: [] for kind in Belongings._fields}
    for place in places(ledger):
        with refusing(place.parent):
            names = _names(place.parent)
        for name in sorted(names):
            kind = _kind(place, name, names)
            if kind:
                found[kind].append(place.with_name(name))
    return Belongings(**{kind: tuple(paths) for kind, paths in found.items()})


def empty_copies(ledger: Path) -> list[Path]:
    """Those left over that are called as a backup is, and have nothing in them.

    Raises:
        LedgerUnavailable: where the ledger's folder may not be looked through.
    """
    left = belongings(ledger).left_over
    names = [re.compile(_name_of(place, "+")) for place in places(ledger)]
    return [path for path in left if any(name.fullmatch(path.name) for name in names)]


def team_file(ledger: Path) -> Path:
    """Where what is kept of a team lies, or would: beside the file that the path leads to."""
    file = real(ledger)
    return file.with_name(f"{file.stem}{_TEAM}")


def left_of(file: Path) -> list[Path]:
    """What a command that was killed left of this very file, a ledger or a copy of one."""
    left = re.compile(rf"\.{re.escape(file.name)}{_KILLED}")
    return sorted(file.with_name(name) for name in _names(file.parent) if left.fullmatch(name))


def is_its_own(ledger: Path, path: Path) -> bool:
    """Whether `path` is the ledger's, or would be by its name: itself, a copy, a journal, a part.

    Another name of such a file, by whatever link, is as well.
    """
    folder = real(path.parent)
    if any(place.parent == folder and _is_named(place, path.name) for place in places(ledger)):
        return True
    return any(is_same(path, other) for other in (ledger, *belongings(ledger).backups))


def is_same(path: Path, other: Path) -> bool:
    """Whether both are names of one file."""
    try:
        return path.samefile(other)
    except OSError:  # one of them is not there
        return False


def places(ledger: Path) -> list[Path]:
    """The paths beside which its files may lie: where it is, and the link that was named."""
    return list(dict.fromkeys((real(ledger), real(ledger.parent) / ledger.name)))


def _kind(ledger: Path, name: str, names: frozenset[str]) -> str | None:
    copy = _name_of(ledger, "+")
    if re.fullmatch(copy, name):
        return _copy_kind(ledger.with_name(name))
    if _is_left_over(ledger, name) or _is_journal_of_nothing(copy, name, names):
        return "left_over"
    if re.fullmatch(_away(copy), name):
        return "away"
    return "strays" if re.fullmatch(_STRAY, name) else None


def _copy_kind(copy: Path) -> str | None:
    if copy.is_symlink() or not copy.is_file():
        return None  # farmer makes no links: what one leads to is not farmer's to write
    return "backups" if copy.stat().st_size else "left_over"


def _is_left_over(ledger: Path, name: str) -> bool:
    of = rf"(?:{_name_of(ledger, '*')}|{re.escape(team_file(ledger).name)})"
    return re.fullmatch(rf"\.{of}{_KILLED}", name) is not None


def _is_journal_of_nothing(copy: str, name: str, names: frozenset[str]) -> bool:
    of = name.removesuffix("-journal")
    return of != name and of not in names and re.fullmatch(copy, of) is not None


def _is_named(ledger: Path, name: str) -> bool:
    own = _name_of(ledger, "*")
    return name == team_file(ledger).name or bool(
        re.fullmatch(rf"{own}(?:{_SQLITES})?|{_away(own)}|\.{own}{_KILLED}", name)
    )


def _name_of(ledger: Path, copied: str) -> str:
    """A pattern of the ledger's name, copied so often: ``+`` for copies, ``*`` for itself too."""
    return f"{re.escape(ledger.stem)}{_COPIED}{copied}{re.escape(ledger.suffix)}"


def _away(name: str) -> str:
    """A pattern of what is left of a file of that name that is away."""
    forms = (re.escape(before) + name + re.escape(behind) for before, behind in PLACEHOLDERS)
    return f"(?:{'|'.join(forms)})"


def _names(folder: Path) -> frozenset[str]:
    try:
        return frozenset(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
