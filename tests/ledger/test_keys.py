"""What is done about keys while they are in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from farmer.ledger import FileLedger
from farmer.ledger.keys import new_key
from tests.ledger.making import begin

pytest.importorskip("sqlcipher3", reason="the extra “encrypted” is not installed")
resource = pytest.importorskip("resource", reason="limits are not known on this system")

# Reads a ledger, says whether its image may be kept, and if not, crashes.
CRASHES = """
import ctypes, os, resource, sys
from pathlib import Path
from farmer.ledger import FileLedger, keys
keys.keys_from(lambda _, salt: bytes.fromhex("ab" * 32))
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
with FileLedger(Path(sys.argv[1])).reading() as reader:
    assert reader.exists
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else None
limit = resource.getrlimit(resource.RLIMIT_CORE)[0]
print(limit, dumpable, flush=True)
if not limit:
    os.abort()
"""


@pytest.mark.parametrize("locked", [True, False])
def test_no_image_is_kept_of_a_process_that_knows_a_key(
    ledger: Path, tmp_path: Path, locked: bool
) -> None:
    """Of one that read a plain ledger, the system does what it does."""
    begin(ledger)
    if locked:
        FileLedger(ledger).lock(new_key("ab" * 32))
    crashed = subprocess.run(
        [sys.executable, "-c", CRASHES, str(ledger)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    limit, dumpable = crashed.stdout.split()
    if locked:
        assert crashed.returncode < 0
        assert limit == "0"
        assert dumpable == ("0" if sys.platform == "linux" else "None")
        assert not any(path.name.startswith("core") for path in tmp_path.iterdir())
    else:
        assert int(limit) == resource.getrlimit(resource.RLIMIT_CORE)[1]
        assert dumpable != "0"
