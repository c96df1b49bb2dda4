"""The power goes: what was acknowledged is there, and each path leads to the whole old or new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.torture.contents import Witness
from tests.torture.disk import Disk
from tests.torture.record import SAID, Event, read_record
from tests.torture.shim import recording
from tests.torture.stage import Stage
from tests.torture.village import Files, Place, Scenario, settle

# A reading command and a writing one: whatever comes next simply works.
NEXT = (("list",), ("add", "Zed Quist", "--json"))
# After every how manieth cut they are typed.
_TYPED_EVERY = 40
# What changes the disk, and what is told.
_COUNTING = "cwtsSmldu" + SAID


@dataclass
class Cuts:
    """What came of so many power cuts: how many states, and what ought not to be, in words."""

    states: int = 0
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Recorded:
    """A command that was done, and what it did to the disk on the way."""

    place: Place
    events: list[Event]
    inodes: dict[int, str]
    witness: Witness


def recorded(scenario: Scenario, folder: Path, stage: Stage) -> Recorded:
    """Do the scenario's command, undisturbed and recorded; the place is as before it then."""
    place = settle(scenario, folder, lambda words, there: stage.play(words, there).is_done)
    place.restore()
    inodes = {(place.folder / name).stat().st_ino: name for name in place.files}
    log = folder.with_name(f"{folder.name}.log")
    log.unlink(missing_ok=True)
    ended = stage.play(scenario.words, place.folder, recording(place.folder, log))
    assert ended.is_done, ended
    return Recorded(place, read_record(log), inodes, Witness(place))


def cut(
    scenario: Scenario, done: Recorded, stage: Stage, *, points: int, chances: int, seed: int = 0
) -> Cuts:
    """Cut the power at so many points of a command, with so many states by chance at each."""
    random = Random(f"{scenario.name} {scenario.locked} {seed}")
    report = Cuts()
    known: set[int] = set()
    for acknowledged, state in _states(done, random, points, chances):
        found = hash((acknowledged, frozenset(state.items())))
        if found in known:
            continue
        known.add(found)
        report.states += 1
        done.place.restore(state)
        if report.states % _TYPED_EVERY == 0:
            report.lost += typed_next(stage, done.place)
            done.place.restore(state)
        wrong = done.witness.wrong(done.place, done=acknowledged)
        if acknowledged and scenario.erased:
            wrong += still_there(scenario.erased, done.place)
        when = "after the answer" if acknowledged else "before the answer"
        report.lost += [f"{when}: {line}" for line in wrong]
    return report


def still_there(content: bytes, place: Place) -> list[str]:
    """The files that hold what none ought to hold any more."""
    return [
        f"{name} holds what was erased" for name, held in place.now().items() if content in held
    ]


def typed_next(stage: Stage, place: Place) -> list[str]:
    """What the next commands say where they do not simply work."""
    for words in NEXT:
        ended = stage.play(words, place.folder)
        if not ended.is_done:
            return [f"{' '.join(words)}, typed next, ended with {ended.status}: {ended.err}"]
    return []


def _states(
    done: Recorded, random: Random, points: int, chances: int
) -> Iterator[tuple[bool, Files]]:
    """Whether the command had answered, and what the disk holds, at each of so many points."""
    disk = Disk(done.place.files, done.inodes)
    chosen = _points(done.events, random, points)
    acknowledged = False
    for number, event in enumerate(done.events):
        disk.follow(event)
        acknowledged |= event.kind == SAID
        if number in chosen:
            for state in disk.states(random, chances):
                yield acknowledged, state


def _points(events: Sequence[Event], random: Random, wanted: int) -> set[int]:
    """After which events: all that name or sync something, and of the others as many as fit."""
    counting = [number for number, event in enumerate(events) if event.kind in _COUNTING]
    first = [number for number in counting if events[number].kind not in "wt"]
    first = first if len(first) < wanted else random.sample(first, wanted)
    others = [number for number in counting if number not in first]
    chosen = {*first, *random.sample(others, min(len(others), max(0, wanted - len(first))))}
    return {*chosen, counting[-1]}
