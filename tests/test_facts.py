"""The table of facts: every fact is good, bad or a withdrawal, and all that is told follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from farmer.errors import InvalidValue
from farmer.facts import (
    BAD_FACTS,
    FACT_KINDS,
    FACTS,
    GOOD_FACTS,
    WITHDRAWALS,
    FactKind,
    counting_as,
    say_fact,
    word_of,
)
from farmer.model import ROLES, Fact, Role
from farmer.scoring import assess

AS_OF = date(2026, 6, 15)


def test_every_fact_is_either_good_or_bad_or_a_withdrawal() -> None:
    assert sorted((*GOOD_FACTS, *BAD_FACTS, *WITHDRAWALS)) == sorted(FACTS)
    assert WITHDRAWALS == ("asked_them",)


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_is_known_by_its_name_and_its_word_however_they_are_typed(name: str) -> None:
    for typed in (name, name.upper(), word_of(name), f" {word_of(name).replace('-', ' ')} "):
        assert FACTS.parse(typed) == name


@pytest.mark.parametrize("typed", ["", "adored", "work", "work:", "ref"])
def test_what_records_nothing_is_refused_with_the_words_there_are(typed: str) -> None:
    with pytest.raises(InvalidValue, match=f"There is no fact “{typed}”") as refused:
        FACTS.parse(typed)
    assert "ref-out-good" in refused.value.hint
    assert "ref_out_good" not in refused.value.hint


@pytest.mark.parametrize("name", FACTS)
def test_people_read_words_and_no_stored_names(name: str) -> None:
    assert say_fact(name) == say_fact(word_of(name))
    assert not set("_-:") & set(say_fact(name))


def test_other_words_are_said_as_they_are() -> None:
    assert say_fact("meeting") == "meeting"


@pytest.mark.parametrize("kind", FACT_KINDS.values(), ids=FACT_KINDS)
def test_a_fact_counts_as_facts_that_speak_as_it_does(kind: FactKind) -> None:
    assert {FACT_KINDS[name].speaks for name in kind.counts_as} == {kind.speaks}
    assert all(kind.name in counting_as(name) for name in kind.counts_as)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["ref_out_good", "ref_bad", "ref_in_good"])
def test_a_referral_does_for_every_component_what_the_facts_do_that_it_counts_as(
    name: str, role: Role
) -> None:
    def components(*whats: str) -> dict[str, float]:
        facts = [Fact(AS_OF - timedelta(days=7), what) for what in whats]
        return {part.name: part.value for part in assess([], facts, AS_OF, role).components}

    # Beside one promise kept, so that something is there to lose.
    assert components("kept", name) == components("kept", *FACT_KINDS[name].counts_as)
