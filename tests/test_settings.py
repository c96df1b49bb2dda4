"""What a person may set once for all, and the file it is kept in."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from farmer.errors import InvalidValue, WrongSettings
from farmer.model import CADENCE
from farmer.settings import (
    COLOURS,
    KEYS,
    Settings,
    check_key,
    check_value,
    default_of,
    parse_settings,
    parse_value,
)
from farmer.tasks.keep import settings_file as settingsfile
from farmer.tasks.keep.config import list_settings, set_setting, unset_setting
from farmer.tasks.keep.settings_file import load, locate

# -- Values -----------------------------------------------------------------------------------


def test_nothing_set_is_the_defaults() -> None:
    assert parse_settings({}) == Settings(90, None, "auto", None, ())


def test_every_field_has_one_key_and_a_default() -> None:
    assert [key.field for key in KEYS.values()] == list(Settings._fields)
    assert [default_of(key) for key in KEYS] == list(Settings())


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("cadence", 30, 30),
        ("cadence", "30", 30),
        ("cadence", "layer 5", 7),
        ("cadence", "Quarterly", 90),
        ("region", "gb", "GB"),
        ("region", " ES ", "ES"),
        ("colours", "Never", "never"),
        ("currency", "eur", "EUR"),
        ("patience", 0, 0),
        ("patience", " 60 ", 60),
        ("me", "Kim Doe", ("Kim Doe",)),
        ("me", ["Kim  Doe", "kim@doe.example", "Kim Doe"], ("Kim Doe", "kim@doe.example")),
        ("me", "\x1b[31mKim\x1b[0m", ("Kim",)),
        ("keep-for", "3 YEARS", "3 years"),
        ("keep-for", "Off", "off"),
        ("picker", "FZF", "fzf"),
    ],
)
def test_a_value_is_kept_in_its_plain_form(key: str, given: object, value: object) -> None:
    assert parse_value(key, given) == value
    assert parse_value(key, value) == value
    assert getattr(parse_settings({key: given}), KEYS[key].field) == value


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        ("cadence", 0, "“0”"),
        ("cadence", 3651, "“3651”"),
        ("cadence", -5, "“-5”"),
        ("cadence", "fortnightly", "“fortnightly”"),
        ("cadence", 30.0, "“30.0”"),
        ("cadence", True, "“true”"),
        ("cadence", [30], "30"),
        ("cadence", {}, "{}"),
        ("region", "England", "“England”"),
        ("region", "G1", "“G1”"),
        ("region", "ßß", "“ßß”"),
        ("region", 44, "“44”"),
        ("region", "", "“”"),
        ("colours", "sometimes", "“sometimes”"),
        ("colours", True, "“true”"),
        ("currency", "euro", "“euro”"),
        ("currency", "€", "“€”"),
        ("currency", float("nan"), "“nan”"),
        ("patience", -1, "“-1”"),
        ("patience", True, "“true”"),
        ("patience", 1.5, "“1.5”"),
        ("patience", 3601, "“3601”"),
        ("patience", "ten", "“ten”"),
        ("me", "", "“”"),
        ("me", [], "nobody"),
        ("me", ["Kim", 5], "“5”"),
        ("me", [["Kim"]], "Kim"),
        ("me", "K" * 201, "201"),
        ("keep-for", "long", "“long”"),
        ("picker", "dmenu", "“dmenu”"),
        ("picker", False, "“false”"),
        ("keep-for", 3, "“3”"),
        ("keep-for", False, "“false”"),
    ],
)
def test_a_wrong_value_or_type_is_refused_naming_the_key(
    key: str, given: object, said: str
) -> None:
    with pytest.raises(InvalidValue, match=f"^{key}: ") as refused:
        parse_settings({key: given})
    assert said in refused.value.message
    assert refused.value.hint


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=3), some),
    max_leaves=4,
)


@given(st.sampled_from(list(KEYS)), _ANY)
def test_whatever_a_file_says_is_a_value_or_refused_with_its_key(key: str, given: object) -> None:
    try:
        value = parse_value(key, given)
    except InvalidValue:
        with pytest.raises(InvalidValue, match=f"^{key}: "):
            parse_settings({key: given})
        return
    assert parse_value(key, value) == value


def test_a_region_is_a_country_only_where_it_is_looked_at_thoroughly() -> None:
    assert parse_value("region", "zz") == "ZZ"
    assert check_value("region", "gb") == "GB"
    with pytest.raises(InvalidValue, match=r"^region: “ZZ” is not a country"):
        check_value("region", "zz")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("cadense", "cadence"),
        ("Cadence", "cadence"),
        ("color", "colours"),
        ("regoin", "region"),
        ("curency", "currency"),
        ("mee", "me"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_one(typed: str, near: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_key(typed)
    assert refused.value.message == f"There is no setting “{typed}”; did you mean {near}?"


def test_a_key_near_to_none_is_refused_with_all() -> None:
    with pytest.raises(InvalidValue, match="no setting “ledger”") as refused:
        check_key("ledger")
    assert refused.value.message.endswith("”.")
    assert all(key in refused.value.hint for key in KEYS)


# -- The file ---------------------------------------------------------------------------------


def test_the_file_is_where_the_platform_keeps_settings_or_where_it_is_said(
    isolation: Path,
) -> None:
    assert locate({"FARMER_CONFIG": "/tmp/c.toml"}) == Path("/tmp/c.toml")
    assert locate({"FARMER_CONFIG": "~/c.toml"}) == isolation / "c.toml"
    for environ in ({}, {"FARMER_CONFIG": ""}):
        assert locate(environ).name == "config.toml"
        assert locate(environ).parent.name == "farmer"
        assert isolation in locate(environ).parents


def test_an_unknown_home_is_said() -> None:
    with pytest.raises(WrongSettings, match="home"):
        locate({"FARMER_CONFIG": "~nobody-of-that-name/c.toml"})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("cadence", "line 1, column 8"),
        ("cadence = \n", "line 1, column 11"),
        ('# mine\nregion = "GB"\ncadence = ninety\n', "line 3, column 11"),
        ("cadence = 1\ncadence = 2", "line 2, column 12"),
        ("me = [\n'Kim',\n", "line 2, column 7"),
        ("\x00", "line 1, column 1"),
    ],
)
def test_broken_toml_names_line_and_column(config: Path, text: str, place: str) -> None:
    config.write_text(text, encoding="utf-8")
    with pytest.raises(WrongSettings) as refused:
        load(config)
    assert str(config) in refused.value.message
    assert refused.value.message.endswith(f" at {place}.")


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe", "UTF-8"), (b"cadense = 9", "cadense"), (b"[me]", "me: ")]
)
def test_what_is_wrong_in_the_file_names_it(config: Path, content: bytes, said: str) -> None:
    config.write_bytes(content)
    with pytest.raises(WrongSettings) as refused:
        load(config)
    assert str(config) in refused.value.message
    assert said in refused.value.message
    assert "farmer config edit" in refused.value.hint


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbfcadence = 30\r\n", b"cadence = 30 # mine"])
def test_an_empty_file_a_byte_order_mark_and_any_line_end_are_fine(
    config: Path, content: bytes
) -> None:
    config.write_bytes(content)
    assert load(config).cadence_days == (30 if content else 90)


def test_a_folder_is_no_file_of_settings(config: Path) -> None:
    config.mkdir()
    with pytest.raises(WrongSettings, match="cannot be read"):
        load(config)
    with pytest.raises(WrongSettings, match="cannot be read"):
        set_setting(config, "cadence", ["30"])


def test_the_file_is_its_owners_alone_and_nothing_lies_beside_it(isolation: Path) -> None:
    path = isolation / "deep" / "er" / "config.toml"
    set_setting(path, "cadence", ["30"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in list(path.parents)[:2]} == {0o700}
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_a_link(config: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("# kept elsewhere\n", encoding="utf-8")
    config.symlink_to(kept)
    set_setting(config, "cadence", ["30"])
    assert config.is_symlink()
    assert kept.read_text(encoding="utf-8") == "# kept elsewhere\ncadence = 30\n"


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_file_as_it_was(
    config: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def failing(*_: object) -> None:
        raise error

    config.write_text("cadence = 30\n", encoding="utf-8")
    monkeypatch.setattr(step, failing)
    with pytest.raises((WrongSettings, KeyboardInterrupt)):
        settingsfile.write(config, "cadence = 40\n")
    monkeypatch.undo()
    assert config.read_text(encoding="utf-8") == "cadence = 30\n"
    assert list(config.parent.glob(".config-*")) == []


# -- Changing it ------------------------------------------------------------------------------

_COMMENT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=12)
_LITERALS: dict[str, Any] = {
    "cadence": st.sampled_from(["30", '"monthly"', "0x5a"]),
    "region": st.sampled_from(['"GB"', "'es'"]),
    "colours": st.sampled_from(['"never"', '"""always"""']),
    "currency": st.sampled_from(['"EUR"', '"g\\u0062p"']),
    "me": st.sampled_from(['"Kim"', '["Kim", "kim@doe.example"]', '[ # me\n  "Kim",\n]']),
    "patience": st.sampled_from(["0", "60", '"60"', "3_600"]),
    "keep-for": st.sampled_from(['"3 years"', "'off'"]),
    "picker": st.sampled_from(['"off"', "'fzf'"]),
    "private": st.sampled_from(['"@private"', "'@Family'", '"@\\u0066amily"']),
}
_TYPED: dict[str, Any] = {
    "cadence": st.sampled_from(CADENCE).map(lambda days: [str(days)]),
    "region": st.sampled_from([["GB"], ["es"]]),
    "colours": st.sampled_from([[word] for word in COLOURS]),
    "currency": st.text("abcXYZ", min_size=3, max_size=3).map(lambda text: [text]),
    "me": st.lists(st.sampled_from(["Kim Doe", 'Kim "K" Doe\\', "kim@doe.example"]), min_size=1),
    "patience": st.integers(0, 3600).map(lambda seconds: [str(seconds)]),
    "keep-for": st.sampled_from([["3", "years"], ["18 months"], ["off"]]),
    "picker": st.sampled_from([["off"], ["fzf"]]),
    "private": st.sampled_from([["@family"], ["@Family"], ["@private"]]),
}


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of settings as somebody writes it by hand: comments, empty lines, any order."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = []
    for key in draw(st.lists(st.sampled_from(list(KEYS)), unique=True)):
        lines += draw(st.lists(_COMMENT.map(lambda words: f"# {words}") | st.just(""), max_size=2))
        lines.append(f"{key} = {draw(_LITERALS[key])}{draw(st.sampled_from(['', '  # why']))}")
    lines += draw(st.lists(_COMMENT.map(lambda words: f"# {words}"), max_size=1))
    text = end.join("\n".join(lines).split("\n"))
    return text + draw(st.sampled_from(["", end])) if text else text


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A key, and what is typed for it."""
    key = draw(st.sampled_from(list(KEYS)))
    return key, draw(_TYPED[key])


