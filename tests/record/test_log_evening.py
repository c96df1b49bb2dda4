"""Notes of an evening: read as they are written, and never guessed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.tasks.record.evening import (
    UnreadLine,
    parse_share,
    read_notes,
    refuse_unread,
    share_in,
)
from farmer.tasks.record.guests import Share


@pytest.mark.parametrize(
    ("line", "share"),
    [
        (
            "Ana Ruiz (Voss & Co): second office; promised the lease",
            Share("Ana Ruiz", "Voss & Co", notes=("second office", "promised the lease")),
        ),
        ("Bo Li", Share("Bo Li")),
        ("- Bo Li (Mill)", Share("Bo Li", "Mill")),
        (
            "• José Núñez: call; KEPT; sent it",
            Share("José Núñez", "", "call", ("sent it",), ("kept",)),
        ),
        ("Cy: at 10:30: tea", Share("Cy", notes=("at 10:30: tea",))),
        ("Cy: he kept it", Share("Cy", notes=("he kept it",))),
        ("Di:", Share("Di")),
        ("Di: lunch; saw", Share("Di", kind="meal", notes=("lunch", "saw"), facts=("seen",))),
        (
            "Dr. Hans-Peter von der Leyen, MD: hello",
            Share("Dr. Hans-Peter von der Leyen, MD", notes=("hello",)),
        ),
        ("José Peña (Ltd (UK)): x", Share("José Peña", "Ltd (UK)", notes=("x",))),
        ("Ana (Annie) Ruiz: x", Share("Ana (Annie) Ruiz", notes=("x",))),
        ("Ana Ruiz (c7, Mill): x", Share("Ana Ruiz (c7, Mill)", notes=("x",))),
        ("c7: gave; made-right", Share("c7", facts=("gave", "made-right"))),
    ],
)
def test_a_line_is_one_persons_share(line: str, share: Share) -> None:
    assert parse_share(line) == share


@pytest.mark.parametrize(
    "line",
    [
        "must send the invoice to the venue before friday",
        "Who was that?",
        "@chapter: breakfast",
        ": no name",
        "(Voss & Co)",
        "---",
        "Ana (: x",
        "what she said about the port and more: x",
    ],
)
def test_what_names_nobody_is_handed_back(line: str) -> None:
    assert parse_share(line) is None


def test_empty_lines_and_comments_are_left_out_and_lines_are_counted() -> None:
    told, unread = read_notes("\ufeff# Mixer\n\nAna: x\r\n  \nwho on earth was this?\n", share_in)
    assert [(line, share.name) for line, share in told] == [("Ana: x", "Ana")]
    assert unread == [UnreadLine(5, "who on earth was this?")]
    with pytest.raises(InvalidValue, match="Line 5"):
        refuse_unread(unread)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ana Ruiz: wants an office\n  and a lawyer, too\n- knows the port director\nBo: tea",
            {
                "Ana Ruiz": "wants an office\n  and a lawyer, too\n- knows the port director",
                "Bo": "tea",
            },
        ),
        ("- Ana: x\n  more of it\n- Bo: y", {"Ana": "x\n  more of it", "Bo": "y"}),
        (
            "Ana\n\tKim and Lee\n\n\tno colon: none\nBo",
            {"Ana": "\tKim and Lee\n\tno colon: none", "Bo": ""},
        ),
        ("  Ana: x\n    * sails\n  Bo", {"Ana": "x\n    * sails", "Bo": ""}),
        ("Ana: x; kept\n- a lease\n- 2 desks", {"Ana": "x\n- a lease\n- 2 desks"}),
    ],
)
def test_what_is_indented_or_listed_below_a_note_belongs_to_it(
    text: str, said: dict[str, str]
) -> None:
    told, unread = read_notes(text, share_in)
    assert not unread
    assert {share.name: "; ".join(share.notes) for _, share in told} == said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ana: x\nknows the port director", 2),
        ("Ana: x\n\nShe sails.", 3),
        ("Ana: x\nand a lawyer", 2),
        ("- a lease\nAna: x", 1),
        ("  of course\nAna: x", 1),
        ("Mixer notes\n- Ana: x", 2),
        ("Mixer notes\n- Bo Li", 2),
    ],
)
def test_what_is_no_name_or_may_be_two_things_is_handed_back(text: str, number: int) -> None:
    _, unread = read_notes(text, share_in)
    assert [line.number for line in unread] == [number]


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\n\n \t-*:Aab")))
def test_every_line_is_read_or_handed_back(text: str) -> None:
    told, unread = read_notes(text, share_in)
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    meant = [line for line in lines if line and not line.startswith("#")]
    below = sum(line.text.count("\n") for line in unread)
    below += sum(note.lstrip("\n").count("\n") for _, share in told for note in share.notes)
    begun = len(told) + len(unread)
    assert begun <= len(meant) <= begun + below + len(told)
