"""One row a person, wide: who they are, how to reach them, and where the tie with them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from farmer.formats.csv_out import PEOPLE
from farmer.formats.detail_columns import detail_column, one_cell
from farmer.handles import readable_phone
from farmer.ids import Id
from farmer.model import REQUESTER
from farmer.scoring.score import verdict_of
from farmer.sources import LINK
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.tend.ties import RollTie, roll

if TYPE_CHECKING:
    from farmer.formats.whole_shape import LedgerRow
    from farmer.ledger.reader import Reader
    from farmer.tasks.desk import Desk
    from farmer.tasks.exchange.extract import Extract

# The closest of a large ledger have a thousand touches each, all of which are held at once.
_AT_ONCE = 50
_COLUMNS = {"email": "emails", "phone": "phones", "url": "urls"}
# By the number of a person, and by column, what is noted of them.
DetailCells = Mapping[int, Mapping[str, str]]


def people_table(
    desk: Desk,
    reader: Reader,
    extract: Extract,
    names: Mapping[int, str],
    noted: DetailCells,
) -> Iterator[LedgerRow]:
    """The rows of `farmer.formats.csv_out.PEOPLE` of everybody meant, as they are on that day.

    `names` are what people are called, by number; `noted` is what `detail_cells` has.
    """
    listed, columns = _listed(extract), columns_of(noted)
    ids = outside_ids(reader)
    for row, stands in standings(desk, reader, extract):
        if row["source"] == LINK:  # only known of: whoever read it again would have met them
            continue
        through = names.get(row["met_through_id"], "")
        told = {**row, **listed.get(row["id"], {}), **stands}
        told |= {"met_through": through, "uid": ids.of(Id("c", row["id"])).urn}
        told |= noted.get(row["id"], {})
        yield {name: told.get(name, "") for name in (*PEOPLE, *columns)}


def standings(
    desk: Desk, reader: Reader, extract: Extract
) -> Iterator[tuple[LedgerRow, dict[str, Any]]]:
    """Everybody meant, each with where the tie stands on that day; nothing of who came later."""
    enrolled = {
        entry.id: entry
        for archived in (False, True)
        for entry in roll(desk, reader, desk.today, archived=archived)
    }
    contacts = iter(extract.rows("contacts"))
    while some := list(islice(contacts, _AT_ONCE)):
        known = [enrolled[row["id"]] for row in some if row["id"] in enrolled]
        ties = reader.ties(known, desk.today, desk.settings.cadence_days)
        stands = {tie.contact.id: _standing(desk, tie) for tie in ties}
        for row in some:
            yield row, stands.get(row["id"], {})


def columns_of(noted: DetailCells) -> list[str]:
    """The columns of what is noted of anybody, in order."""
    return sorted({column for cells in noted.values() for column in cells})


def detail_cells(extract: Extract) -> DetailCells:
    """By the number of everybody meant, what is noted of them, by its column."""
    found: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in extract.rows("contacts.details"):
        column = detail_column(row["what"], row["label"])
        found[row["contact_id"]][column].append(row["value"])
    return {
        whose: {column: one_cell(values) for column, values in columns.items()}
        for whose, columns in found.items()
    }


def _listed(extract: Extract) -> dict[int, dict[str, str]]:
    """By person, their addresses of each kind, the one to use first in front, and their tags."""
    found: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = list(extract.rows("contacts.handles"))
    for row in sorted(rows, key=lambda row: not row["preferred"]):
        if not row["until"]:
            value = readable_phone(row["value"]) if row["kind"] == "phone" else row["value"]
            found[row["contact_id"]][_COLUMNS[row["kind"]]].append(value)
    for row in extract.rows("contacts.tags"):
        found[row["contact_id"]]["tags"].append(row["tag"])
    return {whose: _joined(columns) for whose, columns in found.items()}


def _joined(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {name: ", ".join(values) for name, values in columns.items()}


def _standing(desk: Desk, tie: RollTie) -> dict[str, Any]:
    """Where a tie stands, as `list` says it."""
    score, quiet = tie.score(REQUESTER, desk.today), tie.silent(desk.today)
    return {
        "status": quiet.status,
        "last_contact_on": quiet.last,
        "verdict": verdict_of(score),
        "score": int(score),
    }
