"""What is drawn, to the letter: one relationship, wide and narrow, in blocks and in letters."""

from __future__ import annotations

from unittest import mock

import pytest

from tests.conftest import Farmer

YEAR = (
    ("2025-03-04", 'farmer log "Joe Marsh" --at Mixer --by them --new'),
    ("2025-04-08", "farmer log Joe --by me"),
    ("2025-05-13", "farmer log Joe --by them --fact kept"),
    ("2025-06-17", "farmer log Joe --kind meal --by me --fact gave"),
    ("2025-06-24", "farmer mark Joe used"),
    ("2025-08-19", "farmer log Joe --by them --fact kept --fact got"),
    ("2025-10-21", "farmer log Joe --by me --fact kept"),
    ("2025-12-09", "farmer log Joe --by them --depth 3"),
    ("2025-12-11", "farmer mark Joe broken"),
    ("2026-02-17", "farmer log Joe --kind call --minutes 45 --by me"),
    ("2026-03-02", 'farmer ask Joe --for "a hint" --sent'),
)
SHOWN = """\
Joe Marsh (c1)
  2025      2026
  ▂▄▄▄·▄·▄·▆·▃····
    ++ + + !  ?
  V──────C────────┄┄┄┄┄┄┄┄┄┄┄┄
  contact by month, + something good, ! something bad, ? a request, V
  visibility, C credibility, ┄ if nothing happens
"""
NARROW = """\
Joe Marsh (c1)
  2025    2026
  ▄▄·▄·▄·▆·▃····
  ++ + + !  ?
  V────C────────┄┄┄┄
"""
CHECKED = """\
The score
  ███████████████████████████████░░░░┃░░░░░░░░░░░░░░
  ┃ farmed from 70 of 100
  cultivation  10/25  ████░░░░░░  8 contacts at least a week apart, 7 real
                                  conversations a month apart
  tenure       14/15  █████░      350 days, 4 Mar 2025 to 17 Feb 2026, 8
                                  contacts a month or more apart
  work         21/25  ████████░░  used in 1 separate week
  reliability   6/20  ██░░░░░░    promises kept or service used in 4 separate
                                  weeks, 1 broken or gone badly
  reciprocity   7/10  ██░░        begun by you 4×, by them 4×; given 1×,
                                  received 1×
  freshness      3/5  █░          last contact 17 Feb 2026, 118 days ago
"""
STALE = """\
Joe Marsh (c1): due, 118 days ago (wanted every 90 days)
  by month: ▂▄▄▄·▄·▄·▆·▃····
"""
# What stands for each block where a terminal has none.
LETTERS = str.maketrans("·▁▂▃▄▅▆▇█▒░┃─┄", ".1234567#=-|-.")


@pytest.fixture
def year(farmer: Farmer) -> Farmer:
    """A ledger in which all that has happened."""
    for day, command in YEAR:
        farmer(command, day)
    return farmer


def drawn(farmer: Farmer, monkeypatch: pytest.MonkeyPatch, command: str, columns: int) -> str:
    """What a terminal of so many columns shows."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    with mock.patch("farmer.cli.answers.on_terminal", return_value=True):
        said = farmer(command).out
    return "".join(line.rstrip() + "\n" for line in said.splitlines())


@pytest.mark.parametrize(
    ("command", "columns", "picture"),
    [
        ("farmer show Joe", 80, SHOWN),
        ("farmer show Joe", 20, NARROW),
        ("farmer check Joe --why", 80, CHECKED),
        ("farmer stale Joe --status due --long", 80, STALE),
    ],
)
def test_to_the_letter(
    year: Farmer, monkeypatch: pytest.MonkeyPatch, command: str, columns: int, picture: str
) -> None:
    """The same in blocks and, in a locale that may not have them, in letters."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    blocks = drawn(year, monkeypatch, command, columns)
    assert picture in blocks
    monkeypatch.setenv("LC_ALL", "C")
    letters = drawn(year, monkeypatch, command, columns)
    assert picture.translate(LETTERS) in letters
