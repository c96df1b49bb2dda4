"""The index: everybody who is not drawn, once, in the chapter of their status."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.render.pages.index import MANY, Chapter, index_of
from farmer.scoring.cold import STATUSES
from farmer.tasks.person import Named
from farmer.tasks.tend.report_plants import Undrawn

TAGS = ("chapter", "clients")
people = st.lists(
    st.builds(
        Undrawn,
        person=st.builds(
            Named, id=st.just("c1"), name=st.sampled_from(("Ana Ruiz", "Bo Ruiz", "Cy Li", "Di"))
        ),
        phase=st.just("V"),
        status=st.sampled_from([*STATUSES]),
        elapsed_days=st.just(9),
        tags=st.sampled_from(((), TAGS[:1], TAGS, ("other",))),
    ),
    max_size=12,
)


def told(chapters: tuple[Chapter, ...]) -> int:
    """How many people its lines tell of."""
    lines = [entry.words for chapter in chapters for entry in chapter.entries]
    return sum(words.count(",") + 1 for words in lines)


@settings(max_examples=40)
@given(people)
def test_everybody_is_in_the_chapter_of_their_status(found: list[Undrawn]) -> None:
    chapters = index_of(found, TAGS)
    assert {each.status for each in found} == {s for each in chapters for s in each.statuses}
    for chapter in chapters:
        (status,) = chapter.statuses
        assert chapter.people == sum(each.status == status for each in found)
        assert told((chapter,)) == chapter.people
        told_tags = {tag for entry in chapter.entries for tag in entry.tags}
        assert "other" in told_tags or told_tags <= {*TAGS, "other"}


@pytest.mark.parametrize("people", [MANY, MANY + 1])
def test_of_many_several_statuses_share_an_alphabet(people: int) -> None:
    found = [
        Undrawn(Named("c1", f"N{number} F{number % 9}"), "V", [*STATUSES][number % 7], 9, ())
        for number in range(people)
    ]
    chapters = index_of(found, TAGS)
    assert sum(each.people for each in chapters) == told(chapters) == people
    if people > MANY:
        assert [each.said for each in chapters] == [
            *("warm", "due or cooling", "cold, dormant, barely met or no contact")
        ]
    else:
        assert len(chapters) == len([*STATUSES])
