"""Letters for a request or a person: who gets one, what it tells, and its words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from farmer.errors import Conflict, InvalidValue
from farmer.ids import Id, parse_id
from farmer.keeping import OFF
from farmer.ledger.recorded import RecordedRequest
from farmer.letters.decline_reasons import why_not
from farmer.letters.kinds import Kind, find_kind
from farmer.letters.story import Story
from farmer.letters.writing import write
from farmer.people.meant import Person
from farmer.people.naming import called
from farmer.referrals.states import DECLINE, GIVEN
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_person, mention_archived
from farmer.tasks.refer.acquaintance import Acquaintance, acquaintance
from farmer.tasks.refer.recipients import recipients
from farmer.tasks.refer.request import find_target
from farmer.tasks.refer.request_meant import find_request, find_to_decline
from farmer.text import clean_note
from farmer.wording import say_month

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


# What the first line of a letter begins with.
SUBJECT = "Subject:"


class Recipient(NamedTuple):
    """Who gets a letter; `person` where the ledger knows them, `address` empty where it is not."""

    person: Named | None
    name: str
    address: str


class Draft(NamedTuple):
    """One letter: who gets it, its words, and the same as a link that a mail program opens."""

    to: tuple[Recipient, ...]
    subject: str
    text: str
    mailto: str


class Drafted(NamedTuple):
    """The answer of ``draft``: usually one letter, two where both sides are written to."""

    kind: str
    letters: tuple[Draft, ...]


class _Side(NamedTuple):
    """Somebody who has a part in a letter; `known` where the ledger has them."""

    name: str
    known: Acquaintance | None = None

    @property
    def called(self) -> str:
        """What they are called; a kind of client, such as “a buyer”, is called that."""
        if self.known:
            return self.known.called
        return called(self.name) if self.is_somebody else self.name

    @property
    def is_somebody(self) -> bool:
        """Whether it is a person: a kind of client begins without a capital."""
        return self.known is not None or (self.name[:1].isalpha() and not self.name[0].islower())


def draft(desk: Desk, name: str, matter: str, own: Path, to: str | None = None) -> Drafted:
    """The letter called `name` about a request, or a person.

    A letter that is only ever about a request takes a name, too, where one of theirs is open; a
    decline is about the request that is open, and of who has none it is about the person.
    `to` is whom a person wants to meet who is declined, before or after a request is recorded.

    Raises:
        InvalidValue: for an unknown letter, or one that is not about such a matter.
        Unknown, Ambiguous, NotFound: where nobody, several people or no request is meant.
        Conflict: where it cannot be written as things stand.
        WrongTemplate: where the user's template is wrong.
    """
    kind = find_kind(name)
    of_request = not kind.of_person or parse_id(matter, "r") is not None
    if of_request and not kind.of_request:
        raise InvalidValue(
            f"{kind.name} is about a person.", f"Type: farmer draft {kind.name} {kind.takes}"
        )
    if to is not None and (of_request or kind.name != DECLINE):
        raise InvalidValue(
            "--to is for declining somebody whose request is not recorded.",
            "Leave it out." if of_request else "Type: farmer draft decline NAME --to NAME",
        )
    with desk.reading() as reader:
        if of_request:
            recorded = find_request(reader, matter, desk.settings.region)
            letters = _of_request(desk, reader, kind, recorded)
        else:
            letters = _to_somebody(desk, reader, kind, matter, to)
    away = [side.known.person for sides, _ in letters for side in sides if side.known]
    mention_archived(desk, dict.fromkeys(away))
    return Drafted(kind.name, tuple(_drafted(kind, sides, story, own) for sides, story in letters))


def _to_somebody(
    desk: Desk, reader: Reader, kind: Kind, name: str, to: str | None
) -> list[tuple[list[_Side], Story]]:
    """Who is written to where a person is named, and what the letter tells."""
    people = reader.people()
    person = find_person(name, people, parts=True, region=desk.settings.region)
    target, words = find_target(desk, to, people, person) if to is not None else (None, "")
    if kind.name == DECLINE:
        recorded = find_to_decline(reader, person, target or words or None)
        if recorded is not None:
            return _of_request(desk, reader, kind, recorded)
    known = acquaintance(desk, reader, person)
    sides, story = _of_person(desk, reader, kind, known)
    if to is not None:
        story = _asking(story, known, _Side(target.name if target else words))
    return [(sides, story)]


def _of_person(
    desk: Desk, reader: Reader, kind: Kind, known: Acquaintance
) -> tuple[list[_Side], Story]:
    if kind.name == "follow-up" and known.last_spoken is None:
        raise Conflict(
            f"No meeting with {known.person.name} is recorded yet.", "Log the meeting first."
        )
    story = Story(
        to=known.called,
        me=_me(desk),
        reason=why_not(known.asker),
        last_spoken=say_month(known.last_spoken) if known.last_spoken else "",
        met_at=known.met_at,
        favour=known.favour,
    )
    if kind.name == "notice":
        story = replace(story, **_noticed(desk, reader, known.person))
        if not (story.me and story.reach):
            desk.notify(
                "Somebody who is told what you keep should see who you are. To sign it and say "
                'where to write: farmer config set me "Kim Doe" kim@doe.example'
            )
    return [_Side(known.person.name, known)], story


def _asking(story: Story, asker: Acquaintance, target: _Side) -> Story:
    """The same of somebody who asks to meet a person, as the letter about a request tells it."""
    return replace(
        story,
        direction=GIVEN,
        began="asker",
        part="asker",
        asker=asker.person.name,
        asker_first=asker.called,
        target=target.name,
        target_first=target.called,
        work=asker.work,
        known_since=say_month(asker.since) if asker.since else "",
    )


def _noticed(desk: Desk, reader: Reader, person: Person) -> dict[str, str]:
    """What a notice tells besides."""
    from farmer.tasks.refer.notice import notice_of

    keep_for = desk.settings.keep_for
    return {
        **notice_of(desk, reader, person)._asdict(),
        "keep_for": "" if keep_for in (None, OFF) else keep_for,
        "reach": next((each for each in desk.settings.me if "@" in each), ""),
    }


def _of_request(
    desk: Desk, reader: Reader, kind: Kind, recorded: RecordedRequest
) -> list[tuple[list[_Side], Story]]:
    """Who is written to about a request, and what each letter tells."""
    asker, target = _sides(desk, reader, recorded)
    life = recorded.request
    parts = recipients(recorded, kind.name)
    if asker.known is None:
        raise Conflict("Whoever asked is forgotten.", "There is nobody to write to.")
    introduction = life.introduction
    story = Story(
        to="",
        me=_me(desk),
        direction=life.direction,
        began=life.began,
        asker=asker.name,
        asker_first=asker.called,
        target=target.name if target else "",
        target_first=target.called if target else "",
        need=recorded.need.rstrip("."),
        reason=why_not(asker.known.asker),
        work=asker.known.work,
        known_since=say_month(asker.known.since) if asker.known.since else "",
        last_spoken=say_month(asker.known.last_spoken) if asker.known.last_spoken else "",
        introduced=say_month(introduction.on) if introduction else "",
        outcome=(life.outcome.outcome or "") if life.outcome else "",
    )
    sides = {"asker": asker, "target": target}
    letters = []
    for part in parts:
        to = [side for name in part.split("+") if (side := sides[name]) and side.is_somebody]
        if not to:
            raise Conflict(
                "Whom they want to meet has no name yet.",
                f"Say who it is: farmer request ask-target {Id('r', recorded.id)} --to NAME",
            )
        letters.append((to, replace(story, to=to[0].called, part=part)))
    return letters


def _sides(desk: Desk, reader: Reader, recorded: RecordedRequest) -> tuple[_Side, _Side | None]:
    """Who asked, or was asked by the user, and who is to be met."""
    people = {person.id: person for person in reader.people()}
    life = recorded.request

    def side(person: Person | None, words: str) -> _Side | None:
        if person is not None:
            return _Side(person.name, acquaintance(desk, reader, person, without=recorded.id))
        return _Side(words) if words else None

    asker = side(people.get(life.person_id or 0), "") or _Side("(forgotten)")
    return asker, side(people.get(life.target_id or 0), life.target)


def _drafted(kind: Kind, to: list[_Side], story: Story, own: Path) -> Draft:
    letter = write(kind.name, story, own)
    return _addressed(tuple(_recipient(side) for side in to), letter.subject, letter.text)


def _addressed(to: tuple[Recipient, ...], subject: str, text: str) -> Draft:
    addresses = ",".join(quote(each.address, "@") for each in to if each.address)
    body = quote(text.replace("\n", "\r\n"))
    return Draft(to, subject, text, f"mailto:{addresses}?subject={quote(subject)}&body={body}")


def rewritten(letter: Draft, written: str) -> Draft:
    """The letter as it was left in the editor: its subject on the first line, then its words.

    Raises:
        InvalidValue: where no words are left.
    """
    first, _, rest = clean_note(written).partition("\n")
    has_subject = first.startswith(SUBJECT)
    text = (rest if has_subject else clean_note(written)).strip()
    if not text:
        raise InvalidValue("The letter is empty.", "Write it again.")
    subject = first.removeprefix(SUBJECT).strip() if has_subject else letter.subject
    return _addressed(letter.to, subject, text)


def _recipient(side: _Side) -> Recipient:
    if side.known is None:
        return Recipient(None, side.name, "")
    return Recipient(Named.of(side.known.person), side.name, side.known.address)


def _me(desk: Desk) -> str:
    """The user's own name, of the names and addresses in the settings."""
    return next((name for name in desk.settings.me if not re.search(r"[@/+]", name)), "")
