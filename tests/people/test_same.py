"""Whether somebody a file tells of is known, and what is added to them if so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import count, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.model import Contact, Handle
from farmer.people import acquaintances, same
from farmer.people.account import Account
from farmer.people.agreement import NameSet, agreement, names_of
from farmer.people.companies import firm_key
from farmer.people.decision import Acquainted, Decision, Described
from farmer.people.duplicates import duplicates
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
    apart = [(7, 8)]
    for better in (EMAIL, PAGE):
        known = Known([(IDA, [PHONE]), (bo, [better])], not_same=apart)
        assert known.decide(IDA, [PHONE, better]).contact_id == 8


def test_the_sources_own_id() -> None:
    known = Known([(IDA, [])], {"ida north|2020-01-01": 7, "gone": 99})
    moved = Contact("Ida North", company="Elsewhere")
    assert known.decide(moved, key="ida north|2020-01-01").contact_id == 7
    assert known.decide(moved, source_ids=["x", "ida north|2020-01-01"]).contact_id == 7
    for unknown in (known.decide(moved, key="gone"), known.decide(moved)):
        assert (unknown.contact_id, unknown.namesakes) == (None, (7,))


def test_a_card_is_known_by_its_id_however_bare_it_was() -> None:
    known = Known()
    known.accept(-1, Contact("Ida North"), key="uid")
    assert known.decide(Contact("Idá", notes="tall"), key="uid") == Decision(-1, {"notes": "tall"})
    assert known.decide(Contact("Ida North"), [EMAIL], key="uid") == Decision(-1, {}, (EMAIL,))
    assert known.decide(IDA, key="uid").contact_id == -1


@pytest.mark.parametrize("key", ["901", "record id: 901"])
def test_an_id_that_is_only_counted_up_needs_something_that_is_as_it_was(key: str) -> None:
    known = Known([(IDA, [EMAIL])], {key: 7})
    for told in (Contact("Ida Berg"), Contact("I. North"), Contact("ida@fjord.example")):
        assert known.decide(told, key=key).contact_id == 7
    assert known.decide(Contact("Olaf Berg"), [EMAIL], key).contact_id == 7
    assert known.decide(Contact("Olaf Berg"), key=key).new


def test_an_edited_card_is_the_same_person_before_any_other_sign() -> None:
    other = Contact("Ida Berg", 8)
    known = Known([(IDA, []), (other, [EMAIL])], {"urn:uuid:1-a": 7})
    decision = known.decide(Contact("Ida Berg"), [EMAIL], "urn:uuid:1-a")
    assert (decision.contact_id, decision.same) == (7, (8,))


def test_an_id_that_a_file_has_for_several_needs_the_name() -> None:
    known = Known([(IDA, [])], {"urn:uuid:1-a": 7})
    known.repeated = {"urn:uuid:1-a"}
    assert known.decide(Contact("Ida Berg"), key="urn:uuid:1-a").new
    assert known.decide(Contact("Ida North"), key="urn:uuid:1-a").contact_id == 7


def test_name_and_company() -> None:
    known = Known([(IDA, [])])
    for company in ("FJORD ltd", "Fjord", "Fjord, Limited", "The Fjord Company", "Fjord GmbH"):
        assert known.decide(Contact("ida  NÓRTH", company=company)).contact_id == 7
    for company in ("Fjord Holding Ltd", "Fjords", "Elsewhere"):
        assert known.decide(Contact("Ida North", company=company)).new


def test_name_and_a_firm_of_before() -> None:
    known = Known([(IDA, [EMAIL])], worked={7: ["Old Works AG"]})
    assert known.decide(Contact("Ida North", company="Old Works")).contact_id == 7


@given(st.lists(st.sampled_from(["Quay", "Old Works AG", "Mill & Co", "Harbour"]), unique=True))
def test_any_firm_that_somebody_was_with_is_theirs_and_any_other_is_asked_about(
    worked: list[str],
) -> None:
    known = Known([(IDA, [EMAIL])], worked={7: worked})
    for firm in ("Fjord", "Quay Ltd", "OLD WORKS", "Mill", "Harbour GmbH"):
        decision = known.decide(Contact("Ida North", company=firm))
        theirs = firm == "Fjord" or any(firm_key(firm) == firm_key(each) for each in worked)
        assert (decision.contact_id, decision.namesakes) == ((7, ()) if theirs else (None, (7,)))


def test_of_thousands_of_one_name_no_row_looks_at_more_than_two() -> None:
    """Neither in an account, where a name may be enough, nor beside one."""
    looked: list[int] = []

    def person(whose: int) -> Acquainted:
        looked.append(whose)
        return Acquainted(IDA, (), names_of(IDA), sourced=True)

    told = Described(IDA, (), names_of(IDA))
    members = [(each, "Ida North") for each in range(1, 1000)]
    assert Account(members).find(told, person, exchanged=True) is None
    assert len(looked) == 2
    assert Account(members, is_one=False).find(told, person, exchanged=True) is None
    assert len(looked) == 2


def test_the_only_one_of_a_name_is_unsure_at_any_firm_and_one_of_several_is_not() -> None:
    elsewhere = Contact("Ida North", company="Elsewhere")
    assert Known([(IDA, [])]).decide(elsewhere).namesakes == (7,)
    assert Known([(IDA, [PROFILE])]).decide(elsewhere, [OTHER_PROFILE]).namesakes == ()
    two = Known([(IDA, []), (replace(IDA, id=8, company="Gulf"), [])])
    assert two.decide(elsewhere).namesakes == ()
    assert two.decide(Contact("Ida North"), [EMAIL]).namesakes == (7, 8)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("Robert Stone", "Bob Stone"), ("Bob Stone", "Rob Stone"), ("José Ruiz", "Pepe Ruiz"),
        ("Josef Huber", "Sepp Huber"), ("Francisco Gil Paz", "Paco Paz"),
        ("Kate Fox", "Katharine Fox"),
    ],
)  # fmt: skip
def test_a_short_form_of_the_given_name_is_unsure_and_never_merged(known: str, told: str) -> None:
    at_port = Known([(Contact(known, id=7, company="Port"), [])])
    for company in ("Port", "Port Ltd", ""):
        decision = at_port.decide(Contact(told, company=company), [EMAIL])
        assert (decision.contact_id, decision.namesakes) == (None, (7,))
    assert at_port.decide(Contact(told, company="Elsewhere")).namesakes == ()


@pytest.mark.parametrize("told", ["Tim Stone", "Bob Marsh", "Bobst Stone", "Alberta Stone"])
def test_another_given_or_family_name_is_nobodys_short_form(told: str) -> None:
    known = Known([(Contact("Robert Stone", id=7), []), (Contact("Tom Stone", id=8), [])])
    assert known.decide(Contact(told, company="Port")).namesakes == ()


def test_a_row_that_is_surely_two_people_makes_them_one() -> None:
    """By the telephone and by the name at the firm; not where anything says that they are two."""
    at_firm, by_phone = (IDA, [PROFILE]), (Contact("Ida North", id=9), [PHONE])
    row = Contact("Ida North", company="Fjord")
    known = Known([by_phone, at_firm])
    decision = known.decide(row, [PHONE])
    assert (decision.contact_id, decision.same) == (7, (9,))
    known.accept(7, row, [PHONE])
    known.unite(7, 9)
    assert known.decide(Contact("Ida North"), [PHONE]) == Decision(7)
    assert known.decide(row, [PROFILE]).same == ()
    assert Known([by_phone, at_firm], not_same=[(7, 9)]).decide(row, [PHONE]).same == ()
    born = (replace(by_phone[0], birthday="1980-05-04"), [PHONE])
    other = (replace(IDA, birthday="1990-01-02"), [PROFILE])
    assert Known([born, other]).decide(row, [PHONE]).same == ()
    assert Known([(by_phone[0], [PHONE, OTHER_PROFILE]), at_firm]).decide(row, [PHONE]).same == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("01711234567", "+491711234567", True), ("+34600111222", "600111222", True),
        ("1234567", "+3461234567", False), ("01711234567", "+491711234568", False),
        ("+441711234567", "+491711234567", False), ("01711234567", "1711234567", False),
    ],
)  # fmt: skip
def test_a_number_without_its_countrys_code_is_one_with_it_for_the_same_name(
    one: str, other: str, *, same: bool
) -> None:
    known = Known([(Contact("Ida North", id=7), [Handle("phone", one)])])
    assert (known.decide(Contact("Ida North"), [Handle("phone", other)]).contact_id == 7) is same
    assert known.decide(Contact("Ida"), [Handle("phone", other)]).contact_id is None


def test_a_profile_by_number_may_be_one_by_name() -> None:
    sorts = [
        PROFILE,
        Handle("url", "linkedin.com/in/acoaaabcdefghijklmnopqrstuvwxyz0123456789"),
        Handle("url", "linkedin.com/pub/ida-north/1/2b3/4c5"),
    ]
    for one, other in permutations(sorts, 2):
        known = Known([(IDA, [one])])
        assert known.decide(Contact("Ida North", company="Fjord"), [other]).contact_id == 7
        assert known.decide(Contact("Ida North"), [other]).namesakes == (7,)
        two = [(replace(IDA, company=""), [one]), (Contact("Ida North", id=8), [other])]
        assert [(each.one_id, each.other_id) for each in duplicates(two)] == [(7, 8)]
    other = Handle("url", "linkedin.com/pub/ida-north/9/9/9")
    assert duplicates([(IDA, [sorts[2]]), (Contact("Ida North", id=8), [other])]) == []


def test_within_an_account_a_name_without_a_profile_is_the_one_of_that_name() -> None:
    def begun(*members: tuple[Contact, list[Handle]]) -> Known:
        known = Known(members)
        known.begin_source({}, "x", Account((each.id or 0, each.name) for each, _ in members))
        return known

    bare, found = Contact("Ida North", id=8), (Contact("Ida North", id=7), [PROFILE])
    assert begun(found).decide(Contact("Ida North"), exchanged=True).contact_id == 7
    assert begun((bare, [])).decide(Contact("Ida North"), [PROFILE], exchanged=True).contact_id == 8
    assert begun(found).decide(Contact("Ida North"), [OTHER_PROFILE], exchanged=True).new
    two = begun(found, (Contact("Ida North", id=9), [OTHER_PROFILE]))
    assert two.decide(Contact("Ida North"), exchanged=True).namesakes == (7, 9)
    assert begun(found).decide(Contact("Ida North"), source_ids=["list"]).new


def test_an_address_that_stood_in_for_a_name_gives_way_to_the_name() -> None:
    known = Known([(Contact(EMAIL.value, id=7), [EMAIL])])
    decision = known.decide(Contact("Ida North", given="Ida", family="North"), [EMAIL])
    parts = {"prefix": "", "given": "Ida", "middle": "", "family": "North", "suffix": ""}
    assert decision.fill == {"name": "Ida North", **parts}
    assert known.decide(Contact("Ida North"), [EMAIL], exchanged=True).fill["name"] == "Ida North"
    assert known.decide(Contact(EMAIL.value), [EMAIL], exchanged=True).fill == {}


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
    differing = {"company": "Elsewhere", "notes": "theirs"}
    assert decision == Decision(7, filled, (PHONE,), differing=differing)
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


def test_who_is_told_of_again_is_not_made_anew() -> None:
    known = Known([(IDA, [EMAIL])])
    known.accept(7, replace(IDA, id=None), [EMAIL])
    assert known.contact(7) is IDA


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

    for module in (same, acquaintances):
        monkeypatch.setattr(module, "agreement", counted)
    known = Known()
    for number in range(1, 2001):
        contact = Contact(f"P{number} North")
        assert known.decide(contact, ADDRESSES).new
        known.accept(number, contact, ADDRESSES)
    assert compared <= 2000 * len(ADDRESSES) * (acquaintances.SHARED + same.HOUSEHOLD)
    assert known.decide(Contact("P1999 North"), [PAGE]) == Decision(1999)


class _CountedHandle(Handle):
    """An address that counts how often it is looked at."""

    looks = 0

    def __hash__(self) -> int:
        _CountedHandle.looks += 1
        return super().__hash__()


def test_work_grows_with_the_addresses_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many somebody has, of each that is told of again or anew the others stay unseen."""
    monkeypatch.setattr(_CountedHandle, "looks", 0)
    contact = Contact("Ida North", company="Fjord")
    rows = [_CountedHandle("email", f"ida{number}@north.example") for number in range(500)]
    known = Known()
    for row in [*rows, *rows]:
        known.decide(contact, [row])
        known.accept(1, contact, [row])
    assert _CountedHandle.looks <= 1000 * 50
    assert known.decide(contact, rows) == Decision(1)


