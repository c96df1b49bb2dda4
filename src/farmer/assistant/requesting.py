"""The tool that takes a step of a request for an introduction, seen first; it introduces nobody.

What the commands refuse is refused here, and more: nobody is asked whether an introduction is
welcome that it is too early for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from farmer.assistant import schemas as s
from farmer.assistant.arguments import Argument
from farmer.assistant.present import NotHere, check_there, everybody
from farmer.assistant.questions import Question
from farmer.assistant.referring import A_REQUEST_TOLD, request_told
from farmer.assistant.saying import say_new_request, say_step
from farmer.assistant.session import VALID_FOR, PreviewedRequest
from farmer.assistant.told import Fields, there
from farmer.assistant.tool import Bench, Tool
from farmer.assistant.writing import PreviewedChange, check_edition
from farmer.errors import Conflict, InvalidValue
from farmer.ids import Id, is_id
from farmer.model import VERDICTS
from farmer.referrals.states import ANSWERS, ASK_TARGET, GIVEN, OUTCOMES
from farmer.wording import say_date, say_list

if TYPE_CHECKING:
    from datetime import date

    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedRequest
    from farmer.people.meant import Person
    from farmer.referrals.states import StepTaken
    from farmer.tasks.desk import Desk
    from farmer.tasks.refer.request import Advanced, StepBeside
    from farmer.tasks.refer.request_shown import RequestShown

_ADD, _TARGET_SAID, _OUTCOME = "add", "target-said", "outcome"
# By what is done, what has to be told of it, and what may be.
_TOLD: Mapping[str, tuple[str, str]] = {
    _ADD: ("person to need", "said"),
    "decline": ("request", "said"),
    ASK_TARGET: ("request", "to said"),
    _TARGET_SAID: ("request answer", "until said"),
    "met": ("request", "said"),
    _OUTCOME: ("request outcome", "said"),
    "thanked": ("request", "said"),
}
_LONGEST_WORDS = 300


class TooEarly(Conflict):
    """An introduction that is not farmed: whom it is of is not asked."""

    code = "too-early"

    def __init__(self, verdict: str, on: date) -> None:
        super().__init__(f"It is too early: {verdict} on {say_date(on)}.")


class OutOfTurn(Conflict):
    """A step that cannot come now."""

    code = "out-of-turn"

    def __init__(self, life_state: str, may: list[str]) -> None:
        can = f"What can: {say_list(may, 'or')}." if may else "Nothing more can."
        super().__init__(f"It is {life_state}: that cannot come now. {can}")


class _SeenError(Exception):
    """Takes back a step that was taken to see what comes of it."""


def preview_request(bench: Bench, given: Mapping[str, Any]) -> Fields:
    """What a step would lead to, tried and taken back, with a token where it may be recorded."""
    from farmer.dates import parse_past_date

    if len(given.keys() - {"on"}) > 1:
        raise InvalidValue("One of people, line and request has to be there, and no other.")
    desk, asked = bench.desk, given["request"]
    on = parse_past_date(given.get("on", "today"), desk.today, region=desk.settings.region)
    _check_told(asked)
    people, hidden, edition = everybody(bench)
    for name in ("person", "to", "request"):
        if name in asked:
            check_there(asked[name], people, hidden, desk.settings.region)
    meant = _meant(bench, asked, on)
    take = partial(_take, asked=meant, on=on)
    shown: list[RequestShown] = []

    def look(change: Writer, number: int) -> None:
        shown.append(_shown(change.now, number, desk))
        raise _SeenError

    try:
        take(desk, look)
    except _SeenError:
        told = {name: it for name, it in request_told(bench, shown[0]).items() if name != "id"}
    if meant["do"] != _ADD:
        told = {"id": meant["request"], **told}
    verdict = _verdict(bench, meant, on)
    answer = there(on=on, request=told, verdict=verdict)
    if not bench.allowed.may_record:
        return answer
    words = _words(desk, told, meant, on, verdict)
    until = desk.now + VALID_FOR
    return answer | bench.session.token_of(PreviewedRequest(take, words, edition, until))


def _words(
    desk: Desk, told: Fields, meant: Mapping[str, Any], on: date, verdict: str | None
) -> str:
    """The step in words, for whoever is asked whether it may be written."""
    if meant["do"] == _ADD:
        return say_new_request(told, meant, on, verdict)
    return say_step(told, _step(desk, meant, on), meant.get("to"))


def _check_told(asked: Mapping[str, Any]) -> None:
    """Refuse what is missing of a step, or does not go with it."""
    needed, allowed = (words.split() for words in _TOLD[asked["do"]])
    if missing := [name for name in needed if name not in asked]:
        raise InvalidValue(f"{say_list(missing)} is missing.")
    if more := sorted(asked.keys() - {"do", *needed, *allowed}):
        raise InvalidValue(f"{say_list(more)} does not go with {asked['do']}.")


def _meant(bench: Bench, asked: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The same with ids for names: whoever is meant now is meant when it is recorded.

    Raises:
        Unknown, Ambiguous, NotFound: where nobody, several or no request is meant.
        NotHere: where somebody has a part who is not there for an assistant.
        OutOfTurn, TooEarly: for a step that cannot come, or an asking that is too early.
    """
    from farmer.tasks.refer.request_meant import find_request

    desk, region = bench.desk, bench.desk.settings.region
    with desk.deciding() as reader:
        people = reader.people()
        if asked["do"] == _ADD:
            return _both(people, asked, region)
        found = find_request(reader, asked["request"], region)
        meant = {**asked, "request": str(Id("r", found.id))}
        may = found.request.allowed
        if _step(desk, asked, on).step not in may:
            raise OutOfTurn(found.request.state, [do for do in _TOLD if _can(do, may)])
        if asked["do"] == ASK_TARGET:
            meant |= _target(people, asked, region)
            _check_farmed(desk, reader, found, meant.get("to"), on)
    with desk._replace(veiled=None).deciding() as reader:
        whole = reader.request(found.id)
    if whole is None or whole.request.target_id != found.request.target_id:
        raise NotHere(asked["request"])
    return meant


