"""A week of a firm of three, as they type it: each on their own machines, a sync now and then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Outcome
from tests.servers import Server, Team
from tests.together.conftest import Typing
from tests.together.test_team import FARMED, everything
from tests.together.test_team_answer import other_machine
from tests.together.test_team_sync import stopped

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = (
    f"2026-06-{day}" for day in (15, 16, 17, 18, 19, 21)
)
# How a command ends.
NOBODY, CONFLICT, NOT_YET = 3, 5, 11
FIRM = ("kim", "lee", "ana")
# Lee's second machine.
LAPTOP = "lee-2"
# What the ledger of whoever types it holds from then on; everything else is of requests and teams.
OWN = ("add", "edit", "forget", "log", "mark", "tag")
_CRON = "from farmer.cli import main; import sys; sys.argv = ['farmer', 'team', 'sync']; main()"


class Week:
    """Types as somebody, on the day that it is, and holds how it ends."""

    def __init__(self, by: Typing, folder: Path) -> None:
        self._by, self._folder = by, folder
        # What each ledger has to hold in the end, by day.
        self.own = {who: [(MONDAY, 'add "Nobody Inparticular"')] for who in FIRM}
        self.day = MONDAY

    def typed(self, who: str, command: str, status: int = 0) -> Outcome:
        if command.split()[0] in OWN:
            self.own[who.partition("-")[0]].append((self.day, command))
        done = self._by(who, f"farmer {command}", today=self.day)
        assert done.status == status, (who, self.day, command, done.out, done.err)
        return done

    def said(self, who: str, command: str, status: int = 0) -> str:
        """What somebody reads at a terminal, as one line."""
        done = self.typed(who, f"{command} --pretty", status)
        return " ".join(f"{done.out} {done.err}".split())

    def synced(self, *machines: str) -> str:
        """Those sync with the team, one after the other; what the last one reads."""
        return [self.said(each, "team sync") for each in machines][-1]

    def farms(self, who: str, name: str) -> None:
        """A year in which somebody is farmed."""
        for command in FARMED:
            self.typed(who, command.removeprefix("farmer ").format(who=name))

    def lees_machines_meet(self) -> None:
        """Each takes in what was typed on the other."""
        for one, other in (("lee", LAPTOP), (LAPTOP, "lee")):
            self.typed(one, f"sync '{self.ledger(other)}'")

    def by_cron(self, who: str) -> tuple[int, str, str]:
        """A sync without a terminal and with next to no environment: status, output, errors."""
        kept = ("PATH", "HOME", "FARMER_CONFIG", "SYSTEMROOT")
        environ = {name: os.environ[name] for name in kept if name in os.environ}
        environ |= {"FARMER_LEDGER": str(self.ledger(who)), "FARMER_TODAY": self.day}
        done = subprocess.run(
            [sys.executable, "-c", _CRON],
            env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    def ledger(self, who: str) -> Path:
        return self._folder / who / "ledger.db"

    def told(self, who: str) -> str:
        """All that lies on a machine of what colleagues tell."""
        place = json.loads(self.ledger(who).with_name("ledger.team.json").read_text("utf-8"))
        return str([place[part] for part in ("received", "more", "passed")])

    def holds(self, who: str) -> list[tuple[object, ...]]:
        """Whom a ledger has, and what happened with each, whatever the numbers."""
        whole = json.loads(self.typed(who, "export --format json").out)
        names = {each["id"]: each["name"] for each in whole["contacts"]}
        people = [
            (e["name"], e["company"], *sorted(t["tag"] for t in e["tags"]))
            for e in whole["contacts"]
        ]
        talks = [
            (names[e["contact_id"]], e["on"], e["kind"], e["note"]) for e in whole["touchpoints"]
        ]
        facts = [(names[e["contact_id"]], e["on"], e["what"]) for e in whole["facts"]]
        return sorted([*people, *talks, *facts], key=repr)

    def retyped(self, who: str) -> list[tuple[object, ...]]:
        """What a ledger would hold in which the same was typed, and which was never in a team."""
        alone = f"alone as {who}"
        for day, command in self.own[who]:
            self._by(alone, f"farmer {command}", today=day)
        return self.holds(alone)


@pytest.fixture
def week(firm: Typing, team: Team, tmp_path: Path) -> Week:
    """Everybody has joined, Lee with two machines; each ledger has one person."""
    other_machine(firm, team, tmp_path, "lee")
    return Week(firm, tmp_path)


def test_a_week_of_a_firm_of_three(week: Week, team: Team, postgres: Server) -> None:
    """Kim knows Carla, Lee has somebody for her, Ana hears who goes cold, Di is told of no more."""
    each_tells_what_they_choose(week)
    lee_has_somebody_for_carla_whom_kim_knows(week)
    there_is_no_server_all_day(week, postgres)
    it_comes_through_by_cron_and_di_is_told_of_no_more(week)
    they_are_introduced_and_ana_forgets_ed(week)
    nobody_reads_what_was_not_told(week, team)
    kim_leaves(week, team)
    each_ledger_is_what_its_owner_typed(week)


def each_tells_what_they_choose(week: Week) -> None:
    """Monday. Kim's clients to everybody, Carla to Lee by name; of Ana's friends one is private."""
    typed, said, synced = week.typed, week.said, week.synced
    typed("kim", "add 'Carla Voss' --company 'Voss & Co' --email carla@voss.example")
    week.farms("kim", "Carla")
    typed("kim", "log Carla --on 2026-06-10 --kind call --by me --note 'Looks for a partner'")
    for name in ("Bo Li", "Di Roe"):
        typed("kim", f"log '{name}' --new --on 2026-01-10 --kind meal")
        typed("kim", f"tag '{name}' @clients")
    typed("lee", "add 'Joe Marsh' --company Marsh")
    week.farms("lee", "Joe")
    typed("lee", "add 'Carla M. Voss' --email carla@voss.example")
    typed("lee", "log 'Carla M. Voss' --on 2025-12-01")
    for name in ("Ed Low", "Gus Hay"):
        typed("ana", f"log '{name}' --new --on 2026-06-01 --note 'a quiet word'")
        typed("ana", f"tag '{name}' @friends")
    typed("ana", "tag 'Gus Hay' @private")
    assert "You tell of 2 people" in said("kim", "team share @clients")
    typed("kim", "team share Carla --to lee --evidence")
    assert "You tell of 1 person" in said("ana", "team share @friends")
    assert synced("kim") == "Sent 3, received 0."
    assert synced("ana") == "Sent 1, received 2 (Kim 2)."
    assert synced("lee") == "Sent 0, received 4 (Ana 1, Kim 3)."
    assert synced("kim") == "Sent 0, received 1 (Ana 1)."


def lee_has_somebody_for_carla_whom_kim_knows(week: Week) -> None:
    """Tuesday. Lee finds out that Kim knows her better, and asks Kim; Ana hears nothing of it."""
    week.day = TUESDAY
    typed, said, synced = week.typed, week.said, week.synced
    reached = typed("lee", "reach 'Carla M. Voss'").rows
    known = [row[1:3] for row in reached if row[0] == "keeper"]
    assert known == [["kim", "farmed"], ["", "not yet"]]
    assert "ask Kim farmed" in said("lee", "reach 'Voss & Co'")
    typed("lee", "tag 'Carla M. Voss' @wishlist")
    assert "ask Kim farmed" in said("lee", "reach @wishlist")
    assert "First: ask Kim." in said("lee", "check Joe --to 'Carla Voss'", NOT_YET)
    assert "10 Jun 2026: call, by Kim" in said("lee", "team show 'Carla M. Voss'")
    asking = "request add Joe --to 'Carla Voss' --need 'a word on audits' --colleague kim"
    assert "Kim is asked with the next farmer team sync." in said("lee", asking)
    synced("lee")
    assert "Waiting for your answer: r1 of Lee." in synced("kim")
    assert "No colleague tells you of Carla" in said("ana", "team show Carla", NOBODY)
    typed("ana", "reach Carla", NOBODY)


def there_is_no_server_all_day(week: Week, postgres: Server) -> None:
    """Wednesday. Nothing waits for it; and neither machine of Lee's takes a step past Kim."""
    week.lees_machines_meet()
    week.day = WEDNESDAY
    typed, said, synced = week.typed, week.said, week.synced
    synced(LAPTOP)
    with stopped(postgres):
        for machine in ("lee", LAPTOP):
            refused = said(machine, "request target-said r1 yes", CONFLICT)
            assert "That answer is Kim's to give" in refused
        assert "Wait for Kim, who was asked." in said("lee", "request list")
        assert "Lee: is Joe Marsh welcome to Carla Voss?" in said("kim", "today")
        typed("kim", "team answer r1 yes --note 'She has an hour on Friday'")
        typed(LAPTOP, "log Joe --kind call")
        status, out, err = week.by_cron("kim")
        assert (status, out) == (6, "")
        assert "cannot be reached" in err
        assert "Nothing is lost" in err
    # To whom Kim said yes, she knows from then on.
    week.own["kim"].append((WEDNESDAY, "add 'Joe Marsh' --company Marsh"))


