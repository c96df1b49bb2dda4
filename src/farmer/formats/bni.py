"""The slips of a BNI chapter (its *slips audit report*), as the chapter's software exports them.

A slip says who gave what to whom, and no day: the user says which. What each is evidence of:

- a one-to-one is a meeting of two;
- a referral is a gift of its sender's (Givers Gain), whether anything came of it or not;
- a visitor was at the chapter's meeting with whoever brought them;
- thanks for closed business would say that a referral went well, but the report names only who is
  thanked. An introduction that went well weighs much, and nobody is credited with it by guessing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from farmer.formats.fingerprints import Fingerprints
from farmer.formats.incoming import Exchange, How, Party, Reading, Skipped, kept
from farmer.formats.spreadsheetml import NAMESPACE, BadSheet, SheetRow, rows
from farmer.text import fold

SLIPS = frozenset(("from", "to", "slip type"))
MEMBERS = frozenset(("first name", "last name", "rgi", "rgo", "rri", "rro"))

NO_DAY = "slips have no day of their own: say which with --on"
TOTALS = "the members' summary holds totals, not who met whom: import the slips audit report"
NO_SLIPS = "the sheet has no column that says what kind of slip each is"
UNREADABLE = "the sheet cannot be read from here on"
NOT_BOTH = "the slip does not name two people"
THANKS = "a thank-you slip, which does not say whose thanks they are"
TRAINING = "a training credit, which is nobody else's business"
OTHER = "a kind of slip that is not known"


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a kind of slip is evidence of; the fields are those of an exchange."""

    kind: str | None
    note: str
    sent_fact: str = ""
    received_fact: str = ""


_MEANINGS = {
    "one-to-one": _Meaning("meeting", "one-to-one"),
    "referral": _Meaning(None, "referral", sent_fact="gave", received_fact="got"),
    "visitor": _Meaning("event", "visitor at the chapter's meeting"),
}
_REASONS = {"tyfcb": THANKS, "ceu": TRAINING}


def recognises(beginning: str) -> bool:
    """Whether a file that begins so has the columns of slips, or of the members' summary."""
    folded = fold(beginning)
    return NAMESPACE in folded and any(
        all(f">{heading}<" in folded for heading in headings) for headings in (SLIPS, MEMBERS)
    )


def read(data: bytes, how: How) -> Reading:
    """What each slip in `data` says; slips that say nothing of two people are skipped."""
    sheet = rows(data)
    try:
        line, headings = _find_headings(sheet)
        refusal = _refusal(headings, how)
        if how.on is None or refusal:
            yield Skipped(line, refusal)
            return
        fingerprints = Fingerprints()
        for row in sheet:
            yield _slip(row, headings, how.on, fingerprints)
    except BadSheet as stopped:
        yield Skipped(stopped.line, UNREADABLE)


def _find_headings(sheet: Iterator[SheetRow]) -> tuple[int, dict[int, str]]:
    """The first row that is one of headings, folded; no headings where there is none.

    Raises:
        BadSheet: where the sheet cannot be read as far as that.
    """
    for line, cells in sheet:
        headings = {column: fold(cell) for column, cell in cells.items()}
        if any(wanted <= set(headings.values()) for wanted in (SLIPS, MEMBERS)):
            return line, headings
    return 1, {}


def _refusal(headings: Mapping[int, str], how: How) -> str:
    """Why no slip can be read, or nothing where they can."""
    found = set(headings.values())
    if not found:
        return NO_SLIPS
    if found >= MEMBERS:
        return TOTALS
    return NO_DAY if how.on is None else ""


def _slip(
    row: SheetRow, headings: Mapping[int, str], on: date, fingerprints: Fingerprints
) -> Exchange | Skipped:
    line, cells = row
    said = {headings[column]: cell for column, cell in cells.items() if column in headings}
    what = fold(said.get("slip type", ""))
    meaning = _MEANINGS.get(what)
    if meaning is None:
        return Skipped(line, _REASONS.get(what, OTHER))
    sender, receiver = (kept(said.get(side, "")) for side in ("from", "to"))
    if not sender or not receiver or fold(sender) == fold(receiver):
        return Skipped(line, NOT_BOTH)
    tier = said.get("inside/outside", "")
    return Exchange(
        line,
        on,
        meaning.kind,
        Party(sender),
        (Party(receiver),),
        fingerprints.of(on.isoformat(), what, sender, receiver, tier, said.get("detail", "")),
        note=kept(f"{meaning.note}, {tier}" if tier else meaning.note),
        sent_fact=meaning.sent_fact,
        received_fact=meaning.received_fact,
    )
