"""Through whom somebody can be reached: a person, or whoever is in a firm, a trade, or a word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import InvalidValue, Unknown
from farmer.model import TARGET, VERDICTS, Verdict
from farmer.people.meant import Person
from farmer.referrals.matching import stems
from farmer.scoring.score import verdict_of
from farmer.shell import quoted, quoted_or_id
from farmer.tasks.desk import Desk
from farmer.tasks.judge.doors import DoorShown, doors_to, footings, open_doors
from farmer.tasks.person import Named, look_up
from farmer.tasks.record.link import known_until
from farmer.tasks.whom import Whom, in_groups
from farmer.team import is_in_team
from farmer.text import clean, is_tag, parse_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from farmer.ledger.reader import Reader
    from farmer.tasks.colleagues import Keeper
    from farmer.tasks.refer.reach_ours import OurWay

# Of a firm, a trade or a word, so many of whoever it was found of are looked at.
_MOST = 20


class Way(NamedTuple):
    """A door, and to whom it leads."""

    to: Named
    company: str
    door: DoorShown


class Yours(NamedTuple):
    """How you stand with somebody yourself, as one of whom something is asked."""

    person: Named
    verdict: Verdict
    score: float


class ReachFound(NamedTuple):
    """The answer of ``reach``.

    Attributes:
        wanted: what was asked for, in words.
        person: whom it means; None for a firm, a trade or a word, where it may be several.
        company: whom they work for; empty where that is not known, or several are meant.
        known_until: of whoever is only known of, until when; None for the others.
        is_over: whether that day is over.
        yours: how you stand with whom you know yourself; of several, with the farmed ones only.
        ways: the doors, the best first; of several wanted ones, the open doors only.
        not_named: of several wanted ones, how many connectors are not farmed.
        beside: of one wanted person, how many farmed contacts beside those of the open doors are
            found by their firm, their trade or a word of it; `beside_word` is that word.
        verdict: of the best way: farmed is an open door; None where nobody is known to know them.
        keepers: where a colleague of your team knows them, who of the team does, the best first,
            you among them.
        ours: of several wanted ones, whom colleagues know, and who of the team does.
    """

    wanted: str
    person: Named | None
    company: str
    known_until: date | None
    is_over: bool
    yours: tuple[Yours, ...]
    ways: tuple[Way, ...]
    not_named: int
    beside: int
    verdict: Verdict | None
    beside_word: str = ""
    keepers: tuple[Keeper, ...] = ()
    ours: tuple[OurWay, ...] = ()

    @property
    def best(self) -> Verdict | None:
        """The verdict of the best way, a colleague's among them; None where nobody knows them."""
        found = [*self.keepers, *(keeper for way in self.ours for keeper in way.keepers)]
        sure = [each.verdict for each in found if each.who and each.is_sure]
        ways = [self.verdict] if self.verdict else []
        return max((*ways, *sure), key=list(VERDICTS).index, default=None)


def reach(desk: Desk, wanted: str, *, as_of: date) -> ReachFound:
    """Through whom the one person that `wanted` means can be reached, or whom it is found of.

    A tag means everybody who has it.

    Raises:
        Ambiguous: where several people answer to it.
        Unknown: where nobody does, and it is found of nobody.
        NotFound: for a tag that nobody has.
        InvalidValue: for an empty text.
    """
    if not clean(wanted):
        raise InvalidValue("Whom to reach is missing.", 'Name them: farmer reach "Carla Voss"')
    with desk.reading_of_us() as reader:
        if is_tag(wanted):
            found = _known_still(reader, _tagged(reader, wanted), as_of)
            return _several(desk, reader, wanted.strip(), found, as_of)
        try:
            person = look_up(reader, wanted, region=desk.settings.region)
        except Unknown as unknown:
            if keepers := _keepers_called(desk, wanted, as_of):
                return _only_theirs(keepers)
            found = _known_still(reader, _found(reader, wanted), as_of)
            several = _several(desk, reader, clean(wanted), found, as_of)
            if not (found or several.ours):
                raise _nobody(reader, wanted, unknown) from None
            return several
        reached = _one(desk, reader, person, as_of)
        return reached._replace(keepers=_keepers_of(desk, reader, person, reached.yours, as_of))


def _keepers_called(desk: Desk, wanted: str, as_of: date) -> tuple[Keeper, ...]:
    """Who of the team knows whom nobody of the ledger is."""
    if not is_in_team(desk.ledger.place):
        return ()
    from farmer.tasks.colleagues import keepers_called

    return keepers_called(desk, wanted, TARGET, as_of)


def _keepers_of(
    desk: Desk, reader: Reader, person: Person, yours: Sequence[Yours], as_of: date
) -> tuple[Keeper, ...]:
    """Who of the team knows somebody of the ledger, and you; nobody where only you do."""
    if not is_in_team(desk.ledger.place):
        return ()
    from farmer.tasks.colleagues import best_first, keepers_of, own_keeper

    theirs = keepers_of(desk, reader, person.id, TARGET, as_of)
    own = [own_keeper(reader, person, each.verdict, each.score, as_of) for each in yours]
    return best_first((*own, *theirs)) if theirs else ()


def _ours(
    desk: Desk, reader: Reader, wanted: str, found: Sequence[Person], as_of: date
) -> tuple[OurWay, ...]:
    """Whom of several the team knows, those of whom only colleagues tell among them."""
    if not is_in_team(desk.ledger.place):
        return ()
    from farmer.tasks.refer.reach_ours import our_ways

    return our_ways(desk, reader, wanted, {person.id for person in found}, as_of)


