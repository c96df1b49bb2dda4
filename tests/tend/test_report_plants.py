"""Who has a story on the page of many: those it would cost most, and whoever stands best."""

from __future__ import annotations

import re
from random import Random

import pytest

from farmer.tasks.tend import report_plants
from tests.conftest import Farmer

PEOPLE, DRAWN = 12, 4


def test_those_drawn_of_many_stand_best_though_few_are_judged(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_plants, "DRAWN", DRAWN)
    monkeypatch.setattr(report_plants, "DRAWN_OF_MORE", DRAWN)
    random = Random(3)
    for number in range(PEOPLE):
        name, proven = f"Guest {chr(97 + number) * 3}", number % 3 == 0
        for month in random.sample(range(1, 7), 6 if proven else random.randint(1, 5)):
            farmer(f"farmer log '{name}' --kind meal --by both --on 2026-{month:02}-03 --new")
        for fact in ("kept", "gave", "work:used") if proven else ():
            farmer(f"farmer mark '{name}' {fact} --on 2026-05-0{number % 9 + 1}")
    costliest = [row[1] for row in farmer("farmer stale --limit 0").rows][: DRAWN // 2]
    scores = {
        person["person"]["name"]: person["score"]
        for person in farmer("farmer list --sort score --limit 0 --json").data["people"]
    }
    page = farmer("farmer report -o -").out
    drawn = re.findall(r"<article[^>]*><h3>([^<]+)<", page)
    assert len(scores) == PEOPLE
    assert drawn[: len(costliest)] == costliest
    best = [name for name in drawn if name not in costliest]
    others = [scores[name] for name in scores if name not in drawn]
    assert len(drawn) == DRAWN
    assert min(scores[name] for name in best) >= max(others)
