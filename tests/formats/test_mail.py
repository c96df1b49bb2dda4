"""Mail: who wrote to whom, from headers alone."""

from __future__ import annotations

import time
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats import Exchange, Skipped, Source, format_of, mail
from farmer.formats import read as read_source
from tests.formats.mutations import cuts, damaged
from tests.formats.reading import HOW, read

SECRET = b"the port closes in May"
PLAIN = {
    b"From": b'"Ruiz, Ana" <Ana@Ruiz.example>',
    b"To": b"Kim Doe <kim@doe.example>",
    b"Date": b"Mon, 04 May 2026 23:30:00 +0200",
    b"Subject": b"x",
}


def message(**changes: bytes) -> bytes:
    fields = {
        **PLAIN,
        **{name.replace("_", "-").encode(): value for name, value in changes.items()},
    }
    head = b"".join(name + b": " + value + b"\r\n" for name, value in fields.items() if value)
    return head + b"\r\n" + SECRET + b"\r\nFrom: nobody\r\n"


def only(data: bytes) -> Exchange | Skipped:
    kind, (row,) = read(data)
    assert kind == "mail"
    assert isinstance(row, Exchange | Skipped)
    return row


def test_a_message_tells_who_wrote_to_whom_on_its_own_day() -> None:
    row = only(message(Cc=b"=?utf-8?q?Jos=C3=A9_N=C3=BA=C3=B1ez?= <jose@n.example>"))
    assert isinstance(row, Exchange)
    assert (row.on, row.kind, row.source_id) == (date(2026, 5, 4), "email", "")
    assert row.sender is not None
    assert (row.sender.name, row.sender.handles[0].value) == ("Ruiz, Ana", "ana@ruiz.example")
    assert [party.name for party in row.others] == ["Kim Doe", "José Núñez"]
    assert SECRET.decode() not in repr(row)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"List_Id": b"<golf.example>"}, mail.BULK),
        ({"List_Unsubscribe": b"<mailto:x@y.example>"}, mail.BULK),
        ({"Precedence": b"bulk"}, mail.BULK),
        ({"Auto_Submitted": b"auto-replied"}, mail.BULK),
        ({"From": b"no-reply@shop.example"}, mail.BULK),
        ({"From": b"MAILER-DAEMON@shop.example"}, mail.BULK),
        ({"To": b", ".join(b"p%d@x.example" % n for n in range(6))}, mail.TO_MANY),
        ({"To": b""}, mail.NO_ADDRESS),
        ({"From": b"nobody"}, mail.NO_ADDRESS),
        ({"To": b"a:" * 5_000}, mail.NO_ADDRESS),
        ({"Date": b"yesterday"}, mail.NO_DATE),
        ({"Date": b""}, mail.NO_DATE),
        ({"Date": b"Mon, 04 May 2099 23:30:00 +0200"}, mail.IN_THE_FUTURE),
    ],
)
def test_what_nobody_wrote_to_anybody_is_left_out(changes: dict[str, bytes], reason: str) -> None:
    assert only(message(**changes)) == Skipped(1, reason)


def test_an_auto_submitted_no_is_a_person() -> None:
    assert isinstance(only(message(Auto_Submitted=b"no")), Exchange)


def test_a_mailbox_message_by_message() -> None:
    mark = b"From ana@ruiz.example Mon May  4 23:30:00 2026\n"
    box = mark + message() + b"\n" + mark + message(Precedence=b"list") + b"\n" + mark + message()
    kind, rows = read(box)
    assert kind == "mail"
    assert [type(row) for row in rows] == [Exchange, Skipped, Exchange]
    assert [row.line for row in rows] == [1, 10, 20]


def test_a_from_in_the_body_begins_no_message() -> None:
    mark = b"From ana@ruiz.example Mon May  4 23:30:00 2026\n"
    box = mark + message() + b"said on Monday\nFrom here on 2026\n"
    assert len(read(box)[1]) == 1


def test_a_folder_of_messages_however_its_folders_are_called(tmp_path: Path) -> None:
    for name in ("cur/1:2,S", "new/2", ".Old & odd/cur/3:2,", "a.eml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(message())
    (tmp_path / "notes.txt").write_text("dear diary\n", encoding="utf-8")
    source = Source("box", 0, lambda: BytesIO(), tmp_path)
    rows = list(read_source(source, HOW, format_of(source)))
    assert [type(row) for row in rows].count(Exchange) == 4
    assert [row.reason for row in rows if isinstance(row, Skipped)] == [mail.NOT_A_MESSAGE]


@given(st.data())
def test_damaged_mail_never_raises(data: st.DataObject) -> None:
    whole = (b"From a@b.example Mon May  4 23:30:00 2026\n" + message() + b"\n") * 2
    broken = damaged(whole, data.draw(cuts(len(whole))))
    assert all(row.line >= 1 for row in mail.read(BytesIO(broken), HOW))


def test_a_line_without_an_end_is_not_held() -> None:
    endless = message() + b"x" * 5_000_000
    assert len(list(mail.read(BytesIO(endless), HOW))) == 1
    header = b"From: a@b.example\nX: " + b"y" * 5_000_000
    assert len(list(mail.read(BytesIO(header), HOW))) == 1


def test_time_grows_with_the_messages() -> None:
    """Four times as many take about four times as long: nothing like sixteen."""
    mark = b"From a@b.example Mon May  4 23:30:00 2026\n"
    took = []
    for count in (500, 2_000):
        begun = time.process_time()
        assert len(list(mail.read(BytesIO((mark + message() + b"\n") * count), HOW))) == count
        took.append(time.process_time() - begun)
    assert took[1] < 9 * took[0]


def test_files_as_people_have_them(shared_data: Path) -> None:
    counts = {Exchange: 0, Skipped: 0}
    refused = 0
    for path in sorted((shared_data / "data/mail").glob("*.*")):
        if path.is_file() and mail.recognises(path.read_bytes()[:65536].decode("latin-1")):
            for row in mail.read(BytesIO(path.read_bytes()), HOW):
                counts[type(row)] += 1
        else:
            refused += 1
    assert counts[Exchange] > 90
    assert refused < 30
    folders = [path for path in (shared_data / "data/mail").iterdir() if path.is_dir()]
    found = [row for folder in folders for row in mail.read_folder(folder, HOW)]
    assert sum(isinstance(row, Exchange) for row in found) == 57
