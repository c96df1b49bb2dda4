"""Requests from the ask to the thank-you, typed as a user types them."""

from __future__ import annotations

from tests.conftest import Farmer


def test_the_stranger_is_declined_then_farmed_for_a_year_and_introduced(farmed: Farmer) -> None:
    """Joe asks at once; the answer is kind, dated and kept; a year later it is yes."""
    farmed('farmer log "Joe Marsh" --kind event --minutes 3 --depth 0 --by them --on 2025-01-15 '
           '--new', today="2025-01-15")  # fmt: skip
    asked = farmed(
        'farmer request add Joe --to Gita --need "launch marketing" --json', today="2025-01-15"
    )
    assert asked.data["checked"]["verdict"] == "not yet"
    assert "too early" in asked.data["request"]["next"]
    refused = farmed("farmer request introduce r1", today="2025-01-15")
    assert refused.status == 5
    farmed('farmer request decline r1 --note "let us meet first"', today="2025-01-16")
    assert farmed("farmer request list --json", today="2025-01-16").data["requests"] == []

    for month in range(2, 13):
        by = "me" if month % 2 else "them"
        farmed(f"farmer log Joe --by {by} --on 2025-{month:02}-20")
    for day in ("2025-04-01", "2025-07-01", "2025-10-01"):
        farmed(f"farmer mark Joe used --on {day}")
        farmed(f"farmer mark Joe kept --on {day}")
    farmed("farmer request reopen r1", today="2026-01-05")
    farmed("farmer request ask-target r1", today="2026-01-06")
    farmed("farmer request target-said r1 yes", today="2026-01-08")
    made = farmed("farmer request introduce r1 --level 5 --json", today="2026-01-09")
    assert made.status == 0, made.err
    assert made.data["checked"]["verdict"] == "farmed"
    farmed("farmer request met r1", today="2026-01-20")
    farmed("farmer request outcome r1 business --amount 1200 --currency EUR", today="2026-02-01")
    closed = farmed("farmer request thanked r1 --json", today="2026-02-02")
    story = closed.data["request"]["steps"]
    assert [step["step"] for step in story] == [
        "asked", "decline", "reopen", "ask-target", "target-yes", "introduce", "met", "outcome",
        "thanked",
    ]  # fmt: skip
    assert (story[0]["verdict"], story[5]["verdict"]) == ("not yet", "farmed")
    listed = farmed("farmer request list --given --since 2026-01-01 --json", today="2026-02-02")
    assert listed.data["closed"] == {"EUR": 120000}


def test_a_target_who_says_no(farmed: Farmer) -> None:
    """It ends there; the asker is told, and the answer stays with you."""
    farmed('farmer request add Cleo --to Gita --need "new cards"', today="2026-01-05")
    farmed("farmer request ask-target r1", today="2026-01-05")
    said = farmed("farmer request target-said r1 no --json", today="2026-01-06")
    assert said.data["request"]["state"] == "target no"
    assert farmed("farmer request introduce r1", today="2026-01-07").status == 5
    asked = farmed("farmer show Gita --json", today="2026-01-07").data["history"]
    assert [line["what"] for line in asked if line["id"] == "r1"] == ["asked_them"]
    farmed("farmer undo", today="2026-01-07")
    farmed("farmer undo", today="2026-01-07")
    asked = farmed("farmer show Gita --json", today="2026-01-07").data["history"]
    assert [line for line in asked if line["id"] == "r1"] == []


def test_an_override_that_ends_badly_costs_the_asker(farmed: Farmer) -> None:
    """What is made anyway is remembered, and so is what came of it."""
    farmed('farmer log "Joe Marsh" --by them --on 2026-01-02 --new', today="2026-01-05")
    farmed('farmer request add Joe --to Gita --need "a stand at her fair"', today="2026-01-05")
    farmed("farmer request ask-target r1", today="2026-01-05")
    farmed("farmer request target-said r1 yes", today="2026-01-06")
    refused = farmed("farmer request introduce r1", today="2026-01-07")
    assert (refused.status, "--anyway" in refused.err) == (5, True)
    farmed('farmer request introduce r1 --anyway "he begged" --level 2', today="2026-01-07")
    before = farmed("farmer check Joe --json", today="2026-01-20").data["score"]
    farmed('farmer request outcome r1 bad --note "never came"', today="2026-01-20")
    after = farmed("farmer check Joe --json", today="2026-01-20").data
    assert after["score"] <= before
    (reliability,) = [
        gate["sentence"] for gate in after["asker"]["assessment"]["gates"] if gate["id"] == "S5"
    ]
    assert "A referral went badly on 20 Jan 2026 (never came)" in reliability
    tallies = farmed("farmer request review --json", today="2026-01-21").data["tallies"]
    assert {"by": "verdict", "value": "not yet", "made": 1, "well": 0, "badly": 1, "no_fit": 0,
            "open": 0} in tallies  # fmt: skip


