"""A vCard file cut into cards, whatever exporter wrote it.

vobject reads one well-formed card well; it does not survive what stands around and inside cards
in real files: a missing END, another encoding on every line, quoted-printable broken over lines,
photos larger than everything else. All of that is dealt with here, on bytes, in one pass, so
that a bad card never loses its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from farmer.details import Detail
from farmer.formats.card_details import details_of, is_told_here, unread_of
from farmer.formats.contentlines import WANTED, LogicalLine, Property, logical_lines, unescaped
from farmer.formats.leftover import not_rung

# Where a value goes on with another part of it.
_PARTS = re.compile(r"(?<!\\);")


@dataclass(slots=True)
class Card:
    """The wanted lines of one card, and the line of the file it begins on."""

    line: int
    begun: bool = True
    charset: str = ""
    properties: list[Property] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def categories(self) -> list[str]:
        """The groups that the card is in: commas part them that are not escaped."""
        told = (each.text(self.charset) for each in self.properties if each.name == "CATEGORIES")
        groups = (group for text in told for group in re.split(r"(?<!\\)[,;]", text))
        return [unescaped(group) for group in groups]

    def fields(self) -> list[tuple[str, str]]:
        """Name and decoded value of each line but the groups', in order."""
        return [
            (each.name, each.text(self.charset))
            for each in self.properties
            if each.name in WANTED and each.name != "CATEGORIES" and not is_told_here(each.name)
            if not _sort_of_number(each)
        ]

    @property
    def has_department(self) -> bool:
        """Whether it tells a part of the firm too, of which nothing is kept."""
        firms = (each.text(self.charset) for each in self.properties if each.name == "ORG")
        return any(sum(map(bool, map(str.strip, _PARTS.split(told)))) > 1 for told in firms)

    def not_rung(self) -> list[str]:
        """Of which sorts its numbers are at which nobody rings the person: *fax*, *pager*."""
        return [sort for each in self.properties if (sort := _sort_of_number(each))]

    def unread_details(self) -> list[str]:
        """Which of its relations and days cannot be kept."""
        return list(unread_of(self.properties, self.charset))

    def details(self, keep: Mapping[str, str]) -> tuple[Detail, ...]:
        """Postal addresses, relations, days, and what is to `keep`, under which name."""
        return details_of(self.properties, self.charset, keep)


def _sort_of_number(line: Property) -> str:
    """What a number is of that is no telephone of the person's; a fax on which one talks is one."""
    of_it = line.params if line.name == "TEL" and "VOICE" not in line.params else ""
    return not_rung(of_it)


def cut(data: bytes, keep: Collection[str] = ()) -> Iterator[Card]:
    """The cards in `data`, in order, with the properties to `keep` too.

    A card without an END ends where the next begins; lines that end in an END without a BEGIN
    are a card too. The card of an agent stands inside that of the person they act for, and is
    left out: an assistant is not somebody the user has met.
    """
    card: Card | None = None
    inside = 0  # how many agents' cards deep
    agent = False  # whether the last line announced an agent's card
    for line in logical_lines(data, keep):
        if line.border == "BEGIN":
            if inside or (card and agent):
                inside += 1
            else:
                yield from _whole(card)
                card = Card(line.number)
        elif line.border == "END":
            if inside:
                inside -= 1
            elif card:
                yield card
                card = None
        elif not inside:
            card = _with_line(card, line)
            inside += line.begins_agent
        agent = line.announces_agent
    yield from _whole(card)


def _whole(card: Card | None) -> Iterator[Card]:
    """`card` where it was begun: stray lines between cards that no END closes are nobody."""
    if card and card.begun:
        yield card


def _with_line(card: Card | None, line: LogicalLine) -> Card | None:
    """`card` with `line` added; a stray line opens a card, in case its BEGIN was damaged."""
    if card is None:
        if not line.wanted:
            return None
        card = Card(line.number, begun=False)
    if line.wanted:
        card.properties.append(line.to_property())
    elif line.tells and line.name not in card.unread:
        card.unread.append(line.name)
    card.charset = card.charset or line.foreign_charset()
    return card
