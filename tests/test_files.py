"""Files are written whole or not at all, for their owner alone, and through no link."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from farmer import files
from farmer.errors import Unconfirmed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_what_is_written_is_there_and_its_owners_alone(folder: Path) -> None:
    path = folder / "new" / "all.json"
    files.write_whole(path, [b"one"])
    files.write_whole(path, [b"two"])
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [path.name for path in path.parent.iterdir()] == ["all.json"]


def test_nobody_can_foresee_where_it_is_written_first(folder: Path) -> None:
    """And nobody else may open it meanwhile."""
    with files.part_of(folder / "a") as one, files.part_of(folder / "a") as other:
        assert one != other
        assert len({one.name, other.name, f".a.{os.getpid()}.part"}) == 3
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == []


def test_a_name_that_somebody_took_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where it was guessed: a link that lies there is not followed."""
    victim = folder / "victim"
    victim.write_bytes(b"precious")
    tokens = iter([b"\0" * 8, b"\1" * 8])
    monkeypatch.setattr(os, "urandom", lambda _: next(tokens))
    (folder / f".all.json.{'00' * 8}.part").symlink_to(victim)
    files.write_whole(folder / "all.json", [b"mine"])
    assert victim.read_bytes() == b"precious"
    assert (folder / "all.json").read_bytes() == b"mine"


def test_a_failure_leaves_what_was_there_and_nothing_beside_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "all.json"
    path.write_bytes(b"old")

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        files.write_whole(path, [b"new"])
    assert path.read_bytes() == b"old"
    assert [path.name for path in folder.iterdir()] == ["all.json"]


def test_file_and_folder_are_synced_before_it_is_said_to_be_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def replaced(self: Path, target: Path) -> Path:
        done.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    files.write_whole(folder / "all.json", [b"mine"])
    assert done == ["file", "rename", "folder"]


def test_a_link_is_replaced_and_not_followed(folder: Path) -> None:
    target = folder / "target"
    target.write_bytes(b"old")
    link = folder / "link"
    link.symlink_to(target)
    files.write_whole(link, [b"new"])
    assert (target.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"old", b"new", False)


@pytest.mark.parametrize("links", [True, False])
def test_a_place_that_is_taken_is_not_taken_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """Not by a link that leads nowhere either, and not where the file system knows no links."""
    if not links:

        def refuse(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(os, "link", refuse)
    free, taken, nowhere = folder / "free", folder / "taken", folder / "nowhere"
    taken.write_bytes(b"theirs")
    nowhere.symlink_to(folder / "gone")
    for path, expected in ((free, True), (taken, False), (nowhere, False)):
        with files.part_of(path) as part:
            part.write_bytes(b"mine")
            assert files.take_free_place(part, path) is expected
    assert (free.read_bytes(), taken.read_bytes()) == (b"mine", b"theirs")
    assert nowhere.is_symlink()
    assert sorted(path.name for path in folder.iterdir()) == ["free", "nowhere", "taken"]


def test_only_what_is_nobody_elses_is_overwritten(folder: Path) -> None:
    """Of a link, and of one name of several, only the name goes."""
    alone, link, one, other = (folder / name for name in ("alone", "link", "one", "other"))
    for path in (alone, one):
        path.write_bytes(b"content")
    link.symlink_to(one)
    with alone.open("rb") as watching:
        assert files.wipe(alone)
        assert watching.read() == b""
    assert not files.wipe(link)
    other.hardlink_to(one)
    assert not files.wipe(other)
    assert one.read_bytes() == b"content"
    assert [path.name for path in folder.iterdir()] == ["one"]
    assert files.wipe(folder / "gone")


def test_a_disk_that_does_not_confirm_a_name_is_told_of_and_nothing_is_said_undone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file has its new content by then, and only the disk may still hold the old."""
    path = folder / "a"
    path.write_bytes(b"old")

    def broken(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(files, "sync_folder", broken)
    with pytest.raises(Unconfirmed, match="is written") as refusal:
        files.write_whole(path, [b"new"])
    assert refusal.value.status == 6
    assert path.read_bytes() == b"new"
    with files.part_of(folder / "b") as part, pytest.raises(Unconfirmed):
        files.take_free_place(part, folder / "b")
    assert (folder / "b").exists()


def test_what_cannot_be_tidied_up_does_not_undo_what_was_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "unlink", broken)
    files.write_whole(folder / "a", [b"new"])
    with files.part_of(folder / "b") as part:
        assert files.take_free_place(part, folder / "b")
    assert (folder / "a").read_bytes() == b"new"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is platformdirs that is asked")
@pytest.mark.parametrize("home", ["/home/ana", "/home/ana/", "/", "here", "", None])
@pytest.mark.parametrize("named", ["/x", "/x//y/", "x", " ", "", None])
def test_a_users_folder_is_the_one_that_platformdirs_knows(
    monkeypatch: pytest.MonkeyPatch, home: str | None, named: str | None
) -> None:
    said = {"HOME": home, "XDG_CONFIG_HOME": named, "XDG_DATA_HOME": named}
    for variable, value in said.items():
        monkeypatch.delenv(variable, raising=False)
        if value is not None:
            monkeypatch.setenv(variable, value)
    known = PlatformDirs("farmer", appauthor=False)
    assert files.user_folder("config", os.environ) == known.user_config_path
    assert files.user_folder("data", os.environ) == known.user_data_path
