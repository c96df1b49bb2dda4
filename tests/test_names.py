"""One word for one thing: no public name of the code means two things."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import farmer

ROOT = Path(farmer.__file__).parent
# Names that several modules may give, and why.
CONVENTIONS = {
    "COMMANDS": "of each section, the commands in it; the program has all of them",
    "IDS": "of each list, the ids of what it has, for --ids",
    "LAYOUT": "of each address book, where its columns are",
    "Result": "a type variable stands for whatever its function says",
    "Who": "a type variable, and the argument that names somebody",
    # An option is called as the noun that is typed with it.
    **dict.fromkeys(("Birthday", "Key", "Ledger", "Role", "Slot"), "an option of the command line"),
}
# Why a reader leaves something out, in the words of its own format.
LEFT_OUT = {
    *("EMPTY", "IN_THE_FUTURE", "NO_DAY", "NO_NAME", "NOT_A_PERSON", "UNREADABLE"),
    "UNREADABLE_DATE",
}
# A text of SQL is called what it asks for, and always read with its module's name.
SQL = ("ledger/sqlite/read/", "ledger/sqlite/erasure.py")


def named(node: ast.stmt) -> Iterator[str]:
    """The public classes, aliases and constants that a statement of a module gives a name."""
    if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
        yield node.name
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    # A view of a result is called what was done, and always read with its module's name.
    if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("View("):
        return
    for target in targets:
        for name in ast.walk(target):
            if isinstance(name, ast.Name) and name.id[0].isupper():
                yield name.id


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        if "/versions/" not in file:
            yield file, ast.parse(path.read_text(encoding="utf-8"))


def test_no_name_is_given_in_two_modules() -> None:
    given: defaultdict[str, set[str]] = defaultdict(set)
    for file, module in modules():
        for node in module.body:
            for name in named(node):
                of_format = name in LEFT_OUT and file.startswith("formats/")
                of_sql = name.isupper() and file.startswith(SQL)
                if not (of_format or of_sql):
                    given[name].add(file)
    assert "Touch" in given
    assert {name: files for name, files in given.items() if len(files) > 1}.keys() == set(
        CONVENTIONS
    )
