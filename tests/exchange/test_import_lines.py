"""A text file that a telephone fills: what is clear is logged once, and what is not waits."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.tasks.exchange.told_lines import lines_in
from farmer.tasks.record.log import log
from tests.conftest import Farmer

CLEAR = (
    "2026-06-10: coffee with Ana Ruiz; kept",
    "2026-06-11 18:05 yesterday: lunch with José Li, they called",
    "9 June: call with Ana Ruiz",
    "2026-06-12T07:30:00+02:00 call with Ana and José about the lease",
)
UNCLEAR = {
    "lunch with Ana": "It does not say on which day",
    "yesterday: lunch with Ana": "It does not say on which day",
    "mon: lunch with Ana": "It does not say on which day",
    "the 12th: lunch with Ana": "It does not say on which day",
    "2026-06-10: coffee with Zed Nix": "nobody called “Zed Nix”",
    "2026-06-10: buy milk": "obody",
    "2026-06-16: tea with Ana": "Its day is still to come",
    "2026-06-10: call with Ana, and email with Ana, they called, I called": "",
    "2026-06-10: " + "x" * 2_100: "letters",
}


@pytest.fixture
def phone(isolation: Path, farmer: Farmer) -> Path:
    """A remembered file of lines, and the people whom they are about."""
    farmer('farmer add "Ana Ruiz"')
    farmer('farmer add "José Li"')
    path = isolation / "Sync" / "farmer.txt"
    path.parent.mkdir()
    path.write_text("")
    assert farmer(f"farmer import {path} --as lines --remember").status == 0
    return path


def talks(farmer: Farmer) -> list[tuple[str, str, str]]:
    """With whom, on which day, how."""
    found = []
    for who in ("Ana", "José"):
        history = farmer(f"farmer show {who}").rows
        found += [
            (who, row[2], row[3]) for row in history if row[0] == "history" and row[1][0] == "t"
        ]
    return sorted(found)


LOGGED = sorted(
    [
        ("Ana", "2026-06-10", "meeting"),
        ("José", "2026-06-10", "meal"),
        ("Ana", "2026-06-09", "call"),
        ("Ana", "2026-06-12", "call"),
        ("José", "2026-06-12", "call"),
    ]
)


def test_what_is_clear_is_logged(farmer: Farmer, phone: Path) -> None:
    phone.write_text("\n".join(CLEAR))
    (row,) = farmer("farmer import").rows
    assert row == ["read", str(phone), "lines", "1", "touchpoints=5"]
    assert talks(farmer) == LOGGED


@pytest.mark.parametrize("line", UNCLEAR)
def test_what_is_not_clear_waits_with_its_reason(farmer: Farmer, phone: Path, line: str) -> None:
    phone.write_text(line)
    _, waiting = farmer("farmer import").rows
    assert waiting[:3] == ["waiting", str(phone), "1"]
    assert UNCLEAR[line] in waiting[3]
    assert talks(farmer) == []
    assert farmer("farmer import").out == ""  # said once
    shown = [row for row in farmer("farmer today").rows if row[0] == "waiting"]
    assert [row[2] for row in shown] == ["1"]


@pytest.mark.parametrize(
    "rewritten",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "\n".join(reversed(text.splitlines())),
        lambda text: text + "\n" + text,
        lambda text: text.replace(" ", "  ") + "\n\n# a remark\n",
        lambda text: "\n".join(text.splitlines()[:2]),
    ],
)
def test_nothing_is_logged_twice(farmer: Farmer, phone: Path, rewritten: object) -> None:
    phone.write_text("\n".join(CLEAR), encoding="utf-8")
    farmer("farmer import")
    assert callable(rewritten)
    phone.write_bytes(rewritten("\n".join(CLEAR)).encode("utf-8"))
    farmer("farmer import")
    phone.write_bytes("\n".join(CLEAR).encode("utf-16"))
    farmer("farmer import")
    assert talks(farmer) == LOGGED


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_however_it_is_synced_every_line_is_known(seed: int) -> None:
    """Copies that lack lines, have them twice, in any order and ending: their keys are the same."""
    chance = random.Random(seed)
    known: set[str] = set()
    for _ in range(4):
        lines = [each for each in CLEAR if chance.random() < 0.8] * chance.choice([1, 2])
        chance.shuffle(lines)
        text = chance.choice(["\n", "\r\n", "\r"]).join(lines)
        text = unicodedata.normalize(chance.choice(["NFC", "NFD"]), text)
        data = text.encode(chance.choice(["utf-8", "utf-8-sig", "utf-16"]))
        known |= {line.digest for line in lines_in("x", data)}
    assert known <= {line.digest for line in lines_in("x", "\n".join(CLEAR).encode())}


def test_a_line_that_is_edited_is_asked_about(farmer: Farmer, phone: Path) -> None:
    phone.write_text("2026-06-10: coffee with Ana Ruiz")
    farmer("farmer import")
    phone.write_text("2026-06-10: coffee with Ana Ruiz; she moves to Porto")
    _, waiting = farmer("farmer import").rows
    assert "Another line told of Ana Ruiz on 10 Jun 2026" in waiting[3]
    assert talks(farmer) == [("Ana", "2026-06-10", "meeting")]


def test_two_talks_of_a_day_are_two_by_their_time_or_their_kind(
    farmer: Farmer, phone: Path
) -> None:
    phone.write_text(
        "2026-06-10 09:00 call with Ana\n2026-06-10 17:00 call with Ana\n2026-06-10: lunch with Ana"
    )
    farmer("farmer import")
    kinds = [kind for _, _, kind in talks(farmer)]
    assert sorted(kinds) == ["call", "call", "meal"]


def test_a_copy_in_conflict_is_one_file_with_the_other(
    farmer: Farmer, phone: Path, isolation: Path
) -> None:
    farmer(f"farmer import {phone} --stop")
    farmer("farmer import '~/Sync/farmer*.txt' --as lines --remember")
    copy = phone.with_name("farmer.sync-conflict-20260612-101112-ABCDEF.txt")
    phone.write_text("\n".join(CLEAR[:2]))
    copy.write_text("\n".join((CLEAR[0], *CLEAR[2:])))
    farmer("farmer import")
    assert talks(farmer) == LOGGED


def test_what_was_undone_is_logged_again_and_what_was_removed_is_not(
    farmer: Farmer, phone: Path
) -> None:
    phone.write_text(CLEAR[0])
    farmer("farmer import")
    farmer("farmer undo")
    assert talks(farmer) == []
    farmer("farmer import")
    assert len(talks(farmer)) == 1
    (touch,) = [row[1] for row in farmer("farmer show Ana").rows if row[1].startswith("t")]
    assert farmer(f"farmer remove {touch}").status == 0
    phone.write_text(CLEAR[0] + "\n")
    farmer("farmer import")
    assert talks(farmer) == []


def test_a_line_becomes_clear_once_its_people_are_known(farmer: Farmer, phone: Path) -> None:
    phone.write_text("2026-06-10: coffee with Zed Nix")
    farmer("farmer import")
    farmer('farmer add "Zed Nix"')
    assert farmer("farmer import").rows[0][4] == "touchpoints=1"
    assert "waiting" not in farmer("farmer today").out


def test_a_line_that_is_corrected_in_its_file_waits_no_longer(farmer: Farmer, phone: Path) -> None:
    phone.write_text("lunch with Ana")
    farmer("farmer import")
    phone.write_text("2026-06-10: lunch with Ana")
    farmer("farmer import")
    assert "waiting" not in farmer("farmer today").out
    assert talks(farmer) == [("Ana", "2026-06-10", "meal")]


def test_a_file_that_shrinks_takes_nothing_back(farmer: Farmer, phone: Path) -> None:
    phone.write_text("\n".join(CLEAR))
    farmer("farmer import")
    phone.write_text("")
    farmer("farmer import")
    assert talks(farmer) == LOGGED


def test_lines_are_read_without_being_remembered(farmer: Farmer, isolation: Path) -> None:
    farmer('farmer add "Ana Ruiz"')
    path = isolation / "once.txt"
    path.write_text(CLEAR[0])
    for _ in range(2):
        assert farmer(f"farmer import {path} --as lines").status == 0
    assert len([row for row in farmer("farmer show Ana").rows if row[1][:1] == "t"]) == 1
    assert farmer("farmer import --remembered").out == ""


def test_nobody_is_added_by_a_line(farmer: Farmer, phone: Path) -> None:
    phone.write_text("\n".join(UNCLEAR))
    farmer("farmer import")
    assert len(farmer("farmer list").rows) == 2


def test_whoever_is_forgotten_is_asked_about_no_more(farmer: Farmer, phone: Path) -> None:
    phone.write_text("lunch with Ana Ruiz\nlunch with José")
    farmer("farmer import")
    farmer("farmer forget Ana --yes")
    phone.write_text("lunch with Ana Ruiz\nlunch with José\n")
    farmer("farmer import")
    shown = [row for row in farmer("farmer today").rows if row[0] == "waiting"]
    assert [row[4] for row in shown] == ["lunch with José"]


def test_a_look_writes_nothing(farmer: Farmer, phone: Path) -> None:
    phone.write_text("\n".join((CLEAR[0], "lunch with Ana")))
    farmer("farmer import --dry-run")
    assert talks(farmer) == []
    assert "waiting" not in farmer("farmer today").out


def test_two_who_read_at_once_log_a_line_once(farmer: Farmer, phone: Path) -> None:
    """While one has read the lines and not yet written, the other logs them."""
    phone.write_text("\n".join(CLEAR))
    begun: list[int] = []

    def meanwhile(*args: object, **kwargs: object) -> object:
        if not begun:
            begun.append(1)
            assert farmer("farmer import").status == 0
        return log(*args, **kwargs)  # type: ignore[arg-type]

    with mock.patch("farmer.tasks.exchange.told_lines.log", meanwhile):
        farmer("farmer import")
    assert talks(farmer) == LOGGED


def test_lines_that_wait_are_told_to_whom_they_name_and_go_with_them(
    farmer: Farmer, phone: Path
) -> None:
    """Somebody else on the line is left out of the letter; a reason names people, too."""
    lines = ("lunch with Ana and José", "lunch with José", "2026-06-10: tea with Anna Ruix")
    phone.write_text("\n".join(lines) + "\n")
    assert len(farmer("farmer import").rows) == len(lines) + 1
    letter = farmer("farmer export --for-subject Ana").out
    told = letter.partition("Lines of mine")[2].partition("##")[0]
    assert "lunch with Ana and (somebody else)" in told
    assert "José" not in letter
    assert "Anna" not in told
    assert farmer("farmer forget Ana --yes").status == 0
    left = farmer("farmer today").out
    assert "Ana and" not in left
    assert "lunch with José" in left
    farmer("farmer import")
    assert "Ana and" not in farmer("farmer today").out


@pytest.mark.parametrize("command", ["forget 'Zed Nix'", "export --for-subject 'Zed Nix'"])
def test_somebody_of_whom_there_is_only_a_line_that_waits(
    farmer: Farmer, phone: Path, command: str
) -> None:
    """Both say where it is, and once it is gone there the ledger has nothing of them."""
    phone.write_text("2026-06-10: coffee with Ana\n2026-06-11: coffee with Zed Nix\n")
    farmer("farmer import")
    refused = farmer(f"farmer {command}")
    assert refused.status == 3
    assert f"1 line that waits names them: {phone}, line 2." in " ".join(refused.err.split())
    assert "farmer import lets go of it" in " ".join(refused.err.split())
    phone.write_text("2026-06-10: coffee with Ana\n")
    farmer("farmer import")
    assert "waits" not in farmer(f"farmer {command}").err
    assert "Zed" not in farmer("farmer export").out
