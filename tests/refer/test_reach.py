"""Through whom: a stranger is told no, a farmed connector opens the door, no other is named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Farmer, Outcome
from tests.refer.villages import VILLAGES, Village

MEETINGS = (
    "2025-05-05",
    "2025-07-07",
    "2025-09-08",
    "2025-11-10",
    "2026-01-12",
    "2026-03-16",
    "2026-05-04",
)
GIVEN = ("2025-08-01", "2025-11-03", "2026-02-02")
_LINK = re.compile(r"(?P<who>[\w ]+) > (?P<other>.+?)(?: (?P<how>met|works|close|not))?$")


def farm(farmer: Farmer, who: str) -> None:
    """A year in which you gave before you ask."""
    for day in MEETINGS:
        farmer(f"farmer log '{who}' --new --kind meeting --by both --on {day}")
    for day in GIVEN:
        farmer(f"farmer mark '{who}' gave --on {day}")


def build(farmer: Farmer, village: Village) -> None:
    """Type the village into the ledger."""
    farmer("farmer log Ana Bo Cy Di --new --kind meeting --on 2026-04-01")
    for who in village.farmed.split():
        farm(farmer, who)
    for line in village.links:
        found = _LINK.fullmatch(line)
        assert found is not None
        told = "--not" if found["how"] == "not" else f"--strength {found['how'] or 'met'}"
        assert farmer(f"farmer link '{found['who']}' '{found['other']}' {told}").status == 0


def best(reached: Outcome) -> str:
    """Whom to ask first, and whom they would ask."""
    ways = reached.data["ways"]
    return "+".join(each["name"] for each in ways[0]["door"]["connectors"]) if ways else ""


@pytest.mark.parametrize("name", VILLAGES)
def test_best_door_of_a_village_is_found_by_name_and_by_what_a_search_finds(
    farmer: Farmer, name: str
) -> None:
    village = VILLAGES[name]
    build(farmer, village)
    reached = farmer(f"farmer reach '{village.wanted}' --json")
    assert (best(reached), reached.status) == (village.best, village.status)
    if village.words:
        found = farmer(f"farmer reach '{village.words}' --json")
        assert (best(found), found.status) == (village.best, 0)


def test_story_of_a_stranger_who_is_told_no_and_of_the_door_that_opens(farmer: Farmer) -> None:
    """A year of farming stands between the first wish and the first question."""
    farmer("farmer log 'Ana Ruiz' --new --kind meeting --on 2025-06-02")
    nobody = farmer("farmer reach 'Carla Voss'")
    assert (nobody.status, "nobody called" in nobody.err) == (3, True)
    farmer("farmer link Ana 'Carla Voss' --how 'on the board together' --told-by Ana")
    early = farmer("farmer reach Carla --as-of 2025-07-01", today="2025-07-01")
    assert early.status == 3  # the link was told a year later
    closed = farmer("farmer reach Carla")
    assert (closed.status, closed.rows[0][:3]) == (11, ["door", "closed", "not yet"])
    farm(farmer, "Ana Ruiz")
    opened = farmer("farmer reach Carla --json")
    (way,) = opened.data["ways"]
    assert (opened.status, way["door"]["is_open"], opened.data["verdict"]) == (0, True, "farmed")
    assert way["door"]["bonds"][0]["told_by"]["name"] == "Ana Ruiz"
    asked = farmer("farmer ask 'Ana Ruiz' --for 'a word with Carla Voss'")
    assert asked.status == 0
    checked = farmer("farmer check Ana --to Carla --json")
    assert [each["connectors"][0]["name"] for each in checked.data["through"]] == ["Ana Ruiz"]


def test_of_a_firm_only_farmed_connectors_are_named_and_the_others_are_a_number(
    farmer: Farmer,
) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer log 'Bo Li' 'Cy Ode' --new --kind meeting --on 2026-04-01")
    for who in ("Ana", "Bo", "Cy"):
        farmer(f"farmer link {who} 'Carla Voss (Port Authority)' --new")
    answer = farmer("farmer reach 'port authority'")
    assert "Bo" not in answer.out
    assert "Cy" not in answer.out
    assert ["not-named", "2"] in answer.rows
    drawn = farmer("farmer reach 'port authority' --pretty").out
    assert "Ana Ruiz, farmed" in drawn
    assert "Two other people may open a door" in drawn


def test_what_the_ledger_knows_by_itself_is_a_hint_until_it_is_denied(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer add 'Bo Li' --company Harbour --through Ana")
    farmer("farmer edit Ana --company harbour")
    (way,) = farmer("farmer reach Bo --json").data["ways"]
    assert way["door"]["bonds"][0]["basis"] == "through"
    farmer("farmer edit Bo --through ''")
    (way,) = farmer("farmer reach Bo --json").data["ways"]
    assert way["door"]["bonds"][0]["basis"] == "firm"
    farmer("farmer link Ana Bo --not")
    assert farmer("farmer reach Bo").status == 3


def test_connection_on_a_network_opens_nothing(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer log 'Bo Li' Ana --new --kind connect --at LinkedIn --on 2026-05-01")
    farmer("farmer log Bo Ana --kind connect --at LinkedIn --on 2026-05-02")
    farmer("farmer log Bo Ana --kind connect --at LinkedIn --on 2026-05-03")
    assert farmer("farmer reach Bo").status == 3


def test_archived_connector_is_not_asked(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer link Ana 'Carla Voss'")
    farmer("farmer archive Ana")
    assert farmer("farmer reach Carla").status == 3


def test_forgotten_connector_opens_no_door(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer link Ana 'Carla Voss'")
    farmer("farmer forget Ana --yes")
    reached = farmer("farmer reach Carla --json")
    assert (reached.status, reached.data["ways"]) == (3, [])
    assert "Ana" not in reached.out


@pytest.mark.parametrize("typed", ["''", "'Zed Zulu'"])
def test_whom_nobody_and_nothing_answers_to_is_refused(farmer: Farmer, typed: str) -> None:
    farmer("farmer log 'Ana Ruiz' --new")
    refused = farmer(f"farmer reach {typed}")
    assert (refused.status in (2, 3), refused.out) == (True, "")


def test_request_for_whom_you_only_know_of_waits_for_the_connector(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer link Ana 'Carla Voss'")
    words = "--by me --connector Ana --to 'Carla Voss' --need 'a word'"
    assert farmer(f"farmer request add {words}").status == 0
    drawn = farmer("farmer request --pretty").out
    assert "Carla Voss" in drawn
    assert "archived" not in drawn


def test_relation_of_a_card_is_a_hint_either_way_and_a_link_that_was_told_takes_its_place(
    farmer: Farmer, tmp_path: Path
) -> None:
    card = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ana Ruiz\nRELATED;TYPE=agent;VALUE=text:Jo Park\nEND:VCARD\n"
    )
    (tmp_path / "ana.vcf").write_text(card, encoding="utf-8")
    farmer("farmer log 'Jo Park' --new --kind meeting --on 2026-04-01")
    farmer(f"farmer import {tmp_path / 'ana.vcf'}")
    for wanted, connector in (("Jo", "Ana Ruiz"), ("Ana", "Jo Park")):
        [way] = farmer(f"farmer reach {wanted} --json").data["ways"]
        assert way["door"]["connectors"][0]["name"] == connector
        assert (way["door"]["bonds"][0]["basis"], way["door"]["bonds"][0]["how"]) == (
            *("related", "agent"),
        )
    farmer("farmer link Ana Jo --strength works")
    [way] = farmer("farmer reach Jo --json").data["ways"]
    assert way["door"]["bonds"][0]["basis"] == "works"
    farmer("farmer link Ana Jo --not")
    assert farmer("farmer reach Jo").status == 3


def test_farmed_contacts_beside_the_doors_are_a_number_by_firm_trade_or_a_word_of_it(
    farmer: Farmer,
) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer log 'Bo Li' --new --kind meeting --on 2026-04-01")
    farmer("farmer link Bo 'Carla Voss (Port Authority)'")
    for noted, word in (
        ("gains Ana --networks 'half of the port authority'", "Port Authority"),
        ("gains Ana --networks 'Harbour Pilots'", ""),
        ("edit Carla --title 'harbour pilots'", "harbour pilots"),
        ("edit Carla --title 'Head of Pilots'", "Pilots"),
    ):
        assert farmer(f"farmer {noted}").status == 0
        found = farmer("farmer reach Carla --json").data
        assert (found["beside"], found["beside_word"]) == (int(bool(word)), word), noted
    drawn = " ".join(farmer("farmer reach Carla --pretty").out.split())
    assert "One farmed contact is found by “Pilots”: farmer find Pilots" in drawn
    farmer("farmer link Ana Carla")
    assert farmer("farmer reach Carla --json").data["beside"] == 0  # she is named already


def test_of_whom_nobody_knows_anything_it_is_said_how_to_note_who_knows_them(
    farmer: Farmer,
) -> None:
    farmer("farmer log 'Ana Ruiz' --new")
    refused = farmer("farmer reach 'Zed Zulu'")
    assert refused.status == 3
    assert "farmer link NAME 'Zed Zulu'" in refused.err
    assert "farmer add" not in refused.err
    assert "Did you mean" in farmer("farmer reach 'Ana Ruis'").err


def test_what_finds_only_your_own_contacts_needs_nobody_between(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer gains Ana --networks shipping")
    drawn = farmer("farmer reach shipping --pretty")
    assert (drawn.status, "you need nobody between" in drawn.out) == (0, True)
    assert "no door" not in drawn.out


def test_check_of_an_introduction_to_whom_you_only_know_of_says_through_whom(
    farmer: Farmer,
) -> None:
    """Not through whoever asks for it: of them it is said that they know each other."""
    farm(farmer, "Ana Ruiz")
    farmer("farmer log 'Bo Li' 'Cy Ode' --new --kind meeting --on 2026-04-01")
    farmer("farmer link Bo 'Carla Voss (Port)'")

    def said(who: str) -> str:
        return " ".join(farmer(f"farmer check {who} --to Carla --pretty").out.split())

    nobody = "Nobody whom you have farmed is known to know them: farmer reach 'Carla Voss'"
    assert nobody in said("Cy")
    farmer("farmer link Ana Carla")
    assert "You only know of Carla Voss. Ana Ruiz may open the door" in said("Cy")
    assert "Ana Ruiz is known to know them already. Nobody else whom you have" in said("Ana")


def test_how_earlier_requests_of_a_connector_turned_out_is_said(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer log 'Bo Li' 'Di Moss' --new --kind meeting --on 2026-04-01")
    farmer("farmer link Ana 'Carla Voss'")
    for number, (to, outcome) in enumerate((("Bo", "good"), ("Di", "bad")), start=1):
        told = f"--by me --connector Ana --to {to} --need 'a word'"
        assert farmer(f"farmer request add {told}").status == 0
        for step in (f"sent r{number}", f"introduce r{number}", f"outcome r{number} {outcome}"):
            assert farmer(f"farmer request {step}").status == 0, step
    [way] = farmer("farmer reach Carla --json").data["ways"]
    assert way["door"]["review"] == [1, 1]
    drawn = " ".join(farmer("farmer reach Carla --pretty").out.split())
    assert "Of what you asked of them before, one went well and one went badly." in drawn


def test_people_of_a_door_are_called_in_short_but_namesakes(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer link Ana 'Carla Voss' --how 'on the board together' --told-by Ana")
    drawn = " ".join(farmer("farmer reach Carla --pretty").out.split())
    assert "on the board together, with Carla, told by Ana in June 2026." in drawn
    assert "Ask Ana: farmer ask 'Ana Ruiz' --for 'a word with Carla Voss'" in drawn
    farmer("farmer link Ana 'Ana Pohl' --how 'from school' --new")
    drawn = " ".join(farmer("farmer reach 'Ana Pohl' --pretty").out.split())
    assert "from school, with Ana Pohl, told in June 2026" in drawn
    assert "Ask Ana Ruiz:" in drawn


@pytest.mark.parametrize("column", ["Met through", "Introduced By", "Referred By", "Assistant"])
def test_who_led_to_somebody_by_a_column_of_a_table_is_a_hint(
    farmer: Farmer, tmp_path: Path, column: str
) -> None:
    farmer("farmer log 'Ana Ruiz' --new --kind meeting --on 2026-04-01")
    table = f"Name,Email,{column}\nCy Ode,cy@ode.example,Ana Ruiz\nDi Moss,d@m.example,Eva Oak\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    assert farmer(f"farmer import {tmp_path / 't.csv'}").status == 0
    [way] = farmer("farmer reach Cy --json").data["ways"]
    assert (way["door"]["connectors"][0]["name"], way["door"]["bonds"][0]["how"]) == (
        *("Ana Ruiz", column.lower()),
    )
    proposed = farmer("farmer reach 'Eva Oak'")
    assert proposed.status == 3
    assert "farmer link 'Di Moss' 'Eva Oak' --how " in proposed.err


def test_own_table_that_comes_back_brings_no_relation_for_who_led_to_whom(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer("farmer log 'Ana Ruiz' 'Bo Li' --new --kind meeting --on 2026-04-01")
    farmer("farmer edit Bo --through Ana")
    farmer(f"farmer export --format csv -o {tmp_path}")
    assert farmer(f"farmer import {tmp_path / 'people.csv'} --json").data["unchanged"] == 2
    assert farmer("farmer show Bo --json").data["details"] == []


@pytest.mark.parametrize("done", ["tag Ana @private", "snooze Ana --until 2027-01-01"])
def test_whoever_is_private_or_snoozed_still_opens_a_door(farmer: Farmer, done: str) -> None:
    """At your own terminal they are yours; that you let them be for a while is no refusal."""
    farm(farmer, "Ana Ruiz")
    farmer("farmer link Ana 'Carla Voss (Port)'")
    before = farmer("farmer reach Carla")
    assert farmer(f"farmer {done}").status == 0
    assert farmer("farmer reach Carla").out == before.out
    assert farmer("farmer reach port").status == 0


def test_archived_person_stands_in_no_door_as_the_second_either(farmer: Farmer) -> None:
    """Nor where they know the wanted one themselves, and a farmed one who does."""
    farm(farmer, "Ana Ruiz")
    farmer("farmer log 'Bo Li' --new --kind meeting --on 2026-04-01")
    for told in ("Ana Bo", "Bo 'Carla Voss'"):
        farmer(f"farmer link {told} --strength close")
    assert best(farmer("farmer reach Carla --json")) == "Ana Ruiz+Bo Li"
    farmer("farmer archive Bo")
    assert farmer("farmer reach Carla").status == 3
    farmer("farmer link Ana Carla")
    ways = farmer("farmer reach Carla --json").data["ways"]
    assert [[each["name"] for each in way["door"]["connectors"]] for way in ways] == [["Ana Ruiz"]]


def test_links_in_a_ring_lead_to_each_once_and_never_back(farmer: Farmer) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer log 'Bo Li' 'Cy Ode' --new --kind meeting --on 2026-04-01")
    for told in ("Ana Bo", "Bo Ana", "Bo Cy", "Cy Ana", "Ana 'Eva Port'", "Cy 'Eva Port'"):
        assert farmer(f"farmer link {told} --strength works").status == 0
    for wanted in ("Eva", "Bo", "Cy", "Ana"):
        reached = farmer(f"farmer reach {wanted} --json").data
        ways = [[each["id"] for each in way["door"]["connectors"]] for way in reached["ways"]]
        assert len(ways) == len({*map(tuple, ways)})
        for way in ways:
            assert len({*way, reached["person"]["id"]}) == len(way) + 1


def test_one_who_knows_a_thousand_opens_the_door_to_each(
    farmer: Farmer, ledger: Path, tmp_path: Path
) -> None:
    farm(farmer, "Ana Ruiz")
    farmer("farmer link Ana 'Paaa Oak' --how 'hall 0'")
    whole = farmer("farmer export").envelope
    (person,) = (each for each in whole["contacts"] if each["name"] == "Paaa Oak")
    (link,) = whole["links"]
    for number in range(1, 1000):
        name = "P" + "".join(chr(97 + number // by % 10) for by in (100, 10, 1)) + " Oak"
        other = person["id"] + number
        whole["contacts"].append({**person, "id": other, "name": name})
        told = {"id": link["id"] + number, "other_id": other, "how": f"hall {number}"}
        whole["links"].append({**link, **told})
    whole["names"] = []
    (tmp_path / "whole.json").write_text(json.dumps(whole), encoding="utf-8")
    ledger.unlink()
    assert farmer(f"farmer import {tmp_path / 'whole.json'}").status == 0
    assert farmer("farmer doctor").status == 0
    for wanted in ("Paaa Oak", "Pjjj Oak", "Pefg Oak"):
        assert best(farmer(f"farmer reach '{wanted}' --json")) == "Ana Ruiz"
    assert len(farmer("farmer show Ana --json").data["links"]) == 1000
    assert farmer("farmer find 'hall 512' --json").data["total"] == 1
    assert len(farmer("farmer list").rows) == 1
    assert farmer("farmer remove k501").status == 0
    assert farmer("farmer reach 'Pfaa Oak'").status == 3
    assert farmer("farmer undo").status == 0
    assert farmer("farmer reach 'Pfaa Oak'").status == 0
    assert farmer("farmer forget Ana --yes").status == 0
    assert farmer("farmer reach 'Pjjj Oak'").status == 3
    assert b"Ana" not in ledger.read_bytes()


def test_door_that_is_nearly_open_exits_as_a_check_of_the_connector_does(farmer: Farmer) -> None:
    for day in MEETINGS:
        farmer(f"farmer log 'Ana Ruiz' --new --kind meeting --by both --on {day}")
    farmer(f"farmer mark Ana gave --on {GIVEN[0]}")
    farmer("farmer link Ana 'Carla Voss'")
    reached = farmer("farmer reach Carla")
    assert (reached.status, reached.rows[0][:3]) == (10, ["door", "closed", "almost"])
    assert farmer("farmer check Ana --as target").status == 10


def test_command_of_a_door_of_two_asks_the_first_for_the_second_who_knows_the_wanted(
    farmer: Farmer,
) -> None:
    build(farmer, VILLAGES["two in a row"])
    drawn = " ".join(farmer("farmer reach Carla --pretty").out.split())
    assert "farmer ask Ana --for 'a word with Eva Port, who knows Carla Voss'" in drawn
    assert farmer("farmer ask Ana --for 'a word with Eva Port, who knows Carla Voss'").status == 0


def test_no_child_is_a_door(farmer: Farmer, tmp_path: Path) -> None:
    """Neither by a column nor by a card: what a file says of children leads nowhere."""
    farmer("farmer log 'Tim Ruiz' 'Mia Ode' --new --kind meeting --on 2026-04-01")
    table = "Name,Email,Children,Manager's Name\nAna Ruiz,ana@x.example,Tim Ruiz,Mia Ode\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    card = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Cy Ode\nRELATED;TYPE=child;VALUE=text:Tim Ruiz\nEND:VCARD\n"
    )
    (tmp_path / "c.vcf").write_text(card, encoding="utf-8")
    for name in ("t.csv", "c.vcf"):
        assert farmer(f"farmer import {tmp_path / name}").status == 0
    assert farmer("farmer reach Tim --json").data["ways"] == []
    assert best(farmer("farmer reach Mia --json")) == "Ana Ruiz"
