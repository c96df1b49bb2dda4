"""What can be corrected, and how each correction is read: a table of fields for each sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from farmer.birthdays import parse_birthday
from farmer.cadences import parse_cadence
from farmer.dates import parse_past_date
from farmer.durations import parse_minutes
from farmer.errors import Conflict, InvalidValue
from farmer.model import ME, PROMISE_ENDS, THEM, Handle
from farmer.tasks.record.kinds import parse_fact, parse_kind
from farmer.text import clean, clean_name, clean_note
from farmer.wording import say_list


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be different, as typed; an empty text empties what may be empty.

    Attributes:
        texts: by the option's name without dashes (``met-on``), the new text.
        handles: addresses to add.
        drop: addresses to take out, as typed.
        through: who introduced them; empty for nobody, None to leave it.
        at: the event it happened at; empty for none, None to leave it.
        who: whom it is about, or who asked; None to leave it.
        to: whom a request is to meet; None to leave it.
        add_note: what the note goes on with.
        correction: whether what was there was never true, and is not to be kept.
        prefer, no_longer: addresses to use first, and that are theirs no longer, as typed.
        also, not_also: names that are written otherwise, to add and to take out.
        own: what is noted under a label, as typed: ``shoe size=39``.
        edited: what the words said that were written anew; None where they were not looked at.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    handles: tuple[Handle, ...] = ()
    drop: tuple[str, ...] = ()
    through: str | None = None
    at: str | None = None
    who: str | None = None
    to: str | None = None
    add_note: str | None = None
    edited: str | None = None
    correction: bool = False
    prefer: tuple[str, ...] = ()
    no_longer: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    not_also: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def options(self) -> list[str]:
        """The options that were given."""
        more = {
            "email, --phone or --url": bool(self.handles),
            "drop": bool(self.drop),
            "through": self.through is not None,
            "at": self.at is not None,
            "who": self.who is not None,
            "to": self.to is not None,
            "add-note": self.add_note is not None,
            "correction": self.correction,
            "prefer": bool(self.prefer),
            "no-longer": bool(self.no_longer),
            "also": bool(self.also),
            "not-also": bool(self.not_also),
            "set": bool(self.own),
        }
        return [*self.texts, *(option for option, was_given in more.items() if was_given)]

    @property
    def said(self) -> str:
        """The corrections of records in words, as a change is told by; no note is in it."""
        more = {"at": self.at, "who": self.who, "to": self.to}
        options = {**self.texts, **{name: text for name, text in more.items() if text is not None}}
        said = [name if name in _NOTES else f"{name} {text}" for name, text in options.items()]
        return ", ".join([*said, *(["add-note"] if self.add_note is not None else [])])


_NOTES = ("note", "need")


class Field(NamedTuple):
    """One thing that can be corrected: its column, and how its text is read."""

    column: str
    parse: Callable[[str, date], Any]


def _optional(parse: Callable[[str, date], Any]) -> Callable[[str, date], Any]:
    return lambda text, today: parse(text, today) if text.strip() else None


def _number(text: str, _today: date) -> int:
    if not text.strip().isdecimal():
        raise InvalidValue(f"“{text}” is not a whole number.", "Type one such as 45.")
    return int(text)


def _name(text: str, _today: date) -> str:
    return clean_name(text)


def _note(text: str, _today: date) -> str:
    return clean_note(text)


def _word(text: str, _today: date) -> str:
    return text.strip().casefold()


# By the option, the part of a name.
PARTS = {
    "prefix": "prefix",
    "given-name": "given",
    "middle-name": "middle",
    "family-name": "family",
    "suffix": "suffix",
}
PERSON = {
    "name": Field("name", _name),
    **{option: Field(part, _name) for option, part in PARTS.items()},
    "nickname": Field("nickname", _name),
    "company": Field("company", _name),
    "title": Field("title", _name),
    "met-at": Field("met_at", _name),
    "met-on": Field("met_on", _optional(parse_past_date)),
    "cadence": Field("cadence_days", _optional(lambda text, _today: parse_cadence(text))),
    "birthday": Field(
        "birthday", lambda text, today: parse_birthday(text, today) if text.strip() else ""
    ),
    "note": Field("notes", _note),
}
TOUCHPOINT = {
    "on": Field("on", parse_past_date),
    "kind": Field("kind", lambda text, _today: parse_kind(text)),
    "by": Field("by", _optional(_word)),
    "minutes": Field("minutes", _optional(lambda text, _today: parse_minutes(text))),
    "group": Field("group", _optional(_number)),
    "depth": Field("depth", _number),
    "note": Field("note", _note),
}
FACT = {
    "on": Field("on", parse_past_date),
    "fact": Field("what", lambda text, _today: parse_fact(text)),
    "note": Field("note", _note),
}
EVENT = {
    "on": Field("on", parse_past_date),
    "name": Field("name", _name),
    "place": Field("place", _name),
}


def _promised(text: str, _today: date) -> str:
    return clean(text)


def _mine(text: str, _today: date) -> bool:
    by = _word(text, _today)
    if by not in (ME, THEM):
        raise InvalidValue(f"A promise is not by “{clean(text)}”.", "Say --by me or --by them.")
    return by == ME


# Until when is reckoned from the day of the promise, so it is not in the table.
PLEDGE = {
    "note": Field("text", _promised),
    "on": Field("made_on", parse_past_date),
    "by": Field("mine", _mine),
    "ended": Field("ended", _optional(lambda text, _today: PROMISE_ENDS.parse(text))),
    "ended-on": Field("ended_on", _optional(parse_past_date)),
}


def columns(texts: Mapping[str, str], fields: Mapping[str, Field], today: date) -> dict[str, Any]:
    """The new value of each column, from the texts of the options that go with it.

    Raises:
        InvalidValue: for a text that cannot be read.
    """
    return {fields[name].column: fields[name].parse(text, today) for name, text in texts.items()}


def check_unchanged(told: Correction, now: str) -> None:
    """Refuse to replace other words than those that were looked at.

    Raises:
        Conflict: where another command changed them meanwhile.
    """
    if told.edited is not None and told.edited != now:
        raise Conflict("It was changed meanwhile, and is left as it is.", "Edit it again.")


def longer_note(note: str, more: str) -> str:
    """A note that goes on below what it says.

    Raises:
        InvalidValue: where nothing is added, or it is too long then.
    """
    added = clean_note(more)
    if not added:
        raise InvalidValue("There is nothing to add to the note.", "Say it: --add-note TEXT")
    return clean_note(f"{note}\n{added}")


def check_options(given: Iterable[str], allowed: Iterable[str], what: str) -> None:
    """Refuse options that do not go with what is corrected, and a correction of nothing.

    Raises:
        InvalidValue: naming the options that do.
    """
    options = list(given)
    if {"note", "add-note"} <= set(options):
        raise InvalidValue("--note and --add-note were both given.", "Give one of them.")
    takes = say_list([f"--{option}" for option in allowed], "or")
    if not options:
        raise InvalidValue("What to correct is missing.", f"For {what}, give {takes}.")
    for option in options:
        if option not in allowed:
            raise InvalidValue(f"--{option} does not go with {what}.", f"Give {takes}.")
