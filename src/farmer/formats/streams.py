"""Readers of whole texts or bytes as readers of streams, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from farmer.errors import UnreadableFile
from farmer.formats.encodings import to_text_anyhow
from farmer.formats.incoming import How, Reading

# Read at once it takes some four times as much memory; thirty thousand people are 20 MB.
MOST_BYTES = 256_000_000


def from_text(read: Callable[[str, How], Reading]) -> Callable[[BinaryIO, How], Reading]:
    """A reader of texts as one of streams."""

    def read_stream(stream: BinaryIO, how: How) -> Reading:
        text, encoding = to_text_anyhow(whole_of(stream), how.encoding)
        if encoding is not None:
            yield encoding
        yield from read(text, how)

    return read_stream


def from_bytes(read: Callable[[bytes, How], Reading]) -> Callable[[BinaryIO, How], Reading]:
    """A reader of bytes as one of streams."""
    return lambda stream, how: read(whole_of(stream), how)


def whole_of(stream: BinaryIO) -> bytes:
    """All of what is read at once; mail is not, and may be as large as it likes.

    Raises:
        UnreadableFile: where it is larger than any address book.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise UnreadableFile(
            f"The file is larger than {megabytes} MB, which is more than farmer reads at once.",
            "Split it, and import the parts one after another.",
        )
    return data
