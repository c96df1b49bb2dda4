"""``today``: follow-ups, promises, requests, and the ties it would cost most to let go."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.phrases import ago
from farmer.render.terminal import Screen, Words
from farmer.tasks.tend.today import Today
from farmer.wording import say_count, say_date

# All of them at once, to look at and to part with.
_LOOK, _FORGET = "farmer list --past-keeping", "farmer forget --past-keeping"


def lines(found: Today) -> Iterator[Row]:
    """Lines that begin with what they are: follow-up, promise, request, birthday, tie …"""
    for due in found.follow_ups:
        yield ("follow-up", due.person.id, due.person.name, due.due_on, due.step, due.command)
    for promise in found.promises:
        whose = "mine" if promise.mine else "theirs"
        yield ("promise", promise.id, promise.person.name, promise.due_on, whose, promise.text)
    for request in found.requests:
        yield ("request", request.id, request.state, request.waiting_since, request.next)
    for born in found.birthdays:
        yield ("birthday", born.person.id, born.person.name, born.on, born.age)
    for tie in found.ties:
        yield ("tie", tie.person.id, tie.person.name, tie.last_on, tie.status)
    if found.past_keeping:
        yield ("past-keeping", found.past_keeping, _FORGET)


def draw(found: Today, screen: Screen) -> None:
    """A heading for each sort that there is something of."""
    if not found.total:
        screen.say("Nothing is due.")
    _draw_follow_ups(found, screen)
    _draw_promises(found, screen)
    _draw_requests(found, screen)
    _draw_birthdays(found, screen)
    _draw_ties(found, screen)
    if found.past_keeping:
        people = say_count(found.past_keeping, "person is", "people are")
        screen.say(("Kept too long", "bold"))
        screen.indent(f"{people} past the time that you keep people.")
        screen.table([["look at them:", _LOOK], ["part with them:", _FORGET]], keep=(0,), by=2)


def _draw_follow_ups(found: Today, screen: Screen) -> None:
    rows: list[list[Words]] = []
    for due in found.follow_ups:
        rows.append([(due.person.name, "bold"), f"by {say_date(due.due_on)}: {due.sentence}"])
        rows.append(["", due.command])
    if rows:
        screen.say(("Follow up", "bold"))
        screen.table(rows, keep=(0,), by=2)


def _draw_promises(found: Today, screen: Screen) -> None:
    if not found.promises:
        return
    from farmer.render.promise import said

    screen.say(("Promises", "bold"))
    for promise in found.promises:
        screen.indent(*said(promise))


def _draw_requests(found: Today, screen: Screen) -> None:
    if not found.requests:
        return
    from farmer.render.request import draw_title

    screen.say(("Requests", "bold"))
    for request in found.requests:
        draw_title(request, screen, by=2)
        since = f"{request.state} since {say_date(request.waiting_since)}"
        screen.indent(f"{since}. {request.next}", by=4)


def _draw_birthdays(found: Today, screen: Screen) -> None:
    if found.birthdays:
        screen.say(("Birthdays", "bold"))
    for born in found.birthdays:
        age = f": {born.age}" if born.age else ""
        screen.indent((born.person.name, "bold"), f", {say_date(born.on)}{age}")


def _draw_ties(found: Today, screen: Screen) -> None:
    if found.ties:
        screen.say(("Going cold", "bold"))
    for tie in found.ties:
        screen.indent((tie.person.name, "bold"), f", {ago(tie.elapsed_days)}: {tie.status}")


def _one_line(found: Today) -> Iterator[Row]:
    """How much there is of each sort, on one line; no line where there is nothing."""
    due = len(found.follow_ups) + len(found.promises) + len(found.requests)
    counts = [
        f"{due} due" if due else "",
        say_count(len(found.birthdays), "birthday") if found.birthdays else "",
        f"{found.going_cold} going cold" if found.going_cold else "",
        f"{found.past_keeping} kept too long" if found.past_keeping else "",
    ]
    if any(counts):
        yield (", ".join(filter(None, counts)),)


def _draw_one_line(found: Today, screen: Screen) -> None:
    for row in _one_line(found):
        screen.paste(*map(str, row))


VIEW = View(lines, draw)
ONE_LINE = View(_one_line, _draw_one_line)
