"""LinkedIn's Connections.csv in every layout it has had, with invented people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from farmer.formats import linkedin, sheet
from farmer.formats.fitting import fitted
from farmer.formats.incoming import How, Incoming, Skipped, Unread
from farmer.model import Contact, Handle, Touch
from tests.formats.reading import read

TODAY = date(2026, 6, 15)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PROFILE = "https://www.linkedin.com/in/ida-north/?trk=export"
LAYOUTS = {
    "2016, websites": (
        "First Name,Last Name,Address,Email Address,Company,Position,Connected On,Websites,"
        "Instant Messengers\nIda,North,,ida@north.example,Fjord Ltd,Pilot,"
        '"12/22/16, 9:55 AM",,\n'
    ),
    "2018, no address": (
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        'Ida,North,ida@north.example,Fjord Ltd,Pilot,"12/22/16, 9:55 AM"\n'
    ),
    "spreadsheet, semicolons": (
        "First Name;Last Name;Company;Position;Connected on\r\n"
        "Ida;North;Fjord Ltd;Pilot;22.12.2016\r\n"
    ),
    "spreadsheet, short months": (
        "First Name,Last Name,Email Address,Company,Position,Connected On\r\n"
        "Ida,North,,Fjord Ltd,Pilot,22-Dec-16\r\n"
    ),
    "notes and profile": (
        'Notes:\n"When exporting your data, some addresses\nmay be missing."\n\n'
        + HEADER
        + f"Ida,North,{PROFILE},,Fjord Ltd,Pilot,22 Dec 2016\n"
    ),
    "profile last": (
        "Notes:\nInvented.\nAll of it.\n\n"
        "First Name,Last Name,Email Address,Company,Position,Connected On,URL\n"
        f"Ida,North,,Fjord Ltd,Pilot,22 Dec 2016,{PROFILE}\n"
    ),
}


def entries(text: str, region: str | None = None) -> list[Any]:
    return list(linkedin.read(text, How(TODAY, region=region)))


def people(text: str) -> list[Incoming]:
    return [each for each in entries(text) if isinstance(each, Incoming)]


def skips(text: str) -> list[Skipped]:
    return [each for each in entries(text) if isinstance(each, Skipped)]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout(layout: str) -> None:
    assert linkedin.recognises(layout)
    [ida] = entries(layout)
    assert isinstance(ida, Incoming)
    assert ida.contact == Contact(
        "Ida North", company="Fjord Ltd", title="Pilot", given="Ida", family="North"
    )
    assert [each.touch for each in ida.touches] == [Touch(date(2016, 12, 22), "connect")]


def test_handles_and_the_sources_own_id() -> None:
    [ida, bo, al] = people(
        HEADER
        + f"Ida,North,{PROFILE},Ida@North.example,,,22 Dec 2016\n"
        + "Bó,South,,,,,01 Jan 2020\n"
        + "Al,West,,al@west.example,,,\n"
    )
    assert ida.handles == (
        Handle("url", "linkedin.com/in/ida-north"),
        Handle("email", "ida@north.example"),
    )
    assert (ida.key, ida.touches[0].source_id) == (
        "ida north|2016-12-22",
        "linkedin.com/in/ida-north",
    )
    assert bo.key == bo.touches[0].source_id == "bo south|2020-01-01"
    assert (al.key, al.touches) == ("", ())


def test_names_removed() -> None:
    text = "Company,Position,Connected On\nFjord Ltd,Pilot,26 Jun 2023\n,,18 Jun 2023\n"
    assert linkedin.recognises(text)
    assert [each.reason for each in skips(text)] == [linkedin.NO_NAME, linkedin.ONLY_A_DATE]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,,,,22 Dec 2016", linkedin.ONLY_A_DATE),
        (",,,,,,", linkedin.EMPTY),
        (",,,a@b.example,Fjord Ltd,,22 Dec 2016", linkedin.NO_NAME),
        ("LinkedIn,Member,,,,,22 Dec 2016", linkedin.DELETED),
        ("LinkedIn,Talent Solutions,,,,,22 Dec 2016", linkedin.ADVERT),
        ("Ida,North,22 Dec 2016", linkedin.TOO_FEW_CELLS),
        ("Ida,North,,," + "x" * 200_000 + ",,22 Dec 2016", linkedin.TOO_FEW_CELLS),
    ],
)
def test_skipped_rows_keep_their_neighbours_and_name_nobody(row: str, reason: str) -> None:
    rows_read = list(entries(f"{HEADER}Al,West,,,,,1 May 2020\n{row}\nBo,East,,,,,1 May 2020"))
    assert [type(each) for each in rows_read] == [Incoming, Skipped, Incoming]
    assert rows_read[1] == Skipped(3, reason)
    assert "Ida" not in reason
    assert "\n" not in reason


def test_line_numbers_hold_after_cells_of_several_lines() -> None:
    text = (
        'Notes:\n"two\nlines"\n\n' + HEADER + "Ida,North,,,Fjord,"
        '"Pilot,\nmate\nand ""cook""",22 Dec 2016\n\nBo,East,,,,,1 May 2020\n'
    )
    ida, bo = people(text)
    assert (ida.line, bo.line) == (6, 10)
    assert ida.contact.title == 'Pilot, mate and "cook"'