NAMES = st.sampled_from(["Ida North", "Ida", "I. North", "Bo East", "bó east", "North"])
ROWS = st.tuples(
    st.builds(Contact, NAMES, company=st.sampled_from(["", "Fjord"]), title=st.just("x")),
    st.lists(st.sampled_from([EMAIL, PHONE, PAGE, PROFILE, OTHER_PROFILE]), max_size=3),
    st.sampled_from(["", "k1", "k2"]),
)


def twice(keys: Iterable[str]) -> set[str]:
    """The ids that a file has for several of its rows."""
    return {key for key, times in Counter(keys).items() if key and times > 1}


@settings(max_examples=200, deadline=None)
@given(st.lists(ROWS, max_size=12))
def test_the_same_rows_twice_add_nobody_and_change_nothing(
    rows: list[tuple[Contact, list[Handle], str]],
) -> None:
    known = Known()
    known.repeated = twice(key for _, _, key in rows)
    ids_given = count(1)

    def take() -> list[Decision]:
        decisions = []
        for contact, handles, key in rows:
            decision = known.decide(contact, handles, key)
            known.accept(decision.contact_id or next(ids_given), contact, handles, key)
            for gone in decision.same:
                known.unite(decision.contact_id or 0, gone)
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
    """What the ledger keeps is enough: people, handles, other names, and the ids of sources."""
    others: dict[int, tuple[str, ...]] = {}
    people: dict[int, tuple[Contact, tuple[Handle, ...]]] = {}
    sources: dict[str, int] = {}
    ids_given = count(1)

    def take() -> int:
        met = {whose for each, whose in sources.items() if each.startswith("touch")}
        known = Known(people.values(), sourced=met, others=others)
        known.begin_source(sources)
        known.repeated = twice(key for (_, _, key), _ in rows)
        new = 0
        # As an import does, who has the most addresses first.
        for (contact, handles, key), touched in sorted(rows, key=lambda row: -len(row[0][1])):
            ids = [f"touch {key}"] if key and touched else []
            decision = known.decide(contact, handles, key, ids)
            new += decision.new
            whose = decision.contact_id or next(ids_given)
            kept, had = people.get(whose, (replace(contact, id=whose), ()))
            people[whose] = (replace(kept, **decision.fill), had + decision.new_handles)
            known.accept(whose, contact, handles, key, ids)
            known_as = [each for each in (key, *ids) if each]
            sources.update({each: sources.get(each, whose) for each in known_as})
            for gone in decision.same:
                known.unite(whose, gone)
                merged, addresses = people.pop(gone)
                people[whose] = (people[whose][0], people[whose][1] + addresses)
                others[whose] = (*others.get(whose, ()), *others.pop(gone, ()), merged.name)
                sources.update({each: whose for each in sources if sources[each] == gone})
        return new

    take()
    assert take() == 0
