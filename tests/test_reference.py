"""The command reference and the manual: written from the help, and readable."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
import typer
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from typer.core import TyperCommand, TyperGroup, TyperOption

from docs.reference.documents import DOCUMENTS
from docs.reference.manual import manual
from docs.reference.page import page
from docs.reference.roff import bold, entry, example, filled, literal
from docs.reference.said import exit_statuses, files, released_on, tasks
from docs.reference.tree import Command, farmer, tree_of
from farmer import __version__
from farmer.cli.app import app
from farmer.errors import ExitStatus

Shared = Annotated[bool, typer.Option("--json", help="For programs.")]
needs_mandoc = pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not installed")


@pytest.fixture(scope="module")
def tree() -> Command:
    """The commands of farmer."""
    return farmer()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_committed_is_what_the_help_says(document: Path, tree: Command) -> None:
    """Neither page is written by hand."""
    written = DOCUMENTS[document](tree)
    assert document.read_text(encoding="utf-8") == written, "write it: python -m docs.reference"


def test_every_command_has_its_section_in_the_order_of_the_help(tree: Command) -> None:
    """Groups before their own commands; nothing is left out."""
    paths = [command.path for command in tree.descendants]
    assert len(paths) >= 21
    assert re.findall(r"^##+ (farmer .+)$", page(tree), re.MULTILINE) == paths
    assert re.findall(r"^\.SS (.+)$", manual(tree), re.MULTILINE) == paths


def test_every_option_says_what_it_means(tree: Command) -> None:
    """In a sentence, and with a word for its value."""
    for command in (tree, *tree.descendants):
        for given in (*command.arguments, *command.options):
            assert given.meaning.endswith((".", ".)", "…")), (command.path, given)
            assert given.metavar or given.default == "", (command.path, given)


def test_an_option_says_that_it_repeats_where_it_does() -> None:
    """Typer's own help does not say so."""
    for option in _options(typer.main.get_command(app)):
        assert option.multiple == (option.help or "").endswith("Repeats."), option.opts


def _options(command: object) -> Iterator[TyperOption]:
    assert isinstance(command, TyperCommand | TyperGroup)
    given = (each for each in command.params if isinstance(each, TyperOption))
    yield from (option for option in given if not option.hidden)
    if isinstance(command, TyperGroup):
        for inner in command.commands.values():
            yield from _options(inner)


def test_the_manual_explains_every_exit_status(tree: Command) -> None:
    """In the words of the document about them."""
    assert [int(status) for status, _ in exit_statuses()] == list(ExitStatus)
    assert r"\fBcheck\fR" in manual(tree).replace(r"\%", "")


