"""Reading one line: a day, how you were in touch and with whom, then what else there is to tell.

Each piece is read by exactly one form of the grammar (``docs/log.md``), or is only said and kept in
the note. What may be two things, or tells a thing twice in two ways, is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from farmer.errors import InvalidValue
from farmer.lines.line import Line, OfOne, Piece
from farmer.lines.names import is_called, whose
from farmer.lines.spans import Stretch
from farmer.lines.words import ONE
from farmer.model import Promise
from farmer.people.meant import Person
from farmer.text import words
from farmer.wording import say_list


@dataclass
class LineReading:
    """A line while it is read: what is known so far, and by which pieces.

    Attributes:
        text: the whole line.
        people: who is known.
        today: the day it is read on; `region` the country whose order ``9/3`` is in.
        usual_on: the day of it all where the line says none.
        open: whether the list of names may go on behind a comma.
    """

    text: str
    people: Sequence[Person]
    today: date
    region: str | None
    usual_on: date
    on: date | None = None
    kind: str | None = None
    by: str | None = None
    minutes: int | None = None
    event: str = ""
    names: dict[str, OfOne] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    together: bool = False
    facts: list[str] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parts: list[Piece] = field(default_factory=list)
    open: bool = False

    @cached_property
    def _by_word(self) -> dict[str, list[Person]]:
        """Who has which word in a name: there may be thousands of people, and many names to cut."""
        found: dict[str, list[Person]] = {}
        for person in self.people:
            for word in {word for name in (*person.names, person.nickname) for word in words(name)}:
                found.setdefault(word, []).append(person)
        return found

    def anew(self, text: str) -> LineReading:
        """A reading of another text by itself, on the same day and with the same people."""
        reading = LineReading(text, self.people, self.today, self.region, self.usual_on)
        reading._by_word = self._by_word
        return reading

    def is_somebody(self, text: str) -> bool:
        """Whether somebody is called just so, in whatever way it is written."""
        longest = max(words(text), key=len, default="")
        return is_called(text, self._by_word.get(longest, ()))

    def took(self, taken_for: str, span: Stretch) -> None:
        """Note what a piece was taken for."""
        if span.text:
            self.parts.append(Piece(taken_for, span))

    def tells(self, what: str, field_: str, value: object, span: Stretch) -> None:
        """Note what the piece `span` tells, once.

        Raises:
            InvalidValue: where the line has told something else of it before.
        """
        before = getattr(self, field_)
        if before and before != value:
            raise InvalidValue(
                f"“{self.text}” tells {what} twice.",
                f"Take “{span.text}” out, or put it behind a semicolon in other words.",
            )
        setattr(self, field_, value)
        self.took(what.removeprefix("the "), span)

    def add_name(self, span: Stretch, name: str) -> None:
        """Note who was there: a person, or a group with its @."""
        if name.startswith("@"):
            self.groups.append(name)
        else:
            self.names.setdefault(name, OfOne())
        self.took("name", span)

    def named(self, text: str) -> list[str]:
        """Those of the names that `text` may mean."""
        names = list(self.names)
        return [names[at] for at in whose(text, names, self.people)]

    def the_one(self, text: str) -> str:
        """The one of the names that `text` means.

        Raises:
            InvalidValue: where it is none of them, or may be several.
        """
        anyone = text.casefold() in ONE and not self.is_somebody(text)
        found = [*self.names, *self.groups] if anyone else self.named(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise InvalidValue(
                f"“{text}” may be {say_list(found, 'or')}.", "Write the full name in the line."
            )
        raise InvalidValue(
            f"The line tells something of “{text}”, who is not among those named.",
            "Name them too, or write it in other words.",
        )

    def told_of(self, name: str, **more: object) -> None:
        """Note something of one of them alone."""
        self.names[name] = self.names[name]._replace(**more)  # type: ignore[arg-type]

    def line(self) -> Line:
        """What it came to."""
        return Line(
            self.text,
            self.on,
            self.kind,
            self.by,
            self.minutes,
            self.names,
            tuple(self.groups),
            self.event,
            self.together,
            tuple(self.facts),
            tuple(self.promises),
            tuple(dict.fromkeys(self.tags)),
            tuple(sorted(self.parts, key=lambda part: part.span.start)),
        )
