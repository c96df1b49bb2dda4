"""What any command records moves a judgement one way only, and what is wished moves none.

Properties 23 and 24 of the method, through the commands: one more bad record never raises a score,
a verdict or a phase, one more good one never lowers them. The days are few, so that what was marked
by hand meets what follows from promises and requests on one day. What is taken out or of somebody
else after all moves it the other way, and what a calendar tells counts as what was typed.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from farmer.cli import run
from farmer.facts import BAD_FACTS, GOOD_FACTS, WITHDRAWALS, word_of
from farmer.ledger import FileLedger
from farmer.model import KINDS, ROLES, VERDICTS
from farmer.scoring.score import PHASES

TODAY = "2026-02-10"
DAYS = st.sampled_from([TODAY, TODAY, "2025-12-20"])
WHO = st.sampled_from(["Joe", "Joe", "Joe", "Ana"])
# What may follow from a promise or request as well comes oftener.
FOLLOWING = ("broken", "broken", "broken", "ref-bad", "asked-them")
BAD = st.sampled_from([*FOLLOWING, *map(word_of, (*BAD_FACTS, *WITHDRAWALS))])
GOOD = st.sampled_from([*map(word_of, GOOD_FACTS)])
WISHES = st.sampled_from(
    [
        ("edit", "Joe", "--cadence", "1"),
        ("edit", "Joe", "--cadence", "3650"),
        ("snooze", "Joe", "--until", "2026-12-01"),
        ("tag", "Joe", "@chapter"),
        ("tag", "--remove", "Joe", "@chapter"),
        ("archive", "Joe"),
        ("archive", "--back", "Joe"),
        ("config", "set", "cadence", "7"),
        ("config", "set", "cadence", "yearly"),
        ("config", "set", "region", "ES"),
        ("config", "set", "me", "Kim Doe", "Joe Marsh"),
        ("config", "set", "keep-for", "1 year"),
        ("promise", "add", "Joe", "call the port", "--mine"),
        ("gains", "Joe", "--goals", "a second office"),
    ]
)


class Judged(NamedTuple):
    """How somebody stands in a role."""

    verdict: int
    phase: int
    score: float


class Ledger:
    """A ledger of two people, Joe and Ana, and what is typed about them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        os.environ |= {
            "FARMER_LEDGER": str(home / "ledger.db"),
            "FARMER_CONFIG": str(home / "config.toml"),
            "FARMER_TODAY": TODAY,
        }

    def begin(self, months: int) -> None:
        """Known for so many months, in which everything speaks for them."""
        self.type("add", "Joe Marsh", "--email", "joe@x.example")
        self.type("add", "Ana Ruiz", "--email", "ana@x.example")
        for month in range(months):
            facts = ("--fact", "kept", "--fact", "used", "--fact", "gave")
            day = f"2025-{12 - month:02}-08"
            self.type("log", "Joe", "Ana", "--on", day, "--by", "both", *facts)

    def type(self, *words: str) -> Any:
        """What a command answers; every one of these is right."""
        said, told = StringIO(), StringIO()
        with redirect_stdout(said), redirect_stderr(told):
            status = run([*words, "--json"])
        assert status in (0, 10, 11), (words, told.getvalue())
        return json.loads(said.getvalue())["data"]

    def checked(self) -> list[Judged]:
        """How both stand in each role, as `check` says."""
        found = []
        for who in ("Joe", "Ana"):
            for role in ROLES:
                side = self.type("check", who, "--as", role)["asker"]["assessment"]
                found.append(_judged(side["verdict"], side["phase"], side["score"]))
        return found

    def judged(self) -> list[Judged]:
        """The same without the plans, which take most of the time."""
        on = date.fromisoformat(TODAY)
        with FileLedger(self.home / "ledger.db").reading() as reader:
            ties = [reader.history(contact_id, on).tie(90) for contact_id in (1, 2)]
        sides = [tie.judged(role, on) for tie in ties for role in ROLES]
        return [_judged(side.verdict, side.phase, side.score) for side in sides]

    def type_bad(self, *words: str) -> None:
        """Record something that speaks against somebody."""
        before = self.judged()
        self.type(*words)
        for was, now in zip(before, self.judged(), strict=True):
            assert all(new <= old for old, new in zip(was, now, strict=True)), (words, was, now)

    def type_good(self, *words: str) -> None:
        """Record something that speaks for somebody."""
        before = self.judged()
        self.type(*words)
        for was, now in zip(before, self.judged(), strict=True):
            assert all(new >= old for old, new in zip(was, now, strict=True)), (words, was, now)

    def import_entry(self, uid: int, who: str, on: str, *lines: str) -> tuple[str, ...]:
        """What to type for a calendar with an entry of an hour, in which somebody is the guest."""
        name, address = {"Joe": ("Joe Marsh", "joe"), "Ana": ("Ana Ruiz", "ana")}[who]
        day = on.replace("-", "")
        entry = (
            *("BEGIN:VCALENDAR", "BEGIN:VEVENT", f"UID:entry {uid}"),
            *(f"DTSTART:{day}T150000", f"DTEND:{day}T160000", *lines),
            f"ATTENDEE;CN={name}:mailto:{address}@x.example",
            *("END:VEVENT", "END:VCALENDAR", ""),
        )
        path = self.home / "calendar.ics"
        path.write_text("\n".join(entry), encoding="utf-8")
        return "import", str(path)

    def take_out(self, taken: Any, words: Sequence[str], who: str) -> None:
        """Take a record of somebody's out, or say whose it is: that speaks the other way."""
        before = dict(self.by_name())
        self.type(*words)
        speaks_for = taken["what"] not in (*BAD_FACTS, *WITHDRAWALS)
        for name, was, now in ((n, before[n], now) for n, now in self.by_name()):
            loses = (name == who) == speaks_for
            for old, new in zip(was, now, strict=True):
                pairs = zip(old, new, strict=True)
                assert all(b <= a if loses else b >= a for a, b in pairs), (words, taken, was, now)

    def by_name(self) -> Iterator[tuple[str, list[Judged]]]:
        """How each of the two stands in each role."""
        judged = self.judged()
        yield "Joe", judged[: len(ROLES)]
        yield "Ana", judged[len(ROLES) :]

    def promise(self, who: str, how: str, on: str) -> None:
        """Theirs, which says nothing before it has ended."""
        before = self.judged()
        given = self.type("promise", "add", who, "send the lease", "--on", "2025-12-01")
        assert self.judged() == before
        record = self.type_good if how == "kept" else self.type_bad
        record("promise", how, str(given["id"]), "--on", on)

    def introduce(self) -> str:
        """Joe to Ana, whom that asks for something."""
        asked = ("request", "add", "Joe", "--to", "Ana", "--need", "a port", "--anyway")
        request = self.type(*asked)
        number = str(request["request"]["id"])
        self.type_bad("request", "ask-target", number)
        self.type("request", "target-said", number, "yes")
        self.type("request", "introduce", number, "--anyway", "she insisted")
        return number


