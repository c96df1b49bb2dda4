"""Takes the pictures of docs/pictures: of a ledger of invented people, by the real commands.

Usage: python -m docs.capture        (or: make pictures)

The page is photographed by Chromium where it is installed; what a terminal shows is recorded in a
pseudo-terminal and drawn by Rich. The ledger is the same every time.
"""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from farmer.ledger import FileLedger
from farmer.model import Contact, Fact, Touch

TODAY = date(2026, 6, 15)
PICTURES = Path(__file__).parent / "pictures"
PEOPLE = 110
COLUMNS = 84

_FIRST = (
    *("Ana", "Bo", "Cleo", "Dario", "Edda", "Finn", "Greta", "Hana", "Ivo", "Jun"),
    *("Kofi", "Lina", "Mats", "Noor", "Otto", "Pia", "Rosa", "Sven"),
)
_LAST = (
    *("Ruiz", "Lind", "Marsh", "Okoro", "Weiss", "Tanaka", "Voss", "Duarte", "Ilves"),
    *("Brandt", "Costa"),
)
# What is typed for each picture of a terminal.
TERMINAL = {
    "check": ("check", "Ana Ruiz"),
    "show": ("show", "Ana Ruiz"),
    "stale": ("stale", "--limit", "8", "--long"),
    "today": ("today",),
}

# How large a window, and whether it is light (1) or dark (0).
_SCREENS = {
    "field": ("1100,1500", 1),
    "field-dark": ("1100,1500", 0),
    "field-narrow": ("500,900", 1),
}


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        world = invented(Path(folder))
        for name, words in TERMINAL.items():
            draw(recorded(words, world), PICTURES / f"{name}.svg")
        photograph(Path(folder) / "garden.html", world)


def invented(folder: Path) -> dict[str, str]:
    """The environment of somebody whose ledger of invented people lies in `folder`."""
    ledger = folder / "ledger.db"
    invent(ledger)
    today = TODAY.isoformat()
    return {"HOME": str(folder), "FARMER_LEDGER": str(ledger), "FARMER_TODAY": today}


def invent(ledger: Path) -> None:
    """A life of ten years: a few close ties, some kept up, many met and left."""
    random = Random(7)
    names = [f"{first} {last}" for last in _LAST for first in _FIRST][:PEOPLE]
    at = datetime.combine(TODAY, datetime.min.time(), UTC)
    with FileLedger(ledger).changing("invent people", at) as write:
        for rank, name in enumerate(names, 1):
            whose = write.add_contact(Contact(name, company="", added_on=TODAY))
            silent = 4 if rank == 1 else int(random.paretovariate(0.6) * 9) % 1600
            gap = 18 + 3 * rank if rank < 40 else 200
            for number in range(max(1, 26 - rank // 3)):
                on = TODAY - timedelta(days=silent + number * gap + random.randrange(9))
                kind = random.choice(("meeting", "meal", "call", "event", "video"))
                write.add_touch(whose, Touch(on, kind, random.choice(("me", "them", "both"))))
            for what in ("kept", "work:seen", "gave", "got", "work:used")[: max(0, 6 - rank // 9)]:
                on = TODAY - timedelta(days=silent + random.randrange(300))
                write.add_fact(whose, Fact(on, what))
                if rank < 20:
                    write.add_fact(whose, Fact(on - timedelta(days=60), what))


def recorded(words: tuple[str, ...], world: Mapping[str, str]) -> str:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    environ = {**os.environ, **world, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS)}
    environ["FARMER_PAGER"] = "cat"
    process = subprocess.Popen(
        [sys.executable, "-m", "farmer", *words], stdout=theirs, stderr=theirs, env=environ
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    process.wait()
    return shown.decode()


def draw(shown: str, into: Path) -> None:
    """Draw what a terminal showed; without fonts from elsewhere."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(shown.replace("\r", "")))
    svg = console.export_svg(title="farmer", unique_id=into.stem)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    into.write_text(svg.replace("Fira Code", "DejaVu Sans Mono"), encoding="utf-8")


def photograph(page: Path, world: Mapping[str, str]) -> None:
    """Save what Chromium shows of the page, where there is one, on each screen of `_SCREENS`."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("Chromium is not installed: the page was not photographed.")
    report = [sys.executable, "-m", "farmer", "report", "-o", str(page)]
    subprocess.run(report, env={**os.environ, **world}, check=True, stdout=subprocess.DEVNULL)
    for name, (size, scheme) in _SCREENS.items():
        own = (
            f"--user-data-dir={page.parent}/chromium",
            f"--screenshot={PICTURES / name}.png",
            f"--window-size={size}",
            f"--blink-settings=preferredColorScheme={scheme}",
        )
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
        words = [browser, *options, *own, page.as_uri()]
        subprocess.run(words, check=True, capture_output=True)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end has closed
        return b""


if __name__ == "__main__":
    main()
