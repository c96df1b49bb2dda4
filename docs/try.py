"""Plays a short session of the real commands on a throw-away ledger of invented people.

Usage: python docs/try.py [path to farmer]

Each command is printed before it runs. The ledger lives in a temporary folder that is removed at
the end, and the home folder is that folder too: your own ledger and settings are out of reach. The
calendar is rehearsed with FARMER_TODAY, so a year passes in a few seconds.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

NOT_YET, FARMED = 11, 0


@dataclass(frozen=True)
class Scene:
    """One command: the day it is typed on, what was said, and the status it must end with."""

    today: str
    command: str
    status: int = 0
    title: str = ""


def story() -> Iterator[Scene]:
    """An evening, a stranger's ask, a year of farming, the same ask again, a tie going cold."""
    yield Scene(
        "2025-03-04",
        'farmer log "Joe Marsh" "Ana Ruiz" --at "Chamber mixer" --by them --new '
        '--note "Joe: does launch marketing; wants to meet Richard" '
        '--note "Ana: opening a second office"',
        title="An evening, logged on the way home",
    )
    yield Scene("2025-03-04", 'farmer add "Richard Branson" --company Virgin')
    yield Scene(
        "2025-03-11",
        'farmer check "Joe Marsh" --to "Richard Branson"',
        NOT_YET,
        "A week later Joe asks for an introduction: is it too early?",
    )
    year = sorted([*_year_with_joe(), *_year_with_richard()], key=lambda scene: scene.today)
    title = "A year of farming: Joe's word and work are tried, Richard is given to first"
    yield replace(year[0], title=title)
    yield from year[1:]
    yield Scene(
        "2026-03-06",
        'farmer check "Joe Marsh" --to "Richard Branson"',
        FARMED,
        "The same ask, a year later",
    )
    yield Scene("2026-03-06", "farmer stale", title="And who was forgotten meanwhile?")


def _year_with_joe() -> Iterator[Scene]:
    yield Scene("2025-04-08", 'farmer log Joe --by me --note "how he works"')
    yield Scene("2025-05-13", "farmer log Joe --by them --fact kept")
    yield Scene("2025-06-17", "farmer log Joe --kind meal --by me --fact gave")
    yield Scene("2025-06-24", 'farmer mark Joe used --note "our spring campaign, well done"')
    yield Scene("2025-08-19", "farmer log Joe --by them --fact kept --fact got")
    yield Scene("2025-10-21", "farmer log Joe --by me --fact kept")
    yield Scene("2025-12-09", "farmer log Joe --by them")
    yield Scene("2026-02-17", "farmer log Joe --kind call --minutes 45 --by me")


def _year_with_richard() -> Iterator[Scene]:
    yield Scene("2025-05-06", 'farmer log Richard --by me --note "wants the trains to feel new"')
    yield Scene("2025-07-15", "farmer log Richard --by them --fact gave")
    yield Scene("2025-09-16", "farmer log Richard --by me --fact gave")
    yield Scene("2025-11-18", "farmer log Richard --by them --fact kept")
    yield Scene("2026-01-13", "farmer log Richard --by me --fact gave --fact kept")
    yield Scene("2026-03-03", "farmer log Richard --by them")


def play(farmer: str, folder: Path) -> None:
    """Run the story with `farmer` on a ledger in `folder`; stop where a status is not as told."""
    home = {name: str(folder) for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA")}
    for scene in story():
        if scene.title:
            say(f"\n# {scene.title} ({scene.today})")
        say(f"\n$ {scene.command}")
        arguments = [farmer, *shlex.split(scene.command)[1:]]
        world = {**os.environ, **home, "FARMER_TODAY": scene.today}
        world["FARMER_LEDGER"] = str(folder / "throw-away.db")
        world["FARMER_CONFIG"] = str(folder / "config.toml")
        ended = subprocess.run(arguments, env=world, check=False)
        if ended.returncode != scene.status:
            sys.exit(f"ended with {ended.returncode}, not {scene.status}: {scene.command}")


def say(line: str) -> None:
    """Print at once: the commands write to the same terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="farmer-try-") as temporary:
        play(sys.argv[1] if len(sys.argv) > 1 else "farmer", Path(temporary))
