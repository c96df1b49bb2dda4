"""A story in which everything is done that a writer can, and what was done to it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from farmer.details import Detail, Former, Gain
from farmer.ledger.assistant_reads import AssistantRead
from farmer.ledger.findings import Erasure
from farmer.ledger.ledger import Ledger
from farmer.ledger.newcomers import ImportedTouch, Newcomer, Origin
from farmer.ledger.recorded import RecordedStep
from farmer.ledger.remembered import AgreedCard, ReadFile, ReadLine, RememberedSource
from farmer.links import Link
from farmer.model import Contact, Event, Fact, Handle, Promise, Touch
from farmer.referrals.states import Request, StepTaken

DAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
LATER = DAY + timedelta(days=10)
ANA, BO, CY, DI = 1, 2, 3, 4
ADDRESS = Handle("email", "ana@mill.example")


def people(ledger: Ledger) -> None:
    with ledger.changing("people", NOW) as change:
        ana = Contact(
            "Ana Ruiz",
            nickname="Annie",
            company="Voss & Co",
            added_on=DAY,
            given="Ana",
            family="Ruiz",
        )
        assert change.add_contact(ana, [ADDRESS, ADDRESS]) == ANA
        bo = Contact("Bo Li", met_through_id=ANA, met_on=DAY, cadence_days=30, added_on=DAY)
        assert change.add_contact(bo) == BO
        cy = Contact("Cy Ode", archived=True, birthday="--05-12", added_on=LATER)
        assert change.add_contact(cy) == CY
        assert [person.name for person in change.now.people()] == ["Ana Ruiz", "Bo Li", "Cy Ode"]
        for whose, tag in ((ANA, "golf"), (BO, "golf"), (CY, "golf"), (BO, "chapter")):
            change.add_tag(whose, tag)
        change.add_not_same(BO, ANA)


def an_evening(ledger: Ledger) -> None:
    with ledger.changing("an evening", NOW) as change:
        mixer = change.add_event(Event(DAY, "Chamber mixer", "Old Mill"))
        walk = change.add_event(Event(DAY - timedelta(days=1)))
        for whose in (ANA, BO):
            change.add_touch(whose, Touch(DAY, "event", "me", 120, 30, 2, "Knows the port"), mixer)
        change.add_touch(ANA, Touch(DAY - timedelta(days=1), "meeting", None, 45), walk)
        change.add_touch(CY, Touch(LATER, "call", "them", time="09:30"), None, "linkedin", "m1")
        change.write_origin(4, Origin("icalendar", "cy\tcall 2026-06-11", '{"sequence": 0}'))
        change.write_origin(3, Origin("icalendar", "ana\twalk"))
        change.remove_origin(3, Origin("icalendar", "ana\twalk", "whatever was told"))
        change.write_origin(2, Origin("icalendar", "bo\tmixer 2026-06-01", "Bo Li was there"))
        change.add_fact(ANA, Fact(DAY, "kept", "Sent the address"))
        change.add_fact(BO, Fact(LATER, "gave"))
        change.write_gains(ANA, Gain("theirs", "skills", "Tax law", DAY))
        change.write_gains(ANA, Gain("mine", "goals", "A garden", LATER))


def requests_and_promises(ledger: Ledger) -> None:
    with ledger.changing("requests and promises", NOW) as change:
        wish = Request("given", ANA, BO, "", "asker", ())
        first = change.add_request(wish, "a pitch", "call", inside=False)
        for step in ("asked", "ask-target", "target-yes"):
            change.add_step(first, RecordedStep(StepTaken(step, DAY), "farmed", '{"score": 80}'))
        made = StepTaken("introduce", DAY, level=3)
        change.add_step(first, RecordedStep(made, "farmed", "{}", "{}"))
        good = StepTaken("outcome", DAY, "signed", None, "business", 120_000, "EUR")
        change.add_step(first, RecordedStep(good))
        asked = Request("received", BO, None, "a buyer", "me", ())
        second = change.add_request(asked, "port office", "", inside=True)
        change.add_step(second, RecordedStep(StepTaken("asked", LATER)))
        theirs = change.add_promise(ANA, Promise("send the lease", False, DAY, LATER))
        change.add_promise(BO, Promise("write to them", True, DAY))
        change.edit_promise(theirs, {"ended": "kept", "ended_on": LATER})
        slip = change.add_request(wish, "a pitsch", "", inside=False)
        for step in ("asked", "ask-target"):
            change.add_step(slip, RecordedStep(StepTaken(step, DAY), "farmed", "{}", "{}"))
        change.add_promise(ANA, Promise("send teh lease", False, DAY))


def corrections(ledger: Ledger) -> None:
    with ledger.changing("corrections", NOW) as change:
        change.edit_contact(BO, {"company": "Harbour", "snoozed_until": LATER})
        change.edit_contact(BO, {"title": "Broker"})
        change.add_handles(BO, [Handle("phone", "+442079460018"), Handle("url", "bo.example")])
        change.remove_handle(BO, Handle("url", "bo.example"))
        change.edit_handle(ANA, ADDRESS, {"preferred": True})
        change.edit_handle(BO, Handle("phone", "+442079460018"), {"until": LATER})
        change.add_former(ANA, Former("name", "Ana Harper", DAY))
        change.add_former(ANA, Former("company", "Harbour"), "vcard")
        change.add_former(ANA, Former("company", "Harbour", LATER))
        change.add_former(BO, Former("nickname", "Bobby"))
        change.add_former(BO, Former("title", "Clerk"))
        change.remove_former(BO, Former("title", "Clerk"))
        change.add_detail(ANA, Detail("own", "shoe size", "39"))
        change.add_detail(ANA, Detail("child", "daughter", "Mia"))
        change.add_detail(BO, Detail("address", "", "1 Quay, Ebury"))
        change.add_detail(BO, Detail("date", "anniversary", "--06-12"))
        change.remove_detail(BO, Detail("date", "anniversary", "--06-12"))
        change.write_origin(4, Origin("icalendar", "cy\tcall 2026-06-11", '{"sequence": 1}'))
        change.remove_tag(CY, "golf")
        change.write_gains(ANA, Gain("theirs", "skills", "Tenancy law", LATER))
        change.write_gains(ANA, Gain("mine", "goals", "", LATER))
        change.edit_touch(2, {"minutes": 20, "note": "Has a second office"})
        change.edit_fact(1, {"on": DAY - timedelta(days=1)})
        change.edit_event(1, {"place": "New Mill"})
        change.edit_request(2, {"need": "harbour office"})
        change.edit_step(5, {"note": "signed and paid", "amount_minor": 130_000})


def links(ledger: Ledger) -> None:
    with ledger.changing("links", NOW) as change:
        eve = change.add_contact(Contact("Eve Port", archived=True, added_on=DAY), (), "link")
        change.write_link(BO, ANA, Link(DAY, "on the board", "works", told_by_id=CY))
        change.write_link(eve, BO, Link(DAY, "from school", told_by_id=ANA))
        change.write_link(CY, ANA, Link(DAY))
        slip = change.write_link(CY, eve, Link(DAY))
        change.write_link(ANA, CY, Link(LATER, "they do not speak", None, True))
        change.remove_link(slip)
        change.meet([ANA])


def removals(ledger: Ledger) -> None:
    with ledger.changing("removals", NOW) as change:
        change.remove_touch(4)
        change.remove_fact(2)
        change.remove_event(2)
        change.remove_step(5)
        change.remove_request(3)
        change.remove_promise(3)


def _told_to_an_assistant(ledger: Ledger) -> None:
    """Of three, of whom one is made one with another and one forgotten; one thing twice."""
    ledger.note_assistant(
        [
            AssistantRead(ANA, DAY, "check"),
            AssistantRead(BO, DAY, "check"),
            AssistantRead(DI, DAY, "brief", with_words=True),
        ]
    )
    ledger.note_assistant([AssistantRead(ANA, LATER, "brief", with_words=True)])
    ledger.note_assistant([AssistantRead(ANA, DAY, "check", with_words=True)])
    ledger.note_assistant([AssistantRead(ANA, DAY, "check"), AssistantRead(DI, DAY, "check")])


def an_import(ledger: Ledger) -> None:
    called = ImportedTouch(
        Touch(DAY, "message", "them", note="About the port"), "mail", "x1", "said once"
    )
    di = Newcomer(
        Contact("Di Moss"), (Handle("email", "di@moss.example"),), (called,), (), ("chapter",)
    )._replace(identifiers=("urn:di",), details=(Detail("relation", "partner", "Ana Ruiz"),))
    more = Newcomer(Contact("Ana Ruiz"), (), (called,), (Fact(DAY, "work:told"),))._replace(
        identifiers=("urn:ana", "urn:di"), details=(Detail("own", "tea", "green"),)
    )
    with ledger.changing("an import", NOW) as change:
        change.add_newcomers([di], LATER)
        change.add_to_people([(ANA, more)])
        ana = Former("company", "Harbour")
        change.add_former(DI, ana)
        change.add_former(DI, Former("name", "Di Harper"))
        (theirs,) = (each for each in change.now.sourced() if each.contact_id == DI)
        change.write_origin(theirs.touch_id, Origin("linkedin", "x2"))
        came = change.notes.change_id
        change.notes.note_line(ReadLine("came", "/data/farmer.txt", 4, change_id=came))
    _told_to_an_assistant(ledger)


def sources_read(ledger: Ledger) -> None:
    """Two sources are remembered, one is read with a change, and one is stopped."""
    with ledger.noting() as notes:
        assert notes.change_id is None
        for path in ("/data/cards", "/data/calendar", "/data/farmer.txt"):
            notes.remember(path, "vcard", {"tags": ["x"]})
        notes.remember("/data/cards", "icalendar", {})
        notes.note_file(2, ReadFile("/data/calendar/a.ics", 1, 2, 3, "aa", held=4))
        notes.note_file(2, ReadFile("/data/calendar/b.ics", 1, 2, 3, "bb", held=1))
        notes.note_card(2, AgreedCard(ANA, "u1", frozenset(("title:1", "item:2"))))
        notes.note_card(2, AgreedCard(ANA, "u1", frozenset(("title:3",)), "both"))
        notes.note_card(1, AgreedCard(ANA, "u1", frozenset(("title:4",))))
        notes.note_line(ReadLine("gone", "/data/farmer.txt", 1, "lunch with a friend", "no day"))
        notes.note_line(ReadLine("open", "/data/farmer.txt", 2, "tea with a friend", "no day"))
        notes.stop(1)
    with ledger.changing("log what a telephone told", NOW) as change:
        change.edit_contact(CY, {"notes": "plays chess"})
        notes = change.notes
        now = notes.change_id
        notes.drop_file(2, "/data/calendar/b.ics")
        notes.drop_line("gone")
        notes.note_line(ReadLine("told", "/data/farmer.txt", 3, change_id=now))
        notes.note_card(2, AgreedCard(ANA, "u1", frozenset(("title:5",)), "", now))
        notes.note_file(3, ReadFile("/data/farmer.txt", 9, 8, 7, "cc", change_id=now))
        notes.note_source(
            RememberedSource(3, "/data/farmer.txt", "vcard", {}, "2026-06-15", {"new": 1}, now)
        )


def undone(ledger: Ledger) -> None:
    assert ledger.undo(NOW).words == "an import"
    assert ledger.undo(NOW).words == "removals"


def redone(ledger: Ledger) -> None:
    assert ledger.redo().words == "removals"
    assert ledger.redo().words == "an import"


def merged(ledger: Ledger) -> None:
    with ledger.changing("merge", NOW) as change:
        change.merge(ANA, DI)


def forgotten(ledger: Ledger) -> None:
    assert ledger.forget(BO, DAY, NOW) == Erasure(frozenset({"Bo Li"}), recognised=True)
    assert ledger.compact() == []


STORY: tuple[Callable[[Ledger], None], ...] = (
    people,
    an_evening,
    requests_and_promises,
    corrections,
    sources_read,
    removals,
    an_import,
    undone,
    redone,
    links,
    merged,
    forgotten,
)
