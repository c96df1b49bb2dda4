"""``find``: where the words are, with the text around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.facts import say_fact
from farmer.render import Row, View
from farmer.render.ids import ids_of
from farmer.render.terminal import Screen, Words
from farmer.tasks.tend.find import Found, Match
from farmer.wording import say_date, say_list


def lines(found: Found) -> Iterator[Row]:
    """A line a match: id, person, day, what it is, the text."""
    for match in found.matches:
        person = match.person
        yield (
            match.id,
            person.id if person else None,
            person.name if person else None,
            match.on,
            match.what,
            match.excerpt,
        )


def draw(found: Found, screen: Screen) -> None:
    """Two lines a match: whose, and the text with the matching words marked.

    What was written once, of a talk and of what was seen in it, is one.
    """
    if not found.total:
        screen.say("Nothing is written about that.")
    alike: dict[object, list[Match]] = {}
    for match in found.matches:
        of_one = (match.person, match.other, match.on, match.excerpt, match.archived)
        alike.setdefault(of_one, []).append(match)
    for matches in alike.values():
        matches.sort(key=lambda match: match.id, reverse=True)  # the talk before what came of it
        screen.say(*_heading(matches))
        screen.indent(*_marked(matches[0]))
    left = found.total - len(found.matches)
    if left:
        screen.say(f"… and {left} more; show them with --limit {found.total}.")


def _heading(matches: Sequence[Match]) -> list[Words]:
    match = matches[0]
    name: list[Words] = [(match.person.name, "bold"), ", "] if match.person else []
    if match.other:
        name[1:1] = [" and ", (match.other.name, "bold")]
    away = ", only known of" if match.known_of else ", archived" if match.archived else ""
    on = f", {say_date(match.on)}" if match.on else ""
    what = say_list([say_fact(each.what) for each in matches])
    return [*name, f"{what}{on}{away}  ", (" ".join(each.id for each in matches), "dim")]


def _marked(match: Match) -> list[Words]:
    parts: list[Words] = []
    at = 0
    for start, end in match.spans:
        parts += [match.excerpt[at:start], (match.excerpt[start:end], "bold yellow")]
        at = end
    return [part for part in [*parts, match.excerpt[at:]] if part]


VIEW = View(lines, draw)
# Of one record several words may be found, and of one person several slots of GAINS.
IDS: View[Found] = ids_of(lambda found: dict.fromkeys(match.id for match in found.matches))