def it_comes_through_by_cron_and_di_is_told_of_no_more(week: Week) -> None:
    """Thursday. Kim's yes reaches both machines of Lee's; Di asks not to be told of, and is not."""
    week.day = THURSDAY
    typed, said, synced = week.typed, week.said, week.synced
    assert week.by_cron("kim") == (0, "sent\t1\ntaken_back\t0\nwithdrawn\t0\n", "")
    assert "A colleague said more of 1 request" in synced("lee")
    week.lees_machines_meet()
    assert "target yes" in said(LAPTOP, "request show r1")
    # Kim hardly knows Di either, which is an answer and no open door.
    reached = said("ana", "reach 'Di Roe'", NOT_YET)
    assert "Kim not yet 5 last spoke in January 2026" in reached
    assert "Nobody is told of Di Roe any more" in said("kim", "team share 'Di Roe' --never")
    week.own["kim"].append((THURSDAY, "tag 'Di Roe' @never-shared"))
    assert "Taken back: 1 person." in synced("kim")
    assert "No more is told to you of 1 person, and it is deleted here." in synced("ana")
    typed("ana", "reach 'Di Roe'", NOBODY)
    cold = typed("ana", "stale --of-us --json").data["ties"]
    assert [(tie["name"], tie["keepers"][0]["who"]) for tie in cold] == [("Bo Li", "kim")]


