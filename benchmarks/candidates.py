"""What else was tried against `warmth`: ``python -m benchmarks.candidates TRACE…``.

No number in a candidate was fitted to a trace. Each is printed with its mean, the worst that it
does against days since the last contact, and how far its mean is from `warmth`'s, with the spread
of that over resampled questions: a difference within twice the spread is noise.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

from benchmarks.going_cold import settings
from benchmarks.roc import area
from benchmarks.rules import Rule, decayed, farmers, recency
from benchmarks.traces import Question, questions, read_trace

RESAMPLES = 20


def rooted(root: float, rest: float, half_life: float) -> Rule:
    """Warmth with another root, another rest, another half-life."""

    def rule(asked: Question) -> float:
        last = asked.days[-1]
        fed: float = sum(2 ** (-(last - day) / half_life) for day in asked.days)
        return float(fed ** (1 / root) / (rest + asked.elapsed))

    return rule


def logarithm(asked: Question) -> float:
    """The logarithm of the count instead of its cube root."""
    return math.log1p(len(asked.days)) / (30 + asked.elapsed)


def spaced(asked: Question) -> float:
    """Only days a week apart count, as the week clock of the score picks them."""
    count, last = 0, -math.inf
    for day in asked.days:
        if day - last >= 7:
            count, last = count + 1, day
    return float(count ** (1 / 3)) / (30 + asked.elapsed)


def weeks(asked: Question) -> float:
    """Weeks with contact, counted back from the last one, instead of days."""
    return float(_fed(asked, 7) ** (1 / 3)) / (30 + asked.elapsed)


def days_and_weeks(asked: Question) -> float:
    """The geometric mean of the days and the weeks: a burst counts, but not for all it is."""
    return float((_fed(asked, 1) * _fed(asked, 7)) ** (1 / 6)) / (30 + asked.elapsed)


def _fed(asked: Question, apart: int) -> float:
    """Stretches of so many days with contact in them, each halved every 180 days."""
    stretches = {(asked.days[-1] - day) // apart for day in asked.days}
    return float(sum(2 ** (-(apart * stretch) / 180) for stretch in sorted(stretches)))


def rate(asked: Question) -> float:
    """Contacts a day since the first, as an insurer counts claims."""
    return len(asked.days) / (asked.on - asked.days[0] + 30)


def recent_rate(asked: Question) -> float:
    """The same of the last five contacts."""
    recent = asked.days[-5:]
    return len(recent) / (asked.on - recent[0] + 30)


def power(exponent: float, rest: float) -> Rule:
    """Each contact fades by a power of its age, as memories do."""
    return lambda asked: sum((asked.on - day + rest) ** -exponent for day in asked.days)


def recent_gaps(asked: Question) -> float:
    """The silence over a mean gap in which the newest weigh most."""
    gaps = [after - before for before, after in pairwise(asked.days)][::-1]
    weights = [0.7**at for at in range(len(gaps))]
    mean = sum(g * w for g, w in zip(gaps, weights, strict=True)) / sum(weights)
    return -(asked.elapsed + 30) / (mean + 30)


def last_three(asked: Question) -> float:
    """How long ago the last three contacts were, taken together."""
    return -sum(math.log(asked.on - day + 7) for day in asked.days[-3:])


def last_three_weighed(asked: Question) -> float:
    """The same, the newest three times and the one before it twice as heavy as the third."""
    newest = enumerate(asked.days[-3:], start=1)
    return -sum(weight * math.log(asked.on - day + 7) for weight, day in newest)


def stretched(asked: Question) -> float:
    """Each contact fades with the root of its age: fast at first, then hardly."""
    return sum(math.exp(-math.sqrt(asked.on - day) / 2) for day in asked.days)


def several_memories(asked: Question) -> float:
    """The geometric mean of memories that halve every 7 and every 90 days."""
    fast, slow = decayed(7)(asked), decayed(90)(asked)
    return math.log(max(fast, sys.float_info.min)) + math.log(slow)


def two_speeds(asked: Question) -> float:
    """A memory that fades fast and one that fades slowly."""
    return decayed(14)(asked) + decayed(180)(asked) / 10


CANDIDATES: dict[str, Rule] = {
    "warmth (farmer)": farmers,
    "days since last contact": recency,
    "square root": rooted(2, 30, 180),
    "fourth root": rooted(4, 30, 180),
    "rest of 14 days": rooted(3, 14, 180),
    "rest of 60 days": rooted(3, 60, 180),
    "half-life of 90 days": rooted(3, 30, 90),
    "half-life of a year": rooted(3, 30, 365),
    "logarithm of the count": logarithm,
    "days a week apart": spaced,
    "weeks instead of days": weeks,
    "days and weeks together": days_and_weeks,
    "contacts a day": rate,
    "contacts a day, last five": recent_rate,
    "power of the age, 1": power(1, 30),
    "power of the age, 2": power(2, 14),
    "own recent gaps": recent_gaps,
    "last three contacts": last_three,
    "last three, newest heaviest": last_three_weighed,
    "root of the age": stretched,
    "two memories, geometric": several_memories,
    "two speeds": two_speeds,
}


def main(words: Iterable[str]) -> None:
    """Print the candidates, the best on the mean first."""
    traces = [list(questions(read_trace(path), days)) for path, days in settings(words)]
    areas = {name: [_area(rule, asked) for asked in traces] for name, rule in CANDIDATES.items()}
    ours, plain = areas["warmth (farmer)"], areas["days since last contact"]
    print(f"{'':28}{'mean':>7}{'worst against recency':>24}{'against warmth':>17}{'spread':>9}")
    for name in sorted(areas, key=lambda each: -_mean(areas[each])):
        worst = min(one - other for one, other in zip(areas[name], plain, strict=True))
        ahead = _mean(areas[name]) - _mean(ours)
        spread = _spread(CANDIDATES[name], traces)
        print(f"{name:28}{_mean(areas[name]):7.4f}{worst:24.3f}{ahead:+17.4f}{spread:9.4f}")


def _area(rule: Rule, asked: Sequence[Question]) -> float:
    return area([rule(question) for question in asked], [question.spoke for question in asked])


def _mean(areas: Sequence[float]) -> float:
    return sum(areas) / len(areas)


def _spread(rule: Rule, traces: Sequence[Sequence[Question]]) -> float:
    """The standard deviation of the distance to `warmth` over resampled questions."""
    random, found = Random(1), []
    for _ in range(RESAMPLES):
        ahead = []
        for asked in traces:
            sample = random.choices(asked, k=len(asked))
            ahead.append(_area(rule, sample) - _area(farmers, sample))
        found.append(_mean(ahead))
    middle = _mean(found)
    return math.sqrt(_mean([(each - middle) ** 2 for each in found]))


if __name__ == "__main__":
    main(sys.argv[1:])
