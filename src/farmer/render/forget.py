"""How farmer forget is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.phrases import sealed_files
from farmer.render.terminal import Screen
from farmer.shell import quoted
from farmer.tasks.correct.forget import AllForgotten, Compacted, Forgotten
from farmer.wording import capitalised, say_count, say_list


def forgotten_lines(forgotten: Forgotten) -> Iterator[Row]:
    """The id, then what went and what still mentions the name, a line each."""
    yield ("forgotten", forgotten.id)
    for table, rows in forgotten.gone.items():
        yield ("gone", table, rows)
    for backup in forgotten.backups:
        yield ("backup", backup)
    for mention in forgotten.mentions:
        yield ("mention", mention.word, mention.places)
    for file in forgotten.loose:
        yield ("loose", file)
    if not forgotten.recognised:
        yield ("unrecognised", forgotten.id)
    if forgotten.holding:
        yield ("holding", forgotten.holding, forgotten.folder)
    for member in forgotten.given_to:
        yield ("given-to", member)


def draw_forgotten(forgotten: Forgotten, screen: Screen) -> None:
    """That it is done, and where the name may still be."""
    rows = say_count(sum(forgotten.gone.values()), "record")
    also = f", in {say_count(len(forgotten.backups), 'backup')} too" if forgotten.backups else ""
    screen.say(("Forgot ", "green"), (forgotten.id, "bold"), f" and {rows}{also}.")
    for mention in forgotten.mentions:
        one, many = "record of others still says", "records of others still say"
        places = say_count(mention.places, one, many)
        screen.say(f"{places} “{mention.word}”: farmer find {quoted(mention.word)}")
    if not forgotten.recognised:
        screen.say("No import can know them by the name alone: a file that has it adds them again.")
    if forgotten.given_to:
        names = say_list([capitalised(member) for member in forgotten.given_to])
        screen.say(f"{names} could read how you stood with them: tell them to keep nothing of it.")
    _draw_held(forgotten.holding, forgotten.folder, screen)
    _draw_loose(forgotten.loose, screen)


def all_lines(done: AllForgotten) -> Iterator[Row]:
    """The lines of everybody."""
    for forgotten in done.people:
        yield from forgotten_lines(forgotten)


def draw_all(done: AllForgotten, screen: Screen) -> None:
    """Everybody, or that there is nobody."""
    if not done.people:
        screen.say("Nobody is past the time that you keep people.")
    for forgotten in done.people:
        draw_forgotten(forgotten, screen)


def compacted_lines(compacted: Compacted) -> Iterator[Row]:
    """The files that could not be written anew, a line each."""
    for file in compacted.loose:
        yield ("loose", file)


def draw_compacted(compacted: Compacted, screen: Screen) -> None:
    """That it is done, or where it could not be."""
    if not compacted.loose:
        screen.say(("Compacted ", "green"), "the ledger and its backups.")
    _draw_loose(compacted.loose, screen)


def _draw_loose(files: tuple[str, ...], screen: Screen) -> None:
    """What may be left in a file that was not written anew, and how to get rid of it."""
    for file in files:
        screen.say(
            ("Mind: ", "yellow"),
            f"{file} could not be written anew. Whoever was forgotten is gone from its records, "
            "history and search; unused parts of the file may still have what was deleted or "
            "overwritten before. When there is room on the disk: farmer forget --compact",
        )


COMPACTED = View(compacted_lines, draw_compacted)
ALL = View(all_lines, draw_all)


def _draw_held(holding: int, folder: str, screen: Screen) -> None:
    """Which of the sealed files between machines are to be written anew."""
    if holding and not folder:
        screen.say(
            f"{sealed_files(holding)} in your team's book may still hold them, until farmer team "
            "sync has run there: first here, then on each; farmer team tells."
        )
    elif holding:
        screen.say(
            f"{sealed_files(holding)} in {folder} may still hold them, until farmer sync has "
            "run there: first here, then on each; farmer sync --status tells."
        )


FORGOTTEN = View(forgotten_lines, draw_forgotten)
