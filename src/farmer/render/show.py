"""``show``: who somebody is, where you stand, and all that was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from farmer.birthdays import say_birthday
from farmer.details import Former
from farmer.facts import say_fact
from farmer.labels import noted_said
from farmer.render import Row, View
from farmer.render.link import say_link
from farmer.render.phrases import (
    BEGINNERS_SAID,
    PHASES_SAID,
    ago,
    rhythm,
    say_status,
    whole,
)
from farmer.render.promise import said
from farmer.render.terminal import STATUS_STYLES, VERDICT_STYLES, Lined, Screen, Words
from farmer.scoring.ahead import Turn
from farmer.sources import ASSISTANT, FILE, HAND, LINK, MEMORY
from farmer.tasks.judge.show import HistoryLine, Shown, ShownAddress
from farmer.tasks.record.link import LinkShown
from farmer.wording import FORMER_SAID, say_count, say_date, say_list

# A given and a family name, in this order: what is read of them needs no telling.
_PLAIN = 2
# So many of whom they know are drawn: of a connector there may be hundreds, before all else.
_LINKS_DRAWN = 8


def lines(shown: Shown) -> Iterator[Row]:
    """Lines that begin with what they tell: fields first, then the history, newest first."""
    yield ("id", shown.person.id)
    yield ("name", shown.person.name)
    yield from _fields(shown)
    yield ("verdict", shown.verdict, whole(shown.score), shown.role)
    yield ("phase", shown.phase)
    yield ("status", shown.silence.status, shown.silence.elapsed_days)
    for promise in shown.promises:
        whose = "mine" if promise.mine else "theirs"
        yield ("promise", promise.id, promise.due_on, whose, promise.text)
    for line in shown.history:
        yield ("history", line.id, line.on, line.what, line.by, line.event, line.note, line.source)


def draw(shown: Shown, screen: Screen) -> None:
    """The life as a strip, a card, then the history."""
    silence = shown.silence
    screen.say((shown.person.name, "bold"), f" ({shown.person.id})")
    _draw_life(shown, screen)
    fields = _fields(shown, most_links=_LINKS_DRAWN)
    screen.table([(what, value) for what, value in fields], keep=(0,), by=2)
    screen.indent(
        (f"{shown.verdict} ({whole(shown.score)})", VERDICT_STYLES[shown.verdict]),
        f" for vouching for their work; phase: {PHASES_SAID[shown.phase]}",
    )
    own = f", {rhythm(silence.rhythm_days)}" if silence.rhythm_days else ""
    if shown.source != LINK:  # of whom you have not met, nothing is wanted
        last = f"last contact {ago(silence.elapsed_days)}{own}"
        screen.indent(
            (say_status(silence.status), STATUS_STYLES.get(silence.status, "")),
            f"; {last}; wanted every {shown.cadence_days} days",
        )
    if shown.life.ahead:
        screen.indent(f"if nothing happens: {_coming(shown)}")
    for promise in shown.promises:
        screen.indent(*said(promise))
    screen.gap()
    if not shown.history:
        screen.say("Nothing has been recorded yet.")
    rows = [_history_row(lines) for lines in _told_at_once(shown.history)]
    if screen.narrow:
        for on, what, which in rows:
            screen.say(on, " ", which, " ", what)
    else:
        screen.table(rows, right=(0,), keep=(0, 2))


def _draw_life(shown: Shown, screen: Screen) -> None:
    from farmer.render.strip import legend, strip

    room = screen.width - 2
    rows = strip(shown.life, room, screen.glyphs)
    for row in rows:
        screen.sketch(row)
    if rows:
        screen.indent((legend(shown.life, room, screen.glyphs), "dim"))


def _coming(shown: Shown) -> str:
    """What becomes of it, and when: the year once for the days that follow each other in it."""
    ahead = shown.life.ahead
    following = [turn.on.year for turn in ahead[1:]] + [None]
    return ", ".join(
        f"{_becomes(turn)} on {say_date(turn.on)}".removesuffix(f" {year}")
        for turn, year in zip(ahead, following, strict=True)
    )


def _becomes(turn: Turn) -> str:
    if turn.what == "verdict":
        return "only almost farmed" if turn.becomes == "almost" else "not yet farmed"
    return f"back to {PHASES_SAID[turn.becomes]}" if turn.what == "phase" else turn.becomes


def _fields(shown: Shown, *, most_links: int | None = None) -> Iterator[tuple[str, str]]:
    met = ", ".join(
        part
        for part in (
            shown.met_at,
            say_date(shown.met_on) if shown.met_on else "",
            f"through {shown.met_through.name}" if shown.met_through else "",
        )
        if part
    )
    known = [
        ("name parts", _name_parts(shown)),
        ("nickname", shown.nickname),
        ("company", shown.company),
        ("title", shown.title),
        *((each.kind, _address(each)) for each in shown.handles),
        ("met", met),
        ("birthday", say_birthday(shown.birthday) if shown.birthday else ""),
        *noted_said(shown.details),
        *((FORMER_SAID[each.what], _past(each)) for each in shown.former),
        ("notes", Lined(shown.notes)),
        ("tags", " ".join(f"@{tag}" for tag in shown.tags)),
        ("snoozed", f"until {say_date(shown.snoozed_until)}" if shown.snoozed_until else ""),
        (*_away(shown),),
        *map(_known, shown.links[:most_links]),
        ("more", _beyond(shown, most_links)),
        ("added", f"{say_date(shown.added_on)}, {_source(shown)}" if shown.added_on else ""),
    ]
    yield from ((what, value) for what, value in known if value)


def _name_parts(shown: Shown) -> str:
    """The parts of the name, and whether they are guessed; empty where there is nothing to see."""
    parts = shown.name_parts
    said = ", ".join(f"{part} {value}" for part, value in parts._asdict().items() if value)
    if not shown.parts_guessed:
        return said
    if not said:
        return "none: it reads as a firm's name"
    words = len(shown.person.name.split())
    plain = words <= _PLAIN and shown.person.name == f"{parts.given} {parts.family}".strip()
    return "" if plain else f"{said} (guessed)"


def _address(address: ShownAddress) -> str:
    """An address, and whether it is used first or theirs no longer."""
    until = f"until {say_date(address.until)}" if address.until else ""
    told = until or ("used first" if address.preferred else "")
    return f"{address.value} ({told})" if told else address.value


def _past(former: Former) -> str:
    """What else is or was true, until when."""
    value = say_birthday(former.value) if former.what == "birthday" else former.value
    return f"{value}, until {say_date(former.until)}" if former.until else value


def _known(link: LinkShown) -> tuple[str, str]:
    """Whom they know, or do not."""
    said = f"{link.other.name}: {say_link(link)} ({link.id})"
    return ("does not know" if link.denied else "knows"), said


def _beyond(shown: Shown, most: int | None) -> str:
    """How many more people they are said to know or not, and where all of them are told."""
    left = 0 if most is None else len(shown.links) - most
    return f"{say_count(left, 'link')}: farmer show {shown.person.id} --json" if left > 0 else ""


# What is said of where a line comes from, where it was not typed on the day.
_SOURCES_SAID = {MEMORY: "from memory", ASSISTANT: "by assistant"}


def _away(shown: Shown) -> tuple[str, str]:
    """That they are in no list, and why."""
    if shown.source == LINK:
        return "known of", "you have not met: in no list"
    return "archived", "yes: in no list" if shown.archived else ""


def _source(shown: Shown) -> str:
    """Where they came from."""
    if shown.source == HAND:
        return "typed in"
    if shown.source == ASSISTANT:
        return "added by an assistant"
    if shown.source == LINK:
        return "told of by a link"
    if shown.source is None:
        return "it is not known from where"
    return "from a file" + ("" if shown.source == FILE else f" ({shown.source})")


def _told_at_once(history: Iterable[HistoryLine]) -> Iterator[list[HistoryLine]]:
    """The history, a talk together with what was seen in it, where both have one note."""
    for (_, note, _), group in groupby(history, key=lambda line: (line.on, line.note, line.source)):
        lines = list(group)
        yield from [lines] if note else ([line] for line in lines)


def _history_row(told_at_once: Sequence[HistoryLine]) -> list[Words]:
    what = say_list([_what(line) for line in told_at_once])
    note = told_at_once[0].note
    ids = " ".join(line.id for line in told_at_once)
    said = Lined(f"{what}: {note}" if note else what)
    return [(say_date(told_at_once[0].on), "bold"), said, (ids, "dim")]


def _what(line: HistoryLine) -> str:
    details = [
        f"by {BEGINNERS_SAID[line.by]}" if line.by else "",
        f"{line.minutes} min" if line.minutes else "",
        f"group of {line.group}" if line.group else "",
        f"at {line.event}" if line.event else "",
        _SOURCES_SAID.get(line.source or "", ""),
    ]
    told = ", ".join(part for part in details if part)
    return f"{say_fact(line.what)}{f' ({told})' if told else ''}"


VIEW = View(lines, draw)
