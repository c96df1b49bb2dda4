"""The tool that shows what would be recorded, and whom each name may mean; it writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from farmer.assistant import schemas as s
from farmer.assistant.arguments import Argument
from farmer.assistant.present import check_there, everybody
from farmer.assistant.referring import A_REQUEST_TOLD
from farmer.assistant.requesting import A_REQUEST, preview_request
from farmer.assistant.session import VALID_FOR, NameSeen, Previewed
from farmer.assistant.told import ANSWER_BYTES, Fields, TooLong, one_line, size_of, there, who
from farmer.assistant.tool import Bench, Tool
from farmer.errors import Ambiguous, InvalidValue
from farmer.ids import Id, parse_id
from farmer.model import BEGINNERS, KINDS, VERDICTS

if TYPE_CHECKING:
    from datetime import date

    from farmer.people.meant import Person
    from farmer.tasks.record.guests import Share
    from farmer.tasks.record.telling import LogEntry

_MOST_PEOPLE, _MOST_CANDIDATES = 8, 4
_LONGEST_WORDS, _LONGEST_NAME = 600, 60
IS_KNOWN, IS_SEVERAL, IS_NEAR, IS_NEW = "known", "several", "near", "new"


def _preview(bench: Bench, given: Mapping[str, Any]) -> Fields:
    if "request" in given:
        return preview_request(bench, given)
    entry = _entry(bench, given)
    people, hidden, edition = everybody(bench)
    names = [_seen(bench, share, people, hidden) for share in entry.shares]
    _check_newcomers(bench, entry, names, people)
    by_id = {Id("c", person.id): person for person in people}
    told = there(
        on=entry.told.on,
        event=one_line(entry.told.at, _LONGEST_NAME),
        people=[
            _shown(entry, share, name, by_id)
            for share, name in zip(entry.shares, names, strict=True)
        ],
    )
    if size_of(told) > ANSWER_BYTES - 100:  # what is not shown must not be recorded
        raise TooLong
    if not bench.allowed.may_record:
        return told
    until = bench.desk.now + VALID_FOR
    return told | bench.session.token_of(Previewed(entry, tuple(names), edition, until))


def _entry(bench: Bench, given: Mapping[str, Any]) -> LogEntry:
    """What was told, as it would be recorded.

    Raises:
        InvalidValue: for what cannot be.
    """
    from farmer.dates import parse_past_date
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.guests import Share
    from farmer.tasks.record.line import telling_in
    from farmer.tasks.record.telling import LogEntry

    line, people = given.get("line"), given.get("people")
    if (line is None) == (people is None):
        raise InvalidValue("One of people, line and request has to be there, and no other.")
    region = bench.desk.settings.region
    on = parse_past_date(given.get("on", "today"), bench.desk.today, region=region)
    usual = LogEntry(Encounter(on, at=given.get("event", "")))
    if line is None:
        entry = _of_all(usual, tuple(_share(each, on, region) for each in people or ()))
    else:
        entry = telling_in(bench.desk, line, usual) or usual._replace(shares=(Share(line),))
    if entry.also.has_groups or entry.also.without or not entry.shares:
        raise InvalidValue("Everybody who was there has to be named; a group is not taken here.")
    for share in entry.shares:  # whatever they refuse is refused before anything is shown
        entry.told.touch("", share)
        entry.told.evidence("", share)
    return entry


def _of_all(usual: LogEntry, shares: tuple[Share, ...]) -> LogEntry:
    """What was told of each of them: a kind that is everybody's is that of the occasion.

    Raises:
        InvalidValue: where an occasion is named at which nobody was.
    """
    from dataclasses import replace

    kinds = {share.kind for share in shares}
    told = replace(usual.told, kind=kinds.pop()) if len(kinds) == 1 else usual.told
    if told.at and not any(map(told.was_there, shares)):
        raise InvalidValue("Nobody of them was at the event.", "Leave event out, or kind.")
    return usual._replace(told=told, shares=shares)


def _share(each: Mapping[str, Any], on: date, region: str | None) -> Share:
    from farmer.lines.promises import parse_promise
    from farmer.tasks.record.guests import Share
    from farmer.tasks.record.kinds import parse_kind

    return Share(
        name=each["name"],
        company=each.get("company", ""),
        kind=parse_kind(each["kind"]) if "kind" in each else None,
        notes=(each["said"],) if "said" in each else (),
        facts=each.get("facts", ()),
        by=each.get("by"),
        promised=tuple(parse_promise(text, on, region=region) for text in each.get("promised", ())),
    )


def _seen(
    bench: Bench, share: Share, people: Sequence[Person], hidden: Sequence[Person]
) -> NameSeen:
    """Whom a name may mean.

    Raises:
        NotHere: where it may mean somebody who is not there for an assistant.
        NotFound, InvalidValue, Conflict: for what is no name as it stands.
    """
    from farmer.people.meant import near_people
    from farmer.tasks.record.guests import find_guests
    from farmer.text import clean_name

    typed, region = clean_name(share.name), bench.desk.settings.region
    check_there(typed, people, hidden, region)
    try:
        (guest,) = find_guests([share], people, region=region)
    except Ambiguous as several:
        ids = [one for each in several.candidates if (one := parse_id(each))]
        return NameSeen(typed, IS_SEVERAL, tuple(ids))
    if guest.person:
        return NameSeen(typed, IS_KNOWN, (Id("c", guest.person.id),))
    near = tuple(Id("c", person.id) for person in near_people(typed, people))
    return NameSeen(typed, IS_NEAR if near else IS_NEW, near)


def _check_newcomers(
    bench: Bench, entry: LogEntry, names: Sequence[NameSeen], people: Sequence[Person]
) -> None:
    """Refuse new names that are no names, or may be one another's slips."""
    from farmer.tasks.record.guests import check_newcomers, find_guests

    new = [share for share, name in zip(entry.shares, names, strict=True) if name.status == IS_NEW]
    found = find_guests(new, people, region=bench.desk.settings.region)
    check_newcomers(found, people, new=True, slips_seen=False)


