"""Files that are written for somebody: only over what farmer wrote, and never over a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from farmer.errors import Conflict, InvalidValue
from farmer.files import check_plain, real, write_whole
from farmer.tasks.desk import Desk

# Enough of a file to tell who wrote it.
_BEGINNING_BYTES = 1 << 20


def check_output(
    desk: Desk, path: Path, kind: str, is_ours: Callable[[str], bool], *, force: bool
) -> None:
    """Refuse to replace what is at `path`, unless it is of the same kind or that is insisted on.

    Args:
        desk: whose ledger, backups and settings are never replaced.
        path: where something is to be written.
        kind: what that is, in a word, as “page”.
        is_ours: whether a text is of that kind and farmer's own.
        force: whether anything else may be replaced.

    Raises:
        Conflict: where it may not.
        InvalidValue: where something else than a file is there, or it cannot be read.
    """
    if desk.file.guards(path):
        raise Conflict(f"{path} is a ledger or belongs to one.", "Name another file.")
    if desk.settings_file is not None and real(path) == real(desk.settings_file):
        raise Conflict(f"{path} is the file of settings.", "Name another file.")
    with saying_why(path):
        check_plain(path)
        begins = "" if force or not path.exists() else _beginning(path)
    if begins and not is_ours(begins):
        raise Conflict(
            f"{path} is not a {kind} that farmer wrote.",
            "Name another file, or replace it with --force.",
        )


def write_output(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file of those pieces whole or not at all, for its owner alone.

    Raises:
        InvalidValue: where it cannot be written.
    """
    with saying_why(path):
        write_whole(path, pieces)


@contextmanager
def saying_why(path: Path) -> Iterator[None]:
    """Refuse where the system does not let something be done at `path`, with its reason.

    Raises:
        InvalidValue: there.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "it is not a path").lower()
        raise InvalidValue(f"{path} cannot be written: {reason}.", "Name another file.") from None


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_BEGINNING_BYTES).decode("utf-8", "replace")
