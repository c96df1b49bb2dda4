"""Facebook's friends, threads and logs, with invented people."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats import facebook
from farmer.formats.chat import NO_NAME, NOTICE, OF_MEMBERS, UNREADABLE_DATE, UNSENT
from farmer.formats.incoming import GROUP_CONVERSATION, Exchange, How, Incoming, Party, Skipped
from farmer.model import Handle, Touch
from tests.formats.mutations import Cut, cuts, damaged, retyped

HOW = How(date(2026, 6, 15))
NOON = 1_582_977_600  # 2020-02-29 12:00 UTC
DAY = 86_400
LEAP = date(2020, 2, 29)
ANA, BO = "Ana Núñez", "Bo East"


def mangled(name: str) -> str:
    """`name` as Facebook writes it."""
    return name.encode().decode("latin-1")


def found(value: object) -> list[Any]:
    return list(facebook.read(json.dumps(value).encode(), HOW))


def thread(*messages: dict[str, object], people: tuple[str, ...] = (ANA, BO)) -> dict[str, object]:
    return {
        "participants": [{"name": mangled(name)} for name in people],
        "messages": list(messages),
        "title": mangled(people[0]),
    }


def sent(sender: str, seconds: int, **more: object) -> dict[str, object]:
    return {"sender_name": mangled(sender), "timestamp_ms": seconds * 1000, **more}


@pytest.mark.parametrize("key", facebook.FRIEND_LISTS)
def test_a_friend_is_a_person_and_a_press_of_a_button(key: str) -> None:
    [ana, bo] = found(
        {
            key: [
                {"name": mangled(ANA), "timestamp": NOON},
                {"name": BO, "timestamp": NOON - DAY, "contact_info": "Bo@east.example"},
            ]
        }
    )
    assert (ana.line, ana.contact.name, ana.handles) == (1, ANA, ())
    assert [each.touch for each in ana.touches] == [Touch(LEAP, "connect")]
    assert ana.key == ana.touches[0].source_id == "ana nunez|2020-02-29"
    assert bo.handles == (Handle("email", "bo@east.example"),)


@pytest.mark.parametrize("stamp", [None, "yesterday", True, 10**30, -(10**30), 1.5])
def test_a_friend_since_nobody_knows_when_is_still_one(stamp: object) -> None:
    [ana] = found({"friends_v2": [{"name": ANA, "timestamp": stamp}]})
    assert (ana.contact.name, ana.touches, ana.key) == (ANA, (), "")


def test_names_written_rightly_stay_and_nameless_accounts_are_nobody() -> None:
    names = ["Zoë", "Łukasz", "", "Facebook user", None]
    read = found({"friends_v2": [{"name": name, "timestamp": NOON} for name in names]})
    assert [each.contact.name for each in read[:2]] == ["Zoë", "Łukasz"]
    assert read[2:] == [Skipped(number, NO_NAME) for number in (3, 4, 5)]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_every_mangled_name_is_mended(name: str) -> None:
    [plain] = found({"friends": [{"name": f"{name} ☃"}]})
    [mended] = found({"friends": [{"name": mangled(f"{name} ☃")}]})
    assert mended == plain


@pytest.mark.parametrize("key", facebook.REMOVED_FRIENDS)
def test_removed_friends_are_skipped(key: str) -> None:
    assert found({key: [{"name": ANA, "timestamp": NOON}]}) == [Skipped(1, facebook.UNFRIENDED)]


def test_one_exchange_a_day_and_sender() -> None:
    read = found(
        thread(
            sent(ANA, NOON, content="hidden"),
            sent(ANA, NOON + 60),
            sent(BO, NOON + 120),
            sent(ANA, NOON + DAY),
        )
    )
    ana, bo = Party(ANA), Party(BO)
    assert read == [
        Exchange(1, LEAP, "message", ana, (bo,)),
        Exchange(3, LEAP, "message", bo, (ana,)),
        Exchange(4, date(2020, 3, 1), "message", ana, (bo,)),
    ]
    assert "hidden" not in repr(read)


def test_somebody_who_left_the_conversation_wrote_to_all_who_stayed() -> None:
    [left] = found(thread(sent("Cy Ode", NOON)))
    assert (left.sender, left.others) == (Party("Cy Ode"), (Party(ANA), Party(BO)))


def test_calls_are_calls_each_of_them() -> None:
    calls = [sent(ANA, NOON + at, call_duration=seconds) for at, seconds in enumerate((30, 600))]
    missed = sent(ANA, NOON, call_duration=0)
    video = sent(ANA, NOON, call_duration=60, content="The video chat ended.")
    read = found(thread(*calls, missed, video))
    assert [(each.kind, each.minutes) for each in read[:2]] == [("call", 1), ("call", 10)]
    assert read[0].source_id != read[1].source_id
    assert [(each.kind, each.minutes) for each in read[2:]] == [("attempt", None), ("video", 1)]


def test_who_came_into_a_conversation_or_left_it_is_no_message() -> None:
    rows = [sent(ANA, NOON, type=kind) for kind in ("Subscribe", "Unsubscribe", "Generic")]
    assert [type(each) for each in found(thread(*rows))] == [Skipped, Skipped, Exchange]
    assert found(thread(rows[0])) == [Skipped(1, OF_MEMBERS)]


@pytest.mark.parametrize(("said", "kind"), [("Audio call", "call"), ("Missed call", "attempt")])
def test_a_call_that_was_encrypted_is_one(said: str, kind: str) -> None:
    call = {"senderName": "Ana Ruiz", "text": said, "timestamp": NOON * 1000, "type": "call"}
    [read] = found({"participants": ["Ana Ruiz", "Kim Doe"], "messages": [call]})
    assert (read.kind, read.minutes) == (kind, None)


def test_conversations_with_a_crowd_or_with_nobody_are_skipped() -> None:
    five = tuple(f"P{number}" for number in range(5))
    message = sent("P0", NOON)
    assert len(found(thread(message, people=five))[0].others) == 4
    assert found(thread(message, people=(*five, "P5"))) == [Skipped(1, GROUP_CONVERSATION)]
    assert found(thread(message, people=("P0", ""))) == [Skipped(1, NO_NAME)]


def test_messages_of_nobody_or_of_no_day_are_skipped() -> None:
    read = found(thread(sent("", NOON), {"sender_name": ANA}))
    assert read == [Skipped(1, NO_NAME), Skipped(2, UNREADABLE_DATE)]


def test_logs_tell_of_numbers_once_a_day() -> None:
    number = "+44 20 7946 0018"
    logs = {
        "sms_logs": {
            number: [{"sent_timestamp": NOON}, {"sent_timestamp": NOON * 1000 + 1}],
            BO: [{"sent_timestamp": NOON}, {}],
        },
        "mms_logs": {number: [{"sent_timestamp": NOON}], "": [{"sent_timestamp": NOON}]},
    }
    phone = Party("", (Handle("phone", "+442079460018"),))
    assert found({"message_logs": logs}) == [
        Exchange(1, LEAP, "message", None, (phone, Party(""))),
        Exchange(3, LEAP, "message", None, (Party(BO), Party(""))),
        Skipped(4, UNREADABLE_DATE),
        Skipped(6, facebook.NO_NUMBER),
    ]


@pytest.mark.parametrize(
    ("beginning", "known"),
    [
        ('{"friends_v2": [{"name"', True),
        ('{\n  "deleted_friends_v2" : [', True),
        ('{"participants":[{"name": "x"}', True),
        ('{"message_logs": {"sms_logs"', True),
        ('{"$schema": "x", "properties": {"friends": [', False),
        ('[{"friends_v2": []}]', False),
        ("", False),
    ],
)
def test_told_by_the_first_key(beginning: str, known: bool) -> None:
    assert facebook.recognises(beginning) is known


WHOLES = [
    json.dumps({"friends_v2": [{"name": mangled(ANA), "timestamp": NOON}] * 2}).encode(),
    json.dumps(thread(sent(ANA, NOON), sent(BO, NOON, call_duration=9))).encode(),
    json.dumps({"message_logs": {"sms_logs": {"5550100": [{"sent_timestamp": NOON}]}}}).encode(),
]


@given(whole=st.sampled_from(WHOLES), changes=cuts(200))
def test_damaged_files_never_raise_and_read_the_same_twice(
    whole: bytes, changes: list[Cut]
) -> None:
    data = damaged(whole, changes)
    read = list(facebook.read(data, HOW))
    assert read == list(facebook.read(data, HOW))
    assert all(each.line >= 1 for each in read)


@pytest.mark.parametrize("whole", WHOLES)
def test_any_value_may_be_of_another_kind(whole: bytes) -> None:
    for value in retyped(json.loads(whole)):
        assert all(isinstance(each, Incoming | Exchange | Skipped) for each in found(value))


def test_nothing_of_facebooks_is_one_reason() -> None:
    for data in (b"", b"[]", b"{", b"[" * 100_000):
        assert list(facebook.read(data, HOW)) == [Skipped(1, facebook.NOT_FACEBOOK)]


COUNTS = {
    "friends_v2_us__your_friends.json": (539, 0),
    "vi__message_thread_00.json": (0, 1),
    "vi__removed_friends.json": (0, 2),
}


def test_files_as_people_have_them(shared_data: Path) -> None:
    for name, counts in COUNTS.items():
        data = (shared_data / "data/facebook" / name).read_bytes()
        assert facebook.recognises(data.decode()), name
        read = list(facebook.read(data, HOW))
        came = [each for each in read if isinstance(each, Incoming)]
        assert (len(came), len(read) - len(came)) == counts, name
        assert not any("Ã" in each.contact.name for each in came), name


@pytest.mark.parametrize(
    "name", ["Instagram User", "Instagram-Nutzer", "Utilisateur Facebook", "Usuario de Instagram"]
)
def test_an_account_that_was_deleted_is_nobody_in_any_language(name: str) -> None:
    assert found(thread(sent(name, NOON), sent(ANA, NOON)))[0] == Skipped(1, NO_NAME)
    encrypted = {"senderName": name, "text": "Hi", "timestamp": NOON * 1000, "type": "text"}
    both = {"participants": [name, "Ana Ruiz", "Bo Li"], "messages": [encrypted]}
    assert found(both) == [Skipped(1, NO_NAME)]


@pytest.mark.parametrize("key", ["isUnsent", "is_unsent"])
def test_what_was_taken_back_is_no_message(key: str) -> None:
    unsent = sent(ANA, NOON) | {key: True}
    read = found(thread(unsent, sent(BO, NOON) | {key: False}))
    assert read[0] == Skipped(1, UNSENT)
    assert isinstance(read[1], Exchange)


REACTIONS = (
    "Liked a message",
    "Reacted ❤ to your message ",
    "Hat mit 😂 auf deine Nachricht reagiert ",
    "Gefällt eine Nachricht",
    "A aimé un message",
    "A réagi 👍🏽 à votre message ",
    "Le gustó un mensaje",
    "Reaccionó con 😮 a tu mensaje ",
    "Ha messo Mi piace a un messaggio",
    "Ha reagito con ❤️ al tuo messaggio",
    "Curtiu uma mensagem",
    "Reagiu com 😢 à sua mensagem ",
    "Vindt een bericht leuk",
    "Heeft gereageerd met 😂 op je bericht",
    "Polubił(a) wiadomość",
    "Zareagował(a) ❤ na Twoją wiadomość ",
)


@pytest.mark.parametrize("words", REACTIONS)
def test_a_like_is_no_message_in_any_language(words: str) -> None:
    read = found(thread(sent(ANA, NOON, content=mangled(words)), sent(BO, NOON)))
    assert read[0] == Skipped(1, facebook.REACTION)
    assert isinstance(read[1], Exchange)


@pytest.mark.parametrize(
    "words",
    [
        "You named the group Choir Trip.",
        "You changed the group photo.",
        "You changed the theme to Love.",
        "You set the emoji to 🔥.",
        "You set the nickname for Bo East to Captain.",
        "You set your nickname to Ann.",
        "You added Bo East to the group.",
        "You left the group.",
        "You created the group.",
        "Du hast die Gruppe Chorfahrt genannt.",
        "Du hast Bo East zur Gruppe hinzugefügt.",
        "Du hast das Gruppenfoto geändert.",
        "Cambiaste la foto del grupo.",
        "Añadiste a Bo East al grupo.",
        "Vous avez nommé le groupe Chorale.",
        "Tu as ajouté Bo East au groupe.",
        "Vous avez modifié la photo du groupe.",
        "Hai chiamato il gruppo Coro.",
        "Hai aggiunto Bo East al gruppo.",
        "Você adicionou Bo East ao grupo.",
        "Você alterou a foto do grupo.",
        "Je hebt Bo East aan de groep toegevoegd.",
        "Je hebt de groepsfoto gewijzigd.",
        "Zmieniłeś zdjęcie grupy.",
        "Dodałaś Bo East do grupy.",
    ],
)
def test_what_you_did_to_a_group_is_no_message(words: str) -> None:
    """The program tells whoever exported it *You named the group*, as a message of their own."""
    told = sent(ANA, NOON, content=mangled(words))
    assert found(thread(told)) == [Skipped(1, NOTICE)]
    assert isinstance(found(thread(told | {"photos": [{"uri": "x.jpg"}]}))[0], Exchange)


@pytest.mark.parametrize(
    "words",
    [
        "You left the group? Why",
        "You named the group after my dog, did you?",
        "You left the group a bit early",
        "You changed the plan",
        "Cambiaste el tema",
        "You changed the colour",
        "You added sugar",
        "Du hast recht",
        "Hai ragione sul gruppo",
        "You",
        "",
    ],
)
def test_what_somebody_wrote_to_you_stays_a_message(words: str) -> None:
    assert isinstance(found(thread(sent(ANA, NOON, content=mangled(words))))[0], Exchange)


def _with_sign(words: str, actor: str = ANA) -> Any:
    below = [{"reaction": mangled("😂"), "actor": mangled(actor)}]
    theirs = sent(BO, NOON, content="Hi", reactions=below)
    return found(thread(sent(ANA, NOON + 9, content=mangled(words)), theirs))[0]


def test_a_sign_that_was_pressed_is_no_message_whatever_the_language() -> None:
    """It stands below a message of the conversation, and its notice ends as nobody's words do."""
    assert _with_sign("Reagerade med 😂 på ditt meddelande ") == Skipped(1, facebook.REACTION)
    assert isinstance(_with_sign("Haha 😂 ja"), Exchange)
    assert isinstance(_with_sign("Reagerade med 😂 på ditt meddelande ", actor=BO), Exchange)


