"""Whom to bring together: one's need against what another has, as far as both are farmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.details import OWN, THEIRS, Gain
from farmer.ids import Id
from farmer.model import PRIVATE, REQUESTER, TARGET
from farmer.referrals.matching import Holding, NeedMet, meetings, stems
from farmer.referrals.states import GIVEN, Request
from farmer.scoring.score import is_farmed
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, word_for

if TYPE_CHECKING:
    from farmer.ledger.findings import Hit
    from farmer.ledger.nouns import RollEntry
    from farmer.ledger.reader import Reader

# What of a GAINS exchange somebody has; goals are what they need.
_HAS = ("skills", "networks", "accomplishments", "interests")


class Suggestion(NamedTuple):
    """Two people to bring together.

    Attributes:
        requester, target: whose need it is, and who may meet it.
        need: in words; `need_from` is ``goals``, or the id of an open request.
        what, has: what of the target meets it: a slot of GAINS, ``company``, ``title`` or the name
            of an own field, in words.
        words: those of the need that met.
        requester_score, target_score: how you stand with each in that role.
        command: what records it, and asks the target for consent first.
    """

    requester: Named
    target: Named
    need: str
    need_from: str
    what: str
    has: str
    words: tuple[str, ...]
    requester_score: float
    target_score: float
    command: str


class _Need(NamedTuple):
    contact_id: int
    text: str
    origin: str


def suggestions(
    desk: Desk, reader: Reader, as_of: date, only: int | None = None
) -> tuple[list[Suggestion], int]:
    """Whom to bring together, the best first, and of how many pairs one side is not farmed.

    With `only`, those in which that person has a part.
    """
    entries = {entry.id: entry for entry in _to_be_told(reader, as_of)}
    met = list(_met(reader, as_of, entries, only))
    involved = sorted(
        {one for need, each in met for one in (need.contact_id, each.holding.contact_id)}
    )
    ties = reader.ties([entries[one] for one in involved], as_of, desk.settings.cadence_days)
    by_id = {tie.contact.id: tie for tie in ties}
    namesakes = reader.namesakes([entries[one].name for one in involved])
    known = _acquainted(reader, involved, as_of)
    found: dict[frozenset[int], Suggestion] = {}
    not_yet: set[frozenset[int]] = set()
    for need, each in met:
        pair = frozenset((need.contact_id, each.holding.contact_id))
        if pair in known or pair in found:
            continue
        asks, gives = by_id[need.contact_id], by_id[each.holding.contact_id]
        scores = asks.score(REQUESTER, as_of), gives.score(TARGET, as_of)
        if all(map(is_farmed, scores)):
            found[pair] = _suggestion(need, each, entries, namesakes, scores)
        else:
            not_yet.add(pair)
    return list(found.values()), len(not_yet - found.keys())


def _to_be_told(reader: Reader, as_of: date) -> Iterator[RollEntry]:
    """Everybody who may be proposed: neither archived, nor snoozed, nor private."""
    private = set(reader.tagged(PRIVATE))
    for entry in reader.roll(as_of):
        if entry.id not in private and not entry.is_snoozed(as_of):
            yield entry


def _met(
    reader: Reader, as_of: date, entries: Mapping[int, RollEntry], only: int | None
) -> Iterable[tuple[_Need, NeedMet]]:
    """Each need with what meets it, the best first, whoever they are of."""
    found = []
    held = _held(reader, only, as_of) if only else {}
    for need in _needs(reader, as_of, entries):
        wanted = stems(need.text)
        if only not in (None, need.contact_id) and held.keys().isdisjoint(wanted):
            continue  # what others need of others is not looked for
        holdings = _holdings(reader, wanted, entries, need.contact_id, as_of)
        for met in meetings(need.text, holdings, len(entries)):
            if only in (None, need.contact_id, met.holding.contact_id):
                found.append((need, met))
    return sorted(found, key=lambda each: -each[1].worth)


def _held(reader: Reader, contact_id: int, as_of: date) -> dict[str, str]:
    """The stems of all that somebody has."""
    contact = reader.contact(contact_id)
    texts = [contact.company, contact.title] if contact else []
    texts += [each.text for each in reader.gains(contact_id, as_of) if _is_theirs(each)]
    texts += [each.value for each in reader.details(contact_id) if each.what == OWN]
    return stems("\n".join(texts))


def _is_theirs(gain: Gain) -> bool:
    return gain.whose == THEIRS and gain.slot in _HAS


def _needs(reader: Reader, as_of: date, entries: Collection[int]) -> Iterator[_Need]:
    """What people want: their goals, and for whom they asked without naming anybody."""
    for contact_id, (text, _) in reader.goals(as_of).items():
        if contact_id in entries:
            yield _Need(contact_id, text, "goals")
    for recorded in reader.requests():
        life = recorded.request.up_to(as_of)
        if life and _wants_somebody(life) and life.person_id and life.person_id in entries:
            origin = str(Id("r", recorded.id))
            yield _Need(life.person_id, f"{life.target}; {recorded.need}", origin)


def _wants_somebody(life: Request) -> bool:
    """Whether it is open, and nobody in particular is asked for."""
    return life.direction == GIVEN and life.is_open and life.target_id is None


def _holdings(
    reader: Reader,
    wanted: Iterable[str],
    entries: Mapping[int, RollEntry],
    without: int,
    as_of: date,
) -> Sequence[Holding]:
    """What others have in which a word begins so, found by the index of the search."""
    hits = (hit for begun in wanted for hit in reader.search(begun))
    found = dict.fromkeys(each for hit in hits for each in _holdings_at(reader, hit, as_of))
    return [each for each in found if each.contact_id in entries and each.contact_id != without]


def _holdings_at(reader: Reader, hit: Hit, as_of: date) -> Iterator[Holding]:
    """What somebody has where a word was found."""
    if hit.table == "gains" and (gain := reader.gain(hit.row_id)):
        whose, slot = gain
        if _is_theirs(slot) and slot.on <= as_of:
            yield Holding(whose, slot.slot, slot.text)
    elif hit.table == "detail" and (noted := reader.detail_of(hit.row_id)):
        whose, detail = noted
        if detail.what == OWN:
            yield Holding(whose, detail.label, detail.value)
    elif hit.table == "contact" and (contact := reader.contact(hit.row_id)):
        yield Holding(hit.row_id, "company", contact.company)
        yield Holding(hit.row_id, "title", contact.title)


def _acquainted(reader: Reader, ids: Collection[int], as_of: date) -> set[frozenset[int]]:
    """Who knows each other already, was to be introduced, or is not to be."""
    pairs: list[tuple[int, int]] = [
        (each.contact_id, each.other_id) for each in reader.links_of(ids, as_of)
    ]
    for recorded in reader.requests():
        life = recorded.request
        if life.direction == GIVEN and life.person_id and life.target_id:
            pairs.append((life.person_id, life.target_id))
    pairs += [(one, other) for one in ids for other in reader.introduced_by(one)]
    return set(map(frozenset, pairs))


def _suggestion(
    need: _Need,
    met: NeedMet,
    entries: Mapping[int, RollEntry],
    namesakes: Collection[str],
    scores: tuple[float, float],
) -> Suggestion:
    asks = Named.by_id(need.contact_id, entries[need.contact_id].name)
    gives = Named.by_id(met.holding.contact_id, entries[met.holding.contact_id].name)
    words = word_for(asks, namesakes), word_for(gives, namesakes)
    if need.origin == "goals":
        command = f"farmer request add {words[0]} --to {words[1]} --need {quoted(need.text)}"
        command += " --began me"
    else:
        command = f"farmer request ask-target {need.origin} --to {words[1]}"
    return Suggestion(
        asks,
        gives,
        need.text,
        need.origin,
        met.holding.what,
        met.holding.text,
        met.words,
        scores[0],
        scores[1],
        command,
    )
