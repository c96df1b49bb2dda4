"""What holds for every command: a summary, examples that work, one envelope, one way out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from farmer.cli.app import app
from farmer.cli.commands import COMMANDS
from farmer.errors import ExitStatus
from tests.conftest import KEY_COMMAND, Farmer, Outcome, lock
from tests.samples import EDITOR, OF_A_TEAM, SERVING, lay_out, settle

# The keys of every command's data, which programs may rely on.
REQUEST = {"request", "checked", "before"}
PROMISE = {
    "id", "person", "text", "mine", "made_on", "due_on", "ended", "ended_on", "overdue",
}  # fmt: skip
KEYS = {
    "log": {"touchpoints", "event", "event_id", "added", "tags"},
    "link": {"link", "known_of", "added", "until"},
    "mark": {"facts", "what", "on", "note"},
    "recall": {"person", "contacts", "facts", "known", "left_out", "dry_run", "replaced"},
    "check": {"asker", "target", "verdict", "score", "weaker", "farmed_on", "consent",
              "brief", "through", "to", "keepers"},
    "stale": {"ties", "total", "barely_met", "never_met", "snoozed", "untended", "advice"},
    "triage": {"planned", "people", "total"},
    "show": {
        "person", "name_parts", "parts_guessed", "nickname", "company", "title", "handles",
        "met_at", "met_on", "met_through", "cadence_days", "birthday", "snoozed_until", "notes",
        "tags", "archived", "added_on", "source", "role", "verdict", "score", "phase",
        "silence", "life", "history", "former", "promises",
        "details", "children_left_out", "links",
    },
    "list": {"people", "total", "role"},
    "ls": {"people", "total", "role"},
    "stats": {
        "since", "until", "sown", "farmed", "cooled", "requests", "closed", "rings", "week",
    },
    "find": {"wanted", "matches", "total"},
    "gains": {"person", "theirs", "mine", "ask", "tell"},
    "snooze": {"people", "until"},
    "prepare": {
        "person", "nickname", "company", "title", "handles", "tags", "met_at", "met_on", "notes",
        "birthday", "role", "verdict", "score", "silence", "last_said", "open_questions", "gains",
        "lacks", "promises", "given", "received", "mutual", "details", "children_left_out",
        "together",
    },
    "request": {"requests", "closed"},
    "request add": REQUEST,
    "request list": {"requests", "closed"},
    "request show": {
        "id", "direction", "person", "target", "target_words", "need", "via", "began", "inside",
        "state", "waiting_for", "waiting_since", "next", "commands", "steps", "closed", "until",
    },
    **{
        f"request {step}": REQUEST
        for step in (
            "decline", "ask-target", "target-said", "confirm", "introduce", "met", "outcome",
            "thanked", "withdraw", "reopen", "sent",
        )
    },
    "request review": {"tallies"},
    "ask": {"request", "standing", "doubts", "next", "commands"},
    "suggest": {"person", "suggestions", "total", "not_yet"},
    "reach": {
        "wanted", "person", "company", "known_until", "is_over", "yours", "ways", "not_named",
        "beside", "beside_word", "verdict", "keepers", "ours",
    },
    "draft": {"kind", "letters"},
    "today": {
        "follow_ups", "together", "promises", "requests", "birthdays", "ties", "going_cold",
        "coming", "past_keeping", "untended", "total", "left", "week",
        "waiting", "came", "asked",
    },
    "promise": {"promises"},
    "promise list": {"promises"},
    **{f"promise {step}": PROMISE for step in ("add", "kept", "broken", "drop")},
    "tag": {"people", "tags", "changed"},
    "tags": {"groups"},
    "untag": {"people", "tags", "changed"},
    "archive": {"people", "changed", "archived"},
    "unarchive": {"people", "changed", "archived"},
    "remove": {"removed", "dry_run"},
    "forget": {"id", "gone", "backups", "mentions", "loose", "recognised", "holding", "folder",
               "given_to"},
    "history": {"person", "changes", "total"},
    "undo history": {"person", "changes", "total"},
    "undo redo": {"words", "changed_at", "rows"},
    "redo": {"words", "changed_at", "rows"},
    "add": {"person", "company", "title", "cadence_days", "handles", "tags"},
    "edit": {"ids", "names", "fields", "replaced"},
    "import": {
        "kind", "new", "updated", "unchanged", "touchpoints", "facts", "connections", "skipped",
        "shortened", "unread", "unused", "forgotten", "passed_over", "changed", "merged", "unsure",
        "not_read",
        "whole",
        "talks", "files", "backup", "dry_run", "held",
    },
    "export": {"format", "people", "files", "paths"},
    "calendar": {"path", "entries", "alarms", "written"},
    "duplicates": {"pairs", "total"},
    "merge": {"kept", "gone", "fields", "moved", "not_same", "backup", "dry_run"},
    "undo": {"words", "changed_at", "rows"},
    "completion": {"shell", "script"},
    "report": {"path", "people"},
    "backup": {"path", "size_bytes"},
    "restore": {"path", "source", "kept", "difference"},
    "sync": {
        "source", "related", "people", "both", "came", "changed", "removed", "alike", "merged",
        "corrected", "same", "maybe", "kept_away", "forgotten", "backup", "dry_run",
    },
    "doctor": {"path", "exists", "findings", "backups", "report", "files"},
    "lock": {"path", "locked", "files", "left", "cleared", "keyring"},
    "lock open": {"path", "locked", "files", "left", "cleared", "keyring"},
    "unlock": {"path", "locked", "files", "left", "cleared", "keyring"},
    "assistant": {"tools", "installed"},
    "assistant serve": set(),
    "assistant skill": {"skill", "path"},
    "assistant setup": {"client", "place", "lines", "typed", "with_words", "record"},
    "mcp": set(),
    "team": {
        "me", "address", "members", "tellings", "people", "never", "received", "unread",
        "synced_on", "key", "carries_since", "holding",
    },
    "team create": {"address", "members", "script", "ran"},
    "team join": {"me", "members", "new_key", "carries", "was_in"},
    "team share": {"asked", "audience", "stopped", "tellings", "people", "never", "more"},
    "team show": {"wanted", "told"},
    "team sync": {
        "sent", "taken_back", "received", "withdrawn", "new_members", "answered", "asked",
        "carried",
    },
    "team answer": {"asked", "answer", "until", "request", "person", "is_new"},
    "team leave": {"me", "here"},
    "where": {"path", "exists", "size_bytes", "revision", "counts", "locked"},
    "config": {"path", "exists", "settings", "problems"},
    "config list": {"path", "exists", "settings", "problems"},
    "config get": {"key", "value", "source"},
    "config set": {"key", "value", "source", "path"},
    "config unset": {"key", "value", "source", "path"},
    "config edit": {"path", "exists", "settings", "problems"},
}  # fmt: skip
# Examples of a mode that answers of something else.
KEYS_OF_MODES = {
    "farmer sync between": {
        "taken", "others", "sent", "waiting", "went_back", "newer", "missing",
        "copies", "strange", "holding",
    },
    "farmer undo history --assistant": {"person", "told", "total"},
    "farmer history --assistant": {"person", "told", "total"},
    'farmer prepare --guests guests.csv --at "Spring fair"': {
        "event", "listed", "introduce", "wanted", "cold", "known", "perhaps", "strangers",
    },
}  # fmt: skip


# The ledger of the examples, made once and locked once: it takes as long as many of them.
_VILLAGE: dict[str, bytes] = {}

# What there is nothing to do for.
_OPENING = ("lock open", "unlock")
_NOT_ON = {"plain": _OPENING, "locked": ("lock",)}


@pytest.fixture(params=["plain", "locked"])
def village(
    request: pytest.FixtureRequest,
    farmer: Farmer,
    ledger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Farmer:
    """Types each command, with an editor, on a fresh ledger of everybody whom the examples name.

    The ledger is a plain one, and a locked one; the other for the commands that change that.
    """
    if request.param == "plain" and request.config.getoption("locked"):
        pytest.skip("every ledger is to be locked")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", EDITOR)
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    if request.param == "locked":
        request.getfixturevalue("memory")
    lay_out(tmp_path)
    (tmp_path / "between").mkdir()

    def type_afresh(command: str) -> Outcome:
        if "plain" not in _VILLAGE:
            settle(farmer)
            _VILLAGE["plain"] = ledger.read_bytes()
        if request.param == "locked" and "locked" not in _VILLAGE:
            ledger.write_bytes(_VILLAGE["plain"])
            lock(ledger)
            _VILLAGE["locked"] = ledger.read_bytes()
        saved, laptop = ledger.with_name("ledger.saved.2026-06-01.db"), tmp_path / "laptop.db"
        for path in (ledger, saved, laptop):
            path.write_bytes(_VILLAGE[request.param])
        outcome = farmer(command)
        if request.param == "locked" and not command.removeprefix("farmer ").startswith(_OPENING):
            files = ledger.parent.glob("*.db")
            assert not any(file.read_bytes().startswith(b"SQLite") for file in files)
        return outcome

    return type_afresh


def examples(command: str) -> list[str]:
    """The examples that a command's help shows."""
    return list(COMMANDS[command].examples)


