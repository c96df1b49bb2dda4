"""The tools that write what was previewed, and take it back while nothing else was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from farmer.assistant import schemas as s
from farmer.assistant.arguments import Argument
from farmer.assistant.previewing import IS_KNOWN, IS_NEAR, IS_NEW, IS_SEVERAL
from farmer.assistant.questions import Choice, Question
from farmer.assistant.refusals import told_apart
from farmer.assistant.saying import (
    called_apart,
    called_as_chosen,
    called_known,
    called_new,
    say_entry,
)
from farmer.assistant.session import NameSeen, Previewed
from farmer.assistant.told import Fields, there, who
from farmer.assistant.tool import Bench, Tool
from farmer.assistant.writing import PreviewedChange, check_edition
from farmer.errors import MOST_CANDIDATES, Ambiguous, InvalidValue, NotFound
from farmer.ids import parse_id
from farmer.tasks.person import Named

_OPEN = (IS_SEVERAL, IS_NEAR)


def _record(bench: Bench, given: Mapping[str, Any]) -> Fields:
    from farmer.tasks.record.log import log

    token, session = given["token"], bench.session
    previewed = session.preview(token, bench.desk.now, Previewed)
    names = _settled(bench, previewed.names, given.get("settled", ()))
    writing = PreviewedChange.of(bench, token, previewed.edition)
    logged = log(
        writing.desk,
        [previewed.entry.settled(names)],
        new=True,
        slips_seen=True,
        beside=lambda change, _written: writing.check(change),
    )
    return there(
        change=writing.done(session),
        event=logged.event_id,
        written=[
            there(
                id=touch.id,
                person=who(touch.person),
                on=touch.on.isoformat(),
                kind=touch.kind,
                facts=list(touch.facts) or None,
                promises=list(touch.promises) or None,
            )
            for touch in logged.touchpoints
        ],
        added=[who(each) for each in logged.added],
    )


def _question(bench: Bench, given: Mapping[str, Any]) -> Question:
    """What would be written, and the names of which only a person can say whom they mean.

    Raises:
        NoPreview: where the token is not good.
        Ambiguous, InvalidValue: as `_settled`, and where there are too many to choose from.
    """
    previewed = bench.session.preview(given["token"], bench.desk.now, Previewed)
    check_edition(bench, previewed.edition)
    settled = given.get("settled", ())
    said = {each["name"] for each in settled}
    left = {it.typed: it for it in previewed.names if it.status in _OPEN and it.typed not in said}
    choices = tuple(_choice(bench, name) for name in left.values())
    # What was settled is checked as if the others were, too.
    likeliest = [{"name": typed, "means": str(name.ids[0])} for typed, name in left.items()]
    meant = _settled(bench, previewed.names, [*settled, *likeliest])
    entry = previewed.entry
    called = _called(bench, [share.company for share in entry.shares], meant)
    whom = [
        called_as_chosen(name.typed) if name.typed in left else known
        for name, known in zip(previewed.names, called, strict=True)
    ]
    return Question(say_entry(entry, whom), choices)


def _choice(bench: Bench, name: NameSeen) -> Choice:
    """Whom a name may mean; it may be somebody new where it is only near.

    Raises:
        Ambiguous: where it is too many to choose from.
    """
    several = _ambiguous(bench, name)
    if len(name.ids) > MOST_CANDIDATES:
        raise several
    options = {called_apart(each): each["id"] for each in told_apart(several, bench)}
    new = {"Somebody new": IS_NEW} if name.status == IS_NEAR else {}
    return Choice(name.typed, options | new)


def _called(bench: Bench, companies: Sequence[str], meant: Sequence[str]) -> list[str]:
    """Everybody by name and id, or as somebody new of that company."""
    known = [parse_id(each, "c") for each in meant]
    with bench.desk.reading() as reader:
        people = reader.people_of({one.number for one in known if one})
    return [
        called_known(who(Named.of(people[one.number]))) if one else called_new(typed, company)
        for one, typed, company in zip(known, meant, companies, strict=True)
    ]


def _settled(
    bench: Bench, names: Sequence[NameSeen], settled: Sequence[Mapping[str, str]]
) -> list[str]:
    """Each name as it means one person alone, or somebody new.

    Raises:
        Ambiguous: for a name of which the user did not say whom it means.
        InvalidValue: where something else was settled than what was asked.
    """
    said = {each["name"]: each["means"] for each in settled}
    if strange := said.keys() - {name.typed for name in names}:
        raise InvalidValue(f"{len(strange)} of the settled names are not in the preview.")
    return [_meaning(bench, name, said.get(name.typed)) for name in names]


def _meaning(bench: Bench, name: NameSeen, said: str | None) -> str:
    if name.status == IS_KNOWN and said is None:
        return str(name.ids[0])
    if said is None and name.status != IS_NEW:
        raise _ambiguous(bench, name)
    if said in (None, IS_NEW):
        if name.status not in (IS_NEW, IS_NEAR):
            raise _ambiguous(bench, name)
        return name.typed
    one = parse_id(said, "c")
    if one is None or one not in name.ids:
        raise (
            _ambiguous(bench, name)
            if name.ids
            else InvalidValue(
                "A new name means somebody new: preview it again with the id instead."
            )
        )
    return str(one)


def _ambiguous(bench: Bench, name: NameSeen) -> Ambiguous:
    several = Ambiguous(name.typed, {str(each): str(each) for each in name.ids})
    bench.desk.tell_apart(several)
    return several


def _undo(bench: Bench, given: Mapping[str, Any]) -> Fields:
    from farmer.tasks.correct.undo import undo

    change = given["change"]
    if change not in bench.session.changes:
        raise NotFound("No change of that number was made here.")
    # What was changed since is told nobody, and has to be seen: also of those who are not there.
    taken = undo(bench.desk._replace(veiled=None), only=change)
    bench.session.changes.discard(change)
    return there(change=change, rows=taken.rows, said=bench.said(taken.words))


RECORD_TOOL = Tool(
    "record",
    "Record what was previewed",
    "Writes what preview showed, once the user has seen it and said yes. Names that were several"
    " or near have to be settled by the user first. It is marked as recorded by an assistant.",
    (
        Argument("token", "What preview gave; it is good once.", needed=True),
        Argument(
            "settled",
            "Whom the user says that names mean.",
            "array",
            of=(
                Argument("name", "As it was typed in the preview.", needed=True),
                Argument("means", "An id of its candidates, or new.", needed=True),
            ),
        ),
    ),
    s.answer(
        "written added",
        change=s.COUNT,
        event=s.TEXT,
        written=s.several(
            s.thing(
                "id person on kind",
                id=s.TEXT,
                person=s.WHO,
                on=s.A_DAY,
                kind=s.TEXT,
                facts=s.several(s.TEXT),
                promises=s.several(s.TEXT),
            )
        ),
        added=s.several(s.WHO),
    ),
    _record,
    effect="adds",
    asks=_question,
)
UNDO_TOOL = Tool(
    "undo",
    "Take back what was recorded",
    "Takes back a change that record made here, whole, as long as nothing was changed since.",
    (Argument("change", "Its number, as record told it.", "integer", needed=True, most=2**53),),
    s.answer("change rows", change=s.COUNT, rows=s.COUNT, said=s.TEXT),
    _undo,
    effect="takes back",
)
