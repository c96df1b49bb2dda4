"""What an import leaves out, said once a reason."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_terminal import Terminal
from tests.samples import CONNECTIONS


def test_a_reason_is_said_once_with_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    rows = [",,https://www.linkedin.com/in/x,,,,12 May 2026\n"] * 9
    file.write_text(CONNECTIONS + "".join(rows), encoding="utf-8")
    terminal = Terminal("import", str(file))
    assert terminal.end() == 0
    (said,) = [line for line in terminal.plain.splitlines() if "9 lines:" in line]
    assert "(3, 4, 5, 6, 7 and 4 more lines)" in " ".join(terminal.plain.split())
    assert said
