"""The lines of a vCard file: unfolded, told apart by name, decoded one by one.

Each line may be in an encoding of its own, broken over several lines in either of two ways, and
larger than everything else together, so lines are put together as bytes and decoded last.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from farmer.formats.decoding import decode, decode_as, is_charset

# What a card is read for. Photos, sounds and keys are dropped before anything looks at them.
WANTED = {"FN", "N", "NICKNAME", "ORG", "TITLE", "EMAIL", "TEL", "URL", "NOTE", "UID", "KIND"}
WANTED |= {"BDAY", "X-ADDRESSBOOKSERVER-KIND", "CATEGORIES"}
WANTED |= {"SOCIALPROFILE", "X-SOCIALPROFILE", "X-LINKEDIN", "ADR", "RELATED", "ANNIVERSARY"}
WANTED |= {"X-ABRELATEDNAMES", "X-ABDATE", "X-ABLABEL"}
WANTED |= {
    f"X-{program}{what}"
    for program in ("", "EVOLUTION-", "MS-")
    for what in ("ANNIVERSARY", "SPOUSE", "PARTNER", "ASSISTANT", "MANAGER", "CHILD", "CHILDREN")
}
WANTED |= {
    f"X-KADDRESSBOOK-X-{what}"
    for what in ("ANNIVERSARY", "SPOUSESNAME", "ASSISTANTSNAME", "MANAGERSNAME")
}
# What programs write for each other; whatever else has no place is said to be left out.
_OF_PROGRAMS = {"VERSION", "PRODID", "REV", "SOURCE", "NAME", "PROFILE", "CLASS", "MAILER", "XML"}
_OF_PROGRAMS |= {"SORT-STRING", "CLIENTPIDMAP", "CREATED", "LABEL", "X-ABADR", "X-ABUID"}
_OF_PROGRAMS |= {"X-ABSHOWAS", "X-IMAGETYPE", "X-IMAGEHASH", "X-FILE-AS", "X-EVOLUTION-FILE-AS"}
_OF_PROGRAMS |= {"X-MOZILLA-HTML", "X-RADICALE-NAME", "X-CLASS", "X-GROUP-MEMBERSHIP"}
_OUTLOOKS_OWN = "X-MS-OL-"
# The parameter in which farmer says what an own field is called.
OWN_LABEL = "X-FARMER-LABEL"
_SEPARATING = re.compile(r"([\\;,])")
# Bytes of one line that are kept; a field of a person that is longer is cut anyway.
LONGEST_VALUE = 65_536

LINE_END = re.compile(rb"\r\r?\n|\n|\r")
_BORDER = re.compile(rb"\s*(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_NAME = re.compile(rb"\s*((?:[A-Za-z0-9_-]{1,64}\.){0,4})([A-Za-z0-9_-]{1,64})\s*[;:]")
_PARTS = re.compile(rb'((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)
_CHARSET = re.compile(r'CHARSET="?([A-Z0-9_-]+)')
_BASE64 = re.compile(r"ENCODING=B(ASE64)?(;|$)|;BASE64(;|$)")
_QUOTED = "QUOTED-PRINTABLE"
_OWN = re.compile(rf'{OWN_LABEL}=(?:"([^"]*)"|([^;:"]*))', re.IGNORECASE)
_OWN_BYTES = OWN_LABEL.encode()
_CARETS = {"^n": " ", "^'": '"', "^^": "^"}


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: its name, what stands before the value as it is, the undecoded value."""

    name: str
    head: str
    value: bytes

    @property
    def params(self) -> str:
        """The parameters in capitals."""
        return self.head.upper()

    @property
    def group(self) -> str:
        """What it shares with the lines that belong to it, such as ``ITEM1``; empty without."""
        group, dot, _ = self.params.partition(";")[0].partition(".")
        return group.strip() if dot else ""

    @property
    def own_label(self) -> str:
        """What farmer called the field; empty for what others wrote."""
        found = _OWN.search(self.head)
        return unquoted(found[1] or found[2]) if found else ""

    def text(self, hint: str = "") -> str:
        """The value decoded; `hint` is an encoding that a neighbouring line declares."""
        declared = _CHARSET.search(self.params)
        charset = declared[1] if declared else ""
        if _QUOTED in self.params:
            # Encoded by a program that knew its encoding: the declaration goes first.
            return decode_as(binascii.a2b_qp(self.value), charset, "utf-8", hint)
        if _BASE64.search(self.params):
            return decode_as(_from_base64(self.value), charset, "utf-8", hint)
        return decode(self.value, charset, hint)


