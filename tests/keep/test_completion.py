"""Completion: what is offered where, silently, and what real shells make of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.cli import run
from farmer.cli.offers import offers
from farmer.cli.shellwords import quoted_for_bash, split_line
from tests.conftest import Farmer

pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminals on this system")

BREAKS = " \t\n\"'@><=;|&(:"


@pytest.fixture
def village(farmer: Farmer) -> Farmer:
    """Names that are hard on shells."""
    farmer(
        'farmer log "Ana Ruiz" "José Núñez" "Niamh O\'Neil" "Pay $HOME `id`" '
        '--at "Mill: mixer" --on 2026-06-01 --new'
    )
    farmer("farmer tag Ana @chapter")
    farmer('farmer request add Ana --to "a buyer" --need "a talk"')
    farmer('farmer edit Ana --company "Voss & Co"')
    return farmer


def offered(*words: str) -> list[str]:
    """The values offered for the last of the words."""
    *before, typed = words
    return [offer.value for offer in offers(before, typed)]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (("sho",), ["show"]),
        (("check", "ana"), ["Ana Ruiz"]),
        (("check", "jose"), ["José Núñez"]),
        (("check", "nun"), ["José Núñez"]),
        (("check", "Ana", "--to", "Nia"), ["Niamh O'Neil"]),
        (("check", "--as", "t"), ["target"]),
        (("check", "--expl"), ["--explain"]),
        (("import", "--format", "mon"), ["monica"]),
        (("import", "--as", "mon"), ["monica"]),
        (("help", "chec"), ["check"]),
        (("help", "request", "ask"), ["ask-target"]),
        (("log", "-k", "vi"), ["visit", "video"]),
        (("import", "--prefer", ""), ["file"]),
        (("export", "--vcard-version", "3"), ["3.0"]),
        (("request", "target-said", "r1", ""), ["yes", "no", "later"]),
        (("list", "@ch"), ["@chapter"]),
        (("log", "--with", "@"), ["@chapter"]),
        (("log", "--kind", "vi"), ["visit", "video"]),
        (("log", "--kind=vi"), ["--kind=visit", "--kind=video"]),
        (("log", "--by", "th"), ["them"]),
        (("log", "--at", "mix"), ["Mill: mixer"]),
        (("mark", "Ana", "made"), ["made-right"]),
        (("log", "--fact", "ke"), ["kept"]),
        (("edit", "t1"), ["t1"]),
        (("remove", "t"), ["t4", "t3", "t2", "t1"]),
        (("stale", "--status", "never"), ["never-met"]),
        (("config", "se"), ["set"]),
        (("config", "set", "cad"), ["cadence"]),
        (("request", "show", "r"), ["r1"]),
        (("request", "outcome", "r1", "no"), ["no-fit", "no-follow-up"]),
        (("request", "add", "Ana", "--to", "nun"), ["José Núñez"]),
        (("completion", "z"), ["zsh"]),
        (("add", "An"), []),
        (("import", "A"), []),
        (("check", "--", "--x"), []),
        (("nothing", "An"), []),
    ],
)
def test_each_place_offers_what_goes_there(
    village: Farmer, words: tuple[str, ...], values: list[str]
) -> None:
    assert offered(*words) == values


def test_the_ledger_named_on_the_line_is_the_one_that_is_read(
    village: Farmer, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    village(f'farmer add "Zed Quill" --ledger {other}')
    assert offered("check", "--ledger", str(other), "Zed") == ["Zed Quill"]
    assert offered("check", f"--ledger={other}", "Zed") == ["Zed Quill"]
    assert offered("--ledger", str(other), "check", "Zed") == ["Zed Quill"]


def test_namesakes_are_offered_by_id_and_the_archived_not_at_all(village: Farmer) -> None:
    village('farmer add "José Núñez" --company Mill')
    assert offered("check", "c") == ["c2", "c5"]
    village("farmer archive Ana")
    assert offered("check", "Ana") == []


def test_every_trouble_is_silent(
    village: Farmer,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No ledger, no ledger in the file, a newer one, nonsense: nothing is said, nothing is made."""

    def silent(*words: str) -> bool:
        capsys.readouterr()
        status = run(["__complete", *words])
        told = capsys.readouterr()
        return (status, told.out, told.err) == (0, "", "")

    missing = ledger.with_name("missing.db")
    assert silent("zsh", "check", "--ledger", str(missing), "An")
    assert not missing.exists()
    for content in (b"", b"not a ledger" * 999):
        missing.write_bytes(content)
        assert silent("zsh", "check", "--ledger", str(missing), "An")
        assert missing.read_bytes() == content
    assert silent()
    assert silent("zsh")
    assert silent("bash", "x")
    monkeypatch.setenv("FARMER_TODAY", "nonsense")
    assert not silent("zsh", "check", "An")
    with sqlite3.connect(ledger) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    before = ledger.read_bytes()
    assert silent("zsh", "check", "An")
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "words", "typed", "quote"),
    [
        ("farmer check An", ("farmer", "check"), "An", ""),
        ("farmer check ", ("farmer", "check"), "", ""),
        (r"farmer check Ana\ Ru", ("farmer", "check"), "Ana Ru", ""),
        ('farmer check "Ana Ru', ("farmer", "check"), "Ana Ru", '"'),
        ("farmer check 'Ana Ru", ("farmer", "check"), "Ana Ru", "'"),
        (r"farmer check 'a' \' b", ("farmer", "check", "a", "'"), "b", ""),
        (r'farmer check "a\"b', ("farmer", "check"), 'a"b', '"'),
        ("farmer check \\", ("farmer", "check"), "", ""),
    ],
)
def test_half_typed_lines_are_split_as_bash_would(
    line: str, words: tuple[str, ...], typed: str, quote: str
) -> None:
    found = split_line(line, BREAKS)
    assert (found.words, found.typed, found.quote) == (words, typed, quote)


