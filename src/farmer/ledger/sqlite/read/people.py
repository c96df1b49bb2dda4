"""Who is in a ledger: to recognise them, to list them, and what they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from sys import intern

from farmer.ledger.nouns import RollEntry
from farmer.ledger.sqlite.read.called import ALSO, LIKE, also_of
from farmer.ledger.sqlite.read.details import Details
from farmer.ledger.sqlite.read.query import GREATEST_ID, listed, to_day, words_listed
from farmer.ledger.sqlite.read.requests import Requests
from farmer.model import Contact, Handle
from farmer.people.meant import Person
from farmer.sources import Provenance
from farmer.text import fold, words

_PERSON = f"""
SELECT id, name, nickname, company, archived, {ALSO}, source = 'link' FROM contact
"""  # noqa: S608
PEOPLE = _PERSON + "ORDER BY id"
PEOPLE_LIKE = _PERSON + f"WHERE {LIKE}"
# Who may be called so, of names in lower case: accents and ligatures only Python folds.
NAMES_LIKE = """
SELECT name FROM contact
WHERE lower(trim(name)) IN (SELECT value FROM json_each(:names))
   OR name GLOB '*[^ -~]*' OR instr(name, '  ')
"""
PEOPLE_OF = _PERSON + "WHERE id IN (SELECT value FROM json_each(:ids))"  # noqa: S608
PERSON = _PERSON + "WHERE id = :contact_id"
ALL_HANDLES = "SELECT contact_id, kind, value FROM handle ORDER BY id"
# What means more than itself in a text of JSON.
_IN_JSON = str.maketrans({'"': r"\"", "\\": r"\\"} | {n: f"\\u{n:04x}" for n in range(32)})
_CONTACT = """
SELECT name, id, nickname, company, title, met_at, met_on, met_through_id, cadence_days, notes,
       archived, added_on, birthday, snoozed_until, prefix, given, middle, family, suffix
FROM contact
"""
CONTACT = _CONTACT + "WHERE id = :contact_id"
EVERYBODY = _CONTACT + "ORDER BY id"
MET_THROUGH = _CONTACT + "WHERE met_through_id IS NOT NULL ORDER BY id"
# Who is in the ledger's story on a day, by what there is of them without anything derived.
ROLL = """
SELECT id, name, company, met_at, cadence_days, birthday, added_on, snoozed_until,
       added_on IS NULL OR added_on <= :on
       OR EXISTS (SELECT 1 FROM touchpoint WHERE contact_id = contact.id AND "on" <= :on)
       OR EXISTS (SELECT 1 FROM fact WHERE contact_id = contact.id AND "on" <= :on)
FROM contact
WHERE archived = :archived AND source IS NOT 'link'
"""
SEEN_WITH = """
SELECT other.contact_id, count(DISTINCT other.event_id) AS events, e.name, max(e."on")
FROM touchpoint AS mine
JOIN touchpoint AS other ON other.event_id = mine.event_id
    AND other.contact_id <> mine.contact_id
JOIN event AS e ON e.id = mine.event_id
WHERE mine.contact_id = :contact_id AND mine."on" <= :on AND other."on" <= :on
  AND mine.kind IN (SELECT value FROM json_each(:kinds))
  AND other.kind IN (SELECT value FROM json_each(:kinds))
GROUP BY other.contact_id
ORDER BY events DESC, other.contact_id
"""
INTRODUCED_BY = "SELECT id FROM contact WHERE met_through_id = :contact_id ORDER BY id"
ORIGIN = "SELECT source, added_on FROM contact WHERE id = :contact_id"
# What no import brings was typed.
SOURCES_OF = """
SELECT source FROM contact WHERE id = :contact_id
UNION SELECT source FROM handle WHERE contact_id = :contact_id
UNION SELECT source FROM tag WHERE contact_id = :contact_id
UNION SELECT source FROM touchpoint WHERE contact_id = :contact_id
UNION SELECT o.source FROM origin AS o JOIN touchpoint AS t ON t.id = o.touchpoint_id
    WHERE t.contact_id = :contact_id
