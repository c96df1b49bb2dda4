"""Histories told in words, with the verdict that the method's founding article would give."""

from __future__ import annotations

import pytest

from farmer.model import REQUESTER, TARGET
from farmer.scoring import Assessment, Plan, pair
from tests.scoring.diary import facts, failing, judged, points, silent, talks, touch


def actions(plan: Plan | None) -> list[str]:
    """The actions of a plan that there is."""
    assert plan is not None
    return list(plan.actions)


def alex() -> Assessment:
    """Every two months for 300 days, keeps giving, used once, three promises kept."""
    meetings = [touch(335, by="me", minutes=45)]
    meetings += [touch(days, by="them", minutes=45) for days in (215, 95)]
    calls = [touch(days, "call", "them", minutes=45) for days in (275, 35)]
    calls += [touch(155, "call", "me", minutes=45)]
    known = facts("work:told", 330) + facts("got", 270, 200, 90)
    known += facts("work:used", 150) + facts("kept", 150, 90, 30)
    return judged(meetings + calls, known)


def famous() -> Assessment:
    """A famous person, met three times in two years at events, never by anybody's wish."""
    met = [touch(days, "event", "none", minutes=15, group=6) for days in (700, 400)]
    met.append(touch(60, "meal", "none", group=8))
    return judged(met, [], TARGET)


def test_a_stranger_is_nothing_yet() -> None:
    stranger = judged([])
    assert (stranger.verdict, stranger.score, stranger.phase) == ("not yet", 0, "none")
    assert failing(stranger) == ["H0", "H2", "H3", "S1", "S2", "S3", "S5", "S6"]
    assert actions(stranger.plan) == ["meet"] * 5 + ["they_start", "use", "use"]
    assert stranger.plan is not None
    assert stranger.plan.days == 189


def test_pitching_today_makes_a_stranger_hardly_less_of_one() -> None:
    pitch = judged([touch(0, "event", "them", minutes=3, group=2, depth=0)])
    assert int(pitch.score) == 6
    assert pitch.verdict == "not yet"
    assert actions(pitch.plan) == ["meet"] * 3 + ["they_start"] * 2 + ["use"] * 2
    assert pitch.plan is not None
    assert pitch.plan.days == 182


def test_a_few_meetings_with_a_famous_person_are_not_enough() -> None:
    assert famous().verdict == "not yet"
    assert famous().score == pytest.approx(22.2094, abs=5e-5)
    assert failing(famous()) == ["S1", "S2", "S6", "S8"]
    assert actions(famous().plan) == ["give", "meet", "meet", "meet", "they_start", "they_start"]


def test_alex_is_farmed() -> None:
    assert (alex().verdict, alex().phase, alex().level) == ("farmed", "C", 5)
    assert points(alex()) == pytest.approx(
        {
            "cultivation": 9.3230,
            "tenure": 12.3288,
            "work": 21.25,
            "reliability": 20,
            "reciprocity": 5.8333,
            "freshness": 5,
        },
        abs=5e-5,
    )
    assert alex().score == pytest.approx(73.7351, abs=5e-5)
    assert actions(alex().plan) == []


def test_alex_must_wait_for_the_famous_person_to_be_farmed() -> None:
    both = pair(alex(), famous())
    assert (both.verdict, both.weaker, both.score) == ("not yet", "target", famous().score)
    assert both.plan_days == 70


def test_a_stranger_has_nobodys_attention_to_spend() -> None:
    both = pair(judged([]), famous())
    assert (both.verdict, both.weaker, both.score) == ("not yet", "requester", 0)
    assert both.plan_days == 189


def test_an_open_breach_makes_an_introduction_a_long_road() -> None:
    broken = judged(talks(*range(0, 420, 30)), facts("breach", 3))
    assert pair(broken, famous()).plan_days is None


def test_a_referral_partner_lacks_nothing() -> None:
    met = talks(*range(60, 541, 60), by="me") + talks(*range(30, 541, 60), by="them")
    known = facts("work:used", 400, 200) + facts("kept", 400)
    known += facts("ref_out_good", 300, 50) + facts("ref_in_good", 200, 100)
    partner = judged(met, known)
    assert (partner.verdict, partner.phase, partner.level) == ("farmed", "P", 5)
    assert partner.score == pytest.approx(100)


def test_a_dear_friend_whose_work_is_unknown_cannot_be_vouched_for() -> None:
    lunches = [touch(days, "meal", by, depth=2) for days, by in _in_turn(range(10, 701, 30))]
    known = facts("gave", 600, 400) + facts("got", 500, 300) + facts("kept", 500, 300, 100)
    friend = judged(lunches, known)
    assert (friend.verdict, friend.score, failing(friend)) == ("not yet", 39, ["H3"])
    assert friend.raw == pytest.approx(75)
    told = judged(lunches, known + facts("work:told", 90))
    assert (told.verdict, told.score, failing(told)) == ("almost", 69, ["S4"])
    assert actions(friend.plan) == actions(told.plan) == ["see"]
    seen = judged(lunches, known + facts("work:seen", 0))
    assert (seen.verdict, seen.level) == ("farmed", 4)


def test_a_good_product_does_not_make_up_for_a_young_relationship() -> None:
    met = talks(35, 20, 5, by="me")
    buyer = judged(met, facts("work:used", 35) + facts("kept", 20, 5))
    assert buyer.verdict == "almost"
    assert {"S1", "S2", "S3"} <= set(failing(buyer))


def test_a_burst_at_a_conference_is_one_contact() -> None:
    burst = [touch(hour // 4, "meal", "both", depth=3) for hour in range(12)]
    met = judged(burst, facts("work:seen", 1) + facts("kept", 0))
    assert met.verdict == "not yet"
    assert "H2" in failing(met)


def test_an_old_colleague_gone_quiet_is_trusted_and_cold() -> None:
    met = [touch(420 + 14 * week, "worked", "both") for week in range(78)]
    known = facts("kept", 500, 600, 700) + facts("work:seen", 450) + facts("gave", 500, 600)
    colleague = judged(met, known)
    assert (colleague.phase, silent(met).status) == ("C", "cold")
    assert failing(colleague) == ["S7", "S7b"]
    assert colleague.verdict == "almost"


def test_monthly_coffees_are_almost_on_day_60_and_farmed_on_day_180() -> None:
    def after(day: int) -> Assessment:
        coffees = [touch(day - met, by="both") for met in range(0, day + 1, 30)]
        kept = facts("kept", *(day - promised for promised in (5, 20, 40)))
        return judged(coffees, kept + facts("work:used", day - 50), REQUESTER)

    assert [after(day).verdict for day in (60, 90, 150, 179)] == ["almost"] * 4
    assert after(180).verdict == "farmed"
    assert int(after(180).score) == 79


def _in_turn(days: range) -> list[tuple[int, str]]:
    return [(day, ("them", "me")[index % 2]) for index, day in enumerate(days)]
