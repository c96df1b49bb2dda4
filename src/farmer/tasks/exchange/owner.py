"""What passed between people, as it concerns the user: who the other side was, and who began it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from farmer.formats.incoming import Exchange, Incoming, Party, Skipped, SourcedTouch
from farmer.handles import all_in
from farmer.model import GROUP, LIVE, ME, NONE, PLANNED, THEM, Contact, Fact, Handle, Touch
from farmer.people.myself import Myself
from farmer.sources import BREAK
from farmer.text import fold

NOT_YOURS = "you are not among those in it"
DECLINED = "declined by you"
OTHERS_DECLINED = "declined by everybody else in it"
JUST_YOU = "nobody but you is in it"


class Owner:
    """The user, as the one side of every exchange that concerns them."""

    def __init__(self, me: Iterable[str], region: str | None) -> None:
        self._myself = Myself(me, region)
        self._region = region

    def is_meant(self, name: str, handles: Iterable[Handle]) -> bool:
        """Whether somebody of that name, with those addresses, is the user."""
        return self._myself.is_meant(name, handles)

    def has_card(self, name: str, handles: Iterable[Handle]) -> bool:
        """Whether a card with that name and those addresses is the user's own."""
        return self._myself.has_card(name, handles)

    def told(self, exchange: Exchange) -> Iterator[Incoming | Skipped]:
        """The other people of `exchange`, each with what passed between them and the user.

        What somebody alone was invited to, by nobody who is named, is the user's own invitation.
        """
        sender, others = exchange.sender, exchange.others
        mine = sender is not None and self.is_me(sender)
        among = [party for party in others if not self.is_me(party)]
        nothing = self._why_nothing(
            exchange,
            is_in=mine or len(among) < len(others),
            with_others=bool(among) or not (mine or sender is None),
        )
        if nothing:
            yield Skipped(exchange.line, nothing)
            return
        unsure = exchange.unanswered
        if any(map(self.is_me, unsure)):  # whether you were there is not known
            unsure = (*others, *([sender] if sender else []))
        if mine or sender is None:
            began = ME if mine else None
            for party in among:
                fact = exchange.sent_fact if mine else ""
                yield self._with(party, exchange, began, fact, unsure)
        elif sender is not None:
            yield self._with(sender, exchange, THEM, exchange.received_fact, unsure)
            if exchange.kind in LIVE:
                for party in among:
                    yield self._with(party, exchange, NONE, "", unsure)

    def _why_nothing(self, exchange: Exchange, *, is_in: bool, with_others: bool) -> str:
        """Why nothing passed between the user and anybody else, or nothing where it did."""
        if not is_in and any(map(self.is_me, exchange.absent)):
            return DECLINED
        invited = exchange.sender is None and len(exchange.others) <= 1 and self._myself.is_known
        if not (is_in or invited):
            return NOT_YOURS
        return "" if with_others else OTHERS_DECLINED if exchange.absent else JUST_YOU

    def is_me(self, party: Party) -> bool:
        """Whether a party of an exchange is the user."""
        return not (party.name or party.handles) or self.is_meant(
            party.name, all_in(self._region, party.handles)
        )

    def _with(
        self,
        party: Party,
        exchange: Exchange,
        began: str | None,
        fact: str,
        unsure: Collection[Party],
    ) -> Incoming | Skipped:
        name = party.name or next((handle.value for handle in party.handles), "")
        if not name:
            return Skipped(exchange.line, "the other side has no name")
        identity = identity_of(party)
        touches: tuple[SourcedTouch, ...] = ()
        if exchange.kind is not None:
            # Asked of a number only: whether nothing is in a range is looked for number by number.
            group = exchange.group if exchange.group and exchange.group in GROUP else None
            touch = Touch(
                exchange.on,
                PLANNED if party in unsure else exchange.kind,
                began,
                minutes=exchange.minutes,
                group=group,
                note=exchange.note,
                time=exchange.time,
            )
            occasion = exchange.source_id or f"{exchange.kind} {exchange.on.isoformat()}"
            touches = (SourcedTouch(touch, f"{identity}{BREAK}{occasion}", exchange.entry),)
        facts = (Fact(exchange.on, fact, exchange.note),) if fact else ()
        key = f"{identity}{BREAK}"
        told = Contact(name)
        return Incoming(
            exchange.line, told, party.handles, touches, key, facts, details=party.details
        )


def identity_of(party: Party) -> str:
    """By what the ids of touches with somebody begin: an id, an address, or the name, folded."""
    return party.key or (party.handles[0].value if party.handles else fold(party.name))


def likely_owners(exchanges: Iterable[Exchange], most: int = 5) -> list[str]:
    """Who is in most of them: the user is in all of their own."""
    seen: Counter[str] = Counter()
    for exchange in exchanges:
        parties = (*([exchange.sender] if exchange.sender else []), *exchange.others)
        seen.update({_called(party) for party in parties} - {""})
    return [name for name, _ in seen.most_common(most)]


def _called(party: Party) -> str:
    """An address where there is one: it is the surer sign."""
    emails = [handle.value for handle in party.handles if handle.kind == "email"]
    return emails[0] if emails else party.name
