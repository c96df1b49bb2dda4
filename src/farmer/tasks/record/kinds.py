"""Kinds of contact and facts as they are typed: whoever takes one for the other is told."""

from __future__ import annotations

from farmer.errors import InvalidValue
from farmer.facts import FACTS
from farmer.model import KINDS


def parse_fact(word: str) -> str:
    """The fact that is typed as `word`.

    Raises:
        InvalidValue: for any other, with what to do of a kind of contact.
    """
    if KINDS.may_mean(word) and not FACTS.may_mean(word):
        said = word.strip()
        raise InvalidValue(
            f"“{said}” is a kind of contact, not a fact.", f"Log it: farmer log NAME --kind {said}"
        )
    return FACTS.parse(word)


def parse_kind(word: str) -> str:
    """The kind of contact that is typed as `word`.

    Raises:
        InvalidValue: for any other, with what to do of a fact.
    """
    if FACTS.may_mean(word) and not KINDS.may_mean(word):
        said = word.strip()
        raise InvalidValue(
            f"“{said}” is a fact, not a kind of contact.",
            f"Say it beside the kind, --fact {said}, or alone: farmer mark NAME {said}",
        )
    return KINDS.parse(word)
