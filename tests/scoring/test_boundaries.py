"""Each gate, cap, phase and level one step before it turns and where it turns (method C3, C4)."""

from __future__ import annotations

import pytest

from farmer.errors import InvalidValue
from farmer.model import NOTHING, REQUESTER, ROLES, TARGET, Role, Touch, Verdict
from farmer.scoring import Assessment, Fact
from farmer.scoring.score import verdict_of
from tests.scoring.diary import (
    ago,
    circles,
    facts,
    failing,
    judged,
    monthly,
    proofs,
    talks,
    touch,
)

FULL_YEAR = monthly(60, apart=7)


def full(*more: Fact, role: Role = REQUESTER, without: tuple[str, ...] = ()) -> Assessment:
    """A tie that lacks nothing, but for the facts it is to be without."""
    known = [fact for fact in proofs() if fact.what not in without]
    return judged(FULL_YEAR, [*known, *more], role)


# -- Thresholds and caps ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        (0, "not yet"),
        (39.99, "not yet"),
        (40 - 1.5e-9, "not yet"),
        (40 - 0.5e-9, "almost"),
        (40, "almost"),
        (69.99, "almost"),
        (70 - 1.5e-9, "almost"),
        (70 - 0.5e-9, "farmed"),
        (70, "farmed"),
        (100, "farmed"),
    ],
)
def test_a_threshold_is_met_exactly_but_for_a_rounding_error(score: float, verdict: str) -> None:
    assert verdict_of(score) == verdict


@pytest.mark.parametrize(("last", "verdict"), [(90, "farmed"), (91, "almost")])
def test_seventy_points_are_farmed_and_a_day_less_fresh_is_not(last: int, verdict: Verdict) -> None:
    """25 + 15 + 15 for a work seen + 6.67 for a promise + 3.33 for two starts each + 5."""
    met = [touch(last + 7 * week, by="both" if week < 2 else None) for week in range(60)]
    assessment = judged(met, facts("work:seen", 9) + facts("kept", 9))
    assert failing(assessment) == []
    assert assessment.score == pytest.approx(70 if last == 90 else 70 - 5 / 90)
    assert assessment.verdict == verdict


@pytest.mark.parametrize(("last", "verdict"), [(90, "almost"), (91, "not yet")])
def test_forty_points_are_almost_and_a_day_less_fresh_is_not(last: int, verdict: Verdict) -> None:
    """12.5 for a chapter + 15 + 5 for being told of the work + 2.5 for giving twice + 5."""
    met = [touch(last + 7 * week, by=None, minutes=90, group=5) for week in range(100)]
    assessment = judged(met, facts("work:told", 9) + facts("gave", 9, 16))
    assert not any(gate.hard for gate in assessment.failing)
    assert assessment.score == pytest.approx(40 if last == 90 else 40 - 5 / 90)
    assert assessment.verdict == verdict


def test_one_hard_gate_caps_at_39_and_one_soft_gate_at_69() -> None:
    breach, one_way = full(*facts("breach", 1)), judged(talks(*range(0, 420, 7), by="me"), [])
    assert failing(breach) == ["H5"]
    assert (breach.score, breach.verdict) == (39, "not yet")
    assert breach.raw == pytest.approx(100)
    assert "H3" in failing(one_way)
    assert one_way.score == 39 < one_way.raw
    told = full(*facts("work:told", 9), without=("work:used",))
    assert failing(told) == ["S4"]
    assert (told.score, told.verdict) == (69, "almost")
    assert told.raw > 69
    assert full().score == pytest.approx(100)


# -- Hard gates -------------------------------------------------------------------------------


def test_h0_a_profile_a_card_and_an_unanswered_call_are_no_meeting() -> None:
    nothing = [
        touch(days, kind)
        for days, kind in enumerate(["connect", "like", "card", "attended", "planned", "attempt"])
    ]
    assert failing(judged(nothing))[0] == "H0"
    assert "H0" not in failing(judged([*nothing, touch(9, "comment", depth=0)]))


def test_h1_one_call_is_a_live_touch_and_a_hundred_letters_are_none() -> None:
    letters = [touch(days, "letter") for days in range(100)]
    assert "H1" in failing(judged(letters))
    assert "H1" not in failing(judged([*letters, touch(400, "call", minutes=1, depth=0)]))
    assert "H1" not in failing(judged([]))


@pytest.mark.parametrize(("apart", "fires"), [(6, True), (7, False)])
def test_h2_three_contacts_each_a_week_apart(apart: int, fires: bool) -> None:
    met = talks(0, apart, 14)
    assert ("H2" in failing(judged(met))) == fires
    assert "H2" in failing(judged(talks(0, 7)))


