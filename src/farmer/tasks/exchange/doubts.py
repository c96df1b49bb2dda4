"""Whom somebody of a file may be, where only a name or only an address says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Self

from farmer.model import Contact, Handle
from farmer.people.decision import Decision
from farmer.people.ownership import is_personal, kind_of
from farmer.people.same import Known
from farmer.tasks.person import Named

_SAME_NAME = "same name"


class Doubt(NamedTuple):
    """Somebody of a file who may be somebody known.

    Attributes:
        file, line: where it tells of them.
        name, company: as it tells.
        candidates: whom they may be; without an id who is not in the ledger yet.
        reasons: what speaks for it: the same name, or an address in common.
        left_out: whether they were not brought in.
    """

    file: str
    line: int
    name: str
    company: str
    candidates: tuple[Named, ...]
    reasons: tuple[str, ...] = (_SAME_NAME,)
    left_out: bool = False


# Asked in doubt, with the candidates' ids in their order: whose they are, `SOMEBODY_ELSE` for none
# of these, None where nobody could be asked.
Settle = Callable[[Doubt, Sequence[int]], int | None]
SOMEBODY_ELSE = 0


class Doubtful(NamedTuple):
    """A doubt, its candidates' ids, and the addresses in common where nothing but these speaks."""

    doubt: Doubt
    candidates: tuple[int, ...]
    shared: frozenset[Handle]

    def asked(self, about: Sequence[int]) -> Doubt:
        """The doubt as it is asked, about those of the candidates only."""
        named = dict(zip(self.candidates, self.doubt.candidates, strict=True))
        return self.doubt._replace(candidates=tuple(named[each] for each in about))

    def left_out(self) -> Self:
        """The same of somebody who was not brought in."""
        return self._replace(doubt=self.doubt._replace(left_out=True))


def doubtful(file: str, line: int, contact: Contact, decision: Decision, known: Known) -> Doubtful:
    """What is in doubt about `contact`, as it was decided."""
    candidates = tuple(sorted({*decision.namesakes, *decision.sharing}, key=_in_order))
    shared = frozenset(each for handles in decision.sharing.values() for each in handles)
    reasons = [_SAME_NAME] if decision.namesakes else []
    reasons += sorted({f"same {kind_of(handle)}" for handle in shared})
    named = tuple(_named(each, known.contact(each).name) for each in candidates)
    doubt = Doubt(file, line, contact.name, contact.company, named, tuple(reasons))
    return Doubtful(doubt, candidates, frozenset() if decision.namesakes else shared)


def worth_asking(decision: Decision) -> list[int]:
    """The people of the ledger whom to ask about.

    Not those with whom a household or a firm shares its telephone.
    """
    likely = [whose for whose, shared in decision.sharing.items() if any(map(is_personal, shared))]
    return sorted(each for each in {*decision.namesakes, *likely} if each > 0)


def still_doubtful(found: Iterable[Doubtful], known: Known) -> list[Doubtful]:
    """Those whose address did not turn out to be a firm's, by line."""
    standing = [
        each
        for each in found
        if not each.shared or any(not known.is_crowded(handle) for handle in each.shared)
    ]
    return sorted(standing, key=lambda each: each.doubt.line)


def with_ids(found: Doubtful, new: Sequence[int]) -> Doubt:
    """The doubt with the ids that those got who are in the ledger now, by the order they came."""
    named = [
        named_by(each, person.name, new)
        for each, person in zip(found.candidates, found.doubt.candidates, strict=True)
    ]
    return found.doubt._replace(candidates=tuple(named))


def named_by(whose: int, name: str, new: Sequence[int]) -> Named:
    """Somebody decided, by the id that they have now; without one who was not written."""
    if whose < 0 and new:
        whose = new[-whose - 1]
    return _named(whose, name)


def _named(number: int, name: str) -> Named:
    return Named.by_id(number, name) if number > 0 else Named("", name)


def _in_order(candidate: int) -> tuple[bool, int]:
    """Who is in the ledger first; then the rows of the file as they came."""
    return candidate < 0, abs(candidate)


class SettledDoubts:
    """What was said of each doubt: nobody is asked twice."""

    def __init__(self, settle: Settle) -> None:
        self._settle = settle
        self._said: dict[tuple[str, int, str], tuple[int | None, Sequence[int]]] = {}

    def ask(self, doubt: Doubt, ids: Sequence[int]) -> int | None:
        """Ask whom the doubt is about, and keep the answer."""
        asked = _key(doubt)
        if asked not in self._said:
            self._said[asked] = self._settle(doubt, ids), ids
        return self._said[asked][0]

    def given(self, doubt: Doubt, ids: Sequence[int]) -> int | None:
        """What was said of it, where that still says who of those whom it may be."""
        said, asked = self._said.get(_key(doubt), (None, ()))
        nobody_else = said == SOMEBODY_ELSE and {*ids} <= {*asked}
        return said if said in ids or nobody_else else None


def _key(doubt: Doubt) -> tuple[str, int, str]:
    return doubt.file, doubt.line, doubt.name
