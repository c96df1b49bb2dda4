"""Two ledgers that are lived with at random, by people whose clocks differ by up to a year."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from farmer.details import Gain
from farmer.errors import Conflict
from farmer.ledger import FileLedger
from farmer.ledger.file.meeting import Meeting
from farmer.ledger.ledger import Writer
from farmer.ledger.sqlite.opening import open_to_read
from farmer.model import Contact, Promise, Touch
from tests.ledger.making import DAY, NOW, begin, content

STEPS = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from(
            [
                "touch",
                "person",
                "edit",
                "title",
                "tag",
                "untag",
                "note",
                "remove",
                "merge",
                "gain",
                "promise",
                "undo",
                "redo",
                "take",
                "take",
                "take",
            ]
        ),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    min_size=4,
    max_size=16,
)


def lives_of_two(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Tries a test with so many lives: `steps`, and by how many seconds one clock is `slow`."""
    given_lives = given(steps=STEPS, slow=st.integers(-31_536_000, 864_000))
    tried = settings(
        max_examples=examples,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    return lambda test: tried(given_lives(test))


def lived_on_copies(folder: Path, steps: Sequence[Any], slow: int) -> Story:
    """A ledger and a copy of it, after those steps on the one or the other."""
    ours = begin(folder / "ledger.db")
    return live([ours, copy_of(ours)], steps, slow)


def live(ledgers: list[Path], steps: Sequence[Any], slow: int) -> Story:
    """Take those steps, the second of two ledgers by the wrong clock."""
    story = Story(ledgers, [0, slow])
    for number, step in enumerate(steps):
        story.take_step(number, *step)
    return story


def copy_of(ledger: Path, name: str = "other.db") -> Path:
    other = ledger.with_name(name)
    shutil.copyfile(ledger, other)
    return other


def take_unchecked(ledger: Path, other: Path) -> None:
    """The same without looking through the other file first, which takes most of the time."""
    with closing(open_to_read(other)) as db:
        meeting = Meeting(ledger, db)
        with FileLedger(ledger).changing("sync with other.db", NOW) as change:
            meeting.unite(change)


class Story:
    def __init__(self, ledgers: list[Path], wrong_by: list[int]) -> None:
        self.ledgers, self.wrong_by = ledgers, wrong_by
        self.kept: set[str] = set()  # the notes of talks that nobody took out or back

    def take_step(self, number: int, second: bool, what: str, one: int, other: int) -> None:
        path = self.ledgers[second]
        ledger = FileLedger(path)
        at = NOW + timedelta(seconds=number + self.wrong_by[second])
        if what == "take":
            take_unchecked(path, self.ledgers[not second])
        elif what in ("undo", "redo"):
            self._step_back(ledger, what, at)
        else:
            rows = content(path)
            people = [row[0] for row in rows["contact"]]
            talks = {row[0]: row[9] for row in rows["touchpoint"]}
            if not people:
                return
            whose, who = people[one % len(people)], people[other % len(people)]
            words = f"{what} n{number}"
            tagged = {row[1:3] for row in rows["tag"]}
            if (what == "merge" and whose == who) or (
                what == "tag" and (whose, f"g{number % 2}") in tagged
            ):
                return
            if what == "merge":
                words = f"merge c{who} X into c{whose} Y"
            with ledger.changing(words, at) as change:
                self._change(change, what, number, whose, who, talks, one)

    def _step_back(self, ledger: FileLedger, what: str, at: Any) -> None:
        try:
            stepped = ledger.undo(at) if what == "undo" else ledger.redo()
        except Conflict:
            return
        if stepped.words.startswith("touch "):
            note = stepped.words.partition(" ")[2]
            (self.kept.discard if what == "undo" else self.kept.add)(note)
        if stepped.words.startswith(("person", "sync", "merge")):
            self.kept.clear()

    def _change(
        self,
        change: Writer,
        what: str,
        number: int,
        whose: int,
        who: int,
        talks: dict[int, str],
        one: int,
    ) -> None:
        simple: dict[str, Callable[[], object]] = {
            "touch": lambda: change.add_touch(whose, Touch(DAY, "call", note=f"n{number}")),
            "person": lambda: change.add_contact(
                Contact(f"P {number}", met_through_id=who, added_on=DAY)
            ),
            "edit": lambda: change.edit_contact(whose, {"company": f"x{number}"}),
            "title": lambda: change.edit_contact(whose, {"title": f"x{number}"}),
            "tag": lambda: change.add_tag(whose, f"g{number % 2}"),
            "untag": lambda: change.remove_tag(whose, "g0"),
            "merge": lambda: change.merge(whose, who),
            "gain": lambda: change.write_gains(whose, Gain("theirs", "goals", f"g{number}", DAY)),
            "promise": lambda: change.add_promise(whose, Promise(f"p{number}", True, DAY)),
        }
        if what in simple:
            simple[what]()
            self.kept |= {f"n{number}"} if what == "touch" else set()
        elif talks:
            talk = sorted(talks)[one % len(talks)]
            note = talks[talk].partition("/")[0]
            if what == "note":
                change.edit_touch(talk, {"note": f"{note}/{number}"})
            else:
                change.remove_touch(talk)
                self.kept.discard(note)
