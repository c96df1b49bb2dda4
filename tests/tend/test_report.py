"""Pages: beautiful is for eyes to say; harmless, whole and readable are for tests."""

from __future__ import annotations

import importlib.util
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.render.pages import field
from farmer.tasks.tend.report_garden import DRAWN, MonthCounts, Plant
from tests.conftest import Farmer
from tests.tend.browser import TELL, see, told_by

HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }} {% raw %}",
    "Ann\u202egnp.exe",
    "javascript:alert(1)",
    "</style></svg>Bo & 'Co' <b>",
)
SECRETS = ("Ana Ruiz", "Voss", "lease", "harbour", "Mixer", "buyer", "Bo Li")


@pytest.fixture
def field_page(farmer: Farmer, tmp_path: Path) -> Path:
    """The page of a village: ties warm and cold, a request, a chain, hostile names."""
    farmer('farmer add "Ana Ruiz" --company "Voss & Co"')
    for month in range(1, 6):
        farmer(f'farmer log Ana --on 2026-0{month}-10 --by me --note "the lease {month}"')
    farmer('farmer log "Bo Li" --at Mixer --on 2024-05-01 --note "the harbour" --new')
    farmer("farmer edit Bo --through Ana")
    farmer('farmer request add Ana --to Bo --need "a buyer"')
    farmer('farmer promise add Ana "send the lease" --due 2026-06-10')
    for number, name in enumerate(HOSTILE):
        # What looks like an address is nobody's name, but may be their company's.
        if farmer(f"farmer add {_quoted(name)} --company {_quoted(name)}").status:
            farmer(f'farmer add "Guest {number}" --company {_quoted(name)}')
        on = f"2026-06-0{number + 1}"
        assert farmer(f"farmer log c{number + 3} --on {on} --note {_quoted(name)}").status == 0
    assert farmer(f"farmer report -o {tmp_path / 'garden.html'}").status == 0
    return tmp_path / "garden.html"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\"'\"'") + "'"


def test_every_name_stays_text_and_nothing_is_loaded(field_page: Path) -> None:
    page = field_page.read_text(encoding="utf-8")
    assert "<script" not in page
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


def test_an_empty_ledger_is_an_empty_field(farmer: Farmer, tmp_path: Path) -> None:
    assert farmer(f"farmer report -o {tmp_path / 'e.html'}").status == 0
    assert "Nothing is due." in (tmp_path / "e.html").read_text(encoding="utf-8")


plants = st.builds(
    Plant,
    number=st.integers(1, 10**6),
    name=st.text(min_size=1, max_size=40),
    company=st.just(""),
    phase=st.sampled_from(field.BEDS),
    verdict=st.just("almost"),
    score=st.floats(0, 100),
    status=st.just("warm"),
    last_on=st.just(date(2026, 1, 1)),
    elapsed_days=st.integers(0, 20_000),
    warmth=st.floats(0, 1),
    story=st.just(()),
    lacks=st.just(()),
)


@given(st.lists(plants, max_size=DRAWN))
def test_every_plant_stands_in_its_bed_and_no_name_covers_another(found: list[Plant]) -> None:
    spots = field.spots(found)
    assert sorted(spot.plant.number for spot in spots) == sorted(plant.number for plant in found)
    labels = [spot for spot in spots if spot.label]
    for spot in spots:
        top = field.BED * field.BEDS.index(spot.plant.phase)
        assert field.LEFT <= spot.x <= field.WIDTH - field.RIGHT
        assert top < spot.y < top + field.BED
        assert 0 < spot.shade <= 1
    for at, one in enumerate(labels):
        for other in labels[at + 1 :]:
            apart = one.label_box[1] <= other.label_box[0] or other.label_box[1] <= one.label_box[0]
            assert apart or abs(one.y - other.y) >= 15


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_the_longer_the_silence_the_further_right(one: int, other: int) -> None:
    assert (one <= other) <= (field.across(one) <= field.across(other))


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_the_busiest_month_is_the_highest_bar(counts: list[int]) -> None:
    bars = field.bars([MonthCounts(date(2026, 1, 1), count, 0, 0) for count in counts])
    assert max(bar.height for bar in bars) == (field.BAR_HEIGHT if max(counts) else 0)
    assert all(left.x + left.width < right.x for left, right in pairwise(bars))


@pytest.mark.parametrize("width", [360, 1100])
def test_in_a_browser_nothing_is_asked_for_and_nothing_complained_of(
    field_page: Path, tmp_path: Path, width: int
) -> None:
    seen = see(field_page, width)
    assert seen.console == []
    empty = tmp_path / "empty.html"
    empty.write_text("<!doctype html><title>Nothing</title>", encoding="utf-8")
    assert seen.hosts <= see(empty).hosts  # the browser has errands of its own
    assert "owned" not in seen.dom[: seen.dom.index("<body")]


@pytest.mark.parametrize("width", [360, 1100])
def test_nothing_is_wider_than_a_telephone(field_page: Path, tmp_path: Path, width: int) -> None:
    script = TELL + "tell([document.documentElement.scrollWidth, window.innerWidth]);"
    wide, window = told_by(field_page, script, tmp_path / "told.html", width)
    assert wide <= window


def test_a_plant_leads_to_its_story(field_page: Path, tmp_path: Path) -> None:
    script = (
        TELL
        + """
    const plants = [...document.querySelectorAll(".plant")];
    location.hash = plants.find((it) => it.textContent.includes("Ana Ruiz")).getAttribute("href");
    const shown = [...document.querySelectorAll(".story")].filter((it) => it.offsetHeight > 0);
    tell(shown.map((it) => it.querySelector("h3").textContent));
    """
    )
    assert [name.split("\n")[0] for name in told_by(field_page, script, tmp_path / "t.html")] == [
        "Ana Ruiz Voss & Co"
    ]


@pytest.mark.parametrize("page", ["garden", "brief"])
def test_a_checker_of_accessibility_finds_nothing(
    farmer: Farmer, field_page: Path, tmp_path: Path, page: str
) -> None:
    """axe: landmarks, headings, names, contrast and the rest of its rules."""
    if importlib.util.find_spec("axe_core_python") is None:
        pytest.skip("axe-core-python is not installed")
    import axe_core_python  # type: ignore[import-untyped]

    axe = Path(axe_core_python.__file__).parent / "axe.min.js"
    if page == "brief":
        farmer(f"farmer report --who Ana -o {field_page}")
    script = (
        axe.read_text(encoding="utf-8").replace("</script", "<\\/script")
        + TELL
        + """
    document.querySelectorAll("details").forEach((it) => { it.open = true; });
    axe.run().then((found) => tell(found.violations.map((it) => [it.id, it.nodes[0].html])));
    """
    )
    assert told_by(field_page, script, tmp_path / "told.html") == []