def test_h3_and_h4_no_work_known_and_an_unhappy_end() -> None:
    assert failing(full(without=("work:used",))) == ["H3"]
    assert failing(full(*facts("unhappy", 1))) == ["H4"]
    assert failing(full(*facts("unhappy", 1), without=("work:used",))) == ["H4"]
    assert failing(full(*facts("unhappy", 1), *facts("made_right", 1))) == []
    assert failing(full(*facts("unhappy", 1), *facts("made_right", 2))) == ["H4"]


def test_h5_a_breach_stands_until_it_is_forgiven() -> None:
    for role in (REQUESTER, TARGET):
        assert failing(full(*facts("breach", 5), role=role)) == ["H5"]
        assert failing(full(*facts("breach", 5), *facts("forgiven", 6), role=role)) == ["H5"]
        assert failing(full(*facts("breach", 5), *facts("forgiven", 5), role=role)) == []


# -- Soft gates -------------------------------------------------------------------------------


def test_s1_five_separate_months() -> None:
    assert "S1" in failing(judged(talks(0, 30, 60, 90)))
    assert "S1" in failing(judged(talks(0, 30, 60, 90, 119)))
    assert "S1" not in failing(judged(talks(0, 30, 60, 90, 120)))


def test_s2_three_real_conversations_a_month_apart() -> None:
    chapter = circles(*range(0, 700, 7))
    assert "S2" in failing(judged(chapter))
    assert "S2" in failing(judged(chapter + talks(0, 30)))
    assert "S2" in failing(judged(chapter + talks(0, 30, 59)))
    assert "S2" not in failing(judged(chapter + talks(0, 30, 60)))


@pytest.mark.parametrize(("span", "fires"), [(179, True), (180, False), (181, False)])
def test_s3_half_a_year_from_the_first_contact_to_the_last(span: int, fires: bool) -> None:
    assert ("S3" in failing(judged(talks(0, span)))) == fires
    assert ("S3" in failing(judged(talks(100, 100 + span)))) == fires


@pytest.mark.parametrize(
    ("known", "fires"),
    [("work:told", True), ("work:vouched", False), ("ref_out_good", False), ("work:seen", False)],
)
def test_s4_their_own_word_is_not_enough(known: str, fires: bool) -> None:
    alone = full(*facts(known, 9), without=("work:used",))
    assert failing(alone) == (["S4"] if fires else [])


@pytest.mark.parametrize(
    ("role", "kept", "broken", "fires"),
    [
        (REQUESTER, 0, 0, True),
        (REQUESTER, 1, 0, False),
        (REQUESTER, 3, 1, True),
        (REQUESTER, 4, 1, False),
        (REQUESTER, 9, 3, True),
        (REQUESTER, 10, 3, True),
        (TARGET, 0, 0, False),
        (TARGET, 2, 1, True),
        (TARGET, 3, 1, False),
        (TARGET, 9, 3, False),
        (TARGET, 12, 4, True),
    ],
)
def test_s5_promises_kept_outweigh_those_broken(
    role: Role, kept: int, broken: int, fires: bool
) -> None:
    known = facts("kept", *range(0, 7 * kept, 7)) + facts("broken", *[3] * broken)
    assert ("S5" in failing(judged([], known, role))) == fires


def test_s6_each_begins_once_or_favours_go_both_ways() -> None:
    mine, theirs = talks(0, 30, by="me"), talks(60, by="them")
    assert "S6" in failing(judged(mine))
    assert "S6" in failing(judged(theirs))
    assert "S6" not in failing(judged(mine + theirs))
    assert "S6" not in failing(judged(talks(0)))
    gave, got = facts("gave", 1), facts("got", 1)
    assert "S6" in failing(judged(mine, gave))
    assert "S6" in failing(judged(mine, got))
    assert "S6" not in failing(judged(mine, gave + got))
    assert "S6" not in failing(judged(mine, gave + got, TARGET))


@pytest.mark.parametrize(
    ("elapsed", "fires"), [(89, False), (90, False), (179, False), (180, True), (364, True)]
)
def test_s7_half_a_year_of_silence_is_cold(elapsed: int, fires: bool) -> None:
    for role in ROLES:
        assert ("S7" in failing(judged(talks(elapsed), role=role))) == fires
    assert "S7" not in failing(judged([]))


@pytest.mark.parametrize(("spoken", "fires"), [(364, False), (365, False), (366, True)])
def test_s7b_a_real_conversation_within_a_year(spoken: int, fires: bool) -> None:
    chapter = circles(*range(0, 350, 7))
    assert ("S7b" in failing(judged(chapter + talks(spoken)))) == fires
    assert "S7b" not in failing(judged(chapter))


