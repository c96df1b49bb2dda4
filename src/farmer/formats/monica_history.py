"""What was between the owner of a Monica account and one contact: touches and gifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from farmer.formats.incoming import SourcedTouch, kept, kept_note
from farmer.formats.last_contact import touch_of
from farmer.formats.loosejson import mappings, text
from farmer.formats.monica_export import Entity, day, entities, id_of, ids, instances, properties
from farmer.model import GROUP, ME, THEM, Fact, Touch

NO_DAY = "an occasion without a day or an id"
IN_THE_FUTURE = "an occasion whose day has not come yet"

_GIFTS = {"offered": "gave", "received": "got"}
_MEALS = ("ate_at_his_place", "ate_at_home", "ate_restaurant", "picnicked")


@dataclass(frozen=True, slots=True)
class Past:
    """What there was with one contact, and why anything was left out, a reason each time."""

    touches: tuple[SourcedTouch, ...]
    facts: tuple[Fact, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Occasion:
    """A touch to be; `when` and `source_id` may turn out to be none."""

    source_id: str
    when: object
    kind: str
    by: str | None = None
    group: int | None = None
    note: str = ""


class MonicaHistory:
    """The past with each contact of an account, as far as it has passed by `today`."""

    def __init__(self, account: Entity, today: date) -> None:
        self._today = today
        self._activities = {id_of(each): properties(each) for each in entities(account, "activity")}
        self._present = Counter(
            activity
            for contact in entities(account, "contact")
            for activity in ids(contact, "activity")
        )
        self._meals = {
            id_of(each)
            for each in instances(account, "activity_types")
            if properties(each).get("translation_key") in _MEALS
        }
        self._emails = {
            id_of(each)
            for each in instances(account, "contact_field_types")
            if properties(each).get("type") == "email"
        }

    def of(self, contact: Entity) -> Past:
        """The past with `contact`."""
        read = [
            *map(self._touch, self._occasions(contact)),
            *map(self._fact, entities(contact, "gift")),
            *self._last_contact(contact),
        ]
        touches = {each.source_id: each for each in read if isinstance(each, SourcedTouch)}
        return Past(
            tuple(touches.values()),
            tuple(each for each in read if isinstance(each, Fact)),
            tuple(each for each in read if isinstance(each, str) and each),
        )

    def _last_contact(self, contact: Entity) -> Iterator[SourcedTouch | str]:
        """The day that Monica keeps of every contact; it is set by hand too."""
        on = day(properties(contact).get("last_talked_to"))
        if on is not None:
            yield touch_of(on) if on <= self._today else IN_THE_FUTURE

    def _touch(self, occasion: _Occasion) -> SourcedTouch | str:
        """The touch that `occasion` was, or why it is none."""
        on = day(occasion.when)
        if on is None or not occasion.source_id:
            return NO_DAY
        if on > self._today:
            return IN_THE_FUTURE
        note = kept_note(occasion.note)
        touch = Touch(on, occasion.kind, by=occasion.by, group=occasion.group, note=note)
        return SourcedTouch(touch, occasion.source_id)

    def _fact(self, gift: Entity) -> Fact | str:
        """What `gift` is evidence of, or why of nothing; ideas for gifts need no reason."""
        said = properties(gift)
        what, on = _GIFTS.get(text(said.get("status"))), day(said.get("date"))
        if what is None:
            return ""
        if on is None:
            return NO_DAY
        return IN_THE_FUTURE if on > self._today else Fact(on, what, kept(text(said.get("name"))))

    def _occasions(self, contact: Entity) -> Iterator[_Occasion]:
        yield from map(_call, entities(contact, "call"))
        yield from map(self._conversation, entities(contact, "conversation"))
        for activity in ids(contact, "activity"):
            yield self._activity(activity, contact)

    def _conversation(self, conversation: Entity) -> _Occasion:
        """A conversation in writing, of whose words nothing is kept."""
        said = properties(conversation)
        kind = "email" if text(said.get("contact_field_type")) in self._emails else "message"
        messages = [properties(each) for each in mappings(said.get("messages"))]
        by = None
        if messages:
            by = ME if messages[0].get("written_by_me") else THEM
        return _Occasion(id_of(conversation), said.get("happened_at"), kind, by)

    def _activity(self, activity: str, contact: Entity) -> _Occasion:
        """An activity with `contact`, whose id is theirs alone: others may share the activity."""
        said = self._activities.get(activity, {})
        return _Occasion(
            f"{activity}/{id_of(contact)}",
            said.get("happened_at"),
            "meal" if text(said.get("type")) in self._meals else "meeting",
            group=min(self._present[activity] + 1, GROUP.stop - 1),
            note="\n".join(text(said.get(part)) for part in ("summary", "description")),
        )


def _call(call: Entity) -> _Occasion:
    said = properties(call)
    by = THEM if said.get("contact_called") else ME
    return _Occasion(id_of(call), said.get("called_at"), "call", by, note=text(said.get("content")))
