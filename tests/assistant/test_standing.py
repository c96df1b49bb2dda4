"""What becomes of a preview, and of a server, when the ledger changes under them."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farmer.assistant.tools import Reply
from farmer.ledger import open_ledger
from tests.assistant.conftest import Ask
from tests.assistant.frames import Talk
from tests.assistant.test_recording import edition, people
from tests.conftest import KEY_COMMAND, Farmer
from tests.ledger.revisions import of_revision

if TYPE_CHECKING:
    from tests.keyrings import Memory


@pytest.fixture
def previewed(story: Farmer, ask: Ask) -> tuple[str, Any]:
    """A token, and what records it."""
    token = ask("preview", may_record=True, people=people("Ana")).told["token"]

    def record() -> Reply:
        return ask("record", may_record=True, token=token)

    return token, record


def test_a_ledger_in_the_place_of_another_is_not_written_by_a_token_of_that(
    previewed: Any, ledger: Path, farmer: Farmer, tmp_path: Path
) -> None:
    """Though as much was done in it as in the other."""
    _, record = previewed
    with open_ledger(str(ledger), {}).reading() as reader:
        steps = len(reader.changes())
    other = tmp_path / "other.db"
    for number in range(steps):
        assert farmer(f'farmer add "Ana Number{number}" --ledger {other}').status == 0
    other.replace(ledger)
    before = ledger.read_bytes()
    assert record().told["code"] == "no-preview"
    assert ledger.read_bytes() == before


def test_a_ledger_that_was_taken_away_is_not_begun_again(
    previewed: Any, ledger: Path, ask: Ask
) -> None:
    ledger.unlink()
    assert previewed[1]().told["code"] == "no-preview"
    assert ask("check", person="Ana").told["code"] == "unknown-person"
    assert not ledger.exists()


def test_an_older_ledger_in_its_place_is_brought_up_to_date(
    previewed: Any, ledger: Path, ask: Ask, tmp_path: Path
) -> None:
    of_revision(tmp_path / "older.db", "0017").replace(ledger)
    told = ask("check", person="Ana").told
    assert told["person"]["id"] == "c1"
    assert previewed[1]().told["code"] == "no-preview"


def test_what_is_no_ledger_is_said_and_the_ledger_back_in_its_place_is_answered(
    story: Farmer, ledger: Path, ask: Ask, tmp_path: Path
) -> None:
    kept = Path(shutil.copy2(ledger, tmp_path / "kept.db"))
    ledger.write_bytes(b"not a ledger, though long enough to be one " * 40)
    for name in ("check", "brief"):
        assert ask(name, person="Ana").told["code"] == "not-a-ledger"
    kept.replace(ledger)
    assert "verdict" in ask("check", person="Ana").told


@pytest.mark.skipif(os.name == "nt", reason="a process is killed otherwise there")
def test_killed_between_preview_and_record_nothing_is_written(story: Farmer, ledger: Path) -> None:
    """The next start is clean, and knows nothing of the token."""
    before = edition(ledger)
    with Talk(ledger, "--record") as talk:
        token = talk.call("preview", people=people("Ana"))["token"]
        talk.running.send_signal(signal.SIGKILL)
    assert talk.running.returncode == -signal.SIGKILL
    assert edition(ledger) == before
    assert sorted(path.name for path in ledger.parent.glob("ledger.db*")) == ["ledger.db"]
    with Talk(ledger, "--record") as talk:
        assert talk.call("record", token=token)["code"] == "no-preview"
        again = talk.call("preview", people=people("Ana"))["token"]
        assert len(talk.call("record", token=again)["written"]) == 1
    assert (talk.said, talk.running.returncode) == ("", 0)


def _dictate(ledger: Path, said: list[dict[str, Any]]) -> None:
    """Six records, each right after its preview; what came of each is said."""
    with Talk(ledger, "--record") as talk:
        for _ in range(6):
            told = talk.call("preview", people=people("Bo Ek"))
            if "token" in told:
                told = talk.call("record", token=told["token"])
            said.append(told)


def test_two_servers_and_the_command_line_lose_and_double_nothing(
    story: Farmer, ledger: Path
) -> None:
    """Each record is refused because of another's, or is written once."""
    said: list[dict[str, Any]] = []
    servers = [threading.Thread(target=_dictate, args=(ledger, said)) for _ in range(2)]
    for each in servers:
        each.start()
    typed = sum(story('farmer log "Bo Ek" --kind call').status == 0 for _ in range(6))
    for each in servers:
        each.join()
    assert len(said) == 12
    written = [told["change"] for told in said if "written" in told]
    assert len(set(written)) == len(written) > 0
    refused = {told["code"] for told in said if "written" not in told}
    assert refused <= {"no-preview", "ledger-busy"}
    with open_ledger(str(ledger), {}).reading() as reader:
        found = [each for each in reader.table("touchpoints") if each["contact_id"] == 3]
    assert len(found) == len(written) + typed


def test_a_ledger_is_locked_under_a_server_which_says_so_or_goes_on(
    story: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a command that knows the key, and without one; nobody is asked for a passphrase."""
    pytest.importorskip("sqlcipher3")
    key = f"echo {'ab' * 32}"
    with Talk(ledger, "--record") as without, Talk(ledger, key=key) as with_key:
        token = without.call("preview", people=people("Ana"))["token"]
        assert "verdict" in with_key.call("check", person="Ana")
        monkeypatch.setenv("FARMER_KEY_COMMAND", key)
        locked = story("farmer lock")
        assert locked.status == 0, locked.err
        monkeypatch.delenv("FARMER_KEY_COMMAND")
        told = without.call("check", person="Ana")
        assert told["code"] == "ledger-locked"
        assert str(ledger) not in str(told)
        assert without.call("record", token=token)["code"] == "ledger-locked"
        assert "verdict" in with_key.call("check", person="Ana")
    assert (without.said, with_key.said) == ("", "")


def test_a_locked_ledger_is_opened_by_the_keyring_of_whoever_started_the_server(
    story: Farmer, ledger: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read and written; where the keyring has another key, or none, that is said."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    locked = story("farmer lock --keyring")
    assert locked.status == 0, locked.err
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    (((_, salt), key),) = memory.kept.items()
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.keyrings.Handed")
    monkeypatch.setenv("TESTS_KEYRING", f"{salt} {key}")
    with Talk(ledger, "--record") as opened:
        assert "verdict" in opened.call("check", person="Ana")
        token = opened.call("preview", people=people("Ana"))["token"]
        assert opened.call("record", token=token)["written"]
    for kept, code in (
        (f"{salt} {'00' * (len(key) // 2)}", "wrong-key"),
        (f"{'00' * (len(salt) // 2)} {key}", "ledger-locked"),
    ):
        monkeypatch.setenv("TESTS_KEYRING", kept)
        with Talk(ledger, "--record") as shut:
            told = shut.call("check", person="Ana")
        assert told["code"] == code
        assert str(ledger) not in str(told)
        assert shut.said == ""
    assert opened.said == ""
