"""``farmer team``: three colleagues, each with a ledger of their own, and a real server."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from farmer.cli.commands import COMMANDS
from farmer.cli.offers import offers
from farmer.model import ROLES
from farmer.tasks.colleagues import keepers_called
from farmer.tasks.judge.side import judge_side
from farmer.tasks.person import find_person
from farmer.team.keys import new_key
from tests.cli.test_contract import KEYS
from tests.cli.test_loading import HEAVY, loaded_by
from tests.servers import Server, Team
from tests.together.conftest import Typing, desk_of

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

DAY = "2026-06-15"

# A year in which somebody is farmed: talks, something told of the work, something done for each.
FARMED = (
    *(
        f"farmer log {{who}} --on 2026-0{n}-12 --by them --kind meal --minutes 60"
        for n in range(1, 7)
    ),
    *(
        f"farmer log {{who}} --on 2025-{n}-12 --by me --kind meal --minutes 60"
        for n in (10, 11, 12)
    ),
    "farmer mark {who} work:seen --on 2026-02-01",
    "farmer mark {who} gave --on 2026-02-20",
    "farmer mark {who} gave --on 2026-03-20",
    "farmer mark {who} got --on 2026-04-02",
    "farmer mark {who} kept --on 2026-04-20",
    "farmer mark {who} kept --on 2026-05-20",
)


def farm(by: Typing, who: str, name: str, *options: str) -> None:
    by(who, f'farmer add "{name}" {" ".join(options)}')
    for command in FARMED:
        done = by(who, command.format(who=f'"{name}"'))
        assert done.status == 0, done.err


def kept(tmp_path: Path, who: str) -> Any:
    return json.loads((tmp_path / who / "ledger.team.json").read_text("utf-8"))


def test_a_firm_asks_who_of_us_knows_her(firm: Typing) -> None:
    """The story of the issue: share, sync, reach, check."""
    farm(firm, "kim", "Carla Voss", "--company 'Voss & Co' --email carla@voss.example")
    assert firm("lee", 'farmer reach "Carla Voss"').status == 3
    assert "everybody in the team" in firm("kim", "farmer team share Carla --pretty").out
    assert firm("kim", "farmer team sync --pretty").out == "Sent 1, received 0.\n"
    assert firm("lee", "farmer team sync --pretty").out == "Sent 0, received 1 (Kim 1).\n"
    own = firm("kim", "farmer check Carla --as target --json").data
    reached = firm("lee", 'farmer reach "Carla Voss"')
    told = [
        "keeper",
        "kim",
        own["verdict"],
        str(int(own["score"])),
        "2026-06",
        "Carla Voss",
        "sure",
    ]
    assert (reached.status, reached.rows) == (0, [told])
    shown = firm("lee", 'farmer reach "Carla Voss" --pretty').out
    assert "Kim  farmed" in shown
    assert "First: ask Kim." in shown
    firm("lee", 'farmer log "Joe Marsh" --new --on 2026-06-01 --by them')
    checked = firm("lee", 'farmer check Joe --to "Carla Voss" --pretty')
    assert checked.status == 11
    said = " ".join(checked.out.split())
    assert "You do not know Carla Voss; Kim does (farmed 84). First: ask Kim." in said
    data = firm("lee", 'farmer check Joe --to "Carla Voss" --json').data
    assert data["weaker"] == "requester"
    assert [keeper["who"] for keeper in data["keepers"]] == ["kim"]


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM farmer_team.member WHERE login = 'uma'",
        "DELETE FROM farmer_team.member WHERE login = 'uma'; DROP ROLE uma",
    ],
    ids=["no member", "no login"],
)
def test_whoever_was_let_go_is_told_so_and_may_leave(how: str, by: Typing, team: Team) -> None:
    import psycopg

    from farmer.team.book import create

    create(team.address("owner"), ["uma"])
    assert by("uma", f"farmer team join '{team.address('uma')}'").status == 0
    with psycopg.connect(team.address("owner"), autocommit=True) as db:
        db.execute(how.encode())
    refused = by("uma", "farmer team sync")
    assert (refused.status, refused.out) == (6, "")
    assert "--member uma" in refused.err
    assert "FATAL" not in refused.err
    assert "are no more: farmer team leave" in refused.err
    assert by("uma", "farmer team leave --yes").status == 0
    assert by("uma", "farmer team").status == 3


def test_the_weaker_side_decides_though_it_is_a_colleague_s(firm: Typing) -> None:
    farm(firm, "lee", "Joe Marsh")
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01 --by them')
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    alone = firm("lee", "farmer check Joe")
    assert alone.status == 0
    checked = firm("lee", "farmer check Joe --to Carla --json")
    assert checked.status == 11
    assert checked.data["weaker"] == "target"
    assert firm("lee", "farmer check Joe --to Zoe").status == 3


def test_a_colleague_reads_what_the_keeper_s_own_check_says_all_year(
    firm: Typing, tmp_path: Path
) -> None:
    """Told once and read on every day of a year, in both roles, while nothing happens."""
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    start = date.fromisoformat(DAY)
    days = [start + timedelta(days=number) for number in range(366)]
    lee, kim = desk_of(tmp_path / "lee"), desk_of(tmp_path / "kim")
    verdicts = set()
    with kim.reading() as reader:
        carla = find_person("Carla Voss", reader.people(), region="")
        for on, role in product(days, ROLES):
            (keeper,) = keepers_called(lee._replace(today=on), "Carla Voss", role, on)
            own = judge_side(kim._replace(today=on), reader, carla, role, on).assessment
            assert keeper.verdict == own.verdict, (on, role)
            verdicts.add(keeper.verdict)
    assert len(verdicts) > 1
    for on in days[::60]:  # and that is what the two of them type
        (row,) = firm("lee", "farmer reach Carla", today=on.isoformat()).rows
        typed = firm("kim", "farmer check Carla --as target --json", today=on.isoformat()).data
        assert row[2] == typed["verdict"], on
    after = (start + timedelta(days=366)).isoformat()
    assert firm("lee", "farmer reach Carla", today=after).status == 3


def test_a_colleague_for_whom_it_is_yesterday_still_reads_it(firm: Typing) -> None:
    """Told in Tokyo, read in New York."""
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync", today="2026-06-16")
    firm("lee", "farmer team sync", today="2026-06-15")
    assert firm("lee", "farmer reach Carla", today="2026-06-15").status == 0


def test_nothing_is_told_until_somebody_says_so(firm: Typing, tmp_path: Path) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    assert kept(tmp_path, "lee")["received"] == []


def test_no_word_day_or_promise_leaves_the_machine(
    firm: Typing, team: Team, tmp_path: Path
) -> None:
    """Looked for in everything that the server has."""
    secret = "Zanzibar"
    farm(firm, "kim", "Carla Voss", f"--email {secret}@voss.example --phone '+34 600 555 123'")
    firm("kim", f'farmer log Carla --on 2026-05-23 --note "{secret}"')
    firm("kim", f'farmer promise Carla "{secret}" --due 2026-09-17')
    firm("kim", f'farmer edit Carla --note "{secret}" --title "{secret}"')
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    said = everything(team).casefold()
    assert "carla voss" in said
    for word in (secret, "600555123", "2026-05-23", "2026-09-17", "meal", "2026-02-01"):
        assert word.casefold() not in said
    assert secret.casefold() not in json.dumps(kept(tmp_path, "lee")).casefold()


def test_who_is_private_archived_or_only_known_of_is_told_to_nobody(
    firm: Typing, team: Team
) -> None:
    for name in ("Bo Li", "Cy Poe", "Di Roe", "Ed Low"):
        firm("kim", f'farmer log "{name}" --new --on 2026-06-01')
        firm("kim", f'farmer tag "{name}" @clients')
    firm("kim", 'farmer tag "Bo Li" @private')
    firm("kim", 'farmer archive "Cy Poe"')
    firm("kim", 'farmer link "Ed Low" "Fay Orr" --how "her sister"')
    for refused in ('"Bo Li"', '"Cy Poe"', '"Fay Orr"', "@private"):
        assert firm("kim", f"farmer team share {refused}").status == 5
    assert firm("kim", "farmer team share @clients").status == 0
    assert firm("kim", "farmer team sync").rows[0] == ["sent", "2"]
    for name in ("Bo Li", "Cy Poe", "Fay Orr"):
        assert name not in everything(team)
    firm("kim", 'farmer tag "Di Roe" @private')  # told before, and taken back with the next sync
    assert firm("kim", "farmer team sync").rows[1] == ["taken_back", "1"]
    assert "Di Roe" not in everything(team)


def test_what_is_told_to_one_is_read_by_one(firm: Typing) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla --to lee")
    firm("kim", "farmer team sync")
    for who, found in (("lee", 0), ("ana", 3)):
        firm(who, "farmer team sync")
        assert firm(who, "farmer reach Carla").status == found
    assert firm("kim", "farmer team share Carla --to mo").status == 2
    assert firm("kim", "farmer team share Carla --to kim").status == 2
    assert firm("kim", "farmer team share Carla").status == 0  # to everybody, in its place
    assert firm("kim", "farmer team").rows[-1][:1] + firm("kim", "farmer team").rows[-1][4:] == [
        "tells"
    ]
    assert firm("kim", "farmer team share Carla --stop --to lee").status == 5


def test_what_is_stopped_goes_from_the_server_and_from_colleagues(
    firm: Typing, team: Team, tmp_path: Path
) -> None:
    for name in ("Bo Li", "Cy Poe"):
        firm("kim", f'farmer log "{name}" --new --on 2026-06-01')
        firm("kim", f'farmer tag "{name}" @clients')
    firm("kim", "farmer team share @clients")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    assert len(kept(tmp_path, "lee")["received"]) == 2
    firm("kim", 'farmer team share "Bo Li" --stop')  # whatever the tag says
    firm("kim", "farmer team sync")
    assert "Bo Li" not in everything(team)
    assert ["withdrawn", "1"] in firm("lee", "farmer team sync").rows
    assert "Bo Li" not in json.dumps(kept(tmp_path, "lee"))
    firm("kim", 'farmer team share "Bo Li"')
    firm("kim", "farmer team share @clients --stop")
    assert firm("kim", "farmer team sync").rows[:2] == [["sent", "1"], ["taken_back", "1"]]
    assert "Cy Poe" not in everything(team)
    assert "Bo Li" in everything(team)


def test_who_asks_not_to_be_told_of_is_told_of_to_nobody_whatever_else_is_said(
    firm: Typing, team: Team, tmp_path: Path
) -> None:
    """It is theirs: it outlasts a merge, comes to another machine, and can be undone."""
    farm(firm, "kim", "Carla Voss")
    firm("kim", 'farmer tag "Carla Voss" @clients')
    firm("kim", "farmer team share @clients Carla --to lee")
    firm("kim", "farmer team sync")
    said = firm("kim", "farmer team share Carla --never --pretty")
    assert "Nobody is told of Carla Voss any more" in said.out
    assert firm("kim", "farmer team sync").rows[1] == ["taken_back", "1"]
    assert "Carla" not in everything(team)
    firm("kim", "farmer team share @clients")
    refused = firm("kim", "farmer team share Carla")
    assert refused.status == 5
    assert "@never-shared --remove" in refused.err
    assert "nobody of Carla Voss, who asked so" in firm("kim", "farmer team --pretty").out
    assert "@never-shared" in firm("kim", "farmer show Carla --pretty").out

    firm("kim", "farmer undo")
    assert firm("kim", "farmer team sync").rows[0] == ["sent", "1"]
    laptop = tmp_path / "laptop.db"
    laptop.write_bytes((tmp_path / "kim" / "ledger.db").read_bytes())
    firm("kim", f"farmer team share Carla --never --ledger {laptop}")
    firm("kim", 'farmer add "Karla Voss"')
    firm("kim", 'farmer tag "Karla Voss" @clients')
    firm("kim", f"farmer sync {laptop}")
    assert firm("kim", "farmer merge 'Karla Voss' 'Carla Voss'").status == 0
    firm("kim", "farmer team sync")
    assert "arla" not in everything(team)


def test_never_takes_people_and_no_team(by: Typing, team: Team) -> None:
    by("kim", 'farmer add "Carla Voss"')
    by("kim", 'farmer tag "Carla Voss" @clients')
    assert by("kim", "farmer team share @clients --never").status == 2
    assert by("kim", "farmer team share Carla --never --to lee").status == 2
    assert by("kim", "farmer team share Carla --never --stop").status == 2
    assert by("kim", "farmer team share Carla --never").rows == [["never", "c1", "Carla Voss"]]
    by("kim", f"farmer team join '{team.address('kim')}'")
    assert by("kim", "farmer team share Carla").status == 5
    assert by("kim", "farmer team").rows[-1] == ["never", "c1", "Carla Voss"]


def test_nothing_is_sent_twice_until_half_the_year_is_over(firm: Typing) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    days = ("2026-06-15", "2026-06-16", "2026-09-03", "2026-12-14", "2026-12-15", "2027-01-20")
    sent = [firm("kim", "farmer team sync", today=day).rows[0][1] for day in days]
    assert sent == ["1", "0", "0", "0", "1", "0"]
    firm("kim", "farmer log Carla --on 2027-01-20 --kind call", today="2027-01-20")
    assert firm("kim", "farmer team sync", today="2027-01-20").rows[0][1] == "1"


def test_only_what_changed_is_worked_out(
    firm: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where nobody remembers what was sent, it is worked out, and is no news all the same."""
    from farmer.tasks.together.team_telling import StandingToTell

    worked_out: list[str] = []
    make = StandingToTell.worked_out

    def noted(told: StandingToTell) -> object:
        worked_out.append(told.name)
        return make(told)

    monkeypatch.setattr(StandingToTell, "worked_out", noted)

    def synced(today: str = DAY) -> tuple[list[str], str]:
        worked_out.clear()
        sent = firm("kim", "farmer team sync", today=today).rows[0][1]
        return list(worked_out), sent

    for name in ("Bo Li", "Carla Voss"):
        firm("kim", f'farmer log "{name}" --new --on 2026-06-01')
        firm("kim", f'farmer team share "{name}"')
    assert synced() == (["Bo Li", "Carla Voss"], "2")
    assert synced("2026-06-20") == ([], "0")
    firm("kim", "farmer log Carla --on 2026-06-20 --kind meal", today="2026-06-20")
    assert synced("2026-06-20") == (["Carla Voss"], "1")
    firm("kim", 'farmer edit "Bo Li" --company Acme')
    assert synced("2026-06-20") == (["Bo Li"], "1")
    firm("kim", 'farmer log "Bo Li" --on 2026-06-25 --kind planned')  # counts from that day on
    assert synced("2026-06-20") == ([], "0")
    place = kept(tmp_path, "kim")
    (tmp_path / "kim" / "ledger.team.json").write_text(json.dumps(place | {"sent": []}), "utf-8")
    assert synced("2026-06-20") == (["Bo Li", "Carla Voss"], "0")


