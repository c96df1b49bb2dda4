"""The file of settings: where it is, what it holds, and how it is replaced as a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from farmer.errors import InvalidValue, WrongSettings
from farmer.files import check_plain, read_plain, real, user_folder, write_whole
from farmer.settings import Settings, parse_settings

CORRECT = "Correct it: farmer config edit"
_MOST_BYTES = 1 << 20


def locate(environ: Mapping[str, str]) -> Path:
    """The file's path: ``FARMER_CONFIG``, else in the platform's folder for settings.

    Raises:
        WrongSettings: where it lies in a home folder that nobody knows.
    """
    chosen = environ.get("FARMER_CONFIG")
    try:
        if chosen:
            return Path(chosen).expanduser()
        return user_folder("config", environ) / "config.toml"
    except RuntimeError:  # pathlib's way to say that there is no home
        raise WrongSettings(
            "The home folder of the settings is not known.", "Name the file with FARMER_CONFIG."
        ) from None


def load(path: Path) -> Settings:
    """The settings of the file at `path`; the defaults where there is none.

    Raises:
        WrongSettings: for a file that cannot be read, is not TOML, or holds what cannot be.
    """
    try:
        return parse_settings(parse(read_text(path), path))
    except InvalidValue as wrong:
        raise wrong_in(path, wrong) from None


def wrong_in(path: Path, wrong: InvalidValue) -> WrongSettings:
    """What is `wrong` with a setting, said of the file it is in."""
    return WrongSettings(f"{path}: {wrong.message}", f"{wrong.hint} {CORRECT}")


def read_text(path: Path) -> str:
    """What is written in the file at `path`; nothing where there is none.

    Raises:
        WrongSettings: where it may not be read, is no file, too large, or not UTF-8.
    """
    try:
        return read_plain(path, _MOST_BYTES).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError:
        raise WrongSettings(f"{path} is not UTF-8 text.", CORRECT) from None
    except (OSError, ValueError) as error:  # ValueError for a NUL in the path
        reason = _reason(error)
        raise WrongSettings(
            f"The settings {path} cannot be read: {reason}.",
            "Make it a file that you may read, or name another with FARMER_CONFIG.",
        ) from None


def parse(text: str, path: Path) -> dict[str, Any]:
    """What `text`, from the file at `path`, sets.

    Raises:
        WrongSettings: where it is not TOML, with line and column.
    """
    if not text:  # most often there is no file, and no parser to wait for
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, where = _place(str(error), text)
        raise WrongSettings(f"{path} is not valid TOML: {what} at {where}.", CORRECT) from None


def write(path: Path, text: str) -> None:
    """Replace the file at `path` by `text`, wholly or not at all; only its owner may open it.

    A link is followed: settings kept with other people's dotfiles stay where they are.

    Raises:
        WrongSettings: where it may not be written.
    """
    try:
        check_plain(real(path))
        write_whole(real(path), [text.encode("utf-8")])
    except InvalidValue:
        raise WrongSettings(
            f"The settings {path} cannot be written: it is not a file.",
            "Nothing was changed; name a file with FARMER_CONFIG.",
        ) from None
    except (OSError, ValueError) as error:
        raise WrongSettings(
            f"The settings {path} cannot be written: {_reason(error)}.",
            "Nothing was changed; make room for it, or name another file with FARMER_CONFIG.",
        ) from None


def _reason(error: Exception) -> str:
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return (getattr(error, "strerror", None) or "it is not a path").lower()


def _place(message: str, text: str) -> tuple[str, str]:
    """What tomllib finds wrong, and where: it says “at end of document” without a line."""
    what, _, where = message.partition(" (at ")
    found = re.fullmatch(r"line (\d+), column (\d+)\)", where)
    lines = text.rstrip("\r\n").split("\n")
    line, column = (found[1], found[2]) if found else (len(lines), len(lines[-1]) + 1)
    return what[:1].lower() + what[1:], f"line {line}, column {column}"
