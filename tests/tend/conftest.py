"""The page of a village, for tests of what is on it and of how a browser shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer

HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }} {% raw %}",
    "Ann\u202egnp.exe",
    "javascript:alert(1)",
    "</style></svg>Bo & 'Co' <b>",
)


@pytest.fixture
def field_page(farmer: Farmer, tmp_path: Path) -> Path:
    """The page of a village: ties warm and cold, groups, links, requests, hostile names."""
    farmer('farmer add "Ana Ruiz" --company "Voss & Co"')
    for month in range(1, 6):
        farmer(f'farmer log Ana --on 2026-0{month}-10 --by me --note "the lease {month}"')
    farmer('farmer log "Bo Li" --at Mixer --on 2024-05-01 --note "the harbour" --new')
    farmer("farmer edit Bo --through Ana")
    farmer("farmer tag Ana @chapter")
    farmer('farmer request add Ana --to Bo --need "a buyer"')
    farmer('farmer promise add Ana "send the lease" --due 2026-06-10')
    for number, name in enumerate(HOSTILE):
        # What looks like an address is nobody's name, but may be their company's.
        if farmer(f"farmer add {_quoted(name)} --company {_quoted(name)}").status:
            farmer(f'farmer add "Guest {number}" --company {_quoted(name)}')
        on = f"2026-06-0{number + 1}"
        assert farmer(f"farmer log c{number + 3} --on {on} --note {_quoted(name)}").status == 0
        assert farmer(f"farmer link Ana c{number + 3} --how {_quoted(name)}").status == 0
    assert farmer(f"farmer report -o {tmp_path / 'garden.html'}").status == 0
    return tmp_path / "garden.html"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\"'\"'") + "'"
