"""``make bundle``: farmer as one file that an assistant's program installs (MCPB, manifest 0.4).

It has farmer's own code and a list of what that needs, which the program that installs it fetches
with uv: compiled packages for every system would be a bundle for each. It is made without a
network, of the checkout as it stands, and the same files give the same bytes.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from farmer import __version__
from farmer.assistant.tools import TOOLS
from release.bundled import LEDGER, WISHES

ROOT = Path(__file__).parents[1]
CODE = ROOT / "src"
ENTRY = "src/server.py"
# Nothing in it has a time: the least that the format of the archive knows.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_USER_CONFIG = {
    LEDGER: {
        "type": "file",
        "title": "Ledger",
        "description": "Leave it empty for the usual one, which `farmer where` names.",
        "default": "",
        "required": False,
    },
    "FARMER_WITH_WORDS": {
        "type": "boolean",
        "title": "Tell notes, promises and what was said, too",
        "description": "They then go to whoever makes the assistant, as names and days do.",
        "default": False,
        "required": False,
    },
    "FARMER_RECORD": {
        "type": "boolean",
        "title": "Let it record what you dictate",
        "description": "Marked as by an assistant; the newest of it can be taken back.",
        "default": False,
        "required": False,
    },
}


def manifest(project: dict[str, Any]) -> dict[str, Any]:
    """What the program that installs it reads first, of the project's own table."""
    wishes = {name.removeprefix("FARMER_").lower(): name for name in (LEDGER, *WISHES)}
    return {
        "manifest_version": "0.4",
        "name": "farmer",
        "display_name": "farmer",
        "version": __version__,
        "description": project["description"],
        "author": {"name": project["authors"][0]["name"]},
        "license": project["license"],
        "keywords": project["keywords"],
        "server": {
            "type": "uv",
            "entry_point": ENTRY,
            "mcp_config": {
                "command": "uv",
                "args": ["run", "--directory", "${__dirname}", ENTRY],
                "env": {name: f"${{user_config.{key}}}" for key, name in wishes.items()},
            },
        },
        "tools": [{"name": tool.name, "description": tool.title} for tool in TOOLS],
        "prompts_generated": True,
        "compatibility": {
            "platforms": ["darwin", "win32", "linux"],
            "runtimes": {"python": project["requires-python"]},
        },
        "user_config": {key: _USER_CONFIG[name] for key, name in wishes.items()},
    }


def environment(project: dict[str, Any]) -> str:
    """The table from which uv makes the environment: what farmer needs to serve, and no more."""
    needed = [*project["dependencies"], *project["optional-dependencies"]["mcp"]]
    lines = [
        "[project]",
        'name = "farmer-bundle"',
        f"version = {json.dumps(__version__)}",
        f"requires-python = {json.dumps(project['requires-python'])}",
        "dependencies = [",
        *(f"    {json.dumps(each)}," for each in needed),
        "]",
        "",
        "[tool.uv]",
        "package = false",
    ]
    return "\n".join(lines) + "\n"


def members() -> dict[str, bytes]:
    """Every file of the bundle by its name, in order."""
    import tomllib

    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    code = (path for path in CODE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    files = {f"src/{path.relative_to(CODE).as_posix()}": path.read_bytes() for path in code}
    return dict(
        sorted(
            {
                **files,
                ENTRY: (ROOT / "release" / "bundled.py").read_bytes(),
                "LICENSE": (ROOT / "LICENSE").read_bytes(),
                "manifest.json": json.dumps(manifest(table), indent=2).encode() + b"\n",
                "pyproject.toml": environment(table).encode(),
            }.items()
        )
    )


def bundle() -> bytes:
    """The whole archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members().items():
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.external_attr, member.create_system = _PLAIN_FILE, 3
            archive.writestr(member, content, zipfile.ZIP_DEFLATED, 9)
    return written.getvalue()


def main(arguments: list[str]) -> int:
    """Write it into the folder ``dist``, or to the path that is given."""
    path = Path(arguments[0]) if arguments else ROOT / "dist" / f"farmer-{__version__}.mcpb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bundle())
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