def test_what_the_server_lost_is_sent_again(firm: Typing, team: Team) -> None:
    """A backup was put back, of before it was sent."""
    psycopg = pytest.importorskip("psycopg")
    for name in ("Bo Li", "Carla Voss"):
        firm("kim", f'farmer log "{name}" --new --on 2026-06-01')
        firm("kim", f'farmer team share "{name}"')
    firm("kim", "farmer team sync")
    with psycopg.connect(team.address("owner")) as db:
        db.execute("DELETE FROM farmer_team.told WHERE body LIKE '%Carla%'")
    assert firm("kim", "farmer team sync").rows[0] == ["sent", "1"]
    assert "Carla Voss" in everything(team)


def test_two_machines_of_one_member_do_not_take_back_each_other_s(firm: Typing, team: Team) -> None:
    for machine, name in (("kim", "Bo Li"), ("kim2", "Cy Poe")):
        key = firm("kim", "farmer team --key").rows[-1][1]
        firm(machine, f"farmer team join '{team.address('kim')}'", FARMER_TEAM_KEY=key)
        firm(machine, f'farmer log "{name}" --new --on 2026-06-01')
        firm(machine, f'farmer team share "{name}"')
        firm(machine, "farmer team sync")
    firm("kim", "farmer team sync")
    assert "Bo Li" in everything(team)
    assert "Cy Poe" in everything(team)


