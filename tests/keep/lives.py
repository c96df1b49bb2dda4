"""What people type on machines that sync, what each machine has seen, and what has to be there.

What was written is found by looking: whatever a command has made another in the tables of its
machine is an edit or a removal, by somebody who knew what that machine had seen. So a new command,
or another table, needs no word here, and what is expected does not come of the rules on trial.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from farmer.ledger.sqlite.log.undo import LAST_CHANGE, LAST_UNDONE
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.replay import key_uid, to_told
from farmer.ledger.sqlite.sync.tables import links_of
from tests.conftest import TODAY
from tests.keep.killing import played
from tests.keep.machines import Machines
from tests.ledger.making import raw

NAMES = "abc"
# Between the names of people and the words of talks, so that nothing else has them.
QUIST = "Quist"
_THERE = ""  # the register that says that a row is there


class Row(NamedTuple):
    """A row by its name everywhere: its values, without those that name another row."""

    table: str
    values: dict[str, tuple[Any, ...]]
    owners: tuple[str, ...]


class Edit(NamedTuple):
    """One value that somebody wrote, and the edits that were surely known where it was written."""

    number: int
    uid: str
    register: str
    value: tuple[Any, ...]
    knew: frozenset[int]


class Removal(NamedTuple):
    """A row taken out: the edits that were surely known there, and all that may have been."""

    uid: str
    surely: frozenset[int]
    perhaps: frozenset[int]


@dataclass
class Device:
    """A machine whose clock is wrong by so many days, and the edits known there."""

    name: str
    wrong_by: int
    surely: frozenset[int] = frozenset()
    perhaps: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    # In the folder.
    sent: frozenset[int] = frozenset()
    sent_perhaps: frozenset[int] = frozenset()
    # By the change that a sync made: what was known before it.
    before: dict[int, frozenset[int]] = field(default_factory=dict)


def rows_of(ledger: Path) -> dict[str, Row]:
    """Every row of a ledger by its name everywhere."""
    with closing(open_to_read(ledger)) as db:
        book = Book(db)
        book.log.load(book.log.there())
        links, found = links_of(db), {}
        for table, number in book.log.there():
            noun = book.nouns[table]
            uid_of = {name: partial(book.uid_of, to) for name, to in links[table].items()}
            told = to_told(noun, book.log.now((table, number)), uid_of) or {}
            uid = key_uid(table, noun, told) if noun.key else book.uid_of(table, number)
            values = {
                name: told[name]
                for name, columns in noun.registers.items()
                if not set(columns) & {*noun.links, *noun.key}
            }
            found[uid] = Row(table, values, tuple(told[owner][0] for owner in noun.owners))
    return found


class Life:
    """Machines, and everything that was ever done on them."""

    def __init__(self, machines: Machines, way: str, wrong_by: list[int]) -> None:
        """`way` is “file” or “folder”; the machines have one ledger and have seen all of it."""
        self.machines = machines
        self.is_folder = way == "folder"
        self.edits: list[Edit] = []
        self.removals: list[Removal] = []
        self.rows: dict[str, Row] = {}
        # Of people forgotten: their names everywhere, and those by which they are called.
        self.homes: set[str] = set()
        self.gone: set[str] = set()
        self.devices = [Device(*each) for each in zip(NAMES, wrong_by, strict=True)]
        self._number = 0
        # The change that an undo or a redo is about, and its words.
        self._stepped = (0, "")
        for uid, row in rows_of(machines.ledger("a")).items():
            self._came(self.devices[0], uid, row)
        for each in self.devices:
            each.surely = each.perhaps = self.devices[0].surely
            each.sent = each.sent_perhaps = each.surely if self.is_folder else frozenset()

    def play(self, steps: list[Step]) -> None:
        """Do those things, one after the other."""
        for step in steps:
            self.step(*step)

    def step(self, which: int, what: str, one: int, other: int) -> None:
        """Do one thing on a machine; what it is about is by those numbers one of what is there."""
        self._number += 1
        at = self.devices[which]
        if what in ("sync", "cut", "kill"):
            with_ = self.devices[(which + 1 + one % 2) % 3]
            {"sync": self.sync, "cut": self._cut, "kill": self._kill}[what](at, with_)
            return
        command = self._command(at, what, one, other)
        if command:
            self._type(at, what, command)

    def settle(self) -> None:
        """Let every machine hear of everything, and say nothing more."""
        for _ in range(2 if self.is_folder else 1):
            for at in self.devices:
                self.sync_all(at)
        for at in self.devices[:-1]:
            self.sync_all(at)
        for at in self.devices:  # whoever was forgotten is in no file any more
            self.sync_all(at)

    def sync_all(self, at: Device) -> None:
        """Let a machine hear of whatever the others have, or have sent."""
        for other in [self.devices[0]] if self.is_folder else self.devices:
            if self.is_folder or other is not at:
                self.sync(at, other)

    def sync(self, at: Device, other: Device) -> Any:
        """Sync a machine, with another one's file or the folder."""
        last = self._last_change(at)
        known = at.surely
        said = self.machines.on(at.name, f'sync "{self._source(other)}" --json', self._today(at))
        others = [each for each in self.devices if each is not at] if self.is_folder else [other]
        for each in others:
            at.surely |= each.sent if self.is_folder else each.surely
            at.perhaps |= each.sent_perhaps if self.is_folder else each.perhaps
        if self.is_folder:
            at.sent, at.sent_perhaps = at.sent | at.surely, at.sent_perhaps | at.perhaps
        self._note_sync(at, last, known)
        return said.data

    def there(self) -> dict[str, Row]:
        """The rows of the first machine, as of all of them once nothing is left to say."""
        return rows_of(self.machines.ledger(self.devices[0].name))

    def standing(self, uid: str, register: str) -> list[Edit]:
        """The values that nobody who knew them wrote over: one of them has to stand."""
        edits = [e for e in self.edits if (e.uid, e.register) == (uid, register)]
        known = frozenset().union(*(e.knew for e in edits))
        return [e for e in edits if e.number not in known]

    def surely_there(self, uid: str) -> bool:
        """Whether of the row, or of what needs it, something stands that no remover had seen."""
        removals = [r for r in self.removals if r.uid == uid]
        return any(
            not removals
            or all(e.number not in r.perhaps for e in self.standing(uid, name) for r in removals)
            for name in self._registers(uid)
        ) or any(self.surely_there(each) for each in self._of(uid))

    def surely_gone(self, uid: str) -> bool:
        """Whether all that may stand of it, and of what needs it, was seen by who took it out."""
        seen = frozenset().union(*(r.surely for r in self.removals if r.uid == uid))
        return (
            any(r.uid == uid for r in self.removals)
            and all(e.number in seen for n in self._registers(uid) for e in self.standing(uid, n))
            and all(self.surely_gone(each) for each in self._of(uid))
        )

    def forget(self, at: Device, whose: int) -> None:
        """Forget a person, with whoever is one with them there."""
        with raw(self.machines.ledger(at.name)) as db:
            names = {name for (name,) in db.execute("SELECT name FROM contact")}
        before = rows_of(self.machines.ledger(at.name))
        done = self.machines.typed(at.name, f"forget c{whose} --yes", self._today(at))
        after = rows_of(self.machines.ledger(at.name))
        if done.status:
            return
        lost = before.keys() - after.keys()
        self.homes |= {uid for uid in lost if before[uid].table == "contact"}
        self.homes |= {
            owner
            for uid in lost
            if before[uid].table == "touchpoint"
            for owner in self.rows[uid].owners
        }
        with raw(self.machines.ledger(at.name)) as db:
            self.gone |= names - {name for (name,) in db.execute("SELECT name FROM contact")}

    def _registers(self, uid: str) -> list[str]:
        return sorted({e.register for e in self.edits if e.uid == uid})

    def _of(self, uid: str) -> list[str]:
        return [each for each, row in self.rows.items() if uid in row.owners]

    def _source(self, other: Device) -> Path:
        return self.machines.folder if self.is_folder else self.machines.ledger(other.name)

    def _today(self, at: Device) -> str:
        day = date.fromisoformat(TODAY) + timedelta(days=at.wrong_by + self._number)
        return day.isoformat()

    def _type(self, at: Device, what: str, command: str) -> None:
        if what == "forget":
            self.forget(at, int(command))
            return
        ledger = self.machines.ledger(at.name)
        before = rows_of(ledger)
        done = self.machines.typed(at.name, f"{command} --json", self._today(at))
        assert done.status in _ANSWERS, (command, done.err, done.out)
        change, words = self._stepped if what in ("undo", "redo") else (0, what)
        if words.startswith("sync with"):
            if what == "undo" and not done.status:
                at.surely = at.before.get(change, frozenset()) | at.own
            return
        is_merge = words.startswith("merge")
        self._compare(at, before, rows_of(ledger), is_merge=is_merge)

    def _compare(
        self, at: Device, before: dict[str, Row], after: dict[str, Row], *, is_merge: bool
    ) -> None:
        """Note what a command has made another."""
        if not is_merge:  # which takes nobody and nothing out
            for uid in before.keys() - after.keys():
                self.removals.append(Removal(uid, at.surely, at.perhaps))
        for uid in after.keys() - before.keys():
            if not is_merge or uid not in self.rows:
                self._came(at, uid, after[uid])
        for uid in after.keys() & before.keys():
            for name, value in after[uid].values.items():
                if value != before[uid].values[name]:
                    self._wrote(at, uid, name, value)

    def _came(self, at: Device, uid: str, row: Row) -> None:
        self.rows.setdefault(uid, row)
        self._wrote(at, uid, _THERE, (True,))
        for name, value in row.values.items():
            self._wrote(at, uid, name, value)

    def _wrote(self, at: Device, uid: str, name: str, value: tuple[Any, ...]) -> None:
        number = len(self.edits)
        self.edits.append(Edit(number, uid, name, value, at.surely))
        at.surely |= {number}
        at.perhaps |= {number}
        at.own |= {number}

    def _cut(self, at: Device, other: Device) -> None:
        """Sync with what is half copied, and leave it whole."""
        sources = self._of_others(at) if self.is_folder else [self.machines.ledger(other.name)]
        whole = {file: file.read_bytes() for file in sources}
        for file, data in whole.items():
            file.write_bytes(data[: len(data) - 1 - self._number * 977 % 6000])
        last, known = self._last_change(at), at.surely
        command = f'sync "{self._source(other)}" --json'
        done = self.machines.typed(at.name, command, self._today(at))
        assert done.status == (0 if self.is_folder else 6), (done.out, done.err)
        for file, data in whole.items():
            file.write_bytes(data)
        self._maybe_synced(at, last, known)
        if self.is_folder:
            at.sent |= at.surely

    def _of_others(self, at: Device) -> list[Path]:
        said = self.machines.on(at.name, "sync --status --json").data["machines"]
        own = {each["name"] for each in said if each["is_own"]}
        return [file for file in self.machines.files() if file.stem not in own]

    def _kill(self, at: Device, other: Device) -> None:
        """Sync, and be killed before one of the steps that last."""
        last, known = self._last_change(at), at.surely
        words = [*self.machines.sync_words(self._source(other)), "--ledger"]
        self.machines.typed(at.name, "where", self._today(at))  # sets the day
        ledger = str(self.machines.ledger(at.name))
        played([*words, ledger], 1 + self._number * 31 % 60, self.machines.lasting)
        self._maybe_synced(at, last, known)

    def _maybe_synced(self, at: Device, last: int, known: frozenset[int]) -> None:
        for each in self.devices:
            at.perhaps |= each.sent_perhaps if self.is_folder else each.perhaps
        at.sent_perhaps |= at.perhaps
        self._note_sync(at, last, known)

    def _note_sync(self, at: Device, last: int, known: frozenset[int]) -> None:
        now = self._last_change(at)
        if now != last:
            at.before[now] = known

    def _last_change(self, at: Device) -> int:
        return int(self._ask(at, "SELECT coalesce(max(id), 0) FROM change")[0][0])

    def _ask(self, at: Device, query: str) -> list[tuple[Any, ...]]:
        with raw(self.machines.ledger(at.name)) as db:
            return db.execute(query).fetchall()

    def _command(self, at: Device, what: str, one: int, other: int) -> str | None:
        """What is typed; None where there is nothing that it could be about."""
        if what in ("undo", "redo"):
            found = self._ask(at, LAST_CHANGE if what == "undo" else LAST_UNDONE)
            self._stepped = (found[0][0], found[0][1]) if found else (0, "")
            return {"undo": "undo", "redo": "undo redo"}[what]
        people = [f"c{number}" for (number,) in self._ask(at, _PEOPLE)]
        if not people:
            return None
        whose, who = people[one % len(people)], people[other % len(people)]
        names = dict(self._ask(at, "SELECT 'c' || id, name FROM contact"))
        words = f"n{self._number}x"
        if what in _OF_RECORDS or what in OF_ONE_DAY:
            return self._of_record(at, what, one, words)
        said = f"{words} met {names[who]}"
        return {
            "talk": f'log {whose} --on 2024-03-0{1 + other} --note "{said}"',
            "person": f"log {QUIST}{self._number} --new --on 2024-03-01 --note {words}",
            "company": f"edit {whose} --company Works{self._number}",
            "title": f"edit {whose} --title Title{self._number}",
            "cadence": f"edit {whose} --cadence {10 + self._number}",
            "tag": f"tag {whose} @g{other % 2}",
            "untag": f"tag --remove {whose} @g{other % 2}",
            "fact": f"mark {whose} kept --on 2024-03-02 --note {words}",
            "promise": f'promise add {whose} "{words}"',
            "gains": f"gains {whose} --goals {words}",
            "request": f"request add {whose} --to {who} --need {words}",
            "archive": f"archive {whose}",
            "back": f"archive --back {whose}",
            "snooze": f"snooze {whose} --until 2027-01-0{1 + other}",
            "merge": f"merge {whose} {who}" if whose != who else None,
            "forget": whose[1:] if len(people) > 1 else None,
        }[what]

    def _of_record(self, at: Device, what: str, one: int, words: str) -> str | None:
        query, command = (_OF_RECORDS | OF_ONE_DAY)[what]
        found = self._ask(at, query)
        if not found:
            return None
        number, note = found[one % len(found)]
        return command.format(number, str(note).partition("/")[0], words)


