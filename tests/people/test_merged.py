"""What two records of one person become: one value stays, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.details import Former
from farmer.model import Contact
from farmer.people.merged import merged
from farmer.text import NAME_LENGTH, NOTE_LENGTH, fold, nicknames
from farmer.wording import say_date

NAMES = st.sampled_from(["Ana Ruiz", "Ana Ruis", "Ana", "Ruiz Ana", "Bo Li"])
CONTACTS = st.builds(
    Contact,
    name=NAMES,
    id=st.integers(1, 9),
    nickname=st.sampled_from(["", "Anita", "Nita, Ana Perez"]),
    company=st.sampled_from(["", "Port", "Mill"]),
    title=st.sampled_from(["", "Clerk", "Cook"]),
    met_at=st.sampled_from(["", "Mixer", "Gala"]),
    met_on=st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    met_through_id=st.none() | st.sampled_from([11, 12]),
    cadence_days=st.none() | st.integers(1, 365),
    notes=st.sampled_from(["", "sails", "sails and bakes", "x" * NOTE_LENGTH]),
    birthday=st.sampled_from(["", "--05-12", "1984-05-12", "--01-01"]),
    archived=st.booleans(),
    added_on=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    snoozed_until=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)
INTRODUCERS = {11: "Cy Ode", 12: "Di Fo"}
CHOSEN = st.dictionaries(
    st.sampled_from(["name", "company", "title", "birthday", "met_on", "met_at", "cadence_days",
                     "met_through_id", "snoozed_until"]),
    st.sampled_from(["kept", "other"]),
)  # fmt: skip


@given(CONTACTS, CONTACTS, CHOSEN)
def test_a_merge_loses_nothing_that_was_filled(
    kept: Contact, other: Contact, chosen: dict[str, str]
) -> None:
    result, _, former = merged(kept, other, chosen, INTRODUCERS)  # type: ignore[arg-type]
    assert result.id == kept.id
    said = f"{result!r} {former!r} {result.notes}"
    spelt = [each.value for each in former if each.what == "spelling"]
    names = {fold(name) for name in (result.name, *spelt, *nicknames(result.nickname))}
    for each in (kept, other):
        assert {fold(each.name), *map(fold, nicknames(each.nickname))} <= names
        for value in (each.company, each.title, each.met_at, each.birthday[-5:]):
            assert value in said
        if each.met_on:
            assert each.met_on == result.met_on or say_date(each.met_on) in said
        if each.cadence_days:
            assert f"{each.cadence_days}" in said
        if each.met_through_id:
            through = INTRODUCERS[each.met_through_id]
            assert each.met_through_id == result.met_through_id or through in result.notes
        if each.snoozed_until:
            until = say_date(each.snoozed_until)
            assert each.snoozed_until == result.snoozed_until or until in result.notes
        assert each.notes in result.notes
    assert result.archived == (kept.archived and other.archived)
    assert result.added_on == min(kept.added_on or date.max, other.added_on or date.max)
    assert len(result.nickname) <= NAME_LENGTH


@given(CONTACTS, CONTACTS, CHOSEN)
def test_what_stays_is_what_somebody_said_or_the_kept_ones(
    kept: Contact, other: Contact, chosen: dict[str, str]
) -> None:
    result, fields, _ = merged(kept, other, chosen, INTRODUCERS)  # type: ignore[arg-type]
    told = {field.field: field for field in fields}
    assert set(told) == {
        name
        for name in ("name", "nickname", "company", "title", "birthday", "met_on", "met_at",
                     "met_through_id", "cadence_days", "notes", "archived", "added_on",
                     "snoozed_until")
        if getattr(result, name)
    }  # fmt: skip
    for name, field in told.items():
        assert field.value == getattr(result, name)
        mine, theirs = getattr(kept, name), getattr(other, name)
        if field.other is not None:
            assert {field.value, field.other} == {mine, theirs}
            if name in chosen:
                assert field.value == {"kept": mine, "other": theirs}[chosen[name]]
            elif name in ("name", "company", "title"):
                assert field.value == mine
            elif name in ("met_on", "cadence_days"):
                assert field.value == min(mine, theirs)


@given(CONTACTS, CONTACTS)
def test_a_merge_with_oneself_again_adds_nothing(kept: Contact, other: Contact) -> None:
    once = merged(kept, other).contact
    again = merged(once, replace(once, notes="", nickname=""))
    assert (again.contact, again.differing, again.former) == (once, (), ())


@pytest.mark.parametrize(
    ("one", "other", "former"),
    [
        ({"company": "Port"}, {"company": "Mill"}, [Former("company", "Mill")]),
        ({"company": "Port"}, {"company": "PORT"}, []),
        ({"birthday": "--05-12"}, {"birthday": "1984-05-12"}, []),
        ({"birthday": "1984-05-12"}, {"birthday": "--05-13"}, [Former("birthday", "--05-13")]),
        (
            {"met_at": "Gala", "met_on": date(2026, 3, 1)},
            {"met_at": "Mixer", "met_on": date(2025, 4, 2)},
            [Former("met_at", "Gala, 1 Mar 2026")],
        ),
        ({"met_on": date(2025, 4, 2)}, {"met_on": date(2026, 3, 1)},
         [Former("met_at", "1 Mar 2026")]),
    ],
)  # fmt: skip
def test_what_gives_way_is_kept_as_told_of_them(
    one: dict[str, object], other: dict[str, object], former: list[Former]
) -> None:
    result, _, found = merged(
        replace(Contact("Ana Ruiz", 1), **one),  # type: ignore[arg-type]
        replace(Contact("Ana Ruiz", 2), **other),  # type: ignore[arg-type]
    )
    assert list(found) == former
    assert result.birthday in ("", "1984-05-12")


def test_the_name_that_stays_brings_its_parts() -> None:
    kept = Contact("Ana Ruiz", 1, given="Ana", family="Ruiz")
    other = Contact("Ana Marlow", 2, given="Ana", family="Marlow", nickname="Nita")
    assert merged(kept, other).contact.family == "Ruiz"
    result = merged(kept, other, {"name": "other"}).contact
    assert (result.id, result.name, result.family) == (1, "Ana Marlow", "Marlow")
    assert result.nickname == "Nita"
    assert merged(kept, other, {"name": "other"}).former == (Former("spelling", "Ana Ruiz"),)
    untold = Contact("ana ruiz", 3)
    assert merged(untold, kept).contact.family == "Ruiz"