def _only_theirs(keepers: tuple[Keeper, ...]) -> ReachFound:
    """The answer for somebody whom only colleagues know."""
    best = keepers[0]
    return ReachFound(
        best.name, None, best.company, None, False, (), (), 0, 0, None, keepers=keepers
    )


def _one(desk: Desk, reader: Reader, person: Person, as_of: date) -> ReachFound:
    ways = tuple(
        Way(Named.of(person), person.company, door)
        for door in doors_to(desk, reader, person, as_of)
    )
    until, is_over = None, False
    if person.known_of:
        links = reader.links_of([person.id], as_of)
        told = [each.link.on for each in links if not each.link.denied]
        until = known_until(max(told)) if told else None
        is_over = bool(reader.lapsed(as_of, [person.id]))
    named = {way.door.connectors[0].id for way in ways if way.door.is_open}
    beside, word = _beside(desk, reader, person, named, as_of)
    return ReachFound(
        person.name,
        Named.of(person),
        person.company,
        until,
        is_over,
        () if person.archived else (_yours(desk, reader, person, as_of),),
        ways,
        0,
        beside,
        max((way.door for way in ways), key=_rank).verdict if ways else None,
        word,
    )


def _several(
    desk: Desk, reader: Reader, wanted: str, found: Sequence[Person], as_of: date
) -> ReachFound:
    yours = [_yours(desk, reader, each, as_of) for each in found if not each.archived]
    ways, closed = open_doors(desk, reader, found, as_of)
    farmed = tuple(each for each in yours if each.verdict == "farmed")
    known = ReachFound(
        wanted,
        None,
        "",
        None,
        False,
        farmed,
        tuple(Way(Named.of(to), to.company, door) for to, door in ways),
        closed + len(yours) - len(farmed),
        0,
        None,
        ours=_ours(desk, reader, wanted, found, as_of),
    )
    if known.ways or farmed:
        return known._replace(verdict="farmed")
    return known._replace(verdict="not yet" if known.not_named else None)


def _rank(door: DoorShown) -> tuple[bool, float]:
    return door.is_open, door.score


def _nobody(reader: Reader, wanted: str, unknown: Unknown) -> Unknown:
    """The refusal where nothing is found: whoever is to be reached is not to be added."""
    message = f"{unknown.message.removesuffix('.')}, and finds it of nobody."
    name = clean(wanted)
    for whose, label in reader.close_to(name):
        if (person := reader.person(whose)) and not person.archived:
            link = f"{quoted_or_id(person.name, Named.of(person).id)} {quoted(name)}"
            hint = f"{person.name} has them as “{label}”: farmer link {link} --how {quoted(label)}"
            return Unknown(message, hint, unknown.near)
    knows = f'farmer link NAME {quoted(name)} --how "from where"'
    hint = f"When somebody tells you that they know them: {knows}"
    return Unknown(message, unknown.hint if unknown.near.get(wanted) else hint, unknown.near)


def _beside(
    desk: Desk, reader: Reader, person: Person, named: Collection[str], as_of: date
) -> tuple[int, str]:
    """How many others, farmed, are found by the firm or trade of somebody, and by which word.

    The firm and the trade as they stand come first, then their words; the first is told by which
    anybody is found who is not `named` already.
    """
    contact = reader.contact(person.id)
    said = [each for each in (person.company, contact.title if contact else "") if each]
    for word in dict.fromkeys((*said, *stems("\n".join(reversed(said))).values())):
        ids = [
            each.id
            for each in _found(reader, word)
            if each.id != person.id and not each.archived and Named.of(each).id not in named
        ]
        stand = footings(desk, reader, ids, as_of) if ids else {}
        if farmed := sum(each.is_open for each in stand.values()):
            return farmed, word
    return 0, ""


def _found(reader: Reader, wanted: str) -> list[Person]:
    """Whose firm, title, note or GAINS has the words, the best first."""
    ids: dict[int, None] = {}
    for hit in reader.search(wanted):
        if hit.table == "contact":
            ids[hit.row_id] = None
        elif hit.table == "gains" and (gain := reader.gain(hit.row_id)):
            ids[gain[0]] = None
        if len(ids) == _MOST:
            break
    people = reader.people_of(ids)
    return [people[each] for each in ids if not people[each].archived or people[each].known_of]


def _tagged(reader: Reader, tag: str) -> list[Person]:
    """Who has the tag, those who are only known of among them."""
    people = reader.people(addresses=False)
    hidden = set(reader.tagged(parse_tag(tag), archived=True))
    known_of = [each for each in people if each.known_of and each.id in hidden]
    if known_of and not reader.tagged(parse_tag(tag)):
        return known_of
    return [*in_groups(Whom(tags=(parse_tag(tag),)), reader, people).values(), *known_of]


def _known_still(reader: Reader, found: Sequence[Person], as_of: date) -> list[Person]:
    """Those of them who are not known of no longer."""
    only_told = [person.id for person in found if person.known_of]
    lapsed = reader.lapsed(as_of, only_told) if only_told else []
    return [person for person in found if person.id not in lapsed]


def _yours(desk: Desk, reader: Reader, person: Person, as_of: date) -> Yours:
    tie = reader.history(person.id, as_of).tie(desk.settings.cadence_days)
    score = tie.score(TARGET, as_of)
    return Yours(Named.of(person), verdict_of(score), score)
