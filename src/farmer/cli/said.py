"""What was understood of a line, in a line: shown before it is written."""

from __future__ import annotations

from collections.abc import Sequence

from farmer.ids import Id
from farmer.model import Promise
from farmer.render.phrases import BEGINNERS_SAID
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.guests import Guest, Share
from farmer.tasks.record.telling import LogEntry
from farmer.wording import say_date, say_list


def said_of(telling: LogEntry, guests: Sequence[Guest], usual: Encounter) -> str:
    """Who was there, then all that is told of them; of the day only what is not `usual`."""
    told = telling.told
    alone = len(guests) == 1
    kinds = {guest.share.kind or told.usual_kind for guest in guests} or {told.usual_kind}
    parts = [
        say_date(told.on) if told.on != usual.on else "",
        kinds.pop() if len(kinds) == 1 else told.usual_kind,
        f"at {told.at}" if told.at and told.at != usual.at else "",
        "together" if told.is_shared(len(guests)) and not (alone or told.at) else "",
        f"begun by {BEGINNERS_SAID[told.by]}" if told.by and told.by != usual.by else "",
        f"{told.minutes} minutes" if told.minutes and told.minutes != usual.minutes else "",
        *_evidence([*told.facts[len(usual.facts) :]], told.promised[len(usual.promised) :]),
        *(said for guest in guests for said in _alone(guest.share, "" if alone else guest.name)),
        f"tagged {say_list([f'@{tag}' for tag in telling.tags])}" if telling.tags else "",
        f"only noted: {'; '.join(telling.noted)}" if telling.noted else "",
    ]
    groups = [f"@{tag}" for tag in telling.also.tags]
    return f"{say_list([*map(_who, guests), *groups])}: {' — '.join(filter(None, parts))}"


def _who(guest: Guest) -> str:
    known = str(Id("c", guest.person.id)) if guest.person else "new"
    at = f", {guest.share.company}" if guest.person is None and guest.share.company else ""
    return f"{guest.name} ({known}{at})"


def _alone(share: Share, name: str) -> list[str]:
    """What is told of one alone, with the name where there are others."""
    begun = f"begun by {BEGINNERS_SAID[share.by]}" if share.by else ""
    parts = [begun, "; ".join(share.notes), *_evidence(share.facts, share.promised)]
    return [f"{name}: {part}" if name else part for part in parts if part]


def _evidence(facts: Sequence[str], promises: Sequence[Promise]) -> list[str]:
    marked = [f"marked {', '.join(facts)}"] if facts else []
    return marked + [_promise(promise) for promise in promises]


def _promise(promise: Promise) -> str:
    due = f", due {say_date(promise.due_on)}" if promise.due_on else ""
    return f"{'you promised' if promise.mine else 'promised'}: {promise.text}{due}"
