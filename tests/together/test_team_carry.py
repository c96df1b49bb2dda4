"""One member, two machines, one ledger: stories through the commands, by a real server."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from farmer.ledger.file import gathering, reading
from farmer.tasks.together import team_carry
from tests.conftest import KEY_COMMAND, SECRET
from tests.keyrings import Memory
from tests.servers import MEMBERS, Server, Team
from tests.together.conftest import Typing
from tests.together.test_team import farm, kept

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

import psycopg

from farmer.team import pieces
from farmer.team.carrier import Carrier
from farmer.team.schema import script
from tests.together.carried import PUT, in_book, put_back

DESK, LAP, LEE = "desk", "lap", "lee"


@pytest.fixture
def kim(extra: None, by: Typing, team: Team, monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Kim has two machines; Lee is a colleague."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    joined = by(DESK, f"farmer team join '{team.address('kim')}' --carry --json")
    key = joined.data["new_key"]
    by(LAP, f"farmer team join '{team.address('kim')}' --carry", FARMER_TEAM_KEY=key)
    by(LEE, f"farmer team join '{team.address('lee')}'", FARMER_TEAM_KEY=key)
    by(LEE, 'farmer add "Nobody Inparticular"')
    return by


def names(by: Typing, machine: str) -> list[str]:
    return sorted(row[1] for row in by(machine, "farmer list --tsv").rows)


def synced(by: Typing, *machines: str) -> str:
    """What the last of them says."""
    for machine in machines:
        done = by(machine, "farmer team sync --pretty")
        assert done.status == 0, done.err
    return done.out


def machines_in(team: Team) -> set[str]:
    return {str(row[1]) for row in in_book(team)}


def test_what_one_machine_is_told_the_other_knows(kim: Typing, team: Team) -> None:
    """The story of the issue; a colleague's stands in the same sentence."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01 --note "the port"')
    assert "Sealed for your other machines: 2 records." in (first := synced(kim, DESK))
    assert "No other machine of yours has sent anything yet." in first
    assert synced(kim, LAP).splitlines()[0] == "Sent 0, received 2 (your other machine 2)."
    assert names(kim, LAP) == ["Ana Ruiz"]
    kim(LAP, 'farmer log "Bo Li" --new --on 2026-06-02')
    farm(kim, LEE, "Carla Voss", "--company 'Voss & Co'")
    kim(LEE, "farmer team share Carla")
    synced(kim, LEE, LAP)
    said = synced(kim, DESK)
    assert said.splitlines()[0] == "Sent 0, received 3 (Lee 1, your other machine 2)."
    assert "Took in 1 person and 1 touchpoint from your other machine." in said
    assert names(kim, DESK) == names(kim, LAP) == ["Ana Ruiz", "Bo Li"]
    assert len(machines_in(team)) == 2
    assert "since 15 Jun 2026" in kim(DESK, "farmer team --pretty").out
    assert kim(DESK, "farmer team --json").data["carries_since"] == "2026-06-15"


def test_what_came_can_be_taken_back_and_comes_again(kim: Typing) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    kim(LAP, 'farmer log "Bo Li" --new --on 2026-06-02')
    synced(kim, DESK, LAP)
    assert list(Path(kim(LAP, "farmer where").rows[0][1]).parent.glob("*before-sync*"))
    assert kim(LAP, "farmer undo").err == "The next farmer team sync brings it again.\n"
    assert names(kim, LAP) == ["Bo Li"]
    synced(kim, LAP)
    assert names(kim, LAP) == ["Ana Ruiz", "Bo Li"]


def test_what_is_told_to_the_team_rests_on_what_came(kim: Typing) -> None:
    """The other machine's talk counts in the same sync in which it comes."""
    farm(kim, DESK, "Ana Ruiz", "")
    kim(DESK, "farmer team share Ana")
    synced(kim, DESK, LAP)
    kim(LAP, 'farmer log "Ana Ruiz" --on 2026-06-14 --kind meal')
    synced(kim, LAP, DESK, LEE)
    told = kim(LEE, 'farmer reach "Ana Ruiz" --json').data
    score = kim(DESK, "farmer check Ana --as target --json").data["score"]
    assert f"'score': {int(score)}" in str(told)


def test_where_nothing_is_new_nothing_is_opened_and_no_passphrase_asked(
    kim: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK, LAP, DESK, LAP)
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    monkeypatch.setattr(team_carry, "exchange", lambda *_, **__: pytest.fail("it was opened"))
    for machine in (DESK, LAP, DESK):
        assert synced(kim, machine) == "Sent 0, received 0.\n"


