"""What is held of somebody and where it is from, in the words of a letter that tells them so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from farmer.formats import FILE_KINDS
from farmer.people.meant import Person
from farmer.sources import ASSISTANT, FILE, HAND, MEMORY
from farmer.tasks.desk import Desk
from farmer.wording import say_list

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.model import Contact

_ADDRESSES = {
    "email": "your e-mail address",
    "phone": "your telephone number",
    "url": "the address of a page of yours",
}


class Notice(NamedTuple):
    """What is held of somebody, and from where, each as part of a sentence."""

    held: str
    sources: str


def notice_of(desk: Desk, reader: Reader, person: Person) -> Notice:
    """What the ledger has of a person today, only what is there."""
    contact = reader.contact(person.id)
    assert contact is not None  # the person was just read
    held = [*_known(contact), *_recorded(desk, reader, person)]
    return Notice(
        say_list(held), say_list([_source(each) for each in reader.sources_of(person.id)])
    )


def _known(contact: Contact) -> Iterator[str]:
    """What is kept of who they are."""
    yield "your name"
    if contact.nickname:
        yield "what you are called"
    if contact.company or contact.title:
        yield "where you work or what you do there"
    if contact.birthday:
        yield "your birthday"
    if contact.met_at or contact.met_on or contact.met_through_id:
        yield "how we met"
    if contact.notes:
        yield "a note of mine about you"


def _recorded(desk: Desk, reader: Reader, person: Person) -> Iterator[str]:
    """What is kept of how to reach them, and of what happened."""
    kinds = {handle.kind for handle in reader.handles(person.id)}
    yield from (said for kind, said in _ADDRESSES.items() if kind in kinds)
    touchpoints, evidence = reader.history(person.id, desk.today)[1:]
    noted = any(point.touch.note for point in touchpoints)
    requests = reader.requests_of(person.id)
    kept = {
        "the groups that I count you to": reader.tags_of(person.id),
        "when we were in touch and what was said": noted,
        "when we were in touch": touchpoints and not noted,
        "what I noted of promises, favours and work between us": [
            line for line in evidence if line.letter == "f"
        ],
        "what we told each other of our goals and skills": reader.gains(person.id, desk.today),
        "what we promised each other": [
            each for each in reader.promises() if each.contact_id == person.id
        ],
        "introductions that concern you": requests,
        "how well I thought I knew you when one was asked for": [
            step for each in requests for step in each.steps if step.verdict
        ],
    }
    yield from (said for said, there in kept.items() if there)


def _source(source: str | None) -> str:
    """Where something is from."""
    if source == HAND:
        return "what I wrote down myself"
    if source == ASSISTANT:
        return "what I told an assistant, which wrote it down"
    if source == MEMORY:
        return "what I remembered and wrote down later"
    if source is None:
        return "a source that I can no longer name"
    kind = "" if source == FILE else f" ({FILE_KINDS.meanings.get(source, source)})"
    return f"a file of mine{kind}"
