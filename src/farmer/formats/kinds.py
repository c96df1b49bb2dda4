"""The kinds of files that are read: how each is called, told from others, and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from farmer.choices import Choices
from farmer.errors import UnreadableFile
from farmer.formats import (
    bni,
    bookings,
    call_table,
    calls,
    facebook,
    friends_md,
    google,
    guests,
    icalendar,
    ldif,
    linkedin,
    linkedin_imported,
    linkedin_messages,
    mail,
    monica,
    outlook,
    signal,
    table,
    telegram,
    thunderbird,
    vcard,
    whatsapp,
)
from farmer.formats.addressbook import Layout
from farmer.formats.encodings import to_text_anyhow
from farmer.formats.incoming import How, Reading


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
        tells_who_came: whether it says itself who of its people was where.
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
    tells_who_came: bool = False


def _text(read: Callable[[str, How], Reading]) -> Callable[[BinaryIO, How], Reading]:
    """A reader of texts as one of streams."""

    def read_stream(stream: BinaryIO, how: How) -> Reading:
        text, encoding = to_text_anyhow(_whole(stream), how.encoding)
        if encoding is not None:
            yield encoding
        yield from read(text, how)

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

    def read(text: str, how: How) -> Reading:
        layout = find(text)
        if layout is not None:
            yield from layout.read(text, how)

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
        _text(linkedin.read),
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
        _bytes(vcard.read_in),
    ),
    Format(
        "facebook",
        "Facebook friends and messages",
        "your_friends.json, message_1.json",
        (".json",),
        facebook.recognises,
        _bytes(facebook.read),
    ),
    Format(
        "telegram",
        "Telegram chats",
        "result.json",
        (".json",),
        telegram.recognises,
        _bytes(telegram.read),
        introduces=False,
    ),
    Format(
        "signal",
        "Signal chats",
        "chat.md, data.json",
        (".md", ".json"),
        signal.recognises,
        _text(signal.read),
        introduces=False,
    ),
    Format(
        "whatsapp",
        "a WhatsApp chat",
        "WhatsApp Chat.txt, _chat.txt",
        (".txt",),
        whatsapp.recognises,
        _text(whatsapp.read),
        introduces=False,
    ),
    Format(
        "calls",
        "calls and text messages of a telephone",
        "calls.xml, sms.xml",
        (".xml",),
        calls.recognises,
        calls.read,
        introduces=False,
    ),
    Format(
        "call-table",
        "a table of calls",
        "calls.csv",
        (".csv",),
        call_table.recognises,
        _text(call_table.read),
        introduces=False,
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
        "bookings",
        "Calendly and Cal.com bookings",
        "events-export.csv",
        (".csv",),
        bookings.recognises,
        _text(bookings.read),
    ),
    Format(
        "guests",
        "a guest list",
        "guests.csv",
        (".csv", ".tsv", ".xls"),
        guests.recognises,
        _text(guests.read),
        tells_who_came=True,
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

FILE_KINDS: Choices[str] = Choices("kind of file", {each.kind: each.title for each in FORMATS})


def find_format(kind: str) -> Format:
    """The format called `kind`.

    Raises:
        InvalidValue: for an unknown kind of file.
    """
    return FORMATS[FILE_KINDS.index(FILE_KINDS.parse(kind))]
