"""Formats: translates files people already have into our nouns.

A format is one small module with `recognises` and `read`, and one entry in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from farmer.choices import Choices
from farmer.errors import UnreadableFile
from farmer.formats import (
    bni,
    facebook,
    friends_md,
    google,
    icalendar,
    ldif,
    linkedin,
    linkedin_imported,
    linkedin_messages,
    mail,
    monica,
    outlook,
    table,
    thunderbird,
    vcard,
)
from farmer.formats.addressbook import Layout
from farmer.formats.decoding import to_text
from farmer.formats.incoming import Exchange, How, Incoming, Party, Reading, Skipped, SourcedTouch
from farmer.formats.source import Source

__all__ = ["FORMATS", "Exchange", "Format", "How", "Incoming", "Party", "Reading", "Skipped"]
__all__ += ["Source", "SourcedTouch", "find_format", "read", "recognise"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what it is called, how it is told from others, how it is read.

    Attributes:
        kind: what is typed and stored.
        title: what people call it.
        file: how its files are named.
        suffixes: the endings of such names, which are only a hint.
        recognises: whether a text, at least its beginning, is of this kind.
        read: everything in it, from its beginning.
        recognises_folder, read_folder: the same for a folder, where this kind may be one.
        introduces: whether people come from it whom the ledger does not know: an address book's
            do, everybody who ever wrote a mail does not.
    """

    kind: str
    title: str
    file: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[BinaryIO, How], Reading]
    recognises_folder: Callable[[Path], bool] | None = None
    read_folder: Callable[[Path, How], Reading] | None = None
    introduces: bool = True


def _text(read: Callable[[str, How], Reading]) -> Callable[[BinaryIO, How], Reading]:
    """A reader of texts as one of streams."""

    def read_stream(stream: BinaryIO, how: How) -> Reading:
        data = _whole(stream)
        return read(data.decode(how.encoding, "replace") if how.encoding else to_text(data), how)

    return read_stream


def _bytes(read: Callable[[bytes, How], Reading]) -> Callable[[BinaryIO, How], Reading]:
    """A reader of bytes as one of streams."""
    return lambda stream, how: read(_whole(stream), how)


def _whole(stream: BinaryIO) -> bytes:
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


def _address_book(kind: str, title: str, file: str, *layouts: Layout) -> Format:
    """An address book as a table, in one of several layouts."""

    def find(text: str) -> Layout | None:
        return next((each for each in layouts if each.recognises(text)), None)

    def read(text: str, _how: How) -> Reading:
        layout = find(text)
        if layout is not None:
            yield from layout.read(text)

    return Format(
        kind, title, file, (".csv", ".tsv"), lambda text: find(text) is not None, _text(read)
    )


FORMATS = (
    Format(
        "linkedin",
        "LinkedIn connections",
        "Connections.csv",
        (".csv",),
        linkedin.recognises,
        _text(lambda text, _how: linkedin.read(text)),
    ),
    Format(
        "linkedin-messages",
        "LinkedIn messages",
        "messages.csv",
        (".csv",),
        linkedin_messages.recognises_messages,
        _text(lambda text, _how: linkedin_messages.read_messages(text)),
    ),
    Format(
        "linkedin-invitations",
        "LinkedIn invitations",
        "Invitations.csv",
        (".csv",),
        linkedin_messages.recognises_invitations,
        _text(lambda text, _how: linkedin_messages.read_invitations(text)),
    ),
    _address_book(
        "linkedin-imported",
        "LinkedIn's imported contacts",
        "ImportedContacts.csv",
        linkedin_imported.LAYOUT,
    ),
    _address_book("google", "Google Contacts", "contacts.csv", google.NEW, google.OLD),
    _address_book("outlook", "Outlook contacts", "contacts.csv", outlook.LAYOUT),
    _address_book("thunderbird", "Thunderbird address book", ".csv", thunderbird.LAYOUT),
    Format(
        "ldif",
        "LDIF",
        ".ldif",
        (".ldif", ".ldf"),
        ldif.recognises,
        _text(lambda text, _how: ldif.read(text)),
    ),
    Format(
        "vcard",
        "vCard",
        ".vcf",
        (".vcf", ".vcard"),
        vcard.recognises,
        _bytes(lambda data, _how: vcard.read(data)),
    ),
    Format(
        "facebook",
        "Facebook friends and messages",
        "your_friends.json, message_1.json",
        (".json",),
        facebook.recognises,
        _bytes(facebook.read),
    ),
    Format("monica", "Monica", "monica.json", (".json",), monica.recognises, _bytes(monica.read)),
    Format(
        "friends-md",
        "friends.md",
        "friends.md",
        (".md",),
        friends_md.recognises,
        _bytes(friends_md.read),
    ),
    Format(
        "bni", "BNI slips", "slips-audit-report.xls", (".xls",), bni.recognises, _bytes(bni.read)
    ),
    Format(
        "icalendar",
        "calendar",
        ".ics",
        (".ics", ".ical", ".ifb"),
        icalendar.recognises,
        _bytes(icalendar.read),
        introduces=False,
    ),
    Format(
        "mail",
        "mail",
        "mbox, .eml, a Maildir",
        (".mbox", ".eml", ".mbx"),
        mail.recognises,
        mail.read,
        mail.recognises_folder,
        mail.read_folder,
        introduces=False,
    ),
    Format(
        "table",
        "any table of people",
        ".csv",
        (".csv", ".tsv"),
        table.recognises,
        _text(table.read),
    ),
)
# Read at once it takes some four times as much memory; thirty thousand people are 20 MB.
MOST_BYTES = 256_000_000
# No letter of any text is NUL, and programs, pictures and databases have some near their start.
_SAMPLE = 4096


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
    if mapped and wanted is None:
        return find_format("table")
    found = wanted or recognise(beginning, source.name)
    if found is None:
        raise UnreadableFile(f"{source.name} holds nothing farmer can read.", _hint())
    if wanted is not None and not wanted.recognises(to_text(beginning)):
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


FILE_KINDS: Choices[str] = Choices("kind of file", {each.kind: each.title for each in FORMATS})


def find_format(kind: str) -> Format:
    """The format called `kind`.

    Raises:
        InvalidValue: for an unknown kind of file.
    """
    return FORMATS[FILE_KINDS.index(FILE_KINDS.parse(kind))]


def _of_folder(source: Source, folder: Path, wanted: Format | None) -> Format:
    for each in FORMATS:
        is_one = each.recognises_folder
        if wanted in (None, each) and is_one is not None and is_one(folder):
            return each
    raise UnreadableFile(f"{source.name} is a folder.", "Name a file in it.")


def _hint() -> str:
    understood = ", ".join(each.title for each in FORMATS)
    return f"What can be imported: {understood}; another table with --map."