def _can(do: str, may: tuple[str, ...]) -> bool:
    return do in may or (do == _TARGET_SAID and any(answer in may for answer in ANSWERS))


def _both(people: list[Person], asked: Mapping[str, Any], region: str | None) -> dict[str, Any]:
    from farmer.tasks.person import find_person

    asker = find_person(asked["person"], people, region=region)
    meant = {**asked, "person": str(Id("c", asker.id)), **_target(people, asked, region)}
    if meant["person"] == meant["to"]:
        raise InvalidValue("Nobody is introduced to themselves.")
    return meant


def _target(people: list[Person], asked: Mapping[str, Any], region: str | None) -> dict[str, Any]:
    """Whom to meet, by id where the ledger knows them; as it is for a sort of person."""
    from farmer.tasks.person import match_person

    if "to" not in asked:
        return {}
    found = match_person(asked["to"], people, region=region)
    return {"to": str(Id("c", found.id)) if found else asked["to"]}


def _check_farmed(
    desk: Desk, reader: Reader, found: RecordedRequest, to: str | None, on: date
) -> None:
    from farmer.ids import parse_id
    from farmer.tasks.judge.check import judge_introduction

    life = found.request
    named = parse_id(to, "c") if to else None
    asker = reader.person(life.person_id) if life.person_id else None
    target_id = named.number if named else life.target_id
    target = reader.person(target_id) if target_id else None
    if life.direction == GIVEN and asker is not None:
        checked = judge_introduction(desk, reader, asker, target, on, found.id)
        if checked.verdict != "farmed":
            raise TooEarly(checked.verdict, on)


