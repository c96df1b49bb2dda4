"""What a person is asked before something is written, where their program can show a form.

It is a comfort, never the safeguard: not every program shows one, and what comes back is what the
program says of its user. So it is read as strictly as any argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from farmer.assistant.schemas import Schema
from farmer.errors import Conflict

_ACCEPTED, _DECLINED = "accept", "decline"


class Declined(Conflict):
    """Whoever was asked said no."""

    code = "declined"

    def __init__(self) -> None:
        super().__init__("The user was asked, and said no. Nothing was written.")


class Unanswered(Conflict):
    """Whoever was asked said neither yes nor no."""

    code = "unanswered"

    def __init__(self) -> None:
        super().__init__("The user was asked, and gave no answer. Nothing was written.")


class Choice(NamedTuple):
    """A name that may mean several.

    Attributes:
        typed: the name, as it was previewed.
        options: by what is shown of each, what the name means then.
    """

    typed: str
    options: Mapping[str, str]


class Response(NamedTuple):
    """What came back.

    Attributes:
        action: ``accept`` and ``decline`` are a yes and a no; anything else is neither.
        content: what was filled in, whatever that is.
    """

    action: str
    content: Mapping[str, Any]


NO_RESPONSE = Response("", {})


class Question(NamedTuple):
    """What would be written, in words, and the names of which only a person can say the meaning."""

    words: str
    choices: tuple[Choice, ...] = ()

    @property
    def form(self) -> Schema:
        """What is to be filled in, as JSON Schema: nothing but the names, each of a few lines."""
        fields = {
            field: {
                "type": "string",
                "title": f"Whom “{choice.typed}” means",
                "enum": list(choice.options),
            }
            for field, choice in self._by_field.items()
        }
        return {"type": "object", "properties": fields, "required": list(fields)}

    def settled(self, answer: Response) -> Sequence[Mapping[str, str]]:
        """Whom the names mean, as the argument `settled` has it, where the answer is a yes.

        Raises:
            Declined: where it is a no.
            Unanswered: where it is neither, or fills in what was not asked.
        """
        if answer.action == _DECLINED:
            raise Declined
        fields = self._by_field
        if answer.action != _ACCEPTED or answer.content.keys() != fields.keys():
            raise Unanswered
        return [
            {"name": choice.typed, "means": _chosen(choice, answer.content[field])}
            for field, choice in fields.items()
        ]

    @property
    def _by_field(self) -> Mapping[str, Choice]:
        return {f"name_{number}": choice for number, choice in enumerate(self.choices, 1)}


def _chosen(choice: Choice, shown: object) -> str:
    if not isinstance(shown, str) or shown not in choice.options:
        raise Unanswered
    return choice.options[shown]
