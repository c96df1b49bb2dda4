"""Who wrote to whom on LinkedIn, and who asked whom to connect."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from farmer.formats import Exchange, Skipped, linkedin_messages
from farmer.formats.incoming import GROUP_CONVERSATION, Unused
from farmer.formats.linkedin import ADVERT, DELETED
from tests.formats.reading import read

HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT\n"
)
SECRET = "the port closes in May"
URL = "https://www.linkedin.com/in/"


def message(
    sender: str = "Ana Ruiz",
    to: str = "Kim Doe",
    when: str = "2024-12-23 19:29:01 UTC",
    urls: str = f"{URL}kim-doe",
    folder: str = "INBOX",
    draft: str = "No",
) -> str:
    return f'x,,{sender},{URL}ana-ruiz,{to},"{urls}",{when},,"{SECRET}\n\nyours",{folder},{draft}\n'


def only(text: str) -> Exchange | Skipped:
    kind, rows = read(text.encode())
    assert kind == "linkedin-messages"
    [row] = [each for each in rows if not isinstance(each, Unused)]
    assert isinstance(row, Exchange | Skipped)
    return row


def test_a_message_has_a_direction_and_no_words() -> None:
    row = only(HEADER + message())
    assert isinstance(row, Exchange)
    assert (row.on, row.kind, row.line) == (date(2024, 12, 23), "message", 2)
    assert row.sender is not None
    assert row.sender.name == "Ana Ruiz"
    assert row.sender.handles[0].value == "linkedin.com/in/ana-ruiz"
    assert [party.name for party in row.others] == ["Kim Doe"]
    assert SECRET not in repr(row)


def test_the_columns_of_which_nothing_is_kept_are_named() -> None:
    _, rows = read((HEADER + message()).encode())
    left = [row.column for row in rows if isinstance(row, Unused)]
    assert left == ["conversation id", "content"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (message(draft="Yes"), linkedin_messages.UNSENT_DRAFT),
        (message(folder="DRAFTS"), linkedin_messages.UNSENT_DRAFT),
        (message(sender="LinkedIn Member"), DELETED),
        (message(sender="LinkedIn Talent Solutions"), ADVERT),
        (message(to='"A,B,C,D,E,F"'), GROUP_CONVERSATION),
        (message(when="soon"), linkedin_messages.UNREADABLE_DATE),
        (message(to="", urls=""), linkedin_messages.NO_NAME),
    ],
)
def test_what_is_no_talk_is_left_out_with_a_reason(row: str, reason: str) -> None:
    assert only(HEADER + row) == Skipped(2, reason)


def test_several_recipients_are_told_apart_by_their_profiles() -> None:
    row = only(HEADER + message(to='"Kim Doe,Bo Li"', urls=f"{URL}kim-doe,{URL}bo-li"))
    assert isinstance(row, Exchange)
    assert [(p.name, p.handles[0].value) for p in row.others] == [
        ("Kim Doe", "linkedin.com/in/kim-doe"),
        ("Bo Li", "linkedin.com/in/bo-li"),
    ]


def test_the_layout_of_2018() -> None:
    row = only(
        "From,To,Date,Subject,Content,Direction,Folder\n"
        'Ana Ruiz,Kim Doe,"10/16/18, 8:36 AM",Hi,Words,INCOMING,INBOX\n'
    )
    assert isinstance(row, Exchange)
    assert (row.on, row.sender and row.sender.handles) == (date(2018, 10, 16), ())


def test_invitations() -> None:
    kind, (asked, number) = read(
        b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        b'Kim Doe,Ana Ruiz,"12/31/24, 7:18 AM",,OUTGOING,'
        b"https://www.linkedin.com/in/kim-doe,https://www.linkedin.com/in/ana-ruiz\n"
        b'-2616114961314326090,Kim Doe,"6/22/23, 7:41 AM",,INCOMING,,\n'
    )
    assert kind == "linkedin-invitations"
    assert isinstance(asked, Exchange)
    assert (asked.kind, asked.on) == ("connect", date(2024, 12, 31))
    assert number == Skipped(3, linkedin_messages.NOT_A_NAME)


COUNTS = {
    "2018_datetime__messages.csv": (25, 0),
    "2022_excel_dates__messages.csv": (1038, 10),
    "2024_url__messages.csv": (4258, 51),
    "2018_datetime__invitations.csv": (11, 0),
    "2022_excel_dates__invitations.csv": (171, 0),
    "2023_names_removed__invitations.csv": (0, 54),
    "2024_url__invitations.csv": (161, 0),
}


def test_files_as_people_have_them(shared_data: Path) -> None:
    for name, counts in COUNTS.items():
        _, rows = read((shared_data / "data/linkedin" / name).read_bytes())
        passed = [row for row in rows if isinstance(row, Exchange)]
        skipped = [row for row in rows if isinstance(row, Skipped)]
        assert (len(passed), len(skipped)) == counts, name
