"""Templates made into pages: every word escaped, and nothing but the page's own style allowed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from farmer.facts import say_fact
from farmer.render.pages import field
from farmer.render.phrases import PHASES_SAID, ago, whole
from farmer.tasks.judge.prepare import Prepared
from farmer.tasks.tend.report_garden import Garden
from farmer.text import printable, printable_lines
from farmer.wording import say_date

_BEDS = {**PHASES_SAID, "none": "not yet visible"}
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
_TEMPLATES = Path(__file__).parent / "templates"


def garden_page(garden: Garden) -> str:
    """The field, the year, the chain and what is due, as one page."""
    drawing = {
        "spots": field.spots(garden.plants),
        "bars": field.bars(garden.months),
        "ticks": [(field.across(days), words) for days, words in field.TICKS],
        "beds": [(field.BED * at, _BEDS[phase]) for at, phase in enumerate(field.BEDS)],
        "field": field,
    }
    return _written("garden.html.j2", {"garden": garden, **drawing})


def brief_page(prepared: Prepared, as_of: date) -> str:
    """One page before a meeting."""
    return _written("brief.html.j2", {"them": prepared, "as_of": as_of})


def _written(template: str, facts: Mapping[str, object]) -> str:
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
    environment.filters |= {
        "day": say_date,
        "ago": ago,
        "whole": whole,
        "phase": PHASES_SAID.__getitem__,
        "said": say_fact,
        "lined": _lined,
    }
    style = (_TEMPLATES / "style.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.get_template(template).render(
        **facts,
        style=_Raw(style),
        policy=f"{_POLICY}; style-src 'sha256-{digest}'",
    )


def _lined(note: str) -> str:
    """A note with its lines, which the style shows as they are."""
    return _Lined(printable_lines(note))


class _Lined(str):
    """Text of somebody's, cleaned already: to be escaped as it is."""

    __slots__ = ()


class _Raw(str):
    """Text of this room's own, which needs no escaping and no cleaning."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)
