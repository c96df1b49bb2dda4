"""One card as it is written, line by line: what is not changed stays byte for byte.

Only lines that say something else are written anew; order, folding, line ends, groups, parameters
and whatever nobody here knows stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from farmer.details import Detail
from farmer.formats.card_values import encoded, replaced_part, said_lines, said_part
from farmer.formats.contentlines import LINE_END, LogicalLine, Property, unescaped
from farmer.formats.tagging import tags_from
from farmer.formats.vcard_out import birthday_line, folded

# The fields of one value, and their properties.
PROPERTIES = {
    "nickname": "NICKNAME",
    "company": "ORG",
    "title": "TITLE",
    "notes": "NOTE",
    "birthday": "BDAY",
}
_BOM = b"\xef\xbb\xbf"
_SEPARATORS = re.compile(r"(?<!\\)([,;])")
_GROUP = re.compile(rb"\s*item(\d{1,9})\.", re.IGNORECASE)
# What says how a value is written, which is another once it is written anew.
_ENCODING = re.compile(
    r";(?:CHARSET=[^;:]*|(?:ENCODING=)?(?:QUOTED-PRINTABLE|BASE64|B|8BIT))(?=[;:]|$)", re.IGNORECASE
)
_LABEL = "X-ABLABEL"

ItemsOf = Callable[[bytes], Collection[Detail]]


class CannotWrite(Exception):
    """A card, or a value in it, that can only be read; the words say why."""


class CardLine:
    """A logical line of a card, with the bytes that it is written in."""

    def __init__(self, raw: bytes, line: LogicalLine) -> None:
        self.raw = raw
        self.line = line

    @property
    def name(self) -> str:
        """The property's name, in capitals."""
        return self.line.name

    @property
    def told(self) -> Property:
        """What it says."""
        return self.line.to_property()


