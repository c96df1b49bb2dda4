"""The walk to the car: one person after another, shown as a whole before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from farmer.cli.prompts import ask_line
from farmer.cli.questions import pick
from farmer.cli.said import said_of
from farmer.cli.ticking import ticked
from farmer.cli.world import tell
from farmer.errors import Ambiguous, FarmerError, InvalidValue, Unknown
from farmer.lines.words import BEGINNER
from farmer.model import BEGINNERS
from farmer.people.meant import Person
from farmer.people.nameless import has_letter
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.evening import UnreadLine, parse_share
from farmer.tasks.record.guests import Guest, Share
from farmer.tasks.record.log import KnownNames
from farmer.tasks.record.telling import LogEntry
from farmer.text import fold
from farmer.wording import say_count

# Of several who may be meant, the ids, and of those named beside them: who is the likeliest.
Likeliest = Callable[[Ambiguous, Sequence[int], Encounter], str | None]
_AGAIN = "Who? (empty leaves this one out) "
# What answers another question, and names nobody and no event that is not called so already.
_ANSWERS = ("y", "yes", "n", "no", "none", "q", "quit", "exit", "back", "help", "ok", *BEGINNERS)


@dataclass(frozen=True, slots=True)
class Walk:
    """What is known before the first name is typed.

    Attributes:
        known: who there is.
        telling: what is told of everybody, and whoever is named already.
        likeliest: whom to propose where a name may be several people's.
        listed: who may be ticked by a number.
    """

    known: KnownNames
    telling: LogEntry
    likeliest: Likeliest
    listed: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line as it was typed, what it tells, and of whom."""

    text: str
    telling: LogEntry
    guests: tuple[Guest, ...]

    @property
    def settled(self) -> LogEntry:
        """What it tells, of people who are settled."""
        return self.telling._replace(shares=tuple(guest.settled for guest in self.guests))


def instruct() -> None:
    """Say how it goes, before anything is asked."""
    tell("One person a line: Ana Ruiz (Voss & Co): a new office; kept. An empty line ends.")
    tell("A part that is evidence (kept), or says how (call, lunch), counts as that.")


def ask_event(known: KnownNames) -> str:
    """The event's name; empty for none."""
    while True:
        typed = ask_line("At which event? (Enter for none) ", known.events)
        if not typed or _may_name(typed, known.events):
            return typed
        tell(f"“{typed}” is not an event. Type its name, or Enter for none.")


def _may_name(typed: str, known: Sequence[str]) -> bool:
    """Whether it may be the name of somebody or something, rather than another answer."""
    word = fold(typed)
    return word in map(fold, known) or (word not in _ANSWERS and has_letter(typed))


def ask_beginner() -> str | None:
    """Who began all of it; None where nobody says."""
    while True:
        typed = ask_line("Who began it? (me, them, both; Enter if you cannot say) ", BEGINNERS)
        word = " ".join(typed.casefold().split())
        if not word:
            return None
        if found := BEGINNERS.find(word) or BEGINNER.get(word):
            return found
        tell(f"Choose from: {BEGINNERS.listed}.")


def ask_guests(walk: Walk) -> list[LogEntry]:
    """Everybody whom somebody types, until an empty line; what was said with each.

    Raises:
        InvalidValue: where it is not to be written after all.
    """
    entries: list[TypedLine] = []
    while _ask_next(walk, entries):
        pass
    if not entries:
        raise InvalidValue("Nobody was named.", 'Name somebody: farmer log "Ana Ruiz"')
    return reviewed(walk, entries)


def settle_tellings(
    walk: Walk, told: Iterable[tuple[str, LogEntry]], unread: Iterable[UnreadLine] = ()
) -> list[LogEntry]:
    """Everybody in lines that were read, once what is open was asked.

    Raises:
        InvalidValue: where it is not to be written after all.
    """
    lines = [*told, *(each for line in unread for each in _ask_about(walk, line))]
    entries: list[TypedLine] = []
    for text, telling in lines:
        entry = _settled(walk, text, telling, entries)
        if entry is not None:
            entries.append(entry)
    if not entries:
        raise InvalidValue("Nobody is left in these notes.", "Write a line as Name: what was said.")
    return reviewed(walk, entries)