def test_somebody_of_the_same_address_firm_or_name_is_shown_with_what_says_so(
    firm: Typing,
) -> None:
    """By the rules of who is who: an address is a sign between names that agree, and no other."""
    people = {
        "Ana M. Ruiz": "--email ana@ruiz.example",
        "Bo Li": "--company Acme",
        "Cy Poe": "--company Umbra",
        "Tom Voss": "--email home@voss.example",
    }
    for name, more in people.items():
        firm("kim", f'farmer add "{name}" {more}')
        firm("kim", f'farmer log "{name}" --on 2026-05-01')
        firm("kim", f'farmer team share "{name}"')
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    firm("lee", 'farmer add "Ana Ruiz" --email ana@ruiz.example')
    firm("lee", 'farmer add "Bo Li" --company "Acme Ltd"')
    firm("lee", 'farmer add "Cy Poe" --company Elsewhere')
    firm("lee", 'farmer add "Greta Voss" --email home@voss.example')
    found = {
        name: [row[5:] for row in firm("lee", f'farmer reach "{name}"').rows if row[0] == "keeper"]
        for name in ("Ana Ruiz", "Bo Li", "Cy Poe", "Greta Voss")
    }
    assert found == {
        "Ana Ruiz": [["Ana M. Ruiz", "sure"], ["Ana Ruiz", "sure"]],
        "Bo Li": [["Bo Li", "sure"], ["Bo Li", "sure"]],
        "Cy Poe": [["Cy Poe", "sure"], ["Cy Poe", "unsure"]],
        "Greta Voss": [],
    }
    assert "same address" in firm("lee", 'farmer reach "Ana Ruiz" --pretty').out
    shown = firm("lee", 'farmer reach "Cy Poe" --pretty').out
    assert "at Umbra, same name: the same person?" in " ".join(shown.split())


