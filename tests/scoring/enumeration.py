"""The plan by trying everything: slow, obvious, and sharing nothing with the search it checks.

The layout and the order of preference are the method's (C5), the verdict is `assess`'s own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations_with_replacement

from farmer.model import REQUESTER, Role
from farmer.scoring import Assessment, Fact, Touch
from tests.strategies import History

WEEKS = 56
ACTIONS = 9

FACT_OF = {
    "give": "gave",
    "promise": "kept",
    "receive": "got",
    "see": "work:seen",
    "use": "work:used",
    "vouch": "work:vouched",
    "repair": "made_right",
}
BEGUN_BY = {"meet": "me", "they_start": "them"}
FOR_A_TARGET = ("give", "meet", "promise", "they_start")
FOR_A_REQUESTER = (*FOR_A_TARGET, "receive", "repair", "see", "use", "vouch")
AT_MOST = {"see": 1, "use": 2, "vouch": 1, "repair": 1}


def multisets(role: Role, size: int) -> Iterator[tuple[str, ...]]:
    """Every choice of so many actions, the least by sorted names first."""
    allowed = sorted(FOR_A_REQUESTER if role == REQUESTER else FOR_A_TARGET)
    for chosen in combinations_with_replacement(allowed, size):
        counted = Counter(chosen)
        if all(counted[action] <= most for action, most in AT_MOST.items()):
            yield chosen


def laid_out(history: History, actions: tuple[str, ...], end: int) -> Assessment | None:
    """The judgement on the end day, with the actions done; None where the end is too soon."""
    counted = Counter(actions)
    begun = ["me"] * counted["meet"] + ["them"] * counted["they_start"]
    most = max(len(begun), 1, *(counted[action] for action in FACT_OF))
    if end < 7 * most:
        return None
    today = history.as_of
    touches = [touch for touch in history.touches if touch.on <= today]
    facts = [fact for fact in history.facts if fact.on <= today]
    for index, by in enumerate(begun):
        last = len(begun) - 1
        offset = 7 + (end - 7) * index // last if last else end
        touches.append(Touch(today + timedelta(days=offset), "meeting", by, 60, 2, 1))
    for action, what in FACT_OF.items():
        for back in range(counted[action]):
            facts.append(Fact(today + timedelta(days=end - 7 * back), what))
    on_the_end = today + timedelta(days=end)
    return History(tuple(touches), tuple(facts), history.role, history.cadence, on_the_end).judged()


def enumerate_plan(
    history: History, actions: int = ACTIONS, weeks: int = WEEKS
) -> tuple[tuple[str, ...], int] | None:
    """The best plan of at most so many actions and weeks with its days, or None."""
    if history.judged().verdict == "farmed":
        return (), 0
    if any(gate.id == "H5" and gate.fired for gate in history.judged().gates):
        return None
    for week in range(1, weeks + 1):
        for size in range(1, actions + 1):
            for chosen in multisets(history.role, size):
                after = laid_out(history, chosen, 7 * week)
                if after is not None and after.verdict == "farmed":
                    return chosen, 7 * week
    return None
