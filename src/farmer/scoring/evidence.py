"""What each component rests on, said with dates and counts instead of only a number."""

from __future__ import annotations

from farmer.model import REQUESTER, Role
from farmer.scoring.standing import Standing
from farmer.wording import say_count, say_date


def describe(component: str, state: Standing, role: Role) -> str:
    """The evidence for the component of that name."""
    return _DESCRIBE[component](state, role)


def _cultivation(state: Standing, _role: Role) -> str:
    touches = state.touches
    if not touches.weeks:
        return "no real contact yet"
    spaced = say_count(len(touches.weeks), "contact")
    close = say_count(len(touches.close_months), "real conversation")
    return f"{spaced} at least a week apart, {close} a month apart"


def _tenure(state: Standing, _role: Role) -> str:
    touches = state.touches
    if not (touches.first and touches.last):
        return "not begun"
    span = f"{say_count(touches.span_days, 'day')}, {say_date(touches.first)}"
    spaced = say_count(len(touches.months), "contact")
    return f"{span} to {say_date(touches.last)}, {spaced} a month or more apart"


def _work(state: Standing, role: Role) -> str:
    facts = state.facts
    if role != REQUESTER:
        return "not asked of a target"
    if facts.unhappy:
        return "unhappy with it, and not yet put right"
    known = (
        (facts.used, f"used in {say_count(facts.used, 'separate week')}"),
        (facts.seen, "seen"),
        (facts.vouched, "vouched for by someone you trust"),
        (facts.told, "only told about it"),
    )
    return next((words for is_so, words in known if is_so), "nothing known")


def _reliability(state: Standing, _role: Role) -> str:
    facts = state.facts
    if not (facts.promises_kept or facts.broken):
        return "no promise seen kept yet"
    used = not facts.unhappy and facts.kept_or_used > facts.kept
    what = "promises kept or service used" if used else "promises kept"
    kept = f"{what} in {say_count(facts.promises_kept, 'separate week')}"
    return f"{kept}, {len(facts.broken)} broken or gone badly"


def _reciprocity(state: Standing, role: Role) -> str:
    touches, facts = state.touches, state.facts
    starts = f"begun by you {touches.begun_by_me}×, by them {touches.begun_by_them}×"
    unsaid = f" ({touches.unattributed} not said)" if touches.unattributed else ""
    returned = f"received {facts.got}×" if role == REQUESTER else f"asked {facts.asked}×"
    return f"{starts}{unsaid}; given {facts.gave}×, {returned}"


def _freshness(state: Standing, _role: Role) -> str:
    elapsed = state.touches.elapsed_days
    if elapsed is None or state.touches.last is None:
        return "no real contact yet"
    ago = "today" if elapsed == 0 else f"{say_count(elapsed, 'day')} ago"
    return f"last contact {say_date(state.touches.last)}, {ago}"


_DESCRIBE = {
    "cultivation": _cultivation,
    "tenure": _tenure,
    "work": _work,
    "reliability": _reliability,
    "reciprocity": _reciprocity,
    "freshness": _freshness,
}
