"""Asking in which encoding a file is that gives no language's words in any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from farmer import formats
from farmer.formats import Format, How, Source
from farmer.formats.decoding import to_utf8
from farmer.formats.encodings import ReadAs, Readings, find_encoding, likely_readings


class EncodingDoubt(NamedTuple):
    """A file in no encoding that gives words, and how a line of it reads in the likeliest."""

    file: str
    readings: Readings


# Asked in doubt: the encoding by its name, or None to have it read letter by letter.
AskEncoding = Callable[[EncodingDoubt], str | None]


def asked_of_each(
    known: Sequence[tuple[Source, Format]], how: How, ask: AskEncoding | None
) -> list[How]:
    """How each of the files is to be read; `ask` is None where there is nobody to ask."""
    if ask is None or how.encoding:
        return [how] * len(known)
    return [replace(how, encoding=_asked(source, each, how, ask)) for source, each in known]


def _asked(source: Source, each: Format, how: How, ask: AskEncoding) -> str | None:
    if source.folder is not None:
        return None
    beginning = to_utf8(source.beginning())
    if not _is_in_doubt(find_encoding(beginning)):
        return None
    if not _is_in_doubt(next(formats.read(source, how, each), None)):
        return None  # a kind whose lines or letters each say their own
    readings = likely_readings(beginning)
    return ask(EncodingDoubt(source.name, readings)) if readings.texts else None


def _is_in_doubt(found: object) -> bool:
    """Whether something is in no encoding that gives words; single letters are not asked about."""
    return isinstance(found, ReadAs) and not found.sure and found.encoding != "utf-8"