def test_only_pieces_that_are_new_are_fetched(
    kim: Typing, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise = random.Random(7)
    for day in range(1, 5):
        words = noise.randbytes(40_000).hex()
        kim(DESK, f'farmer log "Ana Ruiz" --new --on 2026-06-0{day} --note "{words}"')
    synced(kim, DESK, LAP)
    assert len(in_book(team)) >= 4
    fetched: list[bool] = []
    plain = pieces.pieces_of

    def counted(*given: object) -> list[pieces.SealedPiece]:
        found = plain(*given)  # type: ignore[arg-type]
        fetched.extend(piece.content is not None for piece in found)
        return found

    monkeypatch.setattr(pieces, "pieces_of", counted)
    kim(DESK, "farmer log Ana --on 2026-06-05")
    synced(kim, DESK)
    fetched.clear()
    synced(kim, LAP)
    assert fetched.count(True) == 1
    assert fetched.count(False) >= 3


def test_the_server_has_no_word_of_it(kim: Typing, team: Team) -> None:
    """Not the name, not the words: and the sizes are in steps."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01 --note "the port"')
    synced(kim, DESK)
    (*_, content) = in_book(team)[0]
    assert isinstance(content, bytes)
    assert len(content) % 4096 == 0
    assert b"Ana" not in content
    assert b"port" not in content
    assert SECRET.encode() not in content


def test_whoever_is_forgotten_is_said_to_be_there_until_each_machine_has_written_anew(
    kim: Typing, team: Team
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    kim(DESK, 'farmer log "Bo Li" --new --on 2026-06-01')
    synced(kim, DESK, LAP, DESK)
    before = {(row[1], row[4]) for row in in_book(team)}
    said = " ".join(kim(DESK, "farmer forget Ana --yes --pretty").out.split())
    assert "2 machines' files in your team's book may still hold them" in said
    assert "until farmer team sync has run there" in said
    for _ in range(2):
        assert "1 machine's sealed file there may still hold" in synced(kim, DESK)
    assert "1 machine's sealed file there may still hold" in kim(DESK, "farmer team --pretty").out
    synced(kim, LAP, DESK)
    assert names(kim, LAP) == ["Bo Li"]
    assert "may still hold" not in kim(DESK, "farmer team --pretty").out
    assert not before & {(row[1], row[4]) for row in in_book(team)}


def test_it_is_called_by_what_it_is_wherever_it_is_said(kim: Typing, tmp_path: Path) -> None:
    """Nobody typed where the sealed files lie; what is to be typed next is the team's command."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    (tmp_path / "elsewhere").mkdir()
    for more in ("--status", "", f"'{tmp_path / 'elsewhere'}'"):
        refused = kim(DESK, f"farmer sync {more}")
        assert (refused.status, refused.out) != (0, "")
        assert "Your team's book" in refused.err
        assert "Type: farmer team sync" in refused.err
    synced(kim, DESK, LAP)
    status = kim(LAP, "farmer sync --status --pretty").out
    assert status.startswith("Your machines, by the team's book, as the last farmer team sync")
    assert kim(LAP, "farmer sync --status --json").data["by_book"] is True
    history = kim(LAP, "farmer history --pretty").out
    assert "sync with your other machines, by the team's book" in history
    undone = kim(LAP, "farmer undo --pretty")
    assert undone.err == "The next farmer team sync brings it again.\n"
    for said in (status, history, undone.out):
        assert "ledger.carried" not in said


def test_a_sync_that_takes_back_what_was_told_does_not_say_that_the_next_one_will(
    kim: Typing,
) -> None:
    farm(kim, DESK, "Ana Ruiz")
    kim(DESK, "farmer team share Ana")
    synced(kim, DESK, LAP, DESK)
    assert "goes with the next farmer team sync" in kim(LAP, "farmer forget Ana --yes").err
    synced(kim, LAP)
    done = kim(DESK, "farmer team sync --pretty")
    assert "Taken back: 1 person." in done.out
    assert done.err == ""


def test_leaving_takes_the_pieces_along_and_the_ledger_stays(
    kim: Typing, team: Team, tmp_path: Path
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK, LAP)
    assert in_book(team)
    assert kim(DESK, "farmer team leave --yes").status == 0
    assert in_book(team) == []
    assert not (tmp_path / DESK / "ledger.carried").exists()
    assert names(kim, DESK) == names(kim, LAP) == ["Ana Ruiz"]
    assert "may still hold" not in kim(DESK, "farmer forget Ana --yes --pretty").out


def test_the_other_machine_leaves_after_it(kim: Typing, team: Team, tmp_path: Path) -> None:
    """It is let in no more by then, and nothing of the team is left on it either."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK, LAP)
    kim(DESK, "farmer team leave --yes")
    assert "no member" in kim(LAP, "farmer team sync").err
    assert kim(LAP, "farmer team leave --yes").status == 0
    assert not (tmp_path / LAP / "ledger.carried").exists()
    assert not (tmp_path / LAP / "ledger.team.json").exists()
    assert names(kim, LAP) == ["Ana Ruiz"]


def test_a_ledger_may_be_locked_and_carried(kim: Typing, tmp_path: Path) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    assert kim(DESK, "farmer lock").status == 0
    synced(kim, DESK, LAP)
    kim(LAP, 'farmer log "Bo Li" --new --on 2026-06-02')
    synced(kim, LAP, DESK)
    assert names(kim, DESK) == names(kim, LAP) == ["Ana Ruiz", "Bo Li"]
    for file in (tmp_path / DESK).rglob("*"):
        assert not file.is_file() or b"Bo Li" not in file.read_bytes()


def test_what_another_machine_sends_ends_the_wait(kim: Typing) -> None:
    kim(LAP, 'farmer log "Bo Li" --new --on 2026-06-02')
    synced(kim, LAP)
    assert kim(DESK, "farmer team sync --wait --json").data["carried"]["received"] == 2


def test_what_a_newer_farmer_sent_is_said_each_time_and_read_once_it_can_be(
    kim: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    with monkeypatch.context() as newer:
        newer.setattr(gathering, "HEAD", "9999")
        synced(kim, DESK)
    for _ in range(2):
        assert "has a newer farmer: pipx upgrade farmer-ledger" in synced(kim, LAP)
    monkeypatch.setattr(reading, "HEAD", "9999")
    synced(kim, LAP)
    assert names(kim, LAP) == ["Ana Ruiz"]


def test_a_server_put_back_to_yesterday_gets_again_what_it_lost(kim: Typing, team: Team) -> None:
    """And whoever was forgotten since stays forgotten, on all machines and there."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    kim(DESK, 'farmer log "Bo Li" --new --on 2026-06-01')
    synced(kim, DESK, LAP, DESK)
    yesterday = in_book(team)
    kim(LAP, 'farmer log "Cy Poe" --new --on 2026-06-02')
    kim(DESK, "farmer forget Ana --yes")
    synced(kim, DESK, LAP, DESK)
    today = [row[:3] + row[4:] for row in in_book(team)]
    put_back(team, yesterday)
    synced(kim, LAP)
    assert [row[:3] + row[4:] for row in in_book(team)] == today
    kim(LAP, "farmer log Bo --on 2026-06-03")
    synced(kim, LAP, DESK, LAP)
    assert names(kim, DESK) == names(kim, LAP) == ["Bo Li", "Cy Poe"]
    assert len(machines_in(team)) == 2


def test_a_server_that_lost_all_gets_it_again(kim: Typing, team: Team) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK, LAP, DESK)
    there = machines_in(team)
    put_back(team, [])
    synced(kim, DESK)
    assert machines_in(team) == there


