"""Really deleting a person, after saying what that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, LedgerUnavailable
from farmer.ids import Id
from farmer.ledger.findings import Traces
from farmer.tasks.desk import Desk
from farmer.tasks.forgetting import forget_person, say_what_the_team_has
from farmer.tasks.given import given_to
from farmer.tasks.keeping import check_keep_for, past_keeping
from farmer.tasks.only_waiting import find_all_there_is
from farmer.team import carried_folder
from farmer.text import fold, nicknames, words
from farmer.wording import say_count, say_list

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.people.meant import Person

_NOUNS = {
    "handle": ("address", "addresses"),
    "former": ("past detail", ""),
    "detail": ("detail", ""),
    "touchpoint": ("touchpoint", ""),
    "fact": ("fact", ""),
    "tag": ("tag", ""),
    "gains": ("GAINS slot", ""),
    "promise": ("promise", ""),
    "request": ("request", ""),
    "link": ("link", ""),
}


class Doomed(NamedTuple):
    """Somebody about to be forgotten, and what would go with them.

    Attributes:
        called: their nicknames.
        shared_requests: how many requests stay, because somebody else whom you know is in them.
    """

    id: Id
    name: str
    label: str
    added_on: date
    traces: Traces
    called: tuple[str, ...] = ()
    shared_requests: int = 0

    @property
    def gone(self) -> dict[str, int]:
        """How many rows of each table go."""
        counts = self.traces.counts
        return {**counts, "request": counts["request"] - self.shared_requests}

    @property
    def sentence(self) -> str:
        """What goes, and what stays, in words."""
        counts = self.gone
        gone = [
            say_count(counts[table], *nouns) for table, nouns in _NOUNS.items() if counts[table]
        ]
        kept = [
            (self.shared_requests, say_count(self.shared_requests, "request")),
            (self.traces.shared_events, say_count(self.traces.shared_events, "event")),
            (self.traces.introduced, say_count(self.traces.introduced, "person", "people")),
        ]
        stays = [said for number, said in kept if number]
        also = f"{say_list(stays)} shared with them stay, without the name. " if stays else ""
        return (
            f"{self.label} goes for good{' with ' + say_list(gone) if gone else ''}. {also}"
            "This cannot be undone, and no backup is made. What you exported is yours to delete."
        )


class Mention(NamedTuple):
    """A word of the name that is still written somewhere, and in how many places."""

    word: str
    places: int


class Forgotten(NamedTuple):
    """What ``forget`` did.

    Attributes:
        id: the id that nobody has any more.
        gone: how many rows of each table went.
        backups: files of older ledgers that held the person, and do not any more.
        mentions: words of the name that other people's records still hold, to be looked at.
        loose: files that could not be written anew, as for want of room. The person is gone from
            them; their unused parts may still have what was deleted or overwritten before.
        recognised: whether an import can know them: by an address, or an id of its source's.
        given_to: the colleagues to whom it was told how you stood with them.
        holding: how many machines' sealed files may still hold them; `folder` is where those are,
            empty where a team's book carries them.
    """

    id: str
    gone: dict[str, int]
    backups: tuple[str, ...]
    mentions: tuple[Mention, ...]
    loose: tuple[str, ...]
    recognised: bool
    holding: int = 0
    folder: str = ""
    given_to: tuple[str, ...] = ()


class PastKeeping(NamedTuple):
    """Everybody about to be forgotten because they are kept too long.

    Attributes:
        keep_for: how long people are kept.
        people: who, by name.
        known_of: how many of them are only known of.
    """

    keep_for: str
    people: tuple[Doomed, ...]
    known_of: int = 0

    @property
    def sentence(self) -> str:
        """Who goes, in words."""
        names = "; ".join(each.label for each in self.people)
        goes = "person goes" if len(self.people) == 1 else "people go"
        return (
            f"{len(self.people)} {goes} for good with all that is about them, because nothing was "
            f"recorded of them for {self.keep_for}{self._lapsed}: {names}. This cannot be undone, "
            "and no backup is made. What you exported is yours to delete."
        )

    @property
    def _lapsed(self) -> str:
        if not self.known_of:
            return ""
        return ", or no link to whoever is only known of was told for two years"


class AllForgotten(NamedTuple):
    """What ``forget --past-keeping`` did, person by person."""

    people: tuple[Forgotten, ...]


class Compacted(NamedTuple):
    """What ``forget --compact`` did: `loose` are the files that could still not be written anew."""

    loose: tuple[str, ...]


def doom(desk: Desk, who: str) -> Doomed:
    """Whom `who` means, and what would go with them; changes nothing.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
    """
    _check_whole(desk)
    with desk.deciding() as reader:
        person = find_all_there_is(reader, who, reader.people(), region=desk.settings.region)
        return _doomed(reader, person)


def doom_past_keeping(desk: Desk) -> PastKeeping:
    """Everybody who is kept too long, archived or not; changes nothing.

    Raises:
        InvalidValue: where it is not set how long people are kept.
    """
    keep_for = check_keep_for(desk)
    _check_whole(desk)
    with desk.deciding() as reader:
        past = past_keeping(desk, reader, desk.today)
        people = [person for person in reader.people() if person.id in past]
        found = [_doomed(reader, person) for person in people]
    by_name = tuple(sorted(found, key=lambda each: fold(each.name)))
    return PastKeeping(keep_for, by_name, sum(person.known_of for person in people))


def _check_whole(desk: Desk) -> None:
    """Refuse where something changed by itself: a name that is another one now would stay."""
    if desk.file.exists and (damage := desk.file.damage()):
        raise damage


def _doomed(reader: Reader, person: Person) -> Doomed:
    contact = reader.contact(person.id)
    assert contact is not None  # the person was just read
    assert contact.added_on is not None  # as for everybody in a ledger
    found = reader.traces(person.id)
    lives = [each.request for each in reader.requests_of(person.id)]
    shared = sum(None not in (life.person_id, life.target_id) for life in lives)
    called = tuple(nicknames(person.nickname))
    return Doomed(
        Id("c", person.id), person.name, person.label, contact.added_on, found, called, shared
    )


def forget_all(desk: Desk, doomed: PastKeeping) -> AllForgotten:
    """Delete those people, one after the other, each as `forget` does.

    Raises:
        Unknown, Conflict: where one of them is not as was said any more; those before are gone.
    """
    gone = AllForgotten(tuple(_forget(desk, each) for each in doomed.people))
    if gone.people:
        say_what_the_team_has(desk)
    return gone


def forget(desk: Desk, doomed: Doomed) -> Forgotten:
    """Delete that person from the ledger, its log, its index and farmer's own backups.

    Raises:
        Unknown: where they are not in the ledger any more.
        Conflict: where what would go is not what was said would.
    """
    gone = _forget(desk, doomed)
    say_what_the_team_has(desk)
    return gone


def _forget(desk: Desk, doomed: Doomed) -> Forgotten:
    if doom(desk, str(doomed.id)) != doomed:  # another command wrote while somebody was asked
        raise Conflict(
            f"{doomed.label} was changed meanwhile. Nothing was deleted.",
            f"See what goes now: farmer forget {doomed.id}",
        )
    with desk.deciding() as reader:
        given = [each.member for each in given_to(desk, reader, [doomed.id.number])]
    erased = forget_person(desk, doomed.id, doomed.added_on)
    names = [doomed.name, *doomed.called, *sorted(erased.names)]
    mentions: tuple[Mention, ...] = ()
    try:
        mentions = _mentions(desk, names)
    except LedgerUnavailable:  # which does not undo what is done
        desk.notify(
            "The ledger cannot be read just now. Whether others' records still name them, "
            "farmer find NAME tells later."
        )
    return Forgotten(
        str(doomed.id),
        doomed.gone,
        erased.backups,
        mentions,
        erased.loose,
        erased.recognised,
        *_still_held(desk),
        tuple(dict.fromkeys(given)),
    )


def _still_held(desk: Desk) -> tuple[int, str]:
    """How many machines' sealed files may hold whoever was forgotten, and where those are."""
    try:
        state = desk.file.folder_state()
    except LedgerUnavailable:  # as for the mentions
        return 0, ""
    if state is None:
        return 0, ""
    is_carried = Path(state.path) == carried_folder(desk.ledger.place)
    return state.holding, "" if is_carried else state.path


def _mentions(desk: Desk, names: Sequence[str]) -> tuple[Mention, ...]:
    """The words of those names that are written somewhere and are nobody else's name."""
    with desk.deciding() as reader:
        people = reader.people()
        taken = {word for p in people for name in (p.name, p.nickname) for word in words(name)}
        found = [
            Mention(word, reader.how_many(f'"{word}"'))
            for word in dict.fromkeys(word for name in names for word in words(name))
            if fold(word) not in taken
        ]
    return tuple(mention for mention in found if mention.places)


def compact(desk: Desk) -> Compacted:
    """Write the ledger and its backups anew, without what unused parts of them still have."""
    with desk.deciding():  # an older ledger is brought up to date first, and what is none refused
        pass
    return Compacted(tuple(desk.ledger.compact()))