MISSED = (
    "Ana Núñez missed your call.",
    "You missed a video chat with Ana Núñez.",
    "You missed a call",
    "Ana missed an audio call",
    "Du hast einen Anruf von Ana Núñez verpasst.",
    "Ana hat deinen Videoanruf verpasst",
    "Vous avez manqué un appel de Ana Núñez.",
    "Ana a manqué votre appel vidéo",
    "Perdiste una videollamada de Ana.",
    "Ana Núñez perdió tu llamada.",
    "Tienes una llamada perdida de Ana",
    "Hai perso una videochiamata",
    "Ana ha perso la tua chiamata",
    "Você perdeu uma chamada de vídeo de Ana.",
    "Perdeu uma ligação da Ana",
    "Je hebt een oproep van Ana gemist.",
    "Masz nieodebrane połączenie od Ana",
)


@pytest.mark.parametrize("words", MISSED)
def test_a_missed_call_is_an_attempt_in_any_language(words: str) -> None:
    [read] = found(thread(sent(ANA, NOON, content=mangled(words))))
    assert (read.kind, read.sender) == ("attempt", Party(ANA))


@pytest.mark.parametrize(
    "words",
    [
        "Sorry, I missed your call",
        "missed your call",
        "Cy Ode missed a call",
        "Ich habe deinen Anruf verpasst",
        "I liked a message of yours",
        "Liked a message, the one of Monday",
        "Ana Núñez sent an attachment.",
        "Ana Núñez hat ein Foto gesendet.",
        "Ana Núñez, 600 111 222",
        "J'ai manqué votre appel",
        "Let us start a call",
    ],
)
def test_what_somebody_typed_of_calls_and_likes_is_a_message(words: str) -> None:
    [read] = found(thread(sent(ANA, NOON, content=mangled(words))))
    assert read.kind == "message"


