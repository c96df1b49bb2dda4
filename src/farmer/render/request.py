"""Requests: what a step did, a whole story, the open ones, and how introductions turned out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from farmer.money import say_amount
from farmer.people.scrub import FORGOTTEN
from farmer.render import Row, View
from farmer.render.brief import draw_brief
from farmer.render.ids import ids_of
from farmer.render.phrases import ago, whole
from farmer.render.terminal import Lined, Screen, Words
from farmer.tasks.refer.request import Advanced
from farmer.tasks.refer.request_list import RequestList
from farmer.tasks.refer.request_review import Review
from farmer.tasks.refer.request_shown import RequestShown, StepShown
from farmer.wording import say_count, say_date

_PIECES = {"sent": "you asked", "asked": "asked", "introduce": "introduced", "decline": "declined"}


def shown_lines(request: RequestShown) -> Iterator[Row]:
    """A line for the request, then one for each step."""
    yield (
        request.id,
        request.direction,
        request.person.name if request.person else FORGOTTEN,
        _target(request),
        request.state,
        request.waiting_for,
        request.waiting_since,
        request.need,
    )
    for step in request.steps:
        what = step.outcome or step.until or step.level
        yield ("step", step.on, step.step, what, step.verdict, step.note, step.id)


def draw_shown(request: RequestShown, screen: Screen) -> None:
    """The story, then what comes next."""
    draw_title(request, screen)
    rows: list[list[Words]] = []
    for step in request.steps:
        rows.append([(say_date(step.on), "bold"), _story(step), (step.id, "dim")])
        if step.verdict:
            rows.append(["", _judged(step), ""])
    screen.table(rows, keep=(0, 2), by=2)
    for currency, amount in request.closed.items():
        screen.indent(("Closed business: ", "green"), say_amount(amount, currency))
    draw_next(request, screen)


def advanced_lines(advanced: Advanced) -> Iterator[Row]:
    """The request as it stands now, then one for each that was asked before about the same."""
    yield from shown_lines(advanced.request)
    for before in advanced.before:
        yield ("before", before.id, before.state, before.on, before.until, before.need)


def draw_advanced(advanced: Advanced, screen: Screen) -> None:
    """The judgement of the day where there was one, then the request and its next step."""
    checked = advanced.checked
    if checked is not None:
        ids = [side.person.id for side in (checked.asker, checked.target) if side]
        more = f"farmer check {' --to '.join(ids)} --why"
        draw_brief(checked, screen, more=more, decided=advanced.request.state != "asked")
        screen.gap()
    draw_title(advanced.request, screen)
    for before in advanced.before:
        until = f" until {say_date(before.until)}" if before.until else ""
        screen.indent(
            f"Asked before: {before.id}, “{before.need}”: {before.state}{until}, "
            f"on {say_date(before.on)}."
        )
    draw_next(advanced.request, screen)


def listed(today: date) -> View[RequestList]:
    """How requests are listed, on a day."""
    return View(list_lines, partial(draw_list, today=today))


def list_lines(found: RequestList) -> Iterator[Row]:
    """A line a request; then a line a currency of closed business, in its smallest unit."""
    for request in found.requests:
        yield next(shown_lines(request))
    for currency, amount in found.closed.items():
        yield ("closed", currency, amount)


def draw_list(found: RequestList, screen: Screen, *, today: date) -> None:
    """Two lines a request: who and what for, and whose move it is since when."""
    if not found.requests:
        screen.say("No request is open.")
    for request in found.requests:
        draw_title(request, screen)
        since = ago((today - request.waiting_since).days)
        screen.indent(f"{request.state}, {since}. {request.next}")
    if len(found.requests) > 1:
        given = sum(request.direction == "given" for request in found.requests)
        received = len(found.requests) - given
        screen.say(
            f"{say_count(len(found.requests), 'request')}: {given} of you, {received} by you."
        )
    for currency, amount in found.closed.items():
        screen.say(("Closed business: ", "green"), say_amount(amount, currency))


def review_lines(review: Review) -> Iterator[Row]:
    """A line a tally: by what, its value, made, well, badly, no fit, open."""
    for tally in review.tallies:
        yield (
            tally.by, tally.value, tally.made, tally.well, tally.badly, tally.no_fit, tally.open,
        )  # fmt: skip


def draw_review(review: Review, screen: Screen) -> None:
    """A table, the verdicts first."""
    if not review.tallies:
        screen.say("You have made no introduction yet.")
        return
    heads = ("by", "", "made", "well", "badly", "no fit", "open")
    rows = [[str(cell) for cell in row] for row in review_lines(review)]
    screen.table(rows, heads, right=(2, 3, 4, 5, 6), keep=(0, 2, 3, 4, 5, 6))


def _target(request: RequestShown) -> str:
    return request.target.name if request.target else request.target_words or ""


def draw_title(request: RequestShown, screen: Screen, by: int = 0) -> None:
    """The request's id, people and need on one line."""
    who = request.person.name if request.person else FORGOTTEN
    whom = f" to {_target(request)}" if _target(request) else ""
    verb = "" if request.direction == "given" else "you ask "
    title = f"{verb}{who}{whom}"
    screen.indent((request.id, "dim"), " ", (title, "bold"), f": {request.need}", by=by)


def draw_next(request: RequestShown, screen: Screen) -> None:
    """Where it stands, and what to type next."""
    screen.indent((request.state, "bold"), f". {request.next}")
    for command in request.commands:
        screen.indent(command, by=4)


def _story(step: StepShown) -> str:
    said = _PIECES.get(step.step, step.step.replace("-", " "))
    more = [
        f"level {step.level}" if step.level else "",
        step.outcome or "",
        f"until {say_date(step.until)}" if step.until else "",
        say_amount(step.amount_minor, step.currency)
        if step.amount_minor is not None and step.currency
        else "",
        step.note,
    ]
    return Lined(": ".join([said, *(part for part in more if part)]))


def _judged(step: StepShown) -> str:
    sides = [
        f"{who} {whole(score)}"
        for who, score in (("asker", step.person_score), ("target", step.target_score))
        if score is not None
    ]
    return f"then {step.verdict}" + (f" ({', '.join(sides)})" if sides else "")


ADVANCED = View(advanced_lines, draw_advanced)
SHOWN = View(shown_lines, draw_shown)
IDS: View[RequestList] = ids_of(lambda found: [request.id for request in found.requests])
REVIEWED = View(review_lines, draw_review)
