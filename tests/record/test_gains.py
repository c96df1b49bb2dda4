"""What is known of each other: goals, accomplishments, interests, networks, skills."""

from __future__ import annotations

from tests.conftest import Farmer


def kept(farmer: Farmer, side: str) -> dict[str, str]:
    """What is known of one side: Ana's, or mine."""
    gains = farmer("farmer gains Ana --json").data[side]
    return {gain["slot"]: gain["text"] for gain in gains if gain["text"]}


def test_theirs_and_mine_are_kept_apart(known: Farmer) -> None:
    """And are found again by their words."""
    known('farmer gains Ana --goals "a second office" --interests sailing')
    known("farmer gains Ana --mine --skills leases")
    assert kept(known, "theirs") == {"goals": "a second office", "interests": "sailing"}
    assert kept(known, "mine") == {"skills": "leases"}
    assert "c3" in known('farmer find "second office"').rows[0]


def test_what_is_said_last_is_what_is_known(known: Farmer) -> None:
    """Nothing said means that it is not known any more."""
    known("farmer gains Ana --goals sailing")
    known("farmer gains Ana --goals rowing")
    assert kept(known, "theirs") == {"goals": "rowing"}
    known('farmer gains Ana --goals ""')
    assert kept(known, "theirs") == {}


def test_a_slot_that_was_filled_is_said_alone(farmer: Farmer) -> None:
    """What else is known is one step further in."""
    farmer('farmer add "Ana Ruiz"')
    filled = farmer("farmer gains Ana --goals 'an office' --skills leases --plain").out
    assert filled.strip() == "Noted of Ana Ruiz: goals “an office” and skills “leases”."
    told = farmer("farmer gains Ana --mine --goals clients --plain").out
    assert told.strip() == "Noted as told to Ana Ruiz: goals “clients”."
    assert "goals emptied" in farmer("farmer gains Ana --goals '' --plain").out
    assert "To ask" in farmer("farmer gains Ana --plain").out