def test_a_name_in_an_address_book_makes_nobody_a_keeper(firm: Typing) -> None:
    firm("kim", 'farmer add "Carla Voss"')
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    assert firm("lee", "farmer team sync").rows[2] == ["received", "kim", "1"]
    assert firm("lee", "farmer reach Carla").status == 3


def test_without_the_server_everything_goes_on_and_nothing_is_lost(
    firm: Typing, postgres: Server, tmp_path: Path
) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    postgres.stop()
    try:
        firm("lee", 'farmer log "Bo Li" --new --on 2026-06-01')
        assert firm("lee", "farmer team share Bo").status == 0
        before = kept(tmp_path, "lee")
        synced = firm("lee", "farmer team sync")
        assert synced.status == 6
        assert "Nothing is lost" in synced.err
        assert "farmer team sync" in synced.err
        assert kept(tmp_path, "lee") == before
        assert firm("lee", "farmer reach Carla").status == 0
        assert firm("lee", "farmer team").status == 0
        assert firm("lee", "farmer team leave --yes").status == 6
        assert kept(tmp_path, "lee") == before
    finally:
        postgres.start()
    assert firm("lee", "farmer team sync").rows[0] == ["sent", "1"]


def test_another_book_at_the_address_gets_nothing(
    firm: Typing, team: Team, postgres: Server, tmp_path: Path
) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    other = postgres.team()
    file = tmp_path / "kim" / "ledger.team.json"
    file.write_text(file.read_text("utf-8").replace(f"/{team.name}?", f"/{other.name}?"), "utf-8")
    refused = firm("kim", "farmer team sync")
    assert refused.status == 5
    assert "another book" in refused.err
    assert everything(other) == "[]"


