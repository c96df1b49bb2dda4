"""``make audit``: is what farmer stands on what it says, and what was installed?

It needs no network, and so cannot know of holes that were found since: docs/releasing.md has the
step that does.
"""

from __future__ import annotations

import ast
import base64
import csv
import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from release.installed import FARMER, Need, Package, all_needs, needs_of, packages, version_of

# Modules that are imported only where the package runs that brings them.
COMES_WITH = {"secretstorage": "keyring"}

SOURCE = Path(__file__).parents[1] / "src" / "farmer"


def main() -> int:
    """Print every package and everything that is wrong; 1 where something is."""
    found = packages()
    for package in found:
        print(_said(package))
    wrong = [
        *out_of_range(all_needs()),
        *undeclared(imported(SOURCE), declared()),
        *unused(imported(SOURCE), declared()),
        *(line for package in found for line in changed_files(package.name)),
        *(f"{package.name} does not say its licence" for package in found if not package.licence),
    ]
    for line in wrong:
        print(f"WRONG: {line}", file=sys.stderr)
    print(f"{len(found)} packages, {len(wrong)} things wrong.")
    print("Known holes are not looked for here, for that needs a network: docs/releasing.md.")
    return bool(wrong)


def out_of_range(needs: Iterable[Need]) -> Iterator[str]:
    """Requirements that what is installed does not meet."""
    for by, requirement in needs:
        version = version_of(requirement.name)
        if version is None:
            yield f"{by} needs {requirement.name}, which is not installed"
        elif not requirement.specifier.contains(version, prereleases=True):
            wanted = requirement.specifier
            yield f"{by} needs {requirement.name} {wanted}, and {version} is installed"


def declared() -> set[str]:
    """The packages that farmer itself declares, those of its extras too."""
    extras = frozenset(distribution(FARMER).metadata.get_all("Provides-Extra") or ())
    needs = needs_of(FARMER, extras)
    return {canonicalize_name(need.requirement.name) for need in needs}


def imported(source: Path) -> dict[str, str]:
    """Every module from outside that the code imports, by its first name; and one place of it."""
    found: dict[str, str] = {}
    for path in sorted(source.rglob("*.py")):
        for module in _imports(ast.parse(path.read_text(encoding="utf-8"))):
            if module not in sys.stdlib_module_names and module != source.name:
                found.setdefault(module, path.relative_to(source).as_posix())
    return found


def undeclared(modules: dict[str, str], names: set[str]) -> Iterator[str]:
    """Modules that are imported from packages which farmer does not declare."""
    known = packages_distributions()
    for module, place in modules.items():
        brought = COMES_WITH.get(module) in names
        if not brought and not _packages_of(module, known) & names:
            yield f"{place} imports {module}, which farmer does not declare"


def unused(modules: dict[str, str], names: set[str]) -> Iterator[str]:
    """Packages that farmer declares and never imports."""
    known = packages_distributions()
    used = {name for module in modules for name in _packages_of(module, known)}
    for name in sorted(names - used):
        yield f"farmer declares {name} and imports nothing of it"


def changed_files(name: str) -> Iterator[str]:
    """Files of an installed package that are not what its record says, or gone."""
    package = distribution(name)
    # Not by its list of files: some versions of the library leave out those that are gone.
    for file, recorded, _ in csv.reader((package.read_text("RECORD") or "").splitlines()):
        if recorded and not _is_as_recorded(Path(str(package.locate_file(file))), recorded):
            yield f"{name}: {file} is not what was installed"


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def _packages_of(module: str, known: Mapping[str, list[str]]) -> set[str]:
    return {canonicalize_name(name) for name in known.get(module, ())}


def _is_as_recorded(file: Path, recorded: str) -> bool:
    method, _, value = recorded.partition("=")
    try:
        digest = hashlib.new(method, file.read_bytes()).digest()
    except OSError:
        return False
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == value


def _said(package: Package) -> str:
    scope = "optional" if package.optional else "always"
    return "\t".join((package.name, package.version, scope, package.licence or "no licence said"))


if __name__ == "__main__":
    sys.exit(main())