def test_the_keys_cover_the_whole_tree() -> None:
    """No command escapes the contract."""
    paths = list(_paths(typer.main.get_command(app)))
    assert paths == [name for name, command in COMMANDS.items() if not command.now]
    assert set(KEYS) == set(COMMANDS)


def _paths(group: Any, before: str = "") -> Iterator[str]:
    """Every command under `group`, in the order of its help."""
    for name in group.list_commands(None):
        yield before + name
        if hasattr(group.commands[name], "commands"):
            yield from _paths(group.commands[name], f"{before}{name} ")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_summary_and_its_examples(farmer: Farmer, command: str) -> None:
    """One line says what it is for; the examples stand whole in the help."""
    shown = farmer(f"farmer {command} --help")
    assert shown.status == 0
    summary = COMMANDS[command].summary
    assert summary in " ".join(shown.out.split())
    assert summary.endswith((".", "?"))
    assert examples(command)
    for example in examples(command):
        assert example in shown.out


@pytest.mark.parametrize("command", [n for n in COMMANDS if n not in SERVING | OF_A_TEAM])
def test_the_examples_work_and_answer_in_the_envelope(
    village: Farmer, command: str, request: pytest.FixtureRequest
) -> None:
    """Each example is run as it stands, then with --json."""
    if command in _NOT_ON[request.node.callspec.params["village"]]:
        pytest.skip("the ledger is of that kind already")
    if command == "lock":
        request.getfixturevalue("memory")
    for example in examples(command):
        assert village(example).status in (0, 10, 11), example
        answered = village(f"{example} --json")
        assert answered.status in (0, 10, 11), example
        assert set(answered.envelope) == {"farmer", "command", "as_of", "data"}
        assert answered.envelope["farmer"] == 2
        assert answered.envelope["command"] == command
        assert set(answered.data) == KEYS_OF_MODES.get(example, KEYS[command]), example


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in SERVING])
def test_a_usage_error_is_a_sentence_or_an_envelope(farmer: Farmer, command: str) -> None:
    """An unknown option ends with 2, on stderr or as JSON, and never touches the ledger."""
    said = farmer(f"farmer {command} --no-such-option")
    assert said.status == 2
    assert said.out == ""
    assert f"farmer {command} --help" in said.err
    told = farmer(f"farmer {command} --no-such-option --json")
    assert told.status == 2
    assert told.err == ""
    assert told.envelope["command"] == command
    assert set(told.envelope["error"]) == {"code", "message", "hint"}
    assert told.envelope["error"]["code"] == "usage"


