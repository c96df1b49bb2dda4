"""A colleague's yes: asked in the book, answered on their machine, and recorded by both."""

from __future__ import annotations

import json
import os
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.servers import Team
from tests.together.conftest import Typing
from tests.together.test_team import farm
from tests.together.test_team_sync import kill_at

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

ASK = 'farmer request add Joe --to "Carla Voss" --need "a word on audits" --colleague kim'


@pytest.fixture
def asked(firm: Typing) -> Typing:
    """Lee asks Kim, for Joe, to be let in to Carla, of whom Kim told."""
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01 --kind meal')
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    farm(firm, "lee", "Joe Marsh", "--company Marsh")
    added = firm("lee", ASK)
    assert added.status == 0, added.err
    for who in ("lee", "kim", "ana"):
        assert firm(who, "farmer team sync").status == 0
    return firm


def state(firm: Typing, who: str, one: str) -> str:
    return str(firm(who, f"farmer request show {one} --json").data["state"])


def test_a_yes_comes_back_and_the_outcome_is_told_to_both(asked: Typing) -> None:
    """The story: today, answer, sync, introduce, outcome, sync; each by their own numbers."""
    today = asked("kim", "farmer today")
    told = ["asked", "r1", "lee", "2026-06-15", "Joe Marsh", "Carla Voss", "a word on audits"]
    assert told in today.rows
    assert "farmer team answer r1 yes" in asked("kim", "farmer today --pretty").out
    assert not [row for row in asked("ana", "farmer today").rows if row[0] == "asked"]
    answered = asked("kim", 'farmer team answer r1 yes --note "She has an hour on Friday" --json')
    assert answered.status == 0, answered.err
    assert (answered.data["answer"], answered.data["is_new"]) == ("yes", True)
    own = asked("kim", f"farmer request show {answered.data['request']} --json").data
    assert (own["person"]["name"], own["target"]["name"], own["via"]) == (
        "Joe Marsh",
        "Carla Voss",
        "Lee",
    )
    assert not [row for row in asked("kim", "farmer today").rows if row[0] == "asked"]
    asked("kim", "farmer team sync")
    assert state(asked, "lee", "r1") == "target asked"
    assert ["answered", "1"] in asked("lee", "farmer team sync").rows
    shown = asked("lee", "farmer request show r1 --json").data
    assert (shown["state"], shown["steps"][-1]["note"]) == (
        "target yes",
        "She has an hour on Friday",
    )
    assert asked("lee", "farmer request introduce r1").status == 0
    asked("lee", "farmer request outcome r1 good")
    for who in ("lee", "kim"):
        asked(who, "farmer team sync")
    assert state(asked, "kim", "r1") == "outcome"
    facts = asked("kim", "farmer check Carla --as target --json").data["asker"]["facts"]
    assert "gave" in [fact["what"] for fact in facts]
    for who in ("lee", "kim", "lee"):  # and it comes to rest
        steps = asked(who, "farmer request show r1 --json").data["steps"]
        asked(who, "farmer team sync")
        assert asked(who, "farmer request show r1 --json").data["steps"] == steps


def test_an_undone_answer_of_a_colleague_comes_again_and_that_is_said(asked: Typing) -> None:
    asked("kim", "farmer team answer r1 yes")
    for who in ("kim", "lee"):
        asked(who, "farmer team sync")
    assert asked("lee", "farmer undo").err == "The next farmer team sync brings it again.\n"
    assert state(asked, "lee", "r1") == "target asked"
    asked("lee", "farmer team sync")
    assert state(asked, "lee", "r1") == "target yes"
    asked("lee", "farmer tag Joe @x")
    assert asked("lee", "farmer undo").err == ""


def test_an_outcome_that_the_colleague_hears_first_is_told_back(asked: Typing) -> None:
    asked("kim", "farmer team answer r1 yes")
    asked("kim", "farmer request introduce r1 --anyway 'Lee vouches for him'")
    asked("kim", "farmer request outcome r1 bad")
    asked("kim", "farmer team sync")
    asked("lee", "farmer team sync")
    assert state(asked, "lee", "r1") == "outcome"


