"""What was recorded is corrected."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path

import pytest

from tests.conftest import Farmer


def test_corrections_say_what_was_meant(known: Farmer) -> None:
    known("farmer log Ana --on 2026-06-01")
    edited = known('farmer edit t1 --on "last friday" --json').data
    assert (edited["names"], edited["fields"]) == (["Ana Ruiz"], {"on": "12 Jun 2026"})


@pytest.fixture
def lived(farmer: Farmer) -> Farmer:
    """Two people met at a mixer, a fact, and a promise of each sort."""
    farmer('farmer log "Ana Ruiz" "Joe Marsh" --new --on 2026-06-01 --at Mixer --note first')
    farmer("farmer mark Ana kept --on 2026-06-02 --note sent")
    farmer('farmer promise add Ana "send teh lease" --on 2026-06-03')
    farmer('farmer promise add Joe "call the bank" --mine')
    return farmer


@pytest.mark.parametrize("one", ["t1", "f1", "p1"])
def test_whom_it_is_about_is_corrected(lived: Farmer, one: str) -> None:
    """It goes over to the other, with whatever follows from it; undo gives it back."""
    shown = lived("farmer show Joe --json").data["history"]
    lived("farmer promise kept p1")
    assert lived(f'farmer edit {one} --who "Joe Marsh" --json').data["names"] == ["Joe Marsh"]
    theirs = {line["id"] for line in lived("farmer show Joe --json").data["history"]}
    assert one in theirs - {line["id"] for line in shown}
    assert one not in {line["id"] for line in lived("farmer show Ana --json").data["history"]}
    lived("farmer undo")
    assert one in {line["id"] for line in lived("farmer show Ana --json").data["history"]}


def test_nobody_is_guessed_to_be_whom_it_is_about(lived: Farmer) -> None:
    assert lived("farmer edit t1 --who Zed").status == 3
    assert "Ana" in lived("farmer show Ana").out


def test_a_promise_is_corrected_in_every_field(lived: Farmer) -> None:
    """Until when is reckoned from the day it was given."""
    edited = lived('farmer edit p1 --note "send the lease" --due friday --by me --json').data
    assert edited["replaced"] == {"p1": "send teh lease"}
    assert edited["fields"]["due"] == "5 Jun 2026"
    [mine, theirs] = lived("farmer promise list --json").data["promises"]
    assert (mine["text"], mine["due_on"], mine["mine"]) == ("send the lease", "2026-06-05", True)
    assert theirs["id"] == "p2"
    assert lived('farmer edit p1 --due "" --on 2026-06-04').status == 0
    assert lived("farmer promise list --json").data["promises"][-1]["due_on"] is None


def test_how_a_promise_ended_is_corrected(lived: Farmer) -> None:
    """What follows from it follows the correction."""
    lived("farmer promise kept p1 --on 2026-06-05")
    again = lived("farmer promise broken p1")
    assert "farmer edit p1 --ended broken" in again.err
    assert lived("farmer edit p1 --ended broken").status == 0
    facts = [line["what"] for line in lived("farmer show Ana --json").data["history"]]
    assert "broken" in facts
    assert lived('farmer edit p1 --ended ""').status == 0
    assert len(lived("farmer promise list").rows) == 2
    for wrong in ("--ended kept --ended-on 2026-06-01", "--ended-on 2026-06-05", '--note ""'):
        assert lived(f"farmer edit p1 {wrong}").status == 2


def test_a_note_that_is_replaced_is_told(lived: Farmer) -> None:
    assert lived("farmer edit t1 --note second --json").data["replaced"] == {"t1": "first"}
    assert ["replaced", "f1", "sent"] in lived("farmer edit f1 --note got").rows
    lived('farmer edit Ana --note "sails"')
    assert lived('farmer edit Ana --note "walks" --json').data["replaced"] == {"c1": "sails"}
    assert lived('farmer edit Ana --note "walks" --json').data["replaced"] == {}


def test_a_note_goes_on_below_what_it_says(lived: Farmer) -> None:
    for one, before in (("t1", "first\n"), ("f1", "sent\n"), ("Ana", "")):
        assert lived(f"farmer edit {one} --add-note more --json").data["replaced"] == {}
        assert lived(f"farmer edit {one} --add-note again").status == 0
        shown = lived("farmer show Ana --json").data
        notes = [line["note"] for line in shown["history"]] + [shown["notes"]]
        assert f"{before}more\nagain" in notes
    assert lived("farmer edit t1 --add-note x --note y").status == 2
    assert lived('farmer edit t1 --add-note " "').status == 2
    assert lived("farmer edit p1 --add-note x").status == 2


@pytest.mark.parametrize(
    "command",
    ["edit t1 --note -", "edit Ana --note -", "mark Ana kept --note -", "log Ana --note -"],
)
def test_a_dash_reads_the_standard_input(
    lived: Farmer, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"wants:\n- a lease\n")))
    assert lived(f"farmer {command}").status == 0
    assert '"wants:\\n- a lease"' in lived("farmer export").out


@pytest.mark.parametrize("piped", [b"", b" \n\n"])
@pytest.mark.parametrize(
    "command",
    [
        *("edit t1 --note -", "edit p1 --note -", "edit c1 --note -", "edit t1 --add-note -"),
        *("add Zoe --note -", "mark Ana kept --note -", "log Ana --note hi --note -"),
    ],
)
def test_nothing_on_the_standard_input_empties_no_note(
    lived: Farmer, monkeypatch: pytest.MonkeyPatch, command: str, piped: bytes
) -> None:
    """It is refused; emptying one is typed."""
    before = lived("farmer export").told
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(piped)))
    refused = lived(f"farmer {command}")
    assert (refused.status, refused.out) == (2, "")
    assert "The standard input holds no text." in refused.err
    assert lived("farmer export").told == before
    emptied = lived('farmer edit t1 --note "" --json')
    assert (emptied.status, emptied.data["replaced"]) == (0, {"t1": "first"})


def _editor(tmp_path: Path, script: str) -> str:
    path = tmp_path / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("one", "before"), [("t1", "first"), ("p1", "send teh lease"), ("f1", "sent"), ("Ana", "")]
)
def test_words_are_written_in_the_editor(
    lived: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: str, before: str
) -> None:
    """It opens what is there, in a file that is the user's alone and gone afterwards."""
    seen = tmp_path / "seen"
    script = f'stat -c %a "$1" > {seen}; cat "$1" >> {seen}; echo "$1" >> {seen}; echo new > "$1"'
    monkeypatch.setenv("VISUAL", _editor(tmp_path, script))
    assert lived(f"farmer edit {one} -e").status == 0
    mode, *text, path = seen.read_text().splitlines()
    assert (mode, "\n".join(text)) == ("600", before)
    assert not Path(path).exists()
    assert not Path(path).parent.exists()
    assert '"new"' in lived("farmer export").out


