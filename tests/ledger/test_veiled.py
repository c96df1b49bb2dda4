"""A moment in which some people are not there: whatever is asked, by both ledgers alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from farmer.ledger import open_ledger
from farmer.ledger.ledger import Ledger
from tests.fakes import FakeLedger
from tests.ledger.questions import QUESTIONS
from tests.ledger.story import ANA, BO, LATER, NOW, STORY, links


def told(ledger: Ledger, tag: str | None) -> dict[str, Any]:
    """The answer to every question; or what is raised where there is nobody to ask about."""
    answers: dict[str, Any] = {}
    with ledger.reading(None, tag) as reader:
        for name, ask in QUESTIONS.items():
            try:
                answers[name] = ask(reader)
            except KeyError as missing:
                answers[name] = f"KeyError {missing}"
    return answers


# Before Bo is merged into somebody, and forgotten.
STEPS = {ANA: STORY, BO: STORY[:9]}


def told_by_both(
    folder: Path, whom: int, steps: Sequence[Callable[[Ledger], None]]
) -> tuple[Ledger, Ledger]:
    """The story as long as they are there; then they are to be known to nobody."""
    both: tuple[Ledger, Ledger] = (FakeLedger(), open_ledger(str(folder / "ledger.db"), {}))
    for ledger in both:
        for step in steps:
            step(ledger)
        with ledger.changing("hide somebody", NOW) as change:
            change.add_tag(whom, "private")
    return both


@pytest.mark.parametrize("whom", [ANA, BO])
def test_both_answer_alike_and_as_if_somebody_was_not_there(whom: int, tmp_path: Path) -> None:
    memory, file = told_by_both(tmp_path, whom, STEPS[whom])
    in_memory, in_file = told(memory, "private"), told(file, "private")
    assert [name for name in QUESTIONS if in_memory[name] != in_file[name]] == []
    with file.reading() as reader:
        person = reader.person(whom)
        assert person is not None
    with file.reading(None, "private") as reader:
        assert reader.person(whom) is None
    said = [name for name, answer in in_file.items() if person.name in repr(answer)]
    assert said == []


def test_nobody_hidden_is_nothing_changed(tmp_path: Path) -> None:
    """The tag is nobody's, and nobody is only known of."""
    for ledger in told_by_both(tmp_path, ANA, [step for step in STORY if step is not links]):
        assert told(ledger, "nobody-has-it") == told(ledger, None)


def test_whoever_is_only_known_of_is_not_there(tmp_path: Path) -> None:
    """They were never asked; whose tag is hidden does not matter."""
    for ledger in told_by_both(tmp_path, ANA, STORY[: STORY.index(links) + 1]):
        with ledger.reading() as reader:
            (eve,) = (person for person in reader.people() if person.known_of)
            (theirs,) = (link.id for link in reader.links_of([eve.id], LATER))
        for tag in ("private", "nobody-has-it"):
            assert not [name for name, said in told(ledger, tag).items() if eve.name in repr(said)]
            with ledger.reading(None, tag) as reader:
                assert reader.link(theirs) is None
                assert reader.links_of([eve.id], LATER) == []


def test_a_tag_is_not_sql(tmp_path: Path) -> None:
    file = open_ledger(str(tmp_path / "ledger.db"), {})
    for step in STORY:
        step(file)
    with file.changing("hide somebody", NOW) as change:
        change.add_tag(ANA, "it's")
    with file.reading(None, "it's") as reader:
        assert reader.person(ANA) is None
        assert reader.people()
