"""Showing a long answer page by page: the ledger is closed by then, however long somebody reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

# As git has them: quit where it fits, keep colours, leave the screen as it is; for less and lv.
_DEFAULTS = {"LESS": "FRX", "LV": "-c"}


def is_paged(text: str, words: Sequence[str]) -> bool:
    """Show `text` in the pager that `words` start; whether it did, to its end or its reader's."""
    try:
        reader = subprocess.Popen(words, stdin=subprocess.PIPE, env={**_DEFAULTS, **os.environ})
    except OSError:
        return False
    with _leaving_ctrl_c_to_it():
        reader.communicate(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    return reader.returncode == 0


@contextmanager
def _leaving_ctrl_c_to_it() -> Iterator[None]:
    """Ctrl-C stops a search in a pager; farmer waits for its end."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
