"""The disk refuses, is full, or memory ends, and commands are killed: at calls that are chosen."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from random import Random

from tests.torture.contents import AFTER, BEFORE
from tests.torture.cutting import Recorded, typed_next
from tests.torture.process import Ended
from tests.torture.record import tally
from tests.torture.shim import EVER, HALF, KILLED, Trouble
from tests.torture.stage import Stage
from tests.torture.village import Scenario

# By the name of a column: which calls fail, with what, and how many in a row.
KINDS: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {
    "killed": ("owtsnu", ((KILLED, 1),)),
    "EIO": ("orwtsnu", ((errno.EIO, 1), (errno.EIO, EVER))),
    "no room": ("wcn", ((errno.ENOSPC, EVER), (errno.EDQUOT, EVER))),
    "half written": ("w", ((HALF, 1), (HALF, EVER))),
    "no memory": ("a", ((errno.ENOMEM, 1), (errno.ENOMEM, 8))),
}
# A refusal by the ledger or the disk; by a file that was named, or the settings.
_REFUSED = (6, 2)
# Every how manieth time the next commands are typed.
_TYPED_EVERY = 6
_UNCHANGED = (
    "nothing was changed",
    "it is as it was",
    "ledger is as it was",
    "nothing was written",
)


@dataclass
class Tries:
    """What came of so many tries.

    Attributes:
        tries: how many; `done` of them were done all the same.
        lost: what is neither as before nor as after, or not as it was said to be, in words.
        unsaid: what was said instead of a sentence.
    """

    tries: int = 0
    done: int = 0
    lost: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)


def troubles(kind: str, calls: Counter[str], tries: int, random: Random) -> Iterator[Trouble]:
    """So many troubles of a kind, at calls spread over all that the command makes."""
    letters, ways = KINDS[kind]
    made = [(letter, *way) for way in ways for letter in letters if calls[letter]]
    for letter, how, times in islice(cycle(made), tries):
        yield Trouble(letter, random.randint(1, calls[letter]), how, times)


def fail(
    scenario: Scenario, done: Recorded, stage: Stage, kind: str, tries: int, seed: int = 0
) -> Tries:
    """Type the scenario's command so many times, each with trouble of a kind."""
    random = Random(f"{scenario.name} {scenario.locked} {kind} {seed}")
    report = Tries()
    for trouble in troubles(kind, tally(done.events), tries, random):
        done.place.restore()
        ended = stage.play(scenario.words, done.place.folder, trouble.environ(done.place.folder))
        report.tries += 1
        report.done += ended.is_done
        report.unsaid += [f"{trouble}: {line}" for line in _wrongly_said(ended, trouble)]
        wrong = _wrongly_left(done, ended)
        if not wrong and report.tries % _TYPED_EVERY == 0:
            wrong += typed_next(stage, done.place)
        report.lost += [f"{trouble}: {line}" for line in wrong]
    return report


def _wrongly_said(ended: Ended, trouble: Trouble) -> list[str]:
    """A traceback, another status than a refusal's, or no word."""
    if ended.is_done or (ended.status < 0 and trouble.how == KILLED):
        return []
    if "Traceback" in ended.err or ended.status not in _REFUSED or not ended.err.strip():
        return [f"it ended with {ended.status}: {ended.err.strip()[-500:]}"]
    return []


def _wrongly_left(done: Recorded, ended: Ended) -> list[str]:
    """What is neither as before nor as after, or not as it was said to be."""
    said = (ended.out + ended.err).lower()
    wrong = [
        line
        for line in done.witness.wrong(done.place, done=ended.is_done)
        if not _is_told(line, said, done.place.ledger.name)
    ]
    if wrong or ended.is_done or not any(claim in said for claim in _UNCHANGED):
        return wrong
    moments = done.witness.moments(done.place)
    return [
        f"{name} is {AFTER}, and it says: {ended.err.strip()}"
        for name, found in moments
        if BEFORE not in found and name in done.witness.before  # a backup is no change
    ]


def _is_told(wrong: str, said: str, ledger: str) -> bool:
    """Whether it is a backup that stayed as it was, and was named: the ledger has to be done."""
    name, _, found = wrong.partition(" is ")
    return found == BEFORE and name != ledger and name.lower() in said
