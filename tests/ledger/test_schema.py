"""The ledger as its migrations make it: the same as the models say, and hard to fool."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from farmer.ledger.sqlite.schema.search_index import INDEXED
from farmer.ledger.sqlite.schema.steps import (
    APPLICATION_ID,
    CHECKED,
    HEAD,
    LOGGED,
    REVISIONS,
    STEPS,
)
from farmer.ledger.sqlite.schema.tables import every_table
from tests.ledger.making import begin, parts, raw, schema


def is_derived(kind: str, name: str) -> bool:
    """Whether it is laid out anew after every migration: triggers, views, the index, checksums."""
    return kind in ("trigger", "view") or name.startswith("search") or name == "checksum"


def test_migrated_ledger_is_what_the_models_say(ledger: Path, tmp_path: Path) -> None:
    modelled = tmp_path / "modelled.db"
    engine = create_engine(f"sqlite:///{modelled}")
    every_table().create_all(engine)
    engine.dispose()
    migrated = schema(begin(ledger))
    expected = schema(modelled)
    del migrated["table", "alembic_version"]
    made = {key: sql for key, sql in migrated.items() if not is_derived(*key)}
    assert made.keys() == expected.keys()
    for (kind, name), sql in expected.items():
        if kind == "table":
            assert parts(made[kind, name]) == parts(sql)
        else:
            assert made[kind, name] == sql


def test_every_tracked_table_has_its_three_triggers(ledger: Path) -> None:
    triggers = {name for kind, name in schema(begin(ledger)) if kind == "trigger"}
    events = ("insert", "update", "delete")
    logging = {f"{table}_{event}" for table in LOGGED for event in events}
    indexing = {f"{table}_search_{event}" for table in INDEXED for event in events}
    summing = {f"{table}_checksum_{event}" for table in CHECKED for event in events}
    assert triggers == logging | indexing | summing


def test_ids_are_never_given_twice(ledger: Path) -> None:
    made = schema(begin(ledger))
    tables = {name: sql for (kind, name), sql in made.items() if not is_derived(kind, name)}
    tables = {name: sql for name, sql in tables.items() if ("table", name) in made}
    del tables["alembic_version"], tables["sqlite_sequence"]
    assert all("PRIMARY KEY AUTOINCREMENT" in sql for sql in tables.values())


def test_every_constraint_has_a_name(ledger: Path) -> None:
    for (kind, name), sql in schema(begin(ledger)).items():
        if kind == "table" and name in (*LOGGED, "change", "change_row", "forgotten"):
            bare = re.sub(r"CONSTRAINT \w+ (CHECK|UNIQUE|FOREIGN KEY)", "", sql)
            assert not re.search(r"CHECK|UNIQUE|FOREIGN KEY", bare), name


def test_file_says_whose_it_is_and_how_old(ledger: Path) -> None:
    with raw(begin(ledger)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_revisions_are_those_of_the_scripts() -> None:
    scripts = sorted(path.name for path in (STEPS.folder / "versions").glob("[0-9]*.py"))
    assert tuple(name.split("_")[0] for name in scripts) == REVISIONS


CONTACT = "INSERT INTO contact (name, added_on{also}) VALUES ({name}, {day}{values})"


def a_contact(name: str = "'Cy'", day: str = "'2026-01-01'", **more: str) -> str:
    also = "".join(f", {column}" for column in more)
    values = "".join(f", {value}" for value in more.values())
    return CONTACT.format(name=name, day=day, also=also, values=values)


def a_row(table: str, **fields: str) -> str:
    columns = ", ".join(f'"{column}"' for column in fields)
    return f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join(fields.values())})'


def a_touch(**more: str) -> str:
    usual = {"contact_id": "1", "kind": "'call'", "on": "'2026-01-01'"}
    return a_row("touchpoint", **{**usual, **more})


def an_origin(**more: str) -> str:
    usual = {"touchpoint_id": "1", "source": "'icalendar'", "source_id": "'x'"}
    return a_row("origin", **{**usual, **more})


def a_link(**more: str) -> str:
    return a_row("link", **{"contact_id": "1", "other_id": "2", "on": "'2026-01-01'", **more})


def a_former(**more: str) -> str:
    return a_row("former", **{"contact_id": "1", "what": "'name'", "value": "'Ana Li'", **more})


def an_identifier(**more: str) -> str:
    return a_row("identifier", **{"contact_id": "1", "source": "'vcard'", "value": "'u'", **more})


def a_detail(**more: str) -> str:
    usual = {"contact_id": "1", "what": "'own'", "label": "'shoe size'", "value": "'39'"}
    return a_row("detail", **{**usual, **more})


def a_fact(**more: str) -> str:
    return a_row("fact", **{"contact_id": "1", "what": "'kept'", "on": "'2026-01-01'", **more})


def a_handle(**more: str) -> str:
    return a_row("handle", **{"contact_id": "1", "kind": "'url'", "value": "'cy.org'", **more})


def a_tag(**more: str) -> str:
    return a_row("tag", **{"contact_id": "1", "tag": "'chapter'", **more})


def a_gain(**more: str) -> str:
    usual = {"contact_id": "1", "whose": "'theirs'", "slot": "'goals'", "text": "'a lease'"}
    return a_row("gains", **{**usual, "on": "'2026-01-01'", **more})


def a_digest(**more: str) -> str:
    return a_row("forgotten", **{"key": f"'{'a' * 64}'", "digest": f"'{'b' * 64}'", **more})


def a_request(**more: str) -> str:
    usual = {"direction": "'given'", "person_id": "1", "target_id": "2", "began": "'asker'"}
    return a_row("request", **{**usual, **more})


def a_step(**more: str) -> str:
    return a_row(
        "request_step", **{"request_id": "1", "step": "'asked'", "on": "'2026-01-01'", **more}
    )


def a_promise(**more: str) -> str:
    usual = {"contact_id": "1", "text": "'the lease'", "mine": "0", "made_on": "'2026-01-01'"}
    return a_row("promise", **{**usual, **more})


def a_change(**more: str) -> str:
    return a_row("change", **{"words": "'x'", "at": "'2026-01-01T00:00:00+00:00'", **more})


def a_read(**more: str) -> str:
    columns = {"contact_id": "77", "on": "'2026-06-01'", "tool": "'check'", **more}
    return a_row("assistant_read", **columns)


def a_shared_row(**more: str) -> str:
    return a_row("shared_row", **{"uid": f"'{'a' * 32}'", "table_name": "'fact'", **more})


def a_shared_run(**more: str) -> str:
    usual = {"table_name": "'fact'", "first_id": "1", "body": "'{}'", "as_of": "0"}
    return a_row("shared_run", **{**usual, "uids": f"'{'a' * 64}'", **more})


ALLOWED = (
    a_contact(cadence_days="1", met_on="'2024-02-29'"),
    a_contact(birthday="'1984-02-29'", snoozed_until="'2027-01-01'"),
    a_contact(birthday="'--02-29'"),
    a_contact(cadence_days="3650", name=f"'{'n' * 200}'"),
    a_handle(),
    a_touch(depth="0", minutes="1", group="2", by="'none'"),
    a_touch(depth="3", minutes="1440", group="100000"),
    a_touch(source="'linkedin'", time="'00:00'"),
    a_touch(kind="'planned'", time="'23:59'"),
    a_touch(kind="'attended'"),
    an_origin(),
    an_origin(source_id="''", told="'{}'"),
    a_handle(preferred="1", until="'2026-01-01'"),
    a_former(),
    a_former(what="'birthday'", value="'--02-29'", until="'2026-01-01'"),
    a_contact(
        prefix="'Dr.'", given="'Ana'", middle="'M.'", family="'van der Ruiz'", suffix="'Jr.'"
    ),
    an_identifier(),
    a_detail(),
    a_detail(what="'address'", label="''"),
    a_detail(what="'child'", label="'son'", source="'vcard'"),
    a_fact(what="'work:used'", source="'google'", recorded_on="'2026-01-01'"),
    a_row("event", on="'2026-01-01'"),
    a_tag(tag="'t'"),
    a_gain(whose="'mine'", slot="'networks'"),
    a_request(target="'a buyer at a rail firm'"),
    a_step(level="5", outcome="'business'", amount_minor="0", currency="'EUR'"),
    a_promise(mine="1", due_on="'2026-01-02'"),
    a_row("not_same", contact_id="1", other_id="2"),
    a_link(),
    a_link(strength="'works'", denied="1", told_by_id="1", source="'hand'"),
    a_change(),
    a_digest(),
    a_shared_row(row_id="1", body="'{}'"),
    a_shared_run(),
    a_read(),
    a_read(with_words="1"),
)
FORBIDDEN = {
    "ck_contact_name": (
        *(a_contact(name=name) for name in ("''", "'  '", "char(9)", f"'{'n' * 201}'")),
    ),
    "ck_contact_met_on": (a_contact(met_on="'2026-02-30'"), a_contact(met_on="'5 May'")),
    "ck_contact_met_through_id": ("UPDATE contact SET met_through_id = id WHERE id = 1",),
    "ck_contact_cadence_days": (*(a_contact(cadence_days=days) for days in ("0", "-5", "3651")),),
    "ck_contact_archived": (a_contact(archived="2"),),
    "ck_contact_birthday": (
        *(a_contact(birthday=day) for day in ("'12 May'", "'--02-30'", "'1984-5-1'", "'-05-12'")),
    ),
    "ck_contact_snoozed_until": (a_contact(snoozed_until="'later'"),),
    "ck_contact_added_on": (a_contact(day="'someday'"), a_contact(day="'2026-1-1'")),
    "ck_handle_kind": (a_handle(kind="'fax'"),),
    "ck_handle_value": (a_handle(value="' '"),),
    "uq_handle": (a_handle(kind="'email'", value="'ana@example.org'"),),
    "ck_event_name": (a_row("event", on="'2026-01-01'", name="''"),),
    "ck_event_on": (a_row("event", on="'2025-02-29'"),),
    "ck_touchpoint_kind": (a_touch(kind="'hug'"),),
    "ck_touchpoint_on": (a_touch(on="'2026-13-01'"),),
    "ck_touchpoint_by": (a_touch(by="'you'"),),
    "ck_touchpoint_minutes": (a_touch(minutes="0"), a_touch(minutes="1441")),
    "ck_touchpoint_group": (a_touch(group="1"), a_touch(group="100001")),
    "ck_touchpoint_depth": (a_touch(depth="-1"), a_touch(depth="4")),
    "ck_touchpoint_time": (
        *(a_touch(time=f"'{at}'") for at in ("24:00", "9:30", "09:60", "noon", "12:00:00")),
    ),
    "ck_origin_source": (an_origin(source="' '"),),
    "fk_origin_touchpoint_id": (an_origin(touchpoint_id="77"),),
    "ck_handle_preferred": (a_handle(preferred="2"),),
    "ck_handle_until": (a_handle(until="'soon'"),),
    "ck_former_what": (a_former(what="'shoe'"),),
    "ck_former_value": (a_former(value="' '"),),
    "ck_former_until": (a_former(until="'2026-02-30'"),),
    "ck_former_recorded_on": (a_former(recorded_on="'2026-02-30'"),),
    "ck_former_source": (a_former(source="''"),),
    "fk_former_contact_id": (a_former(contact_id="77"),),
    "ck_identifier_source": (an_identifier(source="''"),),
    "ck_identifier_value": (an_identifier(value="' '"),),
    "ck_identifier_recorded_on": (an_identifier(recorded_on="'2026-02-30'"),),
    "fk_identifier_contact_id": (an_identifier(contact_id="77"),),
    "ck_detail_what": (a_detail(what="'shoe'"),),
    "ck_detail_label": (a_detail(label="' '"),),
    "ck_detail_value": (a_detail(value="' '"),),
    "ck_detail_recorded_on": (a_detail(recorded_on="'2026-02-30'"),),
    "ck_detail_source": (a_detail(source="''"),),
    "fk_detail_contact_id": (a_detail(contact_id="77"),),
    "fk_touchpoint_contact_id": (a_touch(contact_id="77"),),
    "fk_touchpoint_event_id": (a_touch(event_id="77"),),
    "ck_fact_what": (a_fact(what="'nice'"),),
    "ck_fact_on": (a_fact(on="'2026-04-31'"),),
    "ck_tag_tag": (*(a_tag(tag=tag) for tag in ("''", "' '", f"'{'t' * 51}'")),),
    "uq_tag": (a_tag(tag="'golf'"),),
    "ck_gains_whose": (a_gain(whose="'ours'"),),
    "ck_gains_slot": (a_gain(slot="'hobbies'"),),
    "ck_gains_text": (a_gain(text="' '"),),
    "ck_gains_on": (a_gain(on="'2026-02-30'"),),
    "uq_gains": (a_gain(slot="'skills'"),),
    "ck_request_direction": (a_request(direction="'sideways'"),),
    "ck_request_target_id": (a_request(person_id="2", target_id="2"),),
    "ck_request_began": (a_request(began="'nobody'"),),
    "ck_request_inside": (a_request(inside="2"),),
    "fk_request_person_id": (a_request(person_id="77"),),
    "ck_request_step_step": (a_step(step="'dance'"),),
    "ck_request_step_on": (a_step(on="'2026-02-30'"),),
    "ck_request_step_level": (a_step(level="0"), a_step(level="6")),
    "ck_request_step_outcome": (a_step(outcome="'meh'"),),
    "ck_request_step_amount_minor": (a_step(amount_minor="-1", currency="'EUR'"),),
    "ck_request_step_currency": (a_step(amount_minor="1", currency="'euro'"),),
    "ck_request_step_amount": (a_step(amount_minor="1"), a_step(currency="'EUR'")),
    "ck_request_step_until": (a_step(step="'target-later'", until="'soon'"),),
    "ck_request_step_later": (a_step(until="'2026-09-01'"), a_step(step="'target-later'")),
    "ck_request_step_verdict": (a_step(verdict="'perhaps'"),),
    "ck_request_step_person_then": (a_step(person_then="'{'"),),
    "ck_request_step_target_then": (a_step(target_then="'{'"),),
    "ck_promise_text": (a_promise(text="' '"),),
    "ck_promise_mine": (a_promise(mine="2"),),
    "ck_promise_made_on": (a_promise(made_on="'soon'"),),
    "ck_promise_due_on": (a_promise(due_on="'2026-02-30'"),),
    "ck_promise_ended": (a_promise(ended="'lost'", ended_on="'2026-01-02'"),),
    "ck_promise_ended_on": (a_promise(ended="'kept'", ended_on="'then'"),),
    "ck_promise_end": (a_promise(ended="'kept'"), a_promise(ended_on="'2026-01-02'")),
    "ck_not_same_other_id": (
        a_row("not_same", contact_id="2", other_id="1"),
        a_row("not_same", contact_id="1", other_id="1"),
    ),
    "ck_link_other_id": (
        a_link(contact_id="2", other_id="1"),
        a_link(contact_id="1", other_id="1"),
    ),
    "ck_link_strength": (a_link(strength="'fond'"),),
    "ck_link_denied": (a_link(denied="2"),),
    "ck_link_on": (a_link(on="'soon'"),),
    "ck_link_recorded_on": (a_link(recorded_on="'soon'"),),
    "ck_link_source": (a_link(source="' '"),),
    "fk_link_contact_id": (a_link(contact_id="0"),),
    "fk_link_other_id": (a_link(other_id="77"),),
    "fk_link_told_by_id": (a_link(told_by_id="77"),),
    "fk_not_same_other_id": (a_row("not_same", contact_id="1", other_id="77"),),
    "ck_forgotten_key": (a_digest(key="'ab'"),),
    "ck_forgotten_digest": (a_digest(digest="'ab'"),),
    "ck_contact_source": (a_contact(source="' '"),),
    "ck_handle_source": (a_handle(source="''"),),
    "ck_tag_source": (a_tag(source="''"),),
    "ck_fact_source": (a_fact(source="''"),),
    "ck_handle_recorded_on": (a_handle(recorded_on="'2026-02-30'"),),
    "ck_tag_recorded_on": (a_tag(recorded_on="'2026-02-30'"),),
    "ck_gains_recorded_on": (a_gain(recorded_on="'2026-02-30'"),),
    "ck_event_recorded_on": (a_row("event", on="'2026-01-01'", recorded_on="'soon'"),),
    "ck_touchpoint_recorded_on": (a_touch(recorded_on="'2026-02-30'"),),
    "ck_fact_recorded_on": (a_fact(recorded_on="'2026-02-30'"),),
    "ck_promise_recorded_on": (a_promise(recorded_on="'2026-02-30'"),),
    "ck_request_recorded_on": (a_request(recorded_on="'2026-02-30'"),),
    "ck_request_step_recorded_on": (a_step(recorded_on="'2026-02-30'"),),
    "ck_not_same_recorded_on": (
        a_row("not_same", contact_id="1", other_id="2", recorded_on="'soon'"),
    ),
    "ck_change_recording": (a_change(recording="2"),),
    "ck_change_at": (a_change(at="'once'"),),
    "ck_change_undone_at": (a_change(undone_at="'never'"),),
    "ck_change_last_at": (a_change(last_at="'never'"),),
    "ck_change_final": (a_change(final="2"),),
    "ck_shared_row_uid": (a_shared_row(uid="'ab'"),),
    "ck_shared_row_body": (a_shared_row(body="'{'"),),
    "ck_shared_run_body": (a_shared_run(body="'{'"),),
    "ck_shared_run_uids": (a_shared_run(uids="'ab'"),),
    "ck_assistant_read_on": (a_read(on="'soon'"),),
    "ck_assistant_read_tool": (a_read(tool="' '"),),
    "ck_assistant_read_with_words": (a_read(with_words="2"),),
}


@pytest.mark.parametrize("statement", ALLOWED)
def test_what_the_model_allows_is_stored(ledger: Path, statement: str) -> None:
    with raw(begin(ledger)) as db:
        assert db.execute(statement).rowcount == 1


@pytest.mark.parametrize(
    ("constraint", "statement"),
    [(name, statement) for name, statements in FORBIDDEN.items() for statement in statements],
)
def test_what_the_model_forbids_is_not_stored(
    ledger: Path, constraint: str, statement: str
) -> None:
    with raw(begin(ledger)) as db, pytest.raises(sqlite3.IntegrityError) as refused:
        db.execute(statement)
    if constraint.startswith("ck"):
        assert str(refused.value) == f"CHECK constraint failed: {constraint}"


def test_every_check_is_tried(ledger: Path) -> None:
    named = {name for sql in schema(begin(ledger)).values() for name in re.findall(r"ck_\w+", sql)}
    assert named == {name for name in FORBIDDEN if name.startswith("ck")}


def test_only_one_change_can_be_recording(ledger: Path) -> None:
    with raw(begin(ledger)) as db:
        db.execute(a_change(recording="1"))
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(a_change(recording="1"))
