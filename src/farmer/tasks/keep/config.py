"""Looking at the settings and changing them (the command ``config``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from farmer.errors import InvalidValue, WrongSettings
from farmer.settings import KEYS, Value, check_key, check_value, default_of
from farmer.tasks.editor import check_editor, run_editor
from farmer.tasks.keep.settings_file import CORRECT, parse, read_text, write, wrong_in

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

SettingSource = Literal["default", "file"]


class Setting(NamedTuple):
    """One setting: its value, and whether the file says so or nobody does."""

    key: str
    value: Value
    source: SettingSource


class Configured(NamedTuple):
    """Every setting, and the file they come from.

    Attributes:
        problems: what is wrong in the file, a sentence each; what is wrong is not in force.
    """

    path: str
    exists: bool
    settings: tuple[Setting, ...]
    problems: tuple[str, ...]


class Saved(NamedTuple):
    """What a setting is now, and the file that was changed."""

    key: str
    value: Value
    source: SettingSource
    path: str


def list_settings(path: Path) -> Configured:
    """Every setting of the file at `path`; what is wrong with it is told, not refused."""
    problems = []
    given: Mapping[str, object] = {}
    try:
        given = parse(read_text(path), path)
    except WrongSettings as wrong:
        problems.append(wrong.message)
    found: dict[str, Value] = {}
    for key, value in given.items():
        try:
            check_key(key)
            found[key] = check_value(key, value)
        except InvalidValue as wrong:
            problems.append(wrong_in(path, wrong).message)
    settings = tuple(
        Setting(key, found[key], "file") if key in found else _unset(key) for key in KEYS
    )
    return Configured(str(path), path.exists(), settings, tuple(problems))


def get_setting(path: Path, key: str) -> Setting:
    """One setting; what is wrong elsewhere in the file does not matter.

    Raises:
        InvalidValue: for an unknown key.
        WrongSettings: for a file that is not TOML, or a value that cannot be.
    """
    check_key(key)
    given = parse(read_text(path), path)
    if key not in given:
        return _unset(key)
    try:
        return Setting(key, check_value(key, given[key]), "file")
    except InvalidValue as wrong:
        raise wrong_in(path, wrong) from None


def set_setting(path: Path, key: str, typed: Sequence[str]) -> Saved:
    """Write one setting, leaving everything else in the file as it is, comments included.

    What was typed as several words is one value, except for a list of names.

    Raises:
        InvalidValue: for an unknown key or an invalid value.
        WrongSettings: for a file that is not TOML or cannot be written; it stays as it is.
    """
    check_key(key)
    value = check_value(key, tuple(typed) if key == "me" else " ".join(typed))

    def put(document: TOMLDocument) -> None:
        document[key] = list(value) if isinstance(value, tuple) else value

    _change(path, put)
    return Saved(key, value, "file", str(path))


def unset_setting(path: Path, key: str) -> Saved:
    """Take one setting out of the file: its default is in force again.

    Raises:
        InvalidValue: for an unknown key, unless the file has it.
        WrongSettings: for a file that is not TOML or cannot be written; it stays as it is.
    """
    given = parse(read_text(path), path)
    if key not in given:
        check_key(key)
    else:
        _change(path, lambda document: document.remove(key))
    return Saved(key, default_of(key) if key in KEYS else None, "default", str(path))


def edit_settings(path: Path, editor: Sequence[str]) -> Configured:
    """Open the file in `editor`, a command and its options, and look at what became of it.

    Raises:
        NoEditor: where it cannot be started, or ends as programs do that went wrong.
        WrongSettings: where the file is wrong now; it is left for another edit.
    """
    check_editor(editor)  # before a file is begun for it
    if not path.exists():
        write(path, _blank())
    run_editor(editor, path, "See what it left in the file: farmer config")
    if path.exists():
        path.chmod(0o600)  # some editors write a new file in its place
    configured = list_settings(path)
    if configured.problems:
        raise WrongSettings(" ".join(configured.problems), CORRECT)
    return configured


def _unset(key: str) -> Setting:
    return Setting(key, default_of(key), "default")


def _change(path: Path, change: Callable[[TOMLDocument], object]) -> None:
    """Apply `change` to the file's text; tomllib looks at it first, and says where it is wrong."""
    import tomlkit

    text = read_text(path)
    parse(text, path)
    document = tomlkit.parse(text)
    change(document)
    write(path, tomlkit.dumps(document))


def _blank() -> str:
    """A file that sets nothing and says what could be set."""
    return "".join(f"# {key}: {known.meaning}\n" for key, known in KEYS.items())