Step = tuple[int, str, int, int]
# A command may find nothing to do, or that it may not be done.
_ANSWERS = (0, 2, 3, 5, 10, 11, 12)
_PEOPLE = "SELECT id FROM contact ORDER BY id"
_TALKS = "SELECT id, note FROM touchpoint ORDER BY id"
_ASKED = "SELECT id, '' FROM request ORDER BY id"
_OF_RECORDS = {
    "note": (_TALKS, 'edit t{0} --note "{1}/{2}"'),
    "moved": (_TALKS, "edit t{0} --on 2024-02-02"),
    "remove": (_TALKS, "remove t{0}"),
    "unmark": ("SELECT id, '' FROM fact ORDER BY id", "remove f{0}"),
    "kept": ("SELECT id, '' FROM promise ORDER BY id", "promise kept p{0}"),
    "withdraw": (_ASKED, "request withdraw r{0}"),
}
# Steps of one day, which one machine could take in another order, too.
OF_ONE_DAY = {
    "well": (_ASKED, "request outcome r{0} good --on 2024-03-05 --note {2}"),
    "badly": (_ASKED, "request outcome r{0} bad --on 2024-03-05 --note {2}"),
    "sold": (_ASKED, "request outcome r{0} business --on 2024-03-05 --note {2}"),
    "thanked": (_ASKED, "request thanked r{0} --on 2024-03-05"),
    "reopened": (_ASKED, "request reopen r{0} --on 2024-03-05"),
}
_WRITING = (
    *("talk", "talk", "person", "company", "company", "title", "cadence", "tag", "untag", "fact"),
    *("promise", "gains", "request", "archive", "back", "snooze"),
    *_OF_RECORDS,
    *("remove", "undo", "undo", "redo"),
)
# Where nothing can be forked, nothing is killed.
_SYNCING = (*("sync",) * 5, "cut", *(("kill",) if hasattr(os, "fork") else ()))
# Days by which clocks are wrong.
CLOCKS = st.lists(st.integers(-365, 10), min_size=3, max_size=3)


