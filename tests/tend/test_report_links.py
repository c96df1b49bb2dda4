"""Who knows whom on the page: each two once, as many as can be read, and redacted without names."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from farmer.links import Link
from farmer.render.pages.arcs import arcs_of, known_by
from farmer.tasks.person import Named
from farmer.tasks.tend.report_links import MOST_DRAWN, who_knows
from tests.conftest import Farmer
from tests.fakes import FakeLedger
from tests.ledger.making import DAY, NOW, contact

PEOPLE = ("Ana Ruiz", "Bo Li", "Cy Ode", "Di Moss", "Ed Oak")
SCHOOL = '<span class="soft">(from &lt;b&gt;school&lt;/b&gt;)</span>'


@pytest.fixture
def linked(farmer: Farmer) -> Farmer:
    """Ana knows Bo and Cy, Di knows Ed, whom Ana does not; and Ana told of Fay."""
    farmer(f"farmer log {' '.join(map(repr, PEOPLE))} --new --on 2026-05-01")
    farmer("farmer link Bo Ana --how 'from <b>school</b>' --on 2026-05-20")
    farmer("farmer link Ana Cy --on 2026-05-20")
    farmer("farmer link Di Ed --on 2026-06-10")
    farmer("farmer link Ana Ed --not")
    farmer("farmer link Ana 'Fay Port'")
    return farmer


def section(page: str) -> str:
    """What the page has of who knows whom; empty for nothing."""
    _, _, after = page.partition('<section aria-labelledby="knows">')
    return after.partition("</section>")[0]


def test_page_has_each_two_once_and_nobody_who_is_only_known_of(linked: Farmer) -> None:
    told = section(linked("farmer report -o -").out)
    assert told.count("<path") == 3
    items = [line for line in told.splitlines() if line.startswith("<li>")]
    assert items == [
        f"<li>Ana Ruiz: Bo Li {SCHOOL}, Cy Ode</li>",
        "<li>Di Moss: Ed Oak</li>",
    ]
    earlier = section(linked("farmer report --as-of 2026-06-01 -o -").out)
    assert (earlier.count("<path"), "Di Moss" in earlier) == (2, False)
    assert section(linked("farmer report --as-of 2026-05-02 -o -").out) == ""


def test_redacted_page_has_the_arcs_and_no_name_or_word(linked: Farmer) -> None:
    told = section(linked("farmer report --redact -o -").out)
    assert told.count("<path") == 3
    assert "Person 1: Person " in told
    assert not [word for word in (*PEOPLE, "Fay Port", "school") if word in told]


def test_page_before_a_meeting_has_whom_they_are_told_to_know(linked: Farmer) -> None:
    """Among those whom you both know: nobody whom you only know of, and nobody denied."""
    mutual = linked("farmer prepare Ana --json").data["mutual"]
    assert [(each["person"]["name"], each["how"]) for each in mutual] == [
        ("Bo Li", "from <b>school</b>"),
        ("Cy Ode", "they know each other"),
    ]
    page = linked("farmer report Ana -o -").out
    assert "Bo Li, from &lt;b&gt;school&lt;/b&gt;" in page
    assert "Fay" not in page


def test_of_many_those_who_know_most_are_drawn_and_the_others_counted() -> None:
    ledger = FakeLedger()
    with ledger.changing("invent people", NOW) as change:
        ids = [change.add_contact(contact(f"Bo {number}")) for number in range(MOST_DRAWN + 20)]
        for one in ids[1:]:
            change.write_link(ids[0], one, Link(DAY))
        for one, other in pairwise(ids[1:MOST_DRAWN]):
            change.write_link(one, other, Link(DAY))
    named = {one: Named.by_id(one, f"Bo {one}") for one in ids}
    with ledger.reading() as reader:
        found = who_knows(reader, named, DAY)
        assert who_knows(reader, named, date(2000, 1, 1)).links == ()
        assert who_knows(reader, {}, DAY).links == ()
    assert len(found.people) == MOST_DRAWN
    assert found.left == 20
    assert len(found.links) + found.left == len(ids) - 1 + MOST_DRAWN - 2
    assert sum(len(others) for _, others in known_by(found)) == len(found.links)
    drawn = arcs_of(found)
    assert (len(drawn.names), len(drawn.paths)) == (MOST_DRAWN, len(found.links))
