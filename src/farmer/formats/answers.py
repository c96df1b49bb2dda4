"""Whether somebody on a guest list came, as the programs that keep such lists write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from farmer.formats.lengths import spoken_seconds
from farmer.text import fold

# Came; said that they would, and nobody wrote down whether they did; declined or did not answer,
# or were not let in; something that no program is known to write.
Turnout = Literal["came", "said yes", "nobody", "unknown"]

# What a column tells: the instant of a check-in, whether there was one, whether they stayed
# away, what they answered, for how long they were there, and of a list that tells nothing else,
# that they have a ticket.
_COLUMNS = {
    "arrived": "checked in at, check in at, check in time, checkin time, checkin date, "
    "check in date, checked in time, checked in date, date checked in, scan time, scan date, "
    "scan date time, scanned at, scanned on, scanned date, scanned, time scanned, date scanned, "
    "capture date, capture time, captured at, captured on, date captured, lead capture date, "
    "join time, joined at, time joined, first join, arrival time, arrived at, time in, "
    "first join time, scanzeit, scandatum, gescannt am, gescannt um, check in zeit, "
    "eingecheckt am, date de scan, heure de scan, scanné le, enregistré le, fecha de escaneo, "
    "hora de escaneo, escaneado el, data scansione, ora scansione, data da leitura, "
    "scantijd, gescand op, data skanowania, godzina skanowania, czas skanowania",
    "came": "checked in, check in, checkin, attended, attendance, came, present, showed up, "
    "arrived, did attend, attended event, anwesend, erschienen, teilgenommen, eingecheckt, "
    "présent, présence, asistió, asistencia, presente, presenza, presença, compareceu, aanwezig, "
    "aanwezigheid, obecny, obecność",
    "away": "no show, marked as no show, noshow, in waiting room",
    "answer": "attendee status, approval status, rsvp, rsvp status, guest status, "
    "registration status, ticket status, attendance status, check in status, "
    "attending, will attend, are you attending, coming, will come, are you coming, going, "
    "are you going, invitation status, invite status, kommt, nimmt teil, vient, asistirá, "
    "parteciperà, komt, przyjdzie, "
    "rückmeldung, zusage, teilnahmestatus",
    "said": "status, response, stand, antwort, statut, réponse, estado, respuesta, stato, "
    "risposta, resposta, antwoord, odpowiedź",
    "minutes": "total duration minutes, time in session minutes, in meeting duration, "
    "time in meeting, attendance duration",
    "ticket": "ticket quantity, ticket tier, barcode number",
    "lasted": "duration, duration minutes, total duration",
}
_TELLS = {fold(word): what for what, words in _COLUMNS.items() for word in words.split(", ")}
_CAME = (
    "yes, y, true, 1, x, ✓, ✔, checked in, check in, attended, present, came, arrived, showed, "
    "showed up, scanned, used, was there, joined, ja, oui, sí, sim, tak, anwesend, erschienen, "
    "teilgenommen, eingecheckt, présent, asistió, presente, compareceu, aanwezig, obecny"
)
_SAID_YES = (
    "yes, y, true, 1, x, attending, going, will attend, approved, accepted, confirmed, registered, "
    "rsvp yes, valid, paid, complete, completed, issued, sold, ja, oui, sí, sim, tak, zugesagt, "
    "bestätigt, confirmé, inscrit, confirmado, confirmada, confermato, bevestigd, potwierdzony"
)
_NOBODY = (
    "no, n, false, 0, declined, not attending, not going, will not attend, can't go, can’t go, "
    "cannot go, can't make it, cancelled, canceled, deleted, refunded, transferred, rejected, "
    "denied, no show, noshow, absent, did not attend, did not show, not checked in, not present, "
    "waitlist, waitlisted, waiting list, on waitlist, pending, pending approval, invited, "
    "not invited, maybe, interested, tentative, unsure, no response, not responded, "
    "no reply, awaiting reply, awaiting response, not yet responded, unconfirmed, "
    "cancelled by self, cancelled by host, "
    "expired, void, nein, non, não, nie, nee, abgesagt, abwesend, storniert, "
    "eingeladen, vielleicht, refusé, annulé, absente, cancelado, cancelada, ausente, rechazado, "
    "rifiutato, annullato, assente, recusado, geannuleerd, afwezig, odrzucony, anulowany, nieobecny"
)
_APART = re.compile(r"[\s_()\[\]/:*-]+")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::[0-9]{2})?")
_PLAIN_MINUTES = re.compile(r"([0-9]{1,5})(?:[.,][0-9]+)?")
# In every language Teams has the number of the account in brackets behind its name, and the
# instant of joining and how long they stayed in the same places.
_UPN = "(upn)"
_IN_TEAMS = {"arrived": 1, "minutes": 3}


def plain(text: str) -> str:
    """A column's name or a cell, folded, without what stands between its words."""
    return " ".join(_APART.sub(" ", fold(text)).split())


