"""``farmer team sync`` while things go wrong: cuts at every step, many at once, a wrong clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from select import select
from typing import Any

import pytest

from farmer.ledger import FileLedger
from farmer.model import Contact, Touch
from farmer.team import place as places
from farmer.team.place import Sharing
from tests.servers import Server, Team
from tests.together.conftest import DAY, NOW, Typing, desk_of
from tests.together.test_team import everything, kept

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

import psycopg

# Where a sync is killed: after that function of that object, or before it where it begins with “<”.
STEPS = {
    "before anything is written there": ("farmer.team.book.TeamBook", "<tell"),
    "once the first rows are written": ("farmer.team.book.TeamBook", "tell"),
    "once rows are taken back": ("farmer.team.book.TeamBook", "take_back"),
    "once news are read, before it is committed": ("farmer.team.book.TeamBook", "members"),
    "once it is committed, before anything is kept here": ("farmer.team.place", "<change"),
    "while it is written here": ("farmer.files", "<take_place"),
    "once it is written here": ("farmer.team.place", "change"),
}
_KILLED = """
import os, signal, sys
from importlib import import_module
where, name = {where!r}, {name!r}
module, _, of = where.rpartition(".")
owner = getattr(import_module(module), of) if of[0].isupper() else import_module(where)
plain = name.lstrip("<")
does = getattr(owner, plain)
def dies(*words, **named):
    if name[0] != "<":
        does(*words, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, plain, dies)
