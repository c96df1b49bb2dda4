"""The user's editor: a file opened in it, and a text written there in private."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from farmer.errors import FarmerError, NoEditor


def check_editor(editor: Sequence[str]) -> None:
    """Refuse an editor that is not there.

    Raises:
        NoEditor: naming it.
    """
    if shutil.which(editor[0]) is None:
        raise NoEditor(
            f"There is no editor “{editor[0]}”.",
            "Set VISUAL or EDITOR to one that there is, such as EDITOR=nano",
        )


def run_editor(editor: Sequence[str], path: Path, after: str) -> None:
    """Open the file at `path` in `editor`, a command and its options, until it is closed.

    `after` is what to do where it ends as programs do that went wrong.

    Raises:
        NoEditor: where it does, or cannot be started.
    """
    check_editor(editor)
    status = subprocess.run([*editor, str(path)], check=False).returncode
    if status:
        raise NoEditor(f"The editor “{editor[0]}” ended with status {status}.", after)


@contextmanager
def edited(text: str, editor: Sequence[str]) -> Iterator[str]:
    """`text` as it is left in the editor.

    It lies in a folder that only the user can open, because editors put copies beside it, and is
    taken away with it. Where what was written is refused it is kept, and the refusal says where.

    Raises:
        NoEditor: as `run_editor` does; nothing is to be changed then.
    """
    folder = Path(tempfile.mkdtemp(prefix="farmer-"))
    path = folder / "note.txt"
    try:
        path.touch(mode=0o600)
        path.write_text(f"{text}\n" if text else "", encoding="utf-8")
        run_editor(editor, path, "Nothing was changed.")
        written = path.read_text(encoding="utf-8", errors="surrogateescape")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        yield written
    except FarmerError as refusal:
        refusal.hint = f"{refusal.hint} What you wrote is kept in {path}".strip()
        raise
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
