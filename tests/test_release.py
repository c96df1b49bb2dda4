"""What a release says of itself: the audit and the bill of materials, without a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from release import audit, sbom
from release.installed import FARMER, Need, all_needs, packages

ROOT = Path(__file__).parents[1]
# What CycloneDX 1.6 asks of the parts that we write (its schema, bom-1.6.schema.json).
_LICENCE = {
    "oneOf": [
        {"required": ["expression"], "properties": {"expression": {"type": "string"}}},
        {
            "required": ["license"],
            "properties": {
                "license": {
                    "required": ["name"],
                    "properties": {"name": {"type": "string"}},
                    "additionalProperties": False,
                }
            },
        },
    ]
}
_COMPONENT = {
    "type": "object",
    "required": ["type", "name", "version", "bom-ref", "purl"],
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["application", "library"]},
        "name": {"type": "string", "minLength": 1},
        "version": {"type": "string", "maxLength": 1024},
        "bom-ref": {"type": "string", "minLength": 1},
        "purl": {"type": "string", "pattern": r"^pkg:pypi/[a-z0-9.-]+@[^/@]+$"},
        "scope": {"enum": ["required", "optional", "excluded"]},
        "licenses": {"type": "array", "items": _LICENCE},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["bomFormat", "specVersion", "serialNumber", "version", "metadata", "components"],
    "additionalProperties": False,
    "properties": {
        "bomFormat": {"const": "CycloneDX"},
        "specVersion": {"const": "1.6"},
        "serialNumber": {
            "pattern": "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
        },
        "version": {"type": "integer", "minimum": 1},
        "metadata": {
            "type": "object",
            "required": ["component"],
            "additionalProperties": False,
            "properties": {"timestamp": {"format": "date-time"}, "component": _COMPONENT},
        },
        "components": {"type": "array", "items": _COMPONENT, "uniqueItems": True},
        "dependencies": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["ref"],
                "additionalProperties": False,
                "properties": {"ref": {"type": "string"}, "dependsOn": {"uniqueItems": True}},
            },
        },
    },
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for a socket fails."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def bill() -> dict[str, Any]:
    return sbom.bill(packages(), {"SOURCE_DATE_EPOCH": "1780000000"})


def test_the_bill_is_cyclonedx(bill: dict[str, Any]) -> None:
    jsonschema.validate(bill, SCHEMA)
    assert bill["metadata"]["timestamp"] == "2026-05-28T20:26:40Z"
    assert bill["metadata"]["component"]["name"] == FARMER


def test_the_bill_lists_all_that_farmer_leads_to(bill: dict[str, Any]) -> None:
    """Direct and indirect, what only the extra brings as optional; every reference leads on."""
    listed = {each["name"]: each for each in bill["components"]}
    assert {"typer", "sqlalchemy", "markupsafe", "python-dateutil"} <= listed.keys()
    assert listed["sqlalchemy"]["scope"] == "required"
    if "keyring" in listed:
        assert listed["keyring"]["scope"] == "optional"
    assert not listed.keys() & {"pytest", "hypothesis", "mypy", FARMER}
    references = {each["bom-ref"] for each in bill["components"]}
    references.add(bill["metadata"]["component"]["bom-ref"])
    assert {each["ref"] for each in bill["dependencies"]} == references
    assert {name for each in bill["dependencies"] for name in each["dependsOn"]} <= references


def test_the_bill_is_the_same_again_and_says_no_more_than_it_should(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes from another folder; no path, address, host or account, nor a time."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    written = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        assert sbom.main([str(tmp_path / name / "bill.json")]) == 0
        written.append((tmp_path / name / "bill.json").read_text(encoding="utf-8"))
    assert written[0] == written[1]
    assert "timestamp" not in json.loads(written[0])["metadata"]
    assert "://" not in written[0]
    assert str(Path.home()) not in written[0]
    assert str(tmp_path) not in written[0]
    assert not re.search(r"[\w.]+@[\w.]+\.[a-z]{2,}\b", written[0])


def test_the_audit_finds_nothing_wrong_here(capsys: pytest.CaptureFixture[str]) -> None:
    """Every package is in its range, licensed, used, declared, and as it was installed."""
    status = audit.main()
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert "typer\t" in said.out
    assert "Known holes are not looked for" in said.out


def test_what_is_signed_as_the_recipe_says_is_verified_as_it_says(tmp_path: Path) -> None:
    """And no longer once a sum was changed."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("OpenSSH is not installed")
    recipe = (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")
    sign, verify = re.findall(r"^ssh-keygen -Y .*$", recipe, re.MULTILINE)
    dist = tmp_path / "dist"
    for folder in (dist, tmp_path / ".ssh"):
        folder.mkdir(mode=0o700)
    (dist / "SHA256SUMS").write_text("00  farmer.whl\n")

    def run(command: str, folder: Path) -> int:
        expanded = command.replace("~", str(tmp_path))
        return subprocess.run(
            expanded, shell=True, cwd=folder, check=False, capture_output=True
        ).returncode

    assert run("ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/farmer_release", tmp_path) == 0
    public = (tmp_path / ".ssh" / "farmer_release.pub").read_text().split()
    (dist / "allowed_signers").write_text(f"farmer-release {public[0]} {public[1]}\n")
    assert run(sign, tmp_path) == 0
    assert run(verify, dist) == 0
    (dist / "SHA256SUMS").write_text("11  farmer.whl\n")
    assert run(verify, dist) != 0


def test_a_version_out_of_range_is_found() -> None:
    need = next(each for each in all_needs() if each.requirement.name == "typer")
    narrow = type(need.requirement)("typer<0.1")
    gone = type(need.requirement)("no-such-package-of-ours")
    assert list(audit.out_of_range([need])) == []
    assert len(list(audit.out_of_range([Need("x", narrow), Need("x", gone)]))) == 2


def test_an_import_that_is_not_declared_is_found_and_one_that_is_not_used() -> None:
    modules = {"typer": "cli/app.py", "pytest": "cli/app.py"}
    assert list(audit.undeclared(modules, {"typer"})) == [
        "cli/app.py imports pytest, which farmer does not declare"
    ]
    assert list(audit.unused(modules, {"typer", "rich"})) == [
        "farmer declares rich and imports nothing of it"
    ]


def test_a_file_that_was_changed_after_it_was_installed_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "barn.py"
    module.write_bytes(b"x = 1\n")
    digest = base64.urlsafe_b64encode(hashlib.sha256(module.read_bytes()).digest())
    kept = digest.rstrip(b"=").decode()
    about = tmp_path / "barn-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.4\nName: barn\nVersion: 1.0\n")
    (about / "RECORD").write_text(f"barn.py,sha256={kept},6\nbarn-1.0.dist-info/RECORD,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert list(audit.changed_files("barn")) == []
    module.write_bytes(b"x = 2\n")
    assert list(audit.changed_files("barn")) == ["barn: barn.py is not what was installed"]
    module.unlink()
    assert len(list(audit.changed_files("barn"))) == 1
