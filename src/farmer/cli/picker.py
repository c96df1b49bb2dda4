"""Choosing one of several in fzf, where that is wanted and there."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from shutil import which

from farmer.cli.world import picker

_PROGRAM = "fzf"


def wants_picker() -> bool:
    """Whether the user chose it in the settings, and it is installed."""
    return picker() == _PROGRAM and which(_PROGRAM) is not None


def picked(question: str, labels: Mapping[str, str], likeliest: str | None = None) -> str:
    """The key of the label that the person at the terminal picks; to leave without is Ctrl-C.

    That of the `likeliest` is the first, on which fzf stands.
    """
    by_line = {" ".join(label.split()): key for key, label in labels.items()}
    lines = sorted(by_line, key=lambda line: by_line[line] != likeliest)
    told = subprocess.run(
        [_PROGRAM, "--no-multi", "--height=~50%", "--reverse", f"--prompt={question} "],
        input="\n".join(lines),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    key = by_line.get(told.stdout.strip())
    if key is None:
        raise KeyboardInterrupt
    return key
