"""What an import says of what a file tells otherwise than the ledger, and of who is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import shorten

from farmer.render import Row
from farmer.render.terminal import Screen
from farmer.tasks.exchange.tally import Changed, MergedPair
from farmer.wording import say_count, say_list

# More would scroll the summary away; a pipe or --json has them all.
LINES_SHOWN = 6
NOTE_SHOWN = 100
# What changes, by its field: one of it, and several.
_DETAIL = ("detail", "details")
_ADDRESS = ("address", "addresses")
_KINDS = {
    **dict.fromkeys(("company", "title"), ("firm or title", "firms and titles")),
    "name": ("name", "names"),
    "nickname": ("nickname", "nicknames"),
    "birthday": ("birthday", "birthdays"),
    "notes": ("note", "notes"),
    **dict.fromkeys(("email", "phone", "url"), _ADDRESS),
}


def changed_lines(file: str, changed: Sequence[Changed]) -> Iterator[Row]:
    """A line for each: whether it was taken, whose, and both."""
    for each in changed:
        what = "changed" if each.taken else "differs"
        yield (what, file, each.line, each.person.id, each.field, each.here, each.told)
        if each.renamed:
            yield ("renamed", file, each.line, each.person.id, each.here, each.told)


def draw_changed(changed: Sequence[Changed], screen: Screen) -> None:
    """What is newer and was taken, and what was left as it is."""
    renamed = [each for each in changed if each.renamed]
    if renamed:
        people = say_count(len(renamed), "person is", "people are")
        screen.say(f"{people} renamed; the name before is kept as former.")
    _draw_some(renamed, screen)
    taken = [each for each in changed if each.taken and not each.renamed]
    if taken:
        plain = all(map(_has_no_former, taken))
        kept = "" if plain else "; what was before is kept as former"
        screen.say(f"{_counted(taken)} changed{kept}.")
    _draw_some(taken, screen)
    left = [each for each in changed if not each.taken]
    if left:
        differ = "differs" if len(left) == 1 else "differ"
        kept = "what is there, which stays. --overwrite takes the file's."
        screen.say(f"{_counted(left)} {differ} from {kept}")
    _draw_some(left, screen)


def merged_lines(file: str, merged: Sequence[MergedPair]) -> Iterator[Row]:
    """A line for each: who is kept, who is one with them, and the name."""
    for pair in merged:
        yield ("merged", file, pair.kept.id, pair.gone.id, pair.kept.name)


def draw_merged(merged: Sequence[MergedPair], screen: Screen) -> None:
    """Who turned out to be one person, and was made one."""
    if not merged:
        return
    people = say_count(len(merged), "person was", "people were")
    screen.say(f"{people} in the ledger twice, as a file tells of both: made one.")
    for kept, gone in merged[:LINES_SHOWN]:
        screen.indent(f"{gone.name} ({gone.id or 'new'}) is {kept.name} ({kept.id or 'new'})")
    if len(merged) > LINES_SHOWN:
        screen.indent(f"… and {len(merged) - LINES_SHOWN} more")


def _counted(changed: Sequence[Changed]) -> str:
    """How many of what changed, by what it is."""
    kinds = Counter(_KINDS.get(each.field, _DETAIL) for each in changed)
    order = dict.fromkeys((*_KINDS.values(), _DETAIL))
    return say_list([say_count(kinds[kind], *kind) for kind in order if kinds[kind]])


def _has_no_former(changed: Changed) -> bool:
    """Whether what was there before is not kept as former."""
    return changed.field not in _KINDS or changed.field == "notes"


def _draw_some(changed: Sequence[Changed], screen: Screen) -> None:
    for each in changed[:LINES_SHOWN]:
        told, here = _beginning(each.told), _beginning(each.here)
        said = f"{told}, before {here}" if each.taken else f"{told}, not {here}"
        whose = f"{each.person.name} ({each.person.id or 'new'})"
        screen.indent(f"line {each.line}: {whose}: {said}")
    if len(changed) > LINES_SHOWN:
        screen.indent(f"… and {len(changed) - LINES_SHOWN} more")


def _beginning(value: str) -> str:
    """A value on one line; of a long note its beginning."""
    return shorten(value, NOTE_SHOWN, placeholder=" …")
