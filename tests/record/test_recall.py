"""What was before farmer is told, shown, recorded as one change and always marked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from farmer.cli.offers import offers
from farmer.errors import InvalidValue
from farmer.scoring.recalled import Period, Talks
from farmer.tasks.record import recall_answers as answers
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer

SEEN = answers.Seen(date(2026, 6, 15), "DE")
TOLD = (
    'farmer recall Ana --since 2015 --talks "every two months, coffee, by both" --last "3 May" '
    '--work "used twice" --gave "sent her a client" --got "read my lease"'
)
LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Voss & Co,Owner,12 Jan 2019\n"
)


@pytest.fixture
def known(farmer: Farmer) -> Farmer:
    farmer('farmer add "Ana Ruiz" --company "Voss & Co"')
    return farmer


def history(farmer: Farmer) -> list[dict[str, Any]]:
    """What `show` has of Ana, the newest first."""
    found: list[dict[str, Any]] = farmer("farmer show Ana --json").data["history"]
    return found


def asker(farmer: Farmer, options: str = "") -> dict[str, Any]:
    """Ana's side of `check`, as programs get it."""
    side: dict[str, Any] = farmer(f"farmer check Ana {options} --json").data["asker"]
    return side


# -- Recorded ---------------------------------------------------------------------------------


def test_an_old_friend_is_told_in_one_change_and_taken_back_in_one(known: Farmer) -> None:
    before = known("farmer check Ana --json").data
    recalled = known(f"{TOLD} --yes --json").data
    assert [contact["id"] for contact in recalled["contacts"]] == [f"t{n}" for n in range(1, 11)]
    assert [fact["what"] for fact in recalled["facts"]] == [
        *("work:used", "work:used", "gave", "got")
    ]
    assert {line["source"] for line in history(known)} == {"memory"}
    assert known("farmer check Ana").status == 0
    undone = known("farmer undo")
    assert "recall Ana Ruiz: 10 contacts and 4 facts from memory" in undone.out
    assert known("farmer check Ana --json").data == before
    assert history(known) == []


def test_told_twice_is_recorded_once(known: Farmer) -> None:
    known(f"{TOLD} --yes")
    again = known(f"{TOLD} --json")
    assert (again.status, again.data["contacts"], again.data["facts"]) == (0, [], [])
    assert again.data["known"] == 9
    assert len(history(known)) == 14
    assert known("farmer undo history --json").data["changes"][0]["words"].startswith("recall")


@pytest.mark.parametrize("form", ["", "--json", "--dry-run"])
@pytest.mark.parametrize(
    ("told", "why"),
    [
        ('--talks "every two years, coffee"', "no talk in the last year and a half"),
        ("--talks never", "no talk in the last year and a half"),
        ("--since 2015", "All of that is recorded of Ana Ruiz already."),
        ("--since 2015 --work seen", "All of that is recorded of Ana Ruiz already."),
        ("--since 2015 --talks never", "no talk in the last year and a half"),
    ],
)
def test_what_makes_no_record_is_said(known: Farmer, told: str, why: str, form: str) -> None:
    known('farmer recall Ana --since 2015 --last "3 May 2016, call" --work seen --yes')
    before = known("farmer export").told
    again = known(f"farmer recall Ana {told} --yes {form}")
    assert (again.status, again.err.count("\n")) == (0, 1)
    assert why in again.err
    assert known("farmer export").told == before


@pytest.mark.parametrize(
    ("before", "now", "left"),
    [
        ("2015", "2010", "2010-12-31"),
        ("2010", "2015", "2015-12-31"),
        ("2015", "March 2015", "2015-03-31"),
        ("March 2015", "2015", "2015-03-31"),  # says nothing else
        ("10 years ago", "12 May 2012", "2012-05-12"),
        ("March 2026", "January 2026", "2026-01-31"),
    ],
)
def test_since_when_you_know_each_other_has_the_answer_told_last(
    known: Farmer, before: str, now: str, left: str
) -> None:
    known(f'farmer recall Ana --since "{before}" --yes')
    was = known("farmer export").told
    told = known(f'farmer recall Ana --since "{now}" --yes --json')
    assert [line["on"] for line in history(known)] == [left]
    if replaced := told.data["replaced"]:
        assert f"{replaced['id']}, the first day you told before, goes" in told.err
        known("farmer undo")
        assert known("farmer export").told == was


