"""The walk to the car: one person after another, shown as a whole before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from farmer.cli.prompts import ask_line
from farmer.cli.questions import pick
from farmer.cli.world import tell
from farmer.errors import Ambiguous, FarmerError, InvalidValue, Unknown
from farmer.facts import FACTS
from farmer.ids import Id, is_id
from farmer.model import KINDS
from farmer.people.meant import slip_for
from farmer.tasks.record.evening import Notes, UnreadLine, parse_share
from farmer.tasks.record.guests import Guest, Share, part_of
from farmer.tasks.record.log import KnownNames
from farmer.text import printable
from farmer.wording import say_count


@dataclass(frozen=True, slots=True)
class Walk:
    """What is known before the first name is typed.

    Attributes:
        known: who there is.
        kind: how you were in touch with whoever has no kind of their own.
        new: whether whoever is not known, nor nearly, is to be added without a question.
    """

    known: KnownNames
    kind: str
    new: bool = False


def ask_event(known: KnownNames) -> str:
    """The event's name; empty for none."""
    return ask_line("At which event? (Enter for none) ", known.events)


def ask_guests(walk: Walk) -> list[Guest]:
    """Everybody whom somebody types, until an empty line; what was said with each.

    Raises:
        InvalidValue: where it is not to be written after all.
    """
    tell("One name after another; an empty line ends. “Ana Ruiz: a new office; kept” is quickest.")
    tell("A part that is a kind (call) or evidence (kept) counts as that; + at the end adds one.")
    guests: list[Guest] = []
    while _ask_next(walk, guests):
        pass
    if not guests:
        raise InvalidValue("Nobody was named.", 'Name somebody: farmer log "Ana Ruiz"')
    return reviewed(walk, guests)


def _ask_next(walk: Walk, guests: list[Guest]) -> bool:
    """Ask for one more guest; False once an empty line was typed."""
    typed = ask_line("Who? ", walk.known.names)
    guest = _ask_guest(walk, typed, guests) if typed else None
    if guest is not None:
        guests.append(guest)
    return bool(typed)


def settle_notes(walk: Walk, notes: Notes) -> list[Guest]:
    """Everybody in notes that were read, once what is open was asked.

    Raises:
        InvalidValue: where it is not to be written after all.
    """
    shares = list(notes.shares)
    for line in notes.unread:
        shares += _ask_about(walk, line)
    guests: list[Guest] = []
    for share in shares:
        guest = _settle(walk, share, guests)
        if guest is not None:
            guests.append(guest)
    if not guests:
        raise InvalidValue("Nobody is left in these notes.", "Write a line as Name: what was said.")
    return reviewed(walk, guests)


def reviewed(walk: Walk, guests: list[Guest]) -> list[Guest]:
    """The guests, once somebody has seen all of them and said yes.

    Raises:
        InvalidValue: where they say no.
    """
    while True:
        people = say_count(len(guests), "person", "people")
        tell(f"This is what will be written, about {people}:")
        for number, guest in enumerate(guests, 1):
            tell(f"{number}. {_said(walk, guest)}")
        typed = ask_line(
            "y writes it, n does not, a number corrects that line, + adds: "
        ).casefold()
        if typed in ("y", "yes"):
            return guests
        if typed in ("n", "no"):
            raise InvalidValue("Nothing was written.", "Begin again with farmer log.")
        if typed.isdecimal() and 1 <= int(typed) <= len(guests):
            place = int(typed) - 1
            corrected = _ask_again(walk, guests[place])
            guests[place : place + 1] = [corrected] if corrected else []
            if not guests:
                raise InvalidValue("Nothing was written.", "Begin again with farmer log.")
        elif typed == "+":
            _ask_next(walk, guests)
        else:
            tell(f"Type y, n, + or a number from 1 to {len(guests)}.")


def _ask_again(walk: Walk, guest: Guest) -> Guest | None:
    name = ask_line("Who? (empty leaves this one out) ", walk.known.names, default=guest.name)
    if not name:
        return None
    share = guest.share if name == guest.name else guest.share._replace(name=name, company="")
    settled = _settle(walk, share, [])
    return replace(settled, share=_ask_share(walk, settled.share)) if settled else None


