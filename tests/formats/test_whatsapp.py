"""Chats of WhatsApp as telephones of several languages write them, with invented people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats import whatsapp
from farmer.formats.chat import CALL_OF_NOBODY, GROUP_CALL, NOTICE, UNREADABLE_DATE, UNSENT
from farmer.formats.incoming import GROUP_CONVERSATION, Exchange, How, Party, Skipped
from farmer.model import Handle

TODAY = date(2026, 12, 1)
ANA, KIM = Party("Ana Ruiz"), Party("Kim Doe")


def found(text: str, region: str | None = None) -> list[Any]:
    return list(whatsapp.read(text, How(TODAY, region=region)))


def told(text: str, region: str | None = None) -> list[tuple[date, str, str]]:
    rows = [each for each in found(text, region) if isinstance(each, Exchange)]
    return [(row.on, row.kind or "", row.sender.name if row.sender else "") for row in rows]


LAYOUTS = {
    "android": (
        "20/11/2026, 18:05 - Messages and calls are end-to-end encrypted.\n"
        "20/11/2026, 18:05 - Ana Ruiz: Nice to meet you\n"
        "20/11/2026, 18:07 - Kim Doe: Likewise!\n"
        "21/11/2026, 09:00 - Kim Doe: Coffee?\n"
    ),
    "android, twelve hours": (
        "11/20/26, 6:05 PM - Messages and calls are end-to-end encrypted.\n"
        "11/20/26, 6:05\u202fPM - Ana Ruiz: Nice to meet you\n"
        "11/20/26, 6:07\u202fPM - Kim Doe: Likewise!\n"
        "11/21/26, 9:00\u202fAM - Kim Doe: Coffee?\n"
    ),
    "android, german": (
        "20.11.26, 18:05 - Ana Ruiz: Schön, dich zu sehen\n"
        "20.11.26, 18:07 - Kim Doe: Gleichfalls\n"
        "21.11.26, 09:00 - Kim Doe: Kaffee?\n"
    ),
    "android, spanish": (
        "20/11/26, 6:05 p. m. - Ana Ruiz: Hola\n"
        "20/11/26, 6:07 p. m. - Kim Doe: Hola\n"
        "21/11/26, 9:00 a. m. - Kim Doe: ¿Un café?\n"
    ),
    "android, the year first": (
        "2026-11-20, 18:05 - Ana Ruiz: Hej\n"
        "2026-11-20, 18:07 - Kim Doe: Hej\n"
        "2026-11-21, 09:00 - Kim Doe: Fika?\n"
    ),
    "korean": (
        "2026. 11. 20. 오후 6:05 - Ana Ruiz: 안녕\n"
        "2026. 11. 20. 오후 6:07 - Kim Doe: 안녕\n"
        "2026. 11. 21. 오전 9:00 - Kim Doe: 커피?\n"
    ),
    "iphone": (
        "[20/11/2026, 18:04:01] Ana Ruiz: \u200eMessages and calls are end-to-end encrypted.\n"
        "[20/11/2026, 18:05:33] Ana Ruiz: Nice to meet you\n"
        "\u200e[20/11/2026, 18:07:00] Kim Doe: \u200eimage omitted\n"
        "[21/11/2026, 09:00:12] Kim Doe: Coffee?\n"
    ),
    "iphone, twelve hours": (
        "[11/20/26, 6:05:33\u202fPM] Ana Ruiz: Nice to meet you\n"
        "[11/20/26, 6:07:33\u202fPM] Kim Doe: Likewise!\n"
        "[11/21/26, 9:00:12\u202fAM] Kim Doe: Coffee?\n"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_who_wrote_on_which_day_in_every_layout(layout: str, end: str) -> None:
    text = layout.replace("\n", end)
    assert whatsapp.recognises(text)
    rows = found(text)
    assert told(text) == [
        (date(2026, 11, 20), "message", "Ana Ruiz"),
        (date(2026, 11, 20), "message", "Kim Doe"),
        (date(2026, 11, 21), "message", "Kim Doe"),
    ]
    talks = [row for row in rows if isinstance(row, Exchange)]
    assert talks[0].others == (KIM,)
    assert {row.reason for row in rows if isinstance(row, Skipped)} <= {NOTICE}
    assert all(not row.note for row in talks)


def test_a_message_of_several_lines_is_one_and_lines_in_it_are_nobody() -> None:
    text = "20/11/2026, 18:05 - Ana Ruiz: a list:\nBo Li: second\n21/11/2026: third\n"
    assert told(text) == [(date(2026, 11, 20), "message", "Ana Ruiz")]


def test_somebody_without_a_name_in_the_telephone_is_their_number() -> None:
    text = "20/11/2026, 18:05 - +34 600 11 12 22: Hola\n20/11/2026, 18:06 - ~ Bo: Hi\n"
    [number, bo] = found(text)
    assert number.sender == Party("", (Handle("phone", "+34600111222"),))
    assert bo.sender == Party("Bo")


def test_what_whatsapp_says_is_nobody() -> None:
    text = (
        "20/11/2026, 18:05 - Kim Doe created group “Golf: the second”\n"
        '20/11/2026, 18:05 - Bo Li changed the subject to "Golf: the third"\n'
        "20/11/2026, 18:06 - Ana Ruiz added Bo Li\n"
        "20/11/2026, 18:07 - Ana Ruiz: Hello both\n"
    )
    assert told(text) == [(date(2026, 11, 20), "message", "Ana Ruiz")]


IPHONE_GROUP = (
    "[20/11/2026, 18:05:33] Golf: \u200eMessages and calls are end-to-end encrypted.\n"
    "[20/11/2026, 18:05:34] Golf: \u200eBo Li added you\n"
    "[20/11/2026, 18:05:35] Bo Li: Welcome\n"
    "[20/11/2026, 18:06:33] Kim Doe: Hello\n"
    "[20/11/2026, 18:06:34] Ana Ruiz: \u200eAna Ruiz left\n"
    "\u200e[21/11/2026, 18:06:34] Bo Li: \u200eGroup call. \u200e2 joined\n"
    "\u200e[22/11/2026, 18:06:34] Bo Li: \u200eimage omitted\n"
)


def test_what_whatsapp_says_in_the_name_of_somebody_or_of_a_group_is_nobodys() -> None:
    assert told(IPHONE_GROUP) == [
        (date(2026, 11, 20), "message", "Bo Li"),
        (date(2026, 11, 20), "message", "Kim Doe"),
        (date(2026, 11, 22), "message", "Bo Li"),
    ]
    rows = found(IPHONE_GROUP)
    assert {party.name for row in rows if isinstance(row, Exchange) for party in row.others} == {
        "Bo Li",
        "Kim Doe",
    }
    left = [(row.line, row.reason) for row in rows if isinstance(row, Skipped)]
    assert left == [(1, NOTICE), (2, NOTICE), (5, NOTICE), (6, GROUP_CALL)]


def test_whoever_only_sends_pictures_in_a_chat_of_two_is_no_group() -> None:
    text = (
        "[20/11/2026, 18:05:33] Ana Ruiz: \u200eMessages and calls are end-to-end encrypted.\n"
        "\u200e[20/11/2026, 18:06:33] Ana Ruiz: \u200eimage omitted\n"
        "[21/11/2026, 18:06:33] Kim Doe: Nice\n"
    )
    assert [name for _, _, name in told(text)] == ["Ana Ruiz", "Kim Doe"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Messages and calls are end-to-end encrypted.", NOTICE),
        ("Bo Li joined using this group's invite link", NOTICE),
        ("Missed voice call", CALL_OF_NOBODY),
        ("Verpasster Videoanruf", CALL_OF_NOBODY),
        ("Missed group video call", GROUP_CALL),
    ],
)
def test_what_nobody_said_is_counted_by_its_kind(line: str, reason: str) -> None:
    text = f"20/11/2026, 18:05 - Ana Ruiz: Hello\n20/11/2026, 18:06 - {line}\n"
    assert [row for row in found(text) if isinstance(row, Skipped)] == [Skipped(2, reason)]


def test_a_large_group_is_an_occasion_for_nobody() -> None:
    text = "".join(f"20/11/2026, 18:05 - P{number}: hi\n" for number in range(6))
    assert found(text) == [Skipped(1, GROUP_CONVERSATION)]


def test_one_who_writes_alone_writes_to_whoever_has_the_telephone() -> None:
    [row] = found("20/11/2026, 18:05 - Ana Ruiz: Hello?\n")
    assert (row.sender, row.others) == (ANA, (Party(""),))


@pytest.mark.parametrize(
    ("said", "kind", "minutes"),
    [
        ("Voice call, 12 min", "call", 12),
        ("\u200eVoice call. \u200e45 sec", "call", 1),
        ("Video call, 1 hr", "video", 60),
        ("Voice call, 9999 hr", "call", 1440),
        ("Voice call", "call", None),
        ("Missed voice call", "attempt", None),
        ("Missed video call, Tap to call back", "attempt", None),
        ("Video call, No answer", "attempt", None),
        ("Voice calling is odd", "message", None),
        ("Video call tomorrow?", "message", None),
        ("Video call, 1 hr 5 min", "video", 65),
        ("\u200eSprachanruf, \u200e5 Min.", "call", 5),
        ("\u200eVerpasster Videoanruf, \u200eZum Zurückrufen tippen", "attempt", None),
        ("Videoanruf, 1 Std. 2 Min.", "video", 62),
        ("Llamada de voz, 5 min", "call", 5),
        ("Videollamada perdida, Toca para devolver la llamada", "attempt", None),
        ("Appel vocal, 12 min", "call", 12),
        ("Appel vidéo manqué", "attempt", None),
        ("Chiamata vocale, 1 ora", "call", 60),
        ("Ligação de voz, 3 min", "call", 3),
        ("Spraakoproep, 1 uur", "call", 60),
        ("Gemiste spraakoproep", "attempt", None),
        ("Połączenie głosowe, 2 min", "call", 2),
    ],
)
def test_calls(said: str, kind: str, minutes: int | None) -> None:
    text = f"[20/11/2026, 18:05:33] Kim Doe: hi\n[20/11/2026, 18:06:33] Ana Ruiz: {said}\n"
    call = found(text)[1]
    assert (call.kind, call.minutes, call.sender) == (kind, minutes, ANA)


@pytest.mark.parametrize(
    "said",
    [
        "\u200eMissat röstsamtal. \u200eTryck för att ringa upp",
        "\u200eCevapsız sesli arama, \u200eGeri aramak için dokunun",
        "\u200eRöstsamtal. \u200e5 min",
        "\u200eDu blockerade den här kontakten. \u200eTryck för att häva",
    ],
)
def test_what_an_iphone_says_in_several_parts_is_nobodys_in_any_language(said: str) -> None:
    text = f"[20/11/2026, 18:05:33] Kim Doe: hi\n[20/11/2026, 18:06:33] Ana Ruiz: {said}\n"
    text = f"[20/11/2026, 18:00:00] Kim Doe: \u200eHej.\n{text}"
    assert found(text)[2] == Skipped(3, NOTICE)
    typed = text.replace(f"Ruiz: {said[:1]}", "Ruiz: ")
    assert [row.kind for row in found(typed) if isinstance(row, Exchange)] == ["message"] * 2


@pytest.mark.parametrize(
    "said",
    [
        "This message was deleted",
        "\u200eYou deleted this message.",
        "Diese Nachricht wurde gelöscht.",
        "Eliminaste este mensaje.",
        "Ce message a été supprimé",
        "Questo messaggio è stato eliminato",
        "Mensagem apagada",
        "Você apagou esta mensagem",
        "Dit bericht is verwijderd",
        "Ta wiadomość została usunięta",
    ],
)
def test_what_was_taken_back_is_no_message_and_hides_none(said: str) -> None:
    text = (
        "20/11/2026, 18:04 - Kim Doe: hi\n"
        f"20/11/2026, 18:05 - Ana Ruiz: {said}\n20/11/2026, 18:06 - Ana Ruiz: Hello\n"
    )
    assert found(text)[1] == Skipped(2, UNSENT)
    assert told(text)[1] == (date(2026, 11, 20), "message", "Ana Ruiz")


def test_two_calls_of_a_day_are_two() -> None:
    text = "".join(
        f"[20/11/2026, 1{hour}:06:33] Ana Ruiz: Voice call, {hour + 1} min\n" for hour in range(3)
    )
    assert [row.minutes for row in found(text)] == [1, 2, 3]
    assert len({row.source_id for row in found(text)}) == 3


@pytest.mark.parametrize(
    ("region", "day"),
    [("GB", date(2026, 8, 7)), ("US", date(2026, 7, 8)), (None, date(2026, 8, 7))],
)
def test_days_that_may_be_two_are_the_countrys(region: str | None, day: date) -> None:
    assert told("07/08/2026, 18:05 - Ana Ruiz: hi\n", region)[0][0] == day


@pytest.mark.parametrize(
    "text", ["", "Ana Ruiz: hello", "20/11/2026 something", "# notes\n20/11/2026, 18:05 - Ana: x"]
)
def test_other_texts_are_not_recognised(text: str) -> None:
    assert not whatsapp.recognises(text)


def test_a_day_that_is_none_is_said() -> None:
    text = "20/11/2026, 18:05 - Ana Ruiz: hi\n99/99/2026, 18:05 - Ana Ruiz: hi\n"
    assert found(text)[1] == Skipped(2, UNREADABLE_DATE)


@given(st.text(st.sampled_from("20/11/26, 18:05 - Ana: \n[]‎“"), max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert all(isinstance(row, Exchange | Skipped) for row in found(text))


def test_a_hundred_thousand_lines_take_no_more_than_their_number() -> None:
    """Of a day's messages one a person is held; and each line is looked at once."""
    day = "".join(f"20/11/2026, 18:05 - {who}: hi\n" for who in ("Ana Ruiz", "Kim Doe") * 500)
    assert len(list(whatsapp._firsts(whatsapp._entries(day)))) == 2
