"""A passphrase that somebody who has the file would guess is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.tasks.keep.passphrases import FAMOUS, check_hard_to_guess

PLACE = "/home/kim/farmer/ledger.db"


def is_refused(secret: str) -> bool:
    try:
        check_hard_to_guess(secret, PLACE)
    except InvalidValue:
        return True
    return False


@pytest.mark.parametrize(
    "secret",
    [
        *("a", "password", "ledger farmer", "12345678901234", "qwertyuiop"),
        *("correct horse battery staple", "CorrectHorseBatteryStaple", "correcthorsebattery"),
        *("correct-horse-battery-staple", "C0rrect h0rse b@ttery $taple!"),
        *("To be, or not to be: that is the question", "May the Force be with you"),
        "Liberté, égalité, fraternité!",
    ],
)
def test_what_people_choose_is_refused(secret: str) -> None:
    assert is_refused(secret)


@given(
    st.sampled_from(FAMOUS),
    st.sampled_from((str, str.upper, str.title)),
    st.sampled_from(("", " ", "-", "_", ". ")),
    st.sampled_from(("", "1", "!", "99", "!!")),
)
def test_no_phrase_that_everybody_knows_is_taken_however_it_is_written(
    phrase: str, spelt: type[str], between: str, end: str
) -> None:
    assert is_refused(spelt(between.join(phrase.split()) + end))


@pytest.mark.parametrize(
    "secret",
    [
        "gravel trombone lichen pivot oatmeal",
        "gravel trombone lichen pivot, correct horse battery staple",
        "vT9#rr2!pLq0xWz",
        "ab" * 32,
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_and_keys_are_taken(secret: str) -> None:
    assert not is_refused(secret)
