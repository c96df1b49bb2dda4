"""The page as a browser shows it: on every screen, in every light, touched and ticked."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from farmer.render.pages import index
from farmer.render.pages.writing import garden_page
from farmer.scoring.cold import Status
from farmer.tasks.person import Named
from farmer.tasks.tend.report_garden import Garden, Reached
from farmer.tasks.tend.report_plants import OnPage, Undrawn
from farmer.tasks.tend.report_year import year_of
from tests.conftest import Farmer
from tests.tend.browser import LOOKS, TELL, see, told_by
from tests.tend.fields import ON

WIDTHS = (360, 768, 1280, 1920)
# What somebody may have done with it: opened the table, a story, sorted, ticked and unticked.
STATES = """
const states = {
  untouched() {},
  opened() { document.querySelectorAll("details").forEach((it) => { it.open = true; }); },
  story() { location.hash = document.querySelector(".plant")?.getAttribute("href") ?? ""; },
  sorted() {
    location.hash = "";
    document.querySelector(".people button")?.click();
  },
  filtered() {
    location.hash = "";
    for (const id of ["show-warm", "only-1"]) document.getElementById(id)?.click();
  },
};
"""


@pytest.fixture
def axe() -> str:
    """The script of the checker; the test is skipped where it is not installed."""
    if importlib.util.find_spec("axe_core_python") is None:
        pytest.skip("axe-core-python is not installed")
    import axe_core_python  # type: ignore[import-untyped]

    script = Path(axe_core_python.__file__).parent / "axe.min.js"
    return script.read_text(encoding="utf-8").replace("</script", "<\\/script")


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


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(field_page: Path, tmp_path: Path, width: int) -> None:
    script = TELL + "tell([document.documentElement.scrollWidth, window.innerWidth]);"
    wide, window = told_by(field_page, script, tmp_path / "told.html", width)
    assert wide <= window


def test_a_telephone_has_the_list_instead_of_the_field(field_page: Path, tmp_path: Path) -> None:
    """Nothing to touch on it is smaller than 24 pixels, and no cell a letter wide."""
    script = (
        TELL
        + """
    const all = (selector) => [...document.querySelectorAll(selector)];
    const high = (selector) => all(selector).map((it) => it.getBoundingClientRect())
      .filter((box) => box.width).map((box) => Math.min(box.height, box.width));
    tell({
      field: high(".field").length,
      led: high('.telephone a[href="#list"]').length,
      small: high(".people a, .cards a, .filters label").filter((it) => it < 24),
      names: Math.min(...all(".people tbody th").map((it) => it.clientWidth)),
    });
    """
    )
    told = told_by(field_page, script, tmp_path / "told.html", 360)
    assert (told["field"], told["led"], told["small"]) == (0, 1, [])
    assert told["names"] > 90


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_each_plant_can_be_touched_and_its_name_fits(
    field_page: Path, tmp_path: Path, width: int
) -> None:
    """In a window of any width that shows the field: 24 pixels each, and letters in their place."""
    script = (
        TELL
        + """
    tell([...document.querySelectorAll(".plant")].map((it) => {
      const box = it.querySelector("path").getBoundingClientRect();
      const middle = [box.x + box.width / 2, box.y + box.height / 2];
      window.scrollTo(0, middle[1] + scrollY - 300);
      const now = it.querySelector("path").getBoundingClientRect();
      const [left, top] = [now.x + now.width / 2, now.y + now.height / 2];
      const at = (x, y) => document.elementFromPoint(left + x, top + y)?.closest("a");
      const text = it.querySelector("text")?.getBBox();
      return {
        hit: [[0, 0], [11, 0], [-11, 0], [0, 11], [0, -11]].every(([x, y]) => at(x, y) === it),
        name: it.getAttribute("aria-label"),
        tab: it.tabIndex,
        inside: !text || (text.x >= 0 && text.x + text.width <= 760),
      };
    }));
    """
    )
    told = told_by(field_page, script, tmp_path / "told.html", width)
    assert len(told) == 8
    assert [each for each in told if not each["hit"] or not each["inside"] or each["tab"]] == []
    assert any(each["name"] == "Bo Li: cold, 775 days ago, 0 of 100" for each in told)


def test_a_plant_leads_to_its_story_and_the_field_stays(field_page: Path, tmp_path: Path) -> None:
    script = (
        TELL
        + """
    const plant = document.querySelector('.plant[aria-label^="Ana Ruiz"]');
    plant.scrollIntoView();
    const before = scrollY;
    plant.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
    const shown = [...document.querySelectorAll("article")].filter((it) => it.offsetHeight > 0);
    tell([shown.map((it) => it.querySelector("h3").textContent), before - scrollY]);
    """
    )
    assert told_by(field_page, script, tmp_path / "t.html") == [["Ana Ruiz Voss & Co"], 0]


def test_what_is_ticked_is_shown_everywhere(field_page: Path, tmp_path: Path) -> None:
    """By the style alone: in the field, in the table and in the index."""
    script = (
        TELL
        + """
    const shown = (selector) => [...document.querySelectorAll(selector)]
      .filter((each) => each.checkVisibility()).length;
    const names = () => [shown(".plant"), shown(".people tbody tr")];
    const found = [names()];
    document.getElementById("show-cold").click(); found.push(names());
    document.getElementById("only-1").click(); found.push(names());
    document.getElementById("show-cold").click(); document.getElementById("show-warm").click();
    found.push(names());
    tell(found);
    """
    )
    told = told_by(field_page, script, tmp_path / "t.html")
    assert told == [[8, 8], [7, 7], [1, 1], [0, 0]]


@pytest.mark.parametrize(("most", "seen"), [(9, [2, 1, 0, 1]), (2, [1, 1, 0, 1])])
def test_what_is_ticked_is_shown_in_the_index_of_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, seen: list[int]
) -> None:
    """Of statuses that share a chapter, it goes once none of them is ticked."""
    monkeypatch.setattr(index, "MANY", most)
    silent: tuple[Status, ...] = ("cold", "dormant", "dormant")
    undrawn = tuple(Undrawn(Named("c1", f"Guest {at}"), "V", at, 900, ()) for at in silent)
    shown = Garden(
        *(ON, 3, Reached(3, 0, 0), OnPage((), 0, (), undrawn), year_of((), (), ON)),
        *((), (), (), 0, ()),
    )
    page = tmp_path / "many.html"
    page.write_text(garden_page(shown), encoding="utf-8")
    script = (
        TELL
        + """
    const shown = () => [...document.querySelectorAll("#index section")]
      .filter((each) => each.checkVisibility()).length;
    const found = [shown()];
    for (const id of ["show-cold", "show-dormant", "show-dormant"]) {
      document.getElementById(id).click(); found.push(shown());
    }
    tell(found);
    """
    )
    assert told_by(page, script, tmp_path / "t.html") == seen


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [360, 1100])
def test_a_checker_of_accessibility_finds_nothing_in_any_state(
    field_page: Path, tmp_path: Path, axe: str, look: str, width: int
) -> None:
    """axe: landmarks, headings, names, contrast and the rest of its rules."""
    assert found_by(axe, field_page, tmp_path, look, width) == []


def test_a_checker_of_accessibility_finds_nothing_on_other_pages(
    farmer: Farmer, field_page: Path, tmp_path: Path, axe: str
) -> None:
    for words in ("--redact", "Ana"):
        farmer(f"farmer report {words} -o {field_page}")
        assert found_by(axe, field_page, tmp_path) == []
    farmer(f"farmer report --ledger {tmp_path / 'none.db'} -o {field_page}")
    assert found_by(axe, field_page, tmp_path) == []


def found_by(axe: str, page: Path, folder: Path, look: str = "light", width: int = 1100) -> Any:
    """What it finds in any of the states, one after the other."""
    script = (
        axe
        + TELL
        + STATES
        + """
    (async () => {
      const found = [];
      for (const [name, state] of Object.entries(states)) {
        state();
        await new Promise((done) => setTimeout(done, 50));
        const { violations } = await axe.run();
        found.push(...violations.map((it) => [name, it.id, it.nodes[0].html]));
      }
      tell(found);
    })();
    """
    )
    return told_by(page, script, folder / "told.html", width, look)
