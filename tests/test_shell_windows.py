"""Printed commands at a PowerShell or cmd prompt, read as their specifications say.

There is neither to type into here. PowerShell: its language specification 3.0, 2.3.5.2 (string
literals) and 2.3.4.4 (generic tokens). cmd hands a program its line as it is, and the program's
runtime takes it apart: CommandLineToArgvW, and the C runtime's “Parsing C command-line arguments”.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from farmer.shell import for_unix, for_windows, quoted, quoted_or_id

SINGLE = "'‘’‚‛"
DOUBLE = '"“”„'
# Within a bare word these end it, or begin something else.
SPECIAL = set("{}();,|&<>`$#@ \t") | set(SINGLE) | set(DOUBLE)
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)


class NotOneWord(Exception):
    """PowerShell would read something else than one word, or expand something."""


def powershell_reads(word: str) -> str:
    """What PowerShell takes one argument for."""
    if word[0] in SINGLE:
        return _unquoted(word, SINGLE)
    if word[0] in DOUBLE:
        text = _unquoted(word, DOUBLE)
        if set(text) & {"$", "`"}:
            raise NotOneWord(word)
        return text
    if word[0] in "-@" or set(word) & (SPECIAL - {"@"}):
        raise NotOneWord(word)
    return word


def _unquoted(word: str, marks: str) -> str:
    """A literal's text: two marks are one, and one ends it."""
    text, place = "", 1
    while place < len(word):
        if word[place] not in marks:
            text += word[place]
            place += 1
        elif place + 1 < len(word) and word[place + 1] in marks:
            text += word[place]
            place += 2
        elif place + 1 == len(word):
            return text
        else:
            raise NotOneWord(word)
    raise NotOneWord(word)


def runtime_reads(line: str) -> list[str]:
    """What a program gets of a line, without cmd's own expansion."""
    words, word, inside, begun, backslashes = [], "", False, False, 0
    for character in line + " ":
        if character == "\\":
            backslashes += 1
            continue
        if character == '"':
            word += "\\" * (backslashes // 2)
            if backslashes % 2:
                word += '"'
            else:
                inside, begun = not inside, True
        else:
            word += "\\" * backslashes
            if character == " " and not inside:
                if word or begun:
                    words.append(word)
                word, begun = "", False
            else:
                word += character
        backslashes = 0
    return words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ana", "Ana"),
        ("", '""'),
        ("Ana Ruiz", '"Ana Ruiz"'),
        ("O'Neil", '"O\'Neil"'),
        ("@chapter", '"@chapter"'),
        (r"C:\Users\Ana Ruiz\ledger.db", r'"C:\Users\Ana Ruiz\ledger.db"'),
        (r"C:\Users\O'Neil & $on\l.db", r"'C:\Users\O''Neil & $on\l.db'"),
        ("it’s $5", "'it’’s $5'"),
        ("100% Ana", "'100% Ana'"),
        ("a folder\\", "'a folder\\'"),
    ],
)
def test_on_windows_a_text_is_one_word(
    monkeypatch: pytest.MonkeyPatch, text: str, word: str
) -> None:
    assert for_windows(text) == word
    monkeypatch.setattr("farmer.shell.os.name", "nt")
    assert quoted(text) == word


@given(TEXTS)
@example("it's $5!")
@example("“it’s” `$x`")
def test_powershell_reads_back_what_is_written_for_windows(text: str) -> None:
    assert powershell_reads(for_windows(text)) == text


@given(TEXTS)
@example("O'Neil")
@example(r"C:\Users\Ana Ruiz\ledger.db")
def test_what_is_in_double_quotes_cmd_reads_back_too(text: str) -> None:
    word = for_windows(text)
    if word.startswith("'"):
        assert set(text) & set('"$`!%“”„') or text.endswith("\\")
    elif word.startswith('"'):
        assert "%" not in word
        assert runtime_reads(f"farmer show {word}") == ["farmer", "show", text]


@given(TEXTS)
def test_powershell_reads_back_a_person_wherever_the_command_was_printed(name: str) -> None:
    """By name or by id: also the form for bash, zsh and fish, pasted into a PowerShell on Linux."""
    word = quoted_or_id(name, "c7")
    assert word == "c7" or powershell_reads(word) == name


@pytest.mark.parametrize("name", ['Robert "Bob" Li', '"', "it's $5!"])
def test_a_name_that_powershell_could_not_hand_on_is_said_by_its_id(name: str) -> None:
    assert quoted_or_id(name, "c7") == "c7"


def test_bashs_own_escape_is_what_powershell_cannot_read() -> None:
    """The reader above would notice, and so the two systems have a form each."""
    with pytest.raises(NotOneWord):
        powershell_reads(for_unix("it's $5"))
    assert powershell_reads(for_windows("it's $5")) == "it's $5"
