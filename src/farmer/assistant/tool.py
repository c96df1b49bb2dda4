"""A tool: what an assistant is told of it, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from farmer.assistant.arguments import Argument, schema_of
from farmer.assistant.questions import Question
from farmer.assistant.schemas import Schema
from farmer.assistant.session import Session
from farmer.assistant.told import Fields, spoken
from farmer.dates import parse_date
from farmer.tasks.desk import Desk

# Whether a tool only reads, adds to the ledger, or takes back what was added.
Effect = Literal["reads", "adds", "takes back"]


class Allowed(NamedTuple):
    """What an assistant was started for: whether it is told words, and whether it may record."""

    with_words: bool = False
    may_record: bool = False


class Bench(NamedTuple):
    """Where a tool works for one call: a desk, what is allowed, and what was asked before."""

    desk: Desk
    allowed: Allowed
    session: Session

    def asked_on(self, text: str | None) -> Bench:
        """The same on a day that was named; as it is where none was.

        Raises:
            InvalidValue: for what is not a day.
        """
        if text is None:
            return self
        day = parse_date(text, self.desk.today, region=self.desk.settings.region)
        return self._replace(desk=self.desk._replace(today=day, at_clock=False))

    @property
    def on(self) -> date:
        """The day that is asked about."""
        return self.desk.today

    def said(self, text: str) -> str | None:
        """What somebody wrote, as it may be told; None where it may not, or is nothing."""
        return (spoken(text) or None) if self.allowed.with_words else None


class Tool(NamedTuple):
    """One tool.

    Attributes:
        name: what it is called by.
        title: what people see of it.
        meaning: what an assistant is told: when to use it, and what comes back.
        arguments: what it is given.
        answer: its answer, as JSON Schema.
        run: what it does.
        of_words: whether it has nothing to tell but words.
        effect: what it does to the ledger.
        asks: what a person is asked before it does that, where their program can show it.
    """

    name: str
    title: str
    meaning: str
    arguments: tuple[Argument, ...]
    answer: Schema
    run: Callable[[Bench, Mapping[str, Any]], Fields]
    of_words: bool = False
    effect: Effect = "reads"
    asks: Callable[[Bench, Mapping[str, Any]], Question] | None = None

    def is_for(self, allowed: Allowed) -> bool:
        """Whether it is there for an assistant that was started so."""
        told = allowed.with_words or not self.of_words
        return told and (allowed.may_record or self.effect == "reads")

    @property
    def takes(self) -> Schema:
        """Its arguments as JSON Schema."""
        return schema_of(self.arguments)