@pytest.mark.parametrize("recorded", ["2012-05-01", "2009-03-01"])
def test_a_first_day_told_before_goes_where_contact_is_recorded_as_early(
    known: Farmer, recorded: str
) -> None:
    """What was recorded otherwise stays, and so do talks from memory."""
    known(f"farmer log Ana --on {recorded}")
    known('farmer recall Ana --since 2007 --talks "2 times, coffee" --last "3 May" --yes')
    days = {line["on"] for line in history(known)}
    known("farmer recall Ana --since 2013 --yes")
    assert {line["on"] for line in history(known)} == days - {"2007-12-31"}


def test_talks_too_rare_to_record_are_said_beside_what_is(known: Farmer) -> None:
    told = known('farmer recall Ana --since 2015 --talks "every two years, coffee" --yes')
    assert [line["what"] for line in history(known)] == ["event"]
    assert "no talk in the last year and a half" in told.err
    known("farmer undo")
    assert known("farmer recall Ana --since 2015 --talks never --yes").err == ""


@pytest.mark.parametrize("told", ['--work "used 5 times"', '--gave "a cake"', '--got "a hint"'])
def test_what_was_done_is_not_dated_without_a_last_talk(known: Farmer, told: str) -> None:
    refused = known(f"farmer recall Ana {told} --since 2015 --yes")
    assert (refused.status, history(known)) == (2, [])
    assert '--last "3 May, coffee"' in refused.err
    known("farmer log Ana --kind meal --on 2026-03-02")
    assert known(f"farmer recall Ana {told} --yes").status == 0
    assert max(line["on"] for line in history(known)) == "2026-03-02"


def test_a_dry_run_shows_and_writes_nothing(known: Farmer) -> None:
    shown = known(f"{TOLD} --dry-run")
    assert [row[4] for row in shown.rows][-4:] == ["work:used", "work:used", "gave", "got"]
    assert {row[0] for row in shown.rows} == {""}
    assert history(known) == []


def test_without_a_yes_nothing_is_written(known: Farmer) -> None:
    refused = known(TOLD)
    assert (refused.status, history(known)) == (2, [])
    assert "10 contacts and 4 facts" in refused.err
    assert "--yes" in refused.err


def test_whoever_is_not_told_of_is_asked_for(known: Farmer) -> None:
    assert known("farmer recall Ana").status == 2
    assert known("farmer recall Nobody --since 2015 --yes").status == 3
    assert known("farmer recall Ana --since 2015 --work magic --yes").status == 2
    assert history(known) == []


def test_who_began_is_recorded_only_where_it_is_said(known: Farmer) -> None:
    known('farmer recall Ana --talks "6 times, lunch" --yes')
    assert {line["by"] for line in history(known)} == {None}
    assert any(remedy.endswith(" --by them") for remedy in asker(known)["missing"])


def test_an_edit_keeps_the_mark(known: Farmer) -> None:
    known('farmer recall Ana --last "3 May, coffee" --work seen --yes')
    known("farmer edit t1 --on 2026-05-04 --by them")
    known('farmer edit f1 --note "her shop"')
    assert [(line["on"], line["source"]) for line in history(known)] == [
        *(("2026-05-04", "memory"), ("2026-05-03", "memory"))
    ]


