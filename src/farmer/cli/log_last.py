"""`log --last`: what came from sources, one after another, for what only you know of it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from farmer.cli.answers import answer
from farmer.cli.log_notes import walk_from
from farmer.cli.prompts import ask_line, press
from farmer.cli.world import past_day, tell
from farmer.errors import ExitStatus, FarmerError
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.ledger.remembered import CameTouch, ReadLine
    from farmer.tasks.desk import Desk
    from farmer.tasks.record.planned import PlannedMeeting

_STOP, _SKIP, _HAPPENED = "stop", "skip", "it happened"
_MEETING = {"y": _HAPPENED, "s": _SKIP, "q": _STOP}
_CANNOT_SAY = "nobody can say"
_BEGAN = {"m": "me", "t": "them", "b": "both", "q": _STOP}
_LOG, _CORRECT, _LEAVE_OUT = "log it", "correct it", "leave it out for good"
_LINE = {"l": _LOG, "c": _CORRECT, "o": _LEAVE_OUT, "s": _SKIP, "q": _STOP}


def go_through(at: Desk) -> int:
    """Ask about planned meetings, then talks, then lines that wait; each answer is one change."""
    from farmer.tasks.record.last import lines_to_settle, talks_to_tell, unconfirmed

    meetings, lines = unconfirmed(at), lines_to_settle(at)
    touches = talks_to_tell(at)
    if not (meetings or touches or lines):
        tell("Nothing that came from a source waits for an answer.")
    elif (
        all(_ask_whether(at, meeting) for meeting in meetings)
        and all(_ask_of(at, touch) for touch in touches)
        and all(_ask_about_line(at, line) for line in lines)
    ):
        tell("That was all.")
    return ExitStatus.DONE


def _ask_whether(at: Desk, meeting: PlannedMeeting) -> bool:
    """Whether a meeting happened; False where somebody stops."""
    from farmer.render.triage import TRIAGED
    from farmer.tasks.tend.triage import sort_out

    names = say_some([person.name for person in meeting.people], "person", "people")
    tell(f"Planned for {say_date(meeting.on)}: {names}.")
    said = press("Did it happen? y yes, s skip, q stop:", _MEETING, enter=_SKIP)
    if said == _HAPPENED:
        answer(sort_out(at, (), [meeting]), TRIAGED, json=False)
    return said != _STOP


def _ask_of(at: Desk, touch: CameTouch) -> bool:
    """Who began a talk, and what was said; False where somebody stops."""
    from farmer.tasks.record.last import tell_of

    noted = f": {touch.note}" if touch.note else ""
    tell(f"{touch.kind.capitalize()} with {touch.name} on {say_date(touch.on)}{noted}")
    by = touch.by
    if by is None:
        question = "Who began it? m me, t them, b both, q stop; Enter if you cannot say:"
        by = press(question, _BEGAN, enter=_CANNOT_SAY)
    if by == _STOP:
        return False
    said = ask_line("What was said? (Enter for nothing more) ")
    tell_of(at, touch, None if by == _CANNOT_SAY else by, said)
    return True


def _ask_about_line(at: Desk, line: ReadLine) -> bool:
    """What is to be done about a line that waits; False where somebody stops."""
    from farmer.tasks.exchange.told_lines import leave_out

    tell(f"{PurePath(line.path).name}, line {line.number}: {line.text}")
    tell(f"{line.reason}.")
    question = "l log it, c correct it, o leave it out for good, s skip, q stop:"
    said = press(question, _LINE, enter=_SKIP)
    if said == _LEAVE_OUT:
        leave_out(at, line)
    elif said == _LOG:
        _log(at, line, line.text)
    elif said == _CORRECT:
        _log(at, line, ask_line("The line: ", default=line.text))
    return said != _STOP


def _log(at: Desk, line: ReadLine, text: str) -> None:
    """Record what a line tells, once somebody has seen all of it; nothing where it is empty."""
    from farmer.cli.walk import settle_tellings
    from farmer.render.log import LOGGED
    from farmer.tasks.exchange.clear_lines import telling_in_line
    from farmer.tasks.exchange.told_lines import record_line
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.telling import LogEntry

    try:
        text = _dated(line, text)
        if not text:
            return
        walk = walk_from(at, LogEntry(Encounter(on=at.today)))
        entry = telling_in_line(walk.known, text)
        (settled,) = settle_tellings(walk, [(text, entry)])
        answer(record_line(at, line, settled), LOGGED, json=False)
    except FarmerError as refusal:
        tell(f"{refusal.message} {refusal.hint}".strip())


def _dated(line: ReadLine, text: str) -> str:
    """The text with the day that somebody says it was, where it says none; empty to leave it."""
    from farmer.tasks.exchange.clear_lines import UNDATED

    if text != line.text or line.reason != UNDATED:
        return text
    day = ask_line("On which day was it? (Enter leaves it) ")
    return f"{past_day(day)} {text}" if day else ""
