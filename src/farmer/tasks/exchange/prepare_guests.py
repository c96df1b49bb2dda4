"""Before an evening: whom of a guest list you know, and what to do there. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer import formats
from farmer.errors import UnreadableFile
from farmer.formats import How, Incoming, Source
from farmer.formats.fitting import fitted
from farmer.handles import all_in
from farmer.ledger.newcomers import key_of
from farmer.model import REQUESTER, TARGET, VERDICTS, Verdict
from farmer.people.myself import Myself
from farmer.people.newer import Newer
from farmer.people.same import Known
from farmer.scoring.cold import Status
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, other_names
from farmer.tasks.tend.stale import StaleTie, is_going_cold, worst
from farmer.tasks.tend.ties import RollTie, named
from farmer.text import fold

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.referrals.states import Request

# Before these steps the two have not been introduced yet.
_TO_INTRODUCE = ("asked", "target asked", "target later", "target yes")


class KnownGuest(NamedTuple):
    """Somebody of the list whom you know, and how long they have been silent."""

    person: Named
    company: str
    status: Status
    elapsed_days: int | None


class Likeness(NamedTuple):
    """A name on the list, and whom of the ledger it may be."""

    name: str
    candidates: tuple[Named, ...]


class Introduction(NamedTuple):
    """A request whose two sides will both be there, as it stands; the verdict is the lower one."""

    id: str
    asker: Named
    target: Named
    need: str
    state: str
    verdict: Verdict


class WantedThere(NamedTuple):
    """A request one side of which will be there.

    Attributes:
        asker: who asked you, or whom you asked.
        target: whom they want to meet, by name or in words.
        there: which side will be, ``asker`` or ``target``.
        yours: whether it is you who asked.
        known: whether the ledger knows the side that will be there.
    """

    id: str
    asker: str
    target: str
    there: str
    need: str
    yours: bool
    known: bool


class ExpectedGuests(NamedTuple):
    """The answer of ``prepare --guests``.

    Attributes:
        event: what it is called; empty where nobody says.
        listed: how many are on the list, without you.
        introduce: whose two sides will both be there, the best known first.
        wanted: what else was asked of you, or by you, that is about somebody there.
        cold: whom you know and who is going cold, the greatest loss first.
        known: everybody on the list whom you know, by name.
        perhaps: who may be somebody you know.
        strangers: how many you do not know.
    """

    event: str
    listed: int
    introduce: tuple[Introduction, ...]
    wanted: tuple[WantedThere, ...]
    cold: tuple[StaleTie, ...]
    known: tuple[KnownGuest, ...]
    perhaps: tuple[Likeness, ...]
    strangers: int


class _Recognised(NamedTuple):
    """The guests: the ids of those who are known, who may be, and everybody's names, folded."""

    ids: set[int]
    perhaps: dict[str, list[int]]
    names: set[str]
    strangers: int

    @property
    def listed(self) -> int:
        return len(self.ids) + len(self.perhaps) + self.strangers


def prepare_guests(desk: Desk, source: Source, *, event: str, as_of: date) -> ExpectedGuests:
    """What to know and do before an evening with those on the list `source`.

    Raises:
        UnreadableFile: where it cannot be read, or has nobody in it.
    """
    region = desk.settings.region
    kind = formats.format_of(source)
    how = How(as_of, region=region, expected=True)
    guests = [row for row in formats.read(source, how, kind) if isinstance(row, Incoming)]
    if not guests:
        raise UnreadableFile(
            f"There is nobody in {source.name} who is expected.",
            "Export the guest list again, with names.",
        )
    with desk.reading() as reader:
        found = _recognised(reader, guests, kind.kind, Myself(desk.settings.me, region), region)
        everybody = {person.id: person for person in reader.people() if not person.archived}
        entries = [entry for entry in reader.roll(as_of, archived=False) if entry.id in found.ids]
        ties = reader.ties(entries, as_of, desk.settings.cadence_days)
        introduce, wanted = _requests(reader, ties, found, as_of)
        cold = worst(reader, [tie for tie in ties if is_going_cold(tie, as_of)], as_of, None)
    perhaps = [
        Likeness(name, tuple(Named.of(everybody[each]) for each in ids if each in everybody))
        for name, ids in found.perhaps.items()
    ]
    return ExpectedGuests(
        event=event,
        listed=found.listed,
        introduce=tuple(introduce),
        wanted=tuple(wanted),
        cold=cold,
        known=tuple(_acquaintance(tie, as_of) for tie in ties),
        perhaps=tuple(each for each in perhaps if each.candidates),
        strangers=found.strangers,
    )


