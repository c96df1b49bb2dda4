"""A real browser, without a screen: what a page says in it, and what it tries to load."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    "--disable-features=OptimizationHints,OptimizationGuideModelDownloading,MediaRouter",
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--enable-logging=stderr", "--virtual-time-budget=20000"),
)
SECONDS = 120
# How a page may be shown, and what makes Chromium show it so.
LOOKS = {
    "light": ("--blink-settings=preferredColorScheme=1",),
    "dark": ("--blink-settings=preferredColorScheme=0",),
    "forced colours": ("--force-high-contrast",),
}
_OUTSIDE = ("http:", "https:", "ws:", "wss:", "ftp:")


def chromium() -> str:
    """Where Chromium is; the test is skipped where it is not."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


@dataclass(frozen=True)
class Seen:
    """A page as the browser has it: its elements, what it complained of, whom it asked."""

    dom: str
    console: list[str]
    hosts: set[str]


def see(page: Path, width: int = 1100, anchor: str = "", look: str = "light") -> Seen:
    """Open the page in a window so many pixels wide; `look` is of `LOOKS`."""
    with tempfile.TemporaryDirectory() as profile:
        log = Path(profile) / "net.json"
        size = f"--window-size={width},900"
        own = (f"--user-data-dir={profile}", f"--log-net-log={log}", "--dump-dom", size)
        ran = subprocess.run(
            [chromium(), *_QUIET, *LOOKS[look], *own, page.as_uri() + anchor],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
        console = [line for line in ran.stderr.splitlines() if "CONSOLE" in line]
        return Seen(ran.stdout, console, _asked(log))


def printed(page: Path, into: Path) -> int:
    """Print the page, on the paper that it asks for, and say on how many sheets."""
    with tempfile.TemporaryDirectory() as profile:
        own = (f"--user-data-dir={profile}", f"--print-to-pdf={into}", "--no-pdf-header-footer")
        subprocess.run(
            [chromium(), *_QUIET, *own, page.as_uri()],
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    return len(re.findall(rb"/Type\s*/Page\b", into.read_bytes()))


def told_by(page: Path, script: str, into: Path, width: int = 1100, look: str = "light") -> Any:
    """What a script finds on a copy of the page, which for its sake has no policy."""
    html = page.read_text(encoding="utf-8")
    free = re.sub(r"<meta http-equiv[^>]*>", "", html, count=1)
    end = f"<script>{script}</script></body>"
    into.write_text(free.replace("</body>", end), encoding="utf-8")
    dom = see(into, width, look=look).dom
    told = dom.rpartition('<pre id="told">')[2].partition("</pre>")[0]
    return json.loads(told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


TELL = """
function tell(found) {
  const told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify(found);
  document.body.append(told);
}
"""


def _asked(log: Path) -> set[str]:
    """The hosts that were asked for anything, the browser's own errands among them."""
    text = log.read_text(encoding="utf-8").rstrip().rstrip(",")
    events = json.loads(text if text.endswith("}") else text + "]}")["events"]
    urls = {event.get("params", {}).get("url", "") for event in events}
    return {urlsplit(url).hostname or url for url in urls if url.startswith(_OUTSIDE)}