def test_an_export_and_an_import_keep_the_mark(
    known: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(f"{TOLD} --yes")
    before = history(known)
    whole = tmp_path / "whole.json"
    known(f"farmer export -o {whole}")
    monkeypatch.setenv("FARMER_LEDGER", str(tmp_path / "other.db"))
    known(f"farmer import {whole}")
    assert history(known) == before
    told = known("farmer export --for-subject Ana").out
    assert "from memory" in told
    assert "memory”" not in told  # it is no kind of file
    known(f"farmer export --format markdown -o {tmp_path / 'pages'}")
    [page] = (tmp_path / "pages").glob("*.md")
    assert "- 2026-05-03, meeting, from memory" in page.read_text(encoding="utf-8")
    assert "what I remembered" in known("farmer draft notice Ana").out


# -- Judged -----------------------------------------------------------------------------------


def test_check_says_how_much_is_from_memory_and_what_is_left_without(known: Farmer) -> None:
    known("farmer log Ana --kind email --on 2026-06-01")
    assert asker(known)["memory"] is None
    without = asker(known)
    known(f"{TOLD} --yes")
    memory = asker(known)["memory"]
    assert memory == {
        "contacts": 11,
        "contacts_from_memory": 10,
        "facts": 4,
        "facts_from_memory": 4,
        "verdict": without["assessment"]["verdict"],
        "score": without["assessment"]["score"],
        "left_out": False,
    }
    assert ["requester", "memory", "10", "11", "4", "4", "not yet", "6"] in known(
        "farmer check Ana"
    ).rows


def test_without_memory_is_as_though_it_had_never_been_told(known: Farmer) -> None:
    """Also where a promise of the same day was kept, and the mark was edited to say the same."""
    known('farmer promise add Ana "send the lease" --on 2026-05-03')
    known("farmer promise kept p1 --on 2026-05-03")
    known("farmer log Ana --on 2026-05-03 --by them")
    before = known("farmer check Ana --json").data
    known(f"{TOLD} --yes")
    known("farmer edit f2 --fact kept")
    assert known("farmer check Ana --json").data != before
    after = known("farmer check Ana --without-memory --json").data
    assert after["asker"].pop("memory")["left_out"]
    assert before["asker"].pop("memory") is None
    assert after == before


def test_both_sides_are_judged_without_memory(known: Farmer) -> None:
    known('farmer add "Bo Li"')
    known(f"{TOLD} --yes")
    known('farmer recall Bo --talks "monthly, call" --yes')
    checked = known("farmer check Ana --to Bo --without-memory --json").data
    assert (checked["score"], checked["target"]["memory"]["left_out"]) == (0, True)


def test_somebody_of_whom_nothing_is_recorded_may_be_told_of(known: Farmer) -> None:
    """Until something is; and the command works as it is printed."""
    assert any("farmer recall 'Ana Ruiz'" in remedy for remedy in asker(known)["missing"])
    known("farmer recall 'Ana Ruiz' --since 2015 --yes")
    assert not any("recall" in remedy for remedy in asker(known)["missing"])
    assert not any("recall" in each for each in asker(known, "--without-memory")["missing"])


# -- Asked ------------------------------------------------------------------------------------


def asked(*words: str, answers: list[tuple[str, str]]) -> Terminal:
    """Answers each question, once it is asked, with what is to be typed."""
    # A pseudo-terminal does not say where its cursor is.
    terminal = Terminal("recall", *words, PROMPT_TOOLKIT_NO_CPR="1")
    for question, typed in answers:
        terminal.expect(question)
        terminal.shown = ""
        terminal.type(f"{typed}\r")
    return terminal


def test_five_questions_are_asked_and_all_is_shown_before_it_is_written(known: Farmer) -> None:
    """What is not understood, or contradicts an answer, is asked again."""
    terminal = asked(
        "Ana",
        answers=[
            ("Since:", "2025"),
            ("January 2025", "2015"),
            ("How often, and how:", "coffee"),
            ("does not say how often", "every two months, coffee"),
            ("Last:", "2014"),
            ("before you knew", "3 May"),
            ("Their work:", "used twice"),
            ("For each other:", "me: sent her a client"),
        ],
    )
    terminal.expect("meeting 9×, from")
    terminal.expect("y or n")
    terminal.type("y\r")
    assert terminal.end() == 0
    assert "Recorded 10 contacts and 3 facts of Ana Ruiz" in terminal.plain
    assert len(history(known)) == 13


def test_enter_skips_each_and_no_writes_nothing(known: Farmer) -> None:
    empty = [("Since:", ""), ("how:", ""), ("Last:", ""), ("work:", ""), ("other:", "")]
    terminal = asked("Ana", answers=empty)
    assert terminal.end() == 2
    assert "Nothing was told" in terminal.plain
    terminal = asked("Ana", answers=[("Since:", "2015"), *empty[1:], ("1 contact", "n")])
    assert terminal.end() == 2
    assert history(known) == []


def test_what_files_tell_is_offered(known: Farmer, tmp_path: Path) -> None:
    """The earliest day as since, the newest talk as the last: Enter takes them."""
    connections = tmp_path / "Connections.csv"
    connections.write_text(LINKEDIN, encoding="utf-8")
    known(f"farmer import {connections}")
    known("farmer log Ana --kind meal --on 2026-03-02")
    terminal = asked(
        "Ana",
        answers=[
            ("From LinkedIn connections: connected on 12 Jan 2019.", ""),
            ("how:", ""),
            ("2 Mar 2026", ""),
            ("work:", ""),
            ("other:", ""),
            ("1 contact", "y"),
        ],
    )
    assert terminal.end() == 0
    assert [(line["on"], line["what"]) for line in history(known)] == [
        *(("2026-03-02", "meal"), ("2019-01-12", "connect"), ("2019-01-12", "event"))
    ]


# -- Understood -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        ("every two months, coffee", Talks("meeting", every_days=365.25 / 6)),
        ("coffees every other week, by me", Talks("meeting", "me", every_days=14)),
        ("once every 3 weeks by phone", Talks("call", every_days=21)),
        ("twice a year for dinner by both", Talks("meal", "both", every_days=365.25 / 2)),
        ("monthly e-mail", Talks("email", every_days=365.25 / 12)),
        ("half-yearly visits", Talks("visit", every_days=365.25 / 2)),
        ("about 6 lunches", Talks("meal", times=6)),
        ("once, call", Talks("call", times=1)),
        ("ten times, zoom", Talks("video", times=10)),
        ("Never", Talks("meeting", times=0)),
    ],
)
def test_how_often_and_how_is_understood(text: str, talks: Talks) -> None:
    assert answers.parse_talks(text) == talks