from farmer.cli import main
sys.argv = ["farmer", *{words!r}]
main()
"""


def kill_at(where: str, name: str, *words: str) -> None:
    """Type a command that is killed there (see `STEPS`), in the ledger of whoever typed last."""
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED.format(where=where, name=name, words=words)],
        env={**os.environ, "FARMER_TODAY": "2026-06-15"},
        capture_output=True,
        check=False,
    )
    assert killed.returncode < 0, killed.stderr


@pytest.mark.skipif(os.name == "nt", reason="nothing is killed so on Windows")
@pytest.mark.parametrize("step", STEPS)
def test_a_sync_that_is_killed_is_made_good_by_the_next(
    step: str, firm: Typing, team: Team, tmp_path: Path
) -> None:
    """All of it is there or nothing; and then it is as if it had not been killed."""
    for name in ("Bo Li", "Cy Poe", "Di Roe"):
        firm("kim", f'farmer log "{name}" --new --on 2026-06-01')
    firm("lee", 'farmer log "Ed Low" --new --on 2026-06-01')
    firm("lee", "farmer team share Ed")
    for name in ("Bo Li", "Cy Poe"):
        firm("kim", f'farmer team share "{name}"')
    for who in ("kim", "lee", "kim"):
        firm(who, "farmer team sync")
    before = everything(team)
    firm("kim", 'farmer log "Bo Li" --on 2026-06-10 --kind meal')
    firm("kim", 'farmer team share "Cy Poe" --stop')
    firm("kim", 'farmer team share "Di Roe"')
    firm("lee", 'farmer log "Ed Low" --on 2026-06-10 --kind meal')
    firm("lee", "farmer team sync")
    between = everything(team)
    firm("kim", "farmer team")  # whose ledger it is from here on
    where, name = STEPS[step]
    kill_at(where, name, "team", "sync")
    after = everything(team)
    assert before != between
    assert after == between or ("Cy Poe" not in after and "Di Roe" in after)
    assert firm("kim", "farmer team sync").status == 0
    assert firm("kim", "farmer team sync").rows[0] == ["sent", "0"]
    assert "Cy Poe" not in everything(team)
    assert [each[0] for each in kept(tmp_path, "kim")["received"]] == ["lee"]
    firm("lee", "farmer team sync")
    bodies = str([each[4] for each in kept(tmp_path, "lee")["received"]])
    assert "Bo Li" in bodies
    assert "Di Roe" in bodies
    assert "Cy Poe" not in bodies


FOUR = ("kim", "lee", "ana", "mo")


def begun(folder: Path, address: str, keys: list[str]) -> list[int]:
    """A ledger of a hundred people, who are told of; the first to join adds the key to `keys`."""
    from farmer.tasks.together.team import join

    folder.mkdir()
    desk = desk_of(folder)
    with FileLedger(folder / "ledger.db").changing("begin", NOW) as writer:
        people = [
            writer.add_contact(Contact(f"{folder.name} knows {n}", added_on=DAY))
            for n in range(100)
        ]
        for one in people:
            writer.add_tag(one, "all")
    keys.append(join(desk, address, lambda: keys[0], insecure=False).new_key)
    shares = (Sharing("@all", "*"),)
    places.change(desk.ledger.place, lambda now: replace(now, shares=shares))
    return people


def test_four_who_change_a_thousand_things_each_at_once_lose_nothing(
    postgres: Server, tmp_path: Path
) -> None:
    """In ten turns each of a hundred changes and a sync, as quickly as each can."""
    from farmer.tasks.together.team import create
    from farmer.tasks.together.team_sync import sync

    team = postgres.team()
    create(team.address("owner"), ["mo"], run=True, insecure=False)
    people = {}
    keys: list[str] = []
    for each in FOUR:
        people[each] = begun(tmp_path / each, team.address(each), keys)

    def work(each: str) -> None:
        for turn in range(10):
            ledger = FileLedger(tmp_path / each / "ledger.db")
            with ledger.changing("log", NOW) as writer:
                for one in people[each]:
                    writer.add_touch(one, Touch(DAY - timedelta(days=7 * (10 - turn)), "meeting"))
            sync(desk_of(tmp_path / each))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, FOUR))
    sent = {}
    for each in FOUR:
        assert sync(desk_of(tmp_path / each)).sent == 0
        place = places.get(str(tmp_path / each / "ledger.db"))
        sent[each] = {row.digest for row in place.sent}
        assert len(sent[each]) == 100
    for each in FOUR:
        place = places.get(str(tmp_path / each / "ledger.db"))
        for other in FOUR:
            theirs = {row.digest for row in place.received if row.keeper == other}
            assert theirs == (set() if other == each else sent[other])
    with psycopg.connect(team.address("owner")) as db:
        told = {digest for (digest,) in db.execute("SELECT digest FROM farmer_team.told")}
    assert told == set().union(*sent.values())


def test_who_waits_is_woken_by_what_a_colleague_tells(firm: Typing, team: Team) -> None:
    """And by nothing of their own, which the first sync sends."""
    from farmer.cli.world import desk
    from farmer.tasks.together.team_sync import sync_once_there_is_news

    for who, name in (("kim", "Carla Voss"), ("lee", "Bo Li")):
        firm(who, f'farmer log "{name}" --new --on 2026-06-01')
        firm(who, f'farmer team share "{name}"')
    firm("lee", "farmer team")
    lee = desk(None)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(sync_once_there_is_news, lambda: lee)
        sent = "SELECT 1 FROM farmer_team.told WHERE keeper = 'lee'"
        with psycopg.connect(team.address("owner"), autocommit=True) as db:
            while not db.execute(sent).fetchone() and not waiting.done():
                time.sleep(0.02)
        assert not waiting.done()
        firm("kim", "farmer team sync")
        synced = waiting.result(timeout=30)
    assert (synced.sent, synced.received) == (1, {"kim": 1})


def test_news_that_is_there_already_is_not_waited_for(firm: Typing) -> None:
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01')
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    assert ["received", "kim", "1"] in firm("lee", "farmer team sync --wait").rows


@pytest.mark.parametrize("way", ["cut off", "killed"])
def test_a_server_that_goes_away_ends_the_wait(
    way: str, firm: Typing, postgres: Server, team: Team
) -> None:
    from farmer.cli.world import desk
    from farmer.tasks.together.team_sync import sync_once_there_is_news
    from farmer.team.refusals import BookUnreachable

    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    firm("lee", "farmer team")
    lee = desk(None)
    waits = "SELECT 1 FROM pg_stat_activity WHERE usename = 'lee' AND state = 'idle'"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(sync_once_there_is_news, lambda: lee)
        with psycopg.connect(team.address("owner"), autocommit=True) as db:
            while not db.execute(waits).fetchone():
                time.sleep(0.02)
        with stopped(postgres, way), pytest.raises(BookUnreachable):
            waiting.result(timeout=30)


def test_what_a_clock_told_that_was_ahead_is_told_again_once_it_is_right(firm: Typing) -> None:
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01 --kind meal')
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync", today="2027-06-15")
    firm("lee", "farmer team sync")
    assert firm("lee", "farmer reach Carla").status == 3  # not yet foretold
    assert firm("kim", "farmer team sync").rows[0] == ["sent", "1"]
    firm("lee", "farmer team sync")
    assert firm("lee", "farmer reach Carla").rows[0][:2] == ["keeper", "kim"]


def test_a_clock_that_is_behind_tells_what_was_true_then(firm: Typing) -> None:
    firm("kim", 'farmer log "Carla Voss" --new --on 2025-05-01 --kind meal', today="2025-06-15")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync", today="2025-12-15")
    firm("lee", "farmer team sync")
    own = firm("kim", "farmer check Carla --as target --json").data["verdict"]
    assert firm("lee", "farmer reach Carla").rows[0][2] == own


# How a server goes away: as by a power cut, and its first process alone, as the system does it that
# has no memory left.
WAYS: dict[str, Callable[[Server], None]] = {
    "cut off": lambda server: server.stop("immediate"),
    "killed": Server.kill,
}


@contextmanager
def stopped(server: Server, way: str = "cut off") -> Iterator[None]:
    WAYS[way](server)
    try:
        yield
    finally:
        server.start()


def test_no_command_but_those_of_the_server_waits_for_it(firm: Typing, postgres: Server) -> None:
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01')
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    with stopped(postgres):
        for command in ("team", "team show Carla", "reach Carla", "today", "team share @x"):
            assert firm("lee", f"farmer {command}").status in (0, 3, 10, 11), command
        assert firm("lee", "farmer team sync").status == 6
    assert firm("lee", "farmer team sync").status == 0


def test_a_server_that_is_killed_in_the_middle_keeps_all_or_nothing(
    firm: Typing, postgres: Server, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first process, once the rows are written and before they are committed."""
    from farmer.team.book import TeamBook

    for name in ("Bo Li", "Carla Voss"):
        firm("kim", f'farmer log "{name}" --new --on 2026-06-01')
        firm("kim", f'farmer team share "{name}"')
        firm("kim", "farmer team sync")
    before = everything(team)
    firm("kim", 'farmer team share "Bo Li" --stop')
    firm("kim", "farmer log Carla --on 2026-06-10 --kind meal")
    takes_back = TeamBook.take_back

    def killed(book: TeamBook, machine: str, keys: Any) -> None:
        takes_back(book, machine, keys)
        postgres.kill()
        select([book.connection], [], [], 30)  # until whoever serves this connection notices

    with monkeypatch.context() as patch:
        patch.setattr(TeamBook, "take_back", killed)
        refused = firm("kim", "farmer team sync")
    postgres.start()
    assert refused.status == 6
    assert len(refused.err.splitlines()) <= 2
    assert everything(team) == before
    assert firm("kim", "farmer team sync").rows[:2] == [["sent", "1"], ["taken_back", "1"]]
    assert "Bo Li" not in everything(team)
