"""WhatsApp's ``WhatsApp Chat with Ana.txt`` and ``_chat.txt``: who wrote on which day, who called.

A line is ``20/11/2026, 18:05 - Ana Ruiz: Hello`` on Android, ``[20/11/2026, 18:05:33] Ana Ruiz:
Hello`` on an iPhone; the numbers, the clock and the marks follow the telephone's language. What
has no such beginning goes on with the message above it; what has no sender is WhatsApp's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from farmer.day_order import settled
from farmer.formats.chat import UNREADABLE_DATE, Said, exchanges, minutes_of
from farmer.formats.dates import parse_day
from farmer.formats.incoming import How, Party, Reading, Skipped, handles_from, kept
from farmer.formats.lengths import spoken_seconds
from farmer.handles import phone_handle

_DATE = r"(?P<date>[0-9]{1,4}[./-] ?[0-9]{1,2}[./-] ?[0-9]{2,4}\.?)"
_CLOCK = r"(?P<clock>[^\]\[\n-]{0,8}?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?[^\]\[\n-]{0,10}?)"
_ENTRY = re.compile(rf"(?:{_DATE},? {_CLOCK} [-–] |\[{_DATE.replace('date', 'day')},? "
                    rf"{_CLOCK.replace('clock', 'hour')}\] )(?P<rest>.*)")  # fmt: skip
# Marks of direction, which surround what WhatsApp itself says, and the spaces that are none.
_MARK = "\u200e"
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[\u00a0\u202f]")
_TWELVE_HOURS = re.compile(r"[ap]\.? ?m\b", re.IGNORECASE)
# Nobody's name: what WhatsApp says of a group quotes its name.
_LONGEST_SENDER = 80
_QUOTE = re.compile('["“”„«]')
# Calls as an export tells them in the telephone's language, a message of whoever rang.
_VOICE = (
    "voice call|sprachanruf|llamada de voz|appel vocal|chiamata vocale|ligação de voz|"
    "chamada de voz|spraakoproep|połączenie głosowe|rozmowa głosowa"
)
_VIDEO = (
    "video call|videoanruf|videollamada|appel vidéo|videochiamata|chiamata video|"
    "ligação de vídeo|chamada de vídeo|videochamada|video-oproep|videogesprek|"
    "połączenie wideo|rozmowa wideo"
)
_MISSED = (
    "missed|verpasster?|perdida|manquée?|en absence|persa|perdida|gemiste?|oproep gemist|"
    "nieodebrane|nieodebrana"
)
_UNANSWERED = (
    "no answer|keine antwort|nicht angenommen|sin respuesta|pas de réponse|sans réponse|"
    "nessuna risposta|sem resposta|não atendida|geen antwoord|brak odpowiedzi"
)
_CALL = re.compile(
    rf"(?:(?P<missed>{_MISSED}) )?(?:(?P<voice>{_VOICE})|(?P<video>{_VIDEO}))"
    rf"(?: (?P<later>{_MISSED}))?(?=$|[.,]| *$)[.,]? *"
    rf"(?P<unanswered>{_UNANSWERED})?(?P<lasted>(?: ?[0-9]+ ?[^\W\d_]+\.?)*)",
    re.IGNORECASE,
)


class _Entry(NamedTuple):
    line: int
    date: str
    clock: str
    sender: str
    text: str


def recognises(text: str) -> bool:
    """Whether `text` begins with an entry of a chat."""
    first = next((line for line in StringIO(text) if line.strip()), "")
    return _ENTRY.match(_plain(first)) is not None


def read(text: str, how: How) -> Reading:
    """Who wrote on which day, and every call."""
    entries = list(_firsts(_entries(text)))
    twelve_hours = any(_TWELVE_HOURS.search(each.clock) for each in entries)
    dates = [each.date for each in entries]
    month_first = settled(dates, how.today, how.region, otherwise=twelve_hours)
    parties = {each.sender: _party(each.sender) for each in entries}
    said = (_said(each, parties[each.sender], month_first=month_first) for each in entries)
    yield from exchanges(tuple(dict.fromkeys(parties.values())), said)


def _entries(text: str) -> Iterator[_Entry]:
    """Everything that has a sender."""
    begun = False
    for number, line in enumerate(StringIO(text), start=1):
        found = _ENTRY.match(_plain(line))
        if found is None:
            continue
        sender, colon, said = f"{found['rest']} ".partition(": ")
        sender = sender.removeprefix("~").strip()
        if not colon or len(sender) > _LONGEST_SENDER or _QUOTE.search(sender):
            continue
        notice = not begun and f": {_MARK}" in line
        begun = True
        if not notice:  # on an iPhone, the one about encryption is said in somebody's name
            date, clock = found["date"] or found["day"], found["clock"] or found["hour"]
            yield _Entry(number, re.sub(r" |\.$", "", date), clock, sender, said[:_LONGEST_SENDER])


def _firsts(entries: Iterator[_Entry]) -> Iterator[_Entry]:
    """Each sender's first message of a day, and every call: a chat may be years long."""
    written: set[tuple[str, str]] = set()
    for each in entries:
        if _CALL.match(each.text):
            yield each
        elif (each.date, each.sender) not in written:
            written.add((each.date, each.sender))
            yield each


def _said(entry: _Entry, sender: Party, *, month_first: bool) -> Said | Skipped:
    on = parse_day(entry.date, month_first=month_first)
    if on is None:
        return Skipped(entry.line, UNREADABLE_DATE)
    call = _CALL.match(entry.text)
    if call is None:
        return Said(entry.line, on, sender)
    if call["missed"] or call["later"] or call["unanswered"]:
        return Said(entry.line, on, sender, "attempt")
    seconds = spoken_seconds(call["lasted"])
    minutes = minutes_of(seconds) if seconds else None
    kind = "video" if call["video"] else "call"
    return Said(entry.line, on, sender, kind, minutes, f"{entry.date} {entry.clock}")


def _party(sender: str) -> Party:
    """By their name in the telephone, or, without one, by their number."""
    handles = handles_from(((phone_handle, sender),))
    return Party("" if handles else kept(sender), handles)


def _plain(line: str) -> str:
    return _SPACES.sub(" ", _MARKS.sub("", line)).rstrip("\n")