def test_no_step_is_taken_past_the_colleague(asked: Typing) -> None:
    for step in ("target-said r1 yes", "target-said r1 no", "ask-target r1", "introduce r1"):
        refused = asked("lee", f"farmer request {step}")
        assert refused.status == 5, step
        assert state(asked, "lee", "r1") == "target asked"
    assert "Kim" in asked("lee", "farmer request target-said r1 yes").err
    assert "Wait for Kim" in asked("lee", "farmer request show r1 --pretty").out
    assert asked("lee", "farmer request withdraw r1").status == 0
    for who in ("lee", "kim"):
        asked(who, "farmer team sync")
    assert asked("kim", "farmer team answer r1 yes").status == 3


@pytest.mark.parametrize(
    ("said", "state_then"), [("no", "target no"), ("later --until 2026-07-01", "target later")]
)
def test_a_no_and_a_later_leave_nothing_in_the_colleague_s_ledger(
    said: str, state_then: str, asked: Typing
) -> None:
    answered = " ".join(asked("kim", f"farmer team answer r1 {said} --pretty").out.split())
    again = ", to be asked again from 1 Jul 2026 on" if "later" in said else ""
    assert answered.startswith(f"With the next sync Lee is told: {said.split()[0]}{again}. To send")
    asked("kim", "farmer team sync")
    asked("lee", "farmer team sync")
    assert state(asked, "lee", "r1") == state_then
    assert asked("kim", "farmer request list --all").rows == []
    assert "Joe" not in asked("kim", "farmer list").out
    waits = [
        row for row in asked("kim", "farmer today", today="2026-07-01").rows if row[0] == "asked"
    ]
    assert len(waits) == (state_then == "target later")
    if waits:
        asked("kim", "farmer team answer r1 yes", today="2026-07-01")
        for who in ("kim", "lee"):
            asked(who, "farmer team sync", today="2026-07-01")
        assert state(asked, "lee", "r1") == "target yes"


def test_only_the_two_may_read_it(asked: Typing, team: Team, tmp_path: Path) -> None:
    assert "audits" in everything(team)
    assert kept(tmp_path, "ana")["passed"] == []
    assert [row[0] for row in kept(tmp_path, "kim")["passed"]] == ["lee"]


def test_who_is_not_asked_cannot_answer(asked: Typing, team: Team) -> None:
    """Ana knows the question's id, and says yes to it in her own name: nobody hears her."""
    import psycopg

    from farmer.team.asking import Answering

    with psycopg.connect(team.address("owner")) as db:
        (one,) = db.execute("SELECT id FROM farmer_team.passed").fetchone() or ("",)
    body = Answering("target-yes", date(2026, 6, 15), None, "").text
    with psycopg.connect(team.address("ana")) as db:
        add = "INSERT INTO farmer_team.passed (reader, machine, id, body)"
        db.execute(f"{add} VALUES ('lee', 'm', %s, %s)", (one, body))
    asked("lee", "farmer team sync")
    assert state(asked, "lee", "r1") == "target asked"


def test_whoever_is_forgotten_is_in_no_question(asked: Typing, team: Team, tmp_path: Path) -> None:
    assert asked("kim", "farmer forget Carla --yes").status == 0
    assert kept(tmp_path, "kim")["passed"] == []
    asked("kim", "farmer team sync")
    assert kept(tmp_path, "kim")["passed"] == []
    asked("lee", "farmer forget Joe --yes")
    asked("lee", "farmer team sync")
    assert everything(team) == "[]"


def test_what_is_typed_wrong_is_said(asked: Typing) -> None:
    assert asked("lee", ASK.replace("kim", "mo")).status == 2
    assert asked("mo", ASK).status == 3
    assert asked("kim", "farmer team answer r9 yes").status == 3
    assert asked("kim", "farmer team answer r1 perhaps").status == 2
    assert asked("kim", "farmer team answer r1 later").status == 2
    assert asked("kim", "farmer team answer r1 yes --of ana").status == 3
    assert asked("ana", "farmer team answer r1 yes").status == 3


def kept(tmp_path: Path, who: str) -> Any:
    return json.loads((tmp_path / who / "ledger.team.json").read_text("utf-8"))


def everything(team: Team) -> str:
    import psycopg

    with psycopg.connect(team.address("owner")) as db:
        return str(db.execute("SELECT * FROM farmer_team.passed").fetchall())


