"""Somebody only known of: in nobody's list, found and reached for two years, then no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer

NAME = "Carla Voss"
TOLD_ON, LAST_DAY, OVER = "2026-06-01", "2028-05-31", "2028-06-01"
# What tells of people, by what it shows and by what it writes to `{to}`.
LISTS = (
    *("list", "list --archived", "list --sort score", "stale --limit 0", "stale --long"),
    *("today", "today --week", "stats", "suggest", "triage", "duplicates", "request"),
    *("prepare Ana", "check Ana", "promise", "list @board", "__complete zsh check Car"),
    *("calendar -o {to}", "calendar --todos -o {to}", "report -o {to}", "report --redact -o {to}"),
    *("report Ana -o {to}", "export --format vcard -o {to}", "export --format ics -o {to}"),
    *("export --format vcard --history full -o {to}", "export --format markdown -o {to}"),
    *("export Ana --format json -o {to}", "export Ana --format mermaid -o {to}"),
    *("export Ana --format graphml -o {to}", "export --for-subject Ana -o {to}"),
)
PLAIN = {"__complete zsh check Car"}


@pytest.fixture
def told(farmer: Farmer) -> Farmer:
    """Ana and Bo, and Carla, of whom Ana told; there is something in every list."""
    farmer("farmer log 'Ana Ruiz' 'Bo Li' --new --kind meeting --at Mixer --on 2025-02-03")
    farmer("farmer edit Ana --birthday '16 June' --company Port")
    farmer("farmer promise add Ana 'send the lease' --due 2026-06-20")
    farmer("farmer request add Ana --to Bo --need 'a talk'")
    farmer("farmer link Ana Bo --how 'from the harbour' --strength works")
    farmer(f"farmer link Ana '{NAME} (Port)' --how 'the old board' --on {TOLD_ON}")
    farmer("farmer tag Ana Carla @board")
    return farmer


def test_whoever_is_only_known_of_is_in_nothing_that_lists_people(
    told: Farmer, tmp_path: Path
) -> None:
    for at, typed in enumerate(LISTS):
        written = "{to}" in typed
        for form in ("",) if written or typed in PLAIN else ("", " --json", " --pretty"):
            answer = told(f"farmer {typed.format(to=tmp_path / str(at))}{form}")
            assert answer.status in (0, 10, 11), (typed, answer.err)
            assert "Carla" not in answer.out, typed
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert bool(files) == written, typed
        for path in files:
            assert "Carla" not in path.read_text(encoding="utf-8"), typed
            path.unlink()


def test_table_of_people_has_nobody_who_is_only_known_of(told: Farmer, tmp_path: Path) -> None:
    assert told(f"farmer export --format csv -o {tmp_path}/tables").status == 0
    people = (tmp_path / "tables" / "people.csv").read_text(encoding="utf-8-sig")
    assert "Ana Ruiz" in people
    assert "Carla" not in people


@pytest.mark.parametrize("wanted", ["Carla", "port", "board"])
def test_whoever_is_known_of_is_found_and_reached_until_their_last_day_and_then_no_more(
    told: Farmer, wanted: str
) -> None:
    def of_carla(day: str) -> bool:
        found = told(f"farmer find {wanted} --json", today=day).data["matches"]
        return any(match["what"] == "link" or match["person"]["name"] == NAME for match in found)

    def doors(day: str) -> list[str]:
        reached = told("farmer reach 'Carla Voss' --json", today=day)
        return [way["to"]["name"] for way in reached.data["ways"]]

    told("farmer remove k1")  # the link of two whom you have met has no end
    assert of_carla(LAST_DAY)
    assert doors(LAST_DAY) == [NAME]
    assert not of_carla(OVER)
    assert doors(OVER) == []
    told(f"farmer link Ana Carla --on {LAST_DAY}", today=OVER)
    assert of_carla(OVER)
    assert doors(OVER) == [NAME]


def test_what_is_not_shown_any_more_is_not_counted(told: Farmer) -> None:
    told("farmer link Ana 'Di Port' --new --on 2028-05-01", today=LAST_DAY)
    told("farmer link Ana 'Ed Port' --new --on 2026-06-01", today=LAST_DAY)
    days = (LAST_DAY, OVER)
    before, after = (told("farmer find port --limit 2 --json", today=day).data for day in days)
    assert (len(before["matches"]), before["total"]) == (2, 4)
    assert {match["person"]["name"] for match in after["matches"]} == {"Ana Ruiz", "Di Port"}
    assert after["total"] == 2


def test_reach_says_that_their_time_is_over_and_what_to_do(told: Farmer) -> None:
    shown = told("farmer reach Carla --pretty", today=OVER)
    assert shown.status == 3
    said = " ".join(shown.out.split())
    assert "Carla Voss was only known of until 31 May 2028" in said
    assert "farmer link NAME 'Carla Voss'" in said
    assert "farmer forget c3" in said
    assert "Nobody is known to know them" not in said


def test_nobody_leads_through_somebody_who_is_known_of_no_longer(told: Farmer) -> None:
    months = ("2027-07-07", "2027-09-08", "2027-11-10", "2028-01-12", "2028-03-16", "2028-05-04")
    for day in months:
        told(f"farmer log Ana --kind meeting --by both --on {day}", today=OVER)
    for day in months[:3]:
        told(f"farmer mark Ana gave --on {day}", today=OVER)
    told("farmer link Carla 'Di Moss' --on 2026-06-01 --strength close")
    for day, doors in ((LAST_DAY, 1), (OVER, 0)):
        told("farmer link Bo Di --not --on 2028-05-01", today=OVER)
        reached = told("farmer reach Di --json", today=day)
        assert len(reached.data["ways"]) == doors, day


def test_denial_renews_nobody(told: Farmer) -> None:
    told("farmer link Bo Carla --not --on 2028-05-30", today=LAST_DAY)
    assert told("farmer find Carla", today=LAST_DAY).rows
    assert not told("farmer find Carla", today=OVER).rows


def test_whoever_is_known_of_no_longer_is_among_those_kept_too_long(told: Farmer) -> None:
    told("farmer config set keep-for '10 years'")
    told("farmer remove k1")
    before = told("farmer forget --past-keeping --yes --json", today=LAST_DAY)
    assert before.data["people"] == []
    asked = told("farmer forget --past-keeping", today=OVER)
    assert "or no link to whoever is only known of was told for two years" in asked.err
    gone = told("farmer forget --past-keeping --yes --json", today=OVER)
    assert [each["id"] for each in gone.data["people"]] == ["c3"]


def test_completion_offers_whoever_is_known_of_where_they_are_reached_and_nowhere_else(
    told: Farmer,
) -> None:
    told("farmer link Ana 'Cara Dee' --on 2026-06-01")
    for typed in ("reach", "link Ana", "check Ana --to", "request add Ana --to"):
        offered = told(f"farmer __complete zsh {typed} Car").out
        assert offered == "Carla Voss\tPort, only known of\nCara Dee\tonly known of\n", typed
        assert told(f"farmer __complete zsh {typed} Car", today=OVER).out == "", typed
    for typed in ("check", "show", "log", "draft", "link", "forget"):
        assert told(f"farmer __complete zsh {typed} Car").out == "", typed


def test_whoever_may_be_meant_and_is_only_known_of_is_not_called_archived(told: Farmer) -> None:
    told("farmer link Bo 'Carla Rao' --new")
    told("farmer log 'Carla Lund' --new --on 2026-05-02")
    told("farmer archive 'Carla Lund'")
    refused = told("farmer reach Carla").err
    assert refused.count("no talk recorded, only known of") == 2
    assert "Carla Lund, last talk 2 May 2026, archived" in refused


@pytest.mark.parametrize("name", [NAME, "Bo Li"])
def test_namesake_becomes_known_of_where_that_is_said(told: Farmer, name: str) -> None:
    before = told(f"farmer link Ana '{name}' --json").data
    assert before["added"] is False
    answer = told(f"farmer link Ana '{name}' --new --how 'from school' --json")
    assert (answer.data["added"], answer.data["known_of"]["name"]) == (True, name)
    assert answer.data["link"]["other"]["id"] != before["link"]["other"]["id"]
    assert "There is also" in answer.err
    assert told(f"farmer link Ana '{name}'").status == 4


def test_line_of_a_log_adds_no_namesake(told: Farmer) -> None:
    """There `--new` is about whom the ledger does not know."""
    noted = told(f"farmer log 'Bo knows {NAME} from the mill' --new --json").data
    assert (noted["added"], noted["link"]["other"]["id"]) == (False, "c3")
