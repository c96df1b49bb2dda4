"""The folder between machines: which of its files are sealed ones, and what opens them."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from farmer.errors import LedgerUnavailable
from farmer.ledger.file.sealed import FRAME_BYTES, Seal, SealLabel, label_of, new_label, opened
from farmer.ledger.keys import Key, forbid_core_dumps, key_of, learn_key, new_key
from farmer.ledger.refusals import LOCKING_EXTRA, LedgerLocked, NobodyHere, WrongKey

SUFFIX = ".sealed"
_NAMED = re.compile(rf"[0-9a-f]{{32}}{re.escape(SUFFIX)}")
# As synchronisers call the second of two files that both are to have the name of one.
_COPY = re.compile(rf"[0-9a-f]{{32}}.+{re.escape(SUFFIX)}")
# Asks for a new passphrase, for the place that it is for.
AskNew = Callable[[str], str]


class FolderUnavailable(LedgerUnavailable):
    """The folder between machines, or a file of it, cannot be read or written."""

    code = "folder-unavailable"


class SealedFile(NamedTuple):
    """One machine's file, open to be read, and what opens its frames."""

    path: Path
    label: SealLabel
    stream: BinaryIO
    seal: Seal
    edition: int
    frames: int

    @property
    def machine(self) -> str:
        """What the machine is called."""
        return self.label.machine


class SealedFolder:
    """What is in the folder.

    Attributes:
        files: by machine, those that can be read.
        waiting: the names of those of which not even the head is there yet.
        copies: the names of what was a machine's file, and is called otherwise now.
        strange: the names of what is no machine's.
    """

    def __init__(self, folder: Path, ask_new: AskNew) -> None:
        self.folder = folder
        self.files: dict[str, SealedFile] = {}
        self.waiting: list[str] = []
        self.copies: list[str] = []
        self.strange: list[str] = []
        self._ask_new = ask_new
        self._own_key: Key | None = None

    def path_of(self, machine: str) -> Path:
        """Where a machine's file is, or would be."""
        return self.folder / f"{machine}{SUFFIX}"

    def own_label(self) -> SealLabel:
        """A label for a file of this machine, which the passphrase of the others opens."""
        return new_label(self._key()[0])

    def seal(self, machine: str) -> Seal:
        """What seals the file of this machine, as it is called."""
        known = self.files.get(machine)
        if known:
            return known.seal
        salt, key = self._key()
        return Seal(SealLabel(salt, bytes.fromhex(machine)), key)

    def keep(self, keep: Callable[[bytes, bytes], None]) -> None:
        """Have the key of the folder kept."""
        keep(*self._key())

    def look(self, stack: ExitStack) -> None:
        """See what is there, and open it.

        Raises:
            LedgerLocked, WrongKey: where the passphrase cannot be had, or is another one.
            FolderUnavailable: where the folder, or a file of it, cannot be read.
        """
        for path in _entries(self.folder):
            if not _NAMED.fullmatch(path.name) or not _is_file(path):
                is_copy = _COPY.fullmatch(path.name) and _is_file(path)
                (self.copies if is_copy else self.strange).append(path.name)
                continue
            with refusing_folder(path):
                stream = stack.enter_context(opened(path))
                label, size = label_of(stream), path.lstat().st_size
            if label is None:
                self.waiting.append(path.name)
            elif f"{label.machine}{SUFFIX}" != path.name:
                self.copies.append(path.name)
            else:
                self.files[label.machine] = self._opened(path, label, stream, size)

    def _opened(self, path: Path, label: SealLabel, stream: BinaryIO, size: int) -> SealedFile:
        seal = Seal(label, self._key_of(label.salt))
        edition = seal.edition(stream)
        if edition is None:
            raise WrongKey(
                f"That passphrase does not open {path.name} in {self.folder}.",
                "Every machine takes the same one. Try again with it.",
            )
        self._own_key = self._own_key or (label.salt, self._key_of(label.salt))
        return SealedFile(path, label, stream, seal, edition, max(size // FRAME_BYTES - 1, 0))

    def _key(self) -> Key:
        if self._own_key is None:
            forbid_core_dumps()
            self._own_key = new_key(self._ask_new(str(self.folder)))
            learn_key(*self._own_key)
        return self._own_key

    def _key_of(self, salt: bytes) -> bytes:
        try:
            return key_of(self.folder, salt)
        except NobodyHere:
            raise NobodyHere(
                f"What is in {self.folder} is sealed, and nobody is here to type the passphrase.",
                "Set FARMER_KEY_COMMAND to a program that prints it, or in a terminal: "
                "farmer sync --keyring",
            ) from None


@contextmanager
def exchange(folder: Path, ask_new: AskNew) -> Iterator[SealedFolder]:
    """What is in the folder, its files open for as long as this lasts."""
    check_installed()
    with ExitStack() as stack:
        found = SealedFolder(folder, ask_new)
        found.look(stack)
        yield found


def check_installed() -> None:
    """Refuse where nothing can be sealed.

    Raises:
        LedgerLocked: there.
    """
    try:
        import cryptography  # noqa: F401
    except ImportError:
        missing = "What seals the ledger's way through a folder is not installed."
        raise LedgerLocked(missing, LOCKING_EXTRA) from None


def sealed_sizes(folder: Path) -> dict[str, int]:
    """By machine, how many frames its file has, as far as it is there; nothing is opened."""
    return {
        path.name.removesuffix(SUFFIX): max(path.lstat().st_size // FRAME_BYTES - 1, 0)
        for path in _entries(folder)
        if _NAMED.fullmatch(path.name) and _is_file(path)
    }


def clear_parts(exchange: SealedFolder, machine: str) -> None:
    """Take away what a writing of this machine that was killed has left."""
    for part in exchange.folder.glob(f".{machine}{SUFFIX}.*.part"):
        with suppress(OSError):
            part.unlink()


@contextmanager
def refusing_folder(path: Path) -> Iterator[None]:
    """Turn what the system says of a file in the folder into a refusal.

    Raises:
        FolderUnavailable: then.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "it cannot be used").lower()
        raise FolderUnavailable(
            f"{path} cannot be used: {reason}.",
            "See whether the folder is there and may be written, then run this again.",
        ) from None


def _entries(folder: Path) -> list[Path]:
    """What is in the folder and not hidden."""
    with refusing_folder(folder):
        return sorted(each for each in folder.iterdir() if not each.name.startswith("."))


def _is_file(path: Path) -> bool:
    """Whether it is a file itself, and no link to one."""
    with refusing_folder(path):
        return stat.S_ISREG(path.lstat().st_mode)
