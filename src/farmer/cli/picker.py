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


def picked(question: str, labels: Mapping[str, str]) -> str:
    """The key of the label that the person at the terminal picks; to leave without is Ctrl-C."""
    by_line = {line: key for key, label in labels.items() for line in [" ".join(label.split())]}
    told = subprocess.run(
        [_PROGRAM, "--no-multi", "--height=~50%", "--reverse", f"--prompt={question} "],
        input="\n".join(by_line),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    key = by_line.get(told.stdout.strip())
    if key is None:
        raise KeyboardInterrupt
    return key