def test_who_is_forgotten_is_forgotten_in_the_team_as_well(
    firm: Typing, team: Team, tmp_path: Path
) -> None:
    """What colleagues told is gone at once and stays gone; what was told goes with a sync."""
    for who in ("kim", "lee"):
        firm(who, 'farmer add "Carla Voss" --email carla@voss.example')
        firm(who, "farmer log Carla --on 2026-06-01")
        firm(who, "farmer team share Carla")
        firm(who, "farmer team sync")
    firm("kim", 'farmer add "Bo Li"')
    firm("kim", 'farmer team share "Bo Li"')
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    assert len(kept(tmp_path, "lee")["received"]) == 2
    assert "farmer team sync" in firm("lee", "farmer forget Carla --yes").err
    for _ in range(2):
        assert "Carla" not in (tmp_path / "lee" / "ledger.team.json").read_text("utf-8")
        firm("lee", "farmer team sync")
    assert len(kept(tmp_path, "lee")["received"]) == 1
    assert "'lee'" not in everything(team)


def test_who_was_forgotten_on_another_machine_is_forgotten_in_the_team(
    firm: Typing, tmp_path: Path
) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", 'farmer add "Carla Voss"')
    firm("lee", "farmer team sync")
    laptop = tmp_path / "laptop.db"
    laptop.write_bytes((tmp_path / "lee" / "ledger.db").read_bytes())
    assert firm("lee", f"farmer forget Carla --yes --ledger {laptop}").status == 0
    assert len(kept(tmp_path, "lee")["received"]) == 1
    assert firm("lee", f"farmer sync {laptop}").status == 0
    assert kept(tmp_path, "lee")["received"] == []