def test_into_another_book_at_that_address_nothing_goes(kim: Typing, team: Team) -> None:
    """Until it is joined; then all is sent there."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK, LAP)
    put_back(team, [])
    with psycopg.connect(team.address("owner")) as db:
        db.execute("UPDATE farmer_team.book SET id = gen_random_uuid()")
    assert "another book" in kim(DESK, "farmer team sync").err
    assert in_book(team) == []
    key = kim(DESK, "farmer team --key --json").data["key"]
    for machine in (DESK, LAP):
        kim(machine, "farmer team leave --yes")
        join = f"farmer team join '{team.address('kim')}' --carry"
        assert kim(machine, join, FARMER_TEAM_KEY=key).status == 0
        kim(machine, f'farmer log "New {machine}" --new --on 2026-06-03')
    synced(kim, DESK, LAP, DESK)
    assert names(kim, DESK) == names(kim, LAP) == ["Ana Ruiz", "New desk", "New lap"]


def test_a_copy_of_a_machine_becomes_one_of_its_own(
    kim: Typing, team: Team, tmp_path: Path
) -> None:
    """Folder, ledger and all, as of a new laptop that was set up from a backup of the old one."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK)
    shutil.copytree(tmp_path / DESK, tmp_path / "copy")
    for machine, name in ((DESK, "Bo Li"), ("copy", "Cy Poe"), (DESK, "Di Roe")):
        kim(machine, f'farmer log "{name}" --new --on 2026-06-02')
        synced(kim, machine)
    synced(kim, "copy", DESK, LAP)
    assert names(kim, DESK) == names(kim, "copy") == names(kim, LAP)
    assert names(kim, DESK) == ["Ana Ruiz", "Bo Li", "Cy Poe", "Di Roe"]