@pytest.mark.parametrize(
    ("text", "first", "latest"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("since March 2021", "2021-03-01", "2021-03-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("june", "2026-06-01", "2026-06-15"),
        ("10 years", "2016-06-15", "2016-06-15"),
        ("yesterday", "2026-06-14", "2026-06-14"),
        ("last month", "2026-05-01", "2026-05-31"),
        ("Last  Month", "2026-05-01", "2026-05-31"),
        ("August", "2025-08-01", "2025-08-31"),
        ("3/2019", "2019-03-01", "2019-03-31"),
        ("9/3/2019", "2019-03-09", "2019-03-09"),
        ("3 weeks", "2026-05-25", "2026-05-25"),
    ],
)
def test_a_day_is_as_precise_as_it_is_told(text: str, first: str, latest: str) -> None:
    expected = Period(date.fromisoformat(first), date.fromisoformat(latest))
    assert answers.parse_since(text, SEEN) == expected


def test_a_day_and_how_the_last_talk_was() -> None:
    may = Period(date(2026, 5, 3), date(2026, 5, 3))
    assert answers.parse_last("3 May, lunch", SEEN) == (may, "meal")
    assert answers.parse_last("May 3, 2026", SEEN) == (may, None)


def test_work_and_favours_are_understood() -> None:
    assert answers.parse_work("used twice and saw") == (("work:used", 2), ("work:seen", 1))
    assert answers.parse_work("no") == ()
    assert answers.parse_favours("I: a cake; they: read my lease; me: a hint: two") == (
        ("a cake", "a hint: two"),
        ("read my lease",),
    )


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (answers.parse_talks, "coffee"),
        (answers.parse_talks, "weekly"),
        (answers.parse_talks, "every week, like"),
        (answers.parse_talks, "0 times, coffee"),
        (lambda text: answers.parse_since(text, SEEN), "2025"),
        (lambda text: answers.parse_since(text, SEEN), "2027"),
        (lambda text: answers.parse_since(text, SEEN), "childhood"),
        (lambda text: answers.parse_since(text, SEEN), "13/2019"),
        (lambda text: answers.parse_since(text, answers.Seen(SEEN.today)), "9/3/2019"),
        (lambda text: answers.parse_since(text, SEEN), "0000"),
        (lambda text: answers.parse_last(text, SEEN), "3 May, hug"),
        (answers.parse_work, "used 40 times"),
        (answers.parse_work, "used it"),
        (answers.parse_favours, "a cake"),
        (answers.parse_favours, "me:"),
        (lambda text: answers.worded([text]), " "),
    ],
)
def test_what_is_not_understood_is_refused_with_what_is(parse: Any, text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse(text)
    assert refused.value.hint
    assert "--on" not in refused.value.hint


def test_json_says_what_would_be_recorded(known: Farmer) -> None:
    shown = json.loads(known("farmer recall Ana --last '3 May, call' --dry-run --json").out)
    assert shown["command"] == "recall"
    assert shown["data"] == {
        "person": {"id": "c1", "name": "Ana Ruiz"},
        "contacts": [{"id": "", "on": "2026-05-03", "what": "call", "by": None, "note": ""}],
        "facts": [],
        "known": 0,
        "left_out": 0,
        "dry_run": True,
        "replaced": None,
    }


@pytest.mark.parametrize(
    ("option", "typed", "value"),
    [("--work", "us", "used"), ("--talks", "6", "6 times, lunch"), ("--last", "yes", "yesterday")],
)
def test_answers_complete(known: Farmer, option: str, typed: str, value: str) -> None:
    assert [offer.value for offer in offers(["recall", "Ana", option], typed)] == [value]
