"""Asking a colleague of the team for an introduction that they can make and you cannot."""

from __future__ import annotations

import secrets
from dataclasses import replace

from farmer.errors import InvalidValue
from farmer.ids import Id
from farmer.ledger.recorded import RecordedStep
from farmer.referrals.states import ASK_TARGET, ASKED, GIVEN, Request, StepTaken
from farmer.tasks.colleagues import told_here
from farmer.tasks.desk import Desk
from farmer.tasks.judge.check import in_brief, judge_introduction
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.person import find_person
from farmer.tasks.refer.request import Advanced, RequestTold, as_it_stands, record
from farmer.tasks.refer.request_before import check_not_asked, earlier
from farmer.team import place as places
from farmer.team.place import AskedOfColleague, Place
from farmer.text import clean_name, clean_note, fold
from farmer.wording import capitalised, say_list


def ask_colleague(
    desk: Desk, asking: RequestTold, colleague: str, *, anyway: bool = False
) -> Advanced:
    """Record a request whose target a colleague is to ask; the next sync asks the colleague.

    The target stays in words, also where you know them: it is the colleague's tie that is used.

    Raises:
        NoTeam: where the ledger is in none.
        InvalidValue: for a colleague that there is not, or nobody to be met.
        Unknown, Ambiguous: where nobody or several people answer to the name of who asks.
        AskedAlready: where the same is asked for already, unless `anyway`.
    """
    place = places.get(desk.ledger.place)
    who = _colleague(place, colleague)
    to = clean_name(asking.to)
    if not to:
        raise InvalidValue("Whom to meet is missing.", 'Say it: --to "Richard Branson"')
    on = asking.on or desk.today
    with desk.deciding() as reader:
        asker = find_person(asking.who, reader.people(), region=desk.settings.region)
        life = Request(GIVEN, asker.id, None, to, asking.began, ())
        requests = reader.requests_of(asker.id)
        if not anyway:
            check_not_asked(life, asking.need, requests)
        checked = judge_introduction(desk, reader, asker, None, on)
        checked = in_brief(reader, checked, (asker, None), on, before=False)
    steps = [
        RecordedStep(StepTaken(ASKED, on, clean_note(asking.note))),
        RecordedStep(StepTaken(ASK_TARGET, on, f"through {capitalised(who)}")),
    ]
    with desk.changing(f"request of {asker.name} for {to}, through {capitalised(who)}") as change:
        number = record(change, life, asking, steps)
        key = outside_ids(change.now).name_of(Id("r", number))
        asked = AskedOfColleague(secrets.token_hex(16), who, key, _told_of(place, who, to))
        # Before the ledger's own: a cut leaves a question about nothing, which is never sent.
        places.change(
            desk.ledger.place,
            lambda now: replace(
                now, asks=(*(each for each in now.asks if each.request != key), asked)
            ),
        )
        begun = as_it_stands(desk, change.now, number)
    desk.notify(f"{capitalised(who)} is asked with the next farmer team sync.")
    return Advanced(begun, checked, before=earlier(life, requests))


def _colleague(place: Place, typed: str) -> str:
    name = typed.strip().casefold()
    others = [member for member in place.members if member != place.me]
    if name not in others:
        known = f"The others are: {say_list(others)}." if others else "Nobody else is in it."
        raise InvalidValue(f"Nobody else in the team is called “{name}”.", known)
    return name


def _told_of(place: Place, colleague: str, to: str) -> str:
    """The id, in the colleague's ledger, of the one whom they tell of by that name; else empty."""
    found = {
        received.person
        for received, told in told_here(place)
        if received.keeper == colleague and fold(told.name) == fold(to)
    }
    return found.pop() if len(found) == 1 else ""