def steps_of(*more: str) -> st.SearchStrategy[list[Step]]:
    """What may be done, and `more` of it."""
    whats = st.one_of(st.sampled_from([*_WRITING, *more]), st.sampled_from(_SYNCING))
    which = st.integers(0, 2)
    return st.lists(
        st.tuples(which, whats, st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=14
    )


class Begun(NamedTuple):
    """Three machines that have the same, kept so that each life begins there."""

    machines: Machines
    way: str
    kept: Path

    def life(self, wrong_by: list[int]) -> Life:
        """A new life."""
        shutil.rmtree(self.machines.home)
        shutil.copytree(self.kept, self.machines.home)
        return Life(self.machines, self.way, wrong_by)


def begin(machines: Machines, way: str, kept: Path, more: Iterable[str] = ()) -> Begun:
    """Ana and Bo, known on three machines, and what `more` was typed before these parted."""
    machines.on("a", f"log Ana{QUIST} --new --on 2024-03-01 --note anaX")
    machines.on("a", f"log Bo{QUIST} --new --on 2024-03-01 --note boX")
    for said in more:
        machines.on("a", said)
    if way == "folder":
        machines.sync("a", "b", "c", "a", "b")
    else:
        for other in "bc":
            shutil.copyfile(machines.ledger("a"), machines.ledger(other))
    shutil.copytree(machines.home, kept)
    return Begun(machines, way, kept)


Holds = Callable[[Life], None]


def texts_of(home: Path, messages: Callable[[Path], Iterator[str]]) -> str:
    """All that is in the files of a home, of the sealed ones what they tell."""
    found = []
    for file in sorted(each for each in home.rglob("*") if each.is_file()):
        sealed = file.suffix == ".sealed"
        found.append("\n".join(messages(file)) if sealed else file.read_bytes().decode("latin-1"))
    return json.dumps(found)