class CardText:
    """A file that holds one card, as it is to be written."""

    def __init__(self, data: bytes, keep: Collection[str] = ()) -> None:
        """Take it apart; `keep` are names of properties that are read beside the usual ones.

        Raises:
            CannotWrite: for what is no UTF-8, or not just one card.
        """
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            raise CannotWrite("it is not UTF-8") from None
        self._bom = _BOM if data.startswith(_BOM) else b""
        self._keep = keep
        self._lines = list(_cut(data[len(self._bom) :], keep))
        borders = [each.line.border for each in self._lines if each.line.border]
        if borders != ["BEGIN", "END"] or any(each.name == "AGENT" for each in self._lines):
            raise CannotWrite("it is not just one card")
        first = next(each.raw for each in self._lines if each.line.border)
        end = LINE_END.search(first)
        self._end = end[0].decode() if end else "\r\n"
        self.version = next((each.told.text() for each in self._of("VERSION")), "3.0")

    @property
    def data(self) -> bytes:
        """The file as it is now."""
        return self._bom + b"".join(each.raw for each in self._lines)

    @property
    def uid(self) -> str:
        """The id that the card has; empty where it has none."""
        return next((each.told.text() for each in self._of("UID")), "")

    def says(self, field: str) -> str:
        """What stands for a field of one value, whether it can be read or not."""
        return next((each.told.text() for each in self._of(PROPERTIES[field])), "")

    def put(self, field: str, value: str, before: str) -> None:
        """Have a field of one value say so; it reads as `before` now.

        Raises:
            CannotWrite: where the card says something that is not read, or says it in several ways.
        """
        lines = [each for each in self._of(PROPERTIES[field]) if each.told.text().strip()]
        if lines and not before:
            raise CannotWrite("what the card says there cannot be read")
        if field == "notes" and len(lines) > 1:
            raise CannotWrite("the card has several notes")
        line = lines[0] if lines else None
        if field == "company" and line is not None:
            self._put(line, PROPERTIES[field], replaced_part(line.told.text(), before, value))
        elif not value:
            self._lines = [each for each in self._lines if each is not line]
        elif field == "birthday":
            self._put_whole(line, birthday_line(value, self.version))
        else:
            self._put(line, PROPERTIES[field], said_lines(value, self.version))

    def put_name(self, name: str, parts: str) -> None:
        """Have the card be of somebody called so; `parts` is the value of ``N``."""
        shown = next(iter(self._of("FN")), None)
        if shown is not None or self.version != "2.1":
            self._put(shown, "FN", said_part(name, self.version))
        if self._of("N") or self.version != "4.0":
            self.put_parts(parts)

    def put_parts(self, parts: str) -> None:
        """Have the card tell the parts of the name; it is the value of ``N``."""
        self._put(next(iter(self._of("N")), None), "N", parts)

    def add(self, line: str) -> None:
        """Add a line at the end."""
        self._put_whole(None, line)

    def free_group(self) -> int:
        """A number ``itemN`` from which on no group is called so."""
        found = (_GROUP.match(each.raw) for each in self._lines)
        return max((int(each[1]) for each in found if each), default=0) + 1

    def add_tag(self, tag: str) -> None:
        """Put the card into a group."""
        lines = self._of("CATEGORIES")
        there = lines[-1].told.text() if lines else ""
        value = f"{there},{said_part(tag, self.version)}" if there else said_part(tag, self.version)
        self._put(lines[-1] if lines else None, "CATEGORIES", value)

    def drop_tag(self, tag: str) -> None:
        """Take the card out of a group, under whichever names it is in."""
        for line in self._of("CATEGORIES"):
            text = line.told.text()
            pieces = _SEPARATORS.split(text)
            kept = [each for each in pieces[::2] if tags_from([unescaped(each)]) != (tag,)]
            if len(kept) == len(pieces[::2]):
                continue
            if kept:
                self._put(line, "CATEGORIES", ",".join(kept))
            else:
                self._lines.remove(line)

    def drop(self, item: Detail, items_of: ItemsOf) -> None:
        """Take out every line that says no more than `item`, and what labels it."""
        for line in self._saying(item, items_of):
            self._lines.remove(line)
            group = line.told.group
            if group and not any(
                each.told.group == group and each.name != _LABEL for each in self._lines
            ):
                self._lines = [each for each in self._lines if each.told.group != group]

    def swap(self, old: Detail, value: str, items_of: ItemsOf) -> bool:
        """Have the one line that says `old` say a value instead; False where there is not one."""
        lines = self._saying(old, items_of)
        if len(lines) != 1 or "VALUE=" in lines[0].told.params:
            return False
        self._put(lines[0], lines[0].name, value)
        return True

    def revise(self, now: datetime) -> None:
        """Have the card say that it was revised at an instant, where it says when it was."""
        for line in self._of("REV"):
            extended = "-" in line.told.text()
            self._put(
                line, "REV", f"{now:%Y-%m-%dT%H:%M:%SZ}" if extended else f"{now:%Y%m%dT%H%M%SZ}"
            )

    def _of(self, name: str) -> list[CardLine]:
        return [each for each in self._lines if each.name == name]

    def _saying(self, item: Detail, items_of: ItemsOf) -> list[CardLine]:
        found = []
        for line in self._lines:
            if line.line.wanted and not line.line.border and line.name != "CATEGORIES":
                labels = [
                    each.raw
                    for each in self._of(_LABEL)
                    if line.told.group and each.told.group == line.told.group
                ]
                if line.name != _LABEL and item in items_of(b"".join((line.raw, *labels))):
                    found.append(line)
        return found

    def _put(self, line: CardLine | None, name: str, value: str) -> None:
        """Have a line say an escaped value, as it stands there but for how that is encoded."""
        head = _ENCODING.sub("", line.told.head) if line else name
        self._put_whole(line, f"{head}:{value}", group=False)

    def _put_whole(self, line: CardLine | None, text: str, *, group: bool = True) -> None:
        """Have a line be another, in the same group."""
        grouped = line.told.head.partition(";")[0].rpartition(".")[0] if line and group else ""
        text = encoded(f"{grouped}.{text}" if grouped else text, self.version)
        raw = folded(text, self._end).encode() + self._end.encode()
        new = next(_cut(raw, self._keep))
        if line is not None:
            self._lines[self._lines.index(line)] = new
            return
        at = next(n for n, each in enumerate(self._lines) if each.line.border == "END")
        self._lines.insert(at, new)


def _cut(data: bytes, keep: Collection[str]) -> Iterator[CardLine]:
    """Each logical line; blank ones go with the line before."""
    line: LogicalLine | None = None
    began = begin = 0
    number = 1
    while begin < len(data):
        found = LINE_END.search(data, begin)
        stop, end = found.span() if found else (len(data), len(data))
        content = data[begin:stop]
        if content.strip():
            if line is not None and line.takes(content):
                line.take(content)
            else:
                if line is not None:
                    yield CardLine(data[began:begin], line)
                    began = begin
                line = LogicalLine(number, content, keep)
        begin, number = end, number + 1
    if line is not None:
        yield CardLine(data[began:], line)
