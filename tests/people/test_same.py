"""Whether somebody a file tells of is known, and what is added to them if so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.model import Contact, Handle
from farmer.people import same
from farmer.people.agreement import NameSet, agreement
from farmer.people.decision import Decision
from farmer.people.same import Known
from farmer.sources import BREAK

EMAIL = Handle("email", "ida@north.example")
PHONE = Handle("phone", "+442079460018")
PAGE = Handle("url", "fjord.example")
PROFILE = Handle("url", "linkedin.com/in/ida-north")
OTHER_PROFILE = Handle("url", "uk.linkedin.com/in/ida-north-2")

IDA = Contact("Ida North", id=7, company="Fjord Ltd")
NEW = Decision(None)


ADDRESSES = [EMAIL, PROFILE, PHONE, PAGE]
CALLED = Contact("Ida Maria North", id=7, nickname="Idi")


@pytest.mark.parametrize("handle", ADDRESSES)
@pytest.mark.parametrize(
    "name",
    ["Idá Maria NORTH", "Ida", "Ida North", "North, Ida", "I. North", "Ida M. North", "Idi",
     "Idi North", "Ida Maria Norht", "Ida Maria North-Berg", EMAIL.value],
)  # fmt: skip
def test_an_address_counts_where_names_agree(handle: Handle, name: str) -> None:
    assert Known([(CALLED, [handle])]).decide(Contact(name), [handle]).contact_id == 7


@pytest.mark.parametrize("handle", ADDRESSES)
@pytest.mark.parametrize(
    "name",
    ["Olaf North", "Ida Maria East", "Ira Maria North", "…", "Olaf & Ida North", "M. N.",
     "Fjord Sales", "Mrs North"],
)  # fmt: skip
def test_names_that_plainly_differ_are_two_people_whatever_they_share(
    handle: Handle, name: str
) -> None:
    """A couple's e-mail, an assistant's, a firm's telephone: whether it is one is not sure."""
    decision = Known([(CALLED, [handle])]).decide(Contact(name), [handle])
    assert decision == Decision(None, {}, (handle,), sharing={7: (handle,)})


@pytest.mark.parametrize("handle", ADDRESSES)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Walt Stone Jr.", "Walt Stone Sr."),
        ("Herr Kim Voss", "Frau Kim Voss"),
        ("Lang, Bo, II", "Bo Lang III"),
        ("Mr Stone", "Mrs Stone"),
    ],
)
def test_father_and_son_or_man_and_wife_are_never_one(handle: Handle, one: str, other: str) -> None:
    """Neither by an address that both have, nor by a name at one firm."""
    known = Known([(Contact(one, id=7, company="Fjord"), [handle])])
    assert known.decide(Contact(other), [handle]).contact_id is None
    decision = known.decide(Contact(other, company="Fjord"))
    assert (decision.contact_id, decision.namesakes) == (None, ())


@pytest.mark.parametrize(
    "name", ["Dr. Ida North", "North, Ida", "Ida North, PhD", "NORTH, Dr. Ida", "Frau Ida  North"]
)
def test_a_name_at_a_firm_is_one_in_whatever_way_it_is_written(name: str) -> None:
    """And where no firm is told, it is asked about."""
    known = Known([(IDA, [EMAIL])])
    assert known.decide(Contact(name, company="FJORD LTD")).contact_id == 7
    assert known.decide(Contact(name), [PHONE]).namesakes == (7,)
    assert known.decide(Contact(f"{name}, Jr."), [PHONE]).namesakes == (7,)


def test_whom_of_several_a_shorter_name_means_is_unsure() -> None:
    tom, tina = Contact("Tom North", id=1), Contact("Tina North", id=2)
    known = Known([(tom, [EMAIL]), (tina, [EMAIL])])
    assert known.decide(Contact("Tina"), [EMAIL]).contact_id == 2
    for name in ("North", "T. North", EMAIL.value):
        assert list(known.decide(Contact(name), [EMAIL]).sharing) == [1, 2], name


def test_who_was_called_by_two_names_is_told_from_a_third() -> None:
    known = Known([(Contact("North", id=1), [EMAIL])])
    assert known.decide(Contact("Tom North"), [EMAIL]).contact_id == 1
    known.accept(1, Contact("Tom North"), [EMAIL])
    assert known.decide(Contact("Greta North"), [EMAIL]).new


def test_an_address_that_a_whole_firm_has_says_nothing() -> None:
    known = Known()
    for number in range(1, same.HOUSEHOLD + 3):
        decision = known.decide(Contact(f"P{number} Q{number}"), [EMAIL])
        assert bool(decision.sharing) == (1 < number <= same.HOUSEHOLD + 1)
        known.accept(number, Contact(f"P{number} Q{number}"), [EMAIL])


