"""`log --last`: who began what sources brought, what was said, and the lines that wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

import pytest

from tests.conftest import Farmer

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:m1\r\nDTSTART:20260614T090000Z\r\n"
    "DTEND:20260614T100000Z\r\nSUMMARY:Lease\r\nORGANIZER:mailto:ana@example.org\r\n"
    "ATTENDEE;PARTSTAT={answer}:mailto:me@example.org\r\n"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@contextmanager
def terminal(keys: list[str], lines: list[str]) -> Iterator[None]:
    """Somebody who presses those keys, and types those lines."""
    with ExitStack() as stack:
        for place, answers in (("press", keys), ("ask_line", lines)):
            typed = mock.Mock(side_effect=answers)
            stack.enter_context(mock.patch(f"farmer.cli.log_last.{place}", typed))
        stack.enter_context(mock.patch("farmer.cli.walk.ask_line", mock.Mock(return_value="")))
        stack.enter_context(mock.patch("farmer.cli.log.may_ask", return_value=True))
        yield


@pytest.fixture
def known(farmer: Farmer) -> Farmer:
    farmer("farmer config set me me@example.org")
    farmer('farmer add "Ana Ruiz" --email ana@example.org')
    return farmer


def import_event(farmer: Farmer, folder: Path, answer: str = "ACCEPTED") -> None:
    path = folder / "m.ics"
    path.write_text(EVENT.format(answer=answer), newline="")
    assert farmer(f"farmer import {path}").status == 0


def touch(farmer: Farmer) -> list[str]:
    return next(row for row in farmer("farmer show Ana").rows if row[0] == "history")


def test_today_says_what_came_and_asks_who_began(known: Farmer, isolation: Path) -> None:
    import_event(known, isolation)
    rows = known("farmer today").rows
    assert ["came", "1", "1", "1", "Ana Ruiz"] in rows
    came = known("farmer today --json").data["came"]
    assert came == {
        "touchpoints": 1,
        "people": [{"id": "c1", "name": "Ana Ruiz"}],
        "to_tell": 1,
    }
    assert ["came", "1", "1", "1", "Ana Ruiz"] in known("farmer today", "2026-06-16").rows
    assert "came" not in known("farmer today", "2026-06-17").out


def test_what_was_typed_did_not_come(known: Farmer) -> None:
    known("farmer log Ana")
    assert known("farmer today --json").data["came"] is None


def test_who_began_and_what_was_said_is_kept_with_the_talk(known: Farmer, isolation: Path) -> None:
    import_event(known, isolation)
    with terminal([], ["a new roof"]):
        outcome = known("farmer log --last")
    assert (outcome.status, "That was all." in outcome.err) == (0, True)
    assert touch(known)[4] == "them"
    assert "Lease" in " ".join(touch(known))
    assert "a new roof" in " ".join(touch(known))
    assert known("farmer today --json").data["came"]["to_tell"] == 0
    known("farmer undo")
    assert known("farmer today --json").data["came"]["to_tell"] == 1


def test_one_key_confirms_what_was_planned(known: Farmer, isolation: Path) -> None:
    import_event(known, isolation, "NEEDS-ACTION")
    assert touch(known)[3] == "planned"
    with terminal(["it happened"], [""]):
        known("farmer log --last")
    assert touch(known)[3] == "meeting"


@pytest.mark.parametrize("key", ["skip", "stop"])
def test_nothing_is_written_where_nobody_says_anything(
    known: Farmer, isolation: Path, key: str
) -> None:
    import_event(known, isolation, "NEEDS-ACTION")
    with terminal([key], []):
        known("farmer log --last")
    assert touch(known)[3] == "planned"


def test_a_line_without_a_day_is_asked_for_it(known: Farmer, isolation: Path) -> None:
    path = isolation / "farmer.txt"
    path.write_text("lunch with Ana")
    known(f"farmer import {path} --as lines --remember")
    with terminal(["log it"], ["yesterday"]):
        assert known("farmer log --last").status == 0
    assert touch(known)[2:4] == ["2026-06-14", "meal"]
    known("farmer import")
    assert "waiting" not in known("farmer today").out
    assert len([row for row in known("farmer show Ana").rows if row[1][:1] == "t"]) == 1


def test_a_line_that_is_left_out_is_asked_about_no_more(known: Farmer, isolation: Path) -> None:
    path = isolation / "farmer.txt"
    path.write_text("buy milk")
    known(f"farmer import {path} --as lines --remember")
    with terminal(["leave it out for good"], []):
        known("farmer log --last")
    path.write_text("buy milk\n")
    known("farmer import")
    assert "waiting" not in known("farmer today").out


def test_where_nothing_waits_that_is_said(known: Farmer) -> None:
    with terminal([], []):
        outcome = known("farmer log --last")
    assert outcome.err == "Nothing that came from a source waits for an answer.\n"