UNION SELECT source FROM former WHERE contact_id = :contact_id
UNION SELECT source FROM identifier WHERE contact_id = :contact_id
UNION SELECT source FROM detail WHERE contact_id = :contact_id
UNION SELECT source FROM fact WHERE contact_id = :contact_id
UNION SELECT 'hand' FROM gains WHERE contact_id = :contact_id
UNION SELECT 'hand' FROM promise WHERE contact_id = :contact_id
UNION SELECT 'hand' FROM request WHERE person_id = :contact_id OR target_id = :contact_id
"""
NOT_SAME = "SELECT contact_id, other_id FROM not_same ORDER BY id"


class People(Details, Requests):
    """The people of a ledger."""

    def people(self, *, addresses: bool = True) -> list[Person]:
        """Everybody, archived ones too, as needed to recognise them; `addresses` if wanted."""
        handles: defaultdict[int, list[Handle]] = defaultdict(list)
        for contact_id, kind, value in self.rows(ALL_HANDLES) if addresses else ():
            handles[contact_id].append(Handle(kind, value))
        return [_person(*row, *handles.get(row[0], ())) for row in self.rows(PEOPLE)]

    def people_like(self, who: str) -> list[Person]:
        """Everybody whose name or nickname `who` may be or be part of, and others; no addresses."""
        longest = max(words(who), key=len, default="")
        return [_person(*row) for row in self.rows(PEOPLE_LIKE, {"word": longest})]

    def namesakes(self, names: Collection[str]) -> set[str]:
        """Those of `names`, folded, that more than one person has."""
        wanted = {fold(name) for name in names}
        plain = [name.translate(_IN_JSON) for name in wanted if name.isascii()]
        rows = self.rows(NAMES_LIKE, {"names": words_listed(plain)}) if wanted else []
        found = Counter(fold(name) for (name,) in rows)
        return {name for name in wanted if found[name] > 1}

    def people_of(self, ids: Collection[int]) -> dict[int, Person]:
        """Whom those ids mean, by id; without addresses."""
        rows = self.rows(PEOPLE_OF, {"ids": listed(map(str, ids))})
        return {row[0]: _person(*row) for row in rows}

    def person(self, contact_id: int) -> Person | None:
        """Whom the id means, or None; without addresses."""
        if contact_id > GREATEST_ID:
            return None
        row = self.row(PERSON, {"contact_id": contact_id})
        return _person(*row) if row else None

    def contact(self, contact_id: int) -> Contact | None:
        """The contact of that id, or None."""
        row = self.row(CONTACT, {"contact_id": contact_id})
        return _contact(*row) if row else None

    def everybody(self) -> list[tuple[Contact, tuple[Handle, ...]]]:
        """Every contact, archived ones too, with their addresses."""
        handles: dict[int, tuple[Handle, ...]] = {}
        for contact_id, kind, value in self.streamed(ALL_HANDLES):
            handle = Handle(kind, intern(value))
            handles[contact_id] = (*handles.get(contact_id, ()), handle)
        found = (_contact(*row) for row in self.streamed(EVERYBODY))
        return [(contact, handles.get(contact.id or 0, ())) for contact in found]

    def roll(self, on: date, *, archived: bool = False) -> list[RollEntry]:
        """Everybody in the ledger's story on that day, archived or not, by name as people sort.

        Somebody added later belongs to it where something about them is dated by then.
        """
        rows = self.rows(ROLL, {"on": self.until(on), "archived": archived})
        told = {row[0] for row in rows if row[-1]}
        if len(told) < len(rows):
            told |= {line.contact_id for line in self._following(on)}
        known = [_entry(self.day, *row[:-1]) for row in rows if row[0] in told]
        return sorted(known, key=lambda entry: fold(entry.name))

    def seen_with(
        self, contact_id: int, on: date, kinds: Iterable[str]
    ) -> dict[int, tuple[int, str]]:
        """Whom a contact shared events with, most first: how many, what the latest was called.

        Only touches of those kinds say that somebody was there.
        """
        asked = {
            "contact_id": contact_id,
            "on": self.until(on),
            "kinds": words_listed(kinds),
        }
        rows = self.rows(SEEN_WITH, asked)
        return {other: (events, name or "") for other, events, name, _ in rows}

    def met_through(self) -> list[Contact]:
        """Whoever was met through somebody of the ledger, archived ones too, by id."""
        return [_contact(*row) for row in self.rows(MET_THROUGH)]

    def introduced_by(self, contact_id: int) -> list[int]:
        """The ids of the people whom you met through a contact."""
        return [other for (other,) in self.rows(INTRODUCED_BY, {"contact_id": contact_id})]

    def origin(self, contact_id: int) -> Provenance:
        """Where a contact came from, and when; not known of whoever is not there."""
        source, added_on = self.row(ORIGIN, {"contact_id": contact_id}) or (None, None)
        return Provenance(source, to_day(added_on) if added_on else None)

    def sources_of(self, contact_id: int) -> list[str | None]:
        """Where a contact and what was recorded of them came from, each source once, in order."""
        found = {source for (source,) in self.rows(SOURCES_OF, {"contact_id": contact_id})}
        return sorted(found, key=lambda source: (source is None, source or ""))

    def not_same(self) -> set[tuple[int, int]]:
        """Who was said not to be the same, the lower id first."""
        return set(self.rows(NOT_SAME))


def _person(
    contact_id: int,
    name: str,
    nickname: str,
    company: str,
    archived: int,
    also: str | None,
    known_of: int | None,
    *handles: Handle,
) -> Person:
    past = also_of(also)
    return Person(
        contact_id, name, nickname, company, handles, bool(archived), past, bool(known_of)
    )


def _contact(
    name: str,
    contact_id: int,
    nickname: str,
    company: str,
    title: str,
    met_at: str,
    met_on: str | None,
    met_through_id: int | None,
    cadence_days: int | None,
    notes: str,
    archived: int,
    added_on: str | None,
    birthday: str,
    snoozed_until: str | None,
    *parts: str,
) -> Contact:
    return Contact(
        name,
        contact_id,
        nickname,
        intern(company),
        intern(title),
        met_at,
        to_day(met_on) if met_on else None,
        met_through_id,
        cadence_days,
        notes,
        bool(archived),
        to_day(added_on) if added_on else None,
        birthday,
        to_day(snoozed_until) if snoozed_until else None,
        *parts,
    )


def _entry(
    read_day: Callable[[str], date],
    contact_id: int,
    name: str,
    company: str,
    met_at: str,
    cadence_days: int | None,
    birthday: str,
    added_on: str | None,
    snoozed_until: str | None,
) -> RollEntry:
    return RollEntry(
        contact_id,
        name,
        company,
        met_at,
        cadence_days,
        birthday,
        read_day(added_on) if added_on else None,
        to_day(snoozed_until) if snoozed_until else None,
    )
