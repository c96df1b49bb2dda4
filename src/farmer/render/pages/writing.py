"""Templates made into pages: every word escaped, and nothing but the page's own style allowed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from farmer.birthdays import say_birthday
from farmer.facts import say_fact
from farmer.labels import noted_said
from farmer.money import say_amount
from farmer.referrals.states import GIVEN
from farmer.render.pages import arcs, field, table, year
from farmer.render.pages.index import index_of
from farmer.render.pages.marks import calendar_of, days_path, plant_path, seeds_path
from farmer.render.pages.sheet import Room, as_much_of, fitted
from farmer.render.phrases import PHASES_SAID, ago, say_status, whole
from farmer.tasks.judge.prepare import Prepared
from farmer.tasks.tend.report_chain import IntroductionLine
from farmer.tasks.tend.report_garden import Garden
from farmer.tasks.tend.stale import StaleTie
from farmer.text import printable, printable_lines
from farmer.wording import say_count, say_date, say_list

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
_TEMPLATES = Path(__file__).parent / "templates"
# A note has more room in `farmer show`.
_SHORT = 240
_KEY_SIZE = 5.0


def garden_page(garden: Garden) -> str:
    """Whom to tend now, the field, the year, the chain and everybody, as one page."""
    drawn, on = field.field_of(garden.standing), garden.as_of
    numbers = {tag: f"g{at}" for at, tag in enumerate(garden.tags, 1)}

    def groups(tags: Iterable[str]) -> str:
        return " ".join(numbers[tag] for tag in tags if tag in numbers)

    there = {plant.status for plant in garden.standing.plants}
    there |= {each.status for each in garden.standing.undrawn}
    return _written(
        "garden.html.j2",
        {
            "garden": garden,
            "field": drawn,
            "geometry": field,
            "bed_names": table.BEDS_SAID,
            "undrawn": len(garden.standing.undrawn),
            "statuses": [status for status in field.STATUSES_DRAWN if status in there],
            "key": {s: plant_path(s, 0, 0, _KEY_SIZE) for s in field.STATUSES_DRAWN},
            "index": index_of(garden.standing.undrawn, garden.tags),
            "calendar": calendar_of(garden.year.contacts, on),
            "chart": year.chart_of(garden.year.months, on),
            "months": year,
            "columns": table.SORTABLE,
            "arcs": arcs,
            "drawing": arcs.arcs_of(garden.knows),
            "known_by": arcs.known_by(garden.knows),
        },
        {
            "classes": lambda plant: f"s-{plant.status} {groups(plant.tags)}".strip(),
            "groups": groups,
            "days": lambda days: days_path(days, on),
        },
        # Where there is a table that it can sort.
        _template("sorting.js") if garden.standing.plants else "",
    )


def brief_page(prepared: Prepared, as_of: date) -> str:
    """One page before a meeting, which is printed on one sheet."""
    facts = {
        "them": prepared,
        "as_of": as_of,
        "noted": list(noted_said(prepared.details)),
        "lacks": _together((lack.question, lack.sentence) for lack in prepared.lacks),
        "mutual": _together((one.how, one.person.name) for one in prepared.mutual),
    }

    def told(room: Room) -> str:
        def short(note: str) -> str:
            return _lined(as_much_of(note, room.letters))

        return _written("brief.html.j2", {**facts, "most": room.notes}, {"short": short})

    return fitted(told)


def _together(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """What is said of several, once, with all that it is said of."""
    found: dict[str, list[str]] = {}
    for said, of in pairs:
        found.setdefault(said, []).append(of)
    return list(found.items())


def _written(
    template: str,
    facts: Mapping[str, object],
    filters: Mapping[str, object],
    script: str = "",
) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # What is shown of a text is what may be shown: no control or direction marks.
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    environment.filters |= {**_FILTERS, **filters}
    style = _template("style.css")
    policy = f"{_POLICY}; style-src {_allowed(style)}"
    return environment.get_template(template).render(
        **facts,
        style=_Raw(style),
        script=_Raw(script),
        policy=f"{policy}; script-src {_allowed(script)}" if script else policy,
    )


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _allowed(text: str) -> str:
    """What a policy says to allow exactly this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _lined(note: str) -> str:
    """A note with its lines, which the style shows as they are."""
    return _Lined(printable_lines(note))


def _shortened(note: str) -> str:
    """A note with its lines, as much of it as a page has room for; where it is cut, an ellipsis."""
    return _lined(as_much_of(note, _SHORT))


def _why(tie: StaleTie) -> str:
    """Why somebody is to be tended now: how silent it is, and what there is to lose."""
    wanted = f"wanted every {say_count(tie.cadence_days, 'day')}"
    if tie.status == "warm" and tie.rhythm_days is not None:
        wanted = f"usually every {tie.rhythm_days:g} days"
    silent = f"silent for {say_count(tie.elapsed_days or 0, 'day')}, {wanted}"
    said = "drifting" if tie.status == "warm" else tie.status
    return f"{said.capitalize()}: {silent}. You would lose {whole(tie.at_stake)} of 100."


def _asked(line: IntroductionLine) -> str:
    """Whose wish an introduction is."""
    who = line.person.name if line.person else "somebody"
    return f"{who} asked you" if line.direction == GIVEN else f"you asked {who}"


def _who(them: Prepared) -> str:
    """Who somebody is, and since when you know them, in a line."""
    met = " ".join(filter(None, (them.met_at, say_date(them.met_on) if them.met_on else "")))
    known = (
        f"called {them.nickname}" if them.nickname else "",
        them.title,
        them.company,
        f"met: {met}" if met else "",
        f"birthday: {say_birthday(them.birthday)}" if them.birthday else "",
        " ".join(f"@{tag}" for tag in them.tags),
    )
    return " · ".join(filter(None, known))


def _people(number: int) -> str:
    return say_count(number, "person", "people")


def _length(number: float) -> str:
    """A length of a drawing, as short as it can be written."""
    return f"{round(number, 1):g}"


class _Lined(str):
    """Text of somebody's, cleaned already: to be escaped as it is."""

    __slots__ = ()


class _Raw(str):
    """Text of this room's own, which needs no escaping and no cleaning."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


_FILTERS: Mapping[str, object] = {
    "ago": ago,
    "amount": say_amount,
    "asked": _asked,
    "day": say_date,
    "ends": lambda closes: _Raw("</ul></li>" * closes),
    "kebab": lambda words: words.replace(" ", "-"),
    "length1": _length,
    "listed": say_list,
    "people": _people,
    "phase": PHASES_SAID.__getitem__,
    "plant": lambda spot: plant_path(spot.plant.status, spot.x, spot.y, spot.r),
    "said": say_fact,
    "seeds": seeds_path,
    "short": _shortened,
    "status": say_status,
    "who": _who,
    "whole": whole,
    "why": _why,
}
