"""Calls and messages of a telephone as SMS Backup & Restore keeps them, with invented people."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given

from farmer.formats import calls, xml_references
from farmer.formats.chat import UNNAMED_USER
from farmer.formats.incoming import Exchange, How, Party, Skipped
from farmer.model import Handle
from tests.formats.mutations import Cut, cuts, damaged

HOW = How(date(2026, 12, 1))
DAY = date(2026, 11, 20)
ANA = Party("Ana Ruiz", (Handle("phone", "+34600111222"),))
HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!-- made by a telephone -->\n"


def element(name: str, **told: str) -> str:
    usual = {
        "date": "1795197933000",
        "readable_date": "Nov 20, 2026 6:05:33 PM",
        "contact_name": "Ana Ruiz",
        "type": "1",
    }
    number = "number" if name == "call" else "address"
    attributes = usual | {number: "+34600111222"} | told
    return (
        f"<{name} "
        + " ".join(f"{key}={quoteattr(value)}" for key, value in attributes.items())
        + " />\n"
    )


def found(*elements: str, root: str = "calls") -> list[Any]:
    text = f"{HEAD}<{root} count='1'>\n{''.join(elements)}</{root}>\n"
    assert calls.recognises(text)
    return list(calls.read(BytesIO(text.encode()), HOW))


@pytest.mark.parametrize(
    ("how", "seconds", "kind", "minutes", "by"),
    [
        ("1", "305", "call", 5, ANA),
        ("2", "61", "call", 1, UNNAMED_USER),
        ("2", "0", "attempt", None, UNNAMED_USER),
        ("3", "0", "attempt", None, ANA),
        ("5", "0", "attempt", None, ANA),
        ("1", "0", "attempt", None, ANA),
        ("1", "20", "call", 1, ANA),
    ],
)
def test_who_rang_and_how_long(
    how: str, seconds: str, kind: str, minutes: int | None, by: Party
) -> None:
    [row] = found(element("call", type=how, duration=seconds))
    assert (row.on, row.kind, row.minutes, row.sender) == (DAY, kind, minutes, by)
    assert row.others == (ANA if by == UNNAMED_USER else UNNAMED_USER,)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"number": "", "contact_name": "(Unknown)"}, calls.HIDDEN_NUMBER),
        ({"number": "-1", "contact_name": ""}, calls.HIDDEN_NUMBER),
        ({"date": "then", "readable_date": "then"}, calls.UNREADABLE_DATE),
        ({"date": "9" * 30, "readable_date": ""}, calls.UNREADABLE_DATE),
        ({"type": "4"}, calls.VOICEMAIL_OR_BLOCKED),
        ({"type": ""}, calls.VOICEMAIL_OR_BLOCKED),
    ],
)
def test_what_is_left_out_says_why(told: dict[str, str], reason: str) -> None:
    [row] = found(element("call", duration="60", **told))
    assert row == Skipped(4, reason)


def test_without_a_readable_day_it_is_the_one_of_greenwich() -> None:
    [row] = found(element("call", duration="60", readable_date="20 nov. 2026 à 18h"))
    assert row.on == DAY


def test_of_a_days_messages_the_first_counts() -> None:
    rows = found(
        element("sms", type="2"),
        element("sms", type="1"),
        element("mms", msg_box="1", type=""),
        element("sms", type="1", readable_date="Nov 21, 2026 9:00:00 AM"),
        root="smses",
    )
    assert [(row.on.day, row.sender) for row in rows] == [(20, UNNAMED_USER), (21, ANA)]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"address": "+34600111222~+34600333444"}, calls.GROUP_MESSAGE),
        ({"type": "3"}, calls.NOT_SENT),
    ],
)
def test_messages_that_are_to_nobody(told: dict[str, str], reason: str) -> None:
    assert found(element("sms", **told), root="smses") == [Skipped(4, reason)]


def test_an_entity_that_grows_is_read_no_further() -> None:
    text = "<!DOCTYPE calls [<!ENTITY a 'aaaa'>]><calls><call number='&a;'/></calls>"
    assert not calls.recognises(text)
    assert list(calls.read(BytesIO(text.encode()), HOW)) == [Skipped(1, calls.BROKEN_OFF)]


@pytest.mark.parametrize("encoding", ["AUTF-8", "rot13", "Shift_JIS", "idna", "undefined"])
def test_an_encoding_that_nothing_reads_breaks_it_off(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?><calls>{element('call')}</calls>"
    assert list(calls.read(BytesIO(text.encode()), HOW)) == [Skipped(1, calls.BROKEN_OFF)]


@pytest.mark.parametrize("smile", ["&#55357;&#56842;", "&#xD83D;&#xDE0A;", "&#128522;", "😊"])
def test_a_face_in_a_message_breaks_nothing_off(smile: str) -> None:
    first = element("sms", body="x").replace('"x"', f'"hi {smile}{smile}, &#0; and &amp;"')
    second = element("sms", type="2", contact_name="x").replace('"x"', f'"Ana {smile}"')
    one, other = found(first, second, root="smses")
    assert one == Exchange(4, DAY, "message", ANA, (UNNAMED_USER,))
    assert other.others == (Party("Ana 😊", ANA.handles),)


def test_letters_by_number_are_the_same_wherever_a_piece_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = b"<a b='&#55357;&#56842;&#65;&#xD83D;&#xDE0A;&amp;&#0; &#55357; &#56842;"
    text += b"&#55357;&#55357;&#56842;'/>"
    right = "<a b='&#128522;&#65;&#128522;&amp;&#65533; &#65533; &#65533;&#65533;&#128522;'/>"
    for size in range(1, len(text) + 1):
        monkeypatch.setattr(xml_references, "_CHUNK", size)
        assert b"".join(xml_references.put_right_in(BytesIO(text))).decode() == right


@given(cuts(300))
def test_no_damage_breaks_it(changes: list[Cut]) -> None:
    text = f"{HEAD}<calls>{element('call', duration='60')}{element('call', type='2')}</calls>"
    rows = list(calls.read(BytesIO(damaged(text.encode(), changes)), HOW))
    assert all(isinstance(row, Exchange | Skipped) for row in rows)


def test_the_machine_that_takes_calls_is_nobody() -> None:
    rung = element("call", contact_name="Mailbox", type="2", duration="30")
    assert found(rung) == [Skipped(4, calls.VOICEMAIL_OR_BLOCKED)]
