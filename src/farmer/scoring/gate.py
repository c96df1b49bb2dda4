"""One gate: when it fires, what it says, and what would satisfy it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from farmer.model import ROLES, Role
from farmer.scoring.standing import Standing


class Gate(NamedTuple):
    """One gate as it stands for one relationship.

    Attributes:
        id: its name in the method, ``H0`` to ``S8``.
        hard: whether failing it caps the score at 39 (a soft gate: 69).
        fired: whether it fails.
        needs: what it asks for.
        sentence: why it fails; empty where it does not.
        remedy: what would satisfy it, equivalents in brackets; empty where it does not fail.
    """

    id: str
    hard: bool
    fired: bool
    needs: str
    sentence: str
    remedy: str


class Rule(NamedTuple):
    """How one gate is judged: the same rule serves the verdict and the search for a plan."""

    id: str
    needs: str
    fires: Callable[[Standing, Role], bool]
    say: Callable[[Standing, Role], str]
    remedy: Callable[[Standing, Role], str]
    roles: tuple[Role, ...] = ROLES

    @property
    def hard(self) -> bool:
        """Whether the gate caps the score below ``almost``."""
        return self.id.startswith("H")

    def judge(self, standing: Standing, role: Role) -> Gate:
        """The gate as it stands for `standing`."""
        fired = self.fires(standing, role)
        sentence = self.say(standing, role) if fired else ""
        remedy = self.remedy(standing, role) if fired else ""
        return Gate(self.id, self.hard, fired, self.needs, sentence, remedy)
