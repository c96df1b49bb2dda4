"""Whoever is forgotten leaves no edge and no name, whatever was told of whom they know."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from farmer.cli import run
from tests.ledger.making import raw

# Nobody shares a word with another: what is left of one is seen.
YOURS = ("Zoltan Quux", "Wilma Vexley", "Yorick Jambor")
TOLD_OF = ("Ottoline Fyfe", "Ludmila Drax")
EVERYBODY = (*YOURS, *TOLD_OF)
# Another laptop takes the ledger along, and is told something there.
COPY = "copy"
HOW = (
    *("from school", "{other} said so, on the board", "met at {who}'s", "{third} told it at lunch"),
    "so {teller} says",
)

Words = tuple[str, ...]
people, yours = st.sampled_from(EVERYBODY), st.sampled_from(YOURS)


def link(who: str, other: str, how: str, teller: str = "", more: Words = ()) -> Words:
    """The command that tells of a link, in words that may name anybody."""
    third = next(name for name in EVERYBODY if name not in (who, other))
    first = [(name or "nobody").split()[0] for name in (other, teller)]
    words = how.format(who=who, other=first[0], third=third, teller=first[1])
    return ("link", who, other, "--how", words, *(("--told-by", teller) if teller else ()), *more)


def knows(who: str, other: str) -> Words:
    """The line that tells of a link."""
    return ("log", f"{who} knows {other} from the board of {other}")


def request(who: str, other: str) -> Words:
    """The command that asks somebody to open the door to another."""
    words = ("--by", "me", "--connector", who, "--to", other, "--need", f"to meet {other}")
    return ("request", "add", *words)


MORE: tuple[Words, ...] = ((), ("--not",), ("--strength", "close"))
links = st.builds(
    link, yours, people, st.sampled_from(HOW), st.just("") | yours, st.sampled_from(MORE)
)
others = st.one_of(
    st.builds(knows, yours, people),
    st.builds(request, yours, people),
    st.tuples(st.just("remove"), st.sampled_from(("k1", "k2", "k3"))),
    st.tuples(st.just("merge"), people, people),
    st.tuples(st.sampled_from(("undo", "redo", "backup", COPY, "sync"))),
    st.tuples(st.just("archive"), people),
    st.tuples(st.just("tag"), people, st.just("@board")),
    st.tuples(st.just("edit"), yours, st.just("--through"), yours),
)
stories = st.lists(links | others, min_size=1, max_size=9)


@contextlib.contextmanager
def ledger_of(story: list[Words]) -> Iterator[Path]:
    """The home of a ledger in which three were met, and a story was told."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        copy = home / "copy.db"
        world = {"FARMER_LEDGER": str(home / "ledger.db"), "HOME": str(home)}
        with mock.patch.dict(os.environ, world):
            do("log", *YOURS, "--new", "--on", "2026-05-04")
            for step in story:
                if step == (COPY,):
                    shutil.copyfile(home / "ledger.db", copy)
                    do("link", YOURS[0], YOURS[1], "--ledger", str(copy))
                else:
                    assert do(*step, *((str(copy),) if step == ("sync",) else ())) != 1, step
            copy.unlink(missing_ok=True)
            yield home


def do(*words: str) -> int:
    """The exit status of a command."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run(words)


def numbers(ledger: Path, name: str) -> set[int]:
    """The ids of whoever is called so."""
    with raw(ledger) as db:
        return {each for (each,) in db.execute("SELECT id FROM contact WHERE name = ?", [name])}


def logged(ledger: Path) -> set[int]:
    """The ids of whoever is in a link that the log could bring back."""
    found = "SELECT json_extract(before, '$.' || ?) FROM change_row WHERE table_name = 'link'"
    with raw(ledger) as db:
        return {
            each
            for column in ("contact_id", "other_id", "told_by_id")
            for (each,) in db.execute(found, [column])
        }


def edges(ledger: Path) -> set[tuple[str, str, str | None]]:
    """Who is linked with whom by whose word, by name."""
    with raw(ledger) as db:
        return set(
            db.execute(
                "SELECT a.name, b.name, t.name FROM link"
                " JOIN contact a ON a.id = contact_id JOIN contact b ON b.id = other_id"
                " LEFT JOIN contact t ON t.id = told_by_id"
            )
        )


@pytest.mark.usefixtures("legible")
@settings(max_examples=20, deadline=None)
@given(stories, people)
@example([link("Zoltan Quux", "Ottoline Fyfe", HOW[1], "Wilma Vexley")], "Ottoline Fyfe")
@example(
    [link("Zoltan Quux", "Ottoline Fyfe", HOW[3]), (COPY,), ("remove", "k1"), ("sync",)],
    "Wilma Vexley",
)
@example(
    [
        link("Zoltan Quux", "Ottoline Fyfe", HOW[4], "Wilma Vexley"),
        link("Wilma Vexley", "Ludmila Drax", HOW[0]),
        ("remove", "k2"),
        ("backup",),
    ],
    "Wilma Vexley",
)
def test_whoever_is_forgotten_leaves_no_edge_and_no_name_in_any_file(
    story: list[Words], whom: str
) -> None:
    with ledger_of(story) as home:
        before = edges(home / "ledger.db")
        theirs = numbers(home / "ledger.db", whom)
        if do("forget", whom, "--yes") != 0:
            return  # nobody of that name is left, or two are
        after = edges(home / "ledger.db")
        assert theirs.isdisjoint(logged(home / "ledger.db"))
        for path in (each for each in home.rglob("*") if each.is_file()):
            kept = path.read_bytes().lower()
            assert not [word for word in whom.lower().split() if word.encode() in kept], path.name
        assert {edge for edge in before if whom not in edge} <= after
        assert {edge[:2] for edge in after} <= {edge[:2] for edge in before}
        assert not [edge for edge in after if whom in edge]