def test_whose_move_it_is_is_said_alike_wherever_the_request_is(
    asked: Typing, tmp_path: Path
) -> None:
    """Kim's; and only after two weeks is Lee reminded of it, as of anybody else's move."""
    again = asked("lee", f"{ASK.replace('Carla Voss', 'Fay Orr')} --json").data["request"]
    assert (again["waiting_for"], again["next"]) == ("colleague", "Wait for Kim, who was asked.")
    (listed, _) = asked("lee", "farmer request list --json").data["requests"]
    shown = asked("lee", "farmer request show r1 --json").data
    assert (listed["waiting_for"], listed["next"]) == ("colleague", "Wait for Kim, who was asked.")
    assert [shown[key] for key in ("waiting_for", "next", "commands")] == [
        listed[key] for key in ("waiting_for", "next", "commands")
    ]
    assert asked("lee", "farmer today --json").data["requests"] == []
    late = asked("lee", "farmer today --json", today="2026-06-29").data["requests"]
    assert [each["next"] for each in late] == ["Wait for Kim, who was asked."] * 2
    assert asked("lee", f"farmer calendar -o {tmp_path / 'all.ics'}").status == 0
    calendar = (tmp_path / "all.ics").read_text("utf-8").replace("\n ", "")
    assert "Wait for Kim\\, who was asked" in calendar
    assert "Wait for Carla" not in calendar


def test_what_a_colleague_put_off_is_theirs_to_take_up_again(asked: Typing) -> None:
    asked("kim", "farmer team answer r1 later --until 2026-07-01")
    asked("kim", "farmer team sync")
    asked("lee", "farmer team sync")
    (listed,) = asked("lee", "farmer request list --json").data["requests"]
    assert listed["next"] == "Wait for Kim, who said later, from 1 Jul 2026 on."
    assert asked("lee", "farmer today --json", today="2026-07-01").data["requests"] == []
    assert len(asked("lee", "farmer today --json", today="2026-07-15").data["requests"]) == 1
    assert not [row for row in asked("kim", "farmer team sync").rows if row[0] == "asked"]


def test_what_waits_for_an_answer_is_said_by_who_asks(asked: Typing) -> None:
    assert "Waiting for your answer: r1 of Lee." in asked("kim", "farmer team sync --pretty").out


def test_at_a_terminal_the_judgement_of_who_asks_comes_first(asked: Typing) -> None:
    added = asked("lee", f"{ASK.replace('Carla Voss', 'Fay Orr')} --pretty")
    assert (added.status, added.err) == (0, "Kim is asked with the next farmer team sync.\n")
    assert "Joe Marsh" in added.out
    assert "Wait for Kim, who was asked." in added.out


def test_whoever_said_yes_waits_for_the_colleague_who_introduces_them(asked: Typing) -> None:
    """Though Joe, whom Kim has never met, is not farmed in her ledger."""
    asked("kim", "farmer team answer r1 yes")
    (own,) = asked("kim", "farmer request list --json").data["requests"]
    assert (own["state"], own["waiting_for"]) == ("target yes", "colleague")
    assert own["next"] == "Wait for Lee, who introduces them."
    assert asked("kim", "farmer request show r1 --json").data["next"] == own["next"]
    assert asked("kim", "farmer today --json").data["requests"] == []
    for who in ("kim", "lee"):
        asked(who, "farmer team sync")
    (lees,) = asked("lee", "farmer request list --json").data["requests"]
    assert lees["waiting_for"] == "me"


def other_machine(firm: Typing, team: Team, tmp_path: Path, who: str) -> str:
    """Another machine of a member: a copy of their ledger, in the team as well."""
    other = f"{who}-2"
    (tmp_path / other).mkdir()
    assert firm(who, f"farmer backup -o '{tmp_path / other / 'ledger.db'}'").status == 0
    key = kept(tmp_path, who)["key"]
    joined = firm(other, f"farmer team join '{team.address(who)}'", FARMER_TEAM_KEY=key)
    assert joined.status == 0, joined.err
    return other


def with_the_other(firm: Typing, tmp_path: Path, who: str, other: str) -> None:
    """Both machines of a member sync with each other and with the team."""
    for one, two in ((who, other), (other, who)):
        assert firm(one, f"farmer sync '{tmp_path / two / 'ledger.db'}'").status == 0
    for one in (other, who, other):
        assert firm(one, "farmer team sync").status == 0