def they_are_introduced_and_ana_forgets_ed(week: Week) -> None:
    """Friday. It goes well, as both ledgers have it; Kim tells Lee her notes, and talks with Bo."""
    week.day = FRIDAY
    typed, said, synced = week.typed, week.said, week.synced
    typed(LAPTOP, "request introduce r1")
    week.lees_machines_meet()
    typed("lee", "request outcome r1 good --note 'He overslept'")
    typed("kim", "team share Carla --to lee --words")
    typed("kim", "log 'Bo Li' --kind meal")
    forgotten = said("ana", "forget 'Ed Low' --yes")
    assert "Kim and Lee could read how you stood with them" in forgotten
    assert forgotten.count("farmer team sync") == 1
    synced("lee", "kim", "ana", "lee")
    assert "“Looks for a partner”" in said("lee", "team show 'Carla M. Voss'")
    typed("lee", "reach 'Ed Low'", NOBODY)
    (own,) = typed("kim", "request list --all --json").data["requests"]
    assert (own["state"], own["via"]) == ("outcome", "Lee")
    assert typed("ana", "stale --of-us --json").data["ties"] == []


def nobody_reads_what_was_not_told(week: Week, team: Team) -> None:
    """Neither who is private, nor a note, an address or what was said of an outcome."""
    assert "Looks for a partner" not in week.told("ana")
    places = [everything(team), *map(week.told, (*FIRM, LAPTOP))]
    for secret in ("Gus Hay", "a quiet word", "carla@voss.example", "He overslept"):
        assert secret not in "".join(places), secret


def kim_leaves(week: Week, team: Team) -> None:
    """Sunday. Nothing was left to be told; what she told is gone from the server and everybody."""
    week.lees_machines_meet()
    week.day = SUNDAY
    week.synced("kim", "ana", "lee", LAPTOP)
    for machine in (*FIRM, LAPTOP):
        assert week.synced(machine) == "Sent 0, received 0."
    assert "What you told is taken back." in week.said("kim", "team leave --yes")
    week.synced("ana", "lee", LAPTOP)
    for machine in ("ana", "lee", LAPTOP):
        assert "kim" not in week.told(machine)
    assert week.typed("lee", "reach 'Carla M. Voss'", NOBODY).rows[0][:2] == ["yours", "not yet"]
    assert "Carla" not in everything(team)


def each_ledger_is_what_its_owner_typed(week: Week) -> None:
    """On both machines of Lee's alike, and as if there had never been a team."""
    held = {who: week.holds(who) for who in FIRM}
    assert week.holds(LAPTOP) == held["lee"]
    for who, holds in held.items():
        assert holds == week.retyped(who), who