def _acquaintance(tie: RollTie, as_of: date) -> KnownGuest:
    quiet = tie.silent(as_of)
    return KnownGuest(named(tie.contact), tie.contact.company, quiet.status, quiet.elapsed_days)


def _recognised(
    reader: Reader, guests: Sequence[Incoming], kind: str, me: Myself, region: str | None
) -> _Recognised:
    """Who of the guests is who, by the same signs as in an import."""
    everybody, sourced, former = reader.everybody(), reader.sourced(), reader.everybodys_former()
    mine = [each for each in sourced if each.source == kind]
    sources = {each.source_id: each.contact_id for each in mine}
    sources |= {key: each.contact_id for each in mine if (key := key_of(each.source_id))}
    sources |= {value: whose for whose, source, value in reader.identifiers() if source == kind}
    known = Known(
        [(contact, all_in(region, handles)) for contact, handles in everybody],
        sources,
        sourced={each.contact_id for each in sourced},
        newer=Newer(reader.brought(), former),
        others=other_names(former),
    )
    found = _Recognised(set(), {}, set(), 0)
    strangers: set[tuple[object, ...]] = set()
    for guest in guests:
        told, _ = fitted(guest)
        handles = all_in(region, told.handles)
        if me.has_card(told.contact.name, handles):
            continue
        decision = known.decide(told.contact, handles, told.key)
        found.names.add(fold(told.contact.name))
        if decision.contact_id is not None:
            found.ids.add(decision.contact_id)
        elif decision.namesakes:
            found.perhaps[told.contact.name] = list(decision.namesakes)
        else:
            strangers.add((fold(told.contact.name), handles))
    return found._replace(strangers=len(strangers))


def _requests(
    reader: Reader, ties: Sequence[RollTie], found: _Recognised, as_of: date
) -> tuple[list[Introduction], list[WantedThere]]:
    """Whom to introduce there, and what else is open with somebody there."""
    by_id = {tie.contact.id: tie for tie in ties}
    names = {person.id: person.name for person in reader.people()}
    introduce: list[Introduction] = []
    wanted: list[WantedThere] = []
    for recorded in reader.requests():
        life = recorded.request.up_to(as_of)
        if life is None or not life.is_open or life.state not in (*_TO_INTRODUCE, "sent"):
            continue
        label = f"r{recorded.id}"
        asker, target = by_id.get(life.person_id or 0), by_id.get(life.target_id or 0)
        if asker and target and life.direction == "given":
            verdict = _lower(asker, target, as_of)
            sides = (named(asker.contact), named(target.contact))
            introduce.append(Introduction(label, *sides, recorded.need, life.state, verdict))
        else:
            wanted += _wanted(label, life, recorded.need, found, by_id, names)
    introduce.sort(key=lambda each: -VERDICTS.index(each.verdict))
    return introduce, wanted


def _wanted(
    label: str,
    life: Request,
    need: str,
    found: _Recognised,
    by_id: Mapping[int, RollTie],
    names: Mapping[int, str],
) -> Iterator[WantedThere]:
    """A request of which somebody there is a side: known by id, or a target by its name."""
    asker = names.get(life.person_id or 0, "somebody")
    target = names.get(life.target_id or 0, life.target)
    yours = life.direction != "given"
    if life.target_id in by_id:
        yield WantedThere(label, asker, target, "target", need, yours, known=True)
    elif life.target_id is None and fold(life.target) in found.names:
        yield WantedThere(label, asker, target, "target", need, yours, known=False)
    elif life.person_id in by_id:
        yield WantedThere(label, asker, target, "asker", need, yours, known=True)


def _lower(asker: RollTie, target: RollTie, as_of: date) -> Verdict:
    """The verdict on an introduction: that of the weaker side."""
    both = (asker.judged(REQUESTER, as_of).verdict, target.judged(TARGET, as_of).verdict)
    return min(both, key=VERDICTS.index)