def test_no_step_is_taken_past_the_colleague_from_another_machine_either(
    asked: Typing, team: Team, tmp_path: Path
) -> None:
    """Each numbers the requests in its own way: r1 of one is r2 of the other."""
    two = other_machine(asked, team, tmp_path, "lee")
    asked(two, 'farmer request add Joe --to "Gus Hay" --need rooms')
    asked("lee", ASK.replace("Carla Voss", "Fay Orr"))
    with_the_other(asked, tmp_path, "lee", two)
    numbers = {
        each["target_words"]: each["id"]
        for each in asked(two, "farmer request list --json").data["requests"]
    }
    for name in ("Carla Voss", "Fay Orr"):
        one = numbers[name]
        assert asked(two, f"farmer request target-said {one} yes").status == 5, name
        assert "Wait for Kim" in asked(two, f"farmer request show {one} --pretty").out
    assert asked(two, f"farmer request ask-target {numbers['Gus Hay']}").status == 0
    asked("kim", "farmer team sync")
    asked("kim", "farmer team answer r1 yes")
    asked("kim", "farmer team sync")
    asked("lee", "farmer team sync")
    with_the_other(asked, tmp_path, "lee", two)
    assert state(asked, two, numbers["Carla Voss"]) == "target yes"


def test_a_question_is_answered_once_whichever_machine_it_is_typed_on(
    asked: Typing, team: Team, tmp_path: Path
) -> None:
    """Put off on one, agreed to on the other; the first then has nothing to answer."""
    two = other_machine(asked, team, tmp_path, "kim")
    asked(two, "farmer team sync")
    asked("kim", "farmer team answer r1 later --until 2026-06-17")
    with_the_other(asked, tmp_path, "kim", two)
    on = {"today": "2026-06-16"}
    assert not [row for row in asked(two, "farmer today", **on).rows if row[0] == "asked"]
    assert asked(two, "farmer team answer r1 yes", **on).status == 0
    with_the_other(asked, tmp_path, "kim", two)
    assert asked("kim", "farmer team answer r1 yes", today="2026-06-17").status == 3
    (own,) = asked("kim", "farmer request list --json").data["requests"]
    assert own["next"] == "Wait for Lee, who introduces them."
    asked("lee", "farmer team sync")
    assert state(asked, "lee", "r1") == "target yes"


def test_whoever_is_forgotten_is_in_no_question_of_another_machine(
    asked: Typing, team: Team, tmp_path: Path
) -> None:
    two = other_machine(asked, team, tmp_path, "lee")
    asked(two, "farmer team sync")
    file = tmp_path / two / "ledger.team.json"
    assert "audits" in file.read_text("utf-8")
    asked(two, "farmer forget Joe --yes")
    assert "audits" not in file.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="nothing is killed so on Windows")
@pytest.mark.parametrize("where", ["<change", "change"])
def test_an_answer_that_is_killed_is_given_once(where: str, asked: Typing) -> None:
    """Before, or after, it is kept for the colleague: typed again, or there already."""
    asked("kim", "farmer team")
    kill_at("farmer.team.place", where, "team", "answer", "r1", "yes")
    again = asked("kim", "farmer team answer r1 yes")
    assert again.status == (0 if where == "<change" else 3), again.err
    assert len(asked("kim", "farmer request list --json").data["requests"]) == 1
    assert len(asked("kim", "farmer list Joe --json").data["people"]) == 1
    for who in ("kim", "lee"):
        asked(who, "farmer team sync")
    assert state(asked, "lee", "r1") == "target yes"


@pytest.mark.skipif(os.name == "nt", reason="nothing is killed so on Windows")
@pytest.mark.parametrize("where", ["<change", "change"])
def test_a_question_that_is_killed_is_asked_once_or_not_at_all(
    where: str, asked: Typing, team: Team
) -> None:
    before = everything(team)
    asked("lee", "farmer team")
    kill_at("farmer.team.place", where, *shlex.split(ASK.replace("Carla Voss", "Fay Orr"))[1:])
    assert len(asked("lee", "farmer request list --json").data["requests"]) == 1
    asked("lee", "farmer team sync")
    assert everything(team) == before
    assert asked("lee", ASK.replace("Carla Voss", "Fay Orr")).status == 0
    asked("lee", "farmer team sync")
    assert everything(team).count("Fay Orr") == 1
