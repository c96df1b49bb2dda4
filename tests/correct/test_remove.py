"""What was recorded by mistake is taken out."""

from __future__ import annotations

from tests.conftest import Farmer


def test_several_are_taken_out_and_come_back_at_once(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" "Bo Li" --new')
    farmer("farmer mark Ana kept")
    assert farmer("farmer remove t1 f1 --json").status == 0
    counts = farmer("farmer where --json").data["counts"]
    assert (counts["touchpoints"], counts["facts"], counts["contacts"]) == (1, 0, 2)
    farmer("farmer undo")
    counts = farmer("farmer where --json").data["counts"]
    assert (counts["touchpoints"], counts["facts"]) == (2, 1)


def test_where_one_is_not_there_none_is_taken_out(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --new')
    assert farmer("farmer remove t1 t9").status == 3
    assert farmer("farmer where --json").data["counts"]["touchpoints"] == 1


def test_what_was_asked_and_promised_is_taken_out_too(farmer: Farmer) -> None:
    """With what follows from it; undo brings back every step."""
    farmer('farmer log "Joe Marsh" "Ana Ruiz" --new --on 2026-01-05')
    farmer('farmer request add Joe --to Ana --need "a lease" --on 2026-03-01')
    farmer("farmer request ask-target r1 --on 2026-03-02")
    farmer('farmer promise add Ana "send it" --on 2026-03-01')
    farmer("farmer promise kept p1 --on 2026-03-03")
    before = farmer("farmer export").told
    assert len([row for row in farmer("farmer show Ana").rows if row[1] in ("r1", "p1")]) == 2
    told = farmer("farmer remove r1 p1 --dry-run").rows
    assert [(row[0], row[-1]) for row in told] == [("r1", "with its 2 steps"), ("p1", "")]
    assert farmer("farmer export").told == before
    assert farmer("farmer remove r1 p1").rows == told
    assert not [row for row in farmer("farmer show Ana").rows if row[1] in ("r1", "p1")]
    assert farmer("farmer request show r1").status == 3
    farmer("farmer undo")
    assert farmer("farmer export").told == before


def test_a_step_goes_only_where_no_later_one_rests_on_it(farmer: Farmer) -> None:
    farmer('farmer log "Joe Marsh" "Ana Ruiz" --new --on 2026-01-05')
    farmer('farmer request add Joe --to Ana --need "a lease" --on 2026-03-01')
    farmer("farmer request ask-target r1 --on 2026-03-02")
    farmer("farmer request target-said r1 no --on 2026-03-03")
    assert farmer("farmer remove s1").status == 5
    assert farmer("farmer remove s2").status == 5
    assert farmer("farmer remove s3").status == 0
    assert farmer("farmer request show r1 --json").data["state"] == "target asked"
    assert farmer("farmer remove s2 s1").status == 5
    farmer("farmer undo")
    assert farmer("farmer remove s2 s3").status == 0
    assert farmer("farmer request show r1 --json").data["state"] == "asked"


def test_it_says_what_becomes_of_what_happened_there(farmer: Farmer) -> None:
    """The touchpoints of an event stay without an occasion; an event goes with its last one."""
    farmer('farmer log "Ana Ruiz" "Bo Li" "Cy Ode" --new --at Mixer')
    [row] = farmer("farmer remove e1").rows
    assert row[-1] == (
        "3 touchpoints stay, without an occasion; "
        "that you met Ana Ruiz, Bo Li and Cy Ode there goes too"
    )
    shown = farmer("farmer show Ana --json").data
    assert (shown["history"][0]["event"], shown["met_at"]) == ("", "")
    assert shown["met_on"] == "2026-06-15"
    farmer("farmer undo")
    assert farmer("farmer show Ana --json").data["met_at"] == "Mixer"
    [row] = farmer("farmer remove t1").rows
    assert row[-1] == "“met Mixer, 15 Jun 2026” stays"
    gone = farmer("farmer remove t2 t3").rows
    assert {row[-1] for row in gone} == {
        "and with it the event Mixer (e1); “met Mixer, 15 Jun 2026” stays"
    }
    assert farmer("farmer remove e1").status == 3


def test_only_of_people_it_is_said_what_can_be_done_of_one(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --new')
    for typed in ("Ana", "c1"):
        assert f"farmer edit {typed}" in farmer(f"farmer remove {typed}").err
    for typed in ("xyz", "c9", "t"):
        refused = farmer(f"farmer remove {typed}")
        assert refused.status == 2
        assert f"“{typed}” is not the id of something recorded." in refused.err
        assert "farmer edit" not in refused.err


def test_where_somebody_was_met_by_other_words_stays_when_an_event_goes(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz" --met-at Mixer --met-on 2020-01-05')
    farmer("farmer log Ana --at Mixer")
    [row] = farmer("farmer remove e1").rows
    assert row[-1] == "1 touchpoint stays, without an occasion"
    shown = farmer("farmer show Ana --json").data
    assert (shown["met_at"], shown["met_on"]) == ("Mixer", "2020-01-05")


def test_no_refusal_points_at_forgetting_or_denies_what_is_there(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --new')
    farmer('farmer promise add Ana "send it"')
    for typed in ("Ana", "c1", "x9", "the lease"):
        refused = farmer(f'farmer remove "{typed}"')
        assert refused.status == 2
        assert "forget" not in refused.err
    for typed, noun in (("p7", "promise"), ("r7", "request"), ("s7", "step"), ("t7", "touchpoint")):
        assert f"no {noun} {typed}" in farmer(f"farmer remove {typed}").err
