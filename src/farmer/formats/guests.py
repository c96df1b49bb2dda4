"""Guest lists of any program: who came, by check-in, by answer, or by the minutes they were there.

Luma, Eventbrite and Meetup write one table, Zoom and Teams several below each other, of which the
first ones say what it was. Being at the same occasion is no talk: see `Attendance`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from farmer.formats.addressbook import FIELDS, people
from farmer.formats.answers import (
    Turnout,
    answer_in,
    is_answer,
    is_of_teams,
    telling,
)
from farmer.formats.headers import fields_of, tells_people
from farmer.formats.incoming import (
    Attendance,
    How,
    Incoming,
    Reading,
    Skipped,
    Unused,
)
from farmer.formats.occasions import is_of_occasion, occasion_of
from farmer.formats.sheet import Sheet, cells, cells_at, find_sheet
from farmer.people.naming import surely_turned
from farmer.sources import BREAK
from farmer.text import NAME_LENGTH, fold, words

INVITED = "declined, did not answer or did not come; --new-invited brings them in"
NOT_SEEN = "said yes, and did not check in; --new-invited brings them in"
UNKNOWN_ANSWER = "an answer that farmer does not know; --new-invited brings them in"
MACHINE = "a machine that takes notes, or a telephone without a name"
HIDDEN = "a ticket without a name"

_EVIDENCE = ("arrived", "came", "away", "answer", "minutes", "ticket")
# Things are not asked whether they come.
_OF_PEOPLE = {"away", "answer"}
# A further table of a report may only have names, and how long each was there.
_OF_MEETINGS = {"arrived", "minutes"}
_NAMES = {"name", "first"}
# What is asked of guests in a program's own words; the words of the answer's field.
_QUESTIONS = {
    "url": re.compile(r"linkedin"),
    "company": re.compile(r"\b(?:company|organi[sz]ation|employer|work for|unternehmen|empresa)\b"),
    "title": re.compile(r"\b(?:job title|your (?:job )?(?:title|role|position)|what do you do)\b"),
}
_ROLE_IN_GROUP = "event host"
# What somebody was in a meeting: its organizer, one of its presenters.
_ROLES = frozenset(("role", "rolle", "rol", "ruolo", "funcao", "papel", "rola"))
_ASIDE = re.compile(
    r"\s*\((?:guest|unverified|external|gast|extern|invité|invitado|ospite)\)", re.I
)
_ORIGINAL = re.compile(r"\s*\([^()]*\)\s*$")
_MACHINES = re.compile(
    r"note ?taker|\bnotes? (?:bot|assistant)\b|otter\.?ai|fireflies|\bread\.ai\b|tl;?dv|"
    r"fathom|\bmeetgeek\b|avoma|grain\.|^(?:iphone|ipad|galaxy|android|zoom user|admin)\b|"
    r"^(?:iphone|ipad) (?:de|von|di|van)\b|['’]s (?:iphone|ipad|galaxy|android|phone|macbook)\b|"
    r"^\+?[0-9][0-9*() .-]{5,}$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"(?:info(?:rmation)? requested\s*)+", re.IGNORECASE)
# More tables below each other no program writes; what follows belongs to the last of them.
_MOST_SECTIONS = 12


def recognises(text: str) -> bool:
    """Whether `text` has a table of people that tells whether they came."""
    whole_lines = text[: text.rfind("\n") + 1] or text
    return any(map(_evidence, _sections(whole_lines)))


def read(text: str, how: How) -> Reading:
    """Everybody who came, and with `how.newcomers` whoever was invited.

    Where nobody was checked in, whoever said yes came: a list that nobody kept at the door says
    no more.

    Raises:
        InvalidValue: where somebody came, and nobody says on which day.
    """
    sections = list(_sections(text))
    answers = [_answers(sheet) for sheet in sections]
    everybody = [answer for each in answers for answer in each.values()]
    if "came" not in everybody:
        answers = [_taken_as_come(each) for each in answers]
        everybody = [answer for each in answers for answer in each.values()]
    attended: tuple[Attendance, ...] = ()
    if "came" in everybody and not how.expected:
        attended = (occasion_of(sections, how),)
    for sheet, answered in zip(sections, answers, strict=True):
        renamed = any("original name" in column for column in sheet.columns)
        for row in people(sheet, _places(sheet), how):
            if isinstance(row, Incoming):
                row = _named(row, renamed=renamed)
                yield _guest(row, answered.get(row.line, "nobody"), attended, how)
            elif not (attended and isinstance(row, Unused) and is_of_occasion(row.column)):
                yield row


def _taken_as_come(answers: Mapping[int, Turnout]) -> dict[int, Turnout]:
    return {line: "came" if answer == "said yes" else answer for line, answer in answers.items()}


def _named(told: Incoming, *, renamed: bool) -> Incoming:
    """Somebody by the name that they had in the room, and as what the list knows them."""
    contact = told.contact
    if len(contact.name) <= NAME_LENGTH:  # what is longer is shortened later, and is no name
        contact = replace(contact, name=_called(contact.name, renamed=renamed) or contact.name)
    identity = told.handles[0].value if told.handles else fold(contact.name)
    return told._replace(contact=contact, key=f"{identity}{BREAK}")


def _called(written: str, *, renamed: bool) -> str:
    """A name as it is said: without what is aside, and whole where only a part was shown."""
    if not renamed:
        name = _ASIDE.sub("", written).strip()
        return surely_turned(name) or name
    original = _ORIGINAL.search(written)
    name = _ORIGINAL.sub("", written).strip()
    whole = original[0].strip(" ()") if original else ""
    return whole if {*words(name)} < {*words(whole)} else name


def _guest(
    told: Incoming, answer: Turnout, attended: tuple[Attendance, ...], how: How
) -> Incoming | Skipped:
    """Somebody of the list, or why they are none."""
    if _UNNAMED.fullmatch(told.contact.name):
        return Skipped(told.line, HIDDEN)
    if _MACHINES.search(told.contact.name):
        return Skipped(told.line, MACHINE)
    if answer == "came" and not how.expected:
        return told._replace(attended=attended)
    if how.invited or (how.expected and answer != "nobody"):
        return told
    reasons = {"said yes": NOT_SEEN, "unknown": UNKNOWN_ANSWER}
    return Skipped(told.line, reasons.get(answer, INVITED))


def _answers(sheet: Sheet) -> dict[int, Turnout]:
    """By line, whether whoever stands there came."""
    places = _evidence(sheet)
    return {
        line: answer_in({what: cells_at(row, at) for what, at in places.items()})
        for line, row in sheet.rows()
    }


def _evidence(sheet: Sheet) -> dict[str, list[int]]:
    """The columns that tell who came; one called *status* only where all of it are answers."""
    places = telling(sheet.columns)
    for at in places.pop("said", []):
        column = [row[at] for _, row in sheet.rows() if at < len(row) and row[at].strip()]
        if column and all(map(is_answer, column)):
            places.setdefault("answer", []).append(at)
    return places


def _places(sheet: Sheet) -> dict[str, list[int]]:
    """The columns of each field of a person, and of what tells whether they came."""
    known = zip(fields_of(sheet.columns), sheet.columns, strict=True)
    fields = [field or _asked(column) for field, column in known]
    evidence = _evidence(sheet)
    if _ROLE_IN_GROUP in sheet.columns:
        fields = ["" if field == "title" else field for field in fields]
    if "minutes" in evidence:
        fields = [
            "" if column in _ROLES else field
            for field, column in zip(fields, sheet.columns, strict=True)
        ]
    if is_of_teams(sheet.columns) and not _NAMES & {*fields}:
        fields[0] = "name"
    places = {name: [at for at, each in enumerate(fields) if each == name] for name in FIELDS}
    profile = [at for at, column in enumerate(sheet.columns) if "member profile" in column]
    places["url"] += profile
    return places | evidence


def _asked(column: str) -> str:
    return next((field for field, words in _QUESTIONS.items() if words.search(column)), "")


def _sections(text: str) -> Iterator[Sheet]:
    """The tables of guests in `text`, one below the other; each ends where the next begins."""
    sheet = find_sheet(text, _is_header)
    for _ in range(_MOST_SECTIONS):
        if sheet is None:
            return
        following = _next_header(sheet)
        lines = sheet.lines
        if following is None and is_of_teams(sheet.columns):
            lines = lines[: _first_empty(sheet)]  # what follows tells once more of the same people
        elif following is not None:
            end = following.header_line - 1
            while end > sheet.header_line and _stands_alone(lines[end - 1], sheet):
                end -= 1
            lines = lines[:end]
        yield replace(sheet, lines=lines)
        sheet = following


def _first_empty(sheet: Sheet) -> int:
    """The place of the first empty line below the header; where there is none, the end."""
    below = range(sheet.header_line, len(sheet.lines))
    return next((at for at in below if not sheet.lines[at].strip()), len(sheet.lines))


def _next_header(sheet: Sheet) -> Sheet | None:
    for at in range(sheet.header_line + 1, len(sheet.lines)):
        if _stands_alone(sheet.lines[at - 1], sheet):
            header = tuple(map(fold, cells([sheet.lines[at]], sheet.delimiter)))
            if _is_header(header) or _goes_on(header):
                return replace(sheet, header_line=at + 1, columns=header)
    return None


def _stands_alone(line: str, sheet: Sheet) -> bool:
    """Whether a line is empty, or a heading: one cell at most."""
    return sum(map(bool, map(str.strip, line.split(sheet.delimiter)))) <= 1


def _is_header(columns: Sequence[str]) -> bool:
    """Whether columns of those names tell of people whether they came."""
    found = telling(columns)
    if not found.keys() & {*_EVIDENCE, "said"}:
        return False
    if is_of_teams(columns):
        return True
    named = bool(_NAMES & {*fields_of(columns)})
    return named and (tells_people(columns) or bool(found.keys() & _OF_PEOPLE))


def _goes_on(columns: Sequence[str]) -> bool:
    """Whether columns of those names go on with a report: whoever else was in the meeting."""
    named = bool(_NAMES & {*fields_of(columns)})
    return named and telling(columns).keys() >= _OF_MEETINGS
