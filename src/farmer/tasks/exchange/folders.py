"""Which files of a folder are read: by their endings, texts by what they hold, and Maildirs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from farmer.errors import UnreadableFile
from farmer.formats import FORMATS
from farmer.formats.decoding import to_text
from farmer.formats.source import BEGINNING

# A folder of these is of messages, whatever lies beside them.
MAILDIR = ("cur", "new")
# What programs export, and archives that may lie in others, and in folders.
ENDINGS = tuple(suffix for each in FORMATS for suffix in each.suffixes)
PACKED = (".zip", ".gz", ".xlsx")
# Mail by itself is read as one folder, with what of it has no ending.
_MAIL = frozenset((".eml", ".mbox", ".mbx"))
# People write such files themselves: only what a chat or list of friends is like is looked at.
_TEXTS = frozenset((".txt", ".md"))
_WANTED = frozenset((*ENDINGS, *PACKED)) - _TEXTS


def is_maildir(folder: Path) -> bool:
    """Whether a folder is one of messages; one that may not be looked through is none."""
    return all(os.path.isdir(folder / each) for each in MAILDIR)  # noqa: PTH112  (never raises)


def found_in(folder: Path) -> Iterator[Path]:
    """Every file in it and below, and every Maildir below, which is one.

    Nothing of it is hidden: programs keep their own things there.

    Raises:
        UnreadableFile: for a folder that may not be looked through.
    """
    _check_open(folder)
    for parent, folders, names in os.walk(folder):
        below = [Path(parent, name) for name in folders if not name.startswith(".")]
        for each in below:
            _check_open(each)
        maildirs = [each for each in below if is_maildir(each)]
        yield from maildirs
        folders[:] = [each.name for each in below if each not in maildirs]
        paths = (Path(parent, name) for name in names if not name.startswith("."))
        yield from filter(Path.is_file, paths)


def _check_open(folder: Path) -> None:
    if not (folder.is_symlink() or os.access(folder, os.R_OK | os.X_OK)):
        raise UnreadableFile(f"{folder} may not be looked through.", "Check the path.")


def wanted_of(found: Iterable[Path]) -> list[Path]:
    """What of it is read file by file, in order; none where there is nothing but mail."""
    wanted = sorted(path for path in found if path.is_dir() or _is_wanted(path))
    only_mail = all(path.is_dir() or path.suffix.casefold() in _MAIL for path in wanted)
    return [] if only_mail else wanted


def _is_wanted(path: Path) -> bool:
    ending = path.suffix.casefold()
    return ending in _WANTED or (ending in _TEXTS and _is_known(path, ending))


def _is_known(path: Path, ending: str) -> bool:
    """Whether a text is of a kind whose files end so."""
    try:
        with path.open("rb") as stream:
            text = to_text(stream.read(BEGINNING))
    except OSError:
        return False
    return any(each.recognises(text) for each in FORMATS if ending in each.suffixes)
