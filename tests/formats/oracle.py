"""A second, deliberately simple reader of well-formed cards: what another parser wrote down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from farmer.formats.incoming import Incoming, kept
from farmer.handles import email_handle, phone_handle


@dataclass
class Told:
    """Name, e-mails and phones of one card."""

    name: str = ""
    emails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)

    @staticmethod
    def of(person: Incoming) -> Told:
        emails = {each.value for each in person.handles if each.kind == "email"}
        phones = {each.value for each in person.handles if each.kind == "phone"}
        return Told(person.contact.name, emails, phones)


def tell(text: str) -> list[Told]:
    """What the cards of `text` tell, in order."""
    unfolded = re.sub(r"\n[ \t]", "", text.replace("\r\n", "\n"))
    blocks = re.findall(
        r"^BEGIN:VCARD\n(.*?)^END:VCARD$", unfolded, re.DOTALL | re.MULTILINE | re.I
    )
    return [_card(block) for block in blocks]


def _card(block: str) -> Told:
    told = Told()
    names: dict[str, str] = {}
    for line in block.splitlines():
        found = re.match(r'(?:\w+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)', line)
        if found:
            name, value = found[1].upper(), found[3]
            names[name] = names.get(name) or _named(name, value)
            if name == "EMAIL" and (email := email_handle(_plain(value))):
                told.emails.add(email.value)
            sorts = set(re.findall(r"\w+", found[2].casefold()))
            of_a_machine = sorts & {"fax", "pager", "isdn", "modem", "bbs"} and "voice" not in sorts
            if of_a_machine:
                continue
            if name == "TEL" and (phone := phone_handle(_plain(value).partition(";")[0])):
                told.phones.add(phone.value)
    told.name = next((names[key] for key in ("FN", "N", "NICKNAME", "ORG") if names.get(key)), "")
    return told


def _named(name: str, value: str) -> str:
    parts = re.split(r"(?<!\\);", value)
    if name == "N":
        value = f"{parts[1] if len(parts) > 1 else ''} {parts[0]}"
    if name == "ORG":
        value = parts[0]
    return kept(_plain(value))


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", re.sub(r"\\[nN]", " ", value))
