"""The book as what carries a folder between a member's machines.

Beside the ledger lies a folder as of `farmer sync FOLDER`: a sealed file of each machine. The book
is to it what a program that synchronises is to another one. It brings the files of the member's
other machines here and this machine's there, in pieces, and opens none of them.

Which of two states of one file is the later one is told by the number of the push that wrote it. So
a server that was put back to a backup gets again what it lost, from whoever has it. Where a copy of
this ledger has written to this machine's file, that is fetched and then read as another machine's.
"""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.errors import LedgerUnavailable
from farmer.files import alone_in, read_plain, write_whole

if TYPE_CHECKING:
    from farmer.team.book import TeamBook
    from farmer.team.pieces import FileInBook

# Fifteen of the frames that a sealed file is made of: less than the book takes in a row.
PIECE_BYTES = 15 * 4096
_SUFFIX = ".sealed"
_STATE = ".carried.json"
# Whoever has the server can call a machine as they like; a file here is called by nothing else.
_MACHINE = re.compile(r"[0-9a-f]{32}")
# Such a file, a copy that something made of it, what a killed writing left, what is known of all.
_OURS = re.compile(
    rf"[0-9a-f]{{32}}.*{re.escape(_SUFFIX)}|\.[0-9a-f]{{32}}{re.escape(_SUFFIX)}\..+\.part"
    rf"|{re.escape(_STATE)}|\.{re.escape(_STATE)}\..+\.part"
)
_MOST_BYTES = 1 << 20


class Carrier:
    """The folder that is carried.

    Attributes:
        folder: where it is.
        mark: how all stood when nothing was left to do, as a digest; empty where something is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pushes, self.mark = self._kept()

    def fetch(self, book: TeamBook, own: str) -> None:
        """Bring here what is later there; of `own`, this machine's file, only what it did not push.

        Raises:
            LedgerUnavailable: where the folder cannot be read or written.
        """
        from farmer.team.pieces import files_in, pieces_of

        with _refusing(self.folder):
            here = self._digests()
            for machine, file in files_in(book).items():
                had, last = here.get(machine), self._pushes.get(machine, 0)
                if not _MACHINE.fullmatch(machine):
                    continue
                if had != file.digests:
                    is_later = file.push > last or (file.push == last and machine != own)
                    if had is not None and not is_later:
                        continue
                    content = dict(zip(had, self._pieces(machine), strict=True)) if had else {}
                    found = pieces_of(book, machine, had or ())
                    whole = [content[p.digest] if p.content is None else p.content for p in found]
                    write_whole(self._path(machine), whole)
                    self._pushes[machine] = max((p.push for p in found), default=0)
                else:
                    self._pushes[machine] = file.push
            self._keep("")

    def put(self, book: TeamBook) -> Mapping[str, FileInBook]:
        """Bring there what is later here; what lies there then. `settle` keeps that it is there.

        Raises:
            LedgerUnavailable: where the folder cannot be read.
        """
        from farmer.team.pieces import FileInBook, files_in, put

        there = files_in(book)
        with _refusing(self.folder):
            for machine, digests in self._digests().items():
                last, before = self._pushes.get(machine, 0), there.get(machine)
                had = before.digests if before else []
                if digests == had or (before and before.push > last):
                    continue
                changed = {
                    number: piece
                    for number, piece in enumerate(self._pieces(machine))
                    if had[number : number + 1] != [digests[number]]
                }
                there[machine] = FileInBook(machine, last + 1, digests)
                put(book, there[machine], changed)
        return there

    def settle(self, there: Mapping[str, FileInBook], mark: str) -> None:
        """Keep that this lies there, and how all stands; an empty `mark` if something is left.

        Raises:
            LedgerUnavailable: where the folder cannot be written.
        """
        with _refusing(self.folder):
            here = self._digests()
            self._pushes = {
                machine: file.push if here.get(machine) == file.digests else self._pushes[machine]
                for machine, file in there.items()
                if machine in self._pushes or here.get(machine) == file.digests
            }
            self._keep(mark)

    def drop(self) -> None:
        """Delete what is carried, and the folder too if nothing of somebody else lies in it.

        Raises:
            LedgerUnavailable: where it cannot be deleted.
        """
        with _refusing(self.folder):
            for path in self.folder.iterdir():
                if _OURS.fullmatch(path.name):
                    path.unlink()
            with suppress(OSError):
                self.folder.rmdir()

    def _kept(self) -> tuple[dict[str, int], str]:
        """What is known of the files; nothing where nobody can read that, and all is fetched."""
        try:
            said = json.loads(read_plain(self.folder / _STATE, _MOST_BYTES))
            return {str(name): int(push) for name, push in said["pushes"].items()}, said["mark"]
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}, ""

    def _keep(self, mark: str) -> None:
        said = json.dumps({"pushes": self._pushes, "mark": mark})
        write_whole(self.folder / _STATE, [said.encode()])
        self.mark = mark

    def _digests(self) -> dict[str, list[str]]:
        """By machine, what its file here is made of."""
        return {
            machine: [sha256(piece).hexdigest() for piece in self._pieces(machine)]
            for machine in self._machines()
        }

    def _machines(self) -> list[str]:
        """Whose files are here: a copy that something made of one, and a link, is no machine's."""
        return sorted(
            path.stem
            for path in self.folder.glob(f"*{_SUFFIX}")
            if _MACHINE.fullmatch(path.stem) and stat.S_ISREG(path.lstat().st_mode)
        )

    def _pieces(self, machine: str) -> Iterator[bytes]:
        try:
            with self._path(machine).open("rb") as file:
                while piece := file.read(PIECE_BYTES):
                    yield piece
        except FileNotFoundError:
            return

    def _path(self, machine: str) -> Path:
        return self.folder / f"{machine}{_SUFFIX}"


@contextmanager
def carrier_at(folder: Path) -> Iterator[Carrier]:
    """What carries that folder, which is made where there is none; others wait until it is done.

    Raises:
        LedgerUnavailable: where the folder cannot be made or opened.
    """
    with ExitStack() as stack:
        with _refusing(folder):
            stack.enter_context(alone_in(folder))
        yield Carrier(folder)


def mark_of(there: Mapping[str, FileInBook], standing: str) -> str:
    """A digest of what lies in the book, and of how the ledger stands to it."""
    said = json.dumps([sorted(there.values()), standing])
    return sha256(said.encode()).hexdigest()


@contextmanager
def _refusing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "it cannot be used").lower()
        raise LedgerUnavailable(
            f"{folder} cannot be used: {reason}.",
            "It is to be a folder with room in it. Move away what else lies there, and try again.",
        ) from None