NAMES = st.text(
    st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=20
)


@given(NAMES.map(str.strip).filter(bool), st.sampled_from(["", '"', "'"]))
def test_what_is_inserted_reads_back_as_the_name(name: str, quote: str) -> None:
    line = split_line(f"farmer check {quote}", BREAKS)
    inserted = quoted_for_bash(name, line)
    assert inserted is not None
    again = split_line(f"farmer check {quote}{inserted}{quote} ", BREAKS)
    assert again.words == ("farmer", "check", name)


@given(NAMES.map(str.strip).filter(bool), st.data())
def test_what_bash_keeps_is_not_inserted_twice(name: str, data: st.DataObject) -> None:
    typed = name[: data.draw(st.integers(0, len(name)))]
    begun = quoted_for_bash(typed, split_line("farmer ", BREAKS))
    assert begun is not None
    line = split_line(f"farmer {begun}", BREAKS)
    inserted = quoted_for_bash(name, line)
    assert inserted is not None
    assert line.typed[: line.kept] + split_line(f"farmer {inserted}", "").typed == name


SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(farmer completion bash)"'),
    "zsh": (
        ["-f", "-i"],
        'bindkey -e; autoload -U compinit; compinit -u; eval "$(farmer completion zsh)"',
    ),
    "fish": (["--no-config", "-i"], "farmer completion fish | source"),
}


def typed_in(shell: str, keys: str, home: Path) -> str:
    """The words that a real shell makes of `keys`, each between angle brackets."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    arguments, setup = SHELLS[shell]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "TERM": "dumb"}
    child = pexpect.spawn(
        shell, arguments, env=environ, encoding="utf-8", timeout=30, dimensions=(40, 200)
    )
    child.sendline(setup + "; printf 're%s' ady")
    child.expect("ready")
    # What was completed becomes the words of printf, which says where each begins and ends.
    child.send(f"{keys}\t\x01printf '<%s>' \x05; echo END\r")
    child.expect(r"(<farmer><[^\r\n]*>)END")
    found = child.match.group(1)
    child.sendeof()
    child.close(force=True)
    return str(found)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("farmer check Ana", "<farmer><check><Ana Ruiz>"),
        ("farmer check Jos", "<farmer><check><José Núñez>"),
        ("farmer check José", "<farmer><check><José Núñez>"),
        ("farmer check Nia", "<farmer><check><Niamh O'Neil>"),
        ("farmer check Pay", "<farmer><check><Pay $HOME `id`>"),
        ('farmer check "Ana', "<farmer><check><Ana Ruiz>"),
        (r"farmer check Ana\ R", "<farmer><check><Ana Ruiz>"),
        ("farmer list @ch", "<farmer><list><@chapter>"),
        ("farmer log --at Mill", "<farmer><log><--at><Mill: mixer>"),
        ("farmer mark Ana made", "<farmer><mark><Ana><made-right>"),
    ],
)
def test_real_shells_complete(
    village: Farmer, isolation: Path, shell: str, keys: str, words: str
) -> None:
    assert typed_in(shell, keys, isolation) == words


@pytest.mark.parametrize("shell", ["bash", "zsh"])
@pytest.mark.parametrize("keys", ["farmer check jose", "farmer check nun"])
def test_case_accents_and_second_words_are_enough(
    village: Farmer, isolation: Path, shell: str, keys: str
) -> None:
    assert typed_in(shell, keys, isolation) == "<farmer><check><José Núñez>"


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_no_letter_is_taken_away(village: Farmer, isolation: Path, shell: str) -> None:
    """Zoë and Zoely have only “Zo” in common, which is less than was typed."""
    village('farmer log "Zoë Lind" "Zoely Marsh" --new')
    assert typed_in(shell, "farmer check Zoe", isolation) == "<farmer><check><Zoe>"


def test_every_script_says_how_it_is_set_up_and_calls_back(farmer: Farmer) -> None:
    for shell in (*SHELLS, "powershell"):
        script = farmer(f"farmer completion {shell}").out
        assert f"farmer completion {shell}" in script.splitlines()[0]
        assert f"farmer __complete {shell}" in script
    assert farmer("farmer completion tcsh").status == 2


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("log Ana", "--on"),
        ("mark Ana kept", "--on"),
        ("edit c1", "--met-on"),
        ("show Ana", "--as-of"),
        ("list", "--since"),
        ("promise add Ana x", "--due"),
        ("snooze Ana", "--until"),
    ],
)
def test_every_day_that_is_offered_is_taken(farmer: Farmer, command: str, option: str) -> None:
    farmer('farmer add "Ana Ruiz"')
    days = offered(*command.split(), option, "")
    assert len(days) > 4
    taken = {day: farmer(f"farmer {command} {option} '{day}'") for day in days}
    assert {day: said.err for day, said in taken.items() if said.status == 2} == {}
