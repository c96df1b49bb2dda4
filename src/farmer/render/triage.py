"""``triage``: whom only a file brought, and what was decided about them."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.sources import FILE
from farmer.tasks.tend.triage import Triage, Triaged, Undecided
from farmer.wording import say_count, say_date, say_list, say_some


def say_undecided(one: Undecided) -> str:
    """Somebody in a line: who they are, which file brought them, what it told of."""
    firm = f" ({one.company})" if one.company else ""
    file = "a file" if one.source in (None, FILE) else one.source
    told = say_count(one.contacts, "contact") if one.contacts else "no contact"
    last = f", the last on {say_date(one.last_on)}" if one.last_on else ""
    said = f": “{one.last_said}”" if one.last_said else ""
    return f"{one.person.name}{firm}, from {file}, {told}{last}{said}"


def lines(found: Triage) -> Iterator[Row]:
    """Lines that begin with what they are: planned, person."""
    for meeting in found.planned:
        people = [person.name for person in meeting.people]
        yield ("planned", ",".join(meeting.touchpoints), meeting.on, say_list(people))
    for one in found.people:
        yield (
            "person",
            one.person.id,
            one.person.name,
            one.company,
            one.source,
            one.contacts,
            one.last_on,
            one.last_said,
        )


def draw(found: Triage, screen: Screen) -> None:
    """What waits to be confirmed, then a line a person."""
    if not found.left:
        screen.say("Nobody waits: you look after everybody in the ledger.")
        return
    if found.planned:
        screen.say(("Planned; did it happen?", "bold"))
    for meeting in found.planned:
        names = say_some([person.name for person in meeting.people], "person", "people")
        screen.indent(f"{say_date(meeting.on)}: {names} ({say_list(meeting.touchpoints)})")
    screen.rows(
        [
            [
                one.person.id,
                (one.person.name, "bold"),
                one.company,
                say_count(one.contacts, "contact"),
                say_date(one.last_on) if one.last_on else "",
                one.last_said,
            ]
            for one in found.people
        ],
        ("id", "name", "company", "told", "last", "last words"),
        give=(5, 2, 1),
    )
    if more := found.total - len(found.people):
        screen.say(f"{more} more: --limit 0 shows all.")


def triaged_lines(done: Triaged) -> Iterator[Row]:
    """A line a person: the id, the name, what was done."""
    for person, said in done.people:
        yield (person.id, person.name, said)


def draw_triaged(done: Triaged, screen: Screen) -> None:
    """What was decided, by what it was; nothing where nothing was."""
    by_word: dict[str, list[str]] = {}
    for person, said in done.people:
        by_word.setdefault(said, []).append(person.name)
    for said, names in by_word.items():
        screen.say((f"{say_list(names)}", "bold"), f": {said}.")
    for meeting in done.planned:
        names = [person.name for person in meeting.people]
        met = f"the meeting of {say_date(meeting.on)} with {say_list(names)}."
        screen.say(("Recorded ", "green"), met)
    for person in done.gone:
        screen.say(f"{person.name} is not in the ledger any more.")


VIEW = View(lines, draw)
TRIAGED = View(triaged_lines, draw_triaged)
