"""What is recorded of a person, row by row, in sentences that are said to them.

“You” is the person, “I” is whoever keeps the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import floor
from typing import Any

from farmer.birthdays import say_birthday
from farmer.details import ADDRESS, CHILD, DATE, OWN, RELATION
from farmer.formats import FILE_KINDS
from farmer.money import say_amount
from farmer.people.scrub import SOMEBODY
from farmer.referrals.states import GIVEN, OUTCOMES, REQUEST_STEPS
from farmer.scoring.constants import TOLERANCE
from farmer.sources import ASSISTANT, FILE, HAND, MEMORY
from farmer.team.rows import EVIDENCE, STANDING, WORDS
from farmer.wording import capitalised, say_date, say_list

_Row = Mapping[str, Any]

FACTS_SAID = {
    "kept": "you kept a promise",
    "broken": "you broke a promise",
    "breach": "you broke my trust",
    "forgiven": "I forgave what had been broken until then",
    "work:told": "you told me about your work",
    "work:vouched": "somebody I trust vouched for your work",
    "work:seen": "I saw your work",
    "work:used": "I used your service",
    "unhappy": "I was not happy with your work",
    "made_right": "you put it right",
    "gave": "I did something for you",
    "got": "you did something for me",
    "asked_them": "I asked you for an introduction or a favour",
    "ref_out_good": "an introduction that I made for you went well",
    "ref_bad": "an introduction that I made for you went badly, or was not followed up",
    "ref_in_good": "you sent me a good referral",
}
_BEGUN = {"me": "I began it", "them": "you began it", "both": "we both began it"}
_DEPTHS = ("small talk", "", "a talk of substance", "something was confided")
_ENDS = {"kept": "kept", "broken": "broken", "dropped": "no longer wanted"}
_FORMER = {
    "name": "Name before",
    "spelling": "Name, also written",
    "nickname": "Called before",
    "company": "Company before",
    "title": "What you did there before",
    "birthday": "Birthday, also told as",
    "met_at": "Where we met, also told as",
}
# Of what is noted under a label, before the value.
DETAILS_SAID = {
    OWN: "{label}",
    ADDRESS: "Postal address ({label})",
    RELATION: "Close to you ({label})",
    CHILD: "A child of yours ({label})",
    DATE: "Your {label}",
}
_UNLABELLED = "Postal address"
_HANDLES = {"email": "E-mail address", "phone": "Telephone number", "url": "Web address"}
# Of a person, field by field.
_FIELDS: dict[str, Callable[[Any], str]] = {
    "name": lambda value: f"Name: {value}",
    "prefix": lambda value: f"Before your name: {value}",
    "given": lambda value: f"Given name: {value}",
    "middle": lambda value: f"Middle name: {value}",
    "family": lambda value: f"Family name: {value}",
    "suffix": lambda value: f"After your name: {value}",
    "nickname": lambda value: f"Called: {value}",
    "company": lambda value: f"Company: {value}",
    "title": lambda value: f"What you do there: {value}",
    "birthday": lambda value: f"Birthday: {say_birthday(value)}",
    "met_at": lambda value: f"Where we met: {value}",
    "met_on": lambda value: f"When we met: {_day(value)}",
    "met_through_id": lambda _: f"Who introduced us: {SOMEBODY}",
    "notes": lambda value: f"Note: {value}",
    "cadence_days": lambda value: f"How often I mean to be in touch: every {value} days",
    "archived": lambda _: "You are left out of my lists",
    "snoozed_until": lambda value: f"I am not reminded of you until {_day(value)}",
}


def fields_said(contact: _Row, other_than: _Row | None = None) -> Iterator[str]:
    """What is filled of a person; only what is `other_than` it is now, where that is given."""
    for field, say in _FIELDS.items():
        value = contact.get(field)
        if value and (other_than is None or other_than.get(field) != value):
            yield say(value)


def row_said(table: str, row: _Row) -> str:
    """A row of any other table than the people's; empty where it says nothing about them."""
    say = _SAID.get(table)
    return say(row) if say else ""


def request_said(row: _Row, *, asks: bool) -> str:
    """A request in which the person `asks`, or is asked by me, or else is whom it is about."""
    need = f": {row['need']}" if row["need"] else ""
    way = f", by way of {row['via']}" if row["via"] else ""
    wanted = row["target"] or SOMEBODY
    if row["direction"] == GIVEN:
        said = f"you asked me to meet {wanted}" if asks else f"{SOMEBODY} asked me to meet you"
    else:
        said = f"I asked you to meet {wanted}" if asks else f"I asked {SOMEBODY} to meet you"
    return f"{said[0].upper()}{said[1:]}{way}{need}"


def step_said(step: _Row, *, asks: bool) -> str:
    """A step of a request, and what was judged of the person that day."""
    then = step["person_then" if asks else "target_then"]
    judged = json.loads(then) if isinstance(then, str) else then
    parts = [
        f"{_day(step['on'])}: {REQUEST_STEPS.meanings.get(step['step'], step['step'])}",
        OUTCOMES.meanings.get(step["outcome"], step["outcome"]) if step["outcome"] else "",
        say_amount(step["amount_minor"], step["currency"]) if step["currency"] else "",
        f"until {_day(step['until'])}" if step.get("until") else "",
        f"judged that day: {judged['verdict']}, {floor(judged['score'] + TOLERANCE)} of 100"
        if judged
        else "",
    ]
    note = f". {step['note']}" if step["note"] else ""
    return "; ".join(part for part in parts if part) + note


