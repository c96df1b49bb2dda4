"""Stepping over every writing command, back and forward, gives the same ledger, its log aside."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from farmer.cli import run
from farmer.cli.commands import COMMANDS
from farmer.referrals.states import IDEAS
from tests.ledger.making import content
from tests.samples import lay_out

# What each command that changes the ledger is typed with here.
NAMES = st.sampled_from(["Ana Ruiz", "Bo Li", "Cy Ode", "José Núñez", "@golf"])
PERSON = st.sampled_from(["Ana Ruiz", "Bo Li", "Cy Ode", "José Núñez"])
NUMBERS = st.integers(1, 12)
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 15)).map(str)
EDITS = {
    "c": (
        ["--company", "Voss & Co"],
        ["--cadence", "monthly"],
        ["--met-at", ""],
        ["--through", "Bo Li"],
        ["--phone", "+34 600 123 456"],
        ["--drop", "+34 600 123 456"],
        ["--note", "sails"],
        ["--birthday", "12 May 1984"],
        ["--name", "Ana Voss"],
        ["--company", "Acme", "--title", "Buyer"],
        ["--also", "Anna R."],
        ["--given", "Ana", "--family", "Ruiz"],
        ["--prefer", "+34 600 123 456"],
        ["--no-longer", "+34 600 123 456"],
        ["--add-note", "and skis"],
    ),
    "t": (
        *(["--by", "them"], ["--kind", "call"], ["--at", "Gala"], ["--at", ""], ["--minutes", ""]),
        *(["--who", "Bo Li"], ["--add-note", "and a lease"]),
    ),
    "f": (["--fact", "used"], ["--note", "twice"], ["--who", "Bo Li"]),
    "p": (["--note", "the boat"], ["--due", "2026-07-01"], ["--who", "Bo Li"]),
    "r": (["--need", "a lawyer"], ["--to", "a printer"], ["--who", "Bo Li"]),
    "s": (["--note", "in person"], ["--amount", "9", "--currency", "EUR"]),
    "e": (["--name", "Mixer"], ["--place", "Old Mill"], ["--name", ""]),
}
REQUEST_STEPS = (
    *(("decline",), ("ask-target",), ("ask-target",), ("target-said", "yes"), ("confirm",)),
    *(
        ("target-said", "no"),
        ("target-said", "later", "--until", "2026-09-01"),
        ("introduce", "--anyway", "why not"),
        ("introduce",),
        ("met",),
    ),
    *(("outcome", "good"), ("outcome", "bad"), ("thanked",), ("withdraw",), ("reopen",)),
    *(("outcome", "business", "--amount", "12.50", "--currency", "EUR"), ("sent",)),
)
REGROUPING = (("tag",), ("tag", "--remove"), ("untag",))
PUTTING_AWAY = (("archive",), ("archive", "--back"), ("unarchive",))
PROMISE_ENDS = ("kept", "broken", "drop")
READING = {
    # Of the file, not of what is in it.
    *("lock", "lock open", "unlock", "backup", "restore", "doctor", "report"),
    "sync",  # which another ledger is needed for: tests/keep/test_sync.py
    *(
        "check",
        "stale",
        "triage",
        "prepare",
        "show",
        "list",
        "ls",
        "find",
        "undo history",
        "history",
        "reach",
        "suggest",
    ),
    *("completion", "where"),
    *(
        "request",
        "request list",
        "request show",
        "request review",
        "promise",
        "promise list",
        "today",
        "draft",
        "duplicates",
        "export",
        "tags",
        "stats",
        "calendar",
    ),
    # What these answer is asked, not typed: tests/assistant.
    *("assistant", "assistant serve", "assistant setup", "assistant skill", "mcp"),
    *(name for name in COMMANDS if name.startswith("config")),
    # What these change is beside the ledger: tests/together/test_team.py.
    *(name for name in COMMANDS if name.startswith("team")),
}


class Stepping(RuleBasedStateMachine):
    """A ledger that is written, stepped back and stepped forward through at will."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = contextlib.ExitStack()
        self._home = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._ledger = self._home / "ledger.db"
        world = {"FARMER_LEDGER": str(self._ledger), "FARMER_CONFIG": str(self._home / "c.toml")}
        self._stack.enter_context(mock.patch.dict(os.environ, world))
        lay_out(self._home)
        self.states: list[Any] = []
        self.now = 0
        self.typed: set[str] = set()

    def teardown(self) -> None:
        """Leave nothing behind."""
        self._stack.close()

    @initialize()
    def begin(self) -> None:
        """One evening, so that there is somebody to write about."""
        self.states = [{}]
        self.write("log", "Ana Ruiz", "Bo Li", "José Núñez", "--at", "Mixer", "--new")
        self.write("tag", "Ana", "Bo", "@golf")

    def type(self, *words: str) -> int:
        """The exit status of a command."""
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return run(words)

    def write(self, *words: str) -> None:
        """A writing command: a refusal changes nothing, anything else is one step at most."""
        self.typed.add(words[0])
        before = self.seen()
        changes = self.count()
        status = self.type(*words)
        assert status != 1, words
        if status not in (0, 10, 11) or self.count() == changes:
            assert self.seen() == before, words
            return
        del self.states[self.now + 1 :]
        self.states.append(self.seen())
        self.now += 1

    def seen(self) -> Any:
        """Everything but the log."""
        return content(self._ledger) if self._ledger.exists() else {}

    def count(self) -> int:
        """How many changes the log has."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            run(["history", "--json", "--limit", "0"])
        return int(said.getvalue().partition('"total": ')[2].partition("\n")[0])

    @rule(who=NAMES, on=DAYS, kind=st.sampled_from(["meal", "call", "event"]), extra=st.booleans())
    def log(self, who: str, on: str, kind: str, extra: bool) -> None:
        more = ["--fact", "kept", "--at", "Gala", "--place", "Mill"] if extra else []
        self.write("log", who, "--on", on, "--kind", kind, "--note", "tea", "--new", *more)

    @rule(who=PERSON, talks=st.sampled_from(["every two months, coffee", "3 times, call"]))
    def recall(self, who: str, talks: str) -> None:
        self.write(
            "recall", who, "--talks", talks, "--last", "2026-05-04", "--work", "seen", "--yes"
        )

    @rule(who=NAMES, fact=st.sampled_from(["kept", "used", "ref-bad", "forgiven"]), on=DAYS)
    def mark(self, who: str, fact: str, on: str) -> None:
        self.write("mark", who, fact, "--on", on)

    @rule(who=PERSON, text=st.sampled_from(["a boat", ""]), mine=st.booleans())
    def gains(self, who: str, text: str, mine: bool) -> None:
        self.write("gains", who, "--goals", text, "--skills", "tax", *(["--mine"] if mine else []))

    @rule(name=st.sampled_from(["Cy Ode", "Di Fo", "Bo Li"]))
    def add(self, name: str) -> None:
        self.write("add", name, "--email", "x@y.example", "--through", "Ana Ruiz")

    @rule(who=NAMES, fields=st.sampled_from(EDITS["c"]))
    def edit_people(self, who: str, fields: list[str]) -> None:
        self.write("edit", who, *fields)

    @rule(number=NUMBERS, letter=st.sampled_from([*EDITS][1:]), choice=st.integers(0, 9), on=DAYS)
    def edit_records(self, number: int, letter: str, choice: int, on: str) -> None:
        fields = [*EDITS[letter], ["--on", on]]
        self.write("edit", f"{letter}{number}", *fields[choice % len(fields)])

    @rule(who=NAMES, tag=st.sampled_from(["@golf", "@later"]), how=st.sampled_from(REGROUPING))
    def regroup(self, who: str, tag: str, how: tuple[str, ...]) -> None:
        self.write(*how, who, tag)

    @rule(who=NAMES, how=st.sampled_from(PUTTING_AWAY))
    def put_away(self, who: str, how: tuple[str, ...]) -> None:
        self.write(*how, who)

    @precondition(lambda self: self.now > 1)
    @rule(kept=PERSON, other=PERSON, same=st.booleans())
    def merge(self, kept: str, other: str, same: bool) -> None:
        self.write("merge", kept, other, *([] if same else ["--not-same"]))

    @rule(who=PERSON, other=st.sampled_from(["Bo Li", "Carla Voss"]), known=st.booleans())
    def link(self, who: str, other: str, known: bool) -> None:
        self.write("link", who, other, *(["--how", "a board", "--new"] if known else ["--not"]))

    @rule(who=NAMES, until=st.sampled_from(["today", "tomorrow", "2031-01-01"]))
    def snooze(self, who: str, until: str) -> None:
        self.write("snooze", who, "--until", until)

    @rule(number=NUMBERS, letter=st.sampled_from([*EDITS][1:]))
    def remove(self, number: int, letter: str) -> None:
        self.write("remove", f"{letter}{number}")

    @rule(file=st.sampled_from(["Connections.csv", "contacts.vcf"]))
    def import_(self, file: str) -> None:
        self.write("import", str(self._home / file))

    @rule(who=PERSON, to=st.sampled_from(["Bo Li", "a buyer"]), began=st.sampled_from(IDEAS))
    def request(self, who: str, to: str, began: str) -> None:
        self.write("request", "add", who, "--to", to, "--need", "a talk", "--began", began)

    @rule(who=PERSON, mine=st.booleans())
    def promise(self, who: str, mine: bool) -> None:
        self.write("promise", "add", who, "a lease", *(["--mine"] if mine else []))

    @rule(number=st.integers(1, 3), how=st.sampled_from(PROMISE_ENDS))
    def end_promise(self, number: int, how: str) -> None:
        self.write("promise", how, f"p{number}")

    @rule(who=PERSON, sent=st.booleans())
    def ask(self, who: str, sent: bool) -> None:
        self.write("ask", who, "--for", "a hint", "--sent" if sent else "--record")

    @rule(number=st.integers(1, 3), step=st.sampled_from(REQUEST_STEPS))
    def advance(self, number: int, step: tuple[str, ...]) -> None:
        self.write("request", step[0], f"r{number}", *step[1:])

    @rule()
    def undo(self) -> None:
        assert self.type("undo", "--past-forgetting") == (0 if self.now else 5)
        self.now = max(0, self.now - 1)

    @rule(how=st.sampled_from([("undo", "redo"), ("redo",)]))
    def redo(self, how: tuple[str, ...]) -> None:
        there = self.now + 1 < len(self.states)
        assert self.type(*how) == (0 if there else 5)
        self.now += there

    @precondition(lambda self: self.now > 2)
    @rule(who=PERSON)
    def forget(self, who: str) -> None:
        """Nothing steps over it: what was before is what can be reached, without them."""
        self.typed.add("forget")
        if self.type("forget", who, "--yes") == 0:
            self.states, self.now = [self.seen()], 0
            assert self.type("undo") == 5
            while self.type("undo", "--past-forgetting") == 0:
                self.states.insert(0, self.seen())
            self.now = 0
            while self.type("redo") == 0:
                self.now += 1
                assert self.seen() == self.states[self.now]

    @invariant()
    def the_ledger_is_what_it_was_at_this_step(self) -> None:
        if self.states:
            seen = self.seen()
            assert seen == self.states[self.now] or not any([*seen.values(), self.now])


def test_every_writing_command_is_stepped_over() -> None:
    """A new command has to be added to the machine, or to those that only read."""
    typed = {
        "log",
        "mark",
        "recall",
        "gains",
        "add",
        "edit",
        "tag",
        "untag",
        "archive",
        "unarchive",
        "link",
    }
    typed |= {"merge", "snooze", "remove", "import", "undo", "redo", "forget", "ask", "request add"}
    typed |= {"undo redo", "promise add", *(f"promise {how}" for how in PROMISE_ENDS)}
    typed |= {f"request {step[0]}" for step in REQUEST_STEPS}
    assert set(COMMANDS) == typed | READING


TestStepping = Stepping.TestCase
TestStepping.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
