"""What is noted of somebody goes out as a vCard and comes in again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.details import ADDRESS, CHILD, DATE, OWN, RELATION, Detail
from farmer.formats.incoming import Incoming
from farmer.formats.vcard import read
from farmer.formats.vcard_details import detail_lines

TEXT = st.text(st.sampled_from("abcÄñ漢 ;,:\\\"'^=.-0"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
NAME = TEXT.filter(lambda text: any(map(str.isalnum, text)))
DETAIL = st.one_of(
    st.builds(Detail, st.just(OWN), NAME.filter(lambda each: "^" not in each), NAME),
    st.builds(
        Detail,
        st.just(RELATION),
        st.sampled_from(("friend", "spouse", "assistant", "Trauzeuge")),
        st.sampled_from(("Bo Tran", "O'Neil, Jr.", "漢 ñ; x")),
    ),
    st.builds(Detail, st.just(CHILD), st.sampled_from(("child", "Tochter")), st.just("Mia")),
    st.builds(
        Detail,
        st.just(DATE),
        st.sampled_from(("anniversary", "name day")),
        st.sampled_from(("2010-06-12", "--06-12")),
    ),
    st.builds(
        Detail,
        st.just(ADDRESS),
        st.sampled_from(("", "home", "work", "summer house")),
        st.sampled_from(("1 Mill Road, Ebury", "2 Quay; Ebury", "漢 1")),
    ),
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(details=st.lists(DETAIL, unique=True, max_size=6))
def test_it_is_the_same_there_and_back(version: str, details: list[Detail]) -> None:
    rows = [{"what": each.what, "label": each.label, "value": each.value} for each in details]
    lines = detail_lines(rows, version)
    card = "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", "FN:Ana", *lines, "END:VCARD", ""))
    (person,) = (each for each in read(card.encode()) if isinstance(each, Incoming))
    assert list(person.details) == details
