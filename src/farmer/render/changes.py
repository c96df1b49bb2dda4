"""What writing commands answer: one sentence on a terminal, the ids in a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.render import Row, View
from farmer.render.phrases import BEGINNERS_SAID
from farmer.render.terminal import Screen
from farmer.tasks.add import Added
from farmer.tasks.archive import Archived
from farmer.tasks.edit import Edited
from farmer.tasks.facts import word_of
from farmer.tasks.forget import Forgotten
from farmer.tasks.groups import Grouped
from farmer.tasks.log import Logged, LoggedTouch
from farmer.tasks.mark import Marked
from farmer.tasks.remove import Removed
from farmer.tasks.snooze import Snoozed
from farmer.tasks.who import Named
from farmer.wording import say_count, say_date, say_list, say_some


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
    for touch in logged.touchpoints:
        own = "" if alike else f", {touch.kind}{_details(touch)}{_marked(touch)}"
        note = f": {touch.note}" if touch.note else ""
        ids = " ".join((touch.id, *touch.promises))
        screen.indent((touch.person.name, "bold"), f"{own}{note}  ", (ids, "dim"))
    if alike and first.facts:
        screen.indent(f"and {_marked(first).removeprefix(', ')}")
    if logged.added:
        names = [f"{person.name} ({person.id})" for person in logged.added]
        screen.say(f"New in the ledger: {say_list(names)}.")


def _marked(touch: LoggedTouch) -> str:
    facts = [word_of(what) for what in touch.facts]
    return f", marked {say_list(facts)}" if facts else ""


def _details(touch: LoggedTouch) -> str:
    parts = [
        f"begun by {BEGINNERS_SAID[touch.by]}" if touch.by else "",
        f"{touch.minutes} minutes" if touch.minutes else "",
        f"a group of {touch.group}" if touch.group else "",
    ]
    told = [part for part in parts if part]
    return f" ({', '.join(told)})" if told else ""


def snoozed_lines(snoozed: Snoozed) -> Iterator[Row]:
    """A line a person: the id, the name, the day."""
    for person in snoozed.people:
        yield (person.id, person.name, snoozed.until)


def draw_snoozed(snoozed: Snoozed, screen: Screen) -> None:
    """Who is left in peace until when."""
    names = say_some([person.name for person in snoozed.people], "person", "people")
    screen.say(("Snoozed ", "green"), (names, "bold"), f" until {say_date(snoozed.until)}.")


def marked_lines(marked: Marked) -> Iterator[Row]:
    """A line a person: the fact's id, the person, the day, the word, the note."""
    for fact in marked.facts:
        yield (fact.id, fact.person.id, fact.person.name, marked.on, marked.what, marked.note)


def draw_marked(marked: Marked, screen: Screen) -> None:
    """What was marked of whom."""
    note = f": {marked.note}" if marked.note else ""
    for fact in marked.facts:
        screen.say(
            ("Marked ", "green"),
            (fact.person.name, "bold"),
            f" {word_of(marked.what)} on {say_date(marked.on)}{note}  ",
            (fact.id, "dim"),
        )


def added_lines(added: Added) -> Iterator[Row]:
    """The contact's id and name."""
    yield (added.person.id, added.person.name, added.company)


def draw_added(added: Added, screen: Screen) -> None:
    """Who was added."""
    where = f", {added.company}" if added.company else ""
    screen.say(("Added ", "green"), (added.person.name, "bold"), f"{where} ({added.person.id}).")


def edited_lines(edited: Edited) -> Iterator[Row]:
    """A line a person or record: its id, then each field and what it is now."""
    for one in edited.ids:
        yield (one, *(f"{field}={text}" for field, text in edited.fields.items()))


def draw_edited(edited: Edited, screen: Screen) -> None:
    """What was corrected."""
    people = edited.ids[0].startswith("c")
    records = [] if people else [say_some(edited.ids, "record")]
    named = [say_some(edited.names, "person", "people")] if edited.names else []
    said = [f"{field} {text}" if text else f"no {field}" for field, text in edited.fields.items()]
    what = ", ".join([*records, *named])
    screen.say(("Corrected ", "green"), (what, "bold"), f": {'; '.join(said)}.")