@given(files(), changes())
@example("# only a comment", ("cadence", ["30"]))
@example("cadence = 30  # mine", ("cadence", ["40"]))
def test_setting_and_unsetting_change_one_value_and_no_comment(
    isolation: Path, text: str, change: tuple[str, list[str]]
) -> None:
    config, (key, typed) = isolation / "config.toml", change
    config.write_bytes(text.encode("utf-8"))
    before = load(config)
    saved = set_setting(config, key, typed)
    after = load(config)
    assert after == _with(before, key, saved.value)
    written = config.read_bytes().decode("utf-8")
    assert _own_line_comments(text) == _own_line_comments(written)
    unset_setting(config, key)
    assert load(config) == _with(before, key, default_of(key))
    assert key not in tomllib.loads(config.read_bytes().decode("utf-8"))


def _with(settings: Settings, key: str, value: Any) -> Settings:
    return settings._replace(**{KEYS[key].field: value})


def _own_line_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


def test_a_value_keeps_the_comment_on_its_line(config: Path) -> None:
    config.write_text("# top\n\ncadence = 30  # why\n\n# foot\n", encoding="utf-8")
    set_setting(config, "cadence", ["weekly"])
    assert config.read_text(encoding="utf-8") == "# top\n\ncadence = 7  # why\n\n# foot\n"


def test_every_problem_is_told_and_the_rest_is_listed(config: Path) -> None:
    config.write_text('cadence = 0\nregion = "ZZ"\ncurrency = "eur"\ncolor = 1\n', encoding="utf-8")
    listed = list_settings(config)
    assert [problem.partition(": ")[0] for problem in listed.problems] == [str(config)] * 3
    assert [s.key for s in listed.settings if s.source == "file"] == ["currency"]
    assert [s.value for s in listed.settings] == [
        *(90, None, "auto", "EUR", (), 10, None, "off", "@private"),
    ]
