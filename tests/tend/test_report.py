"""Pages: beautiful is for eyes to say; harmless, whole and readable are for tests."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from farmer.tasks.tend.report_plants import TEND_NOW
from tests.conftest import Farmer

SECRETS = ("Ana Ruiz", "Voss", "lease", "harbour", "Mixer", "buyer", "Bo Li")


def test_every_name_stays_text_and_nothing_is_loaded(field_page: Path) -> None:
    page = field_page.read_text(encoding="utf-8")
    assert page.count("<script") == 1  # the page's own: tests/tend/test_report_sorting.py
    assert "<img" not in page
    assert "\u202e" not in page
    assert "{{ 7*7 }}" in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "@import" not in page
    assert " style=" not in page
    assert field_page.stat().st_mode & 0o777 == 0o600


def test_the_policy_allows_the_pages_own_style_and_nothing_else(field_page: Path) -> None:
    page = field_page.read_text(encoding="utf-8")
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert f"sha256-{digest}" in policy[1].replace("&#39;", "'").replace("&#43;", "+")
    assert policy[1].startswith("default-src &#39;none&#39;")


def test_what_is_redacted_names_nobody(farmer: Farmer, field_page: Path, tmp_path: Path) -> None:
    whole = field_page.read_text(encoding="utf-8")
    assert all(word in whole for word in SECRETS if word != "Mixer")
    farmer(f"farmer report --redact -o {tmp_path / 'shown.html'}")
    shown = (tmp_path / "shown.html").read_text(encoding="utf-8")
    assert "Person 1" in shown
    assert not [word for word in (*SECRETS, "owned", "Ann", "javascript") if word in shown]


def test_the_page_before_a_meeting(farmer: Farmer, field_page: Path, tmp_path: Path) -> None:
    farmer('farmer gains Ana --goals "a second office"')
    brief = tmp_path / "ana.html"
    assert farmer(f"farmer report --who Ana -o {brief}").status == 0
    page = brief.read_text(encoding="utf-8")
    assert "<h1>Ana Ruiz</h1>" in page
    assert "the lease 5" in page
    assert "a second office" in page
    assert farmer(f"farmer report --who Ana --redact -o {brief}").status == 2
    assert farmer("farmer report --who Nobody -o x.html").status == 3
    assert not Path("x.html").exists()
    assert farmer(f"farmer report -o {tmp_path}").status == 2
    assert farmer("farmer report -o -").out.startswith("<!doctype html>")


def test_an_empty_ledger_gets_a_first_step(farmer: Farmer, tmp_path: Path) -> None:
    assert farmer(f"farmer report -o {tmp_path / 'e.html'}").status == 0
    page = (tmp_path / "e.html").read_text(encoding="utf-8")
    assert "farmer log &#34;Ana Ruiz&#34;" in page or 'farmer log "Ana Ruiz"' in page
    assert "<svg" not in page


def test_tend_now_is_where_stale_begins(farmer: Farmer) -> None:
    """The few it would cost most to let go, each with why, the last words and the command."""
    for number in range(12):
        name = f"Guest {chr(97 + number) * 3}"
        for month in range(1, 5):
            farmer(
                f'farmer log "{name}" --on 2024-{month:02}-{number + 1:02} --note "n{number}" --new'
            )
    costliest = [row[1] for row in farmer("farmer stale").rows][:TEND_NOW]
    page = farmer("farmer report -o -").out
    cards = page[page.index('class="cards"') : page.index("</ol>")]
    assert re.findall(r'<h3><a href="#c-[0-9a-f]+">([^<]+)</a>', cards) == costliest
    assert "5 more are going cold" in page
    assert all(f"farmer log &#39;{name}&#39; --by me" in cards for name in costliest)
    assert f"“n{ord(costliest[0][-1]) - 97}”" in cards
    names = re.findall(r'class="name"[^>]*>([^<]+)<', page)
    assert sorted(names) == sorted(costliest)
    for name in costliest:
        anchor = re.search(rf'<h3><a href="#(c-[0-9a-f]+)">{name}', cards)
        assert anchor is not None
        assert f'<article id="{anchor[1]}">' in page
        assert page.count(f'href="#{anchor[1]}"') == 3  # the card, the plant, the table


def test_talks_are_counted_and_not_letters(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --new')
    farmer('farmer log "Bo Li" --kind email --new')
    farmer('farmer add "Cy Ode"')
    page = farmer("farmer report -o -").out
    assert "3 people: you have talked to 1, and only written to 1; with 1 no contact" in page
    assert "<li>Cy Ode" in page


def test_as_it_was_on_another_day(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --on 2026-01-05 --note "the lease" --new')
    farmer('farmer log "Bo Li" --on 2026-05-05 --new')
    farmer('farmer request add Ana --to Bo --need "a buyer"')
    page = farmer("farmer report --as-of 2026-02-01 -o -").out
    assert "1 Feb 2026. " in page
    assert "a buyer" not in page
    words = re.sub(r"<[^>]+>", "", page[page.index("<main>") : page.index("<footer>")])
    assert "cold" not in words.replace("going cold", "")
    assert "Cold: silent for 365 days" in farmer("farmer report --as-of 2027-01-05 -o -").out


def test_requests_say_whose_wish_they_are(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" "Bo Li" --at Mixer --new')
    farmer('farmer request add Ana --to Bo --need "a buyer"')
    farmer('farmer ask Bo --to "a lawyer" --for "a will" --record')
    page = farmer("farmer report -o -").out
    assert "<td>Ana Ruiz asked you</td><td>Bo Li</td><td>a buyer</td>" in page
    assert "<td>you asked Bo Li</td><td>a lawyer</td><td>a will</td>" in page


def test_namesakes_are_two_people_in_the_tree(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --new')
    for number, led in enumerate(("Bo Li", "Cy Ode", "Di Poe"), 2):
        farmer(f'farmer add "{led}"')
        assert number
    farmer("farmer edit c2 --name 'Ana Ruiz'")
    farmer("farmer edit c3 --through c1")
    farmer("farmer edit c4 --through c2")
    shown = (farmer("farmer report -o -").out, farmer("farmer report --redact -o -").out)
    for page, first, second in zip(shown, ("Cy Ode", "Person"), ("Di Poe", "Person"), strict=True):
        tree = page[page.index('<ul class="tree">') : page.index("</main>")]
        tree = re.sub(r" *<span[^>]*>[^<]*</span>", "", tree[: tree.rindex("</ul>")])
        found = re.findall(r"<li>([^<\n]+)\s*<ul>\s*<li>([^<\n]+)\s*</li></ul></li>", tree)
        assert len(found) == 2, tree
        assert len({each[1] for each in found}) == 2
        assert found[0][1].startswith(first)
        assert found[1][1].startswith(second)
    assert len(set(re.findall(r"<li>(Person \d+) ", shown[1]))) == 4


def test_everybody_can_be_found_by_name(farmer: Farmer) -> None:
    """In the table or in the index, whole or behind their family's name."""
    names = [f"{given} {family}" for given in ("Ada", "Ben", "Cy") for family in ("Ruiz", "Li")]
    for name in names:
        farmer(f'farmer add "{name}"')
    page = farmer("farmer report -o -").out
    assert "Ruiz: Ada, Ben, Cy" in page
    assert "Li: Ada, Ben, Cy" in page