def test_what_others_told_is_in_no_backup_export_or_search(firm: Typing, tmp_path: Path) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    firm("lee", "farmer backup")
    assert "Carla" not in firm("lee", "farmer export --json").out
    assert firm("lee", "farmer find Carla").rows == []
    files = [path for path in (tmp_path / "lee").iterdir() if b"Carla" in path.read_bytes()]
    assert [path.name for path in files] == ["ledger.team.json"]
    if os.name == "posix":
        assert files[0].stat().st_mode & 0o777 == 0o600


def test_an_assistant_is_told_nothing_of_what_colleagues_tell(firm: Typing) -> None:
    from farmer.cli.world import desk
    from farmer.tasks.colleagues import keepers_called

    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    firm("lee", "farmer team sync")
    place, on = desk(None), date.fromisoformat(DAY)
    assert keepers_called(place, "Carla Voss", "target", on)
    assert not keepers_called(place._replace(veiled="private"), "Carla Voss", "target", on)


def test_the_key_is_asked_of_all_but_the_first(by: Typing, team: Team, tmp_path: Path) -> None:
    first = by("kim", f"farmer team join '{team.address('kim')}' --pretty").out
    key = by("kim", "farmer team --key").rows[-1][1]
    assert key in first
    assert key not in by("kim", "farmer team").out
    join = f"farmer team join '{team.address('lee')}'"
    assert "is needed" in by("lee", join).err
    assert by("lee", join, FARMER_TEAM_KEY=new_key()).status == 2
    assert by("lee", join, FARMER_TEAM_KEY="nonsense").status == 2
    assert not (tmp_path / "lee" / "ledger.team.json").exists()
    assert by("lee", join, FARMER_TEAM_KEY=key).status == 0
    assert by("lee", join, FARMER_TEAM_KEY=key).status == 5
    assert key not in everything(team)


