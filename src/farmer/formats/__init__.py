"""Formats: translates files people already have into our nouns.

A format is one small module with `recognises` and `read`, and one entry in `farmer.formats.kinds`.
"""

from __future__ import annotations

from pathlib import Path

from farmer.errors import UnreadableFile
from farmer.formats.addressbook import FIELDS
from farmer.formats.decoding import to_text
from farmer.formats.incoming import (
    Exchange,
    How,
    Incoming,
    Party,
    Reading,
    Skipped,
    SourcedTouch,
    kept,
)
from farmer.formats.kinds import FILE_KINDS, FORMATS, Format, find_format
from farmer.formats.source import Source
from farmer.formats.table import columns_of
from farmer.wording import say_list

__all__ = [
    "FILE_KINDS",
    "FORMATS",
    "TABLE",
    "Exchange",
    "Format",
    "How",
    "Incoming",
    "Party",
    "Reading",
    "Skipped",
]
__all__ += ["Source", "SourcedTouch", "find_format", "read", "recognise"]

# No letter of any text is NUL, and programs, pictures and databases have some near their start.
_SAMPLE = 4096
# As many columns as a sentence can name.
_MOST_COLUMNS = 20
TABLE = "table"
# What other files begin with that people try, what such a file is, and what to do instead.
_OTHERWISE = {
    b"\xd0\xcf\x11\xe0": ("a workbook or document of an old kind", "Save it as .xlsx or CSV"),
    b"%PDF": ("a PDF", "Export it as CSV or vCard where it comes from"),
    b"<!DOCTYPE html": (
        "a web page",
        "Export it anew: from Meta as JSON, elsewhere as CSV or vCard",
    ),
}


def recognise(data: bytes, name: str = "") -> Format | None:
    """The format of what begins with `data`, told by its content; by `name`, what to try first."""
    text = to_text(data)
    if "\0" in text[:_SAMPLE]:
        return None
    ordered = sorted(FORMATS, key=lambda each: not name.casefold().endswith(each.suffixes))
    return next((each for each in ordered if each.recognises(text)), None)


def format_of(source: Source, as_kind: str | None = None, *, mapped: bool = False) -> Format:
    """The format of `source`: told by its content, or `as_kind` where somebody says so.

    One whose columns are `mapped` by the user is a table, whatever they are called.

    Raises:
        InvalidValue: for a kind nobody knows.
        UnreadableFile: where it is of no kind, or not of that one.
    """
    wanted = find_format(as_kind) if as_kind else None
    if source.folder is not None:
        return _of_folder(source, source.folder, wanted)
    beginning = source.beginning()
    if not beginning.strip():
        raise UnreadableFile(f"{source.name} is empty.", _hint())
    if mapped and (wanted is None or wanted.kind == TABLE):
        return find_format(TABLE)
    found = wanted or recognise(beginning, source.name)
    if found is None:
        raise _known_otherwise(source, beginning) or _unknown(source, to_text(beginning))
    if wanted is not None and not wanted.recognises(to_text(beginning)):
        if wanted.kind == TABLE:
            raise _unknown(source, to_text(beginning))
        raise UnreadableFile(f"{source.name} is not {wanted.title}.", _hint())
    return found


def read(source: Source, how: How, each: Format) -> Reading:
    """Everything in `source`, which is of the format `each`."""
    if source.folder is not None and each.read_folder is not None:
        yield from each.read_folder(source.folder, how)
        return
    try:
        with source.open() as stream:
            yield from each.read(stream, how)
    except MemoryError:
        raise UnreadableFile(
            f"There is not enough memory to read {source.name}.",
            "Split it, and import the parts one after another.",
        ) from None


def _of_folder(source: Source, folder: Path, wanted: Format | None) -> Format:
    for each in FORMATS:
        is_one = each.recognises_folder
        if wanted in (None, each) and is_one is not None and is_one(folder):
            return each
    raise UnreadableFile(f"{source.name} is a folder.", "Name a file in it.")


def _known_otherwise(source: Source, beginning: bytes) -> UnreadableFile | None:
    """Why a file of a kind that people try is not read; None for any other."""
    for mark, (what, instead) in _OTHERWISE.items():
        if beginning.lstrip()[: len(mark)].lower() == mark.lower():
            return UnreadableFile(
                f"{source.name} is {what}, which farmer does not read.",
                f"{instead}, and import that.",
            )
    return None


def _unknown(source: Source, beginning: str) -> UnreadableFile:
    """Why nobody knows what the source is: of a table, by what its columns are called."""
    columns = columns_of(beginning) if "\0" not in beginning[:_SAMPLE] else ()
    if not columns:
        return UnreadableFile(f"{source.name} holds nothing farmer can read.", _hint())
    name = next((each for each in columns if "name" in each), columns[0])
    return UnreadableFile(
        f"{source.name} is a table, but nothing says that its rows are people. "
        f"Its columns are {say_list([kept(each) for each in columns[:_MOST_COLUMNS]])}.",
        f'If they are, say which columns hold what: --map "name={kept(name)}". '
        f"The fields are {', '.join(FIELDS)}.",
    )


def _hint() -> str:
    understood = ", ".join(each.title for each in FORMATS)
    return f"What can be imported: {understood}; another table with --map."
