"""People as the writers are given them: dossiers with as much in them as a test needs."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from hypothesis import strategies as st

from farmer.formats.dossiers import Dossier
from farmer.formats.dossiers import dossier as made
from farmer.formats.whole_shape import SHAPE, LedgerRow, Rows, Tables
from farmer.model import Handle

# Whatever a file could bring: control characters, escape sequences and direction marks too.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=90)
# The letters that mean something in one of the formats, mixed with some that need several bytes.
MARKED = st.text(
    st.sampled_from(list("\\;,:#*_`[]()<>&|~$!=+-@'\"%?/. \r\n\t1aZñ漢😀\x1b\u202e\u2028"))
)
ANYTHING = TEXT | MARKED


def tables(**filled: list[LedgerRow]) -> Tables:
    """The tables of a ledger, empty but for those `filled`; a dot is written ``__``."""
    empty: Tables = {name: [] for name in SHAPE}
    return empty | {name.replace("__", "."): rows for name, rows in filled.items()}


def contact(name: str = "Ana Ruiz", **fields: Any) -> LedgerRow:
    """A row of the contacts, number 7 unless said otherwise."""
    nothing = dict.fromkeys(("met_on", "met_through_id", "cadence_days", "snoozed_until"))
    blank = dict.fromkeys(SHAPE["contacts"], "") | nothing
    return blank | {"id": 7, "name": name, "archived": 0, "added_on": "2026-01-02"} | fields


def touchpoint(on: str, note: str = "", kind: str = "call", **fields: Any) -> LedgerRow:
    """A row of the touchpoints, with person 7."""
    row = dict.fromkeys(SHAPE["touchpoints"]) | {"id": 1, "contact_id": 7, "depth": 1}
    return row | {"on": on, "kind": kind, "note": note} | fields


def fact(on: str, what: str, note: str = "") -> LedgerRow:
    """A row of the facts, about person 7."""
    blank = dict.fromkeys(SHAPE["facts"])
    return blank | {"id": 1, "contact_id": 7, "on": on, "what": what, "note": note}


def handle_rows(*handles: Handle) -> list[LedgerRow]:
    """Rows of the handles of person 7."""
    blank = dict.fromkeys(SHAPE["contacts.handles"])
    return [blank | {"contact_id": 7, "kind": each.kind, "value": each.value} for each in handles]


def asked(held: Tables) -> Rows:
    """The tables as writers ask for them: the rows within others in the order of these."""

    def rows(name: str, *, by: str = "id") -> list[LedgerRow]:
        return held[name] if by == "id" else sorted(held[name], key=itemgetter(by))

    return rows


def dossiers(held: Tables) -> list[Dossier]:
    """Everybody's, of a ledger that has those tables."""
    names = {row["id"]: row["name"] for row in held["contacts"]}
    return [
        made(person, _about(person["id"], held), lambda who: names.get(who, ""))
        for person in held["contacts"]
    ]


def _about(who: int, held: Tables) -> Tables:
    """What is about one of them, and every event and step."""
    whose = {"contact_id", "person_id", "target_id"}
    return {
        name: [
            row for row in rows if not whose & row.keys() or who in map(row.get, whose & row.keys())
        ]
        for name, rows in held.items()
    }


def dossier(name: str = "Ana Ruiz", **fields: Any) -> Dossier:
    """What is known of somebody of whom only this is known."""
    [found] = dossiers(tables(contacts=[contact(name, **fields)]))
    return found


def full() -> Dossier:
    """Somebody of whom something of everything is known."""
    about = {"nickname": "Anita", "company": "Port; Co", "title": "Clerk, 1st"}
    about |= {"birthday": "--05-12", "met_at": "Mixer", "notes": "Likes boats; hates trains"}
    found = tables(
        contacts=[contact(met_through_id=8, **about), contact("Bo Li", id=8)],
        contacts__handles=handle_rows(
            Handle("email", "ana@ruiz.example"),
            Handle("phone", "+34600123456"),
            Handle("phone", "600123457"),
            Handle("url", "ruiz.example/ana ruiz"),
        ),
        contacts__tags=[{"contact_id": 7, "tag": tag} for tag in ("golf", "r&d")],
        contacts__gains=[
            {
                "contact_id": 7,
                "whose": "theirs",
                "slot": "goals",
                "text": "a boat",
                "on": "2026-05-01",
            }
        ],
        events=[{"id": 3, "name": "Mixer", "place": "", "on": "2026-05-01"}],
        touchpoints=[
            touchpoint("2026-06-10", "=1+1; <b>"),
            touchpoint("2026-05-01", kind="event", event_id=3),
        ],
        facts=[fact("2026-05-20", "work:used", "a contract")],
        promises=[
            {
                **{"id": 4, "contact_id": 7, "text": "send the lease", "mine": 0},
                **{
                    "made_on": "2026-05-02",
                    "due_on": "2026-06-20",
                    "ended": None,
                    "ended_on": None,
                },
            }
        ],
        requests=[
            {
                **{"id": 5, "direction": "given", "person_id": 7, "target_id": 8, "target": ""},
                **{"need": "a talk", "via": "", "began": "asker", "inside": 0},
            }
        ],
        requests__steps=[
            dict.fromkeys(SHAPE["requests.steps"])
            | {"request_id": 5, "step": "asked", "on": "2026-06-01", "note": ""}
        ],
    )
    return dossiers(found)[0]