@pytest.mark.parametrize(("gave", "asked", "fires"), [(0, 0, True), (1, 0, False), (2, 2, True)])
def test_s8_something_in_the_bank_with_a_target(gave: int, asked: int, fires: bool) -> None:
    known = facts("gave", *range(0, 7 * gave, 7)) + facts("asked_them", *[3] * asked)
    assert ("S8" in failing(judged([], known, TARGET))) == fires
    assert "S8" not in failing(judged([], known))


def test_every_gate_of_the_role_is_listed_in_order_whether_it_fires_or_not() -> None:
    both = ["H0", "H1", "H2", "H5", "S1", "S2", "S3", "S5", "S6", "S7", "S7b"]
    asked = {REQUESTER: {"H3", "H4", "S4"}, TARGET: {"S8"}}
    order = ["H0", "H1", "H2", "H3", "H4", "H5", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S7b"]
    for role, own in asked.items():
        listed = [gate.id for gate in full(role=role).gates]
        assert listed == [gate for gate in [*order, "S8"] if gate in own or gate in both]


# -- Sentences that carry numbers and dates ---------------------------------------------------


def sentences(assessment: Assessment) -> dict[str, str]:
    """What each failing gate says."""
    return {gate.id: gate.sentence for gate in assessment.failing}


def test_gates_say_what_was_counted() -> None:
    said = sentences(judged(talks(0, 3, 8)))
    assert said["H2"] == "Only twice, a week or more apart; three times are needed."
    assert said["S1"] == "Only 1 contact a month or more apart; 5 are needed."
    assert said["S2"] == "Only 1 real conversation a month or more apart; 3 are needed."
    some = sentences(judged(talks(0, 30, 59, 60) + circles(90, 119)))
    assert some["S1"] == "Only 4 contacts a month or more apart; 5 are needed."
    assert sentences(judged(circles(0, 40)))["S2"] == "No real conversation yet."
    assert sentences(judged(talks(0, 40)))["S2"].startswith("Only 2 real conversations a month")


def test_h0_says_whether_anything_is_recorded_at_all() -> None:
    assert sentences(judged([]))["H0"] == "Nothing is recorded yet."
    assert sentences(judged(talks(-1)))["H0"] == "Nothing is recorded yet."
    assert sentences(judged([touch(9, "attempt")]))["H0"] == "You have only tried to reach them."
    for kind in ("connect", "like", "card"):
        said = sentences(judged([touch(8, other) for other in NOTHING if other != kind]))
        assert said["H0"] == "You are only connected; nothing says that you have met."
        said = sentences(judged([touch(9, kind), touch(8, "attempt"), touch(7, "planned")]))
        assert said["H0"] == "You are only connected; nothing says that you have met."
    attended = [touch(9, "attended"), touch(8, "planned"), touch(7, "attempt")]
    there = "You were at the same occasion; nothing says that you talked."
    assert sentences(judged(attended))["H0"] == there
    planned = "You only planned to meet; nothing says that you did."
    assert sentences(judged(attended[1:]))["H0"] == planned


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (talks(4), "You have met once."),
        ([touch(4, "call")], "You have talked once."),
        ([touch(4, "letter")], "You have been in touch once."),
        (
            talks(4, 4),
            "Only one day of contact counts so far; three are needed, a week or more apart.",
        ),
        (talks(4, 5), "All your contact was in one week; one burst is not a relationship."),
        (talks(4, 10), "All your contact was in one week; one burst is not a relationship."),
        (talks(4, 11), "Only twice, a week or more apart; three times are needed."),
        ([touch(4, "comment")], "No real contact yet; three times are needed."),
    ],
)
def test_h2_says_how_often_you_were_in_touch(met: list[Touch], said: str) -> None:
    assert sentences(judged(met))["H2"] == said


@pytest.mark.parametrize(
    ("met", "said"),
    [
        # A first contact on 7 June 2026; half a year later it is 4 December.
        ((0, 8), "it is 8 days; half a year is needed: a talk on or after 4 Dec 2026 fills it."),
        ((179,), "it is 0 days; half a year is needed: a talk on or after 16 Jun 2026 fills it."),
        ((178, 180), "it is 2 days; half a year is needed: the next talk fills it."),
        ((399, 400), "it is 1 day; half a year is needed: the next talk fills it."),
    ],
)
def test_s3_says_from_when_on_a_talk_would_do(met: tuple[int, ...], said: str) -> None:
    assert sentences(judged(talks(*met)))["S3"] == f"From first to last contact {said}"
    assert sentences(judged([]))["S3"].startswith("No real contact yet")