def _verdict(bench: Bench, meant: Mapping[str, Any], on: date) -> str | None:
    """The verdict of a request that is new, which is recorded with it."""
    from farmer.tasks.judge.check import check

    if meant["do"] != _ADD:
        return None
    to = meant["to"] if is_id(meant["to"]) else None
    return check(bench.desk, meant["person"], to=to, as_of=on).verdict


def _step(desk: Desk, asked: Mapping[str, Any], on: date) -> StepTaken:
    from farmer.dates import parse_date
    from farmer.referrals.states import StepTaken

    do, note, until = asked["do"], asked.get("said", ""), asked.get("until")
    if do == _TARGET_SAID:
        region = desk.settings.region
        again = parse_date(until, on, ahead=True, region=region) if until is not None else None
        return StepTaken(ANSWERS.parse(asked["answer"]), on, note, until=again)
    return StepTaken(do, on, note, outcome=asked.get("outcome"))


def _take(desk: Desk, beside: StepBeside, *, asked: Mapping[str, Any], on: date) -> Advanced:
    """Take the step, by the same task that a command calls."""
    from farmer.tasks.refer.request import RequestTold, add, advance

    if asked["do"] == _ADD:
        note = asked.get("said", "")
        told = RequestTold(asked["person"], asked["to"], asked["need"], on=on, note=note)
        return add(desk, told, beside=beside)
    taken = _step(desk, asked, on)
    return advance(desk, asked["request"], taken, to=asked.get("to"), beside=beside)


def _shown(reader: Reader, number: int, desk: Desk) -> RequestShown:
    from farmer.tasks.refer.request_shown import request_numbered, shown

    people = {person.id: person for person in reader.people()}
    return shown(reader, request_numbered(reader, number), people, desk.today, in_names=False)


def _question(bench: Bench, given: Mapping[str, Any]) -> Question:
    previewed = bench.session.preview(given["token"], bench.desk.now, PreviewedRequest)
    check_edition(bench, previewed.edition)
    return Question(previewed.words)


def _request(bench: Bench, given: Mapping[str, Any]) -> Fields:
    token, session = given["token"], bench.session
    previewed = session.preview(token, bench.desk.now, PreviewedRequest)
    writing = PreviewedChange.of(bench, token, previewed.edition)
    shown: list[RequestShown] = []

    def check(change: Writer, number: int) -> None:
        writing.check(change)
        shown.append(_shown(change.now, number, bench.desk))

    advanced = previewed.take(writing.desk, check)
    verdict = advanced.checked.verdict if advanced.checked else None
    return there(
        change=writing.done(session), request=request_told(bench, shown[0]), verdict=verdict
    )


A_REQUEST = Argument(
    "request",
    "Instead of a talk: a step of a request.",
    "object",
    of=(
        Argument("do", "The step.", needed=True, words=tuple(_TOLD)),
        Argument("request", "Of all but add: r7, or a name."),
        Argument("person", "Of add: who asks."),
        Argument("to", "Of add, ask-target: whom to meet, or what sort."),
        Argument("need", "Of add: what for, in a sentence.", longest=_LONGEST_WORDS),
        Argument("answer", "Of target-said.", words=tuple(ANSWERS.typed)),
        Argument("until", "Of later: the day they may be asked again."),
        Argument("outcome", "Of outcome.", words=tuple(OUTCOMES)),
        Argument("said", "What was said of it.", longest=_LONGEST_WORDS),
    ),
)
REQUEST_TOOL = Tool(
    "request",
    "Take a step of a request",
    "Writes the step that preview showed, once the user has seen it and said yes. It introduces"
    " nobody: the user does, and records that in a terminal.",
    (Argument("token", "What preview gave; it is good once.", needed=True),),
    s.answer(
        "request",
        change=s.COUNT,
        request=A_REQUEST_TOLD,
        verdict=s.one_of(*VERDICTS),
    ),
    _request,
    effect="adds",
    asks=_question,
)
