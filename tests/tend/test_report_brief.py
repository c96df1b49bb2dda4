"""The page before a meeting: all that `prepare` has, on one sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.render.pages.sheet import as_much_of, lines_of
from tests.conftest import Farmer
from tests.tend.browser import printed

SLOTS = ("goals", "accomplishments", "interests", "networks", "skills")


@pytest.fixture
def brief(farmer: Farmer, tmp_path: Path) -> Path:
    """The page about somebody of whom everything is known that can be, at length."""

    def done(command: str) -> None:
        assert farmer(command).status == 0, command

    words = "a second office by the harbour, with room for twelve and a garden "
    done('farmer add "Ana Ruiz" --company "Voss & Co" --title Partner --birthday "12 May 1984"')
    done("farmer edit Ana --email ana@voss.example --phone '+34 600 000 000' --met-at Fair")
    done(f'farmer edit Ana --note "{words * 4}"')
    done('farmer log Ana "Bo Li" "Cy Ode" --at Mixer --on 2026-01-05 --new')
    done('farmer log Ana "Di Poe" --at Fair --on 2026-02-05 --new')
    for number in range(1, 6):
        on = f"2026-05-0{number}"
        done(f'farmer log Ana --on {on} --note "{words * number}. Which plan {number}?"')
        done(f'farmer promise add Ana "{words}{number}" --due 2026-07-0{number}')
        done(f'farmer mark Ana gave --on {on} --note "{words}"')
        done(f'farmer mark Ana got --on {on} --note "{words}"')
    for slot in SLOTS[:3]:
        done(f'farmer gains Ana --{slot} "{words * 2}"')
        done(f'farmer gains Ana --mine --{slot} "{words}"')
    page = tmp_path / "ana.html"
    assert farmer(f"farmer report Ana -o {page}").status == 0
    return page


def test_it_has_whatever_prepare_has(farmer: Farmer, brief: Path) -> None:
    page = re.sub(r"\s+", " ", brief.read_text(encoding="utf-8"))
    found = farmer("farmer prepare Ana --json").data
    told = [
        *(
            "ana@voss.example",
            "+34600000000",
            "12 May 1984",
            "Voss &amp; Co",
            "Partner",
            "met: Fair",
        ),
        *("Which plan 5?", "Di Poe, at Fair", "Tell of your networks and skills."),
        *(lack["sentence"].replace("'", "&#39;") for lack in found["lacks"]),
        *found["gains"]["ask"],
        *("Said last", "Open questions", "Promised", "Given", "Received", "You both know"),
    ]
    assert [words for words in told if words not in page] == []


def test_no_question_is_asked_twice_and_nothing_is_in_codes(farmer: Farmer, brief: Path) -> None:
    farmer('farmer add "Bo Ek"')
    farmer(f"farmer report 'Bo Ek' -o {brief}")
    page = brief.read_text(encoding="utf-8")
    words = re.sub(r"<[^>]+>", "\n", page[page.index("<body>") :])
    questions = [line.strip() for line in words.splitlines() if line.strip().endswith("?")]
    assert questions
    assert len(questions) == len(set(questions))
    assert not re.search(r"\b[HS]\d\b|never met|work:", words)


@pytest.fixture
def fullest(farmer: Farmer, tmp_path: Path) -> Path:
    """The page about somebody of whom there is more than a sheet has room for, in wide letters."""
    words, name = "新しい事務所について話しました。" * 20, "'山田 太郎'"
    farmer(f"farmer add {name} --company {words[:60]}")
    farmer(f"farmer edit {name} --note {words}")
    for number in range(1, 8):
        on = f"2026-05-0{number}"
        farmer(f"farmer edit {name} --email a{number}@a-name-that-is-very-long.example")
        farmer(
            f"farmer log {name} 'Guest {chr(96 + number) * 3}' --at Fair{number} --on {on} --new"
        )
        farmer(f"farmer log {name} --on {on} --note '{'x' * 300} {words}?'")
        farmer(f"farmer promise add {name} {words} --due 2026-07-0{number}")
        farmer(f"farmer mark {name} gave --on {on} --note {words}")
        farmer(f"farmer mark {name} got --on {on} --note {words}")
        farmer(f"farmer edit {name} --set 'field {number}={words}'")
    for slot in SLOTS:
        farmer(f"farmer gains {name} --{slot} {words}")
        farmer(f"farmer gains {name} --mine --{slot} {words}")
    page = tmp_path / "full.html"
    assert farmer(f"farmer report {name} -o {page}").status == 0
    return page


@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize("whose", ["brief", "fullest"])
def test_it_is_one_sheet(
    request: pytest.FixtureRequest, tmp_path: Path, paper: str, whose: str
) -> None:
    """Whatever there is: notes are cut with an ellipsis and are whole in `show`."""
    page = request.getfixturevalue(whose).read_text(encoding="utf-8")
    free = re.sub(r"<meta http-equiv[^>]*>", "", page, count=1)
    sized = tmp_path / f"{paper}.html"
    sized.write_text(free.replace("</head>", f"<style>@page{{size:{paper}}}</style></head>"))
    assert printed(sized, tmp_path / f"{paper}.pdf") == 1
    assert " …" in page


def test_it_says_how_much_is_left_out(fullest: Path) -> None:
    page = re.sub(r"\s+", " ", fullest.read_text(encoding="utf-8"))
    assert re.search(r"a\d@a-name-that-is-very-long.example · \d more", page)
    for title in ("Promised", "Given", "Received", "You both know"):
        assert re.search(rf"<h2>{title}</h2>(?:(?!</section>).)*\d more", page), title


def test_it_has_what_is_noted_under_a_label(farmer: Farmer, brief: Path) -> None:
    farmer("farmer edit Ana --set 'shoe size=42'")
    farmer(f"farmer report Ana -o {brief}")
    assert "shoe size: 42" in brief.read_text(encoding="utf-8")


@given(st.text(), st.integers(1, 300))
def test_as_much_is_told_as_has_room(words: str, letters: int) -> None:
    told = as_much_of(words, letters)
    if told != words:
        assert told.endswith("…")
        assert words.startswith(told[:-1].rstrip()) or words.lstrip().startswith(told[:-1].rstrip())
        assert len(told) <= letters + 2


@given(st.lists(st.text(st.characters(exclude_characters="<>&"), min_size=1), max_size=30))
def test_more_said_takes_no_fewer_lines(said: list[str]) -> None:
    def page(notes: list[str]) -> str:
        lines = "".join(f"<li>{note}" for note in notes)
        return f"<header><h1>Ana</h1></header><section><h2>Said</h2><ul>{lines}</ul></section>"

    assert lines_of(page(said)) >= lines_of(page(said[:-1])) + bool(said)
    assert lines_of(page(["山" * 100])) > lines_of(page(["a" * 100])) > lines_of(page(["a"]))


def test_as_it_was_on_another_day(farmer: Farmer, brief: Path) -> None:
    page = farmer("farmer report Ana --as-of 2026-05-02 -o -").out
    assert "Which plan 2?" in page
    assert "Which plan 3?" not in page
