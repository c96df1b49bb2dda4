"""The walk to the car: one person after another, shown as a whole before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from farmer.cli.asking import pick
from farmer.cli.prompts import ask_line
from farmer.cli.world import tell
from farmer.errors import Ambiguous, FarmerError, InvalidValue, Unknown
from farmer.model import KINDS
from farmer.tasks.facts import WORDS
from farmer.tasks.guests import Guest, Share
from farmer.tasks.log import Acquaintance
from farmer.tasks.notes import Notes, UnreadLine, parse_share
from farmer.wording import say_count


@dataclass(frozen=True, slots=True)
class Walk:
    """What is known before the first name is typed: who there is, and the usual kind of contact."""

    known: Acquaintance
    kind: str


def ask_event(known: Acquaintance) -> str:
    """The event's name; empty for none."""
    return ask_line("At which event? (Enter for none) ", known.events)


def ask_guests(walk: Walk) -> list[Guest]:
    """Everybody whom somebody types, until an empty line; what was said with each.

    Raises:
        InvalidValue: where it is not to be written after all.
    """
    tell("One name after another; an empty line ends. “Ana Ruiz: a new office; kept” is quickest.")
    guests: list[Guest] = []
    while True:
        typed = ask_line("Who? ", walk.known.names)
        if not typed:
            break
        guest = _ask_guest(walk, typed)
        if guest is not None:
            guests.append(guest)
    if not guests:
        raise InvalidValue("Nobody was named.", 'Name somebody: farmer log "Ana Ruiz"')
    return reviewed(walk, guests)


def settle_notes(walk: Walk, notes: Notes) -> list[Guest]:
    """Everybody in notes that were read, once what is open was asked.

    Raises:
        InvalidValue: where it is not to be written after all.
    """
    shares = list(notes.shares)
    for line in notes.unread:
        shares += _ask_about(walk, line)
    settled = (_settle(walk, share) for share in shares)
    guests = [guest for guest in settled if guest is not None]
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
        typed = ask_line("y writes it, n does not, a number corrects that line: ").casefold()
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


def _ask_again(walk: Walk, guest: Guest) -> Guest | None:
    name = ask_line("Who? (empty leaves this one out) ", walk.known.names, default=guest.name)
    if not name:
        return None
    share = guest.share if name == guest.name else replace(guest.share, name=name, company="")
    settled = _settle(walk, share)
    return replace(settled, share=_ask_share(walk, settled.share)) if settled else None


def _ask_guest(walk: Walk, typed: str) -> Guest | None:
    share = parse_share(typed)
    if share is None:
        tell("That is no name. Type one, or for example: Ana Ruiz (Voss & Co): a new office")
        return None
    guest = _settle(walk, share)
    if guest is None or ":" in typed:
        return guest
    return replace(guest, share=_ask_share(walk, guest.share))


def _ask_share(walk: Walk, share: Share) -> Share:
    """The note, the kind and the facts of one person; Enter keeps what is there."""
    note = ask_line("  said: ", default="; ".join(share.notes))
    kind = _ask_word(f"  kind [{walk.kind}]: ", KINDS, share.kind or "")
    facts = _ask_facts(share.facts)
    return replace(share, notes=(note,) if note else (), kind=kind or None, facts=facts)


def _ask_word(question: str, allowed: Sequence[str], default: str) -> str:
    while True:
        word = ask_line(question, allowed, default=default).casefold()
        if not word or word in allowed:
            return word
        tell(f"Choose from: {', '.join(allowed)}.")


def _ask_facts(before: Sequence[str]) -> tuple[str, ...]:
    while True:
        typed = ask_line("  fact: ", WORDS, default=" ".join(before))
        facts = tuple(typed.casefold().replace(",", " ").split())
        if all(fact in WORDS for fact in facts):
            return facts
        tell(f"Choose from: {', '.join(WORDS)}.")


def _ask_about(walk: Walk, line: UnreadLine) -> list[Share]:
    tell(f"Line {line.number} does not say whom it is about: {line.text}")
    name = ask_line("Who? (empty leaves the line out) ", walk.known.names)
    return [Share(name, notes=(line.text,))] if name else []


def _settle(walk: Walk, share: Share) -> Guest | None:
    """The person whom a share is about, asked for where it is open; None to leave them out."""
    while True:
        try:
            return walk.known.guest(share)
        except Ambiguous as ambiguous:
            share = replace(share, name=pick(ambiguous))
        except Unknown as unknown:
            near = "; ".join(unknown.near[share.name]) if share.name in unknown.near else ""
            tell(f"{share.name} is not in the ledger yet{f' (near: {near})' if near else ''}.")
            typed = ask_line(
                "Enter adds them, a name corrects it, - leaves them out: ", walk.known.names
            )
            if not typed:
                return Guest(share)
            if typed == "-":
                return None
            share = replace(share, name=typed)
        except FarmerError as refusal:
            tell(refusal.message)
            typed = ask_line("Who? (empty leaves this one out) ", walk.known.names)
            if not typed:
                return None
            share = replace(share, name=typed)


def _said(walk: Walk, guest: Guest) -> str:
    share = guest.share
    who = f"{guest.name} (c{guest.person.id})" if guest.person else f"{guest.name} (new)"
    parts = [
        share.company if guest.person is None else "",
        share.kind or walk.kind,
        "; ".join(share.notes),
        f"marked {', '.join(share.facts)}" if share.facts else "",
    ]
    return f"{who}: {' — '.join(part for part in parts if part)}"
