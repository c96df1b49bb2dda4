"""``list``: everybody, one line each."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.phrases import ago, whole
from farmer.render.terminal import STATUS_STYLES, VERDICT_STYLES, Screen, Words
from farmer.tasks.people import Listed
from farmer.wording import say_count

# Below this many columns a company's name would squeeze the person's.
WIDE = 72


def lines(listed: Listed) -> Iterator[Row]:
    """Id, name, company, verdict, score, status, days since and date of the last contact."""
    for line in listed.people:
        yield (
            line.person.id,
            line.person.name,
            line.company,
            line.verdict,
            whole(line.score),
            line.status,
            line.elapsed_days,
            line.last_on,
        )


def draw(listed: Listed, screen: Screen) -> None:
    """A table; the company is left out where there is no room for it."""
    if not listed.people:
        screen.say("Nobody yet.")
        return
    wide = screen.width >= WIDE
    rows: list[list[Words]] = []
    for line in listed.people:
        company = [line.company] if wide else []
        rows.append(
            [
                line.person.id,
                (line.person.name, "bold"),
                *company,
                (f"{line.verdict} {whole(line.score)}", VERDICT_STYLES[line.verdict]),
                (line.status, STATUS_STYLES.get(line.status, "")),
                ago(line.elapsed_days),
            ]
        )
    heads = ["id", "name", *(["company"] if wide else []), "verdict", "status", "last"]
    screen.table(rows, heads, keep=(0, *range(len(heads) - 3, len(heads))))
    people = say_count(len(listed.people), "person", "people")
    screen.say(f"{people}; verdicts are for vouching for their work (requester).")


VIEW = View(lines, draw)