def test_email_and_page_go_before_phone() -> None:
    bo = Contact("Ida North", id=8)
    assert Known([(IDA, [PHONE]), (bo, [EMAIL])]).decide(IDA, [PHONE, EMAIL]).contact_id == 8
    assert Known([(IDA, [PHONE]), (bo, [PAGE])]).decide(IDA, [PHONE, PAGE]).contact_id == 8


def test_the_sources_own_id() -> None:
    known = Known([(IDA, [])], {"ida north|2020-01-01": 7, "gone": 99})
    moved = Contact("Ida North", company="Elsewhere")
    assert known.decide(moved, key="ida north|2020-01-01").contact_id == 7
    assert known.decide(moved, source_ids=["x", "ida north|2020-01-01"]).contact_id == 7
    assert known.decide(moved, key="gone") == NEW
    assert known.decide(moved) == NEW


def test_an_id_without_a_touch_gives_a_bare_record_nothing_to_be_missed_by() -> None:
    known = Known()
    known.accept(-1, Contact("Ida North"), key="uid")
    assert known.decide(Contact("Idá", notes="tall"), key="uid") == Decision(-1, {"notes": "tall"})
    assert known.decide(Contact("Ida North"), [EMAIL], key="uid").new
    assert known.decide(IDA, key="uid").new


def test_name_and_company() -> None:
    known = Known([(IDA, [])])
    assert known.decide(Contact("ida  NÓRTH", company="FJORD ltd")).contact_id == 7
    assert known.decide(Contact("Ida North", company="Fjord")) == NEW


def test_name_and_company_with_another_profile_is_somebody_else() -> None:
    known = Known([(IDA, [PROFILE])])
    twin = Contact("Ida North", company="Fjord Ltd")
    assert known.decide(twin, [OTHER_PROFILE]).new
    assert known.decide(twin, [EMAIL]).contact_id == 7


@pytest.mark.parametrize(
    ("typed", "handles", "contact", "brought", "source_ids"),
    [
        (Contact("Ida North", id=7), (), Contact("Ida North", company="Fjord Ltd"), (), ()),
        (IDA, (), Contact("Ida North"), (), ()),
        (Contact("Ida North", id=7), (), Contact("Ida North"), (EMAIL,), ()),
        (Contact("Ida North", id=7), (EMAIL,), Contact("Ida North"), (), ()),
        (Contact("Ida North", id=7), (), Contact("Ida North"), (), ("ida north|2020-01-01",)),
    ],
)
def test_a_name_alone_never_merges(
    typed: Contact,
    handles: tuple[Handle, ...],
    contact: Contact,
    brought: tuple[Handle, ...],
    source_ids: tuple[str, ...],
) -> None:
    assert Known([(typed, handles)]).decide(contact, brought, source_ids=source_ids).new


def test_two_records_with_nothing_but_a_name_are_one() -> None:
    known = Known([(Contact("Ida North", id=7), [])])
    assert known.decide(Contact("Ida North", notes="tall")) == Decision(7, {"notes": "tall"})
    assert Known([(Contact("Ida North", id=7), [])], {"x": 7}).decide(Contact("Ida North")).new


def test_a_bare_record_that_gains_an_address_is_bare_no_more() -> None:
    known = Known([(Contact("Ida North", id=7), [])])
    known.accept(7, Contact("Ida North"), [EMAIL])
    assert known.decide(Contact("Ida North")).new


def test_only_empty_fields_are_filled_and_only_new_handles_added() -> None:
    typed = Contact("Ida North", id=7, company="Fjord Ltd", notes="mine")
    told = Contact(
        "Ida N. North", company="Elsewhere", title="Pilot", met_on=date(2020, 1, 1), notes="theirs"
    )
    decision = Known([(typed, [EMAIL])]).decide(told, [EMAIL, PHONE, PHONE])
    filled = {"title": "Pilot", "met_on": date(2020, 1, 1)}
    assert decision == Decision(7, filled, (PHONE,), differing={"company": "Elsewhere"})
    assert decision.changes
    assert not decision.new


def test_an_address_that_another_has_is_taken_and_told() -> None:
    known = Known([(IDA, [EMAIL]), (Contact("Olaf", id=8), [PROFILE])])
    decision = known.decide(IDA, [EMAIL, PROFILE])
    assert decision == Decision(7, {}, (PROFILE,), sharing={8: (PROFILE,)})
    known.accept(7, IDA, [EMAIL, PROFILE])
    assert known.decide(Contact("Olaf"), [PROFILE]) == Decision(8)
    assert known.decide(IDA, [EMAIL, PROFILE]) == Decision(7)


