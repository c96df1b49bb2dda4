"""Everybody of a field, invented: as many as are wanted, the more the fainter."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from farmer.render.pages.field import BEDS
from farmer.scoring.cold import status_after
from farmer.tasks.person import Named
from farmer.tasks.tend.report_plants import (
    DRAWN,
    DRAWN_OF_MORE,
    TEND_NOW,
    OnPage,
    Plant,
    Tending,
    Undrawn,
)
from farmer.tasks.tend.stale import StaleTie

ON = date(2026, 6, 15)


def plant(number: int, elapsed_days: int, score: float, name: str = "", phase: str = "V") -> Plant:
    """Somebody who is drawn."""
    return Plant(
        person=Named(f"c{number}", name or f"Guest Number {number}"),
        anchor=f"c-{number}",
        company="",
        phase=phase,  # type: ignore[arg-type]
        verdict="not yet",
        score=score,
        status=status_after(elapsed_days, 90),
        last_on=ON - timedelta(days=elapsed_days),
        elapsed_days=elapsed_days,
        tags=(),
        story=(),
        lacks=(),
        contact_on=(),
    )


def tending(of: Plant) -> Tending:
    """The same as one to tend now."""
    tie = StaleTie(
        *(of.person, "", of.status, of.last_on, of.elapsed_days, 90, None, False, 0.01, of.score),
        *("requester", "", None, ()),
    )
    return Tending(tie, of.anchor, f"farmer log {of.person.id}")


def standing(people: int, seed: int = 1) -> OnPage:
    """A field of so many: the costliest all about as silent, which is the hardest to draw."""
    random = Random(seed)
    drawn = people if people <= DRAWN else DRAWN_OF_MORE
    plants = [
        plant(
            number,
            random.randrange(600, 1095) if number < drawn // 2 else random.randrange(120),
            random.uniform(20, 100),
            phase=random.choice(BEDS),
        )
        for number in range(drawn)
    ]
    undrawn = tuple(
        Undrawn(
            Named(f"c{number}", f"Guest {number}"),
            random.choice(BEDS),
            status_after(days, 90),
            days,
            (),
        )
        for number in range(drawn, people)
        for days in [min(6000, int(random.paretovariate(0.5) * 20))]
    )
    now = tuple(tending(each) for each in plants[:TEND_NOW])
    return OnPage(now, drawn // 2, tuple(plants), undrawn)
