"""``farmer team show``: what a colleague tells by name, and to nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_contract import KEYS
from tests.servers import Team
from tests.together.conftest import Typing
from tests.together.test_team import everything, farm, kept

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

SECRET = "Zanzibar"


@pytest.fixture
def told(firm: Typing) -> Typing:
    """Kim tells everybody of Carla, Lee the days and the notes too; everybody has synced."""
    farm(firm, "kim", "Carla Voss")
    firm("kim", f'farmer log Carla --on 2026-06-12 --kind call --by me --note "{SECRET}"')
    firm("kim", f'farmer mark Carla got --on 2026-06-11 --note "a {SECRET} stamp"')
    assert firm("kim", "farmer team share Carla").status == 0
    assert firm("kim", "farmer team share Carla --to lee --evidence --words").status == 0
    for who in ("kim", "lee", "ana"):
        firm(who, "farmer team sync")
    return firm


def test_days_and_notes_are_read_by_whom_they_are_told_to(told: Typing, tmp_path: Path) -> None:
    shown = told("lee", "farmer team show Carla --pretty").out
    assert "Kim's notes" in shown
    assert f"12 Jun 2026, call: “{SECRET}”" in " ".join(shown.split())
    assert "12 Jun 2026: call, by Kim" in " ".join(shown.split())
    rows = told("lee", "farmer team show Carla").rows
    assert ["note", "kim", "2026-06-11", "got", f"a {SECRET} stamp"] in rows
    assert ["touch", "kim", "2026-06-12", "call", "me", "", "", "1"] in rows
    assert ["fact", "kim", "2026-02-01", "work:seen"] in rows
    assert SECRET not in json.dumps(kept(tmp_path, "ana"))
    assert "2026-06-12" not in json.dumps(kept(tmp_path, "ana"))
    assert [row[0] for row in told("ana", "farmer team show Carla").rows] == ["keeper"]


def test_what_does_not_fit_is_a_command_to_paste(told: Typing) -> None:
    for day in range(1, 12):
        told("kim", f"farmer log Carla --on 2026-05-{day:02} --kind call")
    for who in ("kim", "lee"):
        told(who, "farmer team sync")
    shown = " ".join(told("lee", "farmer team show Carla --pretty").out.split())
    assert "earlier. All: farmer team show 'Carla Voss' --json" in shown


def test_the_answer_has_the_keys_that_are_documented(told: Typing) -> None:
    data = told("lee", "farmer team show Carla --json").data
    assert set(data) == KEYS["team show"]
    (one,) = data["told"]
    assert set(one) == {"keeper", "touches", "facts", "notes", "earlier", "unread"}
    assert one["notes"][0] == {"on": "2026-06-12", "about": "call", "words": SECRET}


def test_the_words_of_a_request_are_nobody_s_notes_of_one_of_the_two(told: Typing) -> None:
    """Neither farmer's own for the fact that follows, nor what was said of how it went."""
    told("kim", 'farmer log "Joe Marsh" --new --on 2026-06-01')
    told("kim", 'farmer request add Joe --to Carla --need "a word on audits"')
    for step in ("ask-target r1", "target-said r1 yes", "introduce r1 --anyway hers"):
        assert told("kim", f"farmer request {step}").status == 0
    assert told("kim", 'farmer request outcome r1 good --note "Joe overslept"').status == 0
    for who in ("kim", "lee"):
        told(who, "farmer team sync")
    (one,) = told("lee", "farmer team show Carla --json").data["told"]
    assert {"asked_them", "gave"} <= {fact["what"] for fact in one["facts"]}
    assert [note["words"] for note in one["notes"]] == [SECRET, f"a {SECRET} stamp"]


def test_a_colleague_s_notes_are_in_no_search_export_or_answer_of_one_s_own(told: Typing) -> None:
    told("lee", 'farmer log "Carla Voss" --new --on 2026-06-01')
    for command in (
        f"find {SECRET}",
        "show Carla --json",
        "export --json",
        "export --for-subject Carla --json",
        "reach Carla --json",
        "prepare Carla --json",
        "today --json",
    ):
        assert SECRET not in told("lee", f"farmer {command}").out, command
    told("lee", "farmer backup")


