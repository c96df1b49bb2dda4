"""Requests through the tasks, whatever is tried in whatever order."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from farmer.errors import FarmerError
from farmer.model import Contact
from farmer.referrals.states import GIVEN, IDEAS, OUTCOMES, RECEIVED, REQUEST_STEPS, StepTaken
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.record.mark import mark
from farmer.tasks.refer.ask import ask
from farmer.tasks.refer.request import RequestTold, add, advance
from farmer.tasks.refer.request_shown import request_numbered
from farmer.tasks.whom import Whom
from tests.fakes import FakeLedger
from tests.ledger.making import tables_of

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
TODAY = NOW.date()
PEOPLE = ("Ana Ruiz", "Bo Li", "Cy Ode")
TARGETS = (*PEOPLE, "a buyer at a rail firm")
# More would be asked for and none of them get anywhere.
MOST_REQUESTS = 3
# A run seldom gets as far as thanks: so many rounds of them are run for it at most.
MOST_ROUNDS = 6
TYPED = tuple(step for step in REQUEST_STEPS if step != "asked")

ENDING = ("decline", "withdraw", "target-no", "reopen", "confirm")


class Requests(RuleBasedStateMachine):
    """A ledger of three people and their requests, and what was done, kept apart from it."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(FakeLedger(), TODAY, NOW, lambda _words: None, Settings())
        # By request: direction, whose idea, who, whom; and every step that was accepted.
        self.told: dict[int, tuple[str, str, str, str]] = {}
        self.taken: dict[int, list[StepTaken]] = {}
        self.marked: Counter[tuple[str, str, date]] = Counter()

    @initialize()
    def begin(self) -> None:
        """Three people, so that their ids are 1, 2 and 3."""
        with self.desk.changing("add") as change:
            for name in PEOPLE:
                change.add_contact(Contact(name, added_on=TODAY))

    @precondition(lambda self: len(self.told) < MOST_REQUESTS)
    @rule(who=st.sampled_from(PEOPLE), to=st.sampled_from(TARGETS), began=st.sampled_from(IDEAS))
    def somebody_asks(self, who: str, to: str, began: str) -> None:
        on = TODAY - timedelta(120)
        asking = RequestTold(who, to, "a talk", began=began, on=on)
        if self._tried(lambda: add(self.desk, asking)):
            self._begun((GIVEN, began, who, to), [StepTaken("asked", on)])

    @precondition(lambda self: len(self.told) < MOST_REQUESTS)
    @rule(who=st.sampled_from(PEOPLE), to=st.sampled_from(("", *TARGETS)), sent=st.booleans())
    def i_ask(self, who: str, to: str, sent: bool) -> None:
        on = TODAY - timedelta(120)
        need = f"talk {len(self.told)}"  # the same is not asked twice
        asking = RequestTold(who, to, need, on=on)
        if self._tried(lambda: ask(self.desk, asking, recorded=True, sent=sent)):
            steps = [StepTaken("asked", on), *([StepTaken("sent", on)] if sent else [])]
            self._begun((RECEIVED, "me", who, to), steps)

    @precondition(lambda self: self.told)
    @rule(
        data=st.data(),
        pace=st.sampled_from(["onward", "onward", "onward", "allowed", "wild"]),
        days=st.integers(0, 40),
        outcome=st.sampled_from(OUTCOMES),
    )
    def somebody_moves(self, data: st.DataObject, pace: str, days: int, outcome: str) -> None:
        """A step that leads on, one that may come now or, wildly, any; days after the last."""
        number = data.draw(st.sampled_from(sorted(self.told)))
        with self.desk.reading() as reader:
            allowed = request_numbered(reader, number).request.allowed
        onward = [step for step in allowed if step not in ENDING] or allowed
        steps = {"onward": onward, "allowed": allowed, "wild": TYPED}[pace]
        step = data.draw(st.sampled_from(steps))
        on = min(TODAY, self.taken[number][-1].on + timedelta(days))
        taken = StepTaken(
            step,
            on,
            level=3 if step == "introduce" else None,
            outcome=outcome if step == "outcome" else None,
            until=on + timedelta(60) if step == "target-later" else None,
        )
        if self._tried(lambda: advance(self.desk, f"r{number}", taken, anyway=True)):
            self.taken[number].append(taken)

    @rule(who=st.sampled_from(PEOPLE), what=st.sampled_from(["ref-bad", "gave"]))
    def the_same_is_marked_by_hand(self, who: str, what: str) -> None:
        """On the day on which a request may say it too: it is one thing and not two."""
        on = TODAY - timedelta(30)
        if self._tried(lambda: mark(self.desk, Whom.of([who]), what, on=on)):
            self.marked[who, what.replace("-", "_"), on] += 1

    def _begun(self, told: tuple[str, str, str, str], steps: list[StepTaken]) -> None:
        number = len(self._content()["requests"])
        self.told[number], self.taken[number] = told, steps

    def _tried(self, attempt: Any) -> bool:
        """Whether it was accepted; what was can be taken back and done again, whole."""
        before = self._content()
        try:
            attempt()
        except FarmerError:
            assert self._content() == before
            return False
        after = self._content()
        self.desk.ledger.undo(NOW)
        assert self._content() == before
        self.desk.ledger.redo()
        assert self._content() == after
        return True

    def _content(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table."""
        with self.desk.deciding() as reader:
            return tables_of(reader)

    @invariant()
    def nobody_is_introduced_without_consent(self) -> None:
        """Since it was last begun anew: asked, yes, and no more than 30 days after the wish."""
        for number, (direction, *_) in self.told.items():
            consent, wish = False, date.min
            for step in self.taken[number]:
                if step.step in ("asked", "confirm", "reopen"):
                    wish = step.on
                introduced = any(s.step == "introduce" for s in self._until(number, step))
                if step.step == "reopen" and not introduced:
                    consent = False
                if step.step in ("target-yes", "target-no"):
                    consent = step.step == "target-yes"
                if step.step == "introduce" and direction == GIVEN:
                    assert consent
                    assert (step.on - wish).days <= 30

    def _until(self, number: int, step: StepTaken) -> list[StepTaken]:
        steps = self.taken[number]
        return steps[: next(at for at, each in enumerate(steps) if each is step)]

    @invariant()
    def what_follows_is_what_happened(self) -> None:
        """The facts of the people are those that the steps imply, each once."""
        with self.desk.deciding() as reader:
            if not reader.exists:
                return
            for contact_id, name in enumerate(PEOPLE, start=1):
                found = Counter(
                    (line.fact.what, line.fact.on)
                    for line in reader.history(contact_id, TODAY).evidence
                )
                assert found == self._implied(name), name

    def _implied(self, name: str) -> Counter[tuple[str, date]]:
        by_hand = Counter(
            {(what, on): n for (who, what, on), n in self.marked.items() if who == name}
        )
        followed = Counter[tuple[str, date]]()
        for number, (direction, began, who, to) in self.told.items():
            follows = _given if direction == GIVEN else _received
            for whose, what, on in follows(self.taken[number], began, who, to):
                if whose == name:
                    followed[what, on] += 1
        return followed | by_hand


def _outcome(steps: list[StepTaken], *how: str) -> StepTaken | None:
    """The first outcome that is one of those: what comes later is of the same introduction.

    Reopening takes back what came before it, but not the business that was done.
    """
    reopened = max((at for at, step in enumerate(steps) if step.step == "reopen"), default=-1)
    standing = (s for at, s in enumerate(steps) if at > reopened or s.outcome == "business")
    return next((step for step in standing if step.outcome in how), None)


def _given(steps: list[StepTaken], began: str, who: str, to: str) -> list[tuple[str, str, date]]:
    found = []
    asked = [step.on for step in steps if step.step == "ask-target"]
    if asked and began == "asker":
        found.append((to, "asked_them", asked[0]))
    if well := _outcome(steps, "good", "business"):
        found += [(who, "ref_out_good", well.on), (to, "gave", well.on)]
    if badly := _outcome(steps, "bad", "no-follow-up"):
        found.append((who, "ref_bad", badly.on))
    return found


def _received(
    steps: list[StepTaken], _began: str, who: str, _to: str
) -> list[tuple[str, str, date]]:
    found = [(who, "asked_them", step.on) for step in steps if step.step == "sent"][:1]
    if well := _outcome(steps, "good", "business"):
        found.append((who, "ref_in_good", well.on))
    return found


def test_whatever_is_tried() -> None:
    """It would prove nothing if no request ever got as far as an outcome: that is watched too."""
    seen: set[str] = set()

    class Watched(Requests):
        def teardown(self) -> None:
            seen.update(step.step for steps in self.taken.values() for step in steps)
            super().teardown()

    hoped = {"target-yes", "introduce", "met", "outcome", "thanked", "reopen", "decline"}
    for _ in range(MOST_ROUNDS):
        run_state_machine_as_test(
            Watched, settings=settings(max_examples=25, stateful_step_count=40, deadline=None)
        )
        if hoped <= seen:
            return
    assert hoped <= seen
