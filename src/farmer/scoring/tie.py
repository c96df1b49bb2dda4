"""A tie: one person and everything dated up to a day, to be asked how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from farmer.model import REQUESTER, AnyTouch, Fact, Role
from farmer.scoring.gates import fired_rules
from farmer.scoring.score import (
    Phase,
    ceiling,
    evidence_ceiling,
    is_farmed,
    may_be_credible,
    phase_of,
    score_standing,
)
from farmer.scoring.standing import FactTally, Standing, tally_facts, tally_touches
from farmer.scoring.weights import WeighedTouch, in_order, until, weight

# Loaded when asked for: a list of many ties needs none of the words and nothing of the future.
if TYPE_CHECKING:
    from farmer.scoring.ahead import Turn
    from farmer.scoring.assessment import Assessment
    from farmer.scoring.cold import Silence, Status
    from farmer.scoring.foretold import Foretold
    from farmer.scoring.life import Life


class Member(Protocol):
    """Whoever a tie is with."""

    @property
    def id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def cadence_days(self) -> int | None: ...


Who = TypeVar("Who", bound=Member)


class Tie(Generic[Who]):
    """One person and everything dated up to a day; never changed once it is made.

    Whatever is asked about a day leaves out what is dated later. The answers for the last day that
    was asked about are kept, because most callers ask several things about one day; and what each
    touch weighs is, because they ask about several days.

    Attributes:
        contact: whoever it is with.
        touches, facts: the whole history, in any order.
        cadence_days: how often to be in touch: their own, or that of everybody without one. Only
            the status goes by it, never a score, a verdict or a phase.
    """

    __slots__ = (
        *("_history", "_silent", "_standing", "_tallied"),
        *("cadence_days", "contact", "facts", "touches"),
    )

    def __init__(
        self,
        contact: Who,
        touches: Sequence[AnyTouch],
        facts: Sequence[Fact],
        cadence_days: int,
    ) -> None:
        self.contact = contact
        self.touches = touches
        self.facts = facts
        self.cadence_days = cadence_days
        self._history: list[WeighedTouch] | None = None
        self._standing: Standing | None = None
        self._silent: tuple[date, Silence] | None = None
        self._tallied: tuple[date, FactTally] | None = None

    def standing(self, on: date) -> Standing:
        """The tallies that every judgement of that day rests on."""
        if self._standing is None or self._standing.touches.as_of != on:
            touches = tally_touches(self._until(on), on)
            self._standing = Standing(touches, self._evidence(on))
        return self._standing

    def judged(self, role: Role, on: date) -> Assessment:
        """The whole judgement in that role, with its words.

        Raises:
            InvalidValue: for an unknown role.
        """
        from farmer.scoring.assessment import assess_standing

        return assess_standing(self.standing(on), role)

    def score(self, role: Role, on: date) -> float:
        """The score alone, 0 to 100: what lists are made of."""
        return 0.0 if self._is_blank else score_standing(self.standing(on), role)

    def ceiling(self, role: Role, on: date) -> float:
        """What its score cannot exceed, by how much there is on record and by the evidence."""
        most = ceiling(len(self.touches), len(self.facts))
        return min(most, evidence_ceiling(self._evidence(on), role))

    def is_farmed(self, role: Role, on: date) -> bool:
        """Whether the score reaches the threshold.

        Contact, which there is most of, is tallied only where the evidence lets it be.
        """
        if not may_be_credible(len(self.touches), len(self.facts)):
            return False
        most = evidence_ceiling(self._evidence(on), role)
        return is_farmed(most) and is_farmed(self.score(role, on))

    def phase(self, role: Role, on: date) -> Phase:
        """The phase alone."""
        if self._is_blank:
            return "none"
        if not may_be_credible(len(self.touches), len(self.facts)):
            live = any(amount.live for _, _, amount in self._until(on))
            return "V" if live else "none"
        state = self.standing(on)
        return phase_of(state, fired_rules(state, role))

    def silent(self, on: date) -> Silence:
        """How silent it is by its cadence and its own rhythm, and how warm.

        Raises:
            InvalidValue: for a cadence outside 1 to 3650 days.
        """
        if self._silent is None or self._silent[0] != on:
            from farmer.scoring.cold import silence_in

            self._silent = on, silence_in(self._until(on), on, self.cadence_days)
        return self._silent[1]

    def status(self, on: date) -> tuple[Status, date | None]:
        """The status by its cadence and the last contact, of which `silent` tells, alone.

        Raises:
            InvalidValue: for a cadence outside 1 to 3650 days.
        """
        from farmer.scoring.cold import status_in

        return status_in(self._until(on), on, self.cadence_days)

    def ahead(self, on: date) -> tuple[Turn, ...]:
        """What it loses as a requester's within a year in which nothing happens, soonest first."""
        from farmer.scoring.ahead import turns

        return turns(self.standing(on), REQUESTER, self.cadence_days)

    def foretold(self, role: Role, on: date) -> Foretold:
        """How it stands in that role on every day of a year in which nothing happens."""
        from farmer.scoring.foretold import foretell

        return foretell(self.standing(on), role)

    def life(self, requests_on: Iterable[date], on: date) -> Life:
        """Its life month by month; `requests_on` are the days of the steps that requests took."""
        from farmer.scoring.life import life

        return life(self.touches, self.facts, requests_on, on, self.cadence_days)

    def _evidence(self, on: date) -> FactTally:
        if self._tallied is None or self._tallied[0] != on:
            self._tallied = on, tally_facts(self.facts, on)
        return self._tallied[1]

    def _until(self, on: date) -> Sequence[WeighedTouch]:
        if self._history is None:
            self._history = in_order(self.touches)
        return until(self._history, on)

    @property
    def _is_blank(self) -> bool:
        """Whether there is nothing to tally, as with most of a large ledger: imported names."""
        return not self.facts and not any(weight(touch) for touch in self.touches)
