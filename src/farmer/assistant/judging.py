"""The tools that judge one person: is it too early, and what to know before a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from farmer.assistant import schemas as s
from farmer.assistant.arguments import ON, WHOM, Argument
from farmer.assistant.told import Fields, there, who
from farmer.assistant.tool import Bench, Tool
from farmer.errors import InvalidValue
from farmer.model import REQUESTER, TARGET, VERDICTS, Role

if TYPE_CHECKING:
    from farmer.tasks.judge.check import Checked
    from farmer.tasks.judge.memory import Dictated, Memory
    from farmer.tasks.judge.prepare import Prepared
    from farmer.tasks.judge.side import Side

_ROLE_OF: dict[str, Role] = {"vouch": REQUESTER, "ask": TARGET}
_MOST_GATES, _MOST_STEPS = 6, 3


def _check(bench: Bench, given: Mapping[str, Any]) -> Fields:
    from farmer.tasks.judge.check import check

    to, purpose = given.get("to"), given.get("purpose")
    if to is not None and purpose is not None:
        raise InvalidValue("purpose is for one person alone: leave it out where to is sent.")
    asked = bench.asked_on(given.get("on"))
    role = _ROLE_OF[purpose or "vouch"]
    checked = check(asked.desk, given["person"], to=to, role=role, as_of=asked.on, in_words=True)
    sides = {"person": checked.asker, "to": checked.target}
    weaker = "to" if checked.weaker == "target" else "person"
    first = sides[weaker] or checked.asker
    ordered = {weaker: first, **{name: side for name, side in sides.items() if side}}
    return there(
        person=who(checked.asker.person),
        to=who(checked.target.person) if checked.target else None,
        on=asked.on,
        verdict=checked.verdict,
        sentence=_sentence(checked, weaker),
        weaker=weaker if checked.target else None,
        failing=_failing(ordered),
        earliest=checked.farmed_on,
        steps=_steps(ordered),
        consent=checked.consent,
        archived=any(side.archived for side in ordered.values()) or None,
        from_memory=_resting_on({name: side.memory for name, side in ordered.items()}),
        by_assistant=_resting_on({name: side.dictated for name, side in ordered.items()}),
    )


def _sentence(checked: Checked, weaker: str) -> str:
    """The reason of the side that the verdict is of, about “them”."""
    from farmer.scoring.briefly import reasons
    from farmer.wording import THEY

    assert checked.brief is not None  # it was asked for
    known = checked.brief.target if weaker == "to" else checked.brief.asker
    side = checked.target if weaker == "to" else checked.asker
    assert side is not None
    assert known is not None
    return next(reasons(side.assessment, known.talks, (THEY,)))


def _failing(sides: Mapping[str, Side]) -> list[Fields]:
    found = [
        {"who": name, "why": gate.sentence, "remedy": gate.remedy}
        for name, side in sides.items()
        for gate in side.assessment.failing
    ]
    return found[:_MOST_GATES]


def _steps(sides: Mapping[str, Side]) -> list[Fields]:
    found = [
        {"who": name, "on": step.on.isoformat(), "do": step.sentence}
        for name, side in sides.items()
        for step in side.steps
    ]
    return sorted(found, key=lambda step: step["on"])[:_MOST_STEPS]


def _resting_on(parts: Mapping[str, Memory | Dictated | None]) -> list[Fields] | None:
    """How much of each side rests on what was not typed on the day, and its verdict without."""
    found = []
    for name, part in parts.items():
        if part:
            _, contacts, _, facts, verdict, *_ = part
            found.append(there(who=name, contacts=contacts, facts=facts, verdict_without=verdict))
    return found or None


def _brief(bench: Bench, given: Mapping[str, Any]) -> Fields:
    from farmer.tasks.judge.prepare import prepare

    known = prepare(bench.desk, given["person"], as_of=bench.on)
    about = " · ".join(filter(None, (known.title, known.company, known.met_at)))
    return there(
        person=who(known.person),
        verdict=known.verdict,
        said=bench.said(about),
        last_talk=known.silence.last,
        silent=known.silence.status,
        promises=_promises(bench, known),
        missing=[{"why": each.sentence, "ask": each.question} for each in known.lacks],
        notes=_notes(bench, known),
        questions=_questions(bench, known),
        mutual=[who(each.person) | there(said=bench.said(each.how)) for each in known.mutual],
    )


def _promises(bench: Bench, known: Prepared) -> list[Fields]:
    return [
        there(
            id=each.id,
            by="me" if each.mine else "them",
            due=each.due_on,
            overdue=each.overdue or None,
            said=bench.said(each.text),
        )
        for each in known.promises
    ]


def _notes(bench: Bench, known: Prepared) -> list[Fields] | None:
    if not bench.allowed.with_words:
        return None
    return [
        there(id=each.id, on=each.on, kind=each.what, said=bench.said(each.note))
        for each in known.last_said
    ]


def _questions(bench: Bench, known: Prepared) -> list[Fields] | None:
    if not bench.allowed.with_words:
        return None
    return [there(on=each.on, said=bench.said(each.note)) for each in known.open_questions]


_SIDE = s.one_of("person", "to")

# How much of a judgement is from somewhere, and what it is without.
_RESTS_ON = s.several(
    s.answer(
        "who contacts facts verdict_without",
        who=_SIDE,
        contacts=s.COUNT,
        facts=s.COUNT,
        verdict_without=s.one_of(*VERDICTS),
    )
)

CHECK_TOOL = Tool(
    "check",
    "Is it too early?",
    "Whether a relationship is farmed enough: to vouch for somebody (purpose vouch, the usual), to"
    " ask something of them (ask), or with `to` to introduce the person to somebody. Call it before"
    " anybody is introduced, recommended or asked. Where the verdict is not farmed, do not"
    " introduce: tell the user why and what would make it possible. A farmed introduction needs"
    " the consent of both first.",
    (
        WHOM,
        Argument("to", "Whom the person would be introduced to: a name or an id."),
        Argument("purpose", "For one person alone.", words=tuple(_ROLE_OF)),
        ON,
    ),
    s.answer(
        "person on verdict sentence failing steps",
        person=s.WHO,
        to=s.WHO,
        on=s.A_DAY,
        verdict=s.one_of(*VERDICTS),
        sentence=s.TEXT,
        weaker=_SIDE,
        failing=s.several(s.thing("who why remedy", who=_SIDE, why=s.TEXT, remedy=s.TEXT)),
        earliest=s.A_DAY,
        steps=s.several(s.thing("who on do", who=_SIDE, on=s.A_DAY, do=s.TEXT)),
        consent=s.TEXT,
        archived=s.TRUE,
        from_memory=_RESTS_ON,
        by_assistant=_RESTS_ON,
    ),
    _check,
)
BRIEF_TOOL = Tool(
    "brief",
    "Before a meeting",
    "What to know before meeting somebody: how long you have been silent, open promises, what is"
    " missing and what to ask, whom you both know, and what was said where words are told.",
    (WHOM,),
    s.answer(
        "person verdict silent promises missing mutual",
        person=s.WHO,
        verdict=s.one_of(*VERDICTS),
        said=s.TEXT,
        last_talk=s.A_DAY,
        silent=s.TEXT,
        promises=s.several(
            s.thing(
                "id by",
                id=s.TEXT,
                by=s.one_of("me", "them"),
                due=s.A_DAY,
                overdue=s.TRUE,
                said=s.TEXT,
            )
        ),
        missing=s.several(s.thing("why ask", why=s.TEXT, ask=s.TEXT)),
        notes=s.several(s.thing("id on kind", id=s.TEXT, on=s.A_DAY, kind=s.TEXT, said=s.TEXT)),
        questions=s.several(s.thing("on", on=s.A_DAY, said=s.TEXT)),
        mutual=s.several(s.WHO),
    ),
    _brief,
)
