"""What a tool is given: each argument declared once, for its schema and for its check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from farmer.assistant.schemas import Schema
from farmer.errors import InvalidValue
from farmer.text import printable
from farmer.wording import say_list

# Of what is sent: a name has as many letters at most.
LONGEST = 200


class Argument(NamedTuple):
    """One argument.

    Attributes:
        name: what it is sent under.
        meaning: what an assistant is told of it.
        type: ``string``, ``integer``, ``boolean``, ``array`` or ``object``, as in JSON Schema.
        needed: whether the tool cannot do without.
        words: where only these are taken, all of them.
        least, most: of a whole number; `most` entries of a list.
        longest: of a text, in letters.
        of: what an object has, or each entry of a list; without, an entry is a text.
    """

    name: str
    meaning: str
    type: str = "string"
    needed: bool = False
    words: tuple[str, ...] = ()
    least: int = 1
    most: int = 20
    longest: int = LONGEST
    of: tuple[Argument, ...] = ()

    @property
    def schema(self) -> Schema:
        """It as JSON Schema, in few words: that nothing is empty is left to `parse`."""
        if self.type == "object":
            return {"description": self.meaning, **schema_of(self.of)}
        limits: Schema = {}
        if self.words:
            limits = {"enum": list(self.words)}
        elif self.type == "string":
            limits = {"maxLength": self.longest}
        elif self.type == "integer":
            limits = {"minimum": self.least, "maximum": self.most}
        elif self.type == "array":
            entry = schema_of(self.of) if self.of else {"type": "string"}
            limits = {"items": entry, "maxItems": self.most}
        return {"type": self.type, "description": self.meaning, **limits}

    def parse(self, given: object) -> Any:
        """What was given, where it is what the schema says.

        Raises:
            InvalidValue: where it is not. What was given is not repeated.
        """
        if not self._is_of_type(given):
            raise InvalidValue(f"{self.name} has to be {self._wanted}.")
        if isinstance(given, dict):
            return parsed(self.of, given)
        if isinstance(given, list):
            return tuple(map(self._entry, given))
        return printable(given) if isinstance(given, str) else given

    def _entry(self, given: object) -> Any:
        if not self.of:
            return Argument(f"each of {self.name}", "", longest=self.longest).parse(given)
        if not isinstance(given, dict):
            raise InvalidValue(f"each of {self.name} has to be an object.")
        return parsed(self.of, given)

    def _is_of_type(self, given: object) -> bool:
        if self.type == "boolean":
            return isinstance(given, bool)
        if self.type == "integer":
            is_number = isinstance(given, int) and not isinstance(given, bool)
            return is_number and self.least <= given <= self.most  # type: ignore[operator]
        if self.type == "array":
            return isinstance(given, list) and 0 < len(given) <= self.most
        if self.type == "object":
            return isinstance(given, dict)
        return self._is_text(given)

    def _is_text(self, given: object) -> bool:
        if not isinstance(given, str) or any("\ud800" <= letter <= "\udfff" for letter in given):
            return False
        return given in self.words if self.words else 0 < len(printable(given)) <= self.longest

    @property
    def _wanted(self) -> str:
        if self.words:
            return say_list(self.words, "or")
        return {
            "boolean": "true or false",
            "integer": f"a whole number from {self.least} to {self.most}",
            "array": f"a list of 1 to {self.most}",
            "object": "an object",
        }.get(self.type, f"a text of 1 to {self.longest} letters")


WHOM = Argument("person", "A name, or an id such as c7.", needed=True)
ON = Argument("on", "The day it is about, such as 2026-05-04; today if left out.")
LIMIT = Argument("limit", "How many of each list at most; 5 if left out.", "integer")


def schema_of(arguments: Sequence[Argument]) -> Schema:
    """Those arguments as JSON Schema, and no others."""
    return {
        "type": "object",
        "properties": {each.name: each.schema for each in arguments},
        "required": [each.name for each in arguments if each.needed],
        "additionalProperties": False,
    }


def parsed(arguments: Sequence[Argument], given: Mapping[str, object]) -> dict[str, Any]:
    """What was given, by name; what was left out, or is null, is not there.

    Raises:
        InvalidValue: for what is missing, unknown, or cannot be.
    """
    by_name = {each.name: each for each in arguments}
    sent = {name: value for name, value in given.items() if value is not None}
    takes = f"It takes {say_list(list(by_name))}."
    if not sent.keys() <= by_name.keys():
        raise InvalidValue("An argument is sent that the tool does not take.", takes)
    missing = [each.name for each in arguments if each.needed and each.name not in sent]
    if missing:
        raise InvalidValue(f"{say_list(missing)} is missing.", takes)
    return {name: by_name[name].parse(value) for name, value in sent.items()}
