"""How farmer sync is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.keep.sync import Corrected, Synced
from farmer.wording import say_count, say_list

# So many of a kind are named; the rest is counted.
_NAMED = 5
_THINGS = {
    "contact": ("person", "people"),
    "touchpoint": ("touchpoint", "touchpoints"),
    "fact": ("fact", "facts"),
    "promise": ("promise", "promises"),
    "request": ("request", "requests"),
    "request_step": ("step of a request", "steps of requests"),
    "event": ("event", "events"),
    "handle": ("address", "addresses"),
    "tag": ("tag", "tags"),
    "gains": ("slot of GAINS", "slots of GAINS"),
}
_OTHER = ("other detail", "other details")


def synced_lines(synced: Synced) -> Iterator[Row]:
    """A line a fact."""
    yield ("source", synced.source)
    yield ("people", synced.people, synced.both)
    for table, count in synced.came.items():
        yield ("came", table, count)
    yield ("changed", synced.changed)
    for table, count in synced.removed.items():
        yield ("removed", table, count)
    for table, count in synced.alike.items():
        yield ("alike", table, count)
    yield ("merged", synced.merged)
    for each in synced.corrected:
        who = each.who.id if each.who else ""
        whose = "here" if each.is_ours else "there"
        told = (each.id, each.field, each.stands, whose, each.gives_way, each.command)
        yield ("corrected", who, *told)
    for same in synced.same:
        yield ("same", same.kept.id, same.gone.id, same.kept.name)
    for maybe in synced.maybe:
        yield ("maybe", maybe.one.id, maybe.other.id, maybe.command)
    yield ("kept_away", synced.kept_away)
    yield ("forgotten", synced.forgotten)
    yield ("backup", synced.backup)


def _draw(synced: Synced, screen: Screen) -> None:
    name = Path(synced.source).name
    had = f"Of its {say_count(synced.people, 'person', 'people')} you had {synced.both}."
    nothing = f"There is nothing in {name} that this ledger does not have."
    draw_synced(synced, screen, name, had=had, nothing=nothing)


def draw_synced(synced: Synced, screen: Screen, name: str, *, nothing: str, had: str = "") -> None:
    """What came from what is called `name`; `had` says what was here, `nothing` that none came."""
    if not synced.brought_anything:
        screen.say(nothing)
        _draw_doubtful(synced, screen)
        _draw_kept_away(synced, screen)
        return
    would = synced.dry_run
    came = _counted(synced.came)
    if synced.changed:
        came.append(say_count(synced.changed, "correction"))
    verb = "Would take in" if would else "Took in"
    what = say_list(came) if came else "nothing new"
    screen.say((f"{verb} ", "green"), f"{what} from {name}.")
    if had:
        screen.indent(had)
    _draw_gone(synced, screen)
    _draw_doubtful(synced, screen)
    _draw_kept_away(synced, screen)
    if synced.backup and not synced.forgotten:
        screen.say("To take it back: farmer undo")
    elif synced.backup and came:
        screen.say("To take back the rest: farmer undo --past-forgetting")


def _draw_doubtful(synced: Synced, screen: Screen) -> None:
    """What both told otherwise, and who is, or may be, one."""
    for each in synced.corrected[:_NAMED]:
        _draw_corrected(each, screen, stands="would stand" if synced.dry_run else "stands")
    if len(synced.corrected) > _NAMED:
        screen.indent(f"{len(synced.corrected) - _NAMED} more were corrected in both: --json.")
    for same in synced.same:
        screen.indent(f"{same.gone.name} is {same.kept.name} ({same.kept.id}), by their address.")
    for maybe in synced.maybe[:_NAMED]:
        screen.indent(f"{maybe.one.name} and {maybe.other.name} may be one: {maybe.command}")
    if len(synced.maybe) > _NAMED:
        screen.indent(f"{len(synced.maybe) - _NAMED} more may be one: farmer duplicates")


def _counted(counts: Mapping[str, int]) -> list[str]:
    known = [
        say_count(counts[table], *nouns) for table, nouns in _THINGS.items() if table in counts
    ]
    others = Counter({table: n for table, n in counts.items() if table not in _THINGS}).total()
    return known + ([say_count(others, *_OTHER)] if others else [])


def _draw_gone(synced: Synced, screen: Screen) -> None:
    alike = [say_count(n, *_THINGS[table]) for table, n in synced.alike.items() if table in _THINGS]
    if alike:
        screen.indent(f"Told to both, and there once: {say_list(alike)}.")
    removed = _counted(synced.removed)
    if removed:
        screen.indent(f"Taken out, as they were there: {say_list(removed)}.")
    if synced.merged:
        people = say_count(synced.merged, "person", "people")
        screen.indent(f"Made one with somebody, as they were there: {people}.")
    if synced.forgotten:
        people = say_count(synced.forgotten, "person", "people")
        verb = "Would be forgotten" if synced.dry_run else "Forgotten for good"
        screen.indent(f"{verb}, as they were there: {people}.")


def _draw_corrected(each: Corrected, screen: Screen, stands: str) -> None:
    places = ("here", "there") if each.is_ours else ("there", "here")
    who = each.who.name if each.who else each.id
    later, other = _quoted(each.stands), _quoted(each.gives_way)
    screen.indent(
        f"Both corrected {who}, {each.field}: {later} ({places[0]}, later) {stands}, not {other} "
        f"({places[1]}).{f' For that: {each.command}' if each.command else ''}"
    )


def _quoted(value: str) -> str:
    return f"“{' · '.join(value.splitlines())}”" if value else "nothing"


def _draw_kept_away(synced: Synced, screen: Screen) -> None:
    if synced.kept_away:
        people = say_count(synced.kept_away, "person", "people")
        verb = "was" if synced.kept_away == 1 else "were"
        screen.indent(f"{people} forgotten here {verb} not brought back.")


SYNCED = View(synced_lines, _draw)
