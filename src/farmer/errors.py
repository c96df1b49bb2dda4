"""Refusals: what farmer says when it will not do what was asked.

Every refusal carries a kebab-case ``code`` for scripts, a sentence for people, a ``hint``
saying what to type next, and the exit status its command ends with. ``docs/exit-codes.md`` lists
the statuses; 0 is success and 1 is a bug in farmer itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import ClassVar, Self

# More than so many nobody chooses from.
MOST_CANDIDATES = 9


class ExitStatus(IntEnum):
    """What a command's exit status means."""

    DONE = 0
    BUG = 1
    USAGE = 2
    NOT_FOUND = 3
    AMBIGUOUS = 4
    CONFLICT = 5
    LEDGER_UNAVAILABLE = 6
    ANSWER_LOST = 7
    ALMOST = 10
    NOT_YET = 11
    LISTED = 12
    INTERRUPTED = 130


class FarmerError(Exception):
    """The family of all refusals.

    Attributes:
        why: one sentence, naming what is wrong.
        done: what was done before that, as a sentence; empty where nobody would ask.
        hint: what to type next, or an empty string.
        details: what a program may want to know besides, by the key that it is told under.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[ExitStatus] = ExitStatus.USAGE

    def __init__(
        self,
        why: str,
        hint: str = "",
        details: Mapping[str, object] | None = None,
        *,
        done: str = "",
    ) -> None:
        super().__init__(why)
        self.why = why
        self.done = done
        self.hint = hint
        self.details = dict(details or {})

    @property
    def message(self) -> str:
        """What is wrong, and what was done before."""
        return f"{self.why} {self.done}".rstrip()

    def __str__(self) -> str:
        return self.message

    def after(self, done: str) -> Self:
        """The same refusal by whoever had done more than it knew of."""
        self.done = done
        return self


class InvalidValue(FarmerError, ValueError):
    """A value that cannot be: a kind nobody knows, negative minutes, a date that does not exist."""

    code = "invalid-value"


class UnreadableFile(FarmerError):
    """A file offered for import in which nothing could be read."""

    code = "unreadable-file"


class UnfitNames(UnreadableFile):
    """An export whose names are not those of its rows, as where somebody wrote rows into it."""

    def __init__(self) -> None:
        """No row is named: it may be about somebody."""
        super().__init__(
            "The names in that file do not fit its rows.",
            'Export it again; or, where you changed its rows, write "names": [] into it.',
        )


class WhoAreYou(FarmerError):
    """A file of messages, mails or meetings none of which is known to be the user's.

    Attributes:
        candidates: who is in most of them, the likeliest first.
    """

    code = "who-are-you"

    def __init__(self, file: str, candidates: Sequence[str]) -> None:
        super().__init__(
            f"farmer does not know which person in {file} is you.",
            'Say who you are: farmer config set me "Kim Doe" kim@doe.example',
            {"candidates": tuple(candidates)},
        )
        self.candidates = tuple(candidates)


class WrongSettings(FarmerError):
    """The file of settings cannot be read or written, is not TOML, or holds what cannot be."""

    code = "wrong-settings"


class WrongTemplate(FarmerError):
    """A letter's template cannot be read or rendered."""

    code = "wrong-template"


class NoEditor(FarmerError):
    """No editor is named, or it cannot be run."""

    code = "no-editor"


class NotFound(FarmerError):
    """Nobody, or nothing, of that name."""

    code = "not-found"
    status = ExitStatus.NOT_FOUND


class NoLedger(NotFound):
    """A command that cannot do without a ledger, where none was begun yet."""

    code = "no-ledger"

    def __init__(self) -> None:
        super().__init__("There is no ledger yet.", "Begin one with farmer log or farmer import.")


class Unknown(NotFound):
    """People named in a command whom the ledger does not know.

    Attributes:
        near: each unknown name, with the labels of those it may be a slip for, likeliest first.
    """

    code = "unknown-person"

    def __init__(self, message: str, hint: str, near: Mapping[str, Sequence[str]]) -> None:
        super().__init__(message, hint, {"near": near})
        self.near = dict(near)


class Ambiguous(FarmerError):
    """A name that several people answer to, or that several of something are known by.

    Attributes:
        who: the name as typed.
        candidates: by id (``c7``), the label of each that it may mean, the likeliest first.
        are_people: whether it is people that it may mean.
    """

    code = "ambiguous"
    status = ExitStatus.AMBIGUOUS

    def __init__(self, who: str, candidates: Mapping[str, str], of: str = "people") -> None:
        super().__init__("")
        self.who = who
        self.are_people = of == "people"
        self._noun = of
        self._say(candidates, {})

    @property
    def labels(self) -> list[str]:
        """What tells the candidates apart, in their order."""
        told = self._told
        return [
            f"{label}, {told[each]}" if each in told else label
            for each, label in self.candidates.items()
        ]

    def tell_apart(self, told: Mapping[str, str]) -> None:
        """Say more of the candidates, by id and in this order: ``last talk 4 May 2026``."""
        self._say({each: self.candidates[each] for each in told}, told)

    def _say(self, candidates: Mapping[str, str], told: Mapping[str, str]) -> None:
        self.candidates, self._told = dict(candidates), dict(told)
        self.details = {"candidates": self.candidates, **({"told": self._told} if told else {})}
        left = len(candidates) - MOST_CANDIDATES
        listed = "; ".join(self.labels[:MOST_CANDIDATES]) + (f"; and {left} more" * (left > 0))
        self.why = f"“{self.who}” may be any of {len(candidates)} {self._noun}: {listed}."
        self.hint = f"Choose one by its id, for example: {next(iter(candidates))}"


class Conflict(FarmerError):
    """The ledger as it stands does not allow it."""

    code = "conflict"
    status = ExitStatus.CONFLICT


class NotNewest(Conflict):
    """A change to be taken back alone that is not the newest which still stands."""

    code = "not-newest"

    def __init__(self) -> None:
        super().__init__(
            "Something else was changed since, or it was taken back already.",
            "See what was done: farmer undo history",
        )


class AskedAlready(Conflict):
    """The same was asked for already, and is open: recorded twice it would be two requests."""

    code = "asked-already"

    def __init__(self, request: str, sentence: str) -> None:
        super().__init__(
            sentence,
            f"See it: farmer request show {request}. To record it all the same: --anyway",
            {"request": request},
        )


class WasForgotten(Conflict):
    """An address to be recorded by hand of whom the ledger was told to forget.

    `command` is what is typed again with ``--anyway``.
    """

    code = "was-forgotten"

    def __init__(self, command: str) -> None:
        super().__init__(
            "Whoever has that address was forgotten here: they may not want to be kept.",
            f"If you mean to keep them again, say so: farmer {command} … --anyway",
        )


class Unconfirmed(FarmerError):
    """A file that is written, while the disk does not say that it will stay so."""

    code = "unconfirmed"
    status = ExitStatus.LEDGER_UNAVAILABLE


class OutOfMemory(FarmerError):
    """The machine has no memory for what was asked."""

    code = "out-of-memory"
    status = ExitStatus.LEDGER_UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(
            "There is not enough memory to finish.",
            "Close other programs. See what was done, if anything: farmer undo history",
        )


class LedgerUnavailable(FarmerError):
    """The ledger's file cannot be opened, read or written."""

    code = "ledger-unavailable"
    status = ExitStatus.LEDGER_UNAVAILABLE
