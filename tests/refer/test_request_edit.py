"""Requests and their steps are corrected, and what was judged follows."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Farmer


@pytest.fixture
def asked(farmer: Farmer) -> Farmer:
    """Somebody asked for an introduction that went well; others are known."""
    farmer('farmer log "Joe Marsh" "Ana Ruiz" "Bo Lang" --new --on 2026-01-05')
    farmer('farmer request add Joe --to Ana --need "lunch marketing" --on 2026-03-01')
    farmer("farmer request ask-target r1 --on 2026-03-02")
    farmer("farmer request target-said r1 yes --on 2026-03-03")
    farmer('farmer request introduce r1 --anyway "they insisted" --level 3 --on 2026-03-04')
    farmer("farmer request outcome r1 business --amount 1200 --currency EUR --on 2026-04-01")
    return farmer


def test_a_request_is_corrected_in_every_field(asked: Farmer) -> None:
    edited = asked(
        'farmer edit r1 --need "launch marketing" --via call --began me --inside yes --json'
    ).data
    assert edited["replaced"] == {"r1": "lunch marketing"}
    shown = asked("farmer request show r1 --json").data
    told = {name: shown[name] for name in ("need", "via", "began", "inside")}
    assert told == {"need": "launch marketing", "via": "call", "began": "me", "inside": True}
    asked("farmer undo")
    assert asked("farmer request show r1 --json").data["need"] == "lunch marketing"


def test_whom_it_is_to_meet_is_corrected_with_what_was_judged_of_them(asked: Farmer) -> None:
    """Nothing that was judged of the wrong person stays with the request, or with them."""
    before = asked("farmer request show r1 --json").data["steps"]
    assert asked("farmer edit r1 --to Bo").status == 0
    [request] = json.loads(asked("farmer export").out)["requests"]
    assert request["target_id"] == 3
    assert [step["verdict"] for step in request["steps"]] == [step["verdict"] for step in before]
    facts = [line["what"] for line in asked("farmer show Bo --json").data["history"]]
    assert {"asked_them", "gave"} <= set(facts)
    assert not [line for line in asked("farmer show Ana").rows if line[1] == "r1"]
    assert asked('farmer edit r1 --to "a printer"').status == 0
    [request] = json.loads(asked("farmer export").out)["requests"]
    assert (request["target_id"], request["target"]) == (None, "a printer")
    assert [step["target_then"] for step in request["steps"]] == [None] * 5


def test_who_asked_is_corrected_and_is_never_on_both_sides(asked: Farmer) -> None:
    assert asked("farmer edit r1 --who Bo --json").data["names"] == ["Bo Lang"]
    assert asked("farmer edit r1 --who Ana").status == 2
    assert asked("farmer edit r1 --to Bo").status == 2
    facts = [line["what"] for line in asked("farmer show Bo --json").data["history"]]
    assert "ref_out_good" in facts


@pytest.mark.parametrize(
    ("one", "options", "field", "value"),
    [
        ("s5", "--amount 1500", "amount_minor", 150_000),
        ("s5", "--amount 1500 --currency JPY", "amount_minor", 1500),
        ("s5", '--amount ""', "currency", None),
        ("s5", "--outcome good", "outcome", "good"),
        ("s4", "--level 5", "level", 5),
        ("s4", '--level ""', "level", None),
        ("s2", "--note asked", "note", "asked"),
        ("s2", "--on 2026-03-03", "on", "2026-03-03"),
        ("s4", "--add-note more", "note", "they insisted\nmore"),
        ("r1", "--on 2026-02-27", "on", "2026-02-27"),
    ],
)
def test_a_step_is_corrected(
    asked: Farmer, one: str, options: str, field: str, value: object
) -> None:
    before = asked("farmer export").told
    assert asked(f"farmer edit {one} {options}").status == 0
    steps = {step["id"]: step for step in asked("farmer request show r1 --json").data["steps"]}
    assert steps[one.replace("r1", "s1")][field] == value
    asked("farmer undo")
    assert asked("farmer export").told == before


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("s2 --on 2026-03-20", 5),
        ("s4 --on 2026-02-01", 5),
        ("s4 --amount 5", 2),
        ("s2 --level 3", 2),
        ("s5 --currency EUR", 2),
        ("s5 --amount much", 2),
        ("s4 --level 9", 2),
        ("s4 --who Bo", 2),
        ("r1 --level 3", 2),
        ('r1 --need ""', 2),
        ("r1 --inside perhaps", 2),
        ("r1 t1 --on 2026-03-01", 2),
        ("r1 Ana --need x", 2),
        ("s99 --note x", 3),
        ("r99 --need x", 3),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    asked: Farmer, words: str, status: int
) -> None:
    before = asked("farmer export").told
    assert asked(f"farmer edit {words}").status == status
    assert asked("farmer export").told == before


def test_what_you_asked_yourself_is_corrected(asked: Farmer) -> None:
    asked('farmer ask Joe --to Bo --for "a port office by june" --sent --on 2026-05-01')
    [request] = asked("farmer request list --received --json").data["requests"]
    one = request["id"]
    assert asked(f"farmer edit {one} --who Ana").status == 0
    assert [line for line in asked("farmer show Ana").rows if line[1] == one]
    assert not [line for line in asked("farmer show Joe").rows if line[1] == one]
