"""What farmer stands on, as far as the packages that are installed here say so themselves.

Nothing is asked of a network: names, versions, licences and requirements are in the metadata that
an installer leaves beside each package.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FARMER = "farmer-ledger"
# What of a licence is said where a package brings all of its text.
LICENCE_LENGTH = 80


class Package(NamedTuple):
    """An installed package.

    Attributes:
        name: as it is compared: small letters and hyphens.
        version: the one that is installed.
        licence: in its own words; empty where it does not say.
        is_expression: whether those words are an SPDX expression.
        needs: the names of the packages that it calls for here.
        optional: whether only an extra of farmer's leads to it.
    """

    name: str
    version: str
    licence: str
    is_expression: bool
    needs: tuple[str, ...]
    optional: bool


class Need(NamedTuple):
    """A requirement that holds here: whose it is, and what."""

    by: str
    requirement: Requirement


def needs_of(name: str, extras: frozenset[str]) -> list[Need]:
    """What a package requires on this system and Python, with those extras."""
    found = []
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            found.append(Need(name, requirement))
    return found


def all_needs(root: str = FARMER, *, extras: bool = True) -> list[Need]:
    """Every requirement that leads from `root`, with its own extras or without."""
    wanted = frozenset(distribution(root).metadata.get_all("Provides-Extra") or ())
    found: list[Need] = []
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = deque([(canonicalize_name(root), wanted if extras else frozenset())])
    while waiting:
        at = waiting.popleft()
        if at in seen or version_of(at[0]) is None:
            continue
        seen.add(at)
        for need in needs_of(*at):
            found.append(need)
            name = canonicalize_name(need.requirement.name)
            waiting.append((name, frozenset(need.requirement.extras)))
    return found


def packages(root: str = FARMER) -> list[Package]:
    """`root` and every package that it leads to and that is installed, by name."""
    always = _named(all_needs(root, extras=False)) | {canonicalize_name(root)}
    every = all_needs(root)
    return [
        _package(distribution(name), every, optional=name not in always)
        for name in sorted(_named(every) | {canonicalize_name(root)})
        if version_of(name) is not None
    ]


def version_of(name: str) -> str | None:
    """The version that is installed; None where none is."""
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return None


def _named(needs: list[Need]) -> set[str]:
    return {canonicalize_name(need.requirement.name) for need in needs}


def _package(installed: Distribution, every: list[Need], *, optional: bool) -> Package:
    name = canonicalize_name(installed.metadata["Name"])
    needs = {
        canonicalize_name(need.requirement.name)
        for need in every
        if canonicalize_name(need.by) == name
    }
    there = tuple(sorted(need for need in needs if version_of(need) is not None))
    licence, is_expression = _licence(installed)
    return Package(name, installed.version, licence, is_expression, there, optional)


def _licence(installed: Distribution) -> tuple[str, bool]:
    for expression in installed.metadata.get_all("License-Expression") or ():
        return expression, True
    said = next(_licences_said(installed), "")
    return said[:LICENCE_LENGTH], False


def _licences_said(installed: Distribution) -> Iterator[str]:
    """What older metadata says: a classifier, else the first words of a field of free text."""
    for classifier in installed.metadata.get_all("Classifier") or ():
        if classifier.startswith("License ::") and classifier.count("::") > 1:
            yield classifier.rpartition(":: ")[2]
    for text in installed.metadata.get_all("License") or ():
        yield from (line.strip() for line in text.splitlines() if re.search(r"\w", line))
    for name in installed.metadata.get_all("License-File") or ():
        yield f"its own, in its file {name}"
