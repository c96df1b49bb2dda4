"""``today``: follow-ups, promises, requests, and the ties it would cost most to let go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from farmer.render import Row, View
from farmer.render.phrases import ago, untended
from farmer.render.terminal import STATUS_STYLES, Screen, Words, cells_of
from farmer.tasks.tend.follow_ups import DueTogether
from farmer.tasks.tend.today import Birthday, Today
from farmer.wording import capitalised, say_count, say_date, say_list

# Loaded where there is one of them: most mornings there is none.
if TYPE_CHECKING:
    from farmer.tasks.asked import AskedOfMe
    from farmer.tasks.record.promise import PromiseShown

# All of them at once, to look at and to part with.
_LOOK, _FORGET = "farmer list --past-keeping", "farmer forget --past-keeping"
_STEPS = {
    "note": "write a personal line",
    "connect": "connect, without selling",
    "meet": "meet or call",
}
_LATE = "bold red"
_MOST_NAMES = 8


class _Todo(NamedTuple):
    """Something to do, and what to type for it."""

    said: Sequence[Words]
    command: str


def view(on: date) -> View[Today]:
    """How it is shown on a day."""
    return View(lines, partial(draw, on=on))


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
    for soon in found.coming:
        yield ("coming", soon.person.id, soon.person.name, soon.on)
    if found.past_keeping:
        yield ("past-keeping", found.past_keeping, _FORGET)
    yield from _asked_lines(found)
    yield from _of_sources(found)


def _asked_lines(found: Today) -> Iterator[Row]:
    for asked in found.asked:
        yield ("asked", asked.number, asked.asker, asked.on, asked.who, asked.to, asked.need)


def _of_sources(found: Today) -> Iterator[Row]:
    if found.waiting or found.came:
        from farmer.render.today_sources import source_lines

        yield from source_lines(found)


def draw(found: Today, screen: Screen, *, on: date) -> None:
    """A heading for each sort that there is something of, and a command for each line."""
    if not found.total:
        screen.say("Nothing is due.")
    room = screen.width - 2
    _draw_todos("Follow up", [_followed(each, on, room) for each in found.together], screen)
    _draw_left(found, "together", screen)
    _draw_todos("Promises", [_promised(each, on) for each in found.promises], screen)
    _draw_left(found, "promises", screen)
    _draw_requests(found, screen)
    _draw_left(found, "requests", screen)
    _draw_todos("Colleagues ask", [_asked(each) for each in found.asked], screen)
    _draw_todos("Birthdays", [_born(each, on) for each in found.birthdays], screen)
    _draw_left(found, "birthdays", screen)
    _draw_todos("Going cold", list(_cold(found)), screen)
    if more := found.going_cold - len(found.ties):
        screen.indent((f"… and {more} more: farmer stale", "dim"))
    _draw_todos("Going cold this week", list(_coming(found)), screen)
    _draw_left(found, "coming", screen)
    if found.past_keeping:
        people = say_count(found.past_keeping, "person is", "people are")
        screen.say(("Kept too long", "bold"))
        screen.indent(f"{people} past the time that you keep people.")
        screen.table([["look at them:", _LOOK], ["part with them:", _FORGET]], keep=(0,), by=2)
    if found.waiting or found.came:
        from farmer.render.today_sources import draw_sources

        draw_sources(found, screen)
    if found.untended:
        screen.say((untended(found.untended), "dim"))
    if found.week:
        from farmer.render.week import draw_week

        draw_week(found.week, screen)


def _draw_todos(heading: str, todos: Sequence[_Todo], screen: Screen) -> None:
    """Each with its command behind it, or where a line has no room for both, below it."""
    if not todos:
        return
    screen.say((heading, "bold"))
    said = [_cells(todo.said) for todo in todos]
    beside = max(said) + max(len(todo.command) for todo in todos) + 4 <= screen.width
    for todo, taken in zip(todos, said, strict=True):
        if beside:
            screen.indent(*todo.said, " " * (max(said) - taken + 2), (todo.command, "dim"))
        else:
            screen.indent(*todo.said)
            screen.paste(f"    {todo.command}")


def _cells(parts: Sequence[Words]) -> int:
    return sum(cells_of(part if isinstance(part, str) else part[0]) for part in parts)


def _draw_left(found: Today, name: str, screen: Screen) -> None:
    if left := found.left.get(name):
        screen.indent((f"… and {left} more: --limit 0 shows all", "dim"))


def _followed(due: DueTogether, on: date, room: int) -> _Todo:
    """On which occasion, whom, what and until when, on one line as far as that can be.

    As many are named as it has room for; the day gives way before the last name does.
    """
    when = _when(due.due_on, on)
    step = f": {_STEPS[due.step]}, "
    met = f", {ago((on - due.met_on).days)}"
    if not due.event:
        name, met = due.people[0].name, f", met{met[1:]}"
        taken = cells_of(name + met + step + when[0])
        return _Todo([(name, "bold"), met if taken <= room else "", step, when], due.command)
    names = _short([person.name for person in due.people])
    for occasion in (f"{due.name}{met}: ", f"{due.name}: "):
        people = _some(names, room - cells_of(occasion + step + when[0]))
        if people:
            break
    people = people or say_count(len(names), "person", "people")
    return _Todo([occasion, (people, "bold"), step, when], due.command)


def _short(names: Sequence[str]) -> Sequence[str]:
    """First names, where no two are the same."""
    first = [name.split()[0] for name in names]
    return first if len({*first}) == len(first) > 1 else names


def _some(names: Sequence[str], room: int) -> str:
    """As many of the names as there is room for, and how many more; empty where for none."""
    for most in range(min(len(names), _MOST_NAMES), 0, -1):
        rest = len(names) - most
        said = f"{', '.join(names[:most])} and {rest} more" if rest else say_list(names)
        if cells_of(said) <= room:
            return said
    return ""


def _when(due_on: date, on: date) -> tuple[str, str]:
    """How far something is from its day; what is late looks so."""
    if due_on < on:
        return f"{say_count((on - due_on).days, 'day')} late", _LATE
    return ("today", "") if due_on == on else (f"by {say_date(due_on)}", "")


def _promised(promise: PromiseShown, on: date) -> _Todo:
    name = (promise.person.name, "bold")
    who: list[Words] = ["You promised ", name, ": "] if promise.mine else [name, " promised: "]
    said: list[Words] = [*who, promise.text]
    if promise.due_on:
        said += [", ", _when(promise.due_on, on)]
    said += [] if promise.mine else ["; kept, or broken?"]
    return _Todo(said, f"farmer promise kept {promise.id}")


def _asked(asked: AskedOfMe) -> _Todo:
    """Whom to ask, for whom, and what is typed once they said so."""
    said: list[Words] = [
        (capitalised(asked.asker), "bold"),
        f": is {asked.who} welcome to {asked.to}? “{asked.need}” Ask {asked.to} privately.",
    ]
    return _Todo(said, f"farmer team answer {asked.number} yes")


def _draw_requests(found: Today, screen: Screen) -> None:
    if not found.requests:
        return
    from farmer.render.request import draw_title

    screen.say(("Requests", "bold"))
    for request in found.requests:
        draw_title(request, screen, by=2)
        since = f"{request.state} since {say_date(request.waiting_since)}"
        screen.indent(f"{since}. {request.next}", by=4)
        for command in request.commands[:1]:
            screen.paste(f"    {command}")


def _born(born: Birthday, on: date) -> _Todo:
    days = (born.on - on).days
    day = {0: "today", 1: "tomorrow"}.get(days, say_date(born.on))
    age = f": {born.age}" if born.age else ""
    command = f"farmer log {born.person.id} --kind message --by me --note birthday"
    return _Todo([(born.person.name, "bold"), f", {day}{age}"], command)


def _cold(found: Today) -> Iterator[_Todo]:
    for tie in found.ties:
        status = (tie.status, STATUS_STYLES.get(tie.status, ""))
        said: list[Words] = [(tie.person.name, "bold"), f", {ago(tie.elapsed_days)}: ", status]
        yield _Todo(said, f"farmer draft reconnect {tie.person.id}")


def _coming(found: Today) -> Iterator[_Todo]:
    for tie in found.coming:
        said: list[Words] = [(tie.person.name, "bold"), f", from {say_date(tie.on)}"]
        yield _Todo(said, f"farmer prepare {tie.person.id}")


def _one_line(found: Today) -> Iterator[Row]:
    """How much there is of each sort, on one line; no line where there is nothing."""
    due = len(found.follow_ups) + len(found.promises) + len(found.requests) + len(found.asked)
    counts = [
        f"{due} due" if due else "",
        say_count(len(found.birthdays), "birthday") if found.birthdays else "",
        f"{found.going_cold} going cold" if found.going_cold else "",
        f"{found.past_keeping} kept too long" if found.past_keeping else "",
        f"{len(found.waiting)} waiting" if found.waiting else "",
    ]
    if any(counts):
        yield (", ".join(filter(None, counts)),)


def _draw_one_line(found: Today, screen: Screen) -> None:
    for row in _one_line(found):
        screen.paste(*map(str, row))


ONE_LINE = View(_one_line, _draw_one_line)
