"""What came from sources that are read again, and which they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from farmer.ledger.remembered import RememberedSource
from farmer.render import Row, View
from farmer.render.import_ import draw as draw_imported
from farmer.render.import_two_way import draw_two_way, two_way_lines
from farmer.render.terminal import Screen
from farmer.tasks.exchange.again import ReadAgain
from farmer.tasks.exchange.caution import Held
from farmer.tasks.exchange.remembering import RememberedSources
from farmer.tasks.exchange.source_reading import SourceRead
from farmer.tasks.exchange.told_lines import LinesRead
from farmer.wording import say_count, say_date, say_list

# So many of the lines that wait are listed; `today` has the others.
_LINES_SHOWN = 5
_CAME = {
    "new": ("new person", "new people"),
    "updated": ("person updated", "people updated"),
    "touchpoints": ("touchpoint",),
    "facts": ("fact",),
    "written": ("card written", "cards written"),
    "conflicts": ("difference left", "differences left"),
}
_HELD = {
    "values": ("replace {}", ("value",)),
    "talks": ("tell of {}", ("talk",)),
    "facts": ("tell of {}", ("line of evidence", "lines of evidence")),
    "merged": ("make {} one", ("pair of people", "pairs of people")),
}


def say_held(held: Held) -> str:
    """What would be done that waits for a yes."""
    told = zip(held, _HELD.values(), strict=True)
    return say_list([said.format(say_count(n, *noun)) for n, (said, noun) in told if n])


def say_came(came: dict[str, int]) -> str:
    """What came, in a few words; that nothing did, too."""
    said = [say_count(came[name], *noun) for name, noun in _CAME.items() if came.get(name)]
    waiting = came.get("waiting")
    said += [f"{waiting} waiting"] if waiting else []
    return ", ".join(said) or "nothing new"


def lines(found: ReadAgain) -> Iterator[Row]:
    """A line for each source that changed, with the counts; then for what waits of it."""
    for source in found.sources:
        if source.files or source.came:
            counts = [f"{name}={count}" for name, count in source.came.items()]
            yield ("read", source.path, source.kind, source.files, " ".join(counts))
        for each in source.imported:
            if each.held.amount:
                yield ("held", source.path, each.held.amount, say_held(each.held))
        for line in source.lines.waiting if source.lines else ():
            yield ("waiting", line.path, line.number, line.reason, line.text)
        yield from two_way_lines(source.two_way) if source.two_way else ()
        for trouble in source.troubles:
            yield ("trouble", source.path, trouble)


def draw(found: ReadAgain, screen: Screen) -> None:
    """Each source that changed, with what it brought."""
    changed = [each for each in found.sources if _is_told(each)]
    for source in changed:
        _draw_source(source, screen, dry_run=found.dry_run)
    quiet = len(found.sources) - len(changed) - sum(bool(s.troubles) for s in found.sources)
    if quiet > 0 and not changed:
        screen.say(f"Nothing changed in {say_count(quiet, 'source')}.")
    elif quiet > 0:
        screen.say((f"Nothing changed in {say_count(quiet, 'other source')}.", "dim"))


def _is_told(source: SourceRead) -> bool:
    both = source.two_way
    return bool(source.files or source.lines or (both and both.is_news))


def _draw_source(source: SourceRead, screen: Screen, *, dry_run: bool) -> None:
    screen.say((source.path, "bold"))
    for each in source.imported:
        draw_imported(each, screen)
        if each.held.amount:
            screen.say(f"It would also {say_held(each.held)}; that waits for your yes.")
            screen.paste("    farmer import")
    if source.two_way:
        draw_two_way(source.two_way, screen, dry_run=dry_run)
    if source.lines:
        _draw_lines(source.lines, screen)


def _draw_lines(read: LinesRead, screen: Screen) -> None:
    logged = read.logged.touchpoints if read.logged else ()
    names = list(dict.fromkeys(each.person.name for each in logged))
    if logged:
        talks = say_count(len(logged), "touchpoint")
        screen.say(("Logged", "green"), f" {talks}, with {say_list(names)}.")
    elif not read.waiting:
        screen.say("No new line.")
    if read.waiting:
        verb = "waits" if len(read.waiting) == 1 else "wait"
        screen.say(f"{say_count(len(read.waiting), 'line')} {verb}:")
        for line in read.waiting[:_LINES_SHOWN]:
            screen.indent(f"{line.number}. {line.text}")
            screen.indent((f"{line.reason}.", "dim"), by=4)
        if len(read.waiting) > _LINES_SHOWN:
            screen.indent((f"… and {len(read.waiting) - _LINES_SHOWN} more", "dim"))
        screen.say("Settle them one after another:")
        screen.paste("    farmer log --last")


VIEW = View(lines, draw)


def remembered_lines(found: RememberedSources) -> Iterator[Row]:
    """A line a source: its path, its kind, when it was read, what came."""
    for each in found.sources:
        yield (each.path, each.kind, each.read_at, _said(each))


def draw_remembered(found: RememberedSources, screen: Screen) -> None:
    """Each source with when it was read and what came."""
    if not found.sources:
        screen.say("No source is remembered. Read one again by itself:")
        screen.paste("    farmer import FILE --remember")
    for each in found.sources:
        screen.say((each.path, "bold"), f", {each.kind}")
        screen.indent(f"{_when(each)}: {_said(each)}." if each.read_at else "not read yet.")


def _said(each: RememberedSource) -> str:
    if not each.read_at:
        return ""
    undone = "; taken back since, so it is read again" if each.undone else ""
    return say_came(dict(each.came)) + undone


def _when(each: RememberedSource) -> str:
    at = datetime.fromisoformat(each.read_at).astimezone()
    return f"read {say_date(at.date())} at {at:%H:%M}"


REMEMBERED = View(remembered_lines, draw_remembered)
