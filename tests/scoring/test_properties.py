"""What must hold of every history, numbered as in the method (C8), 1 to 22.

Of property 21 (the plan) only what needs no enumeration is here; the rest is in ``test_plan``. That
no wish counts (23) is in ``test_tie`` and, through the commands, in ``judge/test_check_wishes``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from farmer.facts import GOOD_FACTS
from farmer.model import DEPTHS, LIVE, NOTHING, REQUESTER, ROLES, TARGET, WRITTEN, Role, Touch
from farmer.scoring import STATUSES, Assessment, Fact, pair, silence
from farmer.scoring.clocks import weeks
from farmer.scoring.weights import is_counted
from tests.scoring.diary import failing, judged, monthly, part, points, proofs, silent
from tests.strategies import (
    ANTITONE,
    AS_OF,
    BY_RICHNESS,
    EQUALLY_RICH,
    REFERRALS,
    WRITTEN_OR_NOTHING,
    History,
    cadences,
    days,
    facts,
    histories,
    tended_histories,
    touches,
)

SLACK = 1e-9
VERDICTS = ("not yet", "almost", "farmed")
PHASES = ("none", "V", "C", "P")
FEELING = {status: coldness for coldness, status in enumerate(STATUSES[:5])}


def told(assessment: Assessment) -> tuple[object, ...]:
    """All that an assessment says of a relationship, dates and words aside."""
    gates = [(gate.id, gate.fired) for gate in assessment.gates]
    return (
        [(part.name, part.value, part.points) for part in assessment.components],
        gates,
        (assessment.score, assessment.raw, assessment.verdict, assessment.phase, assessment.level),
    )


def assert_no_lower(after: Assessment, before: Assessment) -> None:
    """Every component, the score, the verdict and the phase are at least what they were."""
    for new, old in zip(after.components, before.components, strict=True):
        assert new.value >= old.value - SLACK, new.name
    assert after.score >= before.score - SLACK
    assert VERDICTS.index(after.verdict) >= VERDICTS.index(before.verdict)
    assert PHASES.index(after.phase) >= PHASES.index(before.phase)


@given(histories())
def test_every_component_and_score_stays_within_its_bounds(history: History) -> None:
    """1. Bounds."""
    assessment = history.judged()
    assert all(0 <= part.value <= 1 for part in assessment.components)
    assert 0 <= assessment.score <= 100


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_ledger_is_nothing(role: Role) -> None:
    """1. Stranger = 0."""
    nobody = judged([], [], role)
    assert (nobody.score, nobody.verdict, nobody.phase) == (0, "not yet", "none")


@given(histories())
def test_points_add_up_and_only_a_named_gate_takes_any_away(history: History) -> None:
    """2. Additivity."""
    assessment = history.judged()
    assert abs(sum(part.points for part in assessment.components) - assessment.raw) < SLACK
    assert all(abs(p.points - p.weight * p.value) < SLACK for p in assessment.components)
    if assessment.score < assessment.raw:
        assert assessment.failing
        assert all(gate.sentence and gate.remedy for gate in assessment.failing)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(history: History, chance: Random) -> None:
    """3. Determinism."""
    shuffled = replace(
        history,
        touches=tuple(chance.sample(history.touches, len(history.touches))),
        facts=tuple(chance.sample(history.facts, len(history.facts))),
    )
    assert told(shuffled.judged()) == told(history.judged())
    assert shuffled.judged() == shuffled.judged()
    assert shuffled.silence() == history.silence()


@given(histories(), st.integers(-5000, 5000))
def test_moving_every_date_alike_changes_nothing(history: History, by_days: int) -> None:
    """4. Shift invariance."""
    by = timedelta(days=by_days)
    moved = replace(
        history,
        touches=tuple(replace(t, on=t.on + by) for t in history.touches),
        facts=tuple(replace(f, on=f.on + by) for f in history.facts),
        as_of=history.as_of + by,
    )
    assert told(moved.judged()) == told(history.judged())
    there, here = moved.silence(), history.silence()
    assert there._replace(last=None) == here._replace(last=None)


@given(histories(), st.lists(touches(days(-400, -1)), min_size=1), st.lists(facts(days(-400, -1))))
def test_nothing_dated_later_changes_anything(
    history: History, later_touches: list[Touch], later_facts: list[Fact]
) -> None:
    """5. No score from the future, nor a plan, nor a silence broken by it."""
    after = history.plus_touches(*later_touches).plus_facts(*later_facts)
    assert after.judged() == history.judged()
    assert after.silence() == history.silence()


@given(histories(), touches())
def test_no_touch_ever_lowers_anything(history: History, more: Touch) -> None:
    """6. Monotone in touches, whatever their kind."""
    assert_no_lower(history.plus_touches(more).judged(), history.judged())


@given(histories(), facts(whats=GOOD_FACTS))
def test_no_good_fact_ever_lowers_anything(history: History, more: Fact) -> None:
    """7. Monotone in good facts."""
    assert_no_lower(history.plus_facts(more).judged(), history.judged())


@given(histories(), facts(whats=ANTITONE))
def test_no_bad_fact_ever_raises_anything(history: History, more: Fact) -> None:
    """8. Antitone in bad facts."""
    assert_no_lower(history.judged(), history.plus_facts(more).judged())


@given(histories(), days(), days())
def test_a_promise_kept_does_not_make_up_for_one_broken(
    history: History, kept_on: date, broken_on: date
) -> None:
    """9. Asymmetry; but for a broken promise that is already forgiven."""
    assume(all(f.on < broken_on for f in history.facts if f.what == "forgiven"))
    both = history.plus_facts(Fact(kept_on, "kept"), Fact(broken_on, "broken"))
    assert both.judged().score <= history.judged().score + SLACK


@given(histories(), st.integers(1, 1200))
def test_silence_never_warms(history: History, more_days: int) -> None:
    """10. With nothing new, the score never rises; the share of the cadence that is gone does."""
    later = replace(
        history,
        touches=tuple(t for t in history.touches if t.on <= history.as_of),
        facts=tuple(f for f in history.facts if f.on <= history.as_of),
        as_of=history.as_of + timedelta(days=more_days),
    )
    assert later.judged().score <= history.judged().score + SLACK
    before, after = history.silence(), later.silence()
    if before.elapsed_days is not None and after.elapsed_days is not None:
        assert after.elapsed_days == before.elapsed_days + more_days
        assert FEELING[after.status] >= FEELING[before.status]
        assert (after.warmth or 0) < (before.warmth or 0)


@given(histories(), st.data(), st.integers(1, 9))
def test_a_touch_repeated_is_the_touch_once(
    history: History, data: st.DataObject, times: int
) -> None:
    """11. Duplicate immunity, in the judgement, the plan and the silence."""
    assume(history.touches)
    again = data.draw(st.sampled_from(history.touches))
    repeated = history.plus_touches(*[again] * times)
    assert told(repeated.judged()) == told(history.judged())
    assert repeated.silence() == history.silence()


@given(st.data(), histories())
def test_whatever_happens_within_one_week_is_one_contact(
    data: st.DataObject, evidence: History
) -> None:
    """12. One week is one, and one is not a relationship, whatever else is known."""
    newest = data.draw(st.integers(0, 400))
    burst = data.draw(st.lists(touches(days(newest, newest + 6)), min_size=1, max_size=20))
    assessment = replace(evidence, touches=tuple(burst)).judged()
    assert len(assessment.standing.touches.weeks) <= 1
    assert assessment.verdict == "not yet"


@given(touches(days(0, 400)), st.lists(st.integers(7, 120), min_size=1, max_size=8))
def test_spread_out_touches_outdo_as_many_on_one_day(one: Touch, gaps: list[int]) -> None:
    """13. The spacing effect."""
    together, spread = [one] * (len(gaps) + 1), [one]
    for gap in gaps:
        spread.append(replace(one, on=spread[-1].on - timedelta(days=gap)))
    crammed, farmed = judged(together), judged(spread)
    assert farmed.score >= crammed.score - SLACK
    if one.kind not in NOTHING:
        assert part("cultivation", farmed) > part("cultivation", crammed)


@given(st.lists(touches(kinds=WRITTEN_OR_NOTHING), max_size=60), histories())
def test_writing_alone_is_never_enough(written: list[Touch], evidence: History) -> None:
    """14. Written-only."""
    assessment = replace(evidence, touches=tuple(written)).judged()
    assert assessment.verdict == "not yet"
    assert {"H0", "H1"} & set(failing(assessment))


@given(histories())
def test_work_that_is_not_known_cannot_be_vouched_for(history: History) -> None:
    """15. No work known."""
    known = ("work:told", "work:vouched", "work:seen", "work:used", "ref_out_good")
    ignorant = replace(
        history, role=REQUESTER, facts=tuple(f for f in history.facts if f.what not in known)
    )
    assert ignorant.judged().verdict == "not yet"


@given(histories(), touches(plain=True), st.sampled_from(list(pairwise(BY_RICHNESS))))
def test_a_richer_channel_never_lowers_anything(
    history: History, one: Touch, kinds: tuple[str, str]
) -> None:
    """16. Channel order, from a like to a meeting."""
    poorer, richer = (history.plus_touches(replace(one, kind=kind)) for kind in kinds)
    assert_no_lower(richer.judged(), poorer.judged())


@given(histories(), touches(plain=True), st.sampled_from(EQUALLY_RICH))
def test_meeting_eating_visiting_and_working_together_are_one(
    history: History, one: Touch, kind: str
) -> None:
    """16. The richest four are equals."""
    meeting = history.plus_touches(replace(one, kind="meeting"))
    assert told(history.plus_touches(replace(one, kind=kind)).judged()) == told(meeting.judged())


@given(histories())
def test_no_points_make_a_tie_profitable(history: History) -> None:
    """17. V + C is not P."""
    unreferred = tuple(f for f in history.facts if f.what not in REFERRALS)
    assert replace(history, facts=unreferred).judged().phase != "P"


@given(histories())
def test_farmed_means_that_everything_was_earned(history: History) -> None:
    """18. Farmed: every gate passes, five months, three talks, half a year, credible."""
    assessment = history.judged()
    if assessment.verdict != "farmed":
        assert assessment.level is None
        return
    contact = assessment.standing.touches
    assert failing(assessment) == []
    assert len(contact.months) >= 5
    assert len(contact.close_months) >= 3
    assert contact.span_days >= 180
    assert assessment.phase in ("C", "P")
    assert (assessment.level is None) == (assessment.role == TARGET)


@given(histories(), histories(), touches(), facts(whats=GOOD_FACTS))
def test_an_introduction_is_as_good_as_its_weaker_side(
    asker: History, wanted: History, more: Touch, good: Fact
) -> None:
    """19. Pair: the lower of both, and raising the stronger side alone changes nothing."""
    asker, wanted = replace(asker, role=REQUESTER), replace(wanted, role=TARGET)
    before = pair(asker.judged(), wanted.judged())
    scores = {"requester": before.requester.score, "target": before.target.score}
    assert before.score == min(scores.values()) == scores[before.weaker]
    assert VERDICTS.index(before.verdict) == min(
        VERDICTS.index(before.requester.verdict), VERDICTS.index(before.target.verdict)
    )
    assume(scores["requester"] != scores["target"])
    if before.weaker == "requester":
        wanted = wanted.plus_touches(more).plus_facts(good)
    else:
        asker = asker.plus_touches(more).plus_facts(good)
    after = pair(asker.judged(), wanted.judged())
    assert (after.verdict, after.score, after.weaker) == (
        before.verdict,
        before.score,
        before.weaker,
    )


@given(histories())
def test_a_targets_work_is_nobodys_business(history: History) -> None:
    """20. Role: what is known of the work never touches a target ..."""
    target = replace(history, role=TARGET)
    without = replace(
        target,
        facts=tuple(
            f for f in target.facts if f.what not in ("work:told", "work:vouched", "work:seen")
        ),
    )
    assert told(target.judged())[1:] == told(without.judged())[1:]
    assert points(target.judged())["work"] == 0
    assert not {"H3", "H4", "S4"} & {gate.id for gate in target.judged().gates}


@given(days(0, 300), st.integers(0, 30))
def test_a_targets_service_is_still_a_promise_kept(used_on: date, sooner: int) -> None:
    """20. ... but a use of it is a promise kept, unless it left you unhappy."""
    used = Fact(used_on, "work:used")
    spoiled = Fact(used_on - timedelta(days=sooner), "unhappy")
    assert part("reliability", judged([], [], TARGET)) == 0
    assert part("reliability", judged([], [used], TARGET)) > 0
    assert part("reliability", judged([], [used, spoiled], TARGET)) == 0


@given(histories())
def test_a_plan_is_empty_exactly_where_nothing_is_left_to_do(history: History) -> None:
    """21. Plan: empty iff already farmed; none while trust is broken."""
    assessment = history.judged()
    plan = assessment.plan
    assert (plan is not None and plan.actions == ()) == (assessment.verdict == "farmed")
    if "H5" in failing(assessment):
        assert plan is None


@given(histories(), touches(days(0, 0)), cadences())
@example(History((), ()), Touch(AS_OF, "message"), 1)
def test_who_was_spoken_to_today_is_warm(history: History, today: Touch, cadence: int) -> None:
    """22. Stale: a counted touch today."""
    assume(is_counted(today))
    assert silent((*history.touches, today), cadence).status == "warm"


@given(
    st.lists(st.integers(7, 60), min_size=3, max_size=12),
    st.data(),
    st.integers(0, 6),
    st.integers(0, 300),
)
def test_an_echo_within_the_week_does_not_change_the_rhythm(
    gaps: list[int], data: st.DataObject, after: int, last: int
) -> None:
    """22. Stale: a touch 0–6 days after one that the week clock picked leaves `own` alone."""
    met = [AS_OF - timedelta(days=last + 6 + sum(gaps[:index])) for index in range(len(gaps) + 1)]
    numbers = sorted(on.toordinal() for on in met)
    assert weeks(numbers) == tuple(numbers)
    echo = data.draw(st.sampled_from(met)) + timedelta(days=after)
    history = [Touch(on, "meeting") for on in met]
    before = silent(history).rhythm_days
    assert before is not None
    assert silent([*history, Touch(echo, "meeting")]).rhythm_days == before


@given(histories(), cadences(), cadences())
def test_a_shorter_cadence_never_looks_warmer(history: History, one: int, other: int) -> None:
    """22. Stale: who means to call more often is late sooner."""
    shorter, longer = (silent(history.touches, cadence) for cadence in sorted((one, other)))
    assert STATUSES.index(shorter.status) >= STATUSES.index(longer.status)


@given(histories())
def test_the_status_knows_only_the_last_contact(history: History) -> None:
    """22. Stale: their own rhythm never enters the status ..."""
    whole = history.silence()
    assume(whole.last)
    last = [t for t in history.touches if t.on == whole.last]
    alone = silence(last, history.as_of, history.cadence)
    assert alone.rhythm_days is None
    assert (alone.status, alone.elapsed_days) == (whole.status, whole.elapsed_days)


def test_the_score_does_not_know_the_rhythm() -> None:
    """22. Stale: ... nor the score: two full ones, one drifting and one not."""
    weekly, fortnightly = monthly(60, last=60, apart=7), monthly(30, last=60, apart=14)
    quiet, usual = silent(weekly), silent(fortnightly)
    assert (quiet.rhythm_days, quiet.drifting) == (7, True)
    assert (usual.rhythm_days, usual.drifting) == (14, False)
    assert points(judged(weekly, proofs())) == points(judged(fortnightly, proofs()))


@given(tended_histories())
def test_the_level_is_never_higher_than_what_is_known(history: History) -> None:
    """C4: only who used it may say so; who looked at it may not."""
    assessment = history.judged()
    if assessment.level is not None:
        used = any(f.what == "work:used" for f in history.facts)
        assert assessment.level == (5 if used else 4)


def test_the_vocabulary_of_the_strategies_is_the_methods() -> None:
    """A kind or fact added later must be given its place here too."""
    assert set(BY_RICHNESS) | set(EQUALLY_RICH) | {"event"} == {*LIVE, *WRITTEN, *NOTHING}
    assert list(DEPTHS) == [0, 1, 2, 3]
