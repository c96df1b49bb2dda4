"""Lists at a terminal: one line a row, which fits, whatever people are called."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import redirect_stdout
from datetime import date
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from farmer.model import REQUESTER
from farmer.render import View, list_, stale
from farmer.render.terminal import Screen
from farmer.tasks.person import Named
from farmer.tasks.tend.list_ import Listed, ListedPerson
from farmer.tasks.tend.stale import Stale, StaleTie

WIDTHS = (60, 80, 100, 140)
HOSTILE = (
    "A",
    "Maximiliane von Oppenheim-Schwarzenberg X",
    "欧阳" * 20,
    "عبد الرحمن بن محمد الفارسي آل مكتوم الكبير",
    "שלמה בן־דוד הכהן",
    "Nguye\u0302\u0303n Thi\u0323 Minh Khai",
    "[/b] [bold red]Ann[/]",
    "Ａｎａ　Ｒｕｉｚ",
    "한글이름이아주아주긴사람" * 2,
)
names = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.characters(categories=("Lu", "Ll", "Lo"), max_codepoint=0x9FFF), min_size=1, max_size=40
    ),
)
notes = st.one_of(st.just(""), st.sampled_from(HOSTILE), st.just("a long story\nof two lines " * 9))
days = st.integers(0, 20000)


@st.composite
def stale_ties(draw: st.DrawFn) -> StaleTie:
    """Somebody of any name, silent for any time, of whom anything was said."""
    met, said = draw(st.booleans()), draw(notes)
    drifting = draw(st.booleans())
    return StaleTie(
        Named(f"c{draw(st.integers(1, 99999))}", draw(names)),
        draw(st.sampled_from(("", *HOSTILE))),
        draw(st.sampled_from(("warm", "due", "cold", "dormant"))) if met else "never met",
        date(2026, 1, 1) if met else None,
        draw(days),
        draw(st.integers(1, 3650)),
        draw(st.floats(1, 3000)) if drifting else None,
        drifting,
        0.1 if met else None,
        draw(st.floats(0, 100)),
        REQUESTER,
        said,
        date(2026, 1, 1) if said else None,
        (),
    )


@st.composite
def listed_people(draw: st.DrawFn) -> ListedPerson:
    """Somebody of any name who works anywhere."""
    return ListedPerson(
        Named(f"c{draw(st.integers(1, 99999))}", draw(names)),
        draw(st.sampled_from(("", *HOSTILE))),
        (),
        draw(st.sampled_from(("farmed", "almost", "not yet"))),
        draw(st.floats(0, 100)),
        "none",
        draw(st.sampled_from(("warm", "dormant", "never met"))),
        None,
        draw(st.one_of(st.none(), days)),
        90,
        None,
        draw(st.sampled_from(("", *HOSTILE))),
    )


def shown(view: View[Any], result: object, columns: int) -> list[str]:
    """The lines on a terminal of so many columns."""
    out = io.StringIO()
    with redirect_stdout(out), mock.patch.dict("os.environ", COLUMNS=str(columns)):
        view.draw(result, Screen("never", blocks=False))
    return out.getvalue().splitlines()


def widths(lines: Iterable[str]) -> list[int]:
    """Cells of each, as another library counts them."""
    return [wcswidth(line) for line in lines]


@pytest.mark.parametrize("columns", WIDTHS)
@given(ties=st.lists(stale_ties(), min_size=1, max_size=6))
def test_stale_has_a_line_a_person_that_fits(columns: int, ties: list[StaleTie]) -> None:
    lines = shown(stale.VIEW, Stale(tuple(ties), len(ties), 0, 0, (), 0, ""), columns)
    assert max(widths(lines)) <= columns
    assert lines[0].startswith("name")
    for tie, line in zip(ties, lines[1:], strict=False):
        assert line[0] == tie.person.name[0]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", [HOSTILE[0], *[name for name in HOSTILE if len(name) >= 40]])
def test_stale_keeps_the_last_words_whatever_somebody_is_called(columns: int, name: str) -> None:
    """A long name is cut, and says so; what is said last has room to be read."""
    tie = StaleTie(
        *(Named("c1", name), "", "due", date(2026, 1, 1), 169, 90, None, False, 0.1, 15.0),
        *(REQUESTER, "sent the lease to the port", date(2026, 1, 1), ()),
    )
    head, line, *_ = shown(stale.VIEW, Stale((tie,), 1, 0, 0, (), 0, ""), columns)
    assert "last words" in head
    assert "sent the lease" in line
    assert wcswidth(line) <= columns
    assert name in line or "…" in line.partition("169")[0]


@pytest.mark.parametrize("columns", WIDTHS)
@given(people=st.lists(listed_people(), min_size=1, max_size=6))
def test_list_has_a_line_a_person_that_fits(columns: int, people: list[ListedPerson]) -> None:
    lines = shown(list_.view(narrowed=False), Listed(tuple(people), len(people)), columns)
    assert max(widths(lines)) <= columns
    for person, line in zip(people, lines[1:], strict=False):
        assert line.split()[0] == person.person.id


def test_what_is_cut_says_so_and_what_has_room_is_whole() -> None:
    person = ListedPerson(
        Named("c1", HOSTILE[1]), "Voss & Co", (), "farmed", 82.4, "C", "warm", None, 9, 90, None
    )
    people = Listed((person,), 1)
    assert HOSTILE[1] in shown(list_.view(narrowed=False), people, 100)[1]
    narrow = shown(list_.view(narrowed=False), people, 60)[1]
    assert "…" in narrow
    assert "farmed 82" in narrow


@pytest.mark.parametrize(
    ("narrowed", "said"), [(True, "Nobody fits what you asked for."), (False, "To add people")]
)
def test_an_empty_list_says_what_to_do(narrowed: bool, said: str) -> None:
    (line,) = shown(list_.view(narrowed=narrowed), Listed((), 0), 80)
    assert said in line