def _ask_guest(walk: Walk, typed: str, before: Sequence[Guest]) -> Guest | None:
    share = parse_share(typed)
    if share is None:
        tell("That is no name. Type one, or for example: Ana Ruiz (Voss & Co): a new office")
        return None
    guest = _settle(walk, share, before)
    if guest is None or ":" in typed or ";" in typed:
        return guest
    return replace(guest, share=_ask_share(walk, guest.share))


def _ask_share(walk: Walk, share: Share) -> Share:
    """The note, the kind and the facts of one person; Enter keeps what is there."""
    before = printable("; ".join(share.notes))
    note = ask_line("  said: ", default=before)
    kind = _ask_word(f"  kind [{walk.kind}]: ", KINDS, share.kind or "")
    facts = _ask_facts(share.facts)
    notes = share.notes if note == before else (note,) if note else ()
    return share._replace(notes=notes, kind=kind or None, facts=facts)


def _ask_word(question: str, allowed: Sequence[str], default: str) -> str:
    while True:
        word = ask_line(question, allowed, default=default).casefold()
        if not word or word in allowed:
            return word
        tell(f"Choose from: {', '.join(allowed)}.")


def _ask_facts(before: Sequence[str]) -> tuple[str, ...]:
    while True:
        typed = ask_line("  fact: ", FACTS.typed, default=" ".join(before))
        facts = tuple(typed.casefold().replace(",", " ").split())
        if all(fact in FACTS.typed for fact in facts):
            return facts
        tell(f"Choose from: {FACTS.listed}.")


def _ask_about(walk: Walk, line: UnreadLine) -> list[Share]:
    tell(f"Line {line.number} does not say whom it is about: {line.text}")
    name = ask_line("Who? (empty leaves the line out) ", walk.known.names)
    return [Share(name, notes=(line.text,))] if name else []


def _settle(walk: Walk, share: Share, before: Sequence[Guest]) -> Guest | None:
    """The person whom a share is about, asked for where it is open; None to leave them out."""
    corrected = False
    while True:
        try:
            return walk.known.guest(share)
        except Ambiguous as ambiguous:
            share = share._replace(name=pick(ambiguous))
        except Unknown as unknown:
            near = [*unknown.near.get(share.name, ()), *_near_earlier(share.name, before)]
            if not near and (corrected or walk.new):
                return Guest(share)
            answer = _ask_unknown(walk, share, near)
            if not isinstance(answer, Share):
                return answer
            share, corrected = answer, True
        except FarmerError as refusal:
            tell(refusal.message)
            typed = ask_line("Who? (empty leaves this one out) ", walk.known.names)
            if not typed:
                return None
            share = _renamed(share, typed)


def _ask_unknown(walk: Walk, share: Share, near: Sequence[str]) -> Share | Guest | None:
    """Somebody new, the share under another name, or None to leave them out."""
    tell(f"{share.name} is not in the ledger yet{_in_brackets(near)}.")
    question = "Enter adds them, a name corrects it, - leaves them out: "
    typed = ask_line(question, walk.known.names)
    if not typed:
        return Guest(share)
    return None if typed == "-" else _renamed(share, typed)


def _near_earlier(name: str, before: Sequence[Guest]) -> list[str]:
    """Somebody new of this very evening for whom `name` may be a slip, or a part of the name."""
    new = [guest.name for guest in before if guest.person is None and guest.name != name]
    near = slip_for(name, new) or part_of(name, new)
    return [f"{near}, named before"] if near else []


def _in_brackets(near: Sequence[str]) -> str:
    return f" (near: {'; '.join(near)})" if near else ""


def _renamed(share: Share, typed: str) -> Share:
    """The same share about whoever was typed, perhaps with the company in brackets."""
    parsed = parse_share(typed)
    if parsed is None:
        return share._replace(name=typed)
    company = parsed.company or ("" if is_id(parsed.name) else share.company)
    return share._replace(name=parsed.name, company=company)


def _said(walk: Walk, guest: Guest) -> str:
    share = guest.share
    who = f"{guest.name} ({Id('c', guest.person.id)})" if guest.person else f"{guest.name} (new)"
    parts = [
        share.company if guest.person is None else "",
        share.kind or walk.kind,
        "; ".join(share.notes),
        f"marked {', '.join(share.facts)}" if share.facts else "",
    ]
    return f"{who}: {' — '.join(part for part in parts if part)}"