@cache
def begun(months: int) -> bytes:
    """The file of a ledger in which two people are known for so many months."""
    with TemporaryDirectory() as home:
        Ledger(Path(home)).begin(months)
        return (Path(home) / "ledger.db").read_bytes()


class Recording(RuleBasedStateMachine):
    """One record after the other, in any order."""

    introduced = Bundle("introduced")

    def __init__(self) -> None:
        super().__init__()
        self.home = TemporaryDirectory()

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.home.cleanup()

    @initialize(months=st.sampled_from([8, 2]))
    def begin(self, months: int) -> None:
        """Two people whom nearly everything speaks for, or nearly nothing."""
        (Path(self.home.name) / "ledger.db").write_bytes(begun(months))
        self.ledger = Ledger(Path(self.home.name))
        self.ledger.type("config", "set", "me", "Kim Doe")
        self.entries = 0

    @rule(who=WHO, fact=BAD, on=DAYS, logged=st.integers(0, 2))
    def mark_bad(self, who: str, fact: str, on: str, logged: int) -> None:
        """By hand, or in the same breath as an attempt, which is no contact."""
        if logged:
            self.ledger.type_bad(
                *("log", who, "--kind", "attempt", "--on", on, *(("--fact", fact) * logged))
            )
        else:
            self.ledger.type_bad("mark", who, fact, "--on", on)

    @rule(who=WHO, fact=GOOD, on=DAYS)
    def mark_good(self, who: str, fact: str, on: str) -> None:
        """By hand."""
        self.ledger.type_good("mark", who, fact, "--on", on)

    @rule(who=WHO, kind=st.sampled_from(list(KINDS)), on=DAYS, at=st.booleans())
    def log_good(self, who: str, kind: str, on: str, at: bool) -> None:
        """Another contact, at an event or not."""
        self.ledger.type_good(
            "log", who, "--kind", kind, "--on", on, *(("--at", "Mixer") if at else ())
        )

    @rule(who=WHO, on=DAYS, how=st.sampled_from(["broken", "broken", "kept"]))
    def promise(self, who: str, on: str, how: str) -> None:
        """One that has ended."""
        self.ledger.promise(who, how, on)

    @rule(who=WHO, on=DAYS, uid=st.integers(0, 3))
    def import_talk(self, who: str, on: str, uid: int) -> None:
        """What a calendar tells, and then once more, and then that it is called off."""
        before = self.ledger.judged()
        imported = self.ledger.import_entry(self.entries, who, on)
        self.ledger.type_good(*imported)
        after = self.ledger.judged()
        self.ledger.type(*imported)
        assert self.ledger.judged() == after
        if not uid:
            self.ledger.type_bad(
                *self.ledger.import_entry(self.entries, who, on, "STATUS:CANCELLED", "SEQUENCE:1")
            )
            assert before == self.ledger.judged() or self.ledger.judged() == after
        self.entries += 1

    @rule(who=WHO, on=DAYS)
    def import_plan(self, who: str, on: str) -> None:
        """What nobody said that they would come to says nothing."""
        before = self.ledger.judged()
        self.ledger.type(*self.ledger.import_entry(self.entries, who, on, "STATUS:TENTATIVE"))
        self.entries += 1
        assert self.ledger.judged() == before

    @rule(who=WHO, which=st.integers(0, 30), whose=st.booleans())
    def put_right(self, who: str, which: int, *, whose: bool) -> None:
        """Take a record out, or say that it was of the other one."""
        history = self.ledger.type("show", who)["history"]
        recorded = [line for line in history if line.get("id") and line["id"][0] in "tf"]
        if not recorded:
            return
        taken = recorded[which % len(recorded)]
        other = "Ana" if who == "Joe" else "Joe"
        words = ("edit", taken["id"], "--who", other) if whose else ("remove", taken["id"])
        before = self.ledger.judged()
        if whose:
            self.ledger.take_out(taken, words, who)
        else:
            out = taken["what"] not in (*BAD_FACTS, *WITHDRAWALS)
            (self.ledger.type_bad if out else self.ledger.type_good)(*words)
        if which % 2:
            self.ledger.type("undo")
            assert self.ledger.judged() == before

    @rule(target=introduced)
    def introduce(self) -> str:
        """Joe to Ana."""
        return self.ledger.introduce()

    @rule(request=consumes(introduced), how=st.sampled_from(["bad", "no-follow-up"]))
    def go_badly(self, request: str, how: str) -> None:
        """The introduction did."""
        self.ledger.type_bad("request", "outcome", request, how)

    @rule(request=consumes(introduced), how=st.sampled_from(["good", "business"]))
    def go_well(self, request: str, how: str) -> None:
        """The introduction did."""
        self.ledger.type_good("request", "outcome", request, how)

    @rule(who=WHO, what=st.integers(0, 2))
    def ask(self, who: str, what: int) -> None:
        """A question says nothing, and what was asked for is taken out of the bank."""
        before = self.ledger.judged()
        self.ledger.type("ask", who, "--for", f"hint {what}")
        assert self.ledger.judged() == before
        self.ledger.type_bad("ask", who, "--for", f"hint {what}", "--sent")

    @rule(wish=WISHES)
    def wish(self, wish: tuple[str, ...]) -> None:
        """Nothing of what is wished is evidence."""
        before = self.ledger.checked()
        assert before == self.ledger.judged()
        self.ledger.type(*wish)
        assert self.ledger.checked() == before, wish


