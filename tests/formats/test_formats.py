"""Which format a file is, and what is said of one that is none."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.errors import InvalidValue, UnreadableFile
from farmer.formats import FORMATS, Incoming, find_format, recognise
from tests.exchange.kinds import FILES
from tests.formats.mutations import cuts, damaged
from tests.formats.reading import HOW, read

LINKEDIN = b"First Name,Last Name,Company,Connected On\nIda,North,Fjord,22 Dec 2016\n"
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN;CHARSET=UTF-8:Ida North\r\nNOTE;ENCODING="
CARD += b"QUOTED-PRINTABLE:a=\r\n=C3=A9\r\nTEL:+44 20 7946 0018\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(("data", "kind"), [(LINKEDIN, "linkedin"), (CARD, "vcard")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_told_by_content_whatever_the_name_and_encoding(
    data: bytes, kind: str, encoding: str
) -> None:
    wide = data.decode().encode(encoding)
    for name in ("", "x.vcf", "x.CSV"):
        found = recognise(wide, name)
        assert found is not None
        assert found.kind == kind
    told, reading = read(wide)
    assert told == kind
    assert [type(each) for each in reading] == [Incoming]


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"\xef\xbb\xbf", b"dear diary\n", b"SQLite format 3\0" + b"\0\1" * 50 + CARD],
)
def test_nothing_readable_is_one_sentence_and_a_hint(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(data)
    assert "\n" not in refusal.value.message
    assert "LinkedIn" in refusal.value.hint
    assert "vCard" in refusal.value.hint


def test_the_kind_may_be_given() -> None:
    assert read(CARD, "vcard")[0] == "vcard"
    with pytest.raises(UnreadableFile, match="LinkedIn"):
        read(CARD, "linkedin")
    with pytest.raises(InvalidValue, match="carrier pigeon"):
        read(CARD, "carrier pigeon")


def test_formats_have_distinct_names_for_programs_and_for_people() -> None:
    for names in ([each.kind for each in FORMATS], [each.title for each in FORMATS]):
        assert len({name.casefold() for name in names}) == len(FORMATS)
    assert find_format("LinkedIn").title == "LinkedIn connections"


@settings(deadline=None)
@given(
    whole=st.sampled_from(
        [LINKEDIN * 2, CARD * 2, CARD + LINKEDIN, CARD.decode().encode("utf-16")]
    ),
    cuts=st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 12), st.binary(max_size=12)), max_size=6
    ),
)
def test_mutated_files_never_raise_and_read_the_same_twice(
    whole: bytes, cuts: list[tuple[int, int, bytes]]
) -> None:
    for at, length, put in cuts:
        whole = whole[:at] + put + whole[at + length :]
    for each in FORMATS:
        found = list(each.read(BytesIO(whole), HOW))
        assert found == list(each.read(BytesIO(whole), HOW))
        assert all(one.line >= 1 for one in found)
    try:
        read(whole)
    except UnreadableFile:
        assert recognise(whole) is None


@pytest.mark.parametrize("kind", FILES)
@settings(deadline=None, max_examples=max(settings().max_examples // 20, 1))
@given(data=st.data())
def test_a_damaged_file_of_any_kind_breaks_nothing(kind: str, data: st.DataObject) -> None:
    """Every kind that is read has a file here: see tests/exchange/test_import_kinds.py."""
    whole = FILES[kind].encode()
    broken = damaged(whole, data.draw(cuts(len(whole))))
    each = find_format(kind)
    try:
        found = list(each.read(BytesIO(broken), HOW))
    except InvalidValue:  # a guest list without its day
        assert kind == "guests"
        return
    assert found == list(each.read(BytesIO(broken), HOW))
    assert all(getattr(row, "line", 1) >= 1 for row in found)
