"""The settings, as their owner sees, changes and breaks them; and what they do."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from farmer.cli import run
from tests.conftest import Farmer

CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{more}END:VCARD\r\n"
    for name, more in (
        ("Hana Weiss", "TEL:020 7946 0018\r\n"),
        ("KIM DÖE", ""),
        ("K.", "EMAIL:Kim@Doe.example\r\n"),
        ("Lia Moro", "ORG:Moro Srl\r\n"),
    )
)
BROKEN = "cadence = 30\nregion\n"
WRONG = "cadence = 0\n"


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """An invented address book that its owner, Kim, is in twice."""
    path = tmp_path / "contacts.vcf"
    path.write_text(CARDS, encoding="utf-8")
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text; the editor puts it into the file that it is given."""
    typed = tmp_path / "typed.toml"
    script = tmp_path / "my editor.py"
    script.write_text(
        f"import pathlib, sys\n"
        f"text = pathlib.Path({str(typed)!r}).read_text(encoding='utf-8')\n"
        f"pathlib.Path(sys.argv[-1]).write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}" --wait')
    return typed


# -- Looking and changing ---------------------------------------------------------------------


def test_at_first_everything_is_a_default_and_nothing_is_written(
    farmer: Farmer, config: Path
) -> None:
    """The list says where the file would be."""
    assert farmer("farmer config").rows == [
        ["cadence", "90", "default"],
        ["region", "", "default"],
        ["colours", "auto", "default"],
        ["currency", "", "default"],
        ["me", "", "default"],
        ["patience", "10", "default"],
        ["keep-for", "", "default"],
        ["picker", "off", "default"],
        ["private", "@private", "default"],
        ["path", str(config), "no"],
    ]
    assert farmer("farmer config list").out == farmer("farmer config").out
    assert not config.exists()


def test_what_is_set_is_shown_got_and_unset(farmer: Farmer, config: Path) -> None:
    """Words become plain values; unsetting brings the default back."""
    assert farmer("farmer config set cadence Layer 15").out == "cadence\t30\tfile\n"
    assert farmer("farmer config set currency eur").status == 0
    assert farmer("farmer config get cadence").out == "30\n"
    listed = farmer("farmer config --json").data
    assert {s["key"]: s["value"] for s in listed["settings"] if s["source"] == "file"} == {
        "cadence": 30,
        "currency": "EUR",
    }
    assert farmer("farmer config unset cadence").out == "cadence\t90\tdefault\n"
    assert farmer("farmer config get cadence").out == "90\n"
    assert config.read_text(encoding="utf-8") == 'currency = "EUR"\n'
    assert stat.S_IMODE(config.stat().st_mode) == 0o600


def test_unsetting_what_was_never_set_writes_nothing(farmer: Farmer, config: Path) -> None:
    """It is as asked for already."""
    assert farmer("farmer config unset me").status == 0
    assert not config.exists()


def test_several_names_are_a_line_each(farmer: Farmer) -> None:
    """A script can loop over them."""
    farmer('farmer config set me "Kim Doe" kim@doe.example')
    assert farmer("farmer config get me").out == "Kim Doe\nkim@doe.example\n"
    assert farmer("farmer config get me --json").data["value"] == ["Kim Doe", "kim@doe.example"]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("get cadense", "There is no setting “cadense”; did you mean cadence?"),
        ("set cadense 30", "did you mean cadence?"),
        ("unset cadense", "did you mean cadence?"),
        ("set cadence fortnightly", "cadence: “fortnightly” is not a cadence."),
        ("set cadence 0", "Choose from: 1 to 3650 days"),
        ("set region ZZ", "“ZZ” is not a country"),
        ("set region GB ES", "“GB ES” is not a country of two letters"),
        ("set colours pink", "Choose from: auto, always, never."),
        ("set currency euro", "such as EUR"),
        ('set me ""', "“” is not a name or address"),
        ("set cadence", "VALUE"),
        ("get", "KEY"),
        ("git", "git"),
    ],
)
def test_a_wrong_key_or_value_is_refused_and_nothing_written(
    farmer: Farmer, config: Path, command: str, sentence: str
) -> None:
    """Status 2 and a sentence; in JSON under the command's own name."""
    refused = farmer(f"farmer config {command}")
    assert refused.status == 2
    assert refused.out == ""
    assert sentence in refused.err
    assert farmer(f"farmer config {command} --json").envelope["command"].startswith("config")
    assert not config.exists()


