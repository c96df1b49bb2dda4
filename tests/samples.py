"""What examples need: people, the files that they read, as other programs write them, an editor."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Hana,Weiss,https://www.linkedin.com/in/hana-weiss,,Weiss & Co,Architect,12 May 2026
"""
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ivo Lang\nN:Lang;Ivo;;;\nEMAIL:ivo@lang.example\nEND:VCARD\n"
NOTES = "Ana Ruiz (Voss & Co): second office; promised the lease\nCy Ode\n"

_FIRST = ("Ada", "Ben", "Cora", "Dov", "Edda", "Finn", "Greta", "Hal", "Ina", "Jon")
_LAST = ("Abel", "Bach", "Cole", "Dahl", "Ek", "Falk", "Gill", "Hahn", "Iqbal", "Jost")
_FIRMS = ("Voss & Co", "Harbour Freight", "Mill Works", "Rao Law", "North Print")

# For VISUAL or EDITOR: one that leaves every file as it is.
GUESTS = "Name,Email,Checked in\nAna Ruiz,ana@voss.example,yes\nCy Moss,cy@moss.example,no\n"
EDITOR = f'"{sys.executable}" -c ""'
# What keeps the standard streams for whoever starts it, and so has no answer as JSON.
SERVING = {"assistant serve", "mcp"}
# What a server is needed for, and a team on it: tests/together/test_team.py.
OF_A_TEAM = {
    "team",
    "team join",
    "team share",
    "team show",
    "team sync",
    "team answer",
    "team leave",
}


def connections(count: int) -> str:
    """A LinkedIn export of so many invented people."""
    heading, _, _ = CONNECTIONS.partition("\n")
    rows = [heading]
    for number in range(count):
        first, last = _FIRST[number % 10], f"{_LAST[number // 10 % 10]}-{number}"
        url = f"https://www.linkedin.com/in/{first}-{last}".lower()
        rows.append(f"{first},{last},{url},,{_FIRMS[number * 7 % 50 % 5]},Partner,12 May 2026")
    return "\n".join(rows) + "\n"


def lay_out(folder: Path) -> None:
    """Write them where the examples look for them."""
    (folder / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    (folder / "Connections-2000.csv").write_text(connections(2000), encoding="utf-8")
    (folder / "guests.csv").write_text(GUESTS, encoding="utf-8")
    (folder / "contacts.vcf").write_text(CARD, encoding="utf-8")
    (folder / "notes.txt").write_text(NOTES, encoding="utf-8")


def settle(farmer: Callable[[str], object]) -> None:
    """Write down everybody and everything that the examples name."""
    farmer('farmer log "Ana Ruiz" "Joe Marsh" --at "Chamber mixer" --on 2026-04-01 --new')
    farmer("farmer edit Ana --company 'Voss & Co'")
    farmer("farmer mark Ana kept")
    farmer("farmer tag Ana Joe @chapter")
    farmer('farmer add "Richard Branson"')
    for need in ("a lease", "a lawyer", "a caterer", "a printer", "a garden"):
        farmer(f'farmer request add Joe --to Ana --need "{need}"')
    for number in range(2, 6):
        farmer(f"farmer request ask-target r{number}")
    for number in range(3, 6):
        farmer(f"farmer request target-said r{number} yes")
    for number in range(4, 6):
        farmer(f'farmer request introduce r{number} --anyway "they know each other"')
    farmer("farmer request outcome r5 good")
    farmer('farmer promise add Ana "send the lease"')
    farmer('farmer ask Ana --for "a hint" --record')
    farmer("farmer archive Richard")
    farmer("farmer undo")
