"""One ledger on two and three machines, through a folder: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from farmer.ledger.file import gathering
from farmer.ledger.file.sealed import FRAME_BYTES, Seal
from farmer.ledger.refusals import disk_full
from farmer.ledger.sqlite.sync import book
from farmer.ledger.sqlite.sync.book import Book
from tests.cli.test_loading import HEAVY, loaded_by
from tests.keep.machines import Machines


@pytest.fixture
def two(machines: Machines) -> Machines:
    """Two machines that have the same: Ana, Bo, and a talk with each."""
    machines.on("a", "log Ana --new --on 2026-06-01 --note port")
    machines.on("a", 'log "Bo Ekberg" --new --on 2026-06-02')
    machines.on("a", "tag Ana @chapter")
    machines.sync("a", "b")
    return machines


def test_a_new_machine_takes_all_in_and_both_go_on(two: Machines) -> None:
    assert two.people("a") == two.people("b")
    assert list(two.people("b")) == ["Ana", "Bo Ekberg"]
    two.on("b", "log Ana --on 2026-06-03 --note lease")
    two.on("a", "log Cy --new --on 2026-06-03")
    two.on("a", "edit Ana --title Partner")
    two.on("b", "edit Ana --company Acme")
    two.on("b", "tag Ana --remove @chapter")
    done = two.sync("a", "b")
    assert done["taken"]["came"] == {"contact": 1, "touchpoint": 1}
    assert (done["others"], done["sent"]) == (1, 3)
    two.sync("a")
    assert two.people("a") == two.people("b")
    assert ("contact", "Acme", "Partner", "", "0") in two.people("a")["Ana"]


def test_nothing_new_writes_nothing(two: Machines) -> None:
    two.sync("a", "b", "a")
    ledgers = [two.ledger(each).read_bytes() for each in "ab"]
    files = [each.read_bytes() for each in two.files()]
    for machine in "abab":
        done = two.sync(machine)
        assert (done["sent"], done["taken"]["came"], done["taken"]["backup"]) == (0, {}, None)
    assert [two.ledger(each).read_bytes() for each in "ab"] == ledgers
    assert [each.read_bytes() for each in two.files()] == files


def test_where_nothing_is_new_nothing_heavy_is_loaded(two: Machines) -> None:
    two.sync("a")
    words = ("sync", str(two.folder), "--ledger", str(two.ledger("a")))
    assert not loaded_by(*words) & set(HEAVY)
    two.on("b", "add Di")
    two.sync("b")
    assert loaded_by(*words) & set(HEAVY)


def test_one_undo_takes_back_what_came_and_the_next_sync_brings_it(two: Machines) -> None:
    two.on("a", "log Cy --new --on 2026-06-03")
    before = two.people("b")
    two.sync("a", "b")
    assert "Cy" in two.people("b")
    two.on("b", "undo")
    assert two.people("b") == before
    two.sync("b")
    assert two.people("b") == two.people("a")


def test_a_dry_run_says_and_writes_nothing(two: Machines) -> None:
    two.on("a", "log Cy --new --on 2026-06-03")
    two.sync("a")
    ledger = two.ledger("b").read_bytes()
    files = [each.read_bytes() for each in two.files()]
    would = two.on("b", f'sync "{two.folder}" --dry-run --json').data
    assert would["taken"]["came"] == {"contact": 1, "touchpoint": 1}
    assert two.ledger("b").read_bytes() == ledger
    assert [each.read_bytes() for each in two.files()] == files


def test_whoever_is_forgotten_on_one_is_on_all_and_in_their_files(two: Machines) -> None:
    two.sync("c")
    two.on("b", "log Bo --on 2026-06-04 --note later")
    said = two.on("a", "forget Bo --yes --json").data
    assert said["holding"] == 3
    two.sync("b")
    two.sync("a")
    assert list(two.people("a")) == ["Ana"]
    assert two.sync("b")["taken"]["forgotten"] == 1
    assert list(two.people("b")) == ["Ana"]
    two.sync("a", "b", "a")
    holding = {each["name"]: each["is_holding"] for each in _machines(two, "a")}
    assert list(holding.values()).count(True) == 1
    assert two.sync("c")["taken"]["forgotten"] == 1
    two.sync("d", "a", "b", "c")
    for machine in "abc":
        assert not any(each["is_holding"] for each in _machines(two, machine)), machine
    for machine in "abcd":
        assert list(two.people(machine)) == ["Ana"]


def _machines(two: Machines, machine: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = two.on(machine, "sync --status --json").data["machines"]
    return found


def test_nobody_is_brought_back_by_who_was_away(two: Machines) -> None:
    """A machine that was away all along still has them, and says something new of them."""
    two.on("a", "forget Bo --yes")
    two.sync("a")
    two.on("b", "edit Bo --company Acme")
    two.sync("b", "a")
    for machine in "ab":
        assert list(two.people(machine)) == ["Ana"]


def test_whoever_is_back_by_what_another_wrote_is_there_once(two: Machines) -> None:
    """Bo was added by mistake here and is taken out again, but met there in the meantime."""
    two.sync("a")
    two.on("b", 'log "Bo Ekberg" --on 2026-06-04 --note harbour')
    for _ in range(2):  # the tag, and Bo
        two.on("a", "undo")
    assert list(two.people("a")) == ["Ana"]
    two.sync("a", "b", "a", "b")
    assert list(two.people("b")) == ["Ana", "Bo Ekberg"]
    assert two.people("a") == two.people("b")


def test_whoever_was_one_with_the_forgotten_here_alone_is_themselves_everywhere(
    two: Machines,
) -> None:
    """A backup of before the sync has them as one still; so may the others' files."""
    two.sync("c")
    two.on("b", "forget Bo --yes")
    two.on("a", "merge Bo Ana")
    assert list(two.people("a")) == ["Bo Ekberg"]
    two.sync("a", "b", "c", "a", "b", "c")
    for machine in "abc":
        (talk,) = (has for has in two.people(machine)["Ana"] if has[0] == "touchpoint")
        assert talk[-1] == "port", machine
    assert two.people("a") == two.people("b") == two.people("c")


