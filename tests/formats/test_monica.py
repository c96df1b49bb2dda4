"""Monica's export of an account, with invented people."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from farmer.details import Detail
from farmer.formats import monica
from farmer.formats.incoming import How, Incoming, Skipped, Unread, Unused
from farmer.formats.monica_history import IN_THE_FUTURE, NO_DAY
from farmer.model import Contact, Fact, Handle, Touch, birthday_of
from tests.formats.mutations import Cut, cuts, damaged, retyped

HOW = How(date(2026, 6, 15))
ON = "2020-02-29T00:00:00.000000Z"
LEAP = date(2020, 2, 29)


def entity(uuid: str, **properties: object) -> dict[str, Any]:
    return {"uuid": uuid, "created_at": ON, "updated_at": ON, "properties": properties}


def group(kind: str, *values: object) -> dict[str, object]:
    return {"count": len(values), "type": kind, "values": list(values)}


def person(uuid: str, *data: dict[str, object], **properties: object) -> dict[str, Any]:
    return {**entity(uuid, **properties), "data": list(data)}


def export(*contacts: dict[str, Any]) -> bytes:
    account = {
        "uuid": "account",
        "data": [
            group("user", entity("user", me_contact="me")),
            group("contact", *contacts),
            group(
                "activity",
                entity("walk", summary="Walked", description="far", happened_at=ON),
                entity("picnic", summary="Ate", happened_at=ON, type="type-picnic"),
                entity("trip", summary="Trip", happened_at="2026-06-16"),
            ),
        ],
        "instance": {
            "activity_types": [entity("type-picnic", translation_key="picnicked")],
            "contact_field_types": [
                entity("type-email", name="Email", type="email"),
                entity("type-phone", name="Phone", type="phone"),
                entity("type-page", name="Facebook"),
            ],
        },
    }
    whole = {
        "version": "1.0-preview.1",
        "app_version": "4.0.0",
        "export_date": ON,
        "account": account,
    }
    return json.dumps(whole, indent=4, ensure_ascii=False).encode()


def found(*contacts: dict[str, Any]) -> list[Any]:
    return list(monica.read(export(*contacts), HOW))


def address(kind: str, data: str) -> dict[str, Any]:
    return entity(f"{kind}-{data}", data=data, type=kind)


def special(on: str, vague: str = "") -> dict[str, object]:
    """A date as Monica keeps it, whose year is a guess or not known."""
    flags = {"is_age_based": vague == "age", "is_year_unknown": vague == "year"}
    return {"uuid": "x", "date": on, **flags}


def test_a_contact_with_everything() -> None:
    [ida] = found(
        person(
            "ida",
            group(
                "contact_field",
                address("type-email", "Ida@North.example"),
                address("type-phone", "+44 20 7946 0018"),
                address("type-page", "https://pages.example/ida"),
            ),
            group("note", entity("n", body="Plays\nthe cello")),
            first_name="Ida",
            middle_name=None,
            last_name="North",
            nickname="Idie",
            job="Pilot",
            company="Fjord Ltd",
            description="Met at sea",
            is_active=True,
            tags=["Old friends", "sailing"],
            birthdate=special("1984-05-12T00:00:00.000000Z"),
            first_met_date=special(ON),
            stay_in_touch_frequency=30,
        )
    )
    assert ida.contact == Contact(
        "Ida North",
        nickname="Idie",
        company="Fjord Ltd",
        title="Pilot",
        given="Ida",
        family="North",
        met_on=LEAP,
        cadence_days=30,
        notes="Met at sea\n2020-02-29: Plays\nthe cello",
        birthday="1984-05-12",
    )
    assert ida.handles == (
        Handle("email", "ida@north.example"),
        Handle("phone", "+442079460018"),
        Handle("url", "pages.example/ida"),
    )
    assert (ida.key, ida.tags, ida.touches) == ("ida", ("old-friends", "sailing"), ())


def test_addresses_and_whoever_is_close_are_details() -> None:
    """Relatives whom Monica knows only as such are named too."""
    home = entity("a", name="Home", street="1 Mill Road", city="Ebury", country="England")
    kin = group(
        "relationship",
        entity("r1", type="child", contact_is="mia", of_contact="ida"),
        entity("r2", type="partner", contact_is="bo", of_contact="ida"),
        entity("r3", type="partner", contact_is="gone", of_contact="ida"),
    )
    document = json.loads(
        export(
            person("ida", group("address", home), first_name="Ida"),
            person("bo", first_name="Bo"),
            person("mia", first_name="Mia", is_partial=True),
        )
    )
    document["account"]["data"].append(kin)
    ida, *_ = monica.read(json.dumps(document).encode(), HOW)
    assert isinstance(ida, Incoming)
    assert ida.details == (
        Detail("child", "child", "Mia"),
        Detail("relation", "partner", "Bo"),
        Detail("address", "home", "1 Mill Road, Ebury, England"),
    )


@pytest.mark.parametrize(
    ("birthdate", "birthday"),
    [
        (special("2020-02-29", "year"), "--02-29"),
        (special("1984-01-01", "age"), ""),
        (special("1884-01-01"), ""),
        (special("soon"), ""),
        (None, ""),
    ],
)
def test_birthdays(birthdate: object, birthday: str) -> None:
    [ida] = found(person("ida", first_name="Ida", birthdate=birthdate))
    assert ida.contact.birthday == birthday
    assert not birthday or birthday_of(birthday)


@pytest.mark.parametrize("vague", ["age", "year"])
def test_a_vague_day_of_meeting_is_none(vague: str) -> None:
    [ida] = found(person("ida", first_name="Ida", first_met_date=special(ON, vague)))
    assert ida.contact.met_on is None


@pytest.mark.parametrize("state", [{"is_active": False}, {"is_active": 0}, {"is_dead": True}])
def test_archived_and_dead_contacts_are_archived(state: dict[str, object]) -> None:
    [ida, bo] = found(person("ida", first_name="Ida", **state), person("bo", first_name="Bo"))
    assert (ida.contact.archived, bo.contact.archived) == (True, False)


@pytest.mark.parametrize("days", [0, -1, 3651, 10**30, "30", True, None])
def test_a_rhythm_out_of_range_is_none(days: object) -> None:
    [ida] = found(person("ida", first_name="Ida", stay_in_touch_frequency=days))
    assert ida.contact.cadence_days is None


def test_activities_are_shared_and_each_touch_has_an_id_of_its_own() -> None:
    ida, bo = found(
        person("ida", group("activity", "walk", "picnic"), first_name="Ida"),
        person("bo", group("activity", "walk"), first_name="Bo"),
    )
    walk = Touch(LEAP, "meeting", group=3, note="Walked\nfar")
    assert [each.touch for each in ida.touches] == [
        walk,
        Touch(LEAP, "meal", group=2, note="Ate"),
    ]
    assert [each.touch for each in bo.touches] == [walk]
    assert ida.touches[0].source_id != bo.touches[0].source_id


def test_calls_say_who_began() -> None:
    [ida] = found(
        person(
            "ida",
            group(
                "call",
                entity("c1", called_at=ON, content="The cello", contact_called=True),
                entity("c2", called_at=ON, contact_called=False),
                entity("c2", called_at=ON, contact_called=False),
            ),
            first_name="Ida",
        )
    )
    assert [(each.source_id, each.touch) for each in ida.touches] == [
        ("c1", Touch(LEAP, "call", by="them", note="The cello")),
        ("c2", Touch(LEAP, "call", by="me")),
    ]


def test_conversations_are_written_and_their_words_not_kept() -> None:
    hidden = [entity("m", content="hidden", written_by_me=False), entity("n", written_by_me=True)]
    [ida] = found(
        person(
            "ida",
            group(
                "conversation",
                entity("a", happened_at=ON, messages=hidden, contact_field_type="type-email"),
                entity("b", happened_at=ON, messages=hidden[1:], contact_field_type="type-page"),
                entity("c", happened_at=ON),
            ),
            first_name="Ida",
        )
    )
    assert [each.touch for each in ida.touches] == [
        Touch(LEAP, "email", by="them"),
        Touch(LEAP, "message", by="me"),
        Touch(LEAP, "message"),
    ]
    assert "hidden" not in repr(ida)


def test_gifts_given_and_received_are_facts_and_ideas_are_not() -> None:
    ida, left = found(
        person(
            "ida",
            group(
                "gift",
                entity("g", name="A bow", status="offered", date=ON),
                entity("h", name="A sail", status="received", date=ON),
                entity("i", name="A boat", status="idea", date=ON),
            ),
            first_name="Ida",
        )
    )
    assert ida.facts == (Fact(LEAP, "gave", "A bow"), Fact(LEAP, "got", "A sail"))
    assert left == Unused(1, "gift idea")


def test_today_has_come() -> None:
    [ida] = found(
        person(
            "ida",
            group("call", entity("c", called_at="2026-06-15")),
            group("gift", entity("g", status="offered", date="2026-06-15")),
            first_name="Ida",
        )
    )
    assert (ida.touches[0].touch.on, ida.facts[0].on) == (HOW.today, HOW.today)


def test_what_has_no_day_or_has_not_happened_is_left_out_and_said() -> None:
    *skipped, ida = found(
        person(
            "ida",
            group("call", entity("c", called_at="the other day"), entity("", called_at=ON)),
            group("activity", "trip", "walk", "nowhere"),
            group(
                "gift",
                entity("g", status="offered"),
                entity("h", status="received", date="2027-01-01"),
            ),
            first_name="Ida",
        )
    )
    reasons = [NO_DAY, NO_DAY, IN_THE_FUTURE, NO_DAY, NO_DAY, IN_THE_FUTURE]
    assert skipped == [Skipped(1, reason) for reason in reasons]
    assert len(ida.touches) == 1
    assert ida.facts == ()


def test_without_ids_nobody_is_the_user() -> None:
    whole = export(person("", first_name="Ida")).replace(b'"me"', b'""')
    [ida] = monica.read(whole, HOW)
    assert isinstance(ida, Incoming)


def test_nobody_to_bring_in() -> None:
    assert found(
        person("me", first_name="Own", last_name="Er"),
        person("b", first_name="Bo", is_partial=True),
        person("c", first_name=" "),
        person("d", first_name="Al"),
    )[:3] == [
        Skipped(1, monica.YOURSELF),
        Skipped(2, monica.PARTIAL),
        Skipped(3, monica.NO_NAME),
    ]


DUMP = (
    "# ******\n# Own Er dump of data\n# Export date: 2020-02-29 12:00:00\n# How to use:\n"
    "INSERT IGNORE INTO contacts (`id`) VALUES\n (1);\n"
)


@pytest.mark.parametrize("text", [DUMP, DUMP.replace("\n", "\r\n")])
def test_a_dump_is_refused_in_a_sentence_that_says_what_to_do(text: str) -> None:
    assert monica.recognises(text)
    assert list(monica.read(text.encode(), HOW)) == [Skipped(1, monica.SQL)]
    assert "JSON" in monica.SQL


@pytest.mark.parametrize(
    ("beginning", "known"),
    [
        (export().decode()[:200], True),
        ('{"version":"1.0-preview.1","app_version":"4.1.2",', True),
        ('{"version": "2", "name": "x"}', False),
        ("INSERT INTO contacts", False),
        ("", False),
    ],
)
def test_told_by_its_beginning(beginning: str, known: bool) -> None:
    assert monica.recognises(beginning) is known


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"account": []}', b"[" * 100_000])
def test_what_is_no_export_is_one_reason(data: bytes) -> None:
    assert list(monica.read(data, HOW)) == [Skipped(1, monica.UNREADABLE)]


WHOLE = export(
    person(
        "ida",
        group("activity", "walk", "picnic"),
        group("call", entity("c", called_at=ON, contact_called=True)),
        group("conversation", entity("v", happened_at=ON, messages=[entity("m")])),
        group("gift", entity("g", name="A bow", status="offered", date=ON)),
        group("contact_field", address("type-email", "ida@north.example")),
        first_name="Ida",
        birthdate=special("1984-05-12"),
        stay_in_touch_frequency=30,
        tags=["sailing"],
    )
)


@given(changes=cuts(len(WHOLE)))
def test_damaged_files_never_raise_and_read_the_same_twice(changes: list[Cut]) -> None:
    data = damaged(WHOLE, changes)
    read = list(monica.read(data, HOW))
    assert read == list(monica.read(data, HOW))
    assert all(each.line >= 1 for each in read)


def test_any_value_may_be_of_another_kind() -> None:
    for whole in retyped(json.loads(WHOLE)):
        read = list(monica.read(json.dumps(whole).encode(), HOW))
        assert all(isinstance(each, Incoming | Skipped | Unread | Unused) for each in read)


def test_where_and_through_whom_somebody_was_met_is_kept() -> None:
    bo, ida = found(
        person("bo", first_name="Bo", last_name="Li"),
        person(
            "ida",
            first_name="Ida",
            first_met_where="Spring fair",
            first_met_through="bo",
            first_met_additional_info="At the bar",
        ),
    )
    assert (ida.contact.met_at, ida.contact.notes) == ("Spring fair", "At the bar")
    assert ida.details == (Detail("relation", "met through", "Bo Li"),)
    assert bo.details == ()


def test_what_has_no_place_is_named_and_not_lost_in_silence() -> None:
    """Once each, however many there are; a bare name at a network says of what it is one."""
    pets = group("pet", entity("p", name="Rex"), entity("q", name="Tom"))
    rows = found(
        person("ida", pets, group("task"), first_name="Ida", food_preferences="fish"),
        person("bo", pets, group("contact_field", address("type-page", "bo.li")), first_name="Bo"),
    )
    assert [row for row in rows if not isinstance(row, Incoming)] == [
        Unread(2, "Facebook"),
        Unused(1, "food preferences"),
        Unused(1, "pet"),
    ]