@pytest.mark.parametrize("row", ['"Ida,North,,,,,22 Dec 2016', 'Ida,North,,,,,"22 Dec 2016'])
def test_a_quote_never_closed_costs_its_own_row_only(row: str) -> None:
    others = "".join(f'P{n},East,,,"Sons, Inc",,1 May 2020\n' for n in range(120))
    text = f"{HEADER}{row}\n{others}"
    assert [each.contact.name for each in people(text)][-120:] == [f"P{n} East" for n in range(120)]
    assert len(list(entries(text))) == 121


def test_a_quote_in_the_middle_of_a_cell_is_a_letter() -> None:
    [ida] = people(HEADER + 'Ida,North,,,5" Disks,,22 Dec 2016\n')
    assert ida.contact.company == '5" Disks'


@pytest.mark.parametrize("text", ["", "Connected On\n", "a,b\n1,2\n", "the day we connected on, x"])
def test_other_tables_are_not_recognised(text: str) -> None:
    assert not linkedin.recognises(text)
    assert list(entries(text)) == []


@pytest.mark.parametrize("when", ["the other day", "31 Feb 2016", "2016"])
def test_a_day_that_cannot_be_read_costs_no_more_than_itself(when: str) -> None:
    person, unread = entries(f"{HEADER}Ida,North,,,,,{when}\n")
    assert (person.contact.name, person.touches) == ("Ida North", ())
    assert unread == Unread(2, "day of connecting")


@pytest.mark.parametrize(
    ("days", "region", "first"),
    [
        (["05/06/2024", "30/05/2024"], None, date(2024, 6, 5)),
        (["05/06/2024", "30/05/2024"], "US", date(2024, 6, 5)),
        (["05/06/2024", "05/30/2024"], "GB", date(2024, 5, 6)),
        (["05/06/2024"], None, date(2024, 5, 6)),
        (["05/06/2024"], "GB", date(2024, 6, 5)),
        (["05.06.2024", "05/30/2024"], "US", date(2024, 6, 5)),
    ],
)
def test_a_whole_column_has_one_order(days: list[str], region: str | None, first: date) -> None:
    rows = "".join(f"P{at},East,,,,,{day}\n" for at, day in enumerate(days))
    assert entries(HEADER + rows, region)[0].touches[0].touch.on == first


def test_long_names_and_control_characters() -> None:
    """A reader leaves the name long: to shorten it, and to say so, is the same for every format."""
    [ida] = people(HEADER + f"\x1b[31mIda\u202e,{'North' * 100},,,,,22 Dec 2016\n")
    assert ida.contact.name == f"Ida {'North' * 100}"
    short, cut = fitted(ida)
    assert len(short.contact.name) == 200
    assert short.contact.name.endswith("…")
    assert "name" in cut


def test_work_grows_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is parsed at most once more than it stands in the file, stray quotes or not."""
    parsed = 0
    plain_row = sheet.row_at

    def counted(table: sheet.Sheet, at: int) -> tuple[list[str], int]:
        nonlocal parsed
        row, used = plain_row(table, at)
        parsed += used
        return row, used

    monkeypatch.setattr(sheet, "row_at", counted)
    rows = "".join(f"Ida{n},North,,,Fjord Ltd,Pilot,22 Dec 2016\n" for n in range(30_000))
    assert sum(1 for _ in entries(HEADER + rows)) == 30_000
    assert parsed == 30_000


COUNTS = {
    "2016_websites_im": (3, 0),
    "2018_datetime": (41, 0),
    "2021_cp1252_semicolon_ddmmyyyy": (169, 0),
    "2022_excel_dates": (387, 6),
    "2023_names_removed": (0, 841),
    "2024_notes_preamble_url": (1581, 47),
    "2024_url": (360, 8),
    "fixture_constellation": (2, 0),
    "fixture_notes": (10, 0),
}


def test_files_as_people_have_them(shared_data: Path) -> None:
    for name, counts in COUNTS.items():
        path = shared_data / "data/linkedin" / f"{name}__Connections.csv"
        kind, found = read(path.read_bytes())
        came = [each for each in found if isinstance(each, Incoming)]
        skipped = [each for each in found if isinstance(each, Skipped)]
        assert (kind, len(came), len(skipped)) == ("linkedin", *counts), name
        assert all(each.touches for each in came), name
        assert read(path.read_bytes())[1] == found, name
