"""The commands that are interrupted, each in a ledger in which it has something to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from farmer.ledger.sqlite.schema.steps import STEPS
from tests.ledger.revisions import of_revision
from tests.torture.team import in_team
from tests.torture.village import Scenario

SETTLED = (
    'log "Ana Ruiz" "Joe Marsh" "Bo Li" --at "Chamber mixer" --on 2026-04-01 --note lease --new',
    "mark Ana kept --note lease",
    "tag Ana c2 @chapter",
    'add "Joe Marsch" --company Bank',
    'request add c2 --to Ana --need "a first talk"',
    'promise add Ana "send the lease"',
)
_IMPORTED = (*SETTLED, "import Connections.csv")

_RECORDED = {
    "log": 'log Ana c2 Bo --at Dinner --note "a talk" --by me',
    "log --from": "log --from notes.txt --new",
    "recall": 'recall Bo --since 2015 --talks "6 times, call" --work "used twice" --yes',
    "add": 'add "Ida Holm" --company "Voss & Co"',
    "link": 'link Ana "Carla Voss" --how lease',
    "mark": "mark --with @chapter gave",
    "edit": 'edit Ana --company "Voss & Co" --cadence 30',
    "edit of a touchpoint": "edit t1 --on 2026-04-02",
    "edit of a request": 'edit r1 --need "a second talk"',
    "edit of a step": 'edit s1 --note "in person"',
    "gains": "gains Ana --goals sailing --skills leases",
    "promise add": 'promise add Bo "call the bank"',
    "promise kept": "promise kept p1",
    "promise broken": "promise broken p1",
    "promise drop": "promise drop p1",
    "request add": 'request add Bo --to Ana --need "a lease"',
    "request decline": "request decline r1 --note no",
    "request confirm": "request confirm r1",
    "import": "import Connections.csv",
    "merge": 'merge "Joe Marsh" "Joe Marsch"',
    "merge --not-same": 'merge "Joe Marsh" "Joe Marsch" --not-same',
    "snooze": "snooze Bo --until 2026-07-01",
    "remove": "remove f1",
    "backup": "backup",
    "backup -o": "backup -o copies/copy.db",
    "doctor --salvage": "doctor --salvage new.db",
}
# Each is typed where those before it were.
_IN_TURN = (
    {"log, planned": "log Bo --kind planned --on 2026-06-10", "log --last": "log --last"},
    {
        "request ask-target": "request ask-target r1",
        "request target-said": "request target-said r1 yes",
        "request introduce": 'request introduce r1 --anyway "they know each other"',
        "request met": "request met r1",
        "request outcome": "request outcome r1 business --amount 900 --currency EUR",
        "request thanked": "request thanked r1",
    },
    {"request withdraw": "request withdraw r1", "request reopen": "request reopen r1"},
    {"ask --record": 'ask Ana --for "a hint" --record', "request sent": "request sent r2"},
    {"archive": "archive Bo", "archive --back": "archive --back Bo"},
    {"tag": "tag Bo @golf", "tag --remove": "tag --remove Bo @golf"},
)
_WRITTEN = {
    "export -o": "export --format json -o out.json",
    "export -o, tables": "export --format csv -o tables",
    "export --for-subject": "export --for-subject Ana -o ana.md",
    "report -o": "report -o page.html",
    "calendar --write": "calendar --write due.ics",
    "assistant skill --to": "assistant skill --to .",
}
# What is written beside the ledger, and a yes in both. What has a name by chance, as a question to
# a colleague, or goes to a server, is killed in tests/together.
_IN_TEAM = {
    "team share": "team share Ana --to lee --evidence",
    "team share --never": "team share Ana --never",
    "team answer": "team answer r7 yes --note 'on Friday'",
    "team answer, later": "team answer r7 later --until 2026-07-01",
}


def every_scenario() -> Iterator[Scenario]:
    """Every command that writes, each where it has something to write, plain and locked."""
    for scenario in _plain():
        yield scenario
        if scenario.before or scenario.begins:
            yield replace(scenario, locked=True)
    yield from _keeping()


def _plain() -> Iterator[Scenario]:
    yield Scenario("log, a ledger's first", 'log "Ana Ruiz" --new --by me')
    yield Scenario(
        "log, in a new folder", 'log "Ana Ruiz" --new --by me --ledger data/farmer/ledger.db'
    )
    yield from (Scenario(name, command, SETTLED) for name, command in _RECORDED.items())
    for chain in _IN_TURN:
        commands = tuple(chain.values())
        for number, (name, command) in enumerate(chain.items()):
            yield Scenario(name, command, (*SETTLED, *commands[:number]))
    yield Scenario("undo of an import", "undo", _IMPORTED)
    yield Scenario("redo of an import", "undo redo", (*_IMPORTED, "undo"))
    yield Scenario("restore", "restore 1 --yes", (*SETTLED, "backup", "import Connections.csv"))
    apart = ("backup -o other.db", 'log "Cy Ode" --new --ledger other.db', "remove t1")
    yield Scenario("sync", "sync other.db", (*SETTLED, *apart))
    sent = ("backup -o between/first.db", "sync between", 'log "Cy Ode" --new --by me')
    yield Scenario("sync with a folder", "sync between", (*SETTLED, *sent))
    yield Scenario("forget", "forget Ana --yes", _IMPORTED, erased=b"Ana Ruiz")
    for name, command in _WRITTEN.items():
        yield Scenario(f"{name}, new", command, SETTLED)
        yield Scenario(name, command, (*SETTLED, command, 'log Ana --kind call --note "a talk"'))
    for revision in STEPS.revisions[:-1]:
        begins = partial(of_revision, revision=revision)
        yield Scenario(f"migration of {revision}", "list", begins=begins)


def _keeping() -> Iterator[Scenario]:
    """What makes no difference between plain and locked, or makes one into the other."""
    backed_up = (*SETTLED, "backup")
    exported = (*SETTLED, "export --format json -o out.json")
    yield Scenario("import of a whole ledger", "import out.json --ledger whole.db", exported)
    yield Scenario("lock", "lock", backed_up, erased=b"SQLite format 3")
    yield Scenario("lock open", "lock open", backed_up, locked=True)
    yield Scenario("config set, new", "config set region FR")
    yield Scenario("config set", "config set region FR", ("config set region DE",))
    yield Scenario("config unset", "config unset region", ("config set region DE",))
    for name, command in _IN_TEAM.items():
        yield Scenario(name, command, begins=in_team)
