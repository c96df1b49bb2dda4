"""The manual: one page of roff for the man(7) macros."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from docs.reference import said
from docs.reference.roff import bold, entry, example, filled, italic, literal, marked, paragraph
from docs.reference.tree import Command, Glossary, Input, sections
from farmer import __version__

_DESCRIPTION = (
    "farmer keeps a ledger of the people you know: when you were in touch, who began it, what was "
    "promised and what was done. From it, it works out whether a relationship is farmed enough to "
    "ask something of it, what is missing, and the shortest honest way there. Nothing that can be "
    "worked out is stored, and nothing is ever sent anywhere.",
    "On a terminal the answer is drawn; in a pipe it is tab-separated lines, and with --json one "
    "envelope for programs. The answer goes to stdout, words about it to stderr. A command that "
    "needs an answer asks at a terminal only; a script is refused.",
)


def manual(farmer: Command) -> str:
    """The whole page."""
    return "\n".join(_lines(farmer)) + "\n"


def _lines(farmer: Command) -> Iterator[str]:
    yield r".\" -*- mode: nroff; coding: utf-8 -*-"
    yield r".\" Written by python -m docs.reference from the help; correct the help, not this page."
    day = said.released_on(__version__)
    yield f'.TH FARMER 1 "{literal(day)}" "farmer {__version__}" "User Commands"'
    yield ".ad l"
    yield ".SH NAME"
    yield rf"farmer \- {literal(farmer.summary[0].lower() + farmer.summary[1:])}"
    yield ".SH SYNOPSIS"
    yield _usage(farmer)
    yield from _headed("DESCRIPTION", [paragraph(words) for words in _DESCRIPTION])
    yield from _general_options(farmer)
    for title, commands in sections(farmer):
        yield f".SH {title.upper()}"
        for command in commands:
            yield from _described(command, farmer.shared)
    yield from _entries("EXIT STATUS", said.exit_statuses())
    yield from _entries("ENVIRONMENT", said.variables())
    yield from _entries("FILES", said.files())
    tasks = [chain(paragraph(f"{title}."), example(lines)) for title, lines in said.tasks()]
    yield from _headed("EXAMPLES", tasks)
    yield ".SH SEE ALSO"
    yield ".BR sqlite3 (1)"
    yield from paragraph(
        "`farmer check --explain` shows the method behind every verdict; `docs/method.md` in the "
        "source explains it, and `docs/exit-codes.md` describes the JSON."
    )


def _headed(heading: str, paragraphs: Iterable[Iterator[str]]) -> Iterator[str]:
    """A heading, after which the first paragraph is none to roff."""
    yield f".SH {heading}"
    _, *lines = chain.from_iterable(paragraphs)
    yield from lines


def _general_options(farmer: Command) -> Iterator[str]:
    yield ".SH OPTIONS"
    yield from filled("These may be said before a command or after it.")
    yield from _inputs(farmer.shared)
    if alone := farmer.own(farmer.shared):
        yield from paragraph("And before any command:")
        yield from _inputs(alone)


def _described(command: Command, shared: tuple[Input, ...]) -> Iterator[str]:
    yield f".SS {command.path}"
    yield from filled(command.summary)
    yield ".PP"
    yield _usage(command)
    for words in command.details:
        yield from paragraph(words)
    yield from _inputs(command.arguments)
    yield from _inputs(command.own(shared))
    if lacking := command.lacking(shared):
        yield from paragraph(lacking)
    for glossary in command.glossaries:
        yield from _words(glossary)
    if command.examples:
        yield from paragraph("Examples:")
        yield from example(command.examples)
    if command.also:
        yield from paragraph(f"Also: {', '.join(f'`{words}`' for words in command.also)}.")


def _usage(command: Command) -> str:
    arguments = command.usage.removeprefix(command.path)
    return f"{bold(command.path)}{literal(arguments)}"


def _inputs(inputs: Iterable[Input]) -> Iterator[str]:
    for given in inputs:
        yield from entry(_typed(given), given.said)


def _typed(given: Input) -> str:
    names = ", ".join(bold(name) for name in given.names)
    return f"{names} {italic(given.metavar)}".strip() if given.metavar else names


def _words(glossary: Glossary) -> Iterator[str]:
    """A glossary, its entries close together."""
    yield from paragraph(f"{glossary.title}:")
    yield ".RS 4"
    yield ".PD 0"
    for word, meaning in glossary.words:
        yield from entry(bold(word), meaning, indent=" 15")
    yield ".PD"
    yield ".RE"


def _entries(heading: str, entries: list[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {heading}"
    for word, meaning in entries:
        yield from entry(marked(word), meaning)
