"""Tables of calls, as programs for iPhones and Android telephones export them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from farmer.day_order import settled
from farmer.details import Detail
from farmer.formats.answers import plain
from farmer.formats.calls import VOICEMAIL_OR_BLOCKED, is_voicemail
from farmer.formats.chat import UNNAMED_USER, minutes_of
from farmer.formats.headers import is_english
from farmer.formats.incoming import (
    Exchange,
    How,
    Party,
    Reading,
    Skipped,
    Unread,
    handles_from,
    kept,
)
from farmer.formats.instants import parse_clocked
from farmer.formats.leftover import columns_left, is_nothing, unreadable
from farmer.formats.lengths import spoken_seconds
from farmer.formats.sheet import find_sheet, is_empty
from farmer.formats.table_details import TableDetails
from farmer.handles import email_handle, phone_handle

UNREADABLE_DATE = "the day of the call cannot be read"
NO_NUMBER_SAID = "neither a number nor a name beside the call"
NO_DIRECTION = "whether they rang or you did is not told"


def _words(said: str) -> frozenset[str]:
    return frozenset(plain(word) for word in said.split(", "))


_COLUMNS = {
    "name": "contact, contact name, name, caller, caller name, cached name, kontakt, kontaktname, "
    "contacto, nombre, nom, contatto, nome, contato, naam, contactpersoon, nazwa, nazwa kontaktu",
    "number": "number, phone number, phone, telephone number, mobile number, caller id, "
    "contact number, nummer, rufnummer, telefonnummer, número, número de teléfono, teléfono, "
    "numéro, numéro de téléphone, numero, numero di telefono, número de telefone, telefone, "
    "telefoonnummer, numer, numer telefonu",
    "how": "call type, type, direction, call direction, call status, anrufart, anruftyp, art, typ, "
    "richtung, tipo, tipo de llamada, type d'appel, sens, tipo di chiamata, tipo de chamada, "
    "soort, oproeptype, soort oproep, typ połączenia, kierunek",
    "day": "date, call date, date time, date & time, date and time, timestamp, start time, "
    "started at, datum, datum uhrzeit, fecha, fecha y hora, date de l'appel, data, data e ora, "
    "data e hora, datum en tijd, data i godzina",
    "clock": "time, call time, time of day, uhrzeit, zeit, hora, heure, ora, tijd, godzina",
    "lasted": "duration, call duration, duration s, duration sec, duration secs, duration seconds, "
    "duration in seconds, duration hh mm ss, length, talk time, dauer, anrufdauer, dauer s, "
    "duración, durée, durata, duração, duur, gespreksduur, czas trwania, czas",
    "minutes": "duration min, duration mins, duration minutes, duration in minutes, minutes, mins, "
    "minuten, minutos, minuti, minuty",
    "service": "service, call service, app, dienst, servicio, servizio, serviço, usługa",
}
_CALLED = {plain(word): what for what, words in _COLUMNS.items() for word in words.split(", ")}
_MINE = _words(
    "outgoing, outgoing call, dialed, dialled, out, outbound, made, placed, 2, ausgehend, "
    "ausgehender anruf, getätigt, gewählt, saliente, realizada, sortant, appel sortant, émis, "
    "in uscita, uscita, effettuata, efetuada, realizada, saída, uitgaand, uitgaande oproep, "
    "wychodzące, wychodząca"
)
_THEIRS = _words(
    "incoming, incoming call, received, in, inbound, answered, 1, eingehend, eingehender anruf, "
    "angenommen, empfangen, entrante, recibida, entrant, appel entrant, reçu, in entrata, "
    "in arrivo, ricevuta, recebida, entrada, inkomend, inkomende oproep, ontvangen, "
    "przychodzące, przychodząca, odebrane, odebrana"
)
_MISSED = _words(
    "missed, missed call, rejected, declined, no answer, unanswered, cancelled, not answered, "
    "canceled, 3, 5, incoming missed, outgoing cancelled, outgoing canceled, outgoing missed, "
    "verpasst, verpasster anruf, entgangen, abgelehnt, perdida, llamada perdida, rechazada, "
    "manqué, appel manqué, refusé, persa, chiamata persa, rifiutata, perdida, rejeitada, "
    "gemist, gemiste oproep, geweigerd, nieodebrane, nieodebrana, odrzucone, odrzucona"
)


def recognises(text: str) -> bool:
    """Whether `text` has a table of calls."""
    return find_sheet(text, _is_header) is not None


def read(text: str, how: How) -> Reading:
    """Every call; those that nobody answered are attempts, whoever rang."""
    sheet = find_sheet(text, _is_header)
    if sheet is None:
        return
    places = {what: at for at, what in reversed([*enumerate(map(_called, sheet.columns))]) if what}
    details = TableDetails(sheet, how.keep)
    rows = [(line, row, _told(row, places)) for line, row in sheet.rows() if not is_empty(row)]
    days = [told.get("day", "") for _, _, told in rows]
    month_first = settled(days, how.today, how.region, otherwise=is_english(sheet.columns))
    for line, row, told in rows:
        noted = details.of(row, month_first=month_first)
        yield _call(line, told, noted, month_first=month_first)
        number = told.get("number", "")
        field = "email" if "@" in number else "phone"
        yield from (Unread(line, each) for each in unreadable({field: [number]}))
        if _seconds(told) is None:
            yield Unread(line, "duration")
    yield from columns_left(sheet, set(places.values()), details)


def _call(
    line: int, told: Mapping[str, str], details: tuple[Detail, ...], *, month_first: bool
) -> Exchange | Skipped:
    number = told.get("number", "")
    handles = handles_from(((email_handle if "@" in number else phone_handle, number),))
    party = Party(kept(told.get("name", "")), handles, details)
    if party == UNNAMED_USER:
        return Skipped(line, NO_NUMBER_SAID)
    if is_voicemail(party.name):
        return Skipped(line, VOICEMAIL_OR_BLOCKED)
    when = f"{told.get('day', '')} {told.get('clock', '')}".strip()
    began = parse_clocked(when, month_first=month_first)
    if began is None:
        return Skipped(line, UNREADABLE_DATE)
    how, seconds = plain(told.get("how", "")), _seconds(told)
    if how not in _MINE | _THEIRS | _MISSED:
        return Skipped(line, NO_DIRECTION)
    mine = how in _MINE or how.startswith("outgoing")
    sender, other = (UNNAMED_USER, party) if mine else (party, UNNAMED_USER)
    if how in _MISSED or seconds == 0:
        return Exchange(line, began.at.date(), "attempt", sender, (other,), source_id=when)
    kind = "video" if "video" in plain(told.get("service", "")) else "call"
    return Exchange(
        line,
        began.at.date(),
        kind,
        sender,
        (other,),
        source_id=when,
        minutes=minutes_of(seconds) if seconds else None,
        group=2,
        time=began.clock,
    )


def _seconds(told: Mapping[str, str]) -> int | None:
    """How long the call was, 0 where nobody says, None where that cannot be read."""
    if "minutes" in told:
        found = re.match(r"[0-9]{1,4}", told["minutes"] or "0")
        return 60 * int(found[0]) if found else None
    cell = told.get("lasted", "").strip()
    if is_nothing(cell):
        return 0
    if re.fullmatch(r"[0-9]{1,6}", cell):
        return int(cell)
    clock = re.fullmatch(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})", cell)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return 3600 * hours + 60 * minutes + seconds
    return spoken_seconds(cell)


def _told(row: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {what: row[at].strip() for what, at in places.items() if at < len(row)}


def _called(column: str) -> str:
    return _CALLED.get(plain(column), "")


def _is_header(columns: Sequence[str]) -> bool:
    """Whether columns of those names are of calls: with whom, when, who rang and how long."""
    told = set(map(_called, columns))
    who, length = told & {"name", "number"}, told & {"lasted", "minutes"}
    return {"day", "how"} <= told and bool(who) and bool(length)
