"""A team's key, and the digests that are made by it."""

from __future__ import annotations

import pytest

from farmer.errors import InvalidValue
from farmer.model import Handle
from farmer.team.keys import key_digest, name_token, new_key, parse_key, token


def test_a_key_is_read_however_it_is_typed() -> None:
    key = new_key()
    assert len(key) == 29
    for typed in (key, key.lower(), key.replace("-", ""), f" {key.replace('-', ' ')}\n"):
        assert parse_key(typed) == key


def test_no_two_keys_are_alike() -> None:
    assert len({new_key() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "text",
    ["", "ABCD", new_key()[:-1], f"{new_key()}A", "1" * 24],
    ids=["nothing", "four letters", "a letter less", "a letter more", "digits"],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="not a team's key"):
        parse_key(text)


def test_a_digest_is_of_one_key_and_one_address() -> None:
    one, other = new_key(), new_key()
    email = Handle("email", "carla@voss.example")
    found = {
        token(one, email),
        token(other, email),
        token(one, Handle("email", "carla@voss.test")),
        token(one, Handle("url", "carla@voss.example")),
        name_token(one, "carla@voss.example"),
        key_digest(one)[:32],
    }
    assert len(found) == 6
    assert token(one, email) == token(one, email)
