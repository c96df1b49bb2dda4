"""Which letters there are, and what each is about."""

from __future__ import annotations

from dataclasses import dataclass

from farmer.choices import Choices


@dataclass(frozen=True, slots=True)
class Kind:
    """A letter: what it is called, what it is for, and whether a request or a person is its matter.

    Its template is the file ``NAME.txt``.
    """

    name: str
    meaning: str
    of_request: bool = False
    of_person: bool = False

    @property
    def takes(self) -> str:
        """What is named after it on the command line: of a request, an id or a name."""
        return "REQUEST or NAME" if self.of_request else "NAME"


LETTERS = {
    kind.name: kind
    for kind in (
        Kind("decline", "say no to an asker, kindly and truly", of_request=True, of_person=True),
        Kind("ask-target", "ask the target privately whether it is welcome", of_request=True),
        Kind("forwardable", "a few lines that can be passed on as they stand", of_request=True),
        Kind("introduction", "introduce the two to each other", of_request=True),
        Kind(
            "follow-up",
            "after a meeting, or to hear how an introduction went",
            of_request=True,
            of_person=True,
        ),
        Kind("thank-you", "thank, and tell what came of it", of_request=True, of_person=True),
        Kind("reconnect", "speak again after a silence", of_person=True),
        Kind(
            "notice", "tell somebody what you keep about them, and where it is from", of_person=True
        ),
    )
}
LETTER_NAMES: Choices[str] = Choices(
    "letter", {kind.name: kind.meaning for kind in LETTERS.values()}
)


def find_kind(name: str) -> Kind:
    """The letter called `name`.

    Raises:
        InvalidValue: for an unknown letter.
    """
    return LETTERS[LETTER_NAMES.parse(name)]
