"""How farmer log is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.facts import say_fact
from farmer.render import Row, View
from farmer.render.phrases import BEGINNERS_SAID
from farmer.render.terminal import Screen
from farmer.tasks.record.log import Logged, LoggedTouch
from farmer.wording import say_date, say_list


def logged_lines(logged: Logged) -> Iterator[Row]:
    """A line a touchpoint: its id, the person, the day, the kind, the note."""
    for touch in logged.touchpoints:
        person = touch.person
        yield (touch.id, person.id, person.name, touch.on, touch.kind, touch.by, touch.note)


def draw_logged(logged: Logged, screen: Screen) -> None:
    """Who was logged and how; who is new."""
    first, *others = logged.touchpoints
    alike = all((o.kind, o.facts) == (first.kind, first.facts) for o in others)
    at = f" at {logged.event} ({logged.event_id})" if logged.event else ""
    how = f" {first.kind}{at} on {say_date(first.on)}{_details(first)}" if alike else ""
    screen.say(("Logged", "green"), how or f"{at} on {say_date(first.on)}", ":")
    one_note = first.note if others and {o.note for o in others} == {first.note} else ""
    for touch in logged.touchpoints:
        own = "" if alike else f", {touch.kind}{_details(touch)}{_marked(touch)}"
        note = f": {touch.note}" if touch.note and not one_note else ""
        ids = " ".join((touch.id, *touch.promises))
        screen.indent((touch.person.name, "bold"), f"{own}{note}  ", (ids, "dim"))
    if one_note:
        screen.indent(f"“{one_note}”")
    if alike and first.facts:
        screen.indent(f"and {_marked(first).removeprefix(', ')}")
    if logged.tags:
        screen.say(f"Tagged {say_list([f'@{tag}' for tag in logged.tags])}.")
    if logged.added:
        names = [f"{person.name} ({person.id})" for person in logged.added]
        screen.say(f"New in the ledger: {say_list(names)}.")


def _marked(touch: LoggedTouch) -> str:
    facts = [say_fact(what) for what in touch.facts]
    return f", marked {say_list(facts)}" if facts else ""


def _details(touch: LoggedTouch) -> str:
    parts = [
        f"begun by {BEGINNERS_SAID[touch.by]}" if touch.by else "",
        f"{touch.minutes} minutes" if touch.minutes else "",
        f"a group of {touch.group}" if touch.group else "",
    ]
    told = [part for part in parts if part]
    return f" ({', '.join(told)})" if told else ""


LOGGED = View(logged_lines, draw_logged)
