"""Lines written without Rich: the same screen to the letter, and how often Rich is asked."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from farmer.render import list_, stale
from farmer.render.terminal import Lined, Screen
from farmer.settings import Colours
from farmer.tasks.person import Named
from farmer.tasks.tend.list_ import Listed, ListedPerson
from farmer.tasks.tend.stale import Stale, StaleTie
from tests.render.by_rich import RichScreen
from tests.render.test_rows import HOSTILE, WIDTHS, listed_people, stale_ties

# Of a terminal that knows colours, one that knows none, and one of somebody who wants none.
TERMINALS = ({"TERM": "xterm-256color"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "TERM": "xterm"})
texts = st.one_of(
    st.sampled_from(("", " ", "  moved in", "at the end  ", "x" * 59, "x" * 60, "x" * 61)),
    st.sampled_from(HOSTILE),
    st.text(max_size=70),
    st.builds(Lined, st.sampled_from(("one\ntwo", "one\n\n  two " + "x" * 90, "\n"))),
)
styles = st.sampled_from(("", "bold", "dim", "italic", "red", "bold green", "magenta"))
terminals = st.tuples(st.sampled_from(WIDTHS), st.sampled_from(TERMINALS))
words = st.one_of(texts, st.tuples(texts, styles))
paragraphs = st.lists(words, min_size=1, max_size=5)
tables = st.integers(1, 5).flatmap(
    lambda columns: st.tuples(
        st.lists(st.lists(words, min_size=columns, max_size=columns), min_size=1, max_size=4),
        st.lists(st.integers(0, columns - 1), max_size=2),
        st.lists(st.integers(0, columns - 1), unique=True, max_size=2),
        st.integers(0, 4),
    )
)


class _Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def drawn(
    kind: type[Screen],
    draw: Callable[[Screen], None],
    columns: int,
    environ: dict[str, str],
    colours: Colours = "auto",
) -> str:
    """All that is written to a terminal of so many columns, codes and all."""
    out = _Terminal()
    with redirect_stdout(out), mock.patch.dict("os.environ", COLUMNS=str(columns), **environ):
        draw(kind(colours, blocks=True))
    return out.getvalue()


def assert_same(draw: Callable[[Screen], None], terminal: tuple[int, dict[str, str]]) -> None:
    """On that terminal ours is what Rich draws."""
    ours, theirs = (drawn(kind, draw, *terminal) for kind in (Screen, RichScreen))
    assert ours == theirs


@given(ties=st.lists(stale_ties(), min_size=1, max_size=4), on=terminals)
def test_stale_is_drawn_as_rich_draws_it(
    ties: list[StaleTie], on: tuple[int, dict[str, str]]
) -> None:
    found = Stale(tuple(ties), len(ties) + 1, 1, 0, (), 1, "")
    assert_same(lambda screen: stale.VIEW.draw(found, screen), on)
    assert_same(lambda screen: stale.draw_long(found, screen), on)


@given(people=st.lists(listed_people(), min_size=1, max_size=4), on=terminals)
def test_list_is_drawn_as_rich_draws_it(
    people: list[ListedPerson], on: tuple[int, dict[str, str]]
) -> None:
    view = list_.view(narrowed=False)
    assert_same(lambda screen: view.draw(Listed(tuple(people), len(people)), screen), on)


@given(said=paragraphs, by=st.integers(0, 6), on=terminals)
def test_paragraphs_are_drawn_as_rich_draws_them(
    said: list[str | tuple[str, str]], by: int, on: tuple[int, dict[str, str]]
) -> None:
    def draw(screen: Screen) -> None:
        screen.say(*said)
        screen.gap()
        screen.indent(*said, by=by + 1)
        screen.paste(said[0] if isinstance(said[0], str) else said[0][0])

    assert_same(draw, on)
    assert_same(lambda screen: screen.paste(repr(screen.held(lambda: draw(screen)))), on)


@given(table=tables, on=terminals)
def test_columns_are_drawn_as_rich_draws_them(
    table: tuple[list[list[str | tuple[str, str]]], list[int], list[int], int],
    on: tuple[int, dict[str, str]],
) -> None:
    rows, right, give, by = table
    rows = [[_on_one_line(cell) for cell in row] for row in rows]
    assert_same(lambda screen: screen.rows(rows, right=right, give=give, by=by), on)


def _on_one_line(cell: str | tuple[str, str]) -> str | tuple[str, str]:
    """A column has none of several lines."""
    return str(cell) if isinstance(cell, str) else (str(cell[0]), cell[1])


@pytest.mark.parametrize("colours", ["always", "never"])
def test_colours_that_were_asked_for_or_not_wanted(colours: Colours) -> None:
    def draw(screen: Screen) -> None:
        screen.say(("Ana", "bold red"), " is ", ("cold", "cyan"))
        screen.rows([[("Ana", "bold green"), "x"]])

    for environ in TERMINALS:
        ours, theirs = (drawn(kind, draw, 80, environ, colours) for kind in (Screen, RichScreen))
        assert ours == theirs


def test_rich_is_asked_for_the_terminal_as_often_for_fifty_people_as_for_five() -> None:
    person = ListedPerson(
        Named("c1", "Ana"), "Voss", (), "farmed", 82.4, "C", "warm", None, 9, 90, None
    )

    def asked(people: int) -> int:
        listed = Listed((person,) * people, people)
        printing = mock.patch.object(Console, "print", autospec=True, side_effect=Console.print)
        with printing as printed:
            drawn(Screen, lambda s: list_.view(narrowed=False).draw(listed, s), 100, {})
        return printed.call_count

    assert asked(5) == asked(50) == 2