class LogicalLine:
    """A logical line being put together from the physical ones it was broken into."""

    def __init__(self, number: int, raw: bytes, keep: Collection[str] = ()) -> None:
        self.number = number
        found = _NAME.match(raw)
        self.name = found[2].decode("ascii").upper() if found else ""
        border = _BORDER.fullmatch(raw)
        self.border = border[1].decode("ascii").upper() if border else ""
        self.wanted = self.name in WANTED or self.name in keep or _OWN_BYTES in raw[:1000].upper()
        self.quoted = _QUOTED.encode() in raw[:1000].partition(b":")[0].upper()
        self.soft = False
        self.folded = False
        self.size = 0
        self.parts: list[bytes] = []
        self._keep(raw)

    def takes(self, raw: bytes) -> bool:
        """Whether physical line `raw` goes on with this one."""
        folded = raw[:1] in (b" ", b"\t")
        if folded and self.name and not self.border:
            return True
        return self.soft and not _BORDER.fullmatch(raw)

    @property
    def tells(self) -> bool:
        """Whether something of a person stands there, rather than what programs tell each other."""
        told = self.parts[0].partition(b":")[2].strip() or self.folded
        return bool(self.name and told) and not (
            self.name in _OF_PROGRAMS or self.name.startswith(_OUTLOOKS_OWN)
        )

    def take(self, raw: bytes) -> None:
        self.folded = True
        self._keep(raw if self.soft else raw[1:])

    def to_property(self) -> Property:
        whole = b"".join(self.parts)
        found = _PARTS.match(whole)
        head, value = found.groups() if found else whole.partition(b":")[::2]
        return Property(self.name, head.decode("utf-8", "replace"), value.strip())

    def foreign_charset(self) -> str:
        """The encoding this line declares, if it is one worth trying on its neighbours."""
        head = self.parts[0][:1000].partition(b":")[0].decode("latin-1").upper()
        declared = _CHARSET.search(head)
        if not declared or not is_charset(declared[1]) or declared[1] in ("UTF-8", "US-ASCII"):
            return ""
        return declared[1]

    @property
    def announces_agent(self) -> bool:
        """Whether this is ``AGENT:``, with the card to come on the next line."""
        return self.name == "AGENT" and not self.folded and self.parts[0].rstrip().endswith(b":")

    @property
    def begins_agent(self) -> bool:
        """Whether this is ``AGENT:BEGIN:VCARD``, with its lines to come unfolded."""
        tail = self.parts[0].partition(b":")[2]
        return self.name == "AGENT" and not self.folded and bool(_BORDER.fullmatch(tail))

    def _keep(self, raw: bytes) -> None:
        bare = raw.rstrip()
        self.soft = self.quoted and bare.endswith(b"=")
        self.size += len(raw)
        if not self.parts or (self.wanted and self.size <= LONGEST_VALUE):
            self.parts.append(bare[:-1] if self.soft else raw)


def logical_lines(data: bytes, keep: Collection[str] = ()) -> Iterator[LogicalLine]:
    """Each line of a file; `keep` are the names of those that are wanted beside `WANTED`."""
    line: LogicalLine | None = None
    for number, raw in _physical_lines(data):
        if not raw.strip():
            continue  # some exporters double every line end, in the middle of folded lines too
        if line and line.takes(raw):
            line.take(raw)
        else:
            if line:
                yield line
            line = LogicalLine(number, raw, keep)
    if line:
        yield line


def escaped(text: str) -> str:
    """Text as a part of a value: what would separate parts or values is marked."""
    return _SEPARATING.sub(r"\\\1", text)


def unescaped(text: str) -> str:
    """A part of a value as text, without what stands around it: the marks are off."""
    return re.sub(r"\\(.)", r"\1", text).strip()


def unquoted(parameter: str) -> str:
    """A parameter's value without the carets that stand for what it cannot hold (RFC 6868)."""
    return re.sub(r"\^[n'^]", lambda found: _CARETS[found[0]], parameter)


def _physical_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    begin, number = 0, 1
    for end in LINE_END.finditer(data):
        yield number, data[begin : end.start()]
        begin, number = end.end(), number + 1
    yield number, data[begin:]


def _from_base64(value: bytes) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        return b""