# Beside the examples: modes that answer of something else, or of nothing, and refusals.
MODES = (
    "--json", "--version --json", "--json --version", "--json nonsense", "nonsense --json",
    "list --json=1", "--json list --nope", "list --limit x --json", "list --as-of never --json",
    "draft --list --json", "draft --json", "draft decline c1 --mailto --json",
    "draft nonsense c1 --json", "draft decline Nobody --json",
    "report -o - --json", "report --who c1 -o - --json", "report --who c1 --redact --json",
    "export --json", "export --format csv --json", "export --format sql --json",
    "export --format markdown --json", "export --format vcard --json", "export --format ics --json",
    "export --format nonsense --json", "import nowhere.csv --json", "log --from nowhere.txt --json",
    "log Nobody --json", "check --json", "check c1 --to 'a kind of buyer' --json",
    "request --json", "request nonsense --json", "request show r99 --json", "request add --json",
    "restore --json", "restore 1 --json", "restore 9 --yes --json", "doctor --report --json",
    "sync nowhere.db --json", "sync . --json",
    "doctor --salvage new.db --json", "forget --compact --json", "forget c1 --json",
    "merge c1 c2 --dry-run --json", "tag --json", "tag --remove --json", "undo nonsense --json",
    "today --exit-code --json", "stale --exit-code --json", "config get nonsense --json",
    "config set --json", "completion nonsense --json", "calendar --json", "find --json",
    "lock open --json", "list --ledger . --json", "where --ledger . --json",
)  # fmt: skip