def test_whoever_came_and_was_undone_is_forgotten_too(two: Machines) -> None:
    """The log has them still, and so has the backup that was made before somebody else came."""
    two.on("a", "log Cy --new --on 2026-06-03")
    two.sync("a", "b")
    two.on("b", "undo")
    two.on("b", "undo")
    assert not two.people("b")
    two.on("a", "forget Bo --yes")
    two.sync("a", "b")
    assert list(two.people("b")) == ["Ana", "Cy"]
    for file in two.home.glob("*.db"):
        assert b"Ekberg" not in file.read_bytes(), file


def test_a_talk_that_was_put_down_to_who_is_forgotten_is_there_once(two: Machines) -> None:
    """It was logged with the wrong person first: other machines know it by that."""
    two.on("a", "log Bo --on 2026-06-05 --note quay")
    two.on("a", "edit t3 --who Ana")
    two.sync("a", "b")
    two.on("a", "edit t3 --note harbour")
    two.on("a", "forget Bo --yes")
    two.sync("a", "b", "a")
    assert two.people("a") == two.people("b")
    notes = [has[-1] for has in two.people("b")["Ana"] if has[0] == "touchpoint"]
    assert sorted(notes) == ["harbour", "port"]


def test_lines_that_both_read_are_there_once_and_are_nothing_new(
    two: Machines, tmp_path: Path
) -> None:
    """Whichever of both talks stands: nothing came, the event is there once, and so it is said."""
    lines = tmp_path / "lines.txt"
    lines.write_text(
        "2026-06-10: coffee with Ana; kept\n"
        "2026-06-11: lunch with Ana and Bo; Ana promised the lease by friday\n"
    )
    for machine in "ab":
        two.on(machine, f'import "{lines}" --as lines')
    before = [_counts(two, machine) for machine in "ab"]
    assert before[0] == before[1]
    said = [(machine, two.sync(machine)["taken"]) for machine in "aabbabab"]
    assert [_counts(two, machine) for machine in "ab"] == before
    for _, taken in said:
        assert (taken["came"], taken["removed"], taken["changed"]) == ({}, {}, 0)
    told = [(machine, taken["alike"]) for machine, taken in said if taken["alike"]]
    assert len(told) <= 2
    talks = [alike["touchpoint"] for _, alike in told if "touchpoint" in alike]
    assert talks == [3]
    two.on("b", 'log Ana --note "later" --on 2026-06-12')
    two.sync("b", "a")
    assert two.people("a") == two.people("b")


def _counts(two: Machines, machine: str) -> dict[str, int]:
    whole = json.loads(two.on(machine, "export").out)
    return {
        name: len(rows)
        for name, rows in whole.items()
        if isinstance(rows, list) and name != "names"
    }


