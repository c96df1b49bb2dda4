"""A story put into the words of a template: the user's own where there is one, else farmer's.

Jinja renders it, without escaping (it is plain text) and in its sandbox; a name that the story
does not have is an error, so that no letter goes out with a hole in it.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.errors import WrongTemplate
from farmer.letters.story import Story
from farmer.text import printable

if TYPE_CHECKING:
    from jinja2 import Template

BUILT_IN = Path(__file__).parent / "templates"
_CHANGE_IT = "Correct the file, or take it away to use farmer's own words."


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be pasted: a subject, and plain text in paragraphs of one line each."""

    subject: str
    text: str


def template_path(name: str, own: Path) -> Path:
    """The template in force for the letter called `name`: in the user's `own` folder, or ours."""
    chosen = own / f"{name}.txt"
    return chosen if chosen.is_file() else BUILT_IN / f"{name}.txt"


def write(name: str, story: Story, own: Path) -> Letter:
    """The letter called `name`, by the user's template in the folder `own` if there is one.

    Raises:
        WrongTemplate: where the template cannot be read or rendered, or has no subject.
    """
    path = template_path(name, own)
    subject, _, text = _rendered(path, story).partition("\n")
    if not subject.startswith("Subject:"):
        raise WrongTemplate(
            f"{path}: its first line is no subject.", "Begin it with Subject: and what it is about."
        )
    return Letter(subject.removeprefix("Subject:").strip(), _paragraphs(text))


def _rendered(path: Path, story: Story) -> str:
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError

    try:
        return _template(path).render({k: printable(v) for k, v in asdict(story).items()})
    except TemplateSyntaxError as wrong:
        raise WrongTemplate(f"{path}, line {wrong.lineno}: {wrong.message}", _CHANGE_IT) from None
    except UndefinedError as wrong:
        names = ", ".join(field.name for field in fields(Story))
        raise WrongTemplate(f"{path}: {wrong.message}.", f"It may use: {names}.") from None
    except (OSError, UnicodeDecodeError):
        raise WrongTemplate(f"{path} cannot be read as UTF-8 text.", _CHANGE_IT) from None
    except (TemplateError, ArithmeticError, TypeError, ValueError) as wrong:
        raise WrongTemplate(f"{path} cannot be rendered: {wrong}.", _CHANGE_IT) from None


def _template(path: Path) -> Template:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=False,  # it is plain text, never HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(path.read_text(encoding="utf-8"))


def _paragraphs(text: str) -> str:
    """`text` with one empty line between paragraphs, however its template branches."""
    return re.sub(r"\n{3,}", "\n\n", text).strip()
