"""Every command, in every form of output, on every state of its streams.

Whatever is closed, full or gone: no traceback, a status that is documented, a sentence of ours,
and never a word or a status that denies what was done. With ``HYPOTHESIS_PROFILE=thorough`` all of
it is tried; otherwise each command takes its share, and seventeen together take every state.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.cli.commands import COMMANDS
from farmer.errors import ExitStatus
from tests.conftest import KEY_COMMAND, Farmer
from tests.samples import EDITOR, SERVING, lay_out, settle

if not Path("/dev/full").exists():
    pytest.skip("this system has no /dev/full", allow_module_level=True)

from tests.cli.walking import STDERR, STDIN, STDOUT, Ran, Walker

FORMS = ("lines", "json", "terminal")
WHOLE = os.environ.get("HYPOTHESIS_PROFILE", "ci") != "ci"
# On a terminal stdout is what it is.
STATES = [
    state
    for state in product(FORMS, STDIN, STDOUT, STDERR)
    if state[0] != "terminal" or state[2] == "read"
]
APART = 17  # no divisor of how many there are of anything: neighbours differ in all of it
DONE = {0, 10, 11, 12}
STATUSES = set(ExitStatus) - {ExitStatus.BUG}
DENIALS = re.compile(r"nothing was|is as it was", re.IGNORECASE)


class Village:
    """A ledger with everybody whom the examples name, and the process that runs commands on it."""

    def __init__(self, ledger: Path, walker: Walker) -> None:
        self._ledger = ledger
        self._walker = walker
        self.as_it_was = ledger.read_bytes()
        self._copy = ledger.with_name("ledger.saved.2026-06-01.db")

    def lay(self, content: bytes) -> None:
        """Put the ledger there, and one copy of it, and nothing else."""
        for path in self._ledger.parent.glob("*ledger*"):
            path.unlink()
        for path in (self._ledger, self._copy):
            path.write_bytes(content)
            path.chmod(0o600)

    def run(self, words: list[str], form: str, stdin: str, stdout: str, stderr: str) -> Ran:
        """Run a command."""
        asked = [*words, "--json"] if form == "json" else words
        return self._walker.run(asked, stdin, "terminal" if form == "terminal" else stdout, stderr)

    @property
    def changed(self) -> bool:
        """Whether anything is in it that was not, or the other way round."""
        return not self._ledger.exists() or self._ledger.read_bytes() != self.as_it_was


@pytest.fixture(scope="module")
def walker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Walker, Path]]:
    """The process, in a home of its own for all of this module."""
    home = tmp_path_factory.mktemp("walked")
    lay_out(home)
    environ = {
        "HOME": str(home),
        "FARMER_LEDGER": str(home / "kept" / "ledger.db"),
        "FARMER_CONFIG": str(home / "settings" / "config.toml"),
        "FARMER_TODAY": "2026-06-15",
        "FARMER_KEY_COMMAND": KEY_COMMAND,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "EDITOR": EDITOR,
        "BROWSER": "true",
        "TERM": "xterm",
        "TZ": "UTC",
    }
    process = Walker(environ, str(home))
    yield process, home / "kept" / "ledger.db"
    process.end()


@pytest.fixture
def village(walker: tuple[Walker, Path], farmer: Farmer, ledger: Path) -> Village:
    """The ledger as it is before each command."""
    process, place = walker
    if not place.exists():
        place.parent.mkdir(exist_ok=True)
        settle(farmer)
        place.write_bytes(ledger.read_bytes())
        _SETTLED.append(place.read_bytes())
    place.write_bytes(_SETTLED[0])
    return Village(place, process)


_SETTLED: list[bytes] = []


def is_ours(line: str) -> bool:
    """Whether it may be a sentence of farmer's, or what it says to type next."""
    return re.match(r"[A-Z“/]", line) is not None and not re.match(r"\w*(Error|Exception)\b", line)


def check(ran: Ran, state: tuple[str, str, str, str], *, changed: bool) -> None:
    """What holds for every command, whatever became of its streams."""
    form, _, stdout, stderr = state
    for said in (ran.out, ran.err):
        assert "Traceback" not in said
        assert "Exception ignored" not in said
    assert ran.status in STATUSES
    if ran.err:
        assert is_ours(ran.err.splitlines()[-1]), ran.err
    if ran.status not in DONE and stderr == "read":
        told = form == "json" and stdout == "read" and "error" in json.loads(ran.out)
        assert told or ran.err, "a refusal that nobody is told"
    if form == "json" and stdout == "read":
        assert set(json.loads(ran.out)) - {"farmer", "command", "as_of"} in ({"data"}, {"error"})
    if changed:
        assert ran.status in {*DONE, ExitStatus.ANSWER_LOST}, "a status that denies a change"
        assert not DENIALS.search(ran.err), "words that deny a change"
    if ran.status == ExitStatus.ANSWER_LOST and stderr == "read":
        assert (
            bool(re.search("was made|was written|were written|is locked", ran.err)) or not changed
        )
    if stdout == "full" and form == "json":  # which is never empty
        assert ran.status not in DONE, "an answer that nobody got"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_well_on_every_state_of_its_streams(
    village: Village, command: str
) -> None:
    number = list(COMMANDS).index(command)
    words = shlex.split(COMMANDS[command].examples[0])[1:]
    for state in STATES if WHOLE else STATES[number % APART :: APART]:
        if command in SERVING and state[0] == "json":
            continue
        village.lay(village.as_it_was)
        ran = village.run(words, *state)
        try:
            check(ran, state, changed=village.changed)
        except AssertionError as wrong:
            raise AssertionError(f"{command} {state}: {wrong}\n{ran}") from None


def test_the_shares_of_neighbours_are_the_whole() -> None:
    """The rule leaves no state out."""
    taken = [state for number in range(APART) for state in STATES[number::APART]]
    assert sorted(taken) == sorted(STATES)
    assert len(COMMANDS) > 2 * APART


WALKED = (
    "list", "show Ana", "check Ana", "today", "find lease", "undo history", "where", "doctor",
    "log Ana", "mark Ana kept", "edit Ana --company Voss", "undo", "forget Joe --yes", "export",
    "show Nobody", "list --nonsense",
)  # fmt: skip


@settings(max_examples=1500 if WHOLE else 60)
@given(data=st.data(), command=st.sampled_from(WALKED), state=st.sampled_from(STATES))
def test_whatever_is_flipped_closed_or_full_the_last_line_is_ours(
    village: Village, data: st.DataObject, command: str, state: tuple[str, str, str, str]
) -> None:
    """A flip may go unnoticed; it is never a traceback, and what is said is said by farmer."""
    content = bytearray(village.as_it_was)
    place = data.draw(st.none() | st.integers(0, len(content) - 1), "byte")
    if place is not None:
        content[place] ^= 1 << data.draw(st.integers(0, 7), "bit")
    village.lay(bytes(content))
    ran = village.run(command.split(), *state)
    assert ran.status in STATUSES, ran
    assert "Traceback" not in ran.err + ran.out
    if ran.err:
        assert is_ours(ran.err.splitlines()[-1]), ran
    elif state[3] == "read" and state[0] != "json":
        assert ran.status in {*DONE, ExitStatus.LEDGER_UNAVAILABLE}, ran
