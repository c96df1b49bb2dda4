"""The table of people sorts by what a column is called, by a script that alone may run."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

import farmer.render.pages
from farmer.render.pages.table import SORTABLE
from farmer.render.pages.writing import garden_page
from farmer.tasks.tend.report_garden import Garden, Reached
from farmer.tasks.tend.report_year import year_of
from tests.conftest import Farmer
from tests.tend.browser import TELL, see, told_by
from tests.tend.fields import ON, standing

SCRIPT = Path(farmer.render.pages.__file__).parent / "templates" / "sorting.js"
PEOPLE = 40
# Clicks on what a column is called, and what there is to see then.
CLICKED = (
    TELL
    + """
    const table = document.querySelector(".people");
    const heads = [...table.tHead.rows[0].cells];
    const now = (head) => ({
      cells: [...table.tBodies[0].rows].map((row) => row.cells[head.cellIndex].textContent.trim()),
      names: [...table.tBodies[0].rows].map((row) => row.cells[0].textContent),
      marked: heads.map((each) => each.getAttribute("aria-sort")),
      caption: table.caption.textContent,
    });
    tell(heads.map((head) => {
      const found = [now(head)];
      const button = head.querySelector("button");
      button.focus();
      for (let click = 0; click < 3; click += 1) { button.click(); found.push(now(head)); }
      return { called: button.textContent, focused: document.activeElement === button, found };
    }));
    """
)


@pytest.fixture
def table_page(tmp_path: Path) -> Path:
    """The page of forty invented people."""
    shown = Garden(
        *(ON, PEOPLE, Reached(PEOPLE, 0, 0), standing(PEOPLE), year_of((), (), ON)),
        *((), (), (), 0, ()),
    )
    page = tmp_path / "table.html"
    page.write_text(garden_page(shown), encoding="utf-8")
    return page


def policy_of(page: str) -> str:
    """What the page may load and run."""
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def test_the_policy_allows_this_script_and_no_other(field_page: Path) -> None:
    """Also where names and notes are hostile."""
    page = field_page.read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script == SCRIPT.read_text(encoding="utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    parts = dict(part.split(" ", 1) for part in policy_of(page).split("; "))
    assert parts["script-src"] == f"'sha256-{digest}'"
    assert parts["default-src"] == "'none'"
    assert "unsafe" not in policy_of(page)
    # It asks for nothing, keeps nothing, and makes no markup of anybody's words.
    assert not re.search(r"fetch|http|storage|cookie|eval|innerHTML|import|</", script)


def test_a_page_without_a_table_has_no_script(
    farmer: Farmer, field_page: Path, tmp_path: Path
) -> None:
    for typed in ("Ana", f"--ledger {tmp_path / 'none.db'}"):
        assert farmer(f"farmer report {typed} -o {field_page}").status == 0
        page = field_page.read_text(encoding="utf-8")
        assert "<script" not in page
        assert "script-src" not in policy_of(page)


def test_without_the_script_the_table_is_whole_and_nothing_is_there_to_click(
    table_page: Path,
) -> None:
    page = table_page.read_text(encoding="utf-8")
    begin = page.index('<table class="people">')
    table = page[begin : page.index("</table>", begin)]
    assert table.count('<th scope="row">') == PEOPLE
    assert "<button" not in page
    assert "Everybody: <span" in table


def test_the_script_runs_under_the_policy_of_the_page(field_page: Path) -> None:
    seen = see(field_page)
    assert seen.dom.count('<button type="button">') == len(SORTABLE)
    assert seen.console == []


def test_each_column_sorts_both_ways_and_then_as_it_was(table_page: Path, tmp_path: Path) -> None:
    told = told_by(table_page, CLICKED, tmp_path / "told.html")
    assert [each["called"] for each in told] == [column.name for column in SORTABLE]
    for at, (column, each) in enumerate(zip(SORTABLE, told, strict=True)):
        assert each["focused"]

        def value(text: str, ranks: tuple[str, ...] = column.ranks) -> tuple[int, str]:
            if ranks:
                return ranks.index(text), ""
            # Names have numbers behind them, which are sorted as words.
            return (int(text), "") if text.isdigit() else (0, text)

        before, first, second, last = each["found"]
        assert last == before
        assert before["marked"] == [None] * len(SORTABLE)
        ways = ["ascending", "descending"]
        clicks = zip(ways[::-1] if column.falls else ways, (first, second), strict=True)
        for way, shown in clicks:
            assert shown["marked"] == [None] * at + [way] + [None] * (len(SORTABLE) - at - 1)
            assert shown["caption"].endswith(f": {getattr(column, way)}")
            assert sorted(shown["names"]) == sorted(before["names"])
            values = [value(cell) for cell in shown["cells"]]
            assert values == sorted(values, reverse=way == "descending")
            # Who is alike in it stays in the order of what matters.
            place = {name: number for number, name in enumerate(before["names"])}
            alike = [
                place[one] < place[other]
                for (a, one), (b, other) in pairwise(zip(values, shown["names"], strict=True))
                if a == b
            ]
            assert all(alike)
    assert len(set(told[3]["found"][0]["cells"])) > 2


def test_what_is_ticked_stays_so_in_another_order(field_page: Path, tmp_path: Path) -> None:
    script = (
        TELL
        + """
    document.getElementById("show-warm").click();
    document.querySelectorAll(".people button")[5].click();
    tell([...document.querySelectorAll(".people tbody tr")]
      .filter((row) => row.checkVisibility()).map((row) => row.cells[0].textContent));
    """
    )
    assert told_by(field_page, script, tmp_path / "told.html") == ["Bo Li"]
