"""Where messages are kept: in a stream of one or many, or in a folder of files.

Of a message only the header is ever held, so that a mailbox may be larger than the memory. The
standard library's `mailbox` would first go through the whole file to index it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

# Bytes of a line, a header and a separator that are looked at: more are none of them.
LONGEST_RAW_LINE = 65_536
LONGEST_HEADER = 524_288
LONGEST_SEPARATOR = 500

RawLine = tuple[int, bytes]

_MARK = b"\xef\xbb\xbf"
_BLANK = (b"\n", b"\r\n", b"")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")


def headers(stream: BinaryIO) -> Iterator[RawLine]:
    """The header of each message in `stream`, with the line that the message begins on.

    In a mailbox, a message begins at a line ``From …`` after an empty one, if a header follows:
    without that, a letter that says “From then on” would be cut in two. What does not begin so is
    one message, whatever its body quotes.
    """
    lines = _lines(stream)
    number, first = next(((at, line) for at, line in lines if line not in _BLANK), (1, b""))
    first = first.removeprefix(_MARK)
    if not _separates(first):
        yield number, first + _header(lines)
        return
    yield number, _header(lines)
    for number, first in _beginnings(lines):
        yield number, first + _header(lines)


def files(folder: Path) -> Iterator[Path]:
    """The files in `folder` and the folders in it, in order, and the folders that are locked.

    Neither hidden files nor what a Maildir has only begun to receive is mail. Hidden folders may
    be: ``.Sent`` is the folder Sent of a Maildir.
    """
    locked: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=locked.append):
        folders.sort()
        if {"cur", "tmp"} <= set(folders):
            folders.remove("tmp")
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and _is_file(path):
                yield path
    yield from (Path(error.filename) for error in locked)


def _is_file(path: Path) -> bool:
    """Whether it is a file, or may be one: in a folder that may only be listed, nobody can tell."""
    try:
        return path.is_file()
    except OSError:
        return True


def _lines(stream: BinaryIO) -> Iterator[RawLine]:
    """Each line with its number; of one that is too long, the beginning."""
    number, whole = 0, True
    while line := stream.readline(LONGEST_RAW_LINE):
        if whole:
            number += 1
            yield number, line
        whole = line.endswith(b"\n")


def _separates(line: bytes) -> bool:
    """Whether `line` is ``From ana@ruiz.example Fri Jan  5 10:00:00 2024``, or lacks the date."""
    if not line.startswith(b"From "):
        return False
    words = line[:LONGEST_SEPARATOR].split()
    return len(words) == 2 or any(len(word) == 4 and word.isdigit() for word in words[2:])


def _header(lines: Iterator[RawLine]) -> bytes:
    """The lines up to the next that is empty, which is taken too."""
    kept: list[bytes] = []
    size = 0
    for _, line in takewhile(lambda each: each[1] not in _BLANK, lines):
        size += len(line)
        if size <= LONGEST_HEADER:
            kept.append(line)
    return b"".join(kept)


def _beginnings(lines: Iterator[RawLine]) -> Iterator[RawLine]:
    """The line on which each further message begins, and the first line of its header.

    Whoever asks for the next one has read that header, and the empty line after it.
    """
    begins, after_blank = 0, True
    for number, line in lines:
        if begins and _FIELD.match(line):
            yield begins, line
            begins, after_blank = 0, True
        else:
            begins = number if after_blank and _separates(line) else 0
            after_blank = line in _BLANK
