"""How long a passphrase withstands somebody who has the file and guesses."""

from __future__ import annotations

import re

from farmer.errors import InvalidValue
from farmer.ledger.keys import as_key
from farmer.ledger.refusals import LOCKING_EXTRA, LedgerLocked
from farmer.text import fold
from farmer.wording import say_count

# The highest of zxcvbn's grades begins there: enough against somebody who has the file.
ENOUGH_GUESSES = 10**10
# A guess moves 256 MB to and from memory (see `farmer.ledger.keys`): what a few graphics cards do.
GUESSES_A_SECOND = 10_000

# Whoever guesses tries these, written in any way, before words that only chance put together.
FAMOUS = (
    *("correct horse battery staple", "correct horse battery", "cleft cam synod lacy yr wok"),
    *("speak friend and enter", "my voice is my passport", "all your base are belong to us"),
    *("the quick brown fox jumps over the lazy dog", "lorem ipsum dolor sit amet"),
    *("to be or not to be", "that is the question", "all the worlds a stage", "et tu brute"),
    *("i think therefore i am", "cogito ergo sum", "carpe diem", "veni vidi vici"),
    *("may the force be with you", "i am your father", "live long and prosper", "winter is coming"),
    *("one ring to rule them all", "you shall not pass", "not all those who wander are lost"),
    *("all work and no play makes jack a dull boy", "heres looking at you kid"),
    *("frankly my dear i dont give a damn", "houston we have a problem"),
    *("in the beginning was the word", "in the beginning god created the heaven and the earth"),
    *("the lord is my shepherd", "our father who art in heaven", "love thy neighbour as thyself"),
    *("four score and seven years ago", "we hold these truths to be self evident"),
    *("ask not what your country can do for you", "i have a dream", "we the people"),
    *("god save the king", "god save the queen", "liberte egalite fraternite"),
    *("it was the best of times it was the worst of times", "call me ishmael", "once upon a time"),
    *("twinkle twinkle little star", "mary had a little lamb", "happy birthday to you"),
    *("never gonna give you up", "let it be", "is this the real life is this just fantasy"),
    *("dont panic", "so long and thanks for all the fish", "life the universe and everything"),
    *("an apple a day keeps the doctor away", "the early bird catches the worm"),
    *("practice makes perfect", "actions speak louder than words"),
    *("sein oder nichtsein das ist hier die frage", "alle meine entchen", "ich bin ein berliner"),
    *("en un lugar de la mancha", "nel mezzo del cammin di nostra vita", "je pense donc je suis"),
)
_LOOK_ALIKES = str.maketrans("013457@$!", "oleastasi")
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
    guesses = _guesses(_without_famous(secret), [*re.findall(r"\w+", place), "farmer"])
    if guesses < ENOUGH_GUESSES:
        raise InvalidValue(
            f"Whoever has the file could guess that passphrase within {_time_of(guesses)}; "
            "nothing was written.",
            "Take five or six words that have nothing to do with each other.",
        )


def _without_famous(secret: str) -> str:
    """What of a passphrase is no phrase that everybody knows."""
    letters = rest = _letters(secret)
    for phrase in sorted(map(_letters, FAMOUS), key=len, reverse=True):
        rest = rest.replace(phrase, "")
    return secret if rest == letters else rest


def _letters(text: str) -> str:
    """`text` without case, accents, spaces, signs, and digits in the place of letters."""
    return re.sub(r"[^a-z0-9]", "", fold(text.translate(_LOOK_ALIKES)))


def _guesses(secret: str, known: list[str]) -> float:
    """About how many guesses it takes whoever tries what people choose, and the `known` words."""
    try:
        from zxcvbn import zxcvbn
    except ImportError:
        missing = "Locking a ledger takes zxcvbn, which is not installed."
        raise LedgerLocked(missing, LOCKING_EXTRA) from None
    if not secret:
        return 1.0
    return float(zxcvbn(secret[:_JUDGED], user_inputs=known)["guesses"])


def _time_of(guesses: float) -> str:
    seconds = guesses / GUESSES_A_SECOND
    for unit, length in _UNITS:
        if seconds >= length:
            return say_count(round(seconds / length), unit)
    return "a second"