@pytest.mark.parametrize(("name", "whose"), [("Ida Berg", 7), ("Olaf North", None)])
def test_a_profile_by_which_the_source_knows_somebody_outlasts_a_surname(
    name: str, whose: int | None
) -> None:
    known = Known([(IDA, [PROFILE])], {PROFILE.value: 7})
    found = known.decide(Contact(name), [PROFILE], PROFILE.value, [PROFILE.value])
    assert found.contact_id == whose


def test_an_address_in_an_id_is_no_more_than_an_address() -> None:
    """Mails are known by the address they came from, whoever wrote them."""
    key = f"{EMAIL.value}{BREAK}"
    known = Known([(IDA, [EMAIL])], {key: 7})
    assert known.decide(Contact("Olaf North"), [EMAIL], key).new
    assert known.decide(Contact("Ida Berg"), [EMAIL], key).new
    assert known.decide(Contact("I. North"), [EMAIL], key).contact_id == 7


def test_rows_of_one_file_meet_each_other() -> None:
    known = Known()
    ida = Contact("Ida North", company="Fjord Ltd")
    assert known.decide(ida, [EMAIL]).new
    known.accept(1, ida, [EMAIL], "uid", ["s1"])
    assert known.decide(Contact("Ida"), [EMAIL, PHONE]) == Decision(1, {}, (PHONE,))
    known.accept(1, Contact("Ida", title="Pilot"), [EMAIL, PHONE])
    assert not known.decide(Contact("Ida North", title="Cook"), [PHONE]).changes
    assert known.decide(Contact("Anybody"), key="uid").contact_id == 1
    assert known.decide(Contact("Anybody"), source_ids=["s1"]).contact_id == 1


def test_a_filled_company_is_found_by_it() -> None:
    known = Known([(Contact("Ida North", id=7), [EMAIL])])
    known.accept(7, IDA, [EMAIL])
    assert known.decide(Contact("Ida North", company="Fjord Ltd")) == Decision(7)


def test_a_known_contact_needs_an_id() -> None:
    with pytest.raises(ValueError, match="id"):
        Known([(Contact("Ida"), [])])


def test_work_grows_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many share an address or a name, a row is compared with a few at most."""
    compared = 0
    plain = agreement

    def counted(known: NameSet, told: NameSet) -> int:
        nonlocal compared
        compared += 1
        return plain(known, told)

    monkeypatch.setattr(same, "agreement", counted)
    known = Known()
    for number in range(1, 2001):
        contact = Contact(f"P{number} North")
        assert known.decide(contact, ADDRESSES).new
        known.accept(number, contact, ADDRESSES)
    assert compared <= 2000 * len(ADDRESSES) * (same.SHARED + same.HOUSEHOLD)
    assert known.decide(Contact("P1999 North"), [PAGE]) == Decision(1999)


NAMES = st.sampled_from(["Ida North", "Ida", "I. North", "Bo East", "bó east", "North"])
ROWS = st.tuples(
    st.builds(Contact, NAMES, company=st.sampled_from(["", "Fjord"]), title=st.just("x")),
    st.lists(st.sampled_from([EMAIL, PHONE, PAGE, PROFILE, OTHER_PROFILE]), max_size=3),
    st.sampled_from(["", "k1", "k2"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ROWS, max_size=12))
def test_the_same_rows_twice_add_nobody_and_change_nothing(
    rows: list[tuple[Contact, list[Handle], str]],
) -> None:
    known = Known()

    def take() -> list[Decision]:
        decisions = []
        for contact, handles, key in rows:
            decision = known.decide(contact, handles, key)
            known.accept(decision.contact_id or len(known) + 1, contact, handles, key)
            decisions.append(decision)
        return decisions

    take()
    assert not any(each.new for each in take())
    assert not any(each.changes for each in take())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(ROWS, st.booleans()), max_size=8))
def test_a_later_import_of_the_same_rows_adds_nobody(
    rows: list[tuple[tuple[Contact, list[Handle], str], bool]],
) -> None:
    """What the ledger keeps is enough: people, handles and the ids of touches."""
    people: dict[int, tuple[Contact, tuple[Handle, ...]]] = {}
    sources: dict[str, int] = {}

    def take() -> int:
        known = Known(people.values(), sources)
        before = len(people)
        for (contact, handles, key), touched in rows:
            ids = [f"touch {key}"] if key and touched else []
            decision = known.decide(contact, handles, key, ids)
            whose = decision.contact_id or len(people) + 1
            kept, had = people.get(whose, (replace(contact, id=whose), ()))
            people[whose] = (replace(kept, **decision.fill), had + decision.new_handles)
            known.accept(whose, contact, handles, key, ids)
            sources.update({each: sources.get(each, whose) for each in ids})
        return len(people) - before

    take()
    assert take() == 0