def test_text_that_is_not_unicode_is_refused(config: Path) -> None:
    """A lone surrogate, as a terminal of another encoding sends it."""
    assert run(["config", "set", "me", "Kim \udcff"]) == 2
    assert run(["config", "get", "\udcff"]) == 2
    assert not config.exists()


@pytest.mark.parametrize("command", ["farmer --json config get me", "farmer config --json get me"])
def test_json_may_be_said_before_the_subcommand(farmer: Farmer, command: str) -> None:
    """As for every command."""
    assert farmer(command).envelope["command"] == "config get"


def test_the_path_is_the_platforms_without_farmer_config(
    farmer: Farmer, isolation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders are made on the first change, for their owner alone."""
    monkeypatch.delenv("FARMER_CONFIG")
    path = Path(farmer("farmer config set cadence 30 --json").data["path"])
    assert isolation in path.parents
    assert path.parts[-2:] == ("farmer", "config.toml")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# -- A file that is wrong ---------------------------------------------------------------------


@pytest.mark.parametrize("text", [BROKEN, WRONG, "cadense = 9\n", "[me]\n"])
@pytest.mark.parametrize(
    "command", ["list", "check Ana", "stale", "show Ana", "mark Ana kept", 'log "Bo Li" --new']
)
def test_commands_that_use_settings_refuse_a_wrong_file(
    farmer: Farmer, config: Path, ledger: Path, text: str, command: str
) -> None:
    """Status 2, one sentence with the file, and the ledger is as it was."""
    farmer('farmer add "Ana Ruiz"')
    before = ledger.read_bytes()
    config.write_text(text, encoding="utf-8")
    refused = farmer(f"farmer {command}")
    assert refused.status == 2
    assert str(config) in refused.err
    assert "farmer config edit" in refused.err
    assert farmer(f"farmer {command} --json").envelope["error"]["code"] == "wrong-settings"
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("text", [BROKEN, WRONG, "cadense = 9\n"])
@pytest.mark.parametrize(
    "command", ["--help", "--version", "where", "undo", "remove t1", "config --help"]
)
def test_other_commands_keep_working(farmer: Farmer, config: Path, text: str, command: str) -> None:
    """What settings do not matter to goes on; so does help."""
    farmer('farmer log "Ana Ruiz" --new')
    config.write_text(text, encoding="utf-8")
    assert farmer(f"farmer {command}").status == 0


def test_the_list_shows_what_is_wrong(farmer: Farmer, config: Path) -> None:
    """With place for broken TOML, with key for a wrong value."""
    config.write_text(BROKEN, encoding="utf-8")
    (problem,) = farmer("farmer config --json").data["problems"]
    assert f"{config} is not valid TOML" in problem
    assert "line 2, column 7" in problem
    config.write_text(WRONG + 'currency = "EUR"\n', encoding="utf-8")
    listed = farmer("farmer config list")
    assert listed.status == 0
    assert ["problem", f"{config}: cadence: “0” is not a cadence."] in listed.rows
    assert ["currency", "EUR", "file"] in listed.rows
    assert farmer("farmer config get currency").out == "EUR\n"
    assert farmer("farmer config get cadence").status == 2


@pytest.mark.parametrize("change", ["set cadence 30", "unset cadence"])
def test_what_is_not_toml_is_not_touched(farmer: Farmer, config: Path, change: str) -> None:
    """A half-understood file would be half-written."""
    config.write_text(BROKEN, encoding="utf-8")
    refused = farmer(f"farmer config {change}")
    assert refused.status == 2
    assert "line 2, column 7" in refused.err
    assert config.read_text(encoding="utf-8") == BROKEN


def test_a_wrong_value_or_key_can_be_mended_by_command(farmer: Farmer, config: Path) -> None:
    """Set what is wrong, unset what should not be there."""
    config.write_text("cadence = 0\ncadense = 9\n[table]\nx = 1\n", encoding="utf-8")
    assert farmer("farmer config set cadence monthly").status == 0
    assert farmer("farmer config unset cadense").status == 0
    assert farmer("farmer config unset table").status == 0
    assert farmer("farmer config --json").data["problems"] == []
    assert farmer("farmer list").status == 0


# -- The editor -------------------------------------------------------------------------------


def test_the_editor_writes_and_the_file_is_checked(
    farmer: Farmer, config: Path, editor: Path
) -> None:
    """What is right is in force; the file stays its owner's alone."""
    editor.write_text('region = "GB"  # home\n', encoding="utf-8")
    assert ["region", "GB", "file"] in farmer("farmer config edit").rows
    assert config.read_text(encoding="utf-8") == 'region = "GB"  # home\n'
    assert stat.S_IMODE(config.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BROKEN, "line 2, column 7"),
        ('region = "ZZ"', "“ZZ” is not a country"),
        ("cadence = 0\ncolours = 1", "colours: “1”"),
    ],
)
def test_what_is_wrong_after_the_edit_is_said_with_its_place(
    farmer: Farmer, config: Path, editor: Path, text: str, said: str
) -> None:
    """The file is left for another edit: nobody likes to type twice."""
    editor.write_text(text, encoding="utf-8")
    refused = farmer("farmer config edit")
    assert refused.status == 2
    assert said in refused.err
    assert config.read_text(encoding="utf-8") == text


