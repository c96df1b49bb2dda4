"""Which letters can be drafted, and where their templates are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from farmer.letters.kinds import LETTERS
from farmer.letters.writing import BUILT_IN, template_path


class KindShown(NamedTuple):
    """A letter that can be drafted, and its template; `own` where it is the user's."""

    name: str
    meaning: str
    takes: str
    template: Path
    own: bool


class KindsShown(NamedTuple):
    """The answer of ``draft --list``, with the folders of farmer's templates and of the user's."""

    letters: tuple[KindShown, ...]
    built_in: Path
    folder: Path


def list_kinds(own: Path) -> KindsShown:
    """Every letter there is; the user's templates are looked for in the folder `own`."""
    paths = {name: template_path(name, own) for name in LETTERS}
    return KindsShown(
        tuple(
            KindShown(
                kind.name, kind.meaning, kind.takes, paths[name], paths[name].parent != BUILT_IN
            )
            for name, kind in LETTERS.items()
        ),
        BUILT_IN,
        own,
    )
