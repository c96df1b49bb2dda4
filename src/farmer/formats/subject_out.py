"""What is kept about somebody, as a letter to them in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from farmer.formats.markdown_out import item, plain, slug

_TITLE = "# What I keep about you, "


def write(
    contact_id: int, name: str, opening: Sequence[str], sections: Mapping[str, Sequence[str]]
) -> tuple[str, str]:
    """The name of the file, and the letter: paragraphs, then sections of lines by heading."""
    text = "\n".join(_lines(name, opening, sections)) + "\n"
    return f"{slug(name)}-c{contact_id}-subject.md", text


def is_ours(text: str) -> bool:
    """Whether `text` begins as such a letter does."""
    return text.startswith(_TITLE)


def _lines(
    name: str, opening: Sequence[str], sections: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    yield f"{_TITLE}{plain(name)}"
    for paragraph in opening:
        yield from ("", plain(paragraph))
    for heading, lines in sections.items():
        if lines:
            yield from ("", f"## {heading}", "", *(line for each in lines for line in item(each)))
