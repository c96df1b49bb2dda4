"""A judgement in one sentence: the reason that comes first, and one of the other sort.

One sort is about contact, the other about what is known of each other; a person who is asked
“why not?” names one of each. Every sentence can be had shorter, down to the one reason without a
name or a day, for where there is little room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from farmer.model import LIVE, REQUESTER, AnyTouch
from farmer.scoring import constants as c
from farmer.scoring.assessment import Assessment
from farmer.scoring.standing import Standing
from farmer.scoring.weights import ELSEWHERE
from farmer.wording import NameForms, capitalised, say_day, say_number, say_times

# The kinds of talk that need no line between the two.
# From the most serious on; what is not among them is about what is known.
_CONTACT = ("H0", "H1", "H2", "S7", "S7b", "S2", "S1", "S3")
WRONGS = ("H5", "H4")
_KNOWN = ("H5", "H4", "H3", "S8", "S4", "S6", "S5")
_MONTH_DAYS, _YEAR_MONTHS = 30.4, 12
_CONTACT_PARTS = ("cultivation", "tenure", "freshness")


class Conversations(NamedTuple):
    """The talks on record: how many, whether all were face to face, the first and the last day."""

    number: int
    face_to_face: bool
    first_on: date | None
    last_on: date | None


class _Clause(NamedTuple):
    """One reason: `text` continues “You” where it is `yours`, and is a clause of its own else.

    `hard` is whether it holds the verdict at *not yet*, `wrong` whether something went wrong.
    """

    text: str
    yours: bool = True
    hard: bool = False
    wrong: bool = False


class _Case(NamedTuple):
    """What a clause is made from."""

    standing: Standing
    talks: Conversations
    who: NameForms
    dated: bool

    def on(self, day: date | None, before: str = "", after: str = "") -> str:
        """A day, where days are told."""
        if day is None or not self.dated:
            return ""
        return f"{before}{say_day(day, self.standing.touches.as_of)}{after}"


def conversations(touches: Iterable[AnyTouch]) -> Conversations:
    """The talks among `touches`: whatever was live, however short."""
    talks = [touch for touch in touches if touch.kind in LIVE]
    days = [touch.on for touch in talks]
    near = all(touch.kind not in ELSEWHERE for touch in talks)
    return Conversations(len(talks), near, min(days, default=None), max(days, default=None))


def reasons(judged: Assessment, talks: Conversations, names: Sequence[NameForms]) -> Iterator[str]:
    """The judgement in a sentence, then the same shorter and shorter.

    `names` are what to call the person, the fullest first.
    """
    if judged.verdict == "farmed":
        for who, most in product(names, (3, 2)):
            yield _say_farmed(judged, talks, who, most)
        return
    for most, who, dated in product((2, 1), names, (True, False)):
        case = _Case(judged.standing, talks, who, dated)
        yield _joined(_clauses(judged, case)[:most])


def _say_farmed(judged: Assessment, talks: Conversations, who: NameForms, most: int) -> str:
    """What a farmed relationship rests on."""
    last = talks.last_on
    number = capitalised(say_number(talks.number))
    said = [f"{number} talks {_over(talks)}", _earned(judged, who)]
    ending = f"; last {say_day(last, judged.as_of)}" if last and most > len(said) else ""
    return f"{', '.join(said)}{ending}."


def _earned(judged: Assessment, who: NameForms) -> str:
    facts = judged.standing.facts
    if judged.role != REQUESTER:
        return f"you helped {say_times(facts.gave)}"
    if facts.used:
        return f"you used {who.whose} service"
    return f"you saw {who.whose} work" if facts.seen else f"{who.whose} work was vouched for"


def _over(talks: Conversations) -> str:
    days = (talks.last_on - talks.first_on).days if talks.first_on and talks.last_on else 0
    months = round(days / _MONTH_DAYS)
    if months == _YEAR_MONTHS:
        return "in a year"
    years = months >= 2 * _YEAR_MONTHS
    return f"in {say_number(months // _YEAR_MONTHS if years else months)} " + (
        "years" if years else "months"
    )


def _clauses(judged: Assessment, case: _Case) -> list[_Clause]:
    """One about contact and one about what is known, the one that weighs more first."""
    contact, known = _failing(judged, case) if judged.failing else _lacking(judged, case)
    if not case.standing.touches.recorded:
        known = None  # nothing is known of somebody of whom nothing is recorded
    if contact and known:
        swapped = known.hard and (not contact.hard or known.wrong)
        return [known, contact] if swapped else [contact, known]
    return [clause for clause in (contact, known) if clause]


def _joined(clauses: Sequence[_Clause]) -> str:
    """As one sentence."""
    first, *rest = clauses
    said = f"You {first.text}" if first.yours else capitalised(first.text)
    for clause in rest:
        joint = " and " if first.yours and clause.yours else "; you " if clause.yours else "; "
        said += joint + clause.text
    return f"{said}."


def _failing(judged: Assessment, case: _Case) -> tuple[_Clause | None, _Clause | None]:
    fired = {gate.id: gate for gate in judged.failing}
    found = []
    for order in (_CONTACT, _KNOWN):
        of_this = sorted((gate for gate in order if gate in fired), key=lambda g: g[0] != "H")
        first = next(iter(of_this), None)
        found.append(_clause(fired[first].sentence, first, case) if first else None)
    return found[0], found[1]


def _clause(sentence: str, gate: str, case: _Case) -> _Clause:
    """What a gate says in a sentence of several."""
    clause = _SAY[gate](case) if gate in _SAY else None
    if clause is None:
        said = sentence.rstrip(".")
        yours = said.startswith("You ")
        clause = _Clause(said.removeprefix("You ") if yours else said[0].lower() + said[1:], yours)
    return clause._replace(hard=gate.startswith("H"), wrong=gate in WRONGS)


def _lacking(judged: Assessment, case: _Case) -> tuple[_Clause | None, _Clause | None]:
    """Where no gate fails: the parts that lack most of what they could add."""
    short = sorted(judged.components, key=lambda part: part.points - part.weight)
    sorts = [
        [part.name for part in short if (part.name in _CONTACT_PARTS) == contact]
        for contact in (True, False)
    ]
    first, second = (_LACKS[names[0]](case) for names in sorts)
    return first, second if short[0].name not in _CONTACT_PARTS else None


def _never(case: _Case) -> _Clause | None:
    nothings = case.standing.touches.nothings
    said = (
        ({"connect", "like", "card"}, "are only connected"),
        ({"attended"}, "were only at the same occasion"),
        ({"planned"}, "only planned to meet"),
        ({"attempt"}, f"have only tried to reach {case.who.whom}"),
    )
    return next((_Clause(words) for kinds, words in said if kinds & nothings), None)


def _once(case: _Case) -> _Clause | None:
    touches, talks = case.standing.touches, case.talks
    if touches.noticed == 1 and talks.number == 1:
        verb = "met" if talks.face_to_face else "talked"
        return _Clause(f"have {verb} once{case.on(talks.first_on, ' (', ')')}")
    if len(touches.weeks) > 1:
        return _Clause("have been in touch in only two separate weeks")
    if touches.weeks and touches.first == touches.last:
        return _Clause(f"have been in touch on only one day{case.on(touches.first, ' (', ')')}")
    if touches.weeks:
        return _Clause(f"have been in touch in only one week{case.on(touches.first, ', from ')}")
    return None


def _few(case: _Case) -> _Clause:
    number = len(case.standing.touches.months)
    if not number:
        return _Clause("have had no real contact yet")
    return _Clause(f"have had only {_some(number, 'contact')} a month or more apart")


def _few_talks(case: _Case) -> _Clause:
    number = len(case.standing.touches.close_months)
    if not number:
        return _Clause("have had no real conversation yet")
    return _Clause(f"have had only {_some(number, 'real talk')} a month or more apart")


def _some(number: int, noun: str) -> str:
    return f"{say_number(number)} {noun}{'' if number == 1 else 's'}"


def _short_span(case: _Case) -> _Clause:
    days = _some(case.standing.touches.span_days, "day")
    return _Clause(f"your contact spans {days} of {c.SPAN_NEEDED_DAYS}", yours=False)


def _unreliable(case: _Case) -> _Clause:
    if not case.standing.facts.broken:
        return _Clause(f"have not seen {case.who.whom} keep a promise yet")
    last = case.standing.facts.broken[-1]
    on = case.on(last.on, " on ")
    if last.what == "ref_bad":
        return _Clause(f"an introduction went badly{on}", yours=False)
    return _Clause(f"{case.who.who} broke a promise{on}", yours=False)


def _one_way(case: _Case) -> _Clause | None:
    touches = case.standing.touches
    if touches.unattributed:
        return _Clause("it is not known who began your talks", yours=False)
    if touches.begun_by_me and not touches.begun_by_them:
        return _Clause(f"{case.who.who} began none of your talks", yours=False)
    if touches.begun_by_them and not touches.begun_by_me:
        return _Clause("began none of your talks")
    return None


def _asked_too_much(case: _Case) -> _Clause:
    facts = case.standing.facts
    if not facts.gave:
        return _Clause(f"have not helped {case.who.whom} yet")
    much = "as much as" if facts.bank == 0 else "more than"
    return _Clause(f"have asked {case.who.whom} for {much} you gave")


def _silent(case: _Case) -> _Clause:
    return _Clause(f"have not been in touch {_since(case, case.standing.touches.last)}")


def _speechless(case: _Case) -> _Clause:
    return _Clause(f"have not really spoken {_since(case, case.standing.touches.last_close)}")


def _since(case: _Case, day: date | None) -> str:
    return case.on(day, "since ") or "for a long time"


_SAY: dict[str, Callable[[_Case], _Clause | None]] = {
    "H0": _never,
    "H2": _once,
    "H3": lambda case: _Clause(f"know nothing of {case.who.whose} work"),
    "H4": lambda case: _Clause(f"were not happy with {case.who.whose} work"),
    "H5": lambda case: _Clause(f"{case.who.who} broke your trust", yours=False),
    "S1": _few,
    "S2": _few_talks,
    "S3": _short_span,
    "S4": lambda case: _Clause(f"have only {case.who.whose} own word for the work"),
    "S5": _unreliable,
    "S6": _one_way,
    "S7": _silent,
    "S7b": _speechless,
    "S8": _asked_too_much,
}
_LACKS: dict[str, Callable[[_Case], _Clause]] = {
    "cultivation": lambda _case: _Clause("have had too little contact lately"),
    "tenure": lambda _case: _Clause("have not been in touch over a long enough time"),
    "freshness": _silent,
    "work": lambda case: _Clause(f"know too little of {case.who.whose} work"),
    "reliability": lambda case: _Clause(f"have seen {case.who.whom} keep few promises"),
    "reciprocity": lambda _case: _Clause("too little goes both ways", yours=False),
}


def meanwhile(judged: Assessment, who: NameForms) -> str:
    """What can honestly be done for somebody whom it is too early to introduce."""
    facts = judged.standing.facts
    if facts.unhappy or facts.breach:
        return f"Recommend nothing of {who.whose} until that is put right."
    if not judged.standing.touches.noticed:
        return f"You may tell {who.whom} honestly how what {who.who} wrote reads to you."
    knows = (
        (facts.used, f"you have used {who.whose} service, and no more than that"),
        (facts.seen, f"you have seen {who.whose} work and not used it"),
        (facts.vouched, f"others speak well of {who.whom} and that you have not used {who.whom}"),
        (facts.told, f"you know the work only from {who.whom}"),
    )
    known = next((said for is_so, said in knows if is_so), f"you have not used {who.whom}")
    return f"You may pass on {who.whose} card to somebody who asks, saying that {known}."
