"""The tools that look over the ledger: what is due, and where something was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from farmer.assistant import schemas as s
from farmer.assistant.arguments import LIMIT, ON, Argument
from farmer.assistant.told import Fields, there, who
from farmer.assistant.tool import Bench, Tool

_USUAL_LIMIT = 5


def _due(bench: Bench, given: Mapping[str, Any]) -> Fields:
    from farmer.tasks.tend.today import today

    asked, limit = bench.asked_on(given.get("on")), given.get("limit", _USUAL_LIMIT)
    found = today(asked.desk, cold=limit)
    lists = {
        "follow_ups": [
            who(each.person) | there(due=each.due_on, do=each.sentence) for each in found.follow_ups
        ],
        "promises": [
            who(each.person)
            | there(
                promise=each.id,
                by="me" if each.mine else "them",
                due=each.due_on,
                said=bench.said(each.text),
            )
            for each in found.promises
        ],
        "requests": [
            there(
                id=each.id,
                state=each.state,
                move=each.waiting_for,
                since=each.waiting_since,
                asker=who(each.person) if each.person else None,
                target=who(each.target) if each.target else None,
            )
            for each in found.requests
        ],
        "cold": [
            who(tie.person) | there(last_talk=tie.last_on, days=tie.elapsed_days)
            for tie in found.ties
        ],
    }
    left = {name: len(rows) - limit for name, rows in lists.items() if len(rows) > limit}
    if found.going_cold > len(lists["cold"]):
        left["cold"] = found.going_cold - len(lists["cold"])
    told = {name: rows[:limit] for name, rows in lists.items()}
    return there(on=asked.on, **told, left=left or None)


def _find(bench: Bench, given: Mapping[str, Any]) -> Fields:
    from farmer.tasks.tend.find import find

    limit = given.get("limit", _USUAL_LIMIT)
    found = find(bench.desk, given["words"], limit=limit)
    matches = [
        there(
            id=match.id,
            kind=match.what,
            person=who(match.person) if match.person else None,
            on=match.on,
            # What is found of a person themselves may be an address.
            said=bench.said(match.excerpt) if match.what != "person" else None,
        )
        for match in found.matches
    ]
    left = found.total - len(matches)
    return there(matches=matches, left={"matches": left} if left else None)


DUE_TOOL = Tool(
    "due",
    "What is due",
    "What is to be done on a day: follow-ups after first meetings, promises, requests and whose"
    " move each is, and the ties going cold that it would cost most to lose.",
    (ON, LIMIT),
    s.answer(
        "on follow_ups promises requests cold",
        on=s.A_DAY,
        follow_ups=s.several(
            s.thing("id name due do", id=s.TEXT, name=s.TEXT, due=s.A_DAY, do=s.TEXT)
        ),
        promises=s.several(
            s.thing(
                "id name promise by",
                id=s.TEXT,
                name=s.TEXT,
                promise=s.TEXT,
                by=s.one_of("me", "them"),
                due=s.A_DAY,
                said=s.TEXT,
            )
        ),
        requests=s.several(
            s.thing(
                "id state since",
                id=s.TEXT,
                state=s.TEXT,
                move=s.TEXT,
                since=s.A_DAY,
                asker=s.WHO,
                target=s.WHO,
            )
        ),
        cold=s.several(s.thing("id name", id=s.TEXT, name=s.TEXT, last_talk=s.A_DAY, days=s.COUNT)),
    ),
    _due,
)
FIND_TOOL = Tool(
    "find",
    "Find what was written",
    "Where words occur in names, notes, promises, requests and events: ids and kinds, with the"
    " text around them where words are told.",
    (
        Argument("words", 'Every one has to occur; "second office" stands together.', needed=True),
        LIMIT,
    ),
    s.answer(
        "matches",
        matches=s.several(
            s.thing("id kind", id=s.TEXT, kind=s.TEXT, person=s.WHO, on=s.A_DAY, said=s.TEXT)
        ),
    ),
    _find,
)
