"""A judgement in eight lines: the verdict, a reason a side, what comes next, what to reply.

Everything can be said shorter; what is said is the fullest that fits a terminal of 80 columns. On a
narrower one the same is wrapped, and a wider one leaves its margin empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from farmer.render.asked import say_asked
from farmer.render.phrases import whole
from farmer.render.terminal import VERDICT_STYLES, Screen, Words, cells_of, cut
from farmer.scoring.briefly import WRONGS, reasons
from farmer.scoring.plan_words import say_action, say_plan
from farmer.tasks.judge.brief import Brief, Familiar
from farmer.tasks.judge.check import Checked
from farmer.tasks.judge.memory import Dictated, Memory
from farmer.tasks.judge.side import Side
from farmer.wording import THEY, NameForms, forms_of, say_day

_COLUMNS, _LINES = 80, 8
# The longest that somebody is called beside a reason, and in a title, in columns.
_CALLED_CELLS, _NAME_CELLS = 14, 26
_LEVELS_SAID = {
    2: "You can introduce {whom}, saying that you have not used {whom} yourself.",
    4: "You can introduce {whom}, saying that you have seen the work, not used it.",
    5: "You can introduce {whom}, and say that you have used {whose} service.",
}
_TOO_EARLY = {
    "requester": "It is too early to introduce {whom} to anybody.",
    "target": "It is too early to ask anything of {whom}.",
}


class _Part(NamedTuple):
    """One side, and how it is called here."""

    side: Side
    known: Familiar
    called: str

    @property
    def forms(self) -> NameForms:
        """The name in a sentence."""
        return forms_of(self.called)


class _Shown(NamedTuple):
    """An answer with the screen it is for."""

    checked: Checked
    brief: Brief
    parts: tuple[_Part, ...]
    screen: Screen
    more: str

    @property
    def archived(self) -> tuple[_Part, ...]:
        """Whom nothing is to be asked of any more."""
        return tuple(part for part in self.parts if part.side.archived)

    def fitting(self, said: Iterable[str], lines: int, cells: int = _COLUMNS) -> str:
        """The first of what could be said that fits; the last where none does."""
        words = ""
        for words in said:
            if self.screen.height(words, cells) <= lines:
                break
        return words


def draw_brief(
    checked: Checked,
    screen: Screen,
    *,
    more: str = "--why",
    decided: bool = False,
    beside: str = "",
) -> None:
    """The answer in short; only the judgement where what it was for is `decided` already.

    `more` is what to type for the rest; `beside` is a sentence that belongs to the verdict, as of
    who knows somebody better.
    """
    assert checked.brief is not None  # people are told
    shown = _Shown(checked, checked.brief, _parts(checked, checked.brief), screen, more)
    asked = checked.brief.asked
    decided = decided or bool(checked.target and asked and asked.introduced_on)
    extra = [line for line in (_told(shown), _asked(shown)) if line]
    _draw_headline(shown, lines=1 if extra else 2, decided=decided)
    if beside:
        screen.say(beside)
    _draw_reasons(shown)
    for line in extra:
        screen.indent(line)
    if decided:
        return
    # The verdict takes two lines or one and something else, and so does the reply.
    lines = _LINES - 2 - 2 - len(shown.parts) - max(0, len(extra) - 1)
    for line in _ahead(shown, lines=lines):
        screen.indent(line)
    if not shown.archived:
        screen.indent(f"You could reply: “{checked.brief.reply}”")


def _parts(checked: Checked, brief: Brief) -> tuple[_Part, ...]:
    """Both sides, told apart where they are called the same."""
    both = [(checked.asker, brief.asker)]
    if checked.target and brief.target:
        both.append((checked.target, brief.target))
    for names in (
        [known.called for _, known in both],
        [side.person.name for side, _ in both],
        [side.person.id for side, _ in both],
    ):
        short = [cut(name, _CALLED_CELLS) for name in names]
        if len(set(short)) == len(short):
            break
    return tuple(
        _Part(side, known, called) for (side, known), called in zip(both, short, strict=True)
    )


def _draw_headline(shown: _Shown, *, lines: int, decided: bool) -> None:
    """Who, the verdict, and what it means."""
    checked = shown.checked
    names = [part.side.person.name for part in shown.parts]
    meaning = "" if decided else f" {_meaning(shown)}"
    alone = f", {whole(checked.score)}/100" if len(names) == 1 else ""
    verdict = f"{checked.verdict}{alone}."
    whom, ends = names, ""
    for whom, ends in (
        (names, meaning),
        (names, ""),
        ([cut(name, _NAME_CELLS) for name in names], ""),
    ):
        if shown.screen.height(f"{' to '.join(whom)}: {verdict}{ends}", _COLUMNS) <= lines:
            break
    said = (verdict, VERDICT_STYLES[checked.verdict])
    shown.screen.say((" to ".join(whom), "bold"), ": ", said, ends)


def _meaning(shown: _Shown) -> str:
    """What the verdict means for whoever has to answer."""
    if shown.archived:
        return f"{shown.archived[0].called} is archived."
    if shown.checked.verdict == "almost" and shown.checked.farmed_on:
        return "Not much is missing."
    farmed = shown.checked.verdict == "farmed"
    if len(shown.parts) == 1:
        return _meaning_alone(shown.parts[0], farmed=farmed)
    if farmed:
        return f"Ask {shown.parts[1].called} first, then introduce."
    return "It is too early to introduce them."


def _meaning_alone(part: _Part, *, farmed: bool) -> str:
    judged = part.side.assessment
    said = _TOO_EARLY[judged.role]
    if farmed:
        said = _LEVELS_SAID[judged.level] if judged.level else "You may ask something of {whom}."
    return said.format(**part.forms._asdict())


def _draw_reasons(shown: _Shown) -> None:
    """A line a side: how it is called, why, and the score."""
    if len(shown.parts) == 1:
        shown.screen.indent(_why(shown, shown.parts[0], _COLUMNS - 2))
        return
    scores = [f"{whole(part.side.assessment.score)}/100" for part in shown.parts]
    beside = max(cells_of(part.called) for part in shown.parts) + max(map(len, scores))
    # Two columns of margin, and two between each and the next.
    whys = [_why(shown, part, _COLUMNS - beside - 6) for part in shown.parts]
    if shown.screen.narrow:
        for part, why, score in zip(shown.parts, whys, scores, strict=True):
            shown.screen.indent((part.called, "bold"), f": {why} {score}")
        return
    rows: list[list[Words]] = [
        [(part.called, "bold"), why, score]
        for part, why, score in zip(shown.parts, whys, scores, strict=True)
    ]
    shown.screen.table(rows, keep=(0, 2), right=(2,), by=2)


def _why(shown: _Shown, part: _Part, room: int) -> str:
    names = (part.forms, THEY)
    return shown.fitting(reasons(part.side.assessment, part.known.talks, names), 1, room)


def _told(shown: _Shown) -> str:
    """What it would be without what was told from memory, or an assistant recorded, if any was."""
    memories = [(part, part.side.memory) for part in shown.parts if part.side.memory]
    dictated = [(part, part.side.dictated) for part in shown.parts if part.side.dictated]
    if any(memory.left_out for _, memory in memories):
        return "What was told from memory is left out."
    if memories and dictated:
        return f"Partly from memory, and partly recorded by an assistant; how much: {shown.more}"
    if dictated:
        return f"Partly recorded by an assistant; without that: {_without(shown, dictated)}."
    return f"Partly from memory; without that: {_without(shown, memories)}." if memories else ""


def _without(shown: _Shown, told: Sequence[tuple[_Part, Memory | Dictated]]) -> str:
    """The judgements without a part of what is recorded, each with whose it is if they are two."""
    several = len(shown.parts) > 1
    return "; ".join(
        f"{part.called} {each.verdict}, {whole(each.score)}/100"
        if several
        else f"{each.verdict}, {whole(each.score)}/100"
        for part, each in told
    )


def _asked(shown: _Shown) -> str:
    """What was asked before about the same."""
    asked = shown.brief.asked
    if not asked:
        return ""
    about = "" if len(shown.parts) > 1 or not asked.target else f" to {asked.target}"
    today = shown.checked.asker.assessment.as_of
    return shown.fitting(say_asked(asked, about, today), 1, _COLUMNS - 2)


def _ahead(shown: _Shown, *, lines: int) -> Iterator[str]:
    """What comes next, and the whole way, in so many lines."""
    checked = shown.checked
    if shown.archived:
        yield f"Next: nothing is to be asked of {shown.archived[0].called}. More: {shown.more}"
    elif checked.verdict == "farmed":
        if shown.brief.command:
            yield f"Next: {shown.brief.command}"
    elif checked.farmed_on is None:
        yield f"Next: {_stuck(shown)}"
        yield f"There is no short way; what stands in it: {shown.more}"
    elif lines == 1:
        said = (f"{each.rstrip('.')} (more: {shown.more})" for each in _upcoming(shown))
        yield shown.fitting(said, 1, _COLUMNS - 2)
    else:
        yield shown.fitting(_upcoming(shown), 1, _COLUMNS - 2)
        yield shown.fitting(_way(shown), lines - 1, _COLUMNS - 2)


def _stuck(shown: _Shown) -> str:
    """What would satisfy a gate of the side that no plan helps: first what went wrong."""
    side = next(part.side for part in shown.parts if part.side.farmed_on is None)
    failing = zip(side.assessment.failing, side.missing, strict=True)
    order = (*WRONGS, "S5")
    remedies = {gate.id: remedy for gate, remedy in failing}
    first = next((remedies[gate] for gate in order if gate in remedies), side.missing[0])
    return first if ": farmer " in first else f"{first}."


def _upcoming(shown: _Shown) -> Iterator[str]:
    """The first step of the plan, and its day; of both plans that of the weaker side."""
    weaker = shown.checked.weaker
    first = min(
        (part for part in shown.parts if part.side.steps),
        key=lambda part: (part.side.steps[0].on, part.side.assessment.role != weaker),
    )
    step, judged = first.side.steps[0], first.side.assessment
    day = say_day(step.on, judged.as_of)
    unknown = any(gate.id in ("H3", "S4") for gate in judged.failing)
    if not judged.standing.touches.recorded and first.side.memory is None:
        recall = f"farmer recall {first.side.person.id}"
        yield f"Next: {recall} if you knew {first.called} before; else meet, about {day}."
    if step.action == "meet" and unknown:
        yield f"Next: {say_action(step.action, first.forms)}, about {day}; ask to see some work."
    for forms in (first.forms, THEY):
        yield f"Next: {say_action(step.action, forms)}, about {day}."


def _way(shown: _Shown) -> Iterator[str]:
    """The plans in words where there is room for them, and the day on which all can be done."""
    checked = shown.checked
    assert checked.farmed_on is not None  # there is a way
    day = say_day(checked.farmed_on, checked.asker.assessment.as_of)
    what = "Missing" if checked.verdict == "almost" else "The whole way"
    plans = [(part, part.side.plan) for part in shown.parts if part.side.plan]
    short = [(part, plan) for part, plan in plans if plan.actions]
    if len(shown.parts) == 1 or checked.verdict == "almost":
        for named in (True, False):
            said = [
                (f"{part.called}: " if len(short) > 1 else "")
                + say_plan(plan, part.forms if named else THEY)
                for part, plan in short
            ]
            yield f"{what}, {day} at the soonest: {'. '.join(said)} (days: {shown.more})."
    yield f"The whole way, {day} at the soonest: {shown.more}"
