"""How farmer sync is shown where machines meet in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from farmer.ledger.upkeep import Machine
from farmer.render import Row, View
from farmer.render.phrases import sealed_files
from farmer.render.sync import draw_synced, synced_lines
from farmer.render.terminal import Screen
from farmer.shell import quoted
from farmer.tasks.keep.sync_folder import Exchanged, FolderStanding
from farmer.wording import say_count, say_date

# So much of a machine's name tells it from the others.
_SHORT = 6
# What is said of each file, by which list it is in.
_FILES = {
    "waiting": "is not all there yet: the rest is read when it has come.",
    "went_back": "is older than what was read of it, and waits. If its machine is no more, delete "
    "the file.",
    "newer": "was written by a newer farmer: pipx upgrade farmer-ledger",
    "missing": "is not there any more. What is known here of what it told is sent anew.",
    "copies": "is a copy of a machine's file, as a synchroniser leaves one. Once its machine has "
    "synced, delete the copy.",
    "strange": "is nothing of farmer's there, and was left alone.",
}


def _lines(done: Exchanged) -> Iterator[Row]:
    yield from synced_lines(done.taken)
    yield ("machines", done.others)
    yield ("sent", done.sent)
    for name in _FILES:
        for file in getattr(done, name):
            yield (name, file)
    yield ("holding", done.holding)


def _draw(done: Exchanged, screen: Screen) -> None:
    folder = done.taken.source
    if done.others:
        machines = say_count(done.others, "other machine")
        draw_synced(done.taken, screen, machines, nothing=f"Nothing new from {machines}.")
    verb = "Would send" if done.taken.dry_run else "Sent"
    if done.sent:
        screen.say((f"{verb} ", "green"), f"{say_count(done.sent, 'record')}.")
    else:
        screen.say("Nothing to send.")
    if not done.others:
        screen.say("No other machine has sent anything yet. There, with the same folder:")
        screen.indent(f"farmer sync {quoted(folder)}")
    for name, sentence in _FILES.items():
        for file in getattr(done, name):
            screen.indent(f"{file} {sentence}")
    _draw_holding(done.holding, screen)


def _draw_holding(holding: int, screen: Screen) -> None:
    if holding:
        screen.say(
            f"{sealed_files(holding)} may still hold somebody who was forgotten here, until farmer "
            "sync has run there."
        )


EXCHANGED = View(_lines, _draw)


def _standing_lines(standing: FolderStanding) -> Iterator[Row]:
    yield ("folder", standing.folder, standing.is_there)
    yield ("unsent", standing.unsent)
    for each in standing.machines:
        what = "this" if each.is_own else "other"
        yield (
            *("machine", what, each.name, each.written_at or ""),
            *(each.unread, each.is_there, each.is_holding),
        )


def _draw_standing(standing: FolderStanding, screen: Screen) -> None:
    if standing.by_book:
        screen.say("Your machines, by the team's book, as the last farmer team sync left it:")
    else:
        screen.say(standing.folder)
    if not standing.is_there:
        screen.say("It cannot be looked into now.")
    for each in standing.machines:
        screen.indent(f"{_called(each)}: {'; '.join(_said(each, standing))}.")


def _called(each: Machine) -> str:
    return f"{'This machine' if each.is_own else 'Machine'} {each.name[:_SHORT]}"


def _said(each: Machine, standing: FolderStanding) -> Iterator[str]:
    if each.written_at:
        yield f"wrote {say_date(datetime.fromisoformat(each.written_at).astimezone().date())}"
    else:
        yield "nothing was read of it yet"
    if each.is_own:
        unsent = say_count(standing.unsent, "record") if standing.unsent else "nothing"
        yield f"{unsent} to send"
    elif each.unread:
        yield "something to be read"
    if standing.is_there and not each.is_there:
        yield f"its file is not {'here any more' if standing.by_book else 'in the folder'}"
    if each.is_holding:
        yield "may still hold somebody who was forgotten here"


STANDING = View(_standing_lines, _draw_standing)
