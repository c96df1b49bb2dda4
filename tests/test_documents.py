"""The documents cannot lie: what they show is run, what they link to is there.

``python -m tests.test_documents`` writes the sessions' real output into them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from farmer.cli.commands import COMMANDS
from farmer.cli.spellings import HELP
from farmer.errors import ExitStatus
from farmer.render.config import said
from farmer.settings import KEYS, default_of
from tests.sessions import SESSION, retold

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCUMENTS = [
    README,
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def headings(document: Path) -> set[str]:
    """What a code host calls the headings of a document."""
    lines = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line).replace(" ", "-").casefold() for line in lines}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_sessions_are_real(document: Path) -> None:
    """Each command is run on the day it claims, and shows what the document shows."""
    text = document.read_text(encoding="utf-8")
    assert retold(text) == text, "write what is shown with: python -m tests.test_documents"


def test_the_readme_has_sessions() -> None:
    """The pattern finds them: an example of what is judged, and one for each task."""
    languages = [found[2] for found in SESSION.finditer(README.read_text(encoding="utf-8"))]
    assert languages.count("console") >= 3
    assert languages.count("sh") >= 5


@pytest.mark.parametrize(
    ("session", "wrong"),
    [
        ("```sh\nfarmer list\n```\n", "on which day"),
        ("<!-- today: 2026-05-04 -->\n```sh\nfarmer show Nobody\n```\n", "ended with 3"),
        ("<!-- today: 2026-05-04 -->\n```console\n$ make try\n```\n", "make try"),
    ],
)
def test_a_session_that_lies_is_caught(session: str, wrong: str) -> None:
    """Without a day, with a command that is refused, or with another program."""
    with pytest.raises(AssertionError, match=wrong):
        retold(session)


def test_the_sessions_of_a_document_share_a_ledger() -> None:
    """What one adds another shows, several in a block too; output that was there is replaced."""
    told = retold(
        "<!-- today: 2026-05-04 -->\n```sh\nfarmer add Ana  # first\n```\nand\n"
        "<!-- today: 2026-05-04 -->\n```console\n$ farmer add Bo\nold\n$ farmer list --ids\n```\n"
    )
    assert told.endswith("$ farmer list --ids\nc1\nc2\n```\n")
    assert "old" not in told


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link is a file that is there, with the heading that is linked to."""
    links = re.findall(r"\]\((?!http)([^)#]*)#?([^)]*)\)", document.read_text(encoding="utf-8"))
    for target, heading in links:
        linked = document.parent / target if target else document
        assert linked.exists(), target
        assert not heading or heading in headings(linked), heading


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_are_named_exist(document: Path) -> None:
    """No document speaks of a command that farmer does not have."""
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"(?:^(?:\$ )?|`)farmer ([a-z]+)\b", text, re.MULTILINE)
    assert set(named) <= {*COMMANDS, HELP}


def test_every_exit_status_is_documented() -> None:
    """The table has a row for each."""
    table = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    for status in ExitStatus:
        assert f"| {status.value} |" in table


def test_every_setting_and_variable_is_documented() -> None:
    """A row for each setting, with its default; a row for each variable that the code names."""
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for key in KEYS:
        (row,) = re.findall(rf"^\| `{key}` \|.*$", text, re.MULTILINE)
        assert (said(default_of(key)) or "none") in row
    for path in (ROOT / "src").rglob("*.py"):
        for name in re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", path.read_text(encoding="utf-8")):
            assert f"| `{name}` |" in text, name


def test_the_readmes_library_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python block is executed as it stands."""
    (block,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("not yet [")


def update() -> None:
    """Write the real output of every session into its document."""
    for document in DOCUMENTS:
        told = retold(document.read_text(encoding="utf-8"))
        document.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    update()
