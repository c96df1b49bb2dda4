"""What went both ways between the ledger and a folder of cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from farmer.render import Row
from farmer.render.terminal import Screen
from farmer.tasks.exchange.two_way_report import CardConflict, CardTouched, TwoWayRead
from farmer.wording import say_count, say_list

# So many of each are listed on a terminal; a pipe has all.
_SHOWN = 10


def two_way_lines(read: TwoWayRead) -> Iterator[Row]:
    """A line for each card that was taken from, written, or stays; and for each read only."""
    for word, cards in (("taken", read.taken), ("written", read.written)):
        for each in cards:
            yield (word, each.path, *each.person, " ".join(each.fields))
    for conflict in read.conflicts:
        said = conflict.reason or conflict.command
        yield ("conflict", conflict.path, *conflict.person, *conflict[2:5], said)
    for person in read.gone:
        yield ("gone", *person)
    for path, reason in read.apart:
        yield ("apart", path, reason)


def draw_two_way(read: TwoWayRead, screen: Screen, *, dry_run: bool) -> None:
    """The same in words."""
    _draw_touched("Would read" if dry_run else "Read", read.taken, screen)
    _draw_touched("Would write" if dry_run else "Wrote", read.written, screen)
    if read.conflicts:
        screen.say("Different here and there, and left so:")
    for conflict in read.conflicts[:_SHOWN]:
        _draw_conflict(conflict, screen)
    _draw_more(read.conflicts, screen)
    if read.gone:
        names = say_list([each.name for each in read.gone[:_SHOWN]])
        screen.say(f"No card any more: {names}. They stay in the ledger.")
    if read.apart:
        reasons = Counter(reason for _, reason in read.apart)
        said = [f"{reason} ({count})" for reason, count in reasons.most_common()]
        cards = say_count(len(read.apart), "card")
        screen.say(f"{cards} only read, never written: {'; '.join(said)}.")


def _draw_touched(verb: str, cards: Sequence[CardTouched], screen: Screen) -> None:
    if cards:
        screen.say(f"{verb} {say_count(len(cards), 'card')}:")
    for each in cards[:_SHOWN]:
        screen.indent(f"{each.person.name}: {', '.join(each.fields)}")
    _draw_more(cards, screen)


def _draw_conflict(conflict: CardConflict, screen: Screen) -> None:
    said = f"{conflict.person.name}, {conflict.field}"
    if conflict.reason:
        screen.indent(f"{said}: {conflict.path} is not written, {conflict.reason}.")
        return
    screen.indent(f"{said}: {conflict.here} here, {conflict.card} in the card")
    screen.paste(f"    {conflict.command}")


def _draw_more(cards: Sequence[object], screen: Screen) -> None:
    if len(cards) > _SHOWN:
        screen.indent((f"… and {len(cards) - _SHOWN} more", "dim"))