_YES_AT_THE_DOOR, _YES_BEFORE, _NO = (
    frozenset(plain(word) for word in words.split(", ")) for words in (_CAME, _SAID_YES, _NOBODY)
)


def telling(columns: Sequence[str]) -> dict[str, list[int]]:
    """Which columns tell whether somebody came; by what they tell, their places."""
    places: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        what = _TELLS.get(plain(column).rstrip("?"))
        if what:
            places.setdefault(what, []).append(at)
    if is_of_teams(columns):
        for what, at in _IN_TEAMS.items():
            places.setdefault(what, [at])
    # Calls last as well; who renamed themselves, or has another instant, was in a meeting.
    lasted = places.pop("lasted", [])
    if places.keys() & {"arrived", "came"} or any("original name" in each for each in columns):
        places["minutes"] = [*places.get("minutes", ()), *lasted]
    return {what: found for what, found in places.items() if found}


def is_of_teams(columns: Sequence[str]) -> bool:
    """Whether columns of those names are of a report of Teams', in whatever language."""
    return len(columns) > _IN_TEAMS["minutes"] and any(_UPN in column for column in columns)


def is_answer(cell: str) -> bool:
    """Whether a cell holds what guest lists write of an answer."""
    return plain(cell) in _YES_AT_THE_DOOR | _YES_BEFORE | _NO


def answer_in(told: Mapping[str, Sequence[str]]) -> Turnout:
    """Whether somebody came, by the cells of their row under what their columns tell."""
    cells = {what: [*filter(None, map(plain, found))] for what, found in told.items()}
    if any(cell in _YES_AT_THE_DOOR for cell in cells.get("away", ())):
        return "nobody"
    lasted = [found for cell in told.get("minutes", ()) if (found := _minutes(cell)) is not None]
    if lasted:  # who looked in for less than one was not there
        return "came" if any(lasted) else "nobody"
    if any(cell not in _NO for cell in cells.get("arrived", ())):
        return "came"
    door = [*cells.get("came", ())]
    if any(cell in _YES_AT_THE_DOOR for cell in door):
        return "came"
    return _answered([*cells.get("answer", ()), *cells.get("said", ())], door, told)


def _answered(said: Sequence[str], door: Sequence[str], told: Mapping[str, object]) -> Turnout:
    if any(cell in _NO for cell in said):
        return "nobody"
    if any(cell in _YES_AT_THE_DOOR - _YES_BEFORE for cell in said):
        return "came"
    if any(cell in _YES_BEFORE for cell in said):
        return "said yes"
    if said or any(cell not in _NO for cell in door):
        return "unknown"
    asked = "answer" in told or "said" in told
    return "nobody" if asked or "came" in told or "arrived" in told else "said yes"


def _minutes(cell: str) -> int | None:
    """How long somebody was there in whole minutes; None where that is not told."""
    said = cell.strip()
    if found := _PLAIN_MINUTES.fullmatch(said):
        return int(found[1])
    if found := _CLOCK.fullmatch(said):
        return 60 * int(found[1]) + int(found[2])
    seconds = spoken_seconds(said)
    return None if seconds is None else seconds // 60
