"""``python -m tests.oldest``: the lowest version of each dependency that pyproject.toml allows.

One requirement a line, for pip; with these the tests have to pass as well.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path


def lowest(requirements: list[str]) -> list[str]:
    """Each requirement at the version that it begins with."""
    found = (re.fullmatch(r"([\w.-]+)>=([\w.]+).*", each) for each in requirements)
    return [f"{each[1]}=={each[2]}" for each in found if each]


if __name__ == "__main__":
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    print("\n".join(lowest(project["project"]["dependencies"])))  # noqa: T201
