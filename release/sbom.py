"""``make sbom``: what a release stands on, as a CycloneDX bill of materials (1.6, JSON).

It is made from what is installed where it is made, and the same packages give the same bytes. No
path, no host, no person's name is in it; the time is that of ``SOURCE_DATE_EPOCH``, or left out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from release.installed import FARMER, Package, packages

DIST = Path(__file__).parents[1] / "dist"


def bill(found: Iterable[Package], environ: Mapping[str, str]) -> dict[str, Any]:
    """The bill of materials of farmer, which is one of the packages found."""
    every = list(found)
    (own,) = (package for package in every if package.name == FARMER)
    others = [package for package in every if package is not own]
    metadata: dict[str, Any] = {"component": _component(own) | {"type": "application"}}
    if environ.get("SOURCE_DATE_EPOCH"):
        made = datetime.fromtimestamp(int(environ["SOURCE_DATE_EPOCH"]), UTC)
        metadata = {"timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"), **metadata}
    body = {
        "version": 1,
        "metadata": metadata,
        "components": [_component(package) for package in others],
        "dependencies": [_dependency(package, every) for package in every],
    }
    number = uuid5(NAMESPACE_URL, json.dumps(body, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": number.urn}
    return head | body


def main(arguments: list[str]) -> int:
    """Write the bill into the folder ``dist``, or to the path that is given."""
    found = packages()
    version = next(package.version for package in found if package.name == FARMER)
    name = f"farmer_ledger-{version}.cdx.json"
    path = Path(arguments[0]) if arguments else DIST / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(found, os.environ), indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    print(path)
    return 0


def _component(package: Package) -> dict[str, Any]:
    said: dict[str, Any] = {
        "type": "library",
        "bom-ref": _reference(package),
        "name": package.name,
        "version": package.version,
        "purl": _reference(package),
        "scope": "optional" if package.optional else "required",
    }
    if package.licence:
        said["licenses"] = [
            {"expression": package.licence}
            if package.is_expression
            else {"license": {"name": package.licence}}
        ]
    return said


def _dependency(package: Package, every: list[Package]) -> dict[str, Any]:
    references = {other.name: _reference(other) for other in every}
    return {
        "ref": _reference(package),
        "dependsOn": sorted(references[name] for name in package.needs),
    }


def _reference(package: Package) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
