"""A server that is talked to frame by frame, so that it can be killed, and its words be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

from tests.conftest import TODAY

COMMAND = [sys.executable, "-m", "farmer", "mcp"]
OPENING = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "x", "version": "1"},
}


class Talk:
    """One conversation; when it ends, `said` is all that was told on the standard error."""

    def __init__(self, ledger: Path, *words: str, key: str = "") -> None:
        environ = {**os.environ, "FARMER_TODAY": TODAY}
        if key:
            environ["FARMER_KEY_COMMAND"] = key
        self.running = subprocess.Popen(
            [*COMMAND, *words, "--ledger", str(ledger)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environ,
        )
        self.said = ""
        self._number = 0

    def __enter__(self) -> Self:
        self.ask("initialize", OPENING)
        self._send({"method": "notifications/initialized"})
        return self

    def __exit__(self, *_: object) -> None:
        rest, self.said = self.running.communicate(timeout=60)
        assert rest == ""

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The result of a question."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        assert self.running.stdout is not None
        frame = json.loads(self.running.stdout.readline())
        assert frame["id"] == self._number, frame
        result: dict[str, Any] = frame["result"]
        return result

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool tells, a refusal too."""
        result = self.ask("tools/call", {"name": tool, "arguments": arguments})
        told: dict[str, Any] = json.loads(result["content"][0]["text"])
        return told

    def _send(self, frame: dict[str, Any]) -> None:
        assert self.running.stdin is not None
        self.running.stdin.write(json.dumps({"jsonrpc": "2.0", **frame}) + "\n")
        self.running.stdin.flush()
