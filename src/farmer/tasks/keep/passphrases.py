"""How long a passphrase withstands somebody who has the file and guesses."""

from __future__ import annotations

import re

from farmer.errors import InvalidValue
from farmer.ledger.keys import as_key
from farmer.ledger.refusals import LOCKING_EXTRA, LedgerLocked
from farmer.wording import say_count

# The highest of zxcvbn's grades begins there: enough against somebody who has the file.
ENOUGH_GUESSES = 10**10
# A guess moves 256 MB to and from memory (see `farmer.ledger.keys`): what a few graphics cards do.
GUESSES_A_SECOND = 10_000

_JUDGED = 72  # zxcvbn takes no more
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def check_hard_to_guess(secret: str, place: str) -> None:
    """Refuse a passphrase for the ledger at `place` that could be guessed; a key is none.

    Raises:
        InvalidValue: with the time that guessing it would take.
        LedgerLocked: where what it takes to judge one is not installed.
    """
    if as_key(secret) is not None:
        return
    guesses = _guesses(secret, [*re.findall(r"\w+", place), "farmer"])
    if guesses < ENOUGH_GUESSES:
        raise InvalidValue(
            f"Whoever has the file could guess that passphrase within {_time_of(guesses)}; "
            "nothing was locked.",
            "Take four or five words that have nothing to do with each other.",
        )


def _guesses(secret: str, known: list[str]) -> float:
    """About how many guesses it takes whoever tries what people choose, and the `known` words."""
    try:
        from zxcvbn import zxcvbn
    except ImportError:
        missing = "Locking a ledger takes zxcvbn, which is not installed."
        raise LedgerLocked(missing, LOCKING_EXTRA) from None
    return float(zxcvbn(secret[:_JUDGED], user_inputs=known)["guesses"])


def _time_of(guesses: float) -> str:
    seconds = guesses / GUESSES_A_SECOND
    for unit, length in _UNITS:
        if seconds >= length:
            return say_count(round(seconds / length), unit)
    return "a second"
