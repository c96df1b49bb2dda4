"""Mail as programs write it and as it breaks, with invented people."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats import machines, mail, mailboxes
from farmer.formats.addresses import parties
from farmer.formats.decoding import to_text
from farmer.formats.incoming import Exchange, How, Party, Skipped, Unread
from farmer.formats.source import BEGINNING
from farmer.model import Handle

HOW = How(date(2026, 6, 15))
DAY = "Fri, 5 Jan 2024 23:30:00 -0800"
HEADER = {
    "From": "Ida North <ida@north.example>",
    "To": "Bo East <bo@east.example>",
    "Date": DAY,
    "Subject": "Lunch",
}


def message(text: str = "Hello\n", /, **headers: str | None) -> str:
    """A message; a header that is None is left out, ``_`` in a name stands for a hyphen."""
    said = {**HEADER, **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [f"{name}: {value}\n" for name, value in said.items() if value is not None]
    return "".join((*lines, "\n", text))


def test_a_file_in_a_folder_that_may_only_be_listed_is_one_of_those_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is a file cannot be asked there; opening it says what is the matter."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_text(message())

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    assert [*mailboxes.files(tmp_path)] == [tmp_path / "new" / "1"]


def mbox(*messages: str) -> str:
    return "".join(f"From ida@north.example Fri Jan  5 10:00:00 2024\n{m}\n" for m in messages)


def reading(text: str | bytes) -> list[Exchange | Skipped]:
    data = text.encode() if isinstance(text, str) else text
    found = list(mail.read(BytesIO(data), HOW))
    return [each for each in found if isinstance(each, Exchange | Skipped)]


def emails(text: str | bytes) -> list[Exchange]:
    return [each for each in reading(text) if isinstance(each, Exchange)]


def reasons(text: str | bytes) -> list[str]:
    return [each.reason for each in reading(text) if isinstance(each, Skipped)]


def party(name: str, address: str) -> Party:
    return Party(name, (Handle("email", address),))


IDA, BO = party("Ida North", "ida@north.example"), party("Bo East", "bo@east.example")


def test_a_message() -> None:
    assert mail.recognises(message())
    assert reading(message()) == [Exchange(1, date(2024, 1, 5), "email", IDA, (BO,))]


def test_copies_count_and_nobody_twice() -> None:
    text = message(Cc="al@west.example, BO@east.example, ida@north.example", To="bo@east.example")
    [sent] = emails(text)
    assert sent.others == (party("", "bo@east.example"), party("", "al@west.example"))


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"List_Id": "<dogs.example>"}, machines.BULK),
        ({"List_Unsubscribe": "<https://north.example>"}, machines.BULK),
        ({"Precedence": "Bulk"}, machines.BULK),
        ({"Precedence": "auto_reply"}, machines.BULK),
        ({"Auto_Submitted": "auto-replied"}, machines.BULK),
        ({"Auto_Submitted": "No"}, ""),
        ({"Precedence": "first-class"}, ""),
        ({"From": "no-reply@shop.example"}, machines.BULK),
        ({"From": "Ida <drive-shares-NoReply@shop.example>"}, machines.BULK),
        ({"From": "do_not_reply+17@shop.example"}, machines.BULK),
        ({"From": "MAILER-DAEMON@shop.example"}, machines.BULK),
        ({"From": "notifications@shop.example"}, machines.BULK),
        ({"Sender": "calendar-notification@shop.example"}, machines.BULK),
        ({"From": "noreplyson@north.example"}, ""),
        ({"From": "Nora Reply <nora@reply.example>"}, ""),
        ({"Sender": "Bo East <bo@east.example>"}, ""),
        ({"Content_Type": "Text/Calendar; method=REPLY"}, machines.INVITATION),
        ({"Content_Class": "urn:content-classes:calendarmessage"}, machines.INVITATION),
        ({"X_Gmail_Labels": "Opened,Drafts"}, machines.DRAFT),
        ({"X_Gmail_Labels": '=?UTF-8?Q?Spam,"Fj=C3=B8rd_Spamalot"?='}, machines.SPAM),
        ({"X_Gmail_Labels": "Spamalot"}, ""),
        ({"X_Spam_Flag": "YES"}, machines.SPAM),
        ({"From": None}, mail.NO_SENDER),
        ({"From": "Ida North"}, mail.NO_SENDER),
        ({"From": "MAILER DAEMON <>"}, mail.NO_SENDER),
        ({"To": None}, mail.NOBODY_ELSE),
        ({"To": "undisclosed-recipients:;"}, mail.NOBODY_ELSE),
        ({"To": "IDA@north.example"}, mail.NOBODY_ELSE),
        ({"To": ", ".join(f"p{n}@west.example" for n in range(6))}, mail.MANY_RECIPIENTS),
        ({"To": ", ".join(f"p{n}@west.example" for n in range(5))}, ""),
        ({"Date": None}, mail.UNREADABLE_DATE),
        ({"Date": "the other day"}, mail.UNREADABLE_DATE),
        ({"Date": "Fri, 31 Feb 2024 10:00:00 +0000"}, mail.UNREADABLE_DATE),
        ({"Date": "Tue, 1 Jan 1850 10:00:00 +0000"}, mail.UNREADABLE_DATE),
        ({"Date": "Tue, 16 Jun 2026 10:00:00 +0000"}, mail.IN_THE_FUTURE),
        ({"Date": "Mon, 15 Jun 2026 23:59:00 +0000"}, ""),
    ],
)
def test_what_is_nothing_between_people(headers: dict[str, str | None], reason: str) -> None:
    found = reading(mbox(message(), message(**headers), message()))
    assert [type(found[0]), type(found[2])] == [Exchange, Exchange]
    assert isinstance(found[1], Skipped) == bool(reason)
    assert not reason or found[1] == Skipped(9, reason)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (DAY, date(2024, 1, 5)),
        ("5 Jan 2024 00:10 +1300", date(2024, 1, 5)),
        ("Fri, 05 Jan 24 10:00:00 GMT (Greenwich)", date(2024, 1, 5)),
        ("Fri Jan 05 2024 10:00:00", date(2024, 1, 5)),
    ],
)
def test_the_day_is_that_of_the_senders_clock(written: str, day: date) -> None:
    assert [sent.on for sent in emails(message(Date=written))] == [day]


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("ana@ruiz.example", [("", "ana@ruiz.example")]),
        ("<ana@ruiz.example>", [("", "ana@ruiz.example")]),
        ("ana@ruiz.example (Ana Ruiz)", [("Ana Ruiz", "ana@ruiz.example")]),
        ("Ana Ruiz ana@ruiz.example", [("Ana Ruiz", "ana@ruiz.example")]),
        ('"Ruiz, Ana" <ana@ruiz.example>', [("Ruiz, Ana", "ana@ruiz.example")]),
        ("Ruiz, Ana <ana@ruiz.example>", [("Ruiz, Ana", "ana@ruiz.example")]),
        (r'"Ana \"Nan\" Ruiz" <ana@ruiz.example>', [('Ana "Nan" Ruiz', "ana@ruiz.example")]),
        ("'ana@ruiz.example' <ana@ruiz.example>", [("", "ana@ruiz.example")]),
        ("ana@ruiz.example <ana@ruiz.example>", [("", "ana@ruiz.example")]),
        ('"Ana Ruiz <ana@ruiz.example>', [("Ana Ruiz", "ana@ruiz.example")]),
        ("Ana\r\n Ruiz <ana@ruiz.example>", [("Ana Ruiz", "ana@ruiz.example")]),
        ("=?utf-8?q?Jos=C3=A9_Ruiz?= <a@ruiz.example>", [("José Ruiz", "a@ruiz.example")]),
        ("=?utf-8?q?Ruiz,_Ana?= <a@ruiz.example>", [("Ruiz, Ana", "a@ruiz.example")]),
        ('"=?iso-8859-1?Q?Jos=E9?=" <a@ruiz.example>', [("José", "a@ruiz.example")]),
        ("=?utf-8?B?Sm9zw?= =?utf-8?B?6kg?= <a@ruiz.example>", None),
        ("=?klingon?q?Jos=C3=A9?= <a@ruiz.example>", [("José", "a@ruiz.example")]),
        ("=?utf-8?q?Jos=E9?= <a@ruiz.example>", [("José", "a@ruiz.example")]),
        ("=?utf-8?q?Ana_=3Ca=40ruiz.example=3E?=", [("Ana", "a@ruiz.example")]),
        ("José Ruiz <a@ruiz.example>", [("José Ruiz", "a@ruiz.example")]),
        (
            "Team: a@ruiz.example, Bo <b@east.example>;",
            [("", "a@ruiz.example"), ("Bo", "b@east.example")],
        ),
        ("a@ruiz.example; b@east.example", [("", "a@ruiz.example"), ("", "b@east.example")]),
        ("a@ruiz.example,, ,A@ruiz.example", [("", "a@ruiz.example")]),
        ("nobody", []),
        ("a@b", []),
        ("", []),
    ],
)
def test_people_of_a_header(written: str, people: list[tuple[str, str]] | None) -> None:
    found = [(each.name, each.handles[0].value) for each in parties([written])]
    if people is None:  # bytes that make no letters: whoever it is, their address is known
        assert [address for _, address in found] == ["a@ruiz.example"]
    else:
        assert found == people


def test_bytes_that_no_header_may_hold_are_letters() -> None:
    for encoding in ("utf-8", "cp1252"):
        [sent] = emails(message(From="José <jose@ruiz.example>").encode(encoding))
        assert sent.sender == party("José", "jose@ruiz.example")


def test_a_mailbox_is_cut_where_messages_begin() -> None:
    quoting = message(
        "From then on, all was well.\n\nFrom Bo, 2024 was\nfine\n\n>From him\n", Subject="1"
    )
    text = mbox(quoting, message("", Subject="2"), message(Subject="3"))
    assert mail.recognises(text)
    assert [sent.line for sent in emails(text)] == [1, 14, 21]
    assert reasons(text) == []


@pytest.mark.parametrize(
    "separator",
    ["From - \n", "From 1844347792267117879@xxx\n", "From ? Fri Jan  5 10:00:00 +0000 2024\r\n"],
)
def test_separators(separator: str) -> None:
    text = f"{separator}{message()}\n{separator}{message()}"
    assert mail.recognises(text)
    assert len(emails(text)) == 2


def test_one_message_is_one_whatever_it_quotes() -> None:
    text = message(f"Look:\n\n{mbox(message())}")
    assert len(reading("\ufeff\r\n" + text)) == 1
    assert mail.recognises("\ufeff\n" + text)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_messages_without_a_body_and_lines_that_end_in_any_way(end: str) -> None:
    text = mbox(*(message("", X=f"folded\n {n}") for n in range(3))).replace("\n", end)
    assert mail.recognises(text)
    assert len(emails(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "From here on, there is nothing.\n",
        "BEGIN:VCARD\nFN:Ida North\n",
        "name,date\nIda,2024-01-05\n",
        "dn: cn=Ida North\ncn: Ida North\nmail: ida@north.example\n",
        "Dear Bo,\nFrom: here\nTo: eternity\n",
    ],
)
def test_other_files_are_not_recognised(text: str) -> None:
    assert not mail.recognises(text)


def test_an_empty_file_is_one_message_that_is_none() -> None:
    assert reading("") == [Skipped(1, mail.NOT_MAIL)]


def folder_of(root: Path, **files: str) -> Path:
    """A folder; ``_`` in a name stands for a slash."""
    for name, text in files.items():
        path = root / name.replace("_", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_maildir(tmp_path: Path) -> None:
    root = folder_of(tmp_path, cur_1="", new_2=message(), tmp_3=message(), **{".Sent_cur_4": ""})
    (root / "cur/1").rename(root / "cur/1:2,S")
    (root / "cur/1:2,S").write_text(message())
    (root / "cur/5:2,DS").write_text(message())
    (root / ".Sent/cur/4").write_text(message())
    (root / "dovecot.index").write_bytes(bytes(range(256)))
    (root / ".uidvalidity").write_text("1")
    (root / "folder [odd] ü").mkdir()
    (root / "folder [odd] ü" / "6").write_text(message())
    found = list(mail.read_folder(root, HOW))
    assert Counter(each.reason if isinstance(each, Skipped) else "email" for each in found) == {
        "email": 4,
        machines.DRAFT: 1,
        mail.NOT_MAIL: 1,
    }
    assert [each.line for each in found] == [1, 2, 3, 4, 5, 6]
    assert list(mail.read_folder(root, HOW)) == found
    assert mail.recognises_folder(root)


def test_a_folder_of_messages_and_mailboxes(tmp_path: Path) -> None:
    root = folder_of(tmp_path, **{"a.eml": message(), "b_Inbox": mbox(message(), message())})
    found = list(mail.read_folder(root, HOW))
    assert [(type(each), each.line) for each in found] == [
        (Exchange, 1),
        (Exchange, 2),
        (Exchange, 2),
    ]


def test_other_folders_are_not_recognised(tmp_path: Path) -> None:
    assert not mail.recognises_folder(
        folder_of(tmp_path, a="", b="a,b\n", **{".hidden": message()})
    )


def test_what_is_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder_of(tmp_path, a=message(), b=message())
    plain = Path.open

    def locked(path: Path, mode: str = "r") -> object:
        if path.name == "a":
            raise PermissionError
        return plain(path, mode)

    monkeypatch.setattr(Path, "open", locked)
    found = list(mail.read_folder(root, HOW))
    assert found[0] == Skipped(1, mail.LOCKED)
    assert isinstance(found[1], Exchange)
    assert mail.recognises_folder(root)


class _Endless(BytesIO):
    """A mailbox of which nothing is in memory: the same message, again and again."""

    def __init__(self, whole: bytes, times: int) -> None:
        super().__init__()
        self._lines: Iterator[bytes] = (
            line for _ in range(times) for line in whole.splitlines(keepends=True)
        )

    def readline(self, size: int | None = -1, /) -> bytes:
        return next(self._lines, b"")


def test_memory_does_not_grow_with_the_mailbox() -> None:
    whole = mbox(message("A line of a letter.\n" * 200)).encode()

    def peak(times: int) -> int:
        tracemalloc.start()
        assert sum(1 for _ in mail.read(_Endless(whole, times), HOW)) == times
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(5)  # what is loaded once
    assert peak(200) < peak(20) + 50_000


@pytest.mark.parametrize(
    "hostile",
    [
        '"\\' * 10_000,
        "(" * 20_000,
        "<" * 20_000,
        "a, " * 10_000,
        "=?utf-8?q?" * 3_000,
        "a:" * 10_000,
        "@," * 10_000,
    ],
)
def test_hostile_lists_take_no_time(hostile: str) -> None:
    begun = process_time()
    parties([hostile])
    assert process_time() - begun < 2


WHOLE = mbox(message(), message(Cc='"Al, West" <al@west.example>', X="=?utf-8?q?x?=")).encode()


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(WHOLE)),
            st.integers(0, 40),
            st.one_of(st.binary(max_size=8), st.sampled_from((b"\n", b"=?", b"<", b'"', b"\n\n"))),
        ),
        max_size=6,
    )
)
def test_damage_never_raises(changes: list[tuple[int, int, bytes]]) -> None:
    data = WHOLE
    for at, length, put in changes:
        data = data[:at] + put + data[at + length :]
    mail.recognises(to_text(data))
    for each in mail.read(BytesIO(data), HOW):
        assert isinstance(each, Exchange | Skipped | Unread)


@given(st.text(max_size=300))
def test_any_text_is_a_list_of_people_or_none(text: str) -> None:
    for each in parties([text]):
        assert each.handles
        assert "@" not in each.name


def test_files_as_people_have_them(shared_data: Path) -> None:
    found: Counter[str] = Counter()
    for path in sorted((shared_data / "data/mail").iterdir()):
        if path.is_dir():
            read = list(mail.read_folder(path, HOW))
        elif mail.recognises(to_text(path.read_bytes()[:BEGINNING])):
            read = list(mail.read(BytesIO(path.read_bytes()), HOW))
        else:
            found["refused"] += 1
            continue
        found.update(each.reason if isinstance(each, Skipped) else "email" for each in read)
    assert found == {
        "email": 117,
        mail.IN_THE_FUTURE: 1,
        mail.NOBODY_ELSE: 38,
        machines.BULK: 23,
        mail.NO_SENDER: 12,
        mail.UNREADABLE_DATE: 5,
        mail.MANY_RECIPIENTS: 1,
        mail.NOT_MAIL: 1,
        "refused": 8,
    }