def _shown(entry: LogEntry, share: Share, name: NameSeen, by_id: Mapping[Id, Person]) -> Fields:
    from farmer.tasks.person import Named

    meant = [who(Named.of(by_id[each])) for each in name.ids[:_MOST_CANDIDATES]]
    touch, promised = entry.told.touch("", share), (*entry.told.promised, *share.promised)
    return there(
        typed=one_line(name.typed, _LONGEST_NAME),
        status=name.status,
        person=meant[0] if name.status == IS_KNOWN else None,
        candidates=meant if name.status in (IS_SEVERAL, IS_NEAR) else None,
        kind=touch.kind,
        by=touch.by,
        facts=[fact.what for fact in entry.told.evidence("", share)] or None,
        promises=[there(said=one_line(it.text, 80), due=it.due_on) for it in promised] or None,
    )


PREVIEW_TOOL = Tool(
    "preview",
    "What would be recorded",
    "What a talk that the user tells of would be recorded as, and whom each name means: known;"
    " several (ask the user which, do not choose); near (is it one of the candidates, or somebody"
    " new? ask); new. It writes nothing. Send people, line or request. Show the user the answer"
    " before you record it.",
    (
        Argument(
            "people",
            "Everybody who was there, each as the user named them.",
            "array",
            most=_MOST_PEOPLE,
            of=(
                Argument("name", "A name, or an id such as c7.", needed=True),
                Argument("company", "Whom they work for, if it was said."),
                Argument("said", "What was said with them.", longest=_LONGEST_WORDS),
                Argument("kind", f"How, if not as all: {KINDS.listed}.", longest=40),
                Argument("by", "Who began it, if it was said.", words=tuple(BEGINNERS)),
                Argument("facts", "What was seen, in the words of farmer mark.", "array", most=5),
                Argument("promised", "What they promised: send it by friday.", "array", most=5),
            ),
        ),
        Argument(
            "line",
            "One line in the user's words: yesterday: lunch with Ana and Bo, they called.",
            longest=_LONGEST_WORDS,
        ),
        A_REQUEST,
        Argument("event", "The occasion's name, where all of them met each other."),
        Argument("on", "The day, such as yesterday; today if left out."),
    ),
    s.answer(
        "on",
        on=s.A_DAY,
        event=s.TEXT,
        people=s.several(
            s.thing(
                "typed status kind",
                typed=s.TEXT,
                status=s.one_of(IS_KNOWN, IS_SEVERAL, IS_NEAR, IS_NEW),
                person=s.WHO,
                candidates=s.several(s.WHO),
                kind=s.TEXT,
                by=s.TEXT,
                facts=s.several(s.TEXT),
                promises=s.several(s.thing("said", said=s.TEXT, due=s.A_DAY)),
            )
        ),
        request=A_REQUEST_TOLD,
        verdict=s.one_of(*VERDICTS),
        token=s.TEXT,
        minutes=s.COUNT,
    ),
    _preview,
)
