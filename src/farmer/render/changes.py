"""What writing commands answer: one sentence on a terminal, the ids in a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.add import Added
from farmer.tasks.edit import Edited
from farmer.tasks.facts import word_of
from farmer.tasks.log import Logged, LoggedTouch
from farmer.tasks.mark import Marked
from farmer.tasks.undo import TakenBack
from farmer.wording import say_count, say_date, say_list


def logged_lines(logged: Logged) -> Iterator[Row]:
    """A line a touchpoint: its id, the person, the day, the kind, the note."""
    for touch in logged.touchpoints:
        person = touch.person
        yield (touch.id, person.id, person.name, touch.on, touch.kind, touch.by, touch.note)


def draw_logged(logged: Logged, screen: Screen) -> None:
    """Who was logged and how; who is new."""
    first = logged.touchpoints[0]
    at = f" at {logged.event}" if logged.event else ""
    screen.say(("Logged", "green"), f" {first.kind}{at} on {say_date(first.on)}{_details(first)}:")
    for touch in logged.touchpoints:
        note = f": {touch.note}" if touch.note else ""
        screen.indent((touch.person.name, "bold"), note + "  ", (touch.id, "dim"))
    facts = [word_of(what) for what in first.facts]
    if facts:
        screen.indent(f"and marked: {say_list(facts)}")
    if logged.added:
        names = [f"{person.name} ({person.id})" for person in logged.added]
        screen.say(f"New in the ledger: {say_list(names)}.")


def _details(touch: LoggedTouch) -> str:
    parts = [
        f"begun by {touch.by}" if touch.by else "",
        f"{touch.minutes} minutes" if touch.minutes else "",
        f"a group of {touch.group}" if touch.group else "",
    ]
    told = [part for part in parts if part]
    return f" ({', '.join(told)})" if told else ""


def marked_lines(marked: Marked) -> Iterator[Row]:
    """The fact's id, the person, the day, the word, the note."""
    yield (marked.id, marked.person.id, marked.person.name, marked.on, marked.what, marked.note)


def draw_marked(marked: Marked, screen: Screen) -> None:
    """What was marked of whom."""
    note = f": {marked.note}" if marked.note else ""
    screen.say(
        ("Marked ", "green"),
        (marked.person.name, "bold"),
        f" {word_of(marked.what)} on {say_date(marked.on)}{note}  ",
        (marked.id, "dim"),
    )


def added_lines(added: Added) -> Iterator[Row]:
    """The contact's id and name."""
    yield (added.person.id, added.person.name, added.company)


def draw_added(added: Added, screen: Screen) -> None:
    """Who was added."""
    where = f", {added.company}" if added.company else ""
    screen.say(("Added ", "green"), (added.person.name, "bold"), f"{where} ({added.person.id}).")


def edited_lines(edited: Edited) -> Iterator[Row]:
    """A line a touchpoint."""
    for touch_id in edited.ids:
        yield (touch_id, edited.by)


def draw_edited(edited: Edited, screen: Screen) -> None:
    """What was corrected."""
    screen.say(("Corrected ", "green"), f"{say_list(edited.ids)}: begun by {edited.by}.")


def undone_lines(undone: TakenBack) -> Iterator[Row]:
    """The undone change's words, instant and rows."""
    yield (undone.words, undone.changed_at, undone.rows)


def draw_undone(undone: TakenBack, screen: Screen) -> None:
    """What was taken back."""
    rows = say_count(undone.rows, "row")
    screen.say(("Took back: ", "green"), f"{undone.words} ({rows}).")


LOGGED = View(logged_lines, draw_logged)
MARKED = View(marked_lines, draw_marked)
ADDED = View(added_lines, draw_added)
EDITED = View(edited_lines, draw_edited)
UNDONE = View(undone_lines, draw_undone)