def grouped_lines(grouped: Grouped) -> Iterator[Row]:
    """A line a person: id, name, and whether anything changed for them."""
    for person in grouped.people:
        yield (person.id, person.name, person in grouped.changed)


def draw_tagged(grouped: Grouped, screen: Screen) -> None:
    """Who is in the groups now."""
    _draw_grouped(grouped, screen, "Tagged ", "was already there")


def draw_untagged(grouped: Grouped, screen: Screen) -> None:
    """Who is in the groups no more."""
    _draw_grouped(grouped, screen, "Untagged ", "was not there")


def _draw_grouped(grouped: Grouped, screen: Screen, verb: str, otherwise: str) -> None:
    tags = say_list([f"@{tag}" for tag in grouped.tags])
    if grouped.changed:
        screen.say((verb, "green"), (_names(grouped.changed), "bold"), f" {tags}.")
    same = [person for person in grouped.people if person not in grouped.changed]
    if same:
        screen.say(f"Nothing changed for {_names(same)}: {otherwise}.")


def archived_lines(done: Archived) -> Iterator[Row]:
    """A line a person: id, name, and whether anything changed for them."""
    for person in done.people:
        yield (person.id, person.name, person in done.changed)


def draw_archived(done: Archived, screen: Screen) -> None:
    """Who is out of the lists, or in them again."""
    if done.changed:
        verb = "Archived " if done.archived else "Brought back "
        screen.say((verb, "green"), (_names(done.changed), "bold"), ".")
    same = [person for person in done.people if person not in done.changed]
    if same:
        screen.say(f"Nothing changed for {_names(same)}.")


def removed_lines(removed: Removed) -> Iterator[Row]:
    """A line a record: its id, what it was, of whom, when, the note."""
    for line in removed.removed:
        yield (line.id, line.what, line.person, line.on, line.note)


def draw_removed(removed: Removed, screen: Screen) -> None:
    """What was taken out."""
    for line in removed.removed:
        whose = f", {line.person}" if line.person else ""
        note = f": {line.note}" if line.note else ""
        screen.say(
            ("Removed ", "green"), f"{line.id}{whose}: {line.what}, {say_date(line.on)}{note}"
        )


def forgotten_lines(forgotten: Forgotten) -> Iterator[Row]:
    """The id, then what went and what still mentions the name, a line each."""
    yield ("forgotten", forgotten.id)
    for table, rows in forgotten.gone.items():
        yield ("gone", table, rows)
    for backup in forgotten.backups:
        yield ("backup", backup)
    for mention in forgotten.mentions:
        yield ("mention", mention.word, mention.places)


def draw_forgotten(forgotten: Forgotten, screen: Screen) -> None:
    """That it is done, and where the name may still be."""
    rows = say_count(sum(forgotten.gone.values()), "record")
    screen.say(("Forgot ", "green"), (forgotten.id, "bold"), f" and {rows}.")
    if forgotten.backups:
        screen.say(f"Taken out of {say_count(len(forgotten.backups), 'backup')} too.")
    for mention in forgotten.mentions:
        places = say_count(mention.places, "record")
        screen.say(f"{places} of others still say “{mention.word}”: farmer find {mention.word}")


def _names(people: Sequence[Named]) -> str:
    return say_some([person.name for person in people], "person", "people")


LOGGED = View(logged_lines, draw_logged)
SNOOZED = View(snoozed_lines, draw_snoozed)
MARKED = View(marked_lines, draw_marked)
ADDED = View(added_lines, draw_added)
EDITED = View(edited_lines, draw_edited)
TAGGED = View(grouped_lines, draw_tagged)
UNTAGGED = View(grouped_lines, draw_untagged)
ARCHIVED = View(archived_lines, draw_archived)
REMOVED = View(removed_lines, draw_removed)
FORGOTTEN = View(forgotten_lines, draw_forgotten)
