"""``prepare --guests``: a screen before an evening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.render import Row, View
from farmer.render.phrases import ago, say_status
from farmer.render.terminal import STATUS_STYLES, VERDICT_STYLES, Screen, Words
from farmer.shell import quoted
from farmer.tasks.exchange.prepare_guests import ExpectedGuests, Introduction, WantedThere
from farmer.tasks.tend.stale import StaleTie
from farmer.wording import say_count, say_some

# Of each sort: more would scroll what comes first away. A pipe or --json has all.
_SHOWN = 3
_NAMES_SHOWN = 12


def lines(page: ExpectedGuests) -> Iterator[Row]:
    """Lines that begin with what they tell."""
    yield ("listed", page.listed, len(page.known), page.strangers)
    for pair in page.introduce:
        yield (
            "introduce",
            pair.id,
            pair.asker.id,
            pair.target.id,
            pair.verdict,
            pair.state,
            pair.need,
        )
    for each in page.wanted:
        yield ("wanted", each.id, each.asker, each.target, each.there, each.need)
    for tie in page.cold:
        yield ("cold", tie.person.id, tie.person.name, tie.status, tie.elapsed_days, tie.last_said)
    for known in page.known:
        yield ("known", known.person.id, known.person.name, known.status, known.elapsed_days)
    for like in page.perhaps:
        yield ("perhaps", like.name, " ".join(person.id or "" for person in like.candidates))


def draw(page: ExpectedGuests, screen: Screen) -> None:
    """How many you know, then what to do there, what matters most first."""
    where = f"{page.event}: " if page.event else ""
    screen.say(
        (f"{where}{say_count(page.listed, 'guest')}; you know {len(page.known)} of them.", "bold")
    )
    _draw_some("Both will be there", [_pair(each) for each in page.introduce], screen)
    _draw_some("Asked for", [_asked(each) for each in page.wanted], screen)
    _draw_some("Going cold: talk to them", [_cold(tie) for tie in page.cold], screen)
    quiet = {tie.person for tie in page.cold}
    others = [each.person.name for each in page.known if each.person not in quiet]
    if others:
        screen.say(("You know too", "bold"))
        screen.indent(say_some(others, "person", "people", most=_NAMES_SHOWN))
    perhaps: list[Sequence[Words]] = [
        (f"{like.name}: perhaps ", *(f"{person.name} ({person.id}) " for person in like.candidates))
        for like in page.perhaps
    ]
    _draw_some("May be somebody you know", perhaps, screen)
    if page.strangers:
        screen.say(f"{say_count(page.strangers, 'guest')} you do not know yet.")
    event = f" --at {quoted(page.event)}" if page.event else " --at EVENT"
    screen.say((f"Afterwards: farmer import FILE{event} --on DATE, farmer log{event}", "dim"))


def _pair(pair: Introduction) -> Sequence[Words]:
    return (
        f"{pair.asker.name} asked for {pair.target.name} ({pair.id}, “{pair.need}”): ",
        (pair.verdict, VERDICT_STYLES[pair.verdict]),
        f", {_next(pair)}",
    )


def _next(pair: Introduction) -> str:
    if pair.verdict != "farmed":
        return "too early to introduce them"
    if pair.state == "target yes":
        return "introduce them"
    return f"ask {pair.target.name} whether it is welcome, then introduce them"


def _asked(each: WantedThere) -> Sequence[Words]:
    who = f"You asked {each.asker}" if each.yours else f"{each.asker} asked you"
    there = each.target if each.there == "target" else each.asker
    known = "" if each.known else ", whom you do not know yet,"
    return (f"{who} for {each.target} ({each.id}): {there}{known} will be there",)


def _cold(tie: StaleTie) -> Sequence[Words]:
    said = f"; {tie.last_said}" if tie.last_said else ""
    return (
        f"{tie.person.name} ({tie.person.id}): ",
        (say_status(tie.status), STATUS_STYLES.get(tie.status, "")),
        f", last contact {ago(tie.elapsed_days)}{said}",
    )


def _draw_some(heading: str, found: Sequence[Sequence[Words]], screen: Screen) -> None:
    if not found:
        return
    screen.say((heading, "bold"))
    for each in found[:_SHOWN]:
        screen.indent(*each)
    if len(found) > _SHOWN:
        screen.indent(f"… and {len(found) - _SHOWN} more")


VIEW = View(lines, draw)
