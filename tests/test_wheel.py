"""What users install: the wheel, in an empty environment, without development packages."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from farmer.letters.kinds import LETTERS

PAGES = (
    *("page.html.j2", "garden.html.j2", "brief.html.j2", "chain.html.j2", "field.html.j2"),
    *("filters.html.j2", "knows.html.j2", "list.html.j2", "stories.html.j2", "year.html.j2"),
)
ROOT = Path(__file__).parents[1]


# A release takes its last commit's time.
EPOCH = "1780000000"


def build(source: Path, folder: Path) -> dict[str, bytes]:
    """The wheel and the source distribution that it is built from, by name."""
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(source)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what is built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, folder)
    return folder


@pytest.fixture
def wheel(built: Path) -> Path:
    """The wheel, built from the source distribution of the checkout."""
    (found,) = built.glob("*.whl")
    return found


def test_the_wheel_carries_all_it_reads_and_nothing_else(wheel: Path) -> None:
    """Modules, the type marker, migrations, letters, pages, scripts, the inputs; nothing stray."""
    assert wheel.name.startswith("farmer_ledger-")
    names = zipfile.ZipFile(wheel).namelist()
    ours = [name for name in names if name.startswith("farmer/")]
    assert "farmer/py.typed" in ours
    assert "farmer/ledger/sqlite/schema/migrations/env.py" in ours
    assert "farmer/ledger/sqlite/schema/migrations/versions/0001_first_ledger.py" in ours
    assert "farmer/team/migrations/versions/0001_what_is_told.py" in ours
    scripts = {name.rpartition("/")[2] for name in ours if name.startswith("farmer/cli/scripts/")}
    assert scripts == {"bash.sh", "zsh.zsh", "fish.fish", "powershell.ps1"}
    letters = {f"farmer/letters/templates/{kind}.txt" for kind in LETTERS}
    folder = "farmer/render/pages/templates/"
    pages = {folder + name for name in (*PAGES, "style.css", "sorting.js")}
    inputs = {"farmer/cli/inputs.tsv", "farmer/assistant/method.md"}
    read = letters | pages | inputs
    assert read <= set(ours)
    others = [name for name in ours if name not in read]
    assert all(name.endswith((".py", "py.typed", *scripts)) for name in others)
    assert all(name.startswith(("farmer/", "farmer_ledger-")) for name in names)


def test_the_wheel_carries_the_manual(wheel: Path) -> None:
    """Where installers look for it."""
    archive = zipfile.ZipFile(wheel)
    (manual,) = [name for name in archive.namelist() if name.endswith("/share/man/man1/farmer.1")]
    assert archive.read(manual) == (ROOT / "docs" / "farmer.1").read_bytes()


@pytest.mark.wheel
def test_another_build_elsewhere_and_later_gives_the_same_bytes(
    built: Path, tmp_path: Path
) -> None:
    """Wheel and source distribution: of copies in a folder of another name, with other times."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this is no checkout, so what belongs to it is not known")
    elsewhere = tmp_path / "another place"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            copy = elsewhere / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((ROOT / name).read_bytes())
            os.utime(copy, (1_000_000_000, 1_000_000_000))
    again = build(elsewhere, tmp_path / "dist")
    assert again == {path.name: path.read_bytes() for path in built.iterdir()}
    assert sorted(name.rpartition(".")[2] for name in again) == ["gz", "whl"]


@pytest.mark.wheel
def test_the_session_plays_on_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    """A new environment, the wheel alone, and the whole story of ``make try``."""
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    folder = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(folder / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    assert (environment / "share" / "man" / "man1" / "farmer.1").exists()
    listed = subprocess.run(
        [str(folder / "python"), "-m", "pip", "list", "--format=freeze"],
        check=True, capture_output=True, text=True,
    ).stdout.casefold()  # fmt: skip
    assert "farmer-ledger==" in listed
    assert "pytest" not in listed
    assert "hypothesis" not in listed
    played = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "try.py"), str(folder / "farmer")],
        check=False, capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert played.returncode == 0, played.stdout + played.stderr
    assert not Path(os.environ["FARMER_LEDGER"]).exists()  # the user's own was out of reach
    assert "requester\tverdict\tnot yet" in played.stdout
    assert "requester\tverdict\tfarmed" in played.stdout
    assert "Ana Ruiz\tcold" in played.stdout
