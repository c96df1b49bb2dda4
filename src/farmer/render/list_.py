"""``list``: everybody, one line each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from farmer.render import Row, View
from farmer.render.ids import ids_of
from farmer.render.phrases import ago, say_status, whole
from farmer.render.terminal import STATUS_STYLES, VERDICT_STYLES, Screen, Words
from farmer.tasks.tend.list_ import Listed, ListedPerson
from farmer.wording import say_count

# Below so many columns a company's name would squeeze the person's.
WIDE = 72
_NOBODY_FITS = "Nobody fits what you asked for. Everybody: farmer list"
_NOBODY_YET = "Nobody is in the list. To add people: farmer log, or farmer import"


def lines(listed: Listed) -> Iterator[Row]:
    """Id, name, company, verdict, score, status, days since and day of the last, phase, tags.

    Whoever is listed for the company they worked for before has a word more.
    """
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
            line.phase,
            " ".join(f"@{tag}" for tag in line.tags),
            *([f"formerly {line.former}"] if line.former else ()),
        )


def view(*, narrowed: bool) -> View[Listed]:
    """How it is shown; `narrowed` where not everybody was asked for."""
    return View(lines, partial(draw, narrowed=narrowed))


def draw(listed: Listed, screen: Screen, *, narrowed: bool) -> None:
    """A line each; the company is left out where there is no room for it."""
    if not listed.people:
        screen.say(_NOBODY_FITS if narrowed else _NOBODY_YET)
        return
    if screen.narrow:
        _draw_stacked(listed, screen)
    else:
        _draw_rows(listed, screen)
    people = say_count(listed.total, "person", "people")
    shown = f", {len(listed.people)} shown" if len(listed.people) < listed.total else ""
    screen.say(f"{people}{shown}; verdicts are for vouching for their work (requester).")


def _draw_stacked(listed: Listed, screen: Screen) -> None:
    for line in listed.people:
        formerly = f", formerly {line.former}" if line.former else ""
        screen.say((line.person.name, "bold"), f" ({line.person.id}){formerly}")
        screen.indent(*_standing(line), f", {ago(line.elapsed_days)}")


def _standing(line: ListedPerson) -> list[Words]:
    return [
        (f"{line.verdict} {whole(line.score)}", VERDICT_STYLES[line.verdict]),
        ", ",
        (say_status(line.status), STATUS_STYLES.get(line.status, "")),
    ]


def _draw_rows(listed: Listed, screen: Screen) -> None:
    wide = screen.width >= WIDE
    rows: list[list[Words]] = []
    for line in listed.people:
        company = [_company(line)] if wide else []
        verdict, _, status = _standing(line)
        rows.append(
            [
                line.person.id,
                (line.person.name, "bold"),
                *company,
                verdict,
                status,
                ago(line.elapsed_days),
            ]
        )
    heads = ["id", "name", *(["company"] if wide else []), "verdict", "status", "last"]
    screen.rows(rows, heads, give=(2, 1) if wide else (1,))


def _company(line: ListedPerson) -> str:
    if not line.former:
        return line.company
    return f"{line.company} (formerly {line.former})".strip()


IDS: View[Listed] = ids_of(lambda listed: [line.person.id for line in listed.people])