def test_an_assistant_reads_none_of_it(told: Typing) -> None:
    from datetime import date

    from farmer.cli.world import desk
    from farmer.errors import NotFound
    from farmer.tasks.together.team_show import told_of

    told("lee", "farmer team")
    place, on = desk(None), date(2026, 6, 15)
    assert told_of(place, "Carla Voss", as_of=on).told[0].notes
    with pytest.raises(NotFound):
        told_of(place._replace(veiled="private"), "Carla Voss", as_of=on)


def test_only_what_is_stopped_is_taken_back(told: Typing, team: Team) -> None:
    assert SECRET in everything(team)
    said = told("kim", "farmer team share Carla --stop --words --pretty").out
    assert "you tell nobody your notes of Carla Voss." in " ".join(said.split())
    told("kim", "farmer team sync")
    assert SECRET not in everything(team)
    told("lee", "farmer team sync")
    kinds = {row[0] for row in told("lee", "farmer team show Carla").rows}
    assert kinds == {"keeper", "touch", "fact"}
    told("kim", "farmer team share Carla --stop")
    told("kim", "farmer team sync")
    assert everything(team) == "[]"
    told("lee", "farmer team sync")
    assert told("lee", "farmer team show Carla").status == 3


def test_what_changes_is_told_again_and_counted_by_person(told: Typing) -> None:
    assert told("kim", "farmer team sync").rows[0] == ["sent", "0"]
    told("kim", "farmer log Carla --on 2026-06-13 --kind call --note Pemba")
    assert told("kim", "farmer team sync").rows[0] == ["sent", "1"]
    assert ["received", "kim", "1"] in told("lee", "farmer team sync").rows
    assert "Pemba" in told("lee", "farmer team show Carla").out
    assert ["withdrawn", "0"] in told("lee", "farmer team sync").rows


def test_more_is_told_to_members_by_name_and_notes_of_people_by_name(firm: Typing) -> None:
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01')
    firm("kim", "farmer tag Carla @clients")
    for refused in ("Carla --words", "Carla --evidence", "@clients --to lee --words"):
        assert firm("kim", f"farmer team share {refused}").status == 2, refused
    assert firm("kim", "farmer team").rows[-1][0] == "member"
    assert firm("kim", "farmer team share @clients --to lee --evidence").status == 0
    shown = firm("kim", "farmer team").rows[-2:]
    assert shown == [["tells", "@clients", "", "1", "lee"], ["evidence", "@clients", "", "lee"]]
    assert "what it rests on to Lee" in " ".join(firm("kim", "farmer team --pretty").out.split())


def test_who_is_private_is_told_of_to_nobody_by_name_either(told: Typing, team: Team) -> None:
    told("kim", "farmer tag Carla @private")
    told("kim", "farmer team sync")
    assert everything(team) == "[]"


def test_who_is_forgotten_is_forgotten_with_the_days_and_notes(
    told: Typing, tmp_path: Path
) -> None:
    told("lee", 'farmer add "Carla Voss"')
    told("lee", "farmer forget Carla --yes")
    for _ in range(2):
        assert SECRET not in json.dumps(kept(tmp_path, "lee"))
        told("lee", "farmer team sync")


def test_what_a_newer_farmer_tells_beside_it_is_said_to_be_there(told: Typing, team: Team) -> None:
    import psycopg

    with psycopg.connect(team.address("kim")) as db:
        db.execute("""UPDATE farmer_team.told SET body = '{"form": 2}', digest = 'x'
            WHERE part = 'words'""")
    told("lee", "farmer team sync")
    assert "update farmer" in told("lee", "farmer team show Carla --pretty").out


def test_somebody_of_whom_nobody_tells_is_said_to_be_so(told: Typing) -> None:
    found = told("lee", 'farmer team show "Bo Li"')
    assert found.status == 3
    assert "No colleague tells you of Bo Li." in found.err