def test_a_copied_ledger_is_another_machine(two: Machines) -> None:
    """Whichever of both syncs first keeps the name; nothing of either is lost."""
    shutil.copyfile(two.ledger("a"), two.ledger("copy"))
    two.on("copy", "log Cy --new --on 2026-06-03")
    two.on("a", "log Di --new --on 2026-06-03")
    two.sync("copy", "a", "copy", "b", "a")
    assert len(two.files()) == 3
    for machine in ("a", "copy", "b"):
        assert list(two.people(machine)) == list(two.people("a"))
        assert {"Cy", "Di"} <= two.people(machine).keys()


def test_a_file_that_went_back_is_named_and_nothing_is_lost(two: Machines) -> None:
    (own,) = [each["name"] for each in _machines(two, "a") if each["is_own"]]
    file = two.folder / f"{own}.sealed"
    before = file.read_bytes()
    two.on("a", "log Cy --new --on 2026-06-03")
    two.sync("a", "b")
    file.write_bytes(before)
    assert two.sync("b")["went_back"] == [file.name]
    two.on("a", "log Di --new --on 2026-06-03")
    two.sync("a", "b")
    assert two.people("a") == two.people("b")
    assert len(two.files()) == 3


def test_a_machine_whose_file_is_gone_is_told_of_by_the_others(two: Machines) -> None:
    (own,) = [each["name"] for each in _machines(two, "a") if each["is_own"]]
    two.on("a", "log Cy --new --on 2026-06-03")
    two.sync("a", "b")
    (two.folder / f"{own}.sealed").unlink()
    two.sync("b", "c")
    assert two.people("c") == two.people("b")