def test_a_ledger_brought_back_from_a_backup_gets_the_rest_again(kim: Typing) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK, LAP)
    kim(DESK, "farmer backup")
    kim(DESK, 'farmer log "Bo Li" --new --on 2026-06-02')
    synced(kim, DESK, LAP)
    assert kim(DESK, "farmer restore 1 --yes").status == 0
    assert names(kim, DESK) == ["Ana Ruiz"]
    synced(kim, DESK)
    assert names(kim, DESK) == ["Ana Ruiz", "Bo Li"]


def without_state(folder: Path) -> None:
    (folder / ".carried.json").unlink()


def without_files(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("lose", [without_state, without_files])
def test_what_lies_beside_the_ledger_may_be_lost(
    lose: Callable[[Path], None], kim: Typing, team: Team, tmp_path: Path
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK, LAP, DESK)
    there = machines_in(team)
    lose(tmp_path / DESK / "ledger.carried")
    kim(LAP, 'farmer log "Bo Li" --new --on 2026-06-02')
    kim(DESK, 'farmer log "Cy Poe" --new --on 2026-06-02')
    synced(kim, LAP, DESK, LAP)
    assert names(kim, DESK) == names(kim, LAP) == ["Ana Ruiz", "Bo Li", "Cy Poe"]
    assert machines_in(team) == there


def test_a_file_is_called_by_nothing_that_the_server_makes_up(
    kim: Typing, team: Team, tmp_path: Path
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    with psycopg.connect(team.address("owner")) as db:
        db.execute("ALTER TABLE farmer_team.own DROP CONSTRAINT own_machine_check")
        db.execute(PUT, ("kim", "../../odd", 0, 1, b"x"))
    synced(kim, DESK)
    assert not list(tmp_path.rglob("*odd*"))


def test_another_passphrase_opens_nothing_and_sends_nothing(
    kim: Typing, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK)
    before = in_book(team)
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND.replace(SECRET, f"not {SECRET}"))
    refused = kim(LAP, "farmer team sync")
    assert (refused.status, refused.out) == (6, "")
    assert "does not open what your other machine sent" in refused.err
    assert in_book(team) == before


def test_the_keyring_tells_the_passphrase_where_it_is_asked_to(
    kim: Typing, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    assert kim(DESK, "farmer team sync --keyring").status == 0
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    kim(DESK, 'farmer log "Bo Li" --new --on 2026-06-01')
    assert synced(kim, DESK)
    memory.kept.clear()
    kim(DESK, 'farmer log "Cy Poe" --new --on 2026-06-01')
    assert kim(DESK, "farmer team sync").status == 6


def test_without_a_passphrase_nothing_is_sent(
    kim: Typing, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK)
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    refused = kim(LAP, "farmer team sync")
    assert refused.status == 6
    assert "nobody is here to type the passphrase" in refused.err
    assert "farmer team sync --keyring" in refused.err


def test_a_folder_is_no_second_way(kim: Typing, tmp_path: Path) -> None:
    """From joining on, not only once something was carried."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    (tmp_path / "between").mkdir()
    for words in ("", str(tmp_path / "between")):
        for _ in range(2):
            refused = kim(DESK, f"farmer sync {words}")
            assert refused.status == 5
            assert "farmer team sync" in refused.err
            synced(kim, DESK)


def test_a_ledger_that_is_in_no_team_any_more_goes_through_a_folder(
    kim: Typing, tmp_path: Path
) -> None:
    """What was carried may lie there still: nothing of it is a team."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK)
    (tmp_path / DESK / "ledger.team.json").unlink()
    (tmp_path / "between").mkdir()
    assert kim(DESK, f"farmer sync {tmp_path / 'between'}").status == 0


def a_file(folder: Path) -> None:
    folder.write_text("mine")


def a_link_to_nothing(folder: Path) -> None:
    folder.symlink_to(folder.parent / "nowhere")


@pytest.mark.parametrize("lay", [a_file, a_link_to_nothing])
def test_where_something_else_lies_in_the_place_of_the_folder_it_is_said(
    lay: Callable[[Path], None], kim: Typing, tmp_path: Path
) -> None:
    folder = tmp_path / DESK / "ledger.carried"
    lay(folder)
    refused = kim(DESK, "farmer team sync")
    assert (refused.status, refused.out) == (6, "")
    assert refused.err.startswith(f"{folder} cannot be used: ")
    assert kim(DESK, "farmer team leave --yes").status == 0
    assert folder.is_symlink() or folder.read_text() == "mine"


def test_what_lies_in_the_place_of_a_machines_file_is_not_read(
    kim: Typing, team: Team, tmp_path: Path
) -> None:
    """What a link leads to is nobody's ledger; the file comes again in its place."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK)
    there, (sealed,) = machines_in(team), (tmp_path / DESK / "ledger.carried").glob("*.sealed")
    before, own = sealed.read_bytes(), tmp_path / "diary"
    own.write_text("mine")
    sealed.unlink()
    sealed.symlink_to(own)
    kim(DESK, "farmer log Ana --on 2026-06-02")
    synced(kim, DESK)
    assert not sealed.is_symlink()
    assert sealed.read_bytes().startswith(before)
    assert (own.read_text(), machines_in(team)) == ("mine", there)


def test_only_machines_files_are_carried_and_deleted(
    kim: Typing, team: Team, tmp_path: Path
) -> None:
    """A copy that a synchroniser made of one, a link and somebody's own file are none."""
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK)
    there, folder = machines_in(team), tmp_path / DESK / "ledger.carried"
    (sealed,) = folder.glob("*.sealed")
    shutil.copy(sealed, folder / f"{sealed.stem} (copy).sealed")
    own = folder / "diary.sealed"
    own.write_text("mine")
    (folder / f"{'0' * 32}.sealed").symlink_to(own)
    (folder / f"{'1' * 32}.sealed").mkdir()
    kim(DESK, "farmer log Ana --on 2026-06-02")
    synced(kim, DESK)
    assert machines_in(team) == there
    (folder / f"{'1' * 32}.sealed").rmdir()
    assert kim(DESK, "farmer team leave --yes").status == 0
    assert list(folder.iterdir()) == [own]
    assert own.read_text() == "mine"


def test_who_is_in_the_team_can_have_it_carried_later(by: Typing, team: Team, extra: None) -> None:
    join = f"farmer team join '{team.address('kim')}'"
    by(DESK, join)
    said = by(DESK, f"{join} --carry --pretty").out
    assert said.startswith("The book carries your ledger from now on.")
    assert by(DESK, f"{join} --carry").status == 5


def test_what_the_owner_sees_is_said_when_one_joins(by: Typing, team: Team, extra: None) -> None:
    join = f"farmer team join '{team.address('kim')}'"
    said = " ".join(by(DESK, f"{join} --carry --pretty").out.split())
    assert "Whoever owns the server sees how large that is, how many machines there are" in said


def test_an_older_book_carries_nothing_and_does_what_it_did(
    by: Typing, postgres: Server, tmp_path: Path, extra: None
) -> None:
    older = postgres.database()
    with psycopg.connect(older.address("owner")) as db:
        db.execute(script(MEMBERS, until="0003").encode())
    join = f"farmer team join '{older.address('kim')}'"
    refused = by(DESK, f"{join} --carry")
    assert (refused.status, refused.out) == (6, "")
    assert "of an older farmer, which carries no ledger" in refused.err
    assert not (tmp_path / DESK / "ledger.team.json").exists()
    assert by(DESK, join).status == 0
    by(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    assert synced(by, DESK) == "Sent 0, received 0.\n"


def test_an_older_farmer_goes_on_in_a_book_that_carries(kim: Typing, team: Team) -> None:
    """It asks for the form alone, which is as before; one that knows a newer one is refused."""
    with psycopg.connect(team.address("owner")) as db:
        assert db.execute("SELECT form FROM farmer_team.book").fetchone() == (2,)


def test_what_lies_beside_the_ledger_is_for_its_owner_alone(kim: Typing, tmp_path: Path) -> None:
    kim(DESK, 'farmer log "Ana Ruiz" --new --on 2026-06-01')
    synced(kim, DESK)
    folder = tmp_path / DESK / "ledger.carried"
    assert folder.stat().st_mode & 0o077 == 0
    files = list(folder.iterdir())
    assert len(files) == 2
    assert all(each.stat().st_mode & 0o077 == 0 for each in files)
    assert "Ana" not in str(kept(tmp_path, DESK))
    assert Carrier(folder).mark
