"""The cards of a folder that is written too: which there are, and how one takes another's place."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from farmer.errors import FarmerError, UnreadableFile
from farmer.files import part_of, take_free_place, take_place
from farmer.formats.card_text import CannotWrite, CardText
from farmer.tasks.exchange.named_files import read_bytes

# A card with pictures; what is larger is read as any other file, and never written.
_MOST_BYTES = 32_000_000


def digest_of(data: bytes) -> str:
    """What tells one text of a card from another."""
    return hashlib.sha256(data).hexdigest()


class CardFile(NamedTuple):
    """A file of one card.

    Attributes:
        path: absolute.
        data: what it holds.
        uid: the card's own id.
    """

    path: str
    data: bytes
    uid: str

    @property
    def digest(self) -> str:
        """Of what it holds."""
        return digest_of(self.data)


class FoundCards(NamedTuple):
    """The cards of a folder.

    Attributes:
        cards: those that may be written.
        apart: by its path, why another is read only.
    """

    cards: tuple[CardFile, ...]
    apart: dict[str, str]


def find_cards(paths: Iterable[str], keep: Collection[str]) -> FoundCards:
    """The cards in those files; `keep` are properties that are read beside the usual ones."""
    cards, apart = [], {}
    for path in paths:
        try:
            cards.append(_card_at(path, keep))
        except CannotWrite as reason:
            apart[path] = str(reason)
        except FarmerError as trouble:
            apart[path] = trouble.message.removeprefix(f"{path} ").rstrip(".")
    times = Counter(each.uid for each in cards)
    apart |= {each.path: "another file has the same UID" for each in cards if times[each.uid] > 1}
    return FoundCards(tuple(each for each in cards if each.path not in apart), apart)


def _card_at(path: str, keep: Collection[str]) -> CardFile:
    """The card in a file.

    Raises:
        CannotWrite: where it may not be written.
        UnreadableFile: where it cannot be read.
    """
    if Path(path).is_symlink():
        raise CannotWrite("it is a link")
    if not os.access(path, os.W_OK):
        raise CannotWrite("you may not write it")
    data = read_bytes(Path(path), _MOST_BYTES)
    uid = CardText(data, keep).uid.strip()
    if not uid:
        raise CannotWrite("it has no UID")
    return CardFile(path, data, uid)


def write_card(card: CardFile, data: bytes) -> None:
    """Have a file hold another text, whole or not at all; it stays as open as it was.

    Raises:
        UnreadableFile: where it is not as it was read any more, or cannot be written.
    """
    path = Path(card.path)
    try:
        mode = stat.S_IMODE(path.lstat().st_mode)
        with part_of(path) as part:
            part.write_bytes(data)
            part.chmod(mode)
            if path.is_symlink() or path.read_bytes() != card.data:
                raise UnreadableFile(f"{path} was changed meanwhile.", "It is written next time.")
            take_place(part, path)
    except OSError as error:
        raise _not_written(path, error) from None


def write_new_card(path: Path, data: bytes, like: int | None) -> None:
    """Put a card where none is, as open as the mode `like`.

    Raises:
        UnreadableFile: where it cannot be written.
    """
    try:
        with part_of(path) as part:
            part.write_bytes(data)
            if like is not None:
                part.chmod(like)
            if not take_free_place(part, path):
                raise UnreadableFile(f"{path} is there already.", "It is another's card.")
    except OSError as error:
        raise _not_written(path, error) from None


def _not_written(path: Path, error: OSError) -> UnreadableFile:
    reason = (error.strerror or "the disk does not answer").lower()
    return UnreadableFile(f"{path} cannot be written: {reason}.", "It is as it was.")
