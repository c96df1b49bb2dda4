"""A file of sealed messages, which one machine appends to and every other one reads.

It is a head and frames, all of one size, so that sizes tell little. The head says in the clear what
makes the key of the passphrase; a proof in it shows whether a key is the right one. A frame is
sealed by AES-256-GCM together with the file's random name, its edition and its place, so that none
can be moved, left out or brought back unseen. What is not all there yet, as a synchroniser leaves
it, ends what can be read of the file; it is read once the rest has come.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from farmer.files import part_of, take_place

FRAME_BYTES = 4096
TOKEN_BYTES = 8
_MAGIC = b"farmer sealed 1\0"
_ID_BYTES = 16
_CHECK_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_LABEL_BYTES = len(_MAGIC) + 2 * _ID_BYTES
_PROOF_BYTES = _NONCE_BYTES + 8 + _TAG_BYTES
_PLAIN_BYTES = FRAME_BYTES - _NONCE_BYTES - _TAG_BYTES
_HEADER_BYTES = TOKEN_BYTES + 3  # whose writing it is, whether a message ends, how much is in it
_ROOM_BYTES = _PLAIN_BYTES - _HEADER_BYTES
# No message comes near; one that was made to fill the memory is no message.
_MOST_BYTES = 1 << 28
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_AS_IT_IS = getattr(os, "O_BINARY", 0)

Message = dict[str, Any]


class SealLabel(NamedTuple):
    """What a file says in the clear: the salt of its key, and its random name."""

    salt: bytes
    name: bytes

    @property
    def machine(self) -> str:
        """The name in hexadecimal, as the file is called."""
        return self.name.hex()


class SealedPosition(NamedTuple):
    """A place in a file: its edition, the frames before that place, and the last one's tag."""

    edition: int
    frames: int = 0
    tag: str = ""

    @property
    def offset(self) -> int:
        """How many bytes come before it."""
        return FRAME_BYTES * (1 + self.frames)


class ReadMessage(NamedTuple):
    """A whole message, by which writing it came (in hexadecimal), and where the next begins."""

    message: Message
    token: str
    end: SealedPosition


def new_label(salt: bytes) -> SealLabel:
    """A label of which no other file has the name."""
    return SealLabel(salt, os.urandom(_ID_BYTES))


def new_token() -> str:
    """What tells one writing from all others, in hexadecimal."""
    return os.urandom(TOKEN_BYTES).hex()


def opened(path: Path) -> BinaryIO:
    """The file at `path`, to be read; a link is not followed, and a pipe not waited for.

    Raises:
        OSError: where it cannot be opened.
    """
    return os.fdopen(os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT | _AS_IT_IS), "rb")


def label_of(stream: BinaryIO) -> SealLabel | None:
    """The label of a file; None of one that is no sealed file, or of which not enough is there."""
    stream.seek(0)
    head = stream.read(FRAME_BYTES)
    label, check = head[:_LABEL_BYTES], head[_LABEL_BYTES : _LABEL_BYTES + _CHECK_BYTES]
    if len(head) < FRAME_BYTES or not label.startswith(_MAGIC) or check != _check(label):
        return None
    salt = label[len(_MAGIC) : -_ID_BYTES]
    return SealLabel(salt, label[-_ID_BYTES:])


