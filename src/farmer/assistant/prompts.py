"""What somebody may choose to begin with, instead of typing it each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from farmer.assistant.arguments import Argument, parsed
from farmer.assistant.tool import Allowed
from farmer.errors import NotFound

Given = Mapping[str, str]
_LONGEST_TOLD = 4000
_ASK = "Where a name may mean several people, ask me which one; do not choose."


class Prompt(NamedTuple):
    """One beginning.

    Attributes:
        name: what it is called by.
        title: what people see of it.
        meaning: when to choose it.
        arguments: what it asks for, all of them texts.
        words: what is said to the assistant, from what was given and what it may do.
    """

    name: str
    title: str
    meaning: str
    arguments: tuple[Argument, ...]
    words: Callable[[Given, Allowed], str]


class NoPrompt(NotFound):
    """A beginning that there is not."""

    code = "no-prompt"

    def __init__(self) -> None:
        super().__init__("There is no prompt of that name here.")


def prompt_of(name: str) -> Prompt:
    """The prompt called `name`.

    Raises:
        NoPrompt: where there is none.
    """
    for each in PROMPTS:
        if each.name == name:
            return each
    raise NoPrompt


def worded(prompt: Prompt, given: Mapping[str, object], allowed: Allowed) -> str:
    """What is said to the assistant.

    Raises:
        InvalidValue: for an argument that is missing, unknown, or cannot be.
    """
    return prompt.words(parsed(prompt.arguments, given), allowed)


def _introduction(given: Given, _allowed: Allowed) -> str:
    return (
        f"I think of introducing “{given['person']}” to “{given['to']}”. Call check with both, and"
        f" tell me first whether it is too early. {_ASK} Where it is not farmed, word no"
        " introduction: say what is missing on which side, from which day it could be, and what I"
        " can do until then. Where it is farmed, remind me that both are asked before either hears"
        " of the other, and offer to word what I ask each of them."
    )


def _evening(given: Given, allowed: Allowed) -> str:
    event = f" at “{given['event']}”" if "event" in given else ""
    day = f" ({given['on']})" if "on" in given else ""
    then = (
        "Record it once I said yes, tell me what was recorded, and that undo takes it back."
        if allowed.may_record
        else "Nothing can be recorded here: give me a line to type for each of them, farmer log …"
    )
    return (
        f"I tell you of an evening{event}{day}: “{given['told']}”. Work out whom I met, what was"
        " said with each, and who promised what, from my words alone, and call preview with it."
        f" Show me what it says, and ask about every name that is not known. {_ASK} {then}"
    )


def _meeting(given: Given, _allowed: Allowed) -> str:
    return (
        f"I am about to meet “{given['person']}”. Call brief, and tell me in ten lines: when we"
        " last talked, what either of us promised, what I should ask, and whom we both know."
        f" {_ASK} Say what is not known instead of guessing it."
    )


def _kind_no(given: Given, allowed: Allowed) -> str:
    to = f" to “{given['to']}”" if "to" in given else ""
    begin = " Begin from draft with the letter decline." if allowed.with_words else ""
    both = "both of them" if to else "them"
    return (
        f"“{given['person']}” asked me for an introduction{to}, and I want to say no without"
        f" hurting. Call check with {both}, and word five lines that I can send as they are:"
        f" thanks, the no, one true reason, and what would make it possible later.{begin} {_ASK}"
        " No score in it, no promise, and nothing of what is kept here of anybody else."
    )


_WHOM = Argument("person", "Who, by name or id.", needed=True)

PROMPTS = (
    Prompt(
        "before-an-introduction",
        "Before an introduction",
        "Is it too early to introduce two people?",
        (_WHOM, Argument("to", "To whom.", needed=True)),
        _introduction,
    ),
    Prompt(
        "after-an-evening",
        "After an evening",
        "Tell whom you met, see what would be recorded.",
        (
            Argument("told", "In your own words.", needed=True, longest=_LONGEST_TOLD),
            Argument("event", "The occasion."),
            Argument("on", "The day."),
        ),
        _evening,
    ),
    Prompt(
        "before-a-meeting",
        "Before a meeting",
        "What to know before you meet somebody.",
        (_WHOM,),
        _meeting,
    ),
    Prompt(
        "a-kind-no",
        "A kind no",
        "Word a refusal that does not hurt.",
        (_WHOM, Argument("to", "Whom they want to meet.")),
        _kind_no,
    ),
)
