"""What was recorded is corrected."""

from __future__ import annotations

from tests.conftest import Farmer


def test_corrections_say_what_was_meant(known: Farmer) -> None:
    known("farmer log Ana --on 2026-06-01")
    edited = known('farmer edit t1 --on "last friday" --json').data
    assert (edited["names"], edited["fields"]) == (["Ana Ruiz"], {"on": "12 Jun 2026"})
