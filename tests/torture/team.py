"""A ledger that is in a team, without a server: what is asked and told lies beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from farmer.ledger import FileLedger
from farmer.model import Contact
from farmer.team import place as places
from farmer.team.asking import ColleagueAsking
from farmer.team.place import Place
from farmer.team.rows import PassedRow

_DAY = date(2026, 6, 15)


def in_team(ledger: Path) -> None:
    """Kim's, who knows Ana and is asked by Lee for a word with her."""
    with FileLedger(ledger).changing("add", datetime(2026, 6, 1, tzinfo=UTC)) as change:
        change.add_contact(Contact("Ana Ruiz", added_on=_DAY))
    asking = ColleagueAsking("r7", _DAY, "Joe Marsh", "Marsh", "Ana Ruiz", "", "a word on audits")
    place = Place(
        "postgresql:///firm", False, "b0", "kim", "k0", "m0",
        members=("kim", "lee"), passed=(PassedRow("lee", "q0", asking.text),),
    )  # fmt: skip
    places.keep(str(ledger), place)