def test_a_password_is_neither_taken_nor_said(by: Typing) -> None:
    refused = by("kim", "farmer team join postgresql://kim:hush@db.firm.example/firm")
    assert refused.status == 2
    assert ".pgpass" in refused.err
    assert "hush" not in refused.err


def test_the_script_is_printed_for_whoever_runs_the_server(by: Typing, team: Team) -> None:
    elsewhere = by("kim", "farmer team create 'postgresql:///firm?host=/tmp' --member kim").out
    assert "psql -f FILE 'postgresql:///firm?host=/tmp'\n" in elsewhere
    made = by("kim", "farmer team create postgresql:///firm --member kim")
    assert made.status == 0
    assert "CREATE POLICY" in made.out
    assert 'CREATE ROLE "kim" LOGIN' in made.out
    ran = by("kim", f"farmer team create '{team.address('owner')}' --member mo --run --pretty")
    assert ran.status == 0
    assert "Mo" in ran.out
    assert by("kim", "farmer team create postgresql:///firm --member 'Kim Doe'").status == 2
    assert by("mo", f"farmer team join '{team.address('mo')}'").status == 0


def test_who_leaves_takes_back_what_they_told(firm: Typing, team: Team, tmp_path: Path) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    assert firm("kim", "farmer team leave").status == 2
    assert firm("kim", "farmer team leave --yes").status == 0
    assert everything(team) == "[]"
    assert not (tmp_path / "kim" / "ledger.team.json").exists()
    assert firm("kim", "farmer team").status == 3
    assert firm("kim", "farmer check Carla").status == 0


def test_where_the_server_is_gone_for_good_one_leaves_here_alone(
    firm: Typing, team: Team, postgres: Server, tmp_path: Path
) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    postgres.stop()
    try:
        refused = firm("kim", "farmer team leave --yes")
        assert refused.status == 6
        assert "farmer team leave --here" in refused.err
        asked = firm("kim", "farmer team leave --here")
        assert (asked.status, "What you told them stays on the server." in asked.err) == (2, True)
        left = firm("kim", "farmer team leave --here --yes --pretty")
        assert left.out.startswith("Left the team here. What you told is on its server still.")
        assert not (tmp_path / "kim" / "ledger.team.json").exists()
        assert firm("kim", "farmer team").status == 3
    finally:
        postgres.start()
    assert "Carla" in everything(team)
    firm("lee", "farmer team sync")
    assert "Kim" in firm("lee", "farmer reach Carla --pretty").out


def test_a_ledger_that_is_gone_takes_nothing_back(firm: Typing, team: Team, tmp_path: Path) -> None:
    farm(firm, "kim", "Carla Voss")
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team sync")
    (tmp_path / "kim" / "ledger.db").rename(tmp_path / "kim" / "aside.db")
    assert firm("kim", "farmer team sync").status == 3
    assert "Carla" in everything(team)


