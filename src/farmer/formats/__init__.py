"""Formats: translates files people already have into our nouns.

A format is one small file with `recognises` and `read`, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from farmer.errors import InvalidValue, UnreadableFile
from farmer.formats import linkedin, vcard
from farmer.formats.decoding import to_text
from farmer.formats.incoming import Incoming, Reading, Skipped, SourcedTouch

__all__ = ["FORMATS", "Format", "Incoming", "Reading", "Skipped", "SourcedTouch"]
__all__ += ["find_format", "read", "recognise"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what it is called, how it is told from others, how it is read.

    ``kind`` is what is typed and stored, ``title`` what people call it, ``file`` how its files
    are named.
    """

    kind: str
    title: str
    file: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[bytes], Reading]


FORMATS = (
    Format(
        "linkedin",
        "LinkedIn connections",
        "Connections.csv",
        (".csv",),
        linkedin.recognises,
        lambda data: linkedin.read(to_text(data)),
    ),
    Format("vcard", "vCard", ".vcf", (".vcf", ".vcard"), vcard.recognises, vcard.read),
)
# No letter of any text is NUL, and programs, pictures and databases have some near their start.
_SAMPLE = 4096


def recognise(data: bytes, name: str = "") -> Format | None:
    """The format of `data`, told by its content; of a file's `name`, what to try first."""
    text = to_text(data)
    if "\0" in text[:_SAMPLE]:
        return None
    ordered = sorted(FORMATS, key=lambda each: not name.casefold().endswith(each.suffixes))
    return next((each for each in ordered if each.recognises(text)), None)


def read(data: bytes, as_kind: str | None = None) -> tuple[str, Reading]:
    """The kind of `data` and everybody in it, of the kind `as_kind` if one is given.

    Raises:
        InvalidValue: for a kind nobody knows.
        UnreadableFile: where nothing in `data` could be read.
    """
    wanted = find_format(as_kind) if as_kind else None
    if not data.strip():
        raise UnreadableFile("That file is empty.", _hint())
    if wanted is None:
        found = recognise(data)
    else:
        found = wanted if wanted.recognises(to_text(data)) else None
    if found is None:
        what = "nothing farmer can read" if wanted is None else f"nothing of the kind {as_kind}"
        raise UnreadableFile(f"That file holds {what}.", _hint())
    return found.kind, found.read(data)


def find_format(kind: str) -> Format:
    """The format called `kind`.

    Raises:
        InvalidValue: where there is none.
    """
    for each in FORMATS:
        if each.kind == kind.casefold():
            return each
    kinds = ", ".join(each.kind for each in FORMATS)
    raise InvalidValue(f"There is no kind of file {kind!r}.", f"Choose from: {kinds}.")


def _hint() -> str:
    understood = " and ".join(f"{each.title} ({each.file})" for each in FORMATS)
    return f"What can be imported: {understood}."
