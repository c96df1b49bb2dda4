"""Ledgers of invented people, of any size, shaped like life: a few close ties, many faint ones.

The same size gives the same ledger every time. How often people are in touch falls with their rank,
as it does in every trace of the forecast. Ana Ruiz has the same history in each, for what is asked
of one person.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from farmer.ledger import FileLedger
from farmer.ledger.sqlite.functions import enable_functions
from farmer.links import STRENGTHS
from farmer.model import Contact, Touch

TODAY = date(2026, 6, 15)
# People and touchpoints of each ledger that is measured.
SIZES = {"empty": (1, 0), "small": (1_000, 10_000), "large": (5_000, 100_000)}
SIZES["huge"] = (20_000, 1_000_000)
# And of the one in which people know each other: people, touchpoints, links.
LINKED = (20_000, 100_000, 100_000)
# And of one that was begun apart from all others, with nobody but Ana Ruiz of theirs.
APART = (5_001, 100_000)

_YEARS = 10
_STEEPNESS = 0.85
_MONTHS_WITH_ANA = 12
_KINDS = ("meeting", "meal", "event", "video", "call", "email", "message", "like")
_OFTEN = (10, 6, 12, 6, 18, 24, 20, 4)
_FACTS = ("kept", "gave", "got", "work:seen", "work:used", "broken")
_SYLLABLES = ("ba", "ne", "ri", "lo", "mu", "ta", "ke", "si", "do", "vu", "ze", "na", "ly", "or")
_ENDINGS = ("sen", "mann", "ova", "ez", "ski", "ton", "ard", "ini", "oğlu", "wala")
_WORKS = ("Brothers", "& Co", "Partners", "Works", "Studio", "Trust")


def ledger_at(path: Path, size: str) -> Path:
    """The ledger of that size at `path`, or that of `LINKED` or `APART` by that name.

    A process of its own makes it: what a command is said to hold at most is never less than what
    whoever starts it holds by then.
    """
    if not path.exists():
        subprocess.run([sys.executable, "-m", "benchmarks.ledgers", str(path), size], check=True)
    return path


def make_ledger(path: Path, size: str) -> Path:
    """The ledger of that size at `path`, made unless it is there."""
    if not path.exists():
        people, touches = APART if size == "apart" else SIZES[size]
        beside = path.with_suffix(".part")
        began = datetime.combine(TODAY, datetime.min.time(), UTC)
        with FileLedger(beside).changing("invent people", began) as writer:
            # The first by farmer's own writer, which lays out tables, indexes and triggers.
            ana = writer.add_contact(Contact("Ana Ruiz", added_on=TODAY))
            for month in range(_MONTHS_WITH_ANA):
                on = TODAY - timedelta(days=30 * month)
                writer.add_touch(ana, Touch(on, "meeting", ("me", "them")[month % 2]))
        with closing(sqlite3.connect(beside)) as db, db:
            enable_functions(db)
            fill(db, people, touches, at="q" if size == "apart" else "p")
        beside.rename(path)
    return path


def make_linked(path: Path) -> Path:
    """The ledger of `LINKED` at `path`, made unless it is there; Ana knows as many as others."""
    if not path.exists():
        people, touches, links = LINKED
        beside = path.with_suffix(".part")
        shutil.copy(make_ledger(path.with_name("empty.db"), "empty"), beside)
        random = Random(links)
        with closing(sqlite3.connect(beside)) as db, db:
            enable_functions(db)
            fill(db, people, touches)
            db.executemany(
                """INSERT OR IGNORE INTO link (contact_id, other_id, strength, "on")
                VALUES (?, ?, ?, ?)""",
                (
                    (*sorted(random.sample(range(1, people + 1), 2)), strength, _day(random))
                    for strength in random.choices((*STRENGTHS, None), k=links)
                ),
            )
        beside.rename(path)
    return path


def invented_names(random: Random) -> Iterator[str]:
    """Names without end, no two alike."""
    known: set[str] = set()
    while True:
        first = "".join(random.choices(_SYLLABLES, k=2)).capitalize()
        last = "".join(random.choices(_SYLLABLES, k=2)).capitalize() + random.choice(_ENDINGS)
        name = f"{first} {last}"
        if name not in known:
            known.add(name)
            yield name


def fill(db: sqlite3.Connection, people: int, touches: int, at: str = "p") -> None:
    """Put so many people beside Ana Ruiz, with so many touchpoints and a tenth as many facts.

    Their addresses begin with `at`.
    """
    random = Random(people)
    names = invented_names(random)
    db.executemany(
        "INSERT INTO contact (id, name, company, added_on) VALUES (?, ?, ?, ?)",
        ((n, next(names), _company(random), _day(random)) for n in range(2, people + 1)),
    )
    db.executemany(
        "INSERT OR IGNORE INTO handle (contact_id, kind, value) VALUES (?, 'email', ?)",
        ((n, f"{at}{n}@{n % 97}.example") for n in range(1, people + 1)),
    )
    others = range(2, people + 1)
    if not others:
        return
    # Nobody is met every day: the first fiftieth are about as close as each other.
    weights = list(accumulate((rank + people / 50) ** -_STEEPNESS for rank in others))
    whose = random.choices(others, cum_weights=weights, k=touches)
    db.executemany(
        """INSERT INTO touchpoint (contact_id, "on", kind, "by", minutes, depth, note)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        ((n, *_touch(random, at / touches)) for at, n in enumerate(whose)),
    )
    facts = random.choices(others, cum_weights=weights, k=touches // 10)
    db.executemany(
        'INSERT INTO fact (contact_id, "on", what) VALUES (?, ?, ?)',
        ((n, _day(random), random.choice(_FACTS)) for n in facts),
    )


def _touch(random: Random, when: float) -> tuple[object, ...]:
    """A touch at about that part of the years, which are written down as they pass."""
    (kind,) = random.choices(_KINDS, _OFTEN)
    minutes = random.choice((None, 20, 45, 60)) if kind in _KINDS[:5] else None
    note = f"spoke of {random.choice(_SYLLABLES)}" if random.random() < 0.1 else ""
    on = TODAY - timedelta(days=int((1 - when) * 365 * _YEARS) + random.randrange(3))
    return on.isoformat(), kind, random.choice(("me", "them", None)), minutes, 1, note


def _day(random: Random) -> str:
    return (TODAY - timedelta(days=random.randrange(365 * _YEARS))).isoformat()


def _company(random: Random) -> str:
    return f"{random.choice(_SYLLABLES).capitalize()}lo {random.choice(_WORKS)}"


if __name__ == "__main__":
    where, which = sys.argv[1:]
    if which == "linked":
        make_linked(Path(where))
    else:
        make_ledger(Path(where), which)