class Seal:
    """What seals the frames of one file, and opens them."""

    def __init__(self, label: SealLabel, key: bytes) -> None:
        """For the file of that `label`; `key` is that of its salt."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._label = _bytes_of(label)
        # A key of its own: the same passphrase may lock a ledger.
        self._cipher = AESGCM(hmac.digest(key, self._label, hashlib.sha256))

    def edition(self, stream: BinaryIO) -> int | None:
        """The edition of a file; None where the key does not open it."""
        stream.seek(_LABEL_BYTES + _CHECK_BYTES)
        proof = stream.read(_PROOF_BYTES)
        plain = self._opened(proof, self._label)
        return None if plain is None else int.from_bytes(plain)

    def read(self, stream: BinaryIO, start: SealedPosition) -> Iterator[ReadMessage]:
        """Every whole message from `start` on, to the first frame that is not one."""
        pieces: list[bytes] = []
        stream.seek(start.offset)
        number = start.frames
        while (found := self._frame(stream, start.edition, number)) is not None:
            token, is_last, piece, tag = found
            number += 1
            pieces.append(piece)
            if is_last:
                yield ReadMessage(
                    _unpacked(pieces), token, SealedPosition(start.edition, number, tag)
                )
                pieces = []

    def token_at(self, stream: BinaryIO, at: SealedPosition) -> str | None:
        """By which writing the frame at that place came; None where there is no whole one."""
        stream.seek(at.offset)
        found = self._frame(stream, at.edition, at.frames)
        return found[0] if found else None

    def write(
        self, path: Path, edition: int, token: str, messages: Iterable[Message]
    ) -> SealedPosition:
        """Write the file anew, whole or not at all; where it ends.

        Raises:
            OSError, Unconfirmed: where it cannot be written.
        """
        end = SealedPosition(edition)
        with part_of(path) as part:
            with os.fdopen(os.open(part, os.O_WRONLY | _NO_LINK | _AS_IT_IS), "wb") as file:
                file.write(self._head(edition))
                end = self._write(file, end, token, messages)
            take_place(part, path)
        return end

    def append(
        self, path: Path, at: SealedPosition, token: str, messages: Iterable[Message]
    ) -> SealedPosition:
        """Write messages at the end of its own file, in the place of what was not finished there.

        Raises:
            OSError: where it cannot be written; what is there ends as before.
        """
        with os.fdopen(os.open(path, os.O_RDWR | _NO_LINK | _AS_IT_IS), "r+b") as file:
            file.truncate(at.offset)
            file.seek(at.offset)
            try:
                end = self._write(file, at, token, messages)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(at.offset)
                raise
        return end

    def _head(self, edition: int) -> bytes:
        proof = self._sealed(edition.to_bytes(8), self._label)
        return (self._label + _check(self._label) + proof).ljust(FRAME_BYTES, b"\0")

    def _write(
        self, file: BinaryIO, at: SealedPosition, token: str, messages: Iterable[Message]
    ) -> SealedPosition:
        for message in messages:
            packed = zlib.compress(json.dumps(message, ensure_ascii=False).encode(*_TEXT))
            for start in range(0, len(packed), _ROOM_BYTES):
                piece = packed[start : start + _ROOM_BYTES]
                is_last = start + _ROOM_BYTES >= len(packed)
                header = bytes.fromhex(token) + bytes([is_last]) + len(piece).to_bytes(2)
                plain = (header + piece).ljust(_PLAIN_BYTES, b"\0")
                frame = self._sealed(plain, self._place(at.edition, at.frames))
                file.write(frame)
                at = SealedPosition(at.edition, at.frames + 1, frame[-_TAG_BYTES:].hex())
        return at

    def _frame(
        self, stream: BinaryIO, edition: int, number: int
    ) -> tuple[str, bool, bytes, str] | None:
        frame = stream.read(FRAME_BYTES)
        plain = self._opened(frame, self._place(edition, number))
        if plain is None or len(plain) < _PLAIN_BYTES:
            return None
        token, is_last = plain[:TOKEN_BYTES].hex(), bool(plain[TOKEN_BYTES])
        size = int.from_bytes(plain[TOKEN_BYTES + 1 : _HEADER_BYTES])
        piece = plain[_HEADER_BYTES : _HEADER_BYTES + size]
        return token, is_last, piece, frame[-_TAG_BYTES:].hex()

    def _place(self, edition: int, number: int) -> bytes:
        return self._label + edition.to_bytes(8) + number.to_bytes(8)

    def _sealed(self, plain: bytes, place: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, place)

    def _opened(self, sealed: bytes, place: bytes) -> bytes | None:
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place)
        except (InvalidTag, ValueError):  # ValueError: not even a nonce
            return None


_TEXT = ("utf-8", "surrogatepass")


def _unpacked(pieces: list[bytes]) -> Message:
    """A message, which nobody without the passphrase has made."""
    text = zlib.decompressobj().decompress(b"".join(pieces), _MOST_BYTES).decode(*_TEXT)
    message: Message = json.loads(text)
    return message


def _bytes_of(label: SealLabel) -> bytes:
    return _MAGIC + label.salt + label.name


def _check(label: bytes) -> bytes:
    return hashlib.sha256(label).digest()[:_CHECK_BYTES]
