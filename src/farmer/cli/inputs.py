"""What every command takes, known without Typer: loading it takes longer than completing a name.

`inputs.tsv` is written by `make documents` from the commands as Typer has them; a test says when
the two differ.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Input(NamedTuple):
    """An argument or an option of a command.

    Attributes:
        name: by which its value is known in the code.
        kind: ``argument``, or ``arguments`` for as many as are typed; ``option``, which takes a
            value, or ``flag``, which does not.
        names: how an option may be typed; of an argument none.
        meaning: an option's, as the help says it; empty where no help shows it.
    """

    name: str
    kind: str
    names: tuple[str, ...]
    meaning: str

    @property
    def is_argument(self) -> bool:
        """Whether it is known by its place and not by a name."""
        return not self.names

    @property
    def is_shown(self) -> bool:
        """Whether it is an option that the help shows."""
        return bool(self.meaning)


@cache
def read_inputs() -> dict[str, list[Input]]:
    """By the words of a command, what it takes; no words are the program itself."""
    known: dict[str, list[Input]] = {}
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines():
        command, name, kind, names, meaning = line.split("\t")
        known.setdefault(command, []).append(Input(name, kind, tuple(names.split()), meaning))
    return known
