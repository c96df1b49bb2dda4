"""``stats``: what was sown, what was harvested, and where the time went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from farmer.money import say_amount
from farmer.render import Row, View
from farmer.render.bars import bar
from farmer.render.glyphs import Glyphs
from farmer.render.terminal import Screen
from farmer.render.week import draw_week
from farmer.scoring.rings import Ring
from farmer.tasks.person import Named
from farmer.tasks.tend.stats import RequestCounts, Sown, Stats
from farmer.wording import say_count, say_date, say_some

_BY_WHOM = {"given": "asked of you", "received": "asked by you"}
_BAR_CELLS = 10
_LAYERS = (
    "A bar is the share of your time. Everybody stands where their cadence puts them; the room is "
    "Dunbar's, layers of 5, 15, 50 and 150 people: a hint, not a rule."
)


def lines(stats: Stats) -> Iterator[Row]:
    """Lines that begin with what they count."""
    sown = stats.sown
    yield ("since", stats.since, stats.until)
    yield ("met", sown.met)
    yield ("followed-up", sown.followed_up)
    yield ("contacts", sown.contacts, sown.people, sown.minutes)
    yield ("gifts", sown.given, sown.received)
    for what, people in (("farmed", stats.farmed), ("cooled", stats.cooled)):
        for person in people:
            yield (what, person.id, person.name)
    for asked in stats.requests:
        yield ("requests", asked.direction, asked.asked, asked.declined, asked.introduced)
        for outcome, number in asked.outcomes.items():
            yield ("outcome", asked.direction, outcome, number)
    for currency, amount in stats.closed.items():
        yield ("closed", currency, amount)
    for ring in stats.rings:
        yield ("layer", ring.layer, ring.room, ring.people, ring.minutes)


def week_lines(stats: Stats) -> Iterator[Row]:
    """The last seven days alone, in lines that begin with what they count."""
    week = stats.week
    yield ("since", week.since, week.until)
    yield ("one-to-ones", week.one_to_ones)
    yield ("referrals", week.given, week.received)
    for currency, amount in week.closed.items():
        yield ("closed", currency, amount)
    for person in week.farmed:
        yield ("farmed", person.id, person.name)
    if week.help:
        who = week.help
        yield ("help", who.person.id, who.person.name, who.goals, who.helped_on)


def draw_last_week(stats: Stats, screen: Screen) -> None:
    """The last seven days in two sentences."""
    draw_week(stats.week, screen)


def draw(stats: Stats, screen: Screen) -> None:
    """A heading for what was sown, what was harvested, and where the time went."""
    screen.say(f"{say_date(stats.since)} to {say_date(stats.until)}")
    screen.say(("Sown", "bold"))
    _draw_rows(_sown(stats.sown), screen)
    screen.say(("Harvested", "bold"))
    _draw_rows(_harvest(stats), screen)
    screen.say(("Where time goes", "bold"))
    _draw_rows(_rings(stats, screen.glyphs), screen)
    screen.indent((_LAYERS, "dim"))


def _draw_rows(rows: Iterable[tuple[str, ...]], screen: Screen) -> None:
    """What each is called has the same room, so that the blocks stand below each other."""
    if screen.narrow:
        for what, *cells in rows:
            screen.indent(f"{what}: {cells[-1]}")
        return
    padded = [(f"{what:<12}", *cells) for what, *cells in rows]
    screen.table(padded, keep=range(len(padded[0]) - 1), by=2)


def _sown(sown: Sown) -> Iterator[tuple[str, str]]:
    followed = f", {sown.followed_up} followed up within a month" if sown.met else ""
    yield "met", f"{_people(sown.met)}{followed}"
    contacts = f"{say_count(sown.contacts, 'contact')} with {_people(sown.people)}"
    yield "in touch", f"{contacts}, {_hours(sown.minutes)}"
    yield "gifts", f"{sown.given} given, {sown.received} received"


def _harvest(stats: Stats) -> Iterator[tuple[str, str]]:
    yield "farmed", _named(stats.farmed)
    yield "cooled", _named(stats.cooled)
    for asked in stats.requests:
        yield _BY_WHOM[asked.direction], _said(asked)
    for currency, amount in stats.closed.items():
        yield "closed", say_amount(amount, currency)


def _named(people: tuple[Named, ...]) -> str:
    names = [person.name for person in people]
    return f"{len(names)}: {say_some(names, 'person', 'people')}" if names else "nobody"


def _said(asked: RequestCounts) -> str:
    steps = [(asked.declined, "declined"), (asked.introduced, "introduced")]
    told = [f"{number} {what}" for number, what in (*steps, *_outcomes(asked)) if number]
    return ", ".join([str(asked.asked), *told])


def _outcomes(asked: RequestCounts) -> Iterator[tuple[int, str]]:
    for outcome, number in asked.outcomes.items():
        yield number, f"with outcome {outcome}"


def _rings(stats: Stats, glyphs: Glyphs) -> Iterator[tuple[str, str, str]]:
    every = sum(ring.minutes for ring in stats.rings)
    for ring in stats.rings:
        if ring.room is None and not ring.people:
            continue
        share = f" ({round(100 * ring.minutes / every)} %)" if ring.minutes else ""
        track = bar(ring.minutes, max(1, every), _BAR_CELLS, glyphs)
        yield _called(ring), track, f"{_hours(ring.minutes)}{share}, {_held(ring)}"


def _held(ring: Ring) -> str:
    """How many it holds, and where they are more than it has room for, that they are."""
    people = _people(ring.people)
    if ring.room is None or ring.people <= ring.room:
        return people
    return f"{people}, {ring.people - ring.room} too many"


def _called(ring: Ring) -> str:
    if ring.room is None:
        return "outside"
    return f"{'closest' if ring.room == ring.layer else 'next'} {ring.room}"


def _people(number: int) -> str:
    return say_count(number, "person", "people")


def _hours(minutes: int) -> str:
    return say_count(round(minutes / 60), "hour") if minutes >= 60 else f"{minutes} minutes"


VIEW = View(lines, draw)
WEEK = View(week_lines, draw_last_week)
