"""What would be written, in words for whoever is asked whether it may be.

All of it is said: nobody agrees to what they did not see. Others' words stand on one line, as in an
answer, and between quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from farmer.assistant.told import Fields, one_line
from farmer.facts import say_fact
from farmer.referrals.states import OUTCOME, RECEIVED, REQUEST_STEPS, TARGET_LATER, StepTaken
from farmer.render.phrases import BEGINNERS_SAID
from farmer.text import NOTE_LENGTH
from farmer.wording import say_date, say_list

if TYPE_CHECKING:
    from datetime import date

    from farmer.model import Promise, Touch
    from farmer.tasks.record.guests import Share
    from farmer.tasks.record.telling import LogEntry


def say_entry(entry: LogEntry, people: Sequence[str]) -> str:
    """An encounter, a line a person; `people` are called so, in the order of their shares."""
    told = entry.told
    event = f" at {_quoted(told.at)}" if told.at else ""
    place = f", {_quoted(told.place)}" if told.place else ""
    lines = [f"Record in farmer, on {say_date(told.on)}{event}{place}:"]
    for share, called in zip(entry.shares, people, strict=True):
        lines.append(f"- {called}: {'; '.join(_of_one(entry, share))}")
    if told.line:
        lines.append(f"As it was told: {_quoted(told.line)}")
    return "\n".join(lines)


def called_known(person: Fields) -> str:
    """Somebody as an assistant is told of them (see `who`)."""
    return f"{person['name']} ({person['id']})"


def called_apart(person: Fields) -> str:
    """The same where others have that name, too."""
    return ", ".join(filter(None, (called_known(person), person.get("known"), person.get("said"))))


def called_new(typed: str, company: str) -> str:
    """Somebody who would be added."""
    firm = f" of {_quoted(company)}" if company else ""
    return f"{_quoted(typed)}{firm}, who is new"


def called_as_chosen(typed: str) -> str:
    """Somebody of whom it is chosen with the answer who it is."""
    return f"{_quoted(typed)}, whom you choose"


def say_new_request(told: Fields, sent: Mapping[str, Any], on: date, verdict: str | None) -> str:
    """A request that would be added, `told` as an answer has it and `sent` by the assistant."""
    judged = f" The verdict is: {verdict}." if verdict else ""
    return (
        f"Record in farmer: on {say_date(on)}, {_side(told, 'asker')} asks to meet"
        f" {_side(told, 'target', sent['to'])}, for {_quoted(sent['need'])}."
        f"{_said(sent.get('said', ''))}{judged}"
    )


def say_step(told: Fields, taken: StepTaken, to: str | None) -> str:
    """A step that would be taken; `told` is the request as it would stand, `to` whom to meet."""
    whose = "to" if told["direction"] == RECEIVED else "of"
    what = {
        OUTCOME: f"it turned out: {taken.outcome}",
        TARGET_LATER: f"not now, but from {say_date(taken.until)} on" if taken.until else "",
    }.get(taken.step) or REQUEST_STEPS.meanings[taken.step]
    return (
        f"Record in farmer, of the request {told['id']} {whose} {_side(told, 'asker')} to meet"
        f" {_side(told, 'target', to)}, on {say_date(taken.on)}: {what}.{_said(taken.note)}"
    )


def _of_one(entry: LogEntry, share: Share) -> Iterator[str]:
    told = entry.told
    touch = told.touch("", share)
    yield ", ".join(filter(None, _how(touch)))
    for note in (*share.notes, *told.notes):
        yield f"said {_quoted(note)}"
    if facts := told.evidence("", share):
        yield f"marked {say_list([say_fact(fact.what) for fact in facts])}"
    yield from map(_promise, (*told.promised, *share.promised))
    if entry.tags:
        yield f"tagged {say_list([f'@{tag}' for tag in entry.tags])}"


def _how(touch: Touch) -> Iterator[str]:
    yield touch.kind
    yield f"begun by {BEGINNERS_SAID[touch.by]}" if touch.by else ""
    yield f"{touch.minutes} minutes" if touch.minutes else ""
    yield f"a group of {touch.group}" if touch.group else ""


def _promise(promise: Promise) -> str:
    whose = "you promised" if promise.mine else "promised"
    due = f" by {say_date(promise.due_on)}" if promise.due_on else ""
    return f"{whose} {_quoted(promise.text)}{due}"


def _side(told: Fields, name: str, words: str | None = None) -> str:
    """Who has that part of a request, or the words for a sort of person, where they are told."""
    if name in told:
        return called_known(told[name])
    return _quoted(words) if words else "somebody"


def _said(note: str) -> str:
    return f" Said: {_quoted(note)}." if note else ""


def _quoted(text: str) -> str:
    return f"“{one_line(text, NOTE_LENGTH)}”"
