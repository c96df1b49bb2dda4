"""Taking a name out of texts: theirs in every form, nobody else's, and nothing around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.model import Handle
from farmer.people.scrub import FORGOTTEN, Identity, Scrubber
from farmer.text import fold

HANDLES = (
    Handle("email", "ana@ruiz.example"),
    Handle("phone", "+34600123456"),
    Handle("url", "linkedin.com/in/ana-ruiz"),
)
OTHERS = ("Bo Li", "Ana Ruiz Soler", "Ruizito")


def scrubber(name: str = "Ana Ruíz", others: tuple[str, ...] = OTHERS) -> Scrubber:
    return Scrubber(Identity.of([name], ["Nita"], HANDLES, others), others)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("met Ana Ruíz and Bo Li", "met (forgotten) and Bo Li"),
        ("ANA RUIZ's lease", "(forgotten)'s lease"),
        ("ask ana ruiz; Ana Ruiz!", "ask (forgotten); (forgotten)!"),
        ("write to Ana@Ruiz.example today", "write to (forgotten) today"),
        ("+34 600 123 456 or 34600123456", "(forgotten) or (forgotten)"),
        ("https://linkedin.com/in/ana-ruiz/", "https://(forgotten)/"),
        ("Ana Ruiz Soler knows Ana Ruiz", "Ana Ruiz Soler knows (forgotten)"),
        ("Diana Ruizen", "Diana Ruizen"),
        ("Ana said so", "Ana said so"),
        ("", ""),
        ("Straße — ﬁn — Ana Ruiz — Ende", "Straße — ﬁn — (forgotten) — Ende"),
    ],
)
def test_full_names_and_addresses_go_and_nothing_else(text: str, plain: str) -> None:
    assert scrubber().scrub(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Nita promised it", "(forgotten) promised it"),
        ("Ruíz promised it", "Ruíz promised it"),  # so is another Ruiz
        ("Ana Ruíz: yes", "(forgotten): yes"),
        ("Ana and Bo", "Ana and Bo"),  # another Ana is in the ledger
    ],
)
def test_shared_texts_lose_every_word_of_the_name_that_is_theirs_alone(
    text: str, plain: str
) -> None:
    assert scrubber().scrub_shared(text) == plain


def test_a_namesake_keeps_the_name() -> None:
    both = Scrubber(Identity.of(["Ana Ruiz"], [], [], ["Ana Ruiz"]), ["Ana Ruiz"])
    assert both.scrub("Ana Ruiz came") == "Ana Ruiz came"


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_surrounds_a_name_stays_and_the_name_is_gone(before: str, after: str) -> None:
    text = f"{before} Zebulon Quist {after}"
    plain = scrubber("Zebulon Quist", ()).scrub(text)
    assert "zebulon quist" not in fold(plain)
    assert plain.count(FORGOTTEN) >= 1
    if "zebulon" not in fold(before + after) and not any(c.isdigit() for c in before + after):
        assert plain == f"{before} {FORGOTTEN} {after}"