@pytest.mark.parametrize(("script", "status"), [("true", 0), ("echo x > $1; exit 1", 2)])
def test_an_editor_that_changes_nothing_or_is_left_changes_nothing(
    lived: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, status: int
) -> None:
    monkeypatch.setenv("EDITOR", _editor(tmp_path, script))
    monkeypatch.delenv("VISUAL", raising=False)
    before = lived("farmer export").told
    assert lived("farmer edit t1 -e").status == status
    assert lived("farmer export").told == before


def test_what_was_written_is_kept_where_it_is_refused(
    lived: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A promise without words, and a note that another command changed meanwhile."""
    monkeypatch.setenv("EDITOR", _editor(tmp_path, 'echo > "$1"'))
    monkeypatch.delenv("VISUAL", raising=False)
    refused = lived("farmer edit p1 -e")
    kept = Path(refused.err.strip().rpartition(" ")[2])
    assert refused.status == 2
    assert kept.read_text() == "\n"
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_the_editor_is_for_one_note(lived: Farmer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    for names in ("t1 f1", "Ana Joe", "e1", "t1 Ana"):
        assert lived(f"farmer edit {names} -e").status == 2


@pytest.mark.parametrize(
    ("command", "met_at", "met_on"),
    [
        ("edit e1 --name Gala --on 2026-05-01", "Gala", "2026-05-01"),
        ('edit e1 --name ""', "", "2026-06-15"),
        ("edit e1 --place Lyon", "Fair", "2026-06-15"),
        ("edit t1 t2 --on 2026-05-01", "Fair", "2026-05-01"),
        ("edit t1 --at Gala", "Gala", "2026-06-15"),
        ('edit t1 --at ""', "", "2026-06-15"),
        ("edit t1 --note hi", "Fair", "2026-06-15"),
        ("edit t3 --on 2026-05-01", "Fair", "2026-06-15"),
    ],
)
def test_where_and_when_somebody_was_met_follows_the_first_talk(
    farmer: Farmer, command: str, met_at: str, met_on: str
) -> None:
    """It is said where it does, and goes back with the change; other days of theirs stay."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --new --at Fair')
    farmer("farmer log Ana --kind email")
    farmer('farmer edit Bo --met-at "a train" --met-on 2020-01-05')
    before = farmer("farmer export").told
    told = farmer(f"farmer {command}")
    shown = farmer("farmer show Ana --json").data
    assert (told.status, shown["met_at"], shown["met_on"]) == (0, met_at, met_on)
    moved = (met_at, met_on) != ("Fair", "2026-06-15")
    assert ("Ana Ruiz: met " in told.err) == moved
    assert "Bo Li" not in told.err
    assert farmer("farmer show Bo --json").data["met_at"] == "a train"
    farmer("farmer undo")
    assert farmer("farmer export").told == before


def test_where_somebody_was_met_stays_while_another_talk_tells_it(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --new --at Fair')
    farmer("farmer log Ana --at Fair --kind meal")
    farmer("farmer edit t1 --on 2026-06-01")
    assert farmer("farmer show Ana --json").data["met_on"] == "2026-06-15"


@pytest.mark.parametrize("one", ["t1", "c1"])
def test_without_an_editor_the_command_at_hand_is_printed(
    lived: Farmer, monkeypatch: pytest.MonkeyPatch, one: str
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    refused = lived(f"farmer edit {one} -e")
    assert (refused.status, refused.out) == (2, "")
    assert f"EDITOR=nano farmer edit {one} -e" in refused.err


@pytest.mark.parametrize(
    ("moved", "there", "events"),
    [
        ("t1", ["Bo Li", "Cy Marsh"], ["2026-05-01 Fair Pier", "2026-06-15 Fair Pier"]),
        ("t1 t3", ["Bo Li"], ["2026-05-01 Fair Pier", "2026-06-15 Fair Pier"]),
        ("t1 t2 t3", [], ["2026-05-01 Fair Pier"]),
    ],
)
def test_who_was_there_another_day_was_at_another_event(
    farmer: Farmer, moved: str, there: list[str], events: list[str]
) -> None:
    """Those who move together met there, and nobody meets on two days."""
    farmer('farmer log "Ana Ruiz" "Bo Li" "Cy Marsh" --new --at Fair --place Pier')
    before = farmer("farmer export").told
    farmer(f"farmer edit {moved} --on 2026-05-01")
    whole = json.loads(farmer("farmer export").out)
    found = {row["id"]: f"{row['on']} {row['name']} {row['place']}" for row in whole["events"]}
    names = {row["id"]: row["name"] for row in whole["contacts"]}
    assert sorted(found.values()) == events
    met = [(found[row["event_id"]], names[row["contact_id"]]) for row in whole["touchpoints"]]
    assert [name for event, name in met if event.startswith("2026-06")] == there
    assert all(found[row["event_id"]].startswith(row["on"]) for row in whole["touchpoints"])
    farmer("farmer undo")
    assert farmer("farmer export").told == before
