"""How farmer log is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.facts import say_fact
from farmer.model import Promise
from farmer.render import Row, View
from farmer.render.phrases import BEGINNERS_SAID
from farmer.render.terminal import Screen, Words
from farmer.tasks.record.log import Logged, LoggedTouch
from farmer.wording import say_date, say_list

# From so many on, ids that follow each other are said as the first and the last.
_RUN = 3


def logged_lines(logged: Logged) -> Iterator[Row]:
    """A line a touchpoint: its id, the person, the day, the kind, the note."""
    for touch in logged.touchpoints:
        person = touch.person
        yield (touch.id, person.id, person.name, touch.on, touch.kind, touch.by, touch.note)


def draw_logged(logged: Logged, screen: Screen) -> None:
    """Who was logged and how, and what came of it; who is new.

    What was noted was typed just now: it is said only who has a note where others have none.
    """
    touches = logged.touchpoints
    first = touches[0]
    one_day = all(touch.on == first.on for touch in touches)
    alike = one_day and all(_how(touch) == _how(first) for touch in touches)
    at = f" at {logged.event} ({logged.event_id})" if logged.event else ""
    on = f" on {say_date(first.on)}" if one_day else ""
    how = (f" {first.kind}", _details(first)) if alike else ("", "")
    screen.say(
        ("Logged", "green"),
        how[0],
        at,
        on,
        how[1],
        " with ",
        *_people(touches, alike=alike, one_day=one_day),
    )
    if logged.tags:
        screen.say(f"Tagged {say_list([f'@{tag}' for tag in logged.tags])}.")
    if logged.added:
        screen.say(f"New in the ledger: {_new(logged)}.")


def _people(touches: Sequence[LoggedTouch], *, alike: bool, one_day: bool) -> Iterator[Words]:
    """Everybody in a sentence, with the ids and what is told of each alone."""
    noted = not all(touch.note for touch in touches)
    for place, touch in enumerate(touches, 1):
        told = [
            *([] if one_day else [say_date(touch.on)]),
            *([] if alike else [_how(touch)]),
            *_told(touch, noted=noted),
        ]
        yield (touch.person.name, "bold")
        yield (f" ({', '.join([touch.id, *told])})", "" if told else "dim")
        yield {len(touches): ".", len(touches) - 1: " and "}.get(place, ", ")


def _how(touch: LoggedTouch) -> str:
    return f"{touch.kind}{_details(touch)}"


def _told(touch: LoggedTouch, *, noted: bool) -> Iterator[str]:
    """What is told of one person alone."""
    if noted and touch.note:
        yield "with a note"
    if touch.facts:
        yield f"marked {say_list([say_fact(what) for what in touch.facts])}"
    yield from map(_promise, touch.promised, touch.promises)


def _promise(promise: Promise, promise_id: str) -> str:
    due = f" by {say_date(promise.due_on)}" if promise.due_on else ""
    whose = "you promised" if promise.mine else "promised"
    return f"{whose} “{promise.text}”{due} {promise_id}"


def _new(logged: Logged) -> str:
    """Who was not known before: by their ids where that is everybody."""
    ids = [person.id for person in logged.added]
    if len(ids) == len({touch.person for touch in logged.touchpoints}):
        listed = say_list(ids) if len(ids) < _RUN else f"{ids[0]} to {ids[-1]}"
        return listed if len(ids) == 1 else f"all of them, {listed}"
    return say_list([f"{person.name} ({person.id})" for person in logged.added])


def _details(touch: LoggedTouch) -> str:
    parts = [
        f"begun by {BEGINNERS_SAID[touch.by]}" if touch.by else "",
        f"{touch.minutes} minutes" if touch.minutes else "",
        f"a group of {touch.group}" if touch.group else "",
    ]
    told = [part for part in parts if part]
    return f" ({', '.join(told)})" if told else ""


LOGGED = View(logged_lines, draw_logged)