def test_the_files_are_where_they_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders that platformdirs chooses."""
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    named = [name for name, _ in files()]
    for platform in (Unix, MacOS):
        folders = platform("farmer", appauthor=False)
        ledger = folders.user_data_path / "ledger.db"
        settings = folders.user_config_path / "config.toml"
        for path in (ledger, settings):
            assert f"`~/{path.relative_to(Path.home()).as_posix()}`" in named


def test_the_readmes_tasks_are_the_manuals_examples(tree: Command) -> None:
    """All of them, by their titles."""
    assert [title.partition(":")[0] for title, _ in tasks()] == [
        "After an evening",
        "When something proves itself",
        "Before an introduction",
        "In the morning",
        "With a coffee",
        "To begin",
    ]
    assert "After an evening: who was there, and what was said.\n.RS" in manual(tree)


def test_the_date_is_the_releases() -> None:
    """The same sources make the same page on every day; what is not released has no date."""
    assert released_on("no such version") == ""
    assert re.fullmatch(r"|\d{4}-\d\d-\d\d", released_on(__version__))


def test_a_nested_tree_is_walked() -> None:
    """Groups in groups, defaults, required options, what is hidden, what is shared."""
    program = typer.Typer(name="tool", help="A tool.", add_completion=False)
    group = typer.Typer(help="A group.\n\nSaid in\nmore words.")
    program.add_typer(group, name="group")

    @program.callback()
    def root(json: Shared = False) -> None: ...

    @group.command(
        epilog="\b\nExamples:\n  tool group one x\n\n\b\nWords:\n  two-fold  it is\n  a b c"
    )
    def one(
        what: Annotated[str, typer.Argument(metavar="WHAT", help="What.")],
        by: Annotated[str, typer.Option("--by", "-b", metavar="WHO", help="Who.")],
        to: Annotated[str, typer.Argument(metavar="TO", help="To.")] = "me",
        limit: Annotated[int, typer.Option("--limit", metavar="N", help="How many.")] = 0,
        json: Shared = False,
    ) -> None:
        """Do one."""

    @group.command(hidden=True)
    def secret() -> None: ...

    @group.command()
    def two(old: Annotated[str, typer.Option("--old", hidden=True)] = "") -> None:
        """Do two."""

    tree = tree_of(program, "tool")
    assert [command.path for command in tree.descendants] == [
        "tool group",
        "tool group one",
        "tool group two",
    ]
    above, first, second = tree.descendants
    assert (above.summary, above.details) == ("A group.", ("Said in more words.",))
    assert above.usage == "tool group [OPTIONS] COMMAND …"
    assert first.usage == "tool group one [OPTIONS] WHAT [TO]"
    assert [option.names[0] for option in tree.shared] == ["--json", "--help"]
    assert [(given.names, given.said) for given in first.own(tree.shared)] == [
        (("-b", "--by"), "Who. Required."),
        (("--limit",), "How many. Default: `0`."),
    ]
    assert first.examples == ("tool group one x",)
    assert first.glossaries[0].title == "Words"
    assert first.glossaries[0].words == (("two-fold", "it is"), ("a", "b c"))
    assert second.own(tree.shared) == ()
    assert second.lacking(tree.shared) == "It takes no `--json`."


def test_roff_takes_no_text_for_a_command() -> None:
    """Dots and apostrophes at the beginning, backslashes, hyphens and quotes stay what they are."""
    assert literal(r"--as-of C:\x 'a' `b` ^ ~") == (
        r"\-\-as\-of C:\(rsx \(aqa\(aq \(gab\(ga \(ha \(ti"
    )
    assert list(filled(".vcf, or --at. There.")) == [r"\&.vcf, or \fB\%\-\-at\fR.", "There."]
    assert list(example([".x -y"])) == [".RS 4", ".EX", r"\&.x \-y", ".EE", ".RE"]
    assert list(entry(bold("a b"), "See `c d`.")) == [
        ".TP",
        r"\fB\%a \%b\fR",
        r"See \fB\%c \%d\fR.",
    ]


@needs_mandoc
def test_mandoc_has_nothing_to_say(tree: Command) -> None:
    """But that a page without a date has none: it gets one when the version is released."""
    linted = subprocess.run(
        ["mandoc", "-T", "lint"], input=manual(tree), capture_output=True, check=False, text=True
    )
    said = (linted.stdout + linted.stderr).splitlines()
    assert [line for line in said if "missing date" not in line or released_on(__version__)] == []


@needs_mandoc
@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_rendered_page_shows_what_is_to_be_typed(tree: Command, width: int) -> None:
    """Every usage, option and example can be found, and copied."""
    shown = subprocess.run(
        ["mandoc", "-T", "utf8", "-O", f"width={width}"],
        input=manual(tree).encode(), capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    plain = re.sub(".\b", "", shown)
    words = " ".join(plain.split())
    for command in tree.descendants:
        assert command.usage in words
        assert all(given.said.replace("`", "") in words for given in command.arguments)
        for option in command.options:
            assert f"{', '.join(option.names)} {option.metavar}".strip() in plain
        for line in command.examples:
            assert line in plain