@pytest.mark.parametrize(
    "words",
    [
        "Ana started a video chat",
        "You started an audio call",
        "Ana hat einen Videoanruf gestartet",
        "Ana a démarré un appel vidéo",
        "Rozpoczęła rozmowę wideo",
        "Ana Núñez named the group Golf.",
        "Ana Núñez hat das Thema geändert.",
        "Ana Núñez bytte tema.",
    ],
)
def test_what_the_program_says_of_somebody_is_nobodys(words: str) -> None:
    assert found(thread(sent(ANA, NOON, content=mangled(words)))) == [Skipped(1, NOTICE)]
    shared = sent(ANA, NOON, content=mangled("Ana Núñez delade en länk."), share={"link": "x"})
    assert isinstance(found(thread(shared))[0], Exchange)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Verpasster Videoanruf", "attempt"),
        ("Appel manqué", "attempt"),
        ("Llamada perdida", "attempt"),
        ("Nieodebrane połączenie", "attempt"),
        ("Gemiste oproep", "attempt"),
        ("Appel vidéo", "video"),
        ("Rozmowa wideo", "video"),
        ("Anruf", "call"),
    ],
)
def test_a_call_between_two_ends_is_told_in_its_language(said: str, kind: str) -> None:
    call = {"senderName": "Ana Ruiz", "text": said, "timestamp": NOON * 1000, "type": "call"}
    [read] = found({"participants": ["Ana Ruiz", "Kim Doe"], "messages": [call]})
    assert read.kind == kind


def test_a_sign_below_an_encrypted_message_is_its_own_list() -> None:
    below = [{"actor": "Kim Doe", "reaction": "❤"}]
    said = {"senderName": "Ana Ruiz", "text": "Hi", "timestamp": NOON * 1000, "type": "text"}
    both = {"participants": ["Ana Ruiz", "Kim Doe"], "messages": [said | {"reactions": below}]}
    [read] = found(both)
    assert (read.sender, read.kind) == (Party("Ana Ruiz"), "message")
