"""What somebody sees who has twenty seconds: the verdict, why, what comes next, a reply."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from unittest import mock

import pytest

from tests.conftest import Farmer

MET = "2026-03-04"
TODAY = "2026-03-11"

Screen = Callable[..., list[str]]


@pytest.fixture
def screen(farmer: Farmer, monkeypatch: pytest.MonkeyPatch) -> Screen:
    """The lines that a terminal of so many columns shows, those of stderr after the answer's."""

    def show(command: str, today: str = TODAY, columns: int = 80) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("NO_COLOR", "1")
        with mock.patch("farmer.cli.answers.on_terminal", return_value=True):
            said = farmer(command, today)
        return [line.rstrip() for line in (said.out + said.err).splitlines()]

    return show


@pytest.fixture
def met(farmer: Farmer) -> Farmer:
    """Joe and Ana, met once at one mixer."""
    farmer('farmer log "Joe Marsh" --at Mixer --minutes 3 --group 2 --depth 0 --by them --new', MET)
    farmer('farmer log "Ana Ruiz" --at Mixer --by them --new', MET)
    return farmer


@pytest.fixture
def tended(farmer: Farmer) -> Farmer:
    """Joe, whose service was used, and Richard, who was helped: a year of both, to February."""
    farmer('farmer add "Joe Marsh"')
    farmer('farmer add "Richard Branson"')
    for month in range(3, 15):
        by = "me" if month % 2 else "them"
        day = date(2025, 3, 3) + timedelta(days=30 * (month - 3))
        farmer(f'farmer log "Joe Marsh" "Richard Branson" --by {by} --on {day}', TODAY)
    for place, fact in enumerate(("used", "kept", "kept", "kept", "gave", "got")):
        on = date(2025, 6, 1) + timedelta(days=20 * place)
        farmer(f"farmer mark Joe {fact} --on {on}", TODAY)
    for given in ("2025-05-01", "2025-08-01", "2025-11-01"):
        farmer(f"farmer mark Richard gave --on {given}", TODAY)
    return farmer


def test_an_introduction_that_is_too_early(met: Farmer, screen: Screen) -> None:
    """The verdict first, a reason a side, the next step, the whole way, and a reply."""
    assert screen("farmer check Joe --to Ana") == [
        "Joe Marsh to Ana Ruiz: not yet. It is too early to introduce them.",
        "  Joe  You have met once (4 March) and know nothing of Joe's work.   6/100",
        "  Ana  You have met once (4 March) and have not helped Ana yet.     11/100",
        "  Next: an hour with Joe, about 18 March; ask to see some work.",
        "  The whole way, 2 September at the soonest: --why",
        "  You could reply: “I only introduce people whose work I know well. Shall we",
        "  have a coffee, and you show me what you do?”",
    ]


def test_an_introduction_that_can_be_made(tended: Farmer, screen: Screen) -> None:
    """What it rests on, and the command that records the request; consent comes first."""
    assert screen("farmer check Joe --to Richard") == [
        "Joe Marsh to Richard Branson: farmed. Ask Richard first, then introduce.",
        "  Joe      Twelve talks in eleven months, you used Joe's service.  91/100",
        "  Richard  Twelve talks in eleven months, you helped three times.  87/100",
        "  Next: farmer request add 'Joe Marsh' --to 'Richard Branson' --need \"…\"",
        "  You could reply: “Let me first ask whether it suits, and come back to you.”",
    ]


def test_one_person_alone(met: Farmer, screen: Screen) -> None:
    """The plan is said as a person would, its days are one step further in."""
    said = screen("farmer check Joe")
    assert said[0] == "Joe Marsh: not yet, 6/100. It is too early to introduce Joe to anybody."
    assert said[3:5] == [
        "  The whole way, 2 September at the soonest: five talks, about six weeks apart,",
        "  the last two for Joe to begin; use Joe's service twice (days: --why).",
    ]
    assert len(said) == 7


def test_almost_says_what_is_missing_and_when(tended: Farmer, screen: Screen) -> None:
    """Half a year of silence later one talk is missing."""
    said = screen("farmer check Richard --as target", "2026-07-11")
    assert said[:4] == [
        "Richard Branson: almost, 65/100. Not much is missing.",
        "  You have had too little contact lately.",
        "  Next: an hour with Richard, about 18 July.",
        "  Missing, 18 July at the soonest: one talk (days: --why).",
    ]


def test_somebody_who_is_archived_is_asked_nothing(met: Farmer, screen: Screen) -> None:
    """It is said in the answer, once, and no step or reply with it; a pipe is told beside it."""
    met("farmer archive Ana")
    said = screen("farmer check Joe --to Ana")
    assert said[0] == "Joe Marsh to Ana Ruiz: not yet. Ana is archived."
    assert said[3:] == ["  Next: nothing is to be asked of Ana. More: --why"]


def test_a_stranger_is_answered_too(met: Farmer, screen: Screen) -> None:
    """Whoever asks: it is too early, and there is a reply."""
    said = screen('farmer check "Zoe Kay" --to Ana')
    assert "A stranger: not yet, whoever asks." in " ".join(said)
    assert "Shall we have a coffee?" in " ".join(said)
    assert "it says nothing about you" in " ".join(screen('farmer check Joe --to "Zoe Kay"'))


