"""Whom to bring together: one's need against what another has, as far as both are farmed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from farmer.details import OWN, THEIRS, Gain
from farmer.ids import Id
from farmer.model import PRIVATE, REQUESTER, TARGET
from farmer.referrals.matching import HeldBy, Holding, NeedMet, meetings, stems
from farmer.referrals.states import GIVEN, Request
from farmer.scoring.score import is_farmed
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.tasks.judge.hints import hints_of
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
    """What somebody wants: its stems, with the words that they stood in."""

    contact_id: int
    text: str
    origin: str
    wanted: Mapping[str, str]


class _Match(NamedTuple):
    """A need, what of somebody meets it, and how you stand with both in their roles."""

    need: _Need
    met: NeedMet
    scores: tuple[float, float]


def suggestions(
    desk: Desk, reader: Reader, as_of: date, only: int | None = None
) -> tuple[list[Suggestion], int]:
    """Whom to bring together, the best first, and how many pairs wait for one to be farmed.

    With `only`, those in which that person has a part. Two are left out who are told or seen to
    know each other, or were to be introduced.
    """
    told = list(_needs(reader, as_of, only))
    if not told:
        return [], 0
    entries = {entry.id: entry for entry in _to_be_told(reader, as_of)}
    held = _held(reader, entries, as_of)
    needs = _with_holders((need for need in told if need.contact_id in entries), held, only)
    involved = {one for need, whose in needs for one in (need.contact_id, *whose)}
    scores = _scores(desk, reader, [entries[one] for one in involved], as_of)
    know_each_other = _acquainted(reader, as_of)
    matches: list[_Match] = []
    waiting: set[frozenset[int]] = set()
    for need, whose in needs:
        asks = scores[need.contact_id][0]
        ready = {one for one in whose if is_farmed(scores[one][1])}
        beside = whose - ready if is_farmed(asks) else ready
        waiting |= {frozenset((need.contact_id, one)) for one in beside}
        if is_farmed(asks):
            found = meetings(need.wanted, held, need.contact_id, ready, len(entries))
            matches += [
                _Match(need, met, (asks, scores[met.holding.contact_id][1])) for met in found
            ]
    best: dict[frozenset[int], _Match] = {}
    for match in sorted(matches, key=lambda each: -each.met.worth):
        pair = frozenset((match.need.contact_id, match.met.holding.contact_id))
        if pair not in best and not know_each_other(pair):
            best[pair] = match
    named = {entries[one].name for pair in best for one in pair}
    namesakes = reader.namesakes(named)
    not_yet = sum(not know_each_other(pair) for pair in waiting - best.keys())
    return [_suggestion(match, entries, namesakes) for match in best.values()], not_yet


def _to_be_told(reader: Reader, as_of: date) -> Iterator[RollEntry]:
    """Everybody who may be proposed: neither archived, nor snoozed, nor private."""
    private = set(reader.tagged(PRIVATE))
    for entry in reader.roll(as_of):
        if entry.id not in private and not entry.is_snoozed(as_of):
            yield entry


def _scores(
    desk: Desk, reader: Reader, entries: Sequence[RollEntry], as_of: date
) -> dict[int, tuple[float, float]]:
    """How you stand with each: as one who asks you for something, and as one whom you ask."""
    ties = reader.ties(entries, as_of, desk.settings.cadence_days)
    return {t.contact.id: (t.score(REQUESTER, as_of), t.score(TARGET, as_of)) for t in ties}


def _with_holders(
    needs: Iterable[_Need], held: HeldBy, only: int | None
) -> list[tuple[_Need, set[int]]]:
    """The needs that anybody else has something for, and who; of others' needs `only` alone."""
    found = []
    for need in needs:
        whose = {one for each in need.wanted for one in held(each)} - {need.contact_id}
        if only not in (None, need.contact_id):
            whose &= {only}
        if whose:
            found.append((need, whose))
    return found


def _needs(reader: Reader, as_of: date, only: int | None) -> Iterator[_Need]:
    """What people want; what others want, as far as `only` has something about it."""
    theirs = _stems_of(reader, only, as_of) if only else {}
    for contact_id, text, origin in _wishes(reader, as_of):
        wanted = stems(text)
        if only not in (None, contact_id):
            wanted = {each: word for each, word in wanted.items() if each in theirs}
        if wanted:
            yield _Need(contact_id, text, origin, wanted)


def _stems_of(reader: Reader, contact_id: int, as_of: date) -> dict[str, str]:
    """The stems of all that somebody has."""
    contact = reader.contact(contact_id)
    texts = [contact.company, contact.title] if contact else []
    texts += [each.text for each in reader.gains(contact_id, as_of) if _is_theirs(each)]
    texts += [each.value for each in reader.details(contact_id) if each.what == OWN]
    return stems("\n".join(texts))


def _is_theirs(gain: Gain) -> bool:
    return gain.whose == THEIRS and gain.slot in _HAS


def _wishes(reader: Reader, as_of: date) -> Iterator[tuple[int, str, str]]:
    """Who wants what, by goals or as an open request: for whom they asked, naming nobody."""
    for contact_id, (text, _) in reader.goals(as_of).items():
        yield contact_id, text, "goals"
    for recorded in reader.requests():
        life = recorded.request.up_to(as_of)
        if life and life.person_id and _wants_somebody(life):
            yield life.person_id, f"{life.target}; {recorded.need}", str(Id("r", recorded.id))


def _wants_somebody(life: Request) -> bool:
    """Whether it is open, and nobody in particular is asked for."""
    return life.direction == GIVEN and life.is_open and life.target_id is None


def _held(reader: Reader, entries: Collection[int], as_of: date) -> HeldBy:
    """Who of those `entries` has something about a stem, found by the index of the search."""

    @cache
    def at(hit: Hit) -> list[tuple[Holding, Collection[str]]]:
        return [(each, stems(each.text)) for each in _holdings_at(reader, hit, as_of)]

    @cache
    def held(about: str) -> Mapping[int, Sequence[Holding]]:
        found: dict[int, list[Holding]] = {}
        for hit in reader.search(about):
            for holding, has in at(hit):
                if holding.contact_id in entries and about in has:
                    found.setdefault(holding.contact_id, []).append(holding)
        return found

    return held


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


def _acquainted(reader: Reader, as_of: date) -> Callable[[frozenset[int]], bool]:
    """Whether two are told or seen to know each other, or were to be introduced.

    That they do not, as it was told, ends what is only seen.
    """
    lives = [each.request for each in reader.requests()]
    asked = {frozenset((life.person_id, life.target_id)) for life in lives if _names_both(life)}

    @cache
    def known_to(contact_id: int) -> set[int]:
        told = reader.links_of([contact_id], as_of)
        denied = {each.beyond(contact_id) for each in told if each.link.denied}
        person = reader.person(contact_id)
        hints = hints_of(reader, person, as_of) if person else []
        known = {each.beyond(contact_id) for each in told}
        return (known | {each.beyond(contact_id) for each in hints}) - denied

    def know_each_other(pair: frozenset[int]) -> bool:
        one, other = pair
        return pair in asked or other in known_to(one)

    return know_each_other


def _names_both(life: Request) -> bool:
    return bool(life.direction == GIVEN and life.person_id and life.target_id)


def _suggestion(
    match: _Match, entries: Mapping[int, RollEntry], namesakes: Collection[str]
) -> Suggestion:
    need, met = match.need, match.met
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
        *match.scores,
        command,
    )