def test_whoever_is_new_tells_no_more_than_the_others_do_not(two: Machines) -> None:
    """What came from a file is in that file; what was there before is sent, as what came of it."""
    two.on("c", "log Di --new --on 2026-06-04 --note mast")
    done = two.sync("c")
    assert (done["taken"]["came"]["contact"], done["sent"]) == (2, 2)
    assert two.sync("a")["taken"]["came"] == {"contact": 1, "touchpoint": 1}
    sizes = sorted(each.stat().st_size // FRAME_BYTES for each in two.files())
    assert sizes == [2, 3, 3]  # of b nothing but its head and whom it forgot
    for left in ("b", "c"):  # what only a had told is in nobody's file, until it is missed
        two.sync(left)
    (own,) = [each["name"] for each in _machines(two, "a") if each["is_own"]]
    (two.folder / f"{own}.sealed").unlink()
    two.sync("b", "d")
    assert two.people("d") == two.people("a")


def test_a_machine_that_is_gone_is_missed_although_a_sync_was_undone(two: Machines) -> None:
    """The undo has all files read again, and says nothing of one that was read before."""
    two.sync("a")
    two.on("c", "log Di --new --on 2026-06-04")
    two.sync("c", "b")
    two.on("b", "undo")
    (own,) = [each["name"] for each in _machines(two, "a") if each["is_own"]]
    (two.folder / f"{own}.sealed").unlink()
    two.sync("b")
    two.sync("d")
    assert two.people("d") == two.people("b")


def test_a_folder_that_is_empty_again_is_told_of_and_filled(two: Machines) -> None:
    """As where a stick is not plugged in; what a dry run says would be sent, is."""
    two.sync("a")
    names = sorted(each.name for each in two.files())
    for each in two.files():
        each.unlink()
    would = two.on("a", f'sync "{two.folder}" --dry-run --json').data
    done = two.sync("a")
    assert would["missing"] == done["missing"] == names
    assert would["sent"] == done["sent"] == 5
    two.sync("b")
    assert two.sync("a")["missing"] == []
    two.sync("b", "c")
    assert two.people("a") == two.people("b") == two.people("c")


def test_what_is_half_copied_waits(two: Machines) -> None:
    (own,) = [each["name"] for each in _machines(two, "a") if each["is_own"]]
    file = two.folder / f"{own}.sealed"
    two.on("a", "log Cy --new --on 2026-06-03")
    two.sync("a")
    whole = file.read_bytes()
    for part in (len(whole) - 1, len(whole) - 4000):
        file.write_bytes(whole[:part])
        assert two.sync("b")["waiting"] == [file.name]
        assert "Cy" not in two.people("b")
    file.write_bytes(whole)
    assert not two.sync("b")["waiting"]
    assert two.people("a") == two.people("b")
    for part in (0, 1, 100, 4095, 4096, 5000):
        file.write_bytes(whole[:part])
        done = two.sync("c")
        assert done["waiting"] == [file.name]
    file.write_bytes(whole)
    two.sync("c")
    assert two.people("c") == two.people("a")


def test_what_is_not_farmers_is_left_alone_and_named(two: Machines) -> None:
    (own,) = [each["name"] for each in _machines(two, "a") if each["is_own"]]
    (two.folder / "notes.txt").write_text("mine")
    (two.folder / ".stfolder").mkdir()
    (two.folder / "sub").mkdir()
    (two.folder / f"{'a' * 32}.sealed").symlink_to(two.folder / f"{own}.sealed")
    os.mkfifo(two.folder / f"{'b' * 32}.sealed")
    copy = f"{own} (conflicted copy).sealed"
    shutil.copyfile(two.folder / f"{own}.sealed", two.folder / copy)
    shutil.copyfile(two.folder / f"{own}.sealed", two.folder / f"{'c' * 32}.sealed")
    done = two.sync("b")
    assert done["strange"] == sorted(
        ["notes.txt", "sub", *(f"{each * 32}.sealed" for each in "ab")]
    )
    assert done["copies"] == sorted([copy, f"{'c' * 32}.sealed"])
    assert (two.folder / "notes.txt").read_text() == "mine"


def test_another_passphrase_is_refused_in_one_sentence(
    two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [each.read_bytes() for each in two.files()]
    monkeypatch.setenv("FARMER_KEY_COMMAND", "echo another word that nobody ever said")
    refused = two.farmer(f'farmer sync "{two.folder}" --ledger "{two.ledger("c")}" --json')
    assert refused.status == 6
    assert refused.envelope["error"]["code"] == "wrong-key"
    assert not two.ledger("c").exists()
    assert [each.read_bytes() for each in two.files()] == files
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    refused = two.farmer(f'farmer sync "{two.folder}" --ledger "{two.ledger("b")}"')
    assert (refused.status, "nobody is here" in refused.err) == (6, True)


def test_a_refusal_says_what_is_in_the_folder_already(
    two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a full disk it would say that nothing was changed."""

    def full(_: object, path: Path) -> None:
        raise disk_full(path)

    two.on("a", "log Ana --on 2026-06-04 --note quay")
    with monkeypatch.context() as patched:
        patched.setattr("farmer.ledger.file.gathering.check_change", full)
        refused = two.typed("a", f'sync "{two.folder}"')
    assert refused.status == 6
    assert f"What is new here is in {two.folder} already." in refused.err
    assert "othing was" not in refused.err
    two.sync("a", "b", "a")
    assert two.people("a") == two.people("b")


def test_where_the_keyring_keeps_no_key_nothing_is_sent(two: Machines) -> None:
    files = [each.read_bytes() for each in two.files()]
    two.on("a", "log Ana --on 2026-06-04 --note quay")
    refused = two.typed("a", f'sync "{two.folder}" --keyring')
    assert refused.status == 2
    assert refused.err.splitlines() == [
        "The system's keyring does not keep the key. Nothing was sent.",
        "Leave out --keyring, or see which keyrings there are: keyring --list-backends",
    ]
    assert [each.read_bytes() for each in two.files()] == files


def test_the_folder_says_nothing(two: Machines) -> None:
    for file in two.files():
        data = file.read_bytes()
        assert file.stat().st_mode & 0o777 == 0o600
        assert len(data) % 4096 == 0
        for word in (b"Ana", b"Ekberg", b"port", b"2026", b"chapter", b"contact"):
            assert word not in data


def test_ledgers_begun_apart_become_one_by_who_is_who(machines: Machines) -> None:
    machines.on("a", "add Ana --email ana@port.example --company Port")
    machines.on("b", "add Ana --email ana@port.example --title Partner")
    machines.on("b", "log Bo --new --on 2026-06-01")
    done = machines.sync("a", "b")
    assert [each["kept"]["name"] for each in done["taken"]["same"]] == ["Ana"]
    machines.sync("a", "b", "a")
    assert machines.people("a") == machines.people("b")
    assert sorted(machines.people("a")) == ["Ana", "Bo"]


def test_what_both_corrected_is_said_once(two: Machines) -> None:
    two.on("a", "edit Ana --company Acme")
    two.on("b", "edit Ana --company Beta")
    two.sync("a")
    (clash,) = two.sync("b")["taken"]["corrected"]
    assert {clash["stands"], clash["gives_way"]} == {"Acme", "Beta"}
    two.sync("a", "b", "a")
    assert two.people("a") == two.people("b")
    two.on("b", "edit Ana --company Gamma")
    two.sync("b")
    assert not two.sync("a")["taken"]["corrected"]
    assert ("contact", "Gamma", "", "", "0") in two.people("a")["Ana"]


def test_without_a_folder(machines: Machines) -> None:
    asked = f'--ledger "{machines.ledger("a")}"'
    assert machines.farmer(f"farmer sync {asked}").status == 3
    assert machines.farmer(f"farmer sync --status {asked}").status == 3
    machines.on("a", "log Ana --new")
    assert machines.farmer(f"farmer sync {asked}").status == 2
    assert machines.farmer(f"farmer sync --status {asked}").status == 2
    machines.sync("a")
    assert machines.on("a", "sync --json").data["sent"] == 0
    assert machines.farmer(f"farmer sync --status --dry-run {asked}").status == 2


def test_work_grows_with_what_changed(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much there is: one talk is one frame, and nothing else of the ledger is a record."""
    lines = ["First Name,Last Name,Company,Position,Connected On"]
    lines += [f"Kim{number},Doe,Works {number},Partner,01 Mar 2024" for number in range(400)]
    (tmp_path / "Connections.csv").write_text("\n".join(lines) + "\n")
    machines.on("a", f'import "{tmp_path / "Connections.csv"}"')
    machines.sync("a", "b", "a")
    machines.on("a", "log Kim7 --on 2026-06-03")
    sizes = {file.name: file.stat().st_size for file in machines.files()}
    frames, rows = _counted(monkeypatch, Seal, "_opened"), _counted(monkeypatch, Book, "read_row")
    assert machines.sync("a")["sent"] == 1
    assert machines.sync("b")["taken"]["came"] == {"touchpoint": 1}
    grown = [file.stat().st_size - sizes[file.name] for file in machines.files()]
    assert sorted(grown) == [0, FRAME_BYTES]
    assert len(frames) < 30
    assert len(rows) < 60
    assert len(machines.people("b")) == 400


def test_a_new_machine_works_through_what_came_once(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found once, and nothing of it is read to know that it need not be sent."""
    for number in range(30):
        machines.on("a", f"log Kim{number} --new --on 2026-06-01")
    machines.on("b", "log Di --new --on 2026-06-02 --note mast")
    machines.sync("a")
    found = _counted(monkeypatch, gathering, "taken_in")
    rows = _counted(monkeypatch, Book, "read_row")
    done = machines.sync("b")
    assert (done["taken"]["came"]["contact"], done["sent"]) == (30, 2)
    assert len(found) == 1
    assert len(rows) < 30
    assert machines.sync("a")["taken"]["came"] == {"contact": 1, "touchpoint": 1}
    assert machines.people("a") == machines.people("b")


def test_no_talk_of_the_past_is_named_for_a_new_one(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is worked out of everybody; of talks only of those that were written, or read."""
    machines.on("a", "log Ana --new --on 2026-01-01")
    machines.on("a", "add Bo")
    machines.sync("a", "b", "a")
    worked_out = []
    for talks in (3, 60):
        lines = tmp_path / f"{talks}.txt"
        told = (f"2026-{day // 28 + 2:02}-{day % 28 + 1:02}: call with Ana" for day in range(talks))
        lines.write_text("\n".join(told) + "\n")
        machines.on("a", f'import "{lines}" --as lines')
        machines.sync("a", "b", "a")
        machines.on("b", "log Bo --on 2026-06-03")
        with monkeypatch.context() as patched:
            named = _counted(patched, book, "name_of_row")
            machines.sync("b", "a")
        worked_out.append(sum(table == "touchpoint" for _, table, *_ in named))
    assert worked_out[1] <= worked_out[0] + 3
    assert machines.people("a") == machines.people("b")


def _counted(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[Any]:
    """A list that grows whenever that method is called."""
    calls: list[Any] = []
    before = getattr(owner, name)

    def counting(*given: Any) -> Any:
        calls.append(given)
        return before(*given)

    monkeypatch.setattr(owner, name, counting)
    return calls
