"""What a person may set once for all: which settings there are, and what each may be.

Nothing is read or written here: a mapping comes in, as TOML has it, and frozen `Settings` go out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from farmer.cadences import CADENCE_FORMS, parse_cadence
from farmer.errors import InvalidValue
from farmer.handles import check_region
from farmer.keeping import KEEP_FOR_FORMS, parse_keep_for
from farmer.model import DEFAULT_CADENCE_DAYS
from farmer.text import clean_name, parse_tag

Colours = Literal["auto", "always", "never"]
COLOURS: tuple[Colours, ...] = ("auto", "always", "never")
Picker = Literal["off", "fzf"]
PICKERS: tuple[Picker, ...] = ("off", "fzf")

DEFAULT_PATIENCE_SECONDS = 10
_MOST_PATIENCE_SECONDS = 3600

Value = int | str | tuple[str, ...] | None


class Settings(NamedTuple):
    """What a person has set, or the defaults.

    Attributes:
        cadence_days: days between contacts with people who have no cadence of their own.
        region: two letters of ISO 3166, the country of phone numbers written nationally, and of the
            order in which days are written.
        colours: whether a terminal is drawn on in colours; auto leaves it to the terminal.
        currency: three letters of ISO 4217.
        me: the user's own names and addresses.
        patience_seconds: how long to wait for another command that has the ledger.
        keep_for: how long people are kept of whom nothing is recorded any more, ``off`` for no end;
            None where nobody was asked yet.
        picker: what one of several people is chosen in; off asks for a number.
        private: the tag of those whom no assistant is told of, with its @.
    """

    cadence_days: int = DEFAULT_CADENCE_DAYS
    region: str | None = None
    colours: Colours = "auto"
    currency: str | None = None
    me: tuple[str, ...] = ()
    patience_seconds: int = DEFAULT_PATIENCE_SECONDS
    keep_for: str | None = None
    picker: Picker = "off"
    private: str = "@private"


class Key(NamedTuple):
    """A setting: its field of `Settings`, what it means, and how its value is read."""

    field: str
    meaning: str
    parse: Callable[[object], Value]


def _cadence(value: object) -> int:
    # In Python, true is a whole number; in a file of settings it is not.
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise InvalidValue(f"{_shown(value)} is not a cadence.", f"Choose from: {CADENCE_FORMS}.")
    return parse_cadence(str(value))


def parse_region(value: object) -> str:
    """A country's two letters, in capitals; it may prove to be no country.

    Raises:
        InvalidValue: for anything but two letters.
    """
    hint = "Write the two letters of your country, such as GB or ES."
    return _letters(value, 2, "a country of two letters", hint)


def _colours(value: object) -> str:
    return _one_of(COLOURS, value)


def _picker(value: object) -> str:
    return _one_of(PICKERS, value)


def _one_of(words: tuple[str, ...], value: object) -> str:
    for word in words:
        if isinstance(value, str) and value.strip().casefold() == word:
            return word
    raise InvalidValue(
        f"{_shown(value)} is not one of its words.", f"Choose from: {', '.join(words)}."
    )


def parse_currency(value: object) -> str:
    """A currency's code, in capitals.

    Raises:
        InvalidValue: for anything but three letters.
    """
    hint = "Write the three letters of ISO 4217, such as EUR or GBP."
    return _letters(value, 3, "a currency of three letters", hint)


def _me(value: object) -> tuple[str, ...]:
    names = []
    for each in value if isinstance(value, list | tuple) else [value]:
        name = clean_name(each) if isinstance(each, str) else ""
        if not name:
            raise InvalidValue(
                f"{_shown(each)} is not a name or address.",
                'Write one or more: farmer config set me "Kim Doe" kim@doe.example',
            )
        names.append(name)
    if not names:
        raise InvalidValue("It names nobody.", "Name yourself, or take it out.")
    return tuple(dict.fromkeys(names))


def _patience(value: object) -> int:
    said = "" if isinstance(value, bool) else str(value).strip()
    if not re.fullmatch(r"[0-9]{1,4}", said) or int(said) > _MOST_PATIENCE_SECONDS:
        raise InvalidValue(
            f"{_shown(value)} is not a number of seconds.",
            f"Write a whole number from 0 to {_MOST_PATIENCE_SECONDS}.",
        )
    return int(said)


def _private(value: object) -> str:
    return f"@{parse_tag(value if isinstance(value, str) else _shown(value))}"


def _keep_for(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValue(
            f"{_shown(value)} is not how long somebody is kept.",
            f"Write one such as: {KEEP_FOR_FORMS}.",
        )
    return parse_keep_for(value)


KEYS: dict[str, Key] = {
    "cadence": Key(
        "cadence_days",
        "days between contacts for people without their own: 30, monthly, layer-15",
        _cadence,
    ),
    "region": Key(
        "region",
        "your country, such as GB: phone numbers without +44 and days such as 9/3 are its own",
        parse_region,
    ),
    "colours": Key("colours", "on a terminal: auto, always or never", _colours),
    "currency": Key("currency", "three letters, such as EUR: what amounts are in", parse_currency),
    "me": Key("me", "your own names and addresses: an import leaves you out", _me),
    "patience": Key(
        "patience_seconds", "seconds to wait while another command has the ledger", _patience
    ),
    "keep-for": Key(
        "keep_for",
        "how long to keep people of whom nothing is recorded any more: 3 years, off",
        _keep_for,
    ),
    "picker": Key(
        "picker",
        "how to choose one of several people: off asks for a number, fzf opens it",
        _picker,
    ),
    "private": Key("private", "the tag of those whom no assistant is told of", _private),
}


def parse_settings(given: Mapping[str, object]) -> Settings:
    """The settings that `given` makes; what it leaves out has its default.

    Raises:
        InvalidValue: for an unknown key or an invalid value, naming the key.
    """
    fields: dict[str, Any] = {}
    for key, value in given.items():
        check_key(key)
        fields[KEYS[key].field] = parse_value(key, value)
    return Settings(**fields)


def default_of(key: str) -> Value:
    """The value of a known `key` that nobody set."""
    value: Value = getattr(Settings(), KEYS[key].field)
    return value


def parse_value(key: str, value: object) -> Value:
    """The value of a known `key`, by its form alone: a region may prove to be no country.

    Raises:
        InvalidValue: naming the key, where it cannot be.
    """
    try:
        return KEYS[key].parse(value)
    except InvalidValue as wrong:
        raise InvalidValue(f"{key}: {wrong.message}", wrong.hint) from None


def check_value(key: str, value: object) -> Value:
    """As `parse_value`, but thorough: loads the tables of the world's phone numbers for a region.

    Raises:
        InvalidValue: for a region that is no country, too.
    """
    parsed = parse_value(key, value)
    if key == "region":
        check_region(str(parsed))
    return parsed


def check_key(key: str) -> None:
    """Refuse a setting that there is not.

    Raises:
        InvalidValue: with the nearest one there is.
    """
    if key in KEYS:
        return
    from difflib import get_close_matches

    near = get_close_matches(key.casefold(), KEYS, 1)
    raise InvalidValue(
        f"There is no setting “{key}”" + (f"; did you mean {near[0]}?" if near else "."),
        f"Choose from: {', '.join(KEYS)}.",
    )


def _letters(value: object, count: int, what: str, hint: str) -> str:
    """So many letters of the alphabet, as capitals."""
    said = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(rf"[A-Za-z]{{{count}}}", said):
        raise InvalidValue(f"{_shown(value)} is not {what}.", hint)
    return said.upper()


def _shown(value: object) -> str:
    """`value` in a sentence: as typed, or as TOML says true and false."""
    return f"“{str(value).lower() if isinstance(value, bool) else value}”"
