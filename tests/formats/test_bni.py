"""A chapter's slips, with invented members."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from farmer.formats import bni
from farmer.formats.incoming import Exchange, How, Party, Skipped
from farmer.formats.spreadsheetml import LAST_COLUMN, BadSheet, rows
from tests.formats.mutations import Cut, cuts, damaged

DAY = date(2026, 6, 1)
HOW = How(date(2026, 6, 15), on=DAY)
HEADINGS = ("From", "To", "Slip Type", "Inside/Outside", "TYFCB Amount", "CEU Credits", "Detail")
BEGINNING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
    '<Worksheet ss:Name="Report"><ss:Table>\n'
)
END = "</ss:Table></Worksheet></Workbook>\n"
ANA, BO = Party("Ana Ruiz"), Party("Bo East")


def row(*cells: str) -> str:
    written = (
        f'<Cell ss:Index="{at}"><Data ss:Type="String">{cell}</Data></Cell>'
        for at, cell in enumerate(cells, start=1)
    )
    return f"<Row>{''.join(written)}</Row>\n"


def sheet(*lines: str) -> bytes:
    return (BEGINNING + "".join(lines) + END).encode()


def slips(*lines: tuple[str, ...], how: How = HOW) -> list[Any]:
    return list(bni.read(sheet(row(*HEADINGS), *(row(*line) for line in lines)), how))


def test_a_one_to_one_is_a_meeting() -> None:
    [met] = slips(("Ana Ruiz", "Bo East", "One-to-One", "", "", "", "at the mill"))
    assert replace(met, source_id="") == Exchange(6, DAY, "meeting", ANA, (BO,), note="one-to-one")


def test_a_referral_is_a_gift_and_no_touch() -> None:
    [gift] = slips(("Ana Ruiz", "Bo East", "Referral", "Tier 2 (outside)"))
    assert (gift.kind, gift.sent_fact, gift.received_fact) == (None, "gave", "got")
    assert gift.note == "referral, Tier 2 (outside)"


def test_a_visitor_was_at_the_meeting_with_whoever_brought_them() -> None:
    [visit] = slips(("Ana Ruiz", "Cy Ode", "Visitor"))
    assert (visit.kind, visit.sender, visit.others) == ("event", ANA, (Party("Cy Ode"),))


@pytest.mark.parametrize(
    ("slip", "reason"),
    [
        (("", "Bo East", "TYFCB", "", "420.00"), bni.THANKS),
        (("Ana Ruiz", "", "CEU", "", "", "2"), bni.TRAINING),
        (("Ana Ruiz", "Bo East", "Smoke Signal"), bni.OTHER),
        (("Ana Ruiz", "", "Referral"), bni.NOT_BOTH),
        (("", "Bo East", "One-to-One"), bni.NOT_BOTH),
        (("Ana Ruiz", "ANA  RUIZ", "One-to-One"), bni.NOT_BOTH),
        ((), bni.OTHER),
    ],
)
def test_slips_that_say_nothing_of_two_people(slip: tuple[str, ...], reason: str) -> None:
    met = ("Ana Ruiz", "Bo East", "One-to-One")
    read = slips(met, slip, met)
    assert [type(each) for each in read] == [Exchange, Skipped, Exchange]
    assert read[1] == Skipped(7, reason)


def test_equal_slips_are_two_and_another_day_has_others() -> None:
    met = ("Ana Ruiz", "Bo East", "One-to-One")
    ids = [each.source_id for each in slips(met, met)]
    assert len(set(ids)) == 2
    assert ids == [each.source_id for each in slips(met, met)]
    later = slips(met, met, how=replace(HOW, on=date(2026, 6, 8)))
    assert not {each.source_id for each in later} & set(ids)


def test_without_a_day_the_whole_file_is_refused_once() -> None:
    met = ("Ana Ruiz", "Bo East", "One-to-One")
    assert slips(met, met, how=replace(HOW, on=None)) == [Skipped(5, bni.NO_DAY)]
    assert "--on" in bni.NO_DAY


@pytest.mark.parametrize("how", [HOW, replace(HOW, on=None)])
def test_the_members_summary_is_refused_once(how: How) -> None:
    headings = ("First Name", "Last Name", "P", "A", "RGI", "RGO", "RRI", "RRO", "V")
    data = sheet(row(*headings), row("Ana", "Ruiz", "3"), row("Total", "", "3"))
    assert bni.recognises(data.decode())
    assert list(bni.read(data, how)) == [Skipped(5, bni.TOTALS)]


def test_columns_are_found_by_their_headings() -> None:
    data = sheet(
        row("Slips of the chapter"),
        row("Slip Type", "To", "From"),
        row("Referral", "Bo East", "Ana Ruiz", "beyond the last heading"),
    )
    [gift] = bni.read(data, HOW)
    assert isinstance(gift, Exchange)
    assert (gift.sender, gift.others) == (ANA, (BO,))


def test_a_sheet_without_slips() -> None:
    assert list(bni.read(sheet(row("Name", "Price")), HOW)) == [Skipped(1, bni.NO_SLIPS)]


@pytest.mark.parametrize(
    ("beginning", "known"),
    [
        (sheet(row(*HEADINGS)).decode(), True),
        (sheet(row("From", "To")).decode(), False),
        (row(*HEADINGS), False),
        ("From,To,Slip Type\n", False),
    ],
)
def test_told_by_its_headings(beginning: str, known: bool) -> None:
    assert bni.recognises(beginning) is known


def test_cells_stand_where_they_say_or_beside_the_last() -> None:
    cells = "".join(
        f"<Cell{index}><Data>{text}</Data></Cell>"
        for index, text in (
            ("", "a"),
            (' ss:Index="4"', "b &amp; c"),
            ("", "<b>d</b>"),
            (f' ss:Index="{LAST_COLUMN + 1}"', "e"),
            (' ss:Index="x"', " "),
        )
    )
    [(line, found)] = rows((BEGINNING + f"\n<Row>{cells}</Row>" + END).encode())
    assert (line, found) == (6, {1: "a", 4: "b & c", 5: "d", 6: "e"})


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_document_with_a_type_of_its_own_is_refused(declared: str) -> None:
    data = f'<?xml version="1.0"?>\n{declared}<x><Row><Cell><Data>&b;</Data></Cell></Row></x>'
    with pytest.raises(BadSheet) as refused:
        list(rows(data.encode()))
    assert refused.value.line == 2
    assert list(bni.read(data.encode(), HOW)) == [Skipped(2, bni.UNREADABLE)]


def test_rows_before_a_break_are_kept() -> None:
    met = row("Ana Ruiz", "Bo East", "One-to-One")
    data = sheet(row(*HEADINGS), met * 3000).removesuffix(END.encode()) + b"</Row>"
    read = list(bni.read(data, HOW))
    assert len(read) == 3001
    assert read[-1] == Skipped(3006, bni.UNREADABLE)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_the_encoding_is_the_files_not_the_one_it_declares(encoding: str) -> None:
    written = sheet(row(*HEADINGS), row("Ana Núñez", "Bo East", "One-to-One")).decode()
    written = written.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    [met] = bni.read(written.encode(encoding), HOW)
    assert isinstance(met, Exchange)
    assert met.sender == Party("Ana Núñez")


WHOLE = sheet(
    row(*HEADINGS),
    row("Ana Ruiz", "Bo East", "One-to-One"),
    row("Ana Ruiz", "Bo East", "Referral", "Tier 1 (inside)"),
)


@given(changes=cuts(len(WHOLE)))
def test_damaged_files_never_raise_and_read_the_same_twice(changes: list[Cut]) -> None:
    data = damaged(WHOLE, changes)
    read = list(bni.read(data, HOW))
    assert read == list(bni.read(data, HOW))
    assert all(each.line >= 1 for each in read)


def test_files_as_people_have_them(shared_data: Path) -> None:
    audit = (shared_data / "data/bni/continental__slips_audit_0.xls").read_bytes()
    assert bni.recognises(audit[:65_536].decode())
    read = list(bni.read(audit, HOW))
    kinds = Counter(each.kind for each in read if isinstance(each, Exchange))
    assert kinds == {"meeting": 135, None: 232, "event": 2}
    reasons = Counter(each.reason for each in read if isinstance(each, Skipped))
    assert reasons == {bni.THANKS: 73, bni.TRAINING: 71}
    ids = [each.source_id for each in read if isinstance(each, Exchange)]
    assert len(set(ids)) == len(ids)
    members = (shared_data / "data/bni/continental__members_palms.xls").read_bytes()
    assert bni.recognises(members[:65_536].decode())
    assert [each.reason for each in bni.read(members, HOW)] == [bni.TOTALS]  # type: ignore[union-attr]
