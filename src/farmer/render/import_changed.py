"""What an import says of firms and titles that a file tells otherwise than the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.render import Row
from farmer.render.terminal import Screen
from farmer.tasks.exchange.tally import Changed
from farmer.wording import say_count

# More would scroll the summary away; a pipe or --json has them all.
LINES_SHOWN = 6


def changed_lines(file: str, changed: Sequence[Changed]) -> Iterator[Row]:
    """A line for each: whether it was taken, whose, and both."""
    for each in changed:
        what = "changed" if each.taken else "differs"
        yield (what, file, each.line, each.person.id, each.field, each.here, each.told)


def draw_changed(changed: Sequence[Changed], screen: Screen) -> None:
    """What is newer and was taken, and what was left as it is."""
    taken = [each for each in changed if each.taken]
    if taken:
        screen.say(
            f"{say_count(len(taken), 'firm or title', 'firms and titles')} changed; what was "
            "before is kept as former."
        )
    _draw_some(taken, screen)
    left = [each for each in changed if not each.taken]
    if left:
        screen.say(
            f"{say_count(len(left), 'firm or title', 'firms and titles')} differ from yours, "
            "which stay. --overwrite takes the file's."
        )
    _draw_some(left, screen)


def _draw_some(changed: Sequence[Changed], screen: Screen) -> None:
    for each in changed[:LINES_SHOWN]:
        said = f"{each.told}, before {each.here}" if each.taken else f"{each.told}, not {each.here}"
        screen.indent(f"line {each.line}: {each.person.name} ({each.person.id}): {said}")
    if len(changed) > LINES_SHOWN:
        screen.indent(f"… and {len(changed) - LINES_SHOWN} more")
