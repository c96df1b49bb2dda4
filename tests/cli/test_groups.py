"""Groups, lists and corrections where names are many."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer


@pytest.mark.parametrize("command", ["log --with @chapter --new", "tag @chapter @x", "list"])
def test_nobody_is_added_to_be_left_out(known: Farmer, command: str) -> None:
    refused = known(f"farmer {command} --except Zoe")
    assert (refused.status, "Nobody is called “Zoe”" in refused.err) == (3, True)
    assert known("farmer where --json").data["counts"]["contacts"] == 3