def told_to_others(request: _Row, step: _Row, *, asks: bool) -> str:
    """To whom a step of a request named the person; empty where it did not."""
    on, taken = _day(step["on"]), step["step"]
    if request["direction"] == GIVEN:
        if taken == "introduce":
            return f"{on}: I introduced you and {SOMEBODY} to each other"
        if asks and taken == "ask-target":
            return f"{on}: I told {SOMEBODY} that you want to meet them"
    elif not asks and taken in ("asked", "sent"):
        return f"{on}: I told {SOMEBODY} that I want to meet you"
    return ""


def assistant_said(on: date, *, with_words: bool) -> str:
    """That an assistant was told of the person on a day."""
    words = ", with what I noted of you" if with_words else ""
    return f"{_day(on)}: an assistant that I use, a program of somebody else's{words}"


_TOLD = {
    STANDING: "your name and firm, how well I know you and until when, by a verdict and a number, "
    "and the month of our last talk",
    EVIDENCE: "on which days we talked, how, for how long and who began it, and the days of "
    "what I noted of us, without words",
    WORDS: "what I noted of you",
}


def standing_said(member: str, part: str, since: date, until: date | None) -> str:
    """That a colleague could read a part of how one stands with the person."""
    days = f"{_day(since)} to {_day(until)}" if until else f"Since {_day(since)}"
    days = _day(since) if until == since else days
    reads = "could read" if until else "can read"
    return f"{days}: {capitalised(member)}, a colleague of mine, {reads} {_TOLD[part]}"


def origin_said(row: _Row, *, sourced: bool = True) -> str:
    """Where a row came from, and when; rows of tables without a source were typed."""
    source = row.get("source") if sourced else HAND
    on = row.get("recorded_on") or row.get("added_on")
    day = f"on {_day(on)}" if on else "on a day that is not known any more"
    if source is None:
        return f"recorded {day}; where it came from is not known any more"
    if source == HAND:
        return f"typed in by me {day}"
    if source == ASSISTANT:
        return f"written down {day} by an assistant that I told it"
    if source == MEMORY:
        return f"written down by me from memory {day}, its own day a guess"
    return f"imported from {_file(source)} {day}"


def _file(source: str) -> str:
    kind = "" if source == FILE else f" of the kind “{FILE_KINDS.meanings.get(source, source)}”"
    return f"a file{kind}"


def _also_known(row: _Row) -> str:
    """The other files that a touchpoint is in; nothing in a row of the log, which has none."""
    sources = {each["source"] for each in row.get("origins", ())} - {row["source"]}
    return "; also in " + say_list(sorted(map(_file, sources))) if sources else ""


def _touchpoint(row: _Row) -> str:
    details = [
        f"at {row['time']}" if row.get("time") else "",
        f"at {row['event']}" if row.get("event") else "",
        f"in {row['place']}" if row.get("place") else "",
        f"{row['minutes']} minutes" if row["minutes"] else "",
        f"among {row['group']} people" if row["group"] else "",
        _BEGUN.get(row["by"] or "", ""),
        _DEPTHS[row["depth"]],
    ]
    said = ", ".join([row["kind"], *filter(None, details)])
    note = f". {row['note']}" if row["note"] else ""
    told = f"; the file says of it: {row['told']}" if row.get("told") else ""
    return f"{_day(row['on'])}: {said}{note}{_also_known(row)}{told}"


def _former(row: _Row) -> str:
    until = f", until {_day(row['until'])}" if row["until"] else ""
    value = say_birthday(row["value"]) if row["what"] == "birthday" else row["value"]
    return f"{_FORMER[row['what']]}: {value}{until}"


def _detail(row: _Row) -> str:
    value = say_birthday(row["value"]) if row["what"] == DATE else row["value"]
    said = DETAILS_SAID[row["what"]].format(label=row["label"]) if row["label"] else _UNLABELLED
    return f"{said}: {value}"


def _handle(row: _Row) -> str:
    preferred = ", the first to use" if row.get("preferred") else ""
    until = f", yours until {_day(row['until'])}" if row.get("until") else ""
    return f"{_HANDLES[row['kind']]}: {row['value']}{preferred}{until}"


def _fact(row: _Row) -> str:
    said = FACTS_SAID.get(row["what"], row["what"])
    return f"{_day(row['on'])}: {said}" + (f". {row['note']}" if row["note"] else "")


def _promise(row: _Row) -> str:
    whose = "I promised you" if row["mine"] else "you promised me"
    due = f", due {_day(row['due_on'])}" if row["due_on"] else ""
    ended = f"; {_ENDS[row['ended']]} on {_day(row['ended_on'])}" if row["ended"] else ""
    return f"{_day(row['made_on'])}: {whose}: {row['text']}{due}{ended}"


def _gain(row: _Row) -> str:
    whose = "yours, as I know them" if row["whose"] == "theirs" else "mine, as I told you"
    return f"{row['slot'].capitalize()} ({whose}, {_day(row['on'])}): {row['text']}"


def _link(row: _Row) -> str:
    knows = "do not know" if row["denied"] else "know"
    how = f", {row['how']}" if row["how"] else ""
    return f"{_day(row['on'])}: that you {knows} somebody else{how}"


def _day(value: str | date) -> str:
    return say_date(date.fromisoformat(value) if isinstance(value, str) else value)


_SAID: dict[str, Callable[[_Row], str]] = {
    "handle": _handle,
    "former": _former,
    "detail": _detail,
    "identifier": lambda row: f"Id: {row['value']}",
    "tag": lambda row: f"In my group @{row['tag']}",
    "gains": _gain,
    "touchpoint": _touchpoint,
    "fact": _fact,
    "promise": _promise,
    "link": _link,
}