@pytest.mark.parametrize("command", MODES)
def test_every_mode_answers_a_program_in_one_envelope(
    known: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Whatever comes of it: the data or the error, and nothing before or after."""
    monkeypatch.chdir(tmp_path)
    answered = known(f"farmer {command}")
    assert answered.status in set(ExitStatus) - {ExitStatus.BUG}
    answer = answered.envelope
    assert answer["farmer"] == 2
    assert set(answer) - {"farmer", "command", "as_of"} in ({"data"}, {"error"})
    assert "data" in answer or answered.status not in (0, 10, 11, 12)


@pytest.mark.parametrize(
    "command",
    [
        "farmer check Nobody",
        "farmer show Nobody",
        "farmer mark Nobody kept",
        "farmer log Nobody",
        "farmer edit t9 --by me",
    ],
)
def test_nobody_is_not_found(farmer: Farmer, ledger: Path, command: str) -> None:
    """Without a ledger, with or without JSON: status 3, and no ledger is begun."""
    assert farmer(command).status == 3
    assert farmer(f"{command} --json").envelope["error"]["code"] in ("unknown-person", "not-found")
    assert not ledger.exists()


@pytest.mark.parametrize("command", ["farmer list", "farmer stale", "farmer where"])
def test_reading_without_a_ledger_shows_nothing_kindly(
    farmer: Farmer, ledger: Path, command: str
) -> None:
    """Status 0, a kind word on stderr, and no ledger is begun."""
    read = farmer(command)
    assert read.status == 0
    assert "where" in command or (read.out == "" and "no ledger yet" in read.err)
    assert not ledger.exists()


def test_several_candidates_are_listed_and_nothing_is_written(farmer: Farmer) -> None:
    """Two Anas: status 4 with both, for reading and for writing."""
    farmer('farmer add "Ana Ruiz"')
    farmer('farmer add "Ana Holt"')
    for command in ("farmer check Ana", "farmer mark Ana kept", "farmer log Ana --new"):
        refused = farmer(f"{command} --json")
        assert refused.status == 4
        assert set(refused.envelope["error"]["candidates"]) == {"c1", "c2"}
    assert farmer("farmer where --json").data["counts"]["touchpoints"] == 0


def test_part_of_a_word_finds_for_reading_and_only_suggests_for_writing(farmer: Farmer) -> None:
    """“Brans” shows Branson, but marks nobody."""
    farmer('farmer add "Richard Branson"')
    assert farmer("farmer show Brans").status == 0
    refused = farmer("farmer mark Brans kept")
    assert refused.status == 3
    assert "c1 Richard Branson" in refused.err


@pytest.mark.parametrize(
    "who", ['"Ana Ruiz"', "ana", "RUIZ", "nita", "ana@ruiz.example", "c1", '"+34 600 123 456"']
)
def test_a_person_answers_to_name_word_nickname_address_and_id(farmer: Farmer, who: str) -> None:
    """Case and accents do not matter."""
    farmer(
        'farmer add "Ána Ruíz" --nickname Nita --email Ana@Ruiz.example --phone "+34 600 123456"'
    )
    assert farmer(f"farmer show {who} --json").data["person"]["id"] == "c1"


def test_nothing_dated_later_counts_or_shows(farmer: Farmer) -> None:
    """--as-of looks back: at touches, facts, notes and people."""
    farmer('farmer log "Ana Ruiz" --on 2026-01-10 --note early --new')
    farmer("farmer log Ana --on 2026-03-10 --note late --fact kept")
    then = farmer("farmer show Ana --as-of 2026-02-01 --json").data
    assert [line["note"] for line in then["history"]] == ["early"]
    assert json.dumps(farmer("farmer check Ana --as-of 2026-02-01 --json").data).count("late") == 0
    assert farmer("farmer list --as-of 2025-12-31").out == ""


SIDE = {
    "person", "assessment", "missing", "plan", "steps", "farmed_on", "facts", "last_said",
    "last_said_on", "memory", "dictated", "archived",
}  # fmt: skip
ASSESSMENT = {
    "as_of", "role", "verdict", "score", "raw", "phase", "level", "components", "gates",
}  # fmt: skip
COMPONENT = {"name", "value", "weight", "points", "evidence", "formula", "because"}
GATE = {"id", "hard", "fired", "needs", "sentence", "remedy"}


def test_a_judgement_tells_what_is_documented_and_no_more(farmer: Farmer) -> None:
    """Of either side, wherever a side is told: the tallies behind it are nobody's business."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --new --fact kept')
    told = [
        farmer("farmer check Ana --to Bo --json").data,
        farmer('farmer request add Ana --to Bo --need "a talk" --json').data["checked"],
    ]
    farmer("farmer request ask-target r1")
    farmer("farmer request target-said r1 yes")
    told += [
        farmer('farmer request introduce r1 --anyway "she asked" --json').data["checked"],
    ]
    sides = [checked[side] for checked in told for side in ("asker", "target")]
    sides.append(farmer('farmer ask Ana --for "a hint" --json').data["standing"])
    document = (Path(__file__).parents[2] / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    (row,) = [line for line in document.splitlines() if line.startswith("| `check` |")]
    for side in sides:
        assessment = side["assessment"]
        assert (set(side), set(assessment)) == (SIDE, ASSESSMENT)
        assert all(set(part) == COMPONENT for part in assessment["components"])
        assert all(set(gate) == GATE for gate in assessment["gates"])
    assert all(f"`{key}`" in row for key in SIDE | ASSESSMENT | COMPONENT | GATE)


def test_version_and_bare_farmer(farmer: Farmer) -> None:
    """A bare call is a question about what there is."""
    assert farmer("farmer --version").out.startswith("farmer 0.")
    bare = farmer("farmer")
    assert bare.status == 0
    assert bare.out == farmer("farmer --help").out