def test_who_only_reads_needs_no_ledger(by: Typing, team: Team, tmp_path: Path) -> None:
    """As a founder's assistant: joined on a fresh machine, with nobody of their own."""
    key = by("kim", f"farmer team join '{team.address('kim')}' --json").data["new_key"]
    by("kim", 'farmer log "Carla Voss" --new --on 2026-01-12')
    by("kim", "farmer team share Carla")
    by("kim", "farmer team sync")
    assert by("lee", f"farmer team join '{team.address('lee')}'", FARMER_TEAM_KEY=key).status == 0
    synced = by("lee", "farmer team sync --json")
    assert (synced.status, synced.err, synced.data["received"]) == (0, "", {"kim": 1})
    for command, status in (
        ("team", 0),
        ("team show Carla", 0),
        ("today", 0),
        ("stale --of-us", 0),
        ("reach Carla", 11),
    ):
        read = by("lee", f"farmer {command}")
        assert (read.status, read.err) == (status, ""), command
    assert "Carla Voss" in by("lee", "farmer stale --of-us").out
    assert by("lee", "farmer reach Carla").rows[0][:2] == ["keeper", "kim"]
    assert not (tmp_path / "lee" / "ledger.db").exists()
    assert by("ana", "farmer stale").err.startswith("There is no ledger yet.")


@pytest.mark.parametrize("said", ["", "{}", "[]", "null", '{"form": 1}', "\x00"])
def test_a_damaged_file_says_so_and_is_left_as_it_is(
    said: str, firm: Typing, tmp_path: Path
) -> None:
    file = tmp_path / "lee" / "ledger.team.json"
    file.write_text(said, "utf-8")
    for command in ("team", "team sync", "reach Carla", "team share Nobody"):
        found = firm("lee", f"farmer {command}")
        assert found.status == 6, command
        assert "damaged" in found.err
    assert file.read_text("utf-8") == said


def test_what_a_newer_farmer_tells_is_counted_and_not_shown(firm: Typing, team: Team) -> None:
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(team.address("kim")) as db:
        add = "INSERT INTO farmer_team.told (audience, machine, person, body) VALUES"
        db.execute(f"{add} ('*', 'm', 'p', '{{\"form\": 2}}')")
    firm("lee", "farmer team sync")
    assert "update farmer" in firm("lee", "farmer team --pretty").out


def everything(team: Team) -> str:
    """All that lies in the book, as whoever owns the server can read it."""
    import psycopg

    with psycopg.connect(team.address("owner")) as db:
        return str(db.execute("SELECT * FROM farmer_team.told").fetchall())


def test_members_and_people_are_completed(firm: Typing) -> None:
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01')
    for before, typed, found in (
        ("team share Carla --to", "", ["ana", "lee"]),
        ("team share Carla --to", "l", ["lee"]),
        ("team share", "car", ["Carla Voss"]),
    ):
        assert [each.value for each in offers(before.split(), typed)] == found
    assert offers(["team", "share", "Carla", "--to"], "kim") == []


def test_what_a_team_reads_offline_loads_no_driver(firm: Typing) -> None:
    """Only a command that talks to the server does."""
    firm("lee", 'farmer log "Joe Marsh" --new --on 2026-06-01')
    for words in (("team",), ("reach", "Joe"), ("check", "Joe", "--to", "Nobody"), ("today",)):
        assert not loaded_by(*words) & {"psycopg", *HEAVY}, words
    assert not loaded_by("team", "share", "Joe") & {"psycopg", *HEAVY}
    assert "psycopg" in loaded_by("team", "sync")


def test_every_answer_has_the_keys_that_are_documented(firm: Typing) -> None:
    firm("lee", 'farmer log "Ana Poe" --new --on 2026-06-01')
    firm("lee", "farmer tag Ana @clients")
    for name in ("team", "team share", "team sync"):
        for example in COMMANDS[name].examples:
            answered = firm("lee", f"{example.replace('--to lee', '--to kim')} --json")
            assert answered.status == 0, answered.out
            assert set(answered.data) == KEYS[name]
            assert answered.envelope["command"] == name


def test_without_the_extra_it_says_what_to_install(
    by: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "farmer.team.book", raising=False)
    monkeypatch.delattr("farmer.team.book", raising=False)
    refused = by("kim", "farmer team join postgresql:///firm")
    assert refused.status == 3
    assert "farmer-ledger[team]" in refused.err
