"""A story put into the words of a template: the user's own where there is one, else farmer's.

Jinja renders it (`rendering`), without escaping, as it is plain text; a name that the story does
not have is an error, so that no letter goes out with a hole in it.
"""

from __future__ import annotations

import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from farmer.errors import WrongTemplate
from farmer.files import read_plain
from farmer.letters.rendering import render, render_apart
from farmer.letters.story import Story
from farmer.text import printable

BUILT_IN = Path(__file__).parent / "templates"
_MOST_BYTES = 1 << 20
_CHANGE_IT = "Correct the file, or take it away to use farmer's own words."


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be pasted: a subject, and plain text in paragraphs of one line each."""

    subject: str
    text: str


def template_path(name: str, own: Path) -> Path:
    """The template in force for the letter called `name`: in the user's `own` folder, or ours.

    Whatever has the name there is in force, a link that leads nowhere too.
    """
    chosen = own / f"{name}.txt"
    return chosen if os.path.lexists(chosen) else BUILT_IN / f"{name}.txt"


def write(name: str, story: Story, own: Path) -> Letter:
    """The letter called `name`, by the user's template in the folder `own` if there is one.

    Raises:
        WrongTemplate: where the template cannot be read or rendered, or has no subject.
    """
    path = template_path(name, own)
    subject, _, text = _rendered(path, story).partition("\n")
    if not subject.startswith("Subject:"):
        raise WrongTemplate(
            f"{path}: its first line is not a subject.",
            "Begin it with Subject: and a few words.",
        )
    return Letter(subject.removeprefix("Subject:").strip(), _paragraphs(text))


def _rendered(path: Path, story: Story) -> str:
    try:
        template = read_plain(path, _MOST_BYTES).decode("utf-8")
    except UnicodeDecodeError:
        raise WrongTemplate(f"{path} is not UTF-8 text.", _CHANGE_IT) from None
    except OSError as error:
        folder = isinstance(error, IsADirectoryError)
        reason = "it is a folder" if folder else (error.strerror or "it is not a file").lower()
        raise WrongTemplate(f"{path} cannot be read: {reason}.", _CHANGE_IT) from None
    names = {k: printable(v) for k, v in asdict(story).items()}
    try:
        return (render if path.parent == BUILT_IN else render_apart)(template, names)
    except WrongTemplate as wrong:
        raise WrongTemplate(f"{path}{wrong.message}", wrong.hint) from None


def _paragraphs(text: str) -> str:
    """`text` with one empty line between paragraphs, however its template branches."""
    return re.sub(r"\n{3,}", "\n\n", text).strip()
