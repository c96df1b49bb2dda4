"""Promises, theirs and yours: judged by people, never by the calendar."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer


@pytest.fixture
def known(farmer: Farmer) -> Farmer:
    """Ana, met in June."""
    farmer('farmer log "Ana Ruiz" --by them --on 2026-06-01 --new')
    return farmer


def facts(farmer: Farmer, today: str = "2026-06-30") -> list[tuple[str, str]]:
    """What is on record of Ana, newest first."""
    history = farmer("farmer show Ana --json", today=today).data["history"]
    return [(line["id"], line["what"]) for line in history if line["id"][0] in "fp"]


def test_a_promise_kept_counts_once_however_it_is_recorded(known: Farmer) -> None:
    """Kept by its id, and marked by hand on the same day: one line of evidence."""
    given = known('farmer promise add Ana "send the lease" --due friday --json', "2026-06-15").data
    assert (given["id"], given["due_on"]) == ("p1", "2026-06-19")
    assert facts(known, "2026-06-15") == []
    assert known("farmer promise kept p1 --on 2026-06-18", "2026-06-18").status == 0
    assert facts(known) == [("p1", "kept")]
    known("farmer mark Ana kept --on 2026-06-18", "2026-06-20")
    assert facts(known) == [("f1", "kept")]
    known("farmer undo", "2026-06-20")
    known("farmer undo", "2026-06-20")
    assert facts(known) == []


def test_what_is_overdue_asks_to_be_judged_and_is_never_judged_by_itself(known: Farmer) -> None:
    known('farmer promise add Ana "send the lease" --due 2026-06-19', "2026-06-15")
    known('farmer promise add Ana "call the port" --mine --due 2026-06-20', "2026-06-15")
    rows = known("farmer promise list --json", "2026-08-01").data["promises"]
    assert [(row["id"], row["mine"], row["overdue"]) for row in rows] == [
        ("p2", True, True),
        ("p1", False, True),
    ]
    assert facts(known, "2026-08-01") == []
    known("farmer promise broken p1", "2026-08-01")
    assert facts(known, "2026-08-01") == [("p1", "broken")]
    judged = known("farmer check Ana --json", "2026-08-01").data["asker"]["assessment"]
    (sentence,) = [gate["sentence"] for gate in judged["gates"] if gate["id"] == "S5"]
    assert "A promise was broken on 1 Aug 2026 (send the lease)" in sentence


def test_mine_and_dropped_ones_say_nothing_of_them(known: Farmer) -> None:
    known('farmer promise add Ana "call the port" --mine', "2026-06-15")
    known('farmer promise add Ana "send the lease"', "2026-06-15")
    known("farmer promise broken p1", "2026-06-16")
    known("farmer promise drop p2", "2026-06-16")
    assert facts(known) == []
    assert known("farmer promise list", "2026-06-16").out == ""
    assert len(known("farmer promise list --all --json", "2026-06-16").data["promises"]) == 2


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ('promise add Nobody "x"', 3, "nobody called"),
        ('promise add Ana " "', 2, "missing"),
        ('promise add Ana "x" --due never', 2, "not a date"),
        ('promise add Ana "x" --due 2026-06-01', 2, "before it was promised"),
        ("promise kept p9", 3, "no promise p9"),
        ("promise kept t1", 2, "not the id of a promise"),
        ("promise kept p1 --on 2026-06-10", 5, "It was promised on 15 Jun 2026"),
        ("promise kept p1 --on 2027-01-01", 2, "future"),
    ],
)
def test_slips_get_a_sentence(known: Farmer, command: str, status: int, said: str) -> None:
    known('farmer promise add Ana "send the lease"', "2026-06-15")
    refused = known(f"farmer {command}", "2026-06-15")
    assert (refused.status, said in refused.err) == (status, True), refused.err


def test_a_promise_ends_once(known: Farmer) -> None:
    known('farmer promise add Ana "send the lease"', "2026-06-15")
    known("farmer promise kept p1", "2026-06-15")
    refused = known("farmer promise broken p1", "2026-06-16")
    assert (refused.status, "kept already" in refused.err) == (5, True)


@pytest.mark.parametrize(
    ("said", "text", "due"),
    [
        ("send the lease by friday", "send the lease", "2026-06-19"),
        ("sign by end of month", "sign", "2026-06-30"),
        ("sign by the end of the month", "sign", "2026-06-30"),
        ("send it by 2026-07-01", "send it", "2026-07-01"),
        ("come by bus", "come by bus", None),
        ("come by the 20th", "come", "2026-06-20"),
        ("send the lease", "send the lease", None),
    ],
)
def test_a_promise_is_logged_in_the_same_breath(
    known: Farmer, said: str, text: str, due: str | None
) -> None:
    logged = known(f'farmer log Ana --promised "{said}" --json', "2026-06-15").data
    assert logged["touchpoints"][0]["promises"] == ["p1"]
    (row,) = known("farmer promise list --json", "2026-06-15").data["promises"]
    assert (row["text"], row["due_on"], row["mine"]) == (text, due, False)
    known("farmer undo", "2026-06-15")
    assert known("farmer promise list --json", "2026-06-15").data["promises"] == []


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("friday", "2026-06-05"),
        ("3 June", "2026-06-03"),
        ("tomorrow", "2026-06-02"),
        ("in 2 weeks", "2026-06-15"),
        ("next week", "2026-06-08"),
        ("the 4th", "2026-06-04"),
        ("10.6.", "2026-06-10"),
        ("2026-07-01", "2026-07-01"),
    ],
)
def test_a_day_inside_a_record_is_seen_from_the_day_of_the_record(
    known: Farmer, said: str, due: str
) -> None:
    """Whether logged in the same breath or recorded by itself, two weeks later."""
    known(f'farmer log Ana --on 2026-06-01 --promised "send it by {said}"', "2026-06-15")
    added = known(f'farmer promise add Ana "call" --on 2026-06-01 --due "{said}"', "2026-06-15")
    assert added.status == 0, added.err
    found = known("farmer promise list --json", "2026-06-15").data["promises"]
    assert [row["due_on"] for row in found] == [due, due]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("2020-01-01", "before it was promised"),
        ("yesterday", "before it was promised"),
        ("31 May", "more than nine months away"),
        ("6/7", "may be 6 Jul or 7 Jun"),
        ("31 June", "There is no day"),
    ],
)
def test_a_day_that_cannot_be_is_not_taken_for_words(
    known: Farmer, said: str, refusal: str
) -> None:
    refused = known(f'farmer log Ana --on 2026-06-01 --promised "send it by {said}"', "2026-06-15")
    assert (refused.status, refusal in refused.err) == (2, True), refused.err
    assert known("farmer promise list --json", "2026-06-15").data["promises"] == []


@pytest.mark.parametrize(
    ("said", "text", "due"),
    [
        ("send it by friday", "send it", "2026-06-19"),
        ("send it by the 20th", "send it", "2026-06-20"),
        ("come by bus", "come by bus", None),
        ("by friday", "by friday", None),
        ("a page by Ana by tomorrow", "a page by Ana", "2026-06-16"),
        ("send it in a month", "send it", "2026-07-15"),
        ("move in two weeks", "move", "2026-06-29"),
        ("send it in 3w", "send it", "2026-07-06"),
        ("send it next week", "send it", "2026-06-22"),
        ("send it within two weeks", "send it", "2026-06-29"),
        ("call before friday", "call", "2026-06-18"),
        ("ask before you go", "ask before you go", None),
        ("send it by the end of next month", "send it", "2026-07-31"),
        ("the page on friday", "the page", "2026-06-19"),
        ("wait until 12 July", "wait", "2026-07-12"),
        ("call tonight", "call", "2026-06-15"),
        ("call by friday next week", "call by friday next week", None),
        ("read the 2nd", "read the 2nd", None),
        ("invite the next one", "invite the next one", None),
        ("look in on Ana", "look in on Ana", None),
        ("in a month", "in a month", None),
    ],
)
@pytest.mark.parametrize("mine", ["", "--mine"])
def test_a_promise_by_itself_takes_the_day_in_its_words(
    known: Farmer, said: str, text: str, due: str | None, mine: str
) -> None:
    """And says so."""
    added = known(f'farmer promise add Ana "{said}" {mine} --json', "2026-06-15")
    assert (added.data["text"], added.data["due_on"]) == (text, due)
    assert (f"“{said.removeprefix(text).strip()}” is taken for the day" in added.err) == bool(due)


@pytest.mark.parametrize("text", ["send it by blursday", "come by bus", "a page by Ana Ruiz"])
@pytest.mark.parametrize("command", ["promise add Ana", "log Ana Bo --new --promised"])
def test_what_is_no_day_is_said_and_can_be_given(known: Farmer, text: str, command: str) -> None:
    """Once, and what is typed then gives it."""
    added = known(f'farmer {command} "{text}"')
    said = f"“{text[text.index('by') :]}” is no day. If one is meant: "
    (line,) = [line for line in added.err.splitlines() if "is no day" in line]
    assert line.startswith(said)
    typed = line.removeprefix(said)
    assert known(typed).status == 0
    promises = known("farmer promise list --json").data["promises"]
    assert [each["text"] for each in promises] == [text] * len(promises)
    assert any(each["due_on"] for each in promises)
    assert "no day" not in known(f'farmer promise add Ana "{text}" --due friday').err


def test_a_day_that_is_given_leaves_the_words_as_they_are(known: Farmer) -> None:
    added = known('farmer promise add Ana "send it by friday" --due monday --json', "2026-06-15")
    assert (added.data["text"], added.data["due_on"]) == ("send it by friday", "2026-06-15")
    refused = known('farmer promise add Ana "send it by 31 June"', "2026-06-15")
    assert (refused.status, "There is no day" in refused.err) == (2, True)
