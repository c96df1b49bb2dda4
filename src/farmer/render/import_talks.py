"""Of ``import``: which talks were planned, moved, taken back, told of twice or left as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.render import Row
from farmer.render.terminal import Screen
from farmer.shell import quoted
from farmer.tasks.exchange.imported import Gathering, TalkOutcomes
from farmer.tasks.exchange.tally import Met
from farmer.wording import say_count, say_date

# More would scroll the summary away; a pipe or --json has them all.
_SHOWN = 6


def talk_lines(talks: TalkOutcomes) -> Iterator[Row]:
    """The counts that are not nothing, then a line for each talk that is told of."""
    counts = {"planned": talks.planned, "moved": talks.moved, "taken-back": talks.taken_back}
    yield from ((name, count) for name, count in counts.items() if count)
    for gathering in talks.attended:
        yield ("attended", gathering.people, gathering.on, gathering.event)
    for each in (*talks.same, *talks.left):
        yield (each.outcome, each.id, each.name, each.on, each.kind)


def draw_talks(talks: TalkOutcomes, screen: Screen) -> None:
    """A sentence for each of what there is."""
    if talks.planned:
        one = talks.planned == 1
        planned = "1 of them is" if one else f"{talks.planned} of them are"
        it, counts = ("it", "counts") if one else ("they", "count")
        screen.say(
            f"{planned} only planned: nobody said that {it} would happen, so {it} {counts} for "
            f"nothing. {it.capitalize()} did? farmer log --happened"
        )
    for gathering in talks.attended[:_SHOWN]:
        screen.say(_said_there(gathering))
    if len(talks.attended) > _SHOWN:
        screen.indent(f"… and {say_count(len(talks.attended) - _SHOWN, 'more occasion')}")
    if talks.moved:
        screen.say(f"{say_count(talks.moved, 'talk')} moved, as in the calendar.")
    if talks.taken_back:
        screen.say(f"{say_count(talks.taken_back, 'talk')} taken back, as in the calendar.")
    _draw_some("the same as on record, and told once", talks.same, screen)
    it = "it" if len(talks.left) == 1 else "them"
    _draw_some(
        f"moved or called off in the calendar, and left on record: you corrected {it}, or another "
        f"source tells of {it} too",
        talks.left,
        screen,
    )


def _said_there(gathering: Gathering) -> str:
    """Who was there counts for nothing; how to say with whom you talked."""
    there, on = say_count(gathering.people, "person was", "people were"), say_date(gathering.on)
    room = "being in the same room is no talk, so it counts for nothing."
    if not gathering.event:
        return (
            f"{there} there on {on}: {room} At which event, the file does not say. To tick whom "
            "you talked to, name it: farmer undo, and import it again with --at EVENT"
        )
    command = f"farmer log --at {quoted(gathering.event)} --on {gathering.on}"
    return f"{there} at {gathering.event} on {on}: {room} Whom did you talk to? {command}"


def _draw_some(what: str, met: Sequence[Met], screen: Screen) -> None:
    if not met:
        return
    screen.say(f"{say_count(len(met), 'talk')} {what}:")
    for each in met[:_SHOWN]:
        screen.indent(
            (each.name, "bold"), f", {each.kind} on {say_date(each.on)}  ", (each.id, "dim")
        )
    if len(met) > _SHOWN:
        screen.indent(f"… and {len(met) - _SHOWN} more")
