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

    def __init__(
        self, ledger: Path, *words: str, key: str = "", capabilities: dict[str, Any] | None = None
    ) -> None:
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
        self._opening = OPENING | {"capabilities": capabilities or {}}

    def __enter__(self) -> Self:
        self.ask("initialize", self._opening)
        self._send({"method": "notifications/initialized"})
        return self

    def __exit__(self, *_: object) -> None:
        rest, self.said = self.running.communicate(timeout=60)
        assert rest == ""

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The result of a question."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return self._result()

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool tells, a refusal too."""
        return _told(self.ask("tools/call", {"name": tool, "arguments": arguments}))

    def call_asking(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The question that a call comes back with first."""
        self._number += 1
        params = {"name": tool, "arguments": arguments}
        self._send({"id": self._number, "method": "tools/call", "params": params})
        return self._read()

    def answer(self, question: dict[str, Any], result: Any) -> dict[str, Any]:
        """What the tool tells once its question was answered so."""
        self._send({"id": question["id"], "result": result})
        return _told(self._result())

    def _result(self) -> dict[str, Any]:
        frame = self._read()
        assert frame["id"] == self._number, frame
        result: dict[str, Any] = frame["result"]
        return result

    def _read(self) -> dict[str, Any]:
        assert self.running.stdout is not None
        frame: dict[str, Any] = json.loads(self.running.stdout.readline())
        return frame

    def _send(self, frame: dict[str, Any]) -> None:
        assert self.running.stdin is not None
        self.running.stdin.write(json.dumps({"jsonrpc": "2.0", **frame}) + "\n")
        self.running.stdin.flush()


def _told(result: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(result["content"][0]["text"])
    return told