def test_of_whom_nothing_is_recorded_what_was_can_be_told(farmer: Farmer, screen: Screen) -> None:
    """They may be an old friend: nothing is claimed of what one knows of them."""
    farmer('farmer add "Nora Lind"')
    said = screen("farmer check Nora")
    assert said[1] == "  Nothing is recorded yet."
    assert said[2] == "  Next: farmer recall c1 if you knew Nora before; else meet, about 18 March."
    farmer("farmer recall Nora --since 2015 --yes")
    said = screen("farmer check Nora --without-memory")
    assert said[2] == "  What was told from memory is left out."
    assert not any("recall" in line for line in said)


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        ([], "Asked for already on 5 March, still open: farmer request show r1"),
        (["decline"], "You declined an introduction on 6 March: farmer request show r1"),
        (
            ["ask-target", "target-said no"],
            "They said no to an introduction on 6 March: farmer request show r1",
        ),
        (["withdraw"], "An introduction was withdrawn on 6 March: farmer request show r1"),
    ],
)
def test_what_was_asked_before_is_said(
    met: Farmer, screen: Screen, steps: list[str], line: str
) -> None:
    """What is open, else how it ended; as it stood on the day, and about nobody else."""
    met('farmer add "Bo Li"')
    met('farmer request add Joe --to Ana --need "a launch"', "2026-03-05")
    for step in steps:
        verb, _, rest = step.partition(" ")
        assert met(f"farmer request {verb} r1 {rest}", "2026-03-06").status == 0
    said = screen("farmer check Joe --to Ana")
    assert f"  {line}" in said
    assert len(said) <= 8
    assert any("Ana Ruiz on" in each for each in screen("farmer check Joe"))
    assert not any("request show" in each for each in screen("farmer check Joe --to Bo"))
    assert not any("request show" in each for each in screen("farmer check Joe --as-of 2026-03-04"))


def test_a_request_and_an_introduction_anyway_show_the_short_form(
    met: Farmer, screen: Screen
) -> None:
    """With what to type for the rest; once it is decided only what it was judged by."""
    asked = screen('farmer request add Joe --to Ana --need "a launch"')
    assert asked[0] == "Joe Marsh to Ana Ruiz: not yet. It is too early to introduce them."
    assert asked[4] == (
        "  The whole way, 2 September at the soonest: farmer check c1 --to c2 --why"
    )
    met("farmer request ask-target r1", TODAY)
    met("farmer request target-said r1 yes", TODAY)
    made = screen('farmer request introduce r1 --anyway "she insisted"')
    assert made[0] == "Joe Marsh to Ana Ruiz: not yet."
    assert not any("reply" in line or "Next" in line for line in made)
    assert len(screen("farmer check Joe --to Ana")) == 4


def test_whoever_types_what_a_plan_prints_comes_to_farmed(met: Farmer, screen: Screen) -> None:
    """Every command on its day, for both sides; the verdict turns on the day that was said."""
    done = 0
    for way in "\n".join(screen("farmer check Joe --to Ana --why", columns=200)).split("The way: "):
        records: dict[str, str] = {}
        steps: list[tuple[str, str]] = []
        for line in way.splitlines():
            if step := re.fullmatch(r"  (\d+ \w+ 2026) +([A-Z].*)", line):
                steps.append((step[1], step[2]))
            elif record := re.fullmatch(r" +(farmer (?:log|mark) .*)", line):
                records[steps[-1][1]] = record[1]
        for on, what in steps if records else []:
            done += 1
            assert met(f'{records[what]} --on "{on}"', "2026-09-02").status == 0
    assert done == 16
    assert met("farmer check Joe --to Ana", "2026-09-01").status != 0
    assert met("farmer check Joe --to Ana", "2026-09-02").status == 0


@pytest.mark.parametrize("command", ["check Joe --why", 'ask Joe --need "a launch"'])
def test_what_stands_in_the_way_is_said_once_and_without_a_sign(
    met: Farmer, screen: Screen, command: str
) -> None:
    """Under what it holds the verdict at, each gate with what would satisfy it."""
    said = screen(f"farmer {command}", columns=200)
    gates = met("farmer check Joe --json" + (" --as target" if "ask" in command else ""), TODAY)
    assert said.count("Not yet, while one of these stands") == 1
    for gate in gates.data["asker"]["assessment"]["gates"]:
        if gate["fired"]:
            assert "\n".join(said).count(gate["sentence"]) == 1
            assert f"  •  {gate['sentence']} → {gate['remedy']}" in said
    assert not any(sign in line for line in said for sign in "✗–")


def test_meanwhile_a_card_may_be_passed_on(met: Farmer, screen: Screen) -> None:
    """Saying truly how their work is known; of one who was unhappy with it, nothing."""
    card = "Meanwhile: You may pass on Joe's card to somebody who asks, saying that"
    assert f"{card} you have not used Joe." in screen("farmer check Joe --why", columns=200)
    met("farmer mark Joe seen", TODAY)
    seen = f"{card} you have seen Joe's work and not used it."
    assert seen in screen("farmer check Joe --why", columns=200)
    met("farmer mark Joe unhappy", TODAY)
    said = screen("farmer check Joe --why", columns=200)
    assert "Meanwhile: Recommend nothing of Joe's until that is put right." in said