def test_the_verdict_of_a_request_leaves_out_what_came_of_it(farmed: Farmer) -> None:
    """Asking Gita is a withdrawal, but not against the request that it is made for."""
    farmed("farmer mark Gita asked-them --on 2025-12-01")
    farmed('farmer request add Cleo --to Gita --need "new cards"', today="2026-01-05")
    farmed("farmer request ask-target r1", today="2026-01-05")
    farmed("farmer request target-said r1 yes", today="2026-01-06")
    alone = farmed("farmer check Gita --as target --json", today="2026-01-07").data["score"]
    made = farmed('farmer request introduce r1 --json --anyway "x"', today="2026-01-07").data
    assert made["checked"]["target"]["assessment"]["score"] > alone


def test_a_week_of_slips(farmed: Farmer) -> None:
    """Wrong steps, wrong days, wrong ids: a sentence each, and nothing written."""
    farmed('farmer request add Cleo --to "a buyer" --need "a first talk"', today="2026-01-05")
    for command, status, said in (
        ("request met r1", 5, "cannot come now"),
        ("request ask-target r1 --on 2026-01-01", 5, "before the last step"),
        ("request ask-target r1 --on 2027-01-01", 2, "future"),
        ("request show r9", 3, "no request r9"),
        ("request show c1", 2, "not the id of a request"),
        ("request target-said r1 perhaps", 2, "There is no answer"),
        ('request add Cleo --to Cleo --need "x"', 2, "both sides"),
        ('request add Cleo --to "a buyer" --need " "', 2, "missing"),
        ('request add Cleo --to "a buyer" --need x --began them', 2, "There is no --began"),
        ("request outcome r1 meh", 2, "There is no outcome"),
        ("request introduce r1 --level 9", 2, "no level 9"),
    ):
        refused = farmed(f"farmer {command}", today="2026-01-06")
        assert (refused.status, said in refused.err) == (status, True), (command, refused.err)
    story = farmed("farmer request show r1 --json", today="2026-01-06").data["steps"]
    assert len(story) == 1
    named = farmed("farmer request ask-target r1 --to Gita --json", today="2026-01-06")
    assert named.data["request"]["target"]["name"] == "Gita Rao"
    assert named.data["request"]["target_words"] == ""


def test_a_step_takes_a_name_where_one_request_is_open(farmed: Farmer) -> None:
    """Of who asked or of whom they want to meet; never a guess among several."""
    farmed('farmer request add Cleo --to Gita --need "new cards"', today="2026-01-05")
    farmed("farmer request ask-target Cleo", today="2026-01-05")
    said = farmed("farmer request target-said Gita yes --json", today="2026-01-06")
    assert said.data["request"]["state"] == "target yes"
    farmed('farmer request add Cleo --to "a printer" --need "a press"', today="2026-01-07")
    several = farmed("farmer request withdraw Cleo --json", today="2026-01-08")
    assert several.status == 4
    assert list(several.envelope["error"]["candidates"]) == ["r1", "r2"]
    assert "2 requests" in several.envelope["error"]["message"]
    farmed('farmer request withdraw "A Printer"', today="2026-01-08")
    assert farmed("farmer request introduce Cleo", today="2026-01-09").status == 0
    # Of those that ended, the one that can be taken up again; and of one that is over, its story.
    again = farmed("farmer request reopen Cleo --json", today="2026-01-10")
    assert again.data["request"]["id"] == "r2"
    farmed("farmer request withdraw r2", today="2026-01-10")
    for step in ("met", "outcome", "thanked"):
        good = "good" if step == "outcome" else ""
        assert farmed(f"farmer request {step} Gita {good}", today="2026-01-11").status == 0
    over = farmed("farmer request met Gita", today="2026-01-12")
    assert (over.status, "is open" in over.err) == (3, True)
    assert farmed("farmer request show Gita --json", today="2026-01-12").data["id"] == "r1"
    assert farmed("farmer request show Cleo", today="2026-01-12").status == 4


def test_nobody_of_that_name_has_a_request(farmed: Farmer) -> None:
    """And an id of something else is no name."""
    unknown = farmed("farmer request met Nobody")
    assert (unknown.status, "knows nobody called" in unknown.err) == (3, True)
    assert farmed("farmer request met t1").status == 2
    assert farmed("farmer request met r9").status == 3
