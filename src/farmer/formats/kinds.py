"""The kinds of files that are read: how each is called, told from others, and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from farmer.choices import Choices
from farmer.errors import InvalidValue
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
from farmer.formats.incoming import How, Reading
from farmer.formats.streams import from_bytes, from_text
from farmer.sources import LINES


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


def _address_book(kind: str, title: str, file: str, *layouts: Layout) -> Format:
    """An address book as a table, in one of several layouts."""

    def find(text: str) -> Layout | None:
        return next((each for each in layouts if each.recognises(text)), None)

    def read(text: str, how: How) -> Reading:
        layout = find(text)
        if layout is not None:
            yield from layout.read(text, how)

    return Format(
        kind, title, file, (".csv", ".tsv"), lambda text: find(text) is not None, from_text(read)
    )


FORMATS = (
    Format(
        "linkedin",
        "LinkedIn connections",
        "Connections.csv",
        (".csv",),
        linkedin.recognises,
        from_text(linkedin.read),
    ),
    Format(
        "linkedin-messages",
        "LinkedIn messages",
        "messages.csv",
        (".csv",),
        linkedin_messages.recognises_messages,
        from_text(lambda text, _how: linkedin_messages.read_messages(text)),
    ),
    Format(
        "linkedin-invitations",
        "LinkedIn invitations",
        "Invitations.csv",
        (".csv",),
        linkedin_messages.recognises_invitations,
        from_text(lambda text, _how: linkedin_messages.read_invitations(text)),
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
        from_text(ldif.read),
    ),
    Format(
        "vcard",
        "vCard",
        ".vcf",
        (".vcf", ".vcard"),
        vcard.recognises,
        from_bytes(vcard.read_in),
    ),
    Format(
        "facebook",
        "Facebook friends and messages",
        "your_friends.json, message_1.json",
        (".json",),
        facebook.recognises,
        from_bytes(facebook.read),
    ),
    Format(
        "telegram",
        "Telegram chats",
        "result.json",
        (".json",),
        telegram.recognises,
        from_bytes(telegram.read),
        introduces=False,
    ),
    Format(
        "signal",
        "Signal chats",
        "main.jsonl, chat.md, data.json",
        (".jsonl", ".md", ".json"),
        signal.recognises,
        signal.read_stream,
        introduces=False,
    ),
    Format(
        "whatsapp",
        "a WhatsApp chat",
        "WhatsApp Chat.txt, _chat.txt",
        (".txt",),
        whatsapp.recognises,
        from_text(whatsapp.read),
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
        from_text(call_table.read),
        introduces=False,
    ),
    Format(
        "monica", "Monica", "monica.json", (".json",), monica.recognises, from_bytes(monica.read)
    ),
    Format(
        "friends-md",
        "friends.md",
        "friends.md",
        (".md",),
        friends_md.recognises,
        from_bytes(friends_md.read),
    ),
    Format(
        "bni",
        "BNI slips",
        "slips-audit-report.xls",
        (".xls",),
        bni.recognises,
        from_bytes(bni.read),
    ),
    Format(
        "icalendar",
        "calendar",
        ".ics",
        (".ics", ".ical", ".ifb"),
        icalendar.recognises,
        from_bytes(icalendar.read),
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
        from_text(bookings.read),
    ),
    Format(
        "guests",
        "a guest list",
        "guests.csv",
        (".csv", ".tsv", ".xls"),
        guests.recognises,
        from_text(guests.read),
        tells_who_came=True,
    ),
    Format(
        "table",
        "any table of people",
        ".csv",
        (".csv", ".tsv"),
        table.recognises,
        from_text(table.read),
    ),
)
FILE_KINDS: Choices[str] = Choices(
    "kind of file",
    {each.kind: each.title for each in FORMATS} | {LINES: "lines as farmer log takes them"},
)


def find_format(kind: str) -> Format:
    """The format called `kind`.

    Raises:
        InvalidValue: for an unknown kind of file, or lines, which are no table of anything.
    """
    wanted = FILE_KINDS.parse(kind)
    if wanted == LINES:
        raise InvalidValue("Lines are not read so.", "Read them: farmer import FILE --as lines")
    return next(each for each in FORMATS if each.kind == wanted)