def reviewed(walk: Walk, entries: list[TypedLine]) -> list[LogEntry]:
    """What the lines tell, once somebody has seen all of it and said yes.

    Raises:
        InvalidValue: where they say no.
    """
    while entries:
        _show(walk, entries)
        typed = ask_line(
            "Enter writes it, n does not, a number corrects that line, + adds: "
        ).casefold()
        if typed in ("", "y", "yes"):
            return [entry.settled for entry in entries]
        if typed in ("n", "no"):
            break
        if typed.isdecimal() and 1 <= int(typed) <= len(entries):
            place = int(typed) - 1
            others = [*entries[:place], *entries[place + 1 :]]
            corrected = _ask_again(walk, entries[place], others)
            entries[place : place + 1] = [corrected] if corrected else []
        elif typed == "+":
            _ask_next(walk, entries)
        else:
            tell(f"Press Enter, or type n, + or a number from 1 to {len(entries)}.")
    raise InvalidValue("Nothing was written.", "Begin again with farmer log.")


def _show(walk: Walk, entries: Sequence[TypedLine]) -> None:
    """All of it, a line each; then who is new, and whom a new name is near."""
    guests = [guest for entry in entries for guest in entry.guests]
    people = say_count(len({guest.key for guest in guests}), "person", "people")
    tell(f"This is what will be written, about {people}:")
    for number, entry in enumerate(entries, 1):
        tell(f"{number}. {said_of(entry.telling, entry.guests, walk.telling.told)}")
    new = {guest.key: guest.share.name for guest in guests if guest.person is None}
    near = walk.known.near(list(new.values()))
    listed = [f"{name} (near: {'; '.join(near[name])})" if near[name] else name for name in near]
    if listed:
        tell(f"New in the ledger: {', '.join(listed)}.")


def _ask_next(walk: Walk, entries: list[TypedLine]) -> bool:
    """Ask for one more line; False once an empty one was typed."""
    typed = ask_line("Who? ", walk.known.names)
    try:
        lines = ticked(typed, walk.listed) if typed else []
    except InvalidValue as refusal:
        tell(f"{refusal.message} {refusal.hint}")
        return True
    for line in lines:
        entry = _read(walk, line, entries)
        if entry is not None:
            entries.append(entry)
    return bool(typed)


def _ask_again(walk: Walk, entry: TypedLine, before: Sequence[TypedLine]) -> TypedLine | None:
    """The line as it is corrected; None to leave it out."""
    text, corrected = entry.text, None
    while corrected is None:
        text = ask_line(_AGAIN, walk.known.names, default=text)
        if not text:
            return None
        corrected = entry if text == entry.text else _read(walk, text, before)
    return corrected


def _read(walk: Walk, typed: str, before: Sequence[TypedLine]) -> TypedLine | None:
    """What a line tells, and of whom; None where it is none, which is said."""
    called = [name for person in walk.known.people for name in (*person.names, person.nickname)]
    if not _may_name(typed, called):
        tell(f"“{typed}” is not a name. Type one, or Enter where that was all.")
        return None
    try:
        telling = walk.known.telling(typed, walk.telling)
    except InvalidValue as refusal:
        tell(f"{refusal.message} {refusal.hint}".strip())
        return None
    if telling is None:
        tell("That is not a name. Type one, or for example: Ana Ruiz (Voss & Co): a new office")
        return None
    return _settled(walk, typed, telling, before)


def _settled(
    walk: Walk, text: str, telling: LogEntry, before: Sequence[TypedLine]
) -> TypedLine | None:
    """A line with its people; None where nobody is left of it."""
    guests: list[Guest] = []
    for share in telling.shares:
        beside = [guest for entry in before for guest in entry.guests] + guests
        guest = _settle(walk, share, beside, telling.told)
        if guest is not None:
            guests.append(guest)
    return TypedLine(text, telling, tuple(guests)) if guests or telling.also.tags else None


def _ask_about(walk: Walk, line: UnreadLine) -> list[tuple[str, LogEntry]]:
    tell(f"Line {line.number} does not say whom it is about: {line.text}")
    name = ask_line("Who? (empty leaves the line out) ", walk.known.names)
    share = Share(name, notes=(line.text,))
    return [(f"{name}: {line.text}", walk.telling._replace(shares=(share,)))] if name else []


def _settle(walk: Walk, share: Share, beside: Sequence[Guest], told: Encounter) -> Guest | None:
    """The person whom a share is about, asked for where it is open; None to leave them out.

    Who is new is not asked about here: all of them are shown together at the end.
    """
    ids = [guest.person.id for guest in beside if guest.person]
    while True:
        try:
            return walk.known.guest(share)
        except Ambiguous as ambiguous:
            share = share._replace(name=pick(ambiguous, walk.likeliest(ambiguous, ids, told)))
        except Unknown:
            return Guest(share)
        except FarmerError as refusal:
            tell(refusal.message)
            typed = ask_line(_AGAIN, walk.known.names)
            if not typed:
                return None
            parsed = parse_share(typed)
            named = (parsed.name, parsed.company) if parsed else (typed, "")
            share = share._replace(name=named[0], company=named[1])
