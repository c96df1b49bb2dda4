"""``make release``: build the last commit twice, in two folders, and keep what came out the same.

Wheel, source distribution and their sums are laid into ``dist``; a later build of that commit, by
anybody, gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
# The least step of a time in a wheel: two builds are to differ in it, if they can.
SECONDS_APART = 2


def main() -> int:
    """Build, compare, and write the sums of all that lies in ``dist``; 1 where builds differ."""
    exported = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD"], stdout=-1, check=True)
    first = build(exported.stdout)
    time.sleep(SECONDS_APART)
    if first != build(exported.stdout):
        print("Two builds of the same commit differ.", file=sys.stderr)
        return 1
    DIST.mkdir(exist_ok=True)
    for name, content in first.items():
        (DIST / name).write_bytes(content)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(DIST.iterdir())
        if path.suffix in (".whl", ".gz", ".json")
    ]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="ascii")
    print("".join(lines), end="")
    return 0


def build(archive: bytes) -> dict[str, bytes]:
    """Wheel and source distribution of an exported tree, by name, built in a folder of its own."""
    with TemporaryDirectory() as folder:
        source, built = Path(folder) / "source", Path(folder) / "built"
        with tarfile.open(fileobj=io.BytesIO(archive)) as tree:
            tree.extractall(source, filter="data")
        command = [sys.executable, "-m", "build", "--outdir", str(built), str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
        return {path.name: path.read_bytes() for path in sorted(built.iterdir())}


if __name__ == "__main__":
    sys.exit(main())