def test_s5_names_what_was_broken_and_when() -> None:
    lease = Fact(ago(14), "broken", "send the lease")
    said = sentences(judged([], [*facts("kept", 9), lease, *facts("ref_bad", 1)]))["S5"]
    assert said == (
        "A promise was broken on 1 Jun 2026 (send the lease); "
        "a referral went badly on 14 Jun 2026. "
        "1 kept promise so far; each wrong weighs as much as 3."
    )
    assert sentences(judged([]))["S5"] == "You have not yet seen a promise kept."


def test_s8_says_whether_you_ever_helped_them() -> None:
    def said(*known: Fact) -> str:
        return sentences(judged([], known, TARGET))["S8"]

    assert said() == "You have not helped them yet."
    assert said(*facts("asked_them", 3)) == "You have not helped them yet."
    even = said(*facts("gave", 9), *facts("asked_them", 3))
    assert even == "You have asked them for as much as you have given."
    more = said(*facts("gave", 9), *facts("asked_them", 3), *facts("asked_them", 2))
    assert more == "You have asked them for more than you have given."


def test_one_way_says_where_nobody_recorded_who_began() -> None:
    assert sentences(judged(talks(0, by="me")))["S6"] == "It all goes one way."
    assert sentences(judged([]))["S6"] == "Nothing goes either way yet."
    crossed = judged(talks(0, 9, by="them"), facts("gave", 3))
    assert sentences(crossed)["S6"] == "Neither talks nor favours go both ways yet."
    assert "2 contacts do not say who began" in sentences(judged(talks(0, 9, by=None)))["S6"]


def test_a_year_without_a_word_is_said_in_days() -> None:
    said = sentences(judged(talks(400)))
    assert said["S7b"] == "You have not really spoken for 400 days."
    assert said["S7"] == "It has gone cold: speak before you ask."


# -- Phase and level --------------------------------------------------------------------------


def test_a_live_touch_makes_a_tie_visible_and_nothing_less_does() -> None:
    assert judged([touch(0, "letter")]).phase == "none"
    assert judged([touch(0, "event", depth=0)]).phase == "V"


def test_credible_is_who_passes_the_gates_of_trust_cold_or_one_sided_or_not() -> None:
    assert full().phase == "C"
    cold = judged(monthly(60, last=200, apart=7), proofs())
    assert (failing(cold), cold.phase) == (["S7"], "C")
    assert full(without=("kept", "work:used")).phase == "V"


@pytest.mark.parametrize(
    ("received", "sent", "phase"),
    [
        ((0, 7), (9,), "P"),
        ((0, 6), (9,), "C"),
        ((0,), (9,), "C"),
        ((0, 7), (), "C"),
        ((), (9, 16), "C"),
    ],
)
def test_only_referrals_both_ways_and_repeatedly_make_a_tie_profitable(
    received: tuple[int, ...], sent: tuple[int, ...], phase: str
) -> None:
    assert full(*facts("ref_in_good", *received), *facts("ref_out_good", *sent)).phase == phase


@pytest.mark.parametrize(
    ("known", "level"),
    [("work:vouched", 2), ("ref_out_good", 2), ("work:seen", 4), ("work:used", 5)],
)
def test_the_honest_level_follows_from_how_the_work_is_known(known: str, level: int) -> None:
    assert full(*facts(known, 9), without=("work:used",)).level == level


def test_there_is_no_honest_level_without_a_farmed_requester() -> None:
    assert full(*facts("breach", 1)).level is None
    assert full(role=TARGET).verdict == "farmed"
    assert full(role=TARGET).level is None


# -- Refusals ---------------------------------------------------------------------------------


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(InvalidValue, match="role"):
        judged([], role="friend")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["", "coffee", "Meeting", "meeting "])
def test_kinds_outside_the_lists_are_refused(kind: str) -> None:
    with pytest.raises(InvalidValue, match="kind"):
        touch(0, kind)


def test_facts_outside_the_list_are_refused() -> None:
    with pytest.raises(InvalidValue, match="fact"):
        facts("used", 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0},
        {"minutes": 1441},
        {"group": 1},
        {"group": 100_001},
        {"depth": -1},
        {"depth": 4},
        {"by": "us"},
    ],
)
def test_a_touch_that_cannot_be_is_refused(wrong: dict[str, int | str]) -> None:
    with pytest.raises(InvalidValue):
        Touch(touch(0).on, "meeting", **wrong)  # type: ignore[arg-type]
