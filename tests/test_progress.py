"""The progress bar: only for what takes longer than a second, and gone at the end."""

from __future__ import annotations

from itertools import count

import pytest

from farmer.render.progress import progressing, saying


def test_what_is_quick_shows_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """A stopwatch that stands still."""
    with progressing(lambda: 0.0, wanted=True) as report:
        for done in range(100):
            report(done, 100)
    assert capsys.readouterr().err == ""


def test_what_takes_longer_than_a_second_shows_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopwatch that runs, and a stderr that passes for a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    seconds = count()
    with progressing(lambda: float(next(seconds)), wanted=True) as report:
        for done in range(5):
            report(done, 5)
    shown = capsys.readouterr()
    assert "Reading" in shown.err
    assert shown.out == ""


def test_nobody_watching_means_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe or with JSON nothing is drawn, however long it takes."""
    seconds = count()
    with progressing(lambda: float(next(seconds)), wanted=False) as report:
        report(1, 5)
        report(2, 5)
    assert capsys.readouterr().err == ""


def test_what_is_done_is_said_once_it_takes_longer_than_a_second(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before; and nothing of it where nobody is watching."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    for wanted, expected in ((True, [False, True]), (False, [False, False])):
        with saying(iter((0.0, 0.5, 1.5)).__next__, wanted=wanted) as say:
            say("Comparing")
            say("Taking in")
        shown = capsys.readouterr()
        assert [word in shown.err for word in ("Comparing", "Taking in")] == expected
        assert shown.out == ""