HAPPENINGS: dict[str, Callable[[Ledger], None]] = {
    "promise broken": lambda ledger: ledger.promise("Joe", "broken", TODAY),
    "broken": lambda ledger: ledger.type_bad("mark", "Joe", "broken"),
    "promise kept": lambda ledger: ledger.promise("Joe", "kept", TODAY),
    "kept": lambda ledger: ledger.type_good("mark", "Joe", "kept"),
    "went badly": lambda ledger: ledger.type_bad("request", "outcome", ledger.introduce(), "bad"),
    "ref-bad": lambda ledger: ledger.type_bad("mark", "Joe", "ref-bad"),
    "went well": lambda ledger: ledger.type_good("request", "outcome", ledger.introduce(), "good"),
    "ref-out-good": lambda ledger: ledger.type_good("mark", "Joe", "ref-out-good"),
}


@given(st.lists(st.sampled_from(list(HAPPENINGS)), min_size=2, max_size=4))
@settings(max_examples=15, deadline=None)
def test_one_day_holds_what_was_marked_and_what_follows(happenings: list[str]) -> None:
    """Of one person, kind and day there are as many rows as the greater of the two counts."""
    with TemporaryDirectory() as home:
        (Path(home) / "ledger.db").write_bytes(begun(8))
        ledger = Ledger(Path(home))
        for happening in happenings:
            HAPPENINGS[happening](ledger)
        told = Counter(happenings)
        history = ledger.type("show", "Joe")["history"]
    there = Counter(line["what"] for line in history if line["on"] == TODAY)
    assert there["broken"] == max(told["promise broken"], told["broken"])
    assert there["kept"] == max(told["promise kept"], told["kept"])
    assert there["ref_bad"] == max(told["went badly"], told["ref-bad"])


def _judged(verdict: str, phase: str, score: float) -> Judged:
    return Judged(VERDICTS.index(verdict), PHASES.index(phase), round(score, 6))


TestRecording = Recording.TestCase
TestRecording.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