def test_a_new_file_opens_with_what_can_be_set(
    farmer: Farmer, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As comments, so that nothing is set yet."""
    monkeypatch.setenv("VISUAL", f'"{sys.executable}" -c ""')
    monkeypatch.setenv("EDITOR", "no-such-editor")
    edited = farmer("farmer config edit --json").data
    assert {setting["source"] for setting in edited["settings"]} == {"default"}
    assert config.read_text(encoding="utf-8").startswith("# cadence: ")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (None, "EDITOR=nano farmer config edit"),
        ("  ", "No editor is named."),
        ('"vi', "No editor is named."),
        ("no-such-editor --wait", "There is no editor “no-such-editor”."),
    ],
)
def test_without_an_editor_it_says_what_to_set(
    farmer: Farmer, config: Path, monkeypatch: pytest.MonkeyPatch, named: str | None, said: str
) -> None:
    """Status 2, and no file is begun."""
    if named is not None:
        monkeypatch.setenv("EDITOR", named)
    refused = farmer("farmer config edit")
    assert refused.status == 2
    assert said in refused.err
    assert "Set VISUAL or EDITOR" in refused.err
    assert not config.exists()


def test_an_editor_that_fails_is_said(farmer: Farmer, monkeypatch: pytest.MonkeyPatch) -> None:
    """As somebody who leaves it with an error means it."""
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "raise SystemExit(3)"')
    refused = farmer("farmer config edit")
    assert refused.status == 2
    assert "ended with status 3" in refused.err


# -- What settings do -------------------------------------------------------------------------


def test_the_cadence_is_that_of_everybody_without_their_own(farmer: Farmer) -> None:
    """In stale, list, show and add; who has their own keeps it. No judgement goes by it."""
    farmer('farmer add "Bo Li" --cadence layer-150')
    farmer('farmer log "Ana Ruiz" Bo --by me --on 2026-06-01 --new')
    assert farmer("farmer stale").out == ""
    later = "--as-of 2026-10-01"
    freshness = _freshness(farmer, f"Ana {later}")
    assert 0 < freshness < 1
    farmer("farmer config set cadence weekly")
    (tie,) = farmer("farmer stale --json").data["ties"]
    assert (tie["person"]["name"], tie["cadence_days"], tie["status"]) == ("Ana Ruiz", 7, "cold")
    assert {row[1]: row[5] for row in farmer("farmer list").rows} == {
        "Ana Ruiz": "cold",
        "Bo Li": "warm",
    }
    assert farmer("farmer show Ana --json").data["cadence_days"] == 7
    assert farmer("farmer show Ana --json").data["silence"]["status"] == "cold"
    assert farmer("farmer show Bo --json").data["cadence_days"] == 365
    assert farmer('farmer add "Cy Poe" --json').data["cadence_days"] == 7
    farmer("farmer config set cadence yearly")
    assert _freshness(farmer, f"Ana {later}") == freshness
    shown = farmer(f"farmer show Ana {later} --json").data["score"]
    scores = {row[1]: row[4] for row in farmer(f"farmer list {later}").rows}
    assert int(scores["Ana Ruiz"]) == int(shown)


def test_a_cadence_is_corrected_in_words_too(farmer: Farmer) -> None:
    """An empty text is the setting again."""
    farmer('farmer add "Bo Li"')
    farmer("farmer edit Bo --cadence layer-15")
    assert farmer("farmer show Bo --json").data["cadence_days"] == 30
    farmer("farmer config set cadence weekly")
    farmer('farmer edit Bo --cadence ""')
    assert farmer("farmer show Bo --json").data["cadence_days"] == 7
    assert farmer("farmer prepare Bo").status == 0


def _freshness(farmer: Farmer, words: str) -> float:
    """The points that `check` gives for freshness."""
    components = farmer(f"farmer check {words} --json").data["asker"]["assessment"]["components"]
    (points,) = (each["value"] for each in components if each["name"] == "freshness")
    return float(points)


def test_a_national_number_is_read_in_the_region(farmer: Farmer) -> None:
    """When adding and when looking up, however either was written."""
    farmer("farmer config set region gb")
    added = farmer('farmer add "Ana Ruiz" --phone "020 7946 0018" --phone "+44 20 7946 0018"')
    assert added.status == 0
    handles = farmer("farmer show Ana --json").data["handles"]
    assert [(each["kind"], each["value"]) for each in handles] == [("phone", "+442079460018")]
    for number in ("020 7946 0018", "+44 20 7946 0018", "02079460018", "0044 20 79460018"):
        assert farmer(f'farmer show "{number}"').status == 0
        assert farmer(f'farmer check "{number}"').status == 11
        assert farmer(f'farmer mark "{number}" kept').status == 0
        assert farmer(f'farmer log "{number}" --by me').status == 0
    assert farmer('farmer add "Bo Li" --through "020 7946 0018"').status == 0
    assert farmer('farmer show "020 7946 0019"').status == 3


def test_a_number_is_taken_out_in_any_notation(farmer: Farmer) -> None:
    """One that was recorded before there was a region too."""
    farmer('farmer add "Ana Ruiz" --phone "020 7946 0018"')
    farmer("farmer config set region GB")
    assert farmer('farmer edit Ana --phone "020 7946 0019"').status == 0
    assert farmer('farmer edit Ana --drop "+44 20 7946 0018"').status == 0
    assert farmer('farmer edit Ana --drop "020 7946 0020"').status == 3
    handles = farmer("farmer show Ana --json").data["handles"]
    assert [handle["value"] for handle in handles] == ["+442079460019"]


@pytest.mark.parametrize(
    "command",
    [
        "show NUMBER", "check NUMBER", "prepare NUMBER", "gains NUMBER", "history NUMBER",
        "list NUMBER", "stale NUMBER", "log NUMBER", "mark NUMBER kept", "tag NUMBER @chapter",
        "edit NUMBER --title Architect", "archive NUMBER", "forget NUMBER --yes",
        "log Bo --new --except NUMBER",
    ],
)  # fmt: skip
def test_a_number_names_a_person_in_every_command(farmer: Farmer, command: str) -> None:
    """As typed nationally, where it was recorded internationally."""
    farmer('farmer log "Ana Ruiz" --new')
    farmer('farmer edit Ana --phone "+44 20 7946 0018"')
    typed = command.replace("NUMBER", '"020 7946 0018"')
    assert farmer(f"farmer {typed}").status in (2, 3)
    farmer("farmer config set region GB")
    assert farmer(f"farmer {typed}").status in (0, 11)


def test_without_a_region_a_number_is_its_digits(farmer: Farmer) -> None:
    """And what was recorded so is found again once there is a region."""
    farmer('farmer add "Ana Ruiz" --phone "020 7946 0018"')
    assert farmer('farmer show "020 7946 0018"').status == 0
    assert farmer('farmer show "+44 20 7946 0018"').status == 3
    farmer("farmer config set region GB")
    assert farmer('farmer show "020 7946 0018"').status == 0
    assert farmer('farmer show "+44 20 7946 0018"').status == 0


def test_a_region_that_is_no_country_is_refused_where_a_number_is_read(
    farmer: Farmer, config: Path, ledger: Path
) -> None:
    """Typed by hand into the file; nothing else needs it."""
    config.write_text('region = "ZZ"\n', encoding="utf-8")
    assert farmer('farmer add "Ana Ruiz"').status == 0
    before = ledger.read_bytes()
    refused = farmer('farmer add "Bo Li" --phone "020 7946 0018"')
    assert refused.status == 2
    assert "region: “ZZ” is not a country" in refused.err
    assert ledger.read_bytes() == before


def test_an_import_reads_numbers_in_the_region(farmer: Farmer, cards: Path) -> None:
    """Somebody recorded with the digits alone is the same person, and gains nothing twice."""
    farmer('farmer add "Hana Weiss" --phone "020 7946 0018"')
    farmer("farmer config set region GB")
    imported = farmer(f"farmer import {cards} --json").data
    assert (imported["new"], imported["unchanged"], imported["unsure"]) == (3, 1, [])
    again = farmer(f"farmer import {cards} --json").data
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 4)


def test_an_import_leaves_you_out(farmer: Farmer, cards: Path) -> None:
    """By name, letter case and accents aside, and by address."""
    farmer('farmer config set me "Kim Doe" KIM@doe.example')
    imported = farmer(f"farmer import {cards} --json").data
    assert imported["new"] == 2
    assert [(skip["line"], skip["reason"]) for skip in imported["skipped"]] == [
        (6, "that is you"),
        (10, "that is you"),
    ]
    assert {row[1] for row in farmer("farmer list").rows} == {"Hana Weiss", "Lia Moro"}


def test_your_own_number_is_yours_in_any_notation(farmer: Farmer, cards: Path) -> None:
    """The region serves here too."""
    farmer("farmer config set region GB")
    farmer('farmer config set me "+44 20 7946 0018"')
    assert farmer(f"farmer import {cards} --json").data["new"] == 3


def test_a_file_of_yourself_alone_brings_in_nobody(farmer: Farmer, tmp_path: Path) -> None:
    """And says why."""
    path = tmp_path / "me.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Kim Doe\nEND:VCARD\n", encoding="utf-8")
    farmer('farmer config set me "Kim Doe"')
    refused = farmer(f"farmer import {path}")
    assert refused.status == 2
    assert "that is you" in refused.err


def test_settings_that_the_disk_does_not_confirm_are_not_said_to_be_unchanged(
    farmer: Farmer, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("farmer.files.sync_folder", broken)
    config.parent.mkdir(exist_ok=True)
    said = farmer("farmer config set cadence 30")
    assert said.status == 6
    assert "is written" in said.err
    assert "Nothing was changed" not in said.err
    assert "30" in config.read_text(encoding="utf-8")
