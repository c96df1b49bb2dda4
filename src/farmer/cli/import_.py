"""The command that brings in what somebody already has: import."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import DryRun, Json, Ledger, Tag, Yes
from farmer.cli.questions import ask, choose, may_ask
from farmer.cli.world import can_watch, desk, piped_in, settings_path, stopwatch, tell, today
from farmer.dates import parse_past_date
from farmer.errors import ExitStatus, InvalidValue, WhoAreYou
from farmer.handles import check_region
from farmer.settings import parse_region
from farmer.text import clean_name, fold, parse_tag

if TYPE_CHECKING:
    from farmer.formats import Source
    from farmer.tasks.desk import Desk
    from farmer.tasks.exchange.doubts import Doubt, Settle
    from farmer.tasks.exchange.encoding_asked import EncodingDoubt
    from farmer.tasks.exchange.import_ import Wish
    from farmer.tasks.exchange.imported import Imported

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE…",
        help="What other programs export; - is standard input. Without one, whatever changed in "
        "the sources that are remembered.",
    ),
]


def import_(
    files: Files = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="What it is, where its content does not tell."
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="The day of what has no date: a chapter's slips, the event of --at.",
        ),
    ] = None,
    at: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="EVENT",
            help="Everybody in it was at this event, on that day; it is no talk yet.",
        ),
    ] = "",
    tag: Tag = None,
    map_: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,…", help="Which column of a table holds what."),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep",
            metavar="FIELD[=COLUMN]",
            help="Keep this column or property as a field of your own. Repeats.",
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Such as cp1250.")
    ] = None,
    region: Annotated[
        str | None,
        typer.Option("--region", metavar="CC", help="The country of numbers without +44."),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Add strangers from mails and calendars too.")
    ] = False,
    new_invited: Annotated[
        bool,
        typer.Option("--new-invited", help="Of a guest list, add whoever did not come too."),
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Let the file overwrite what is known.")
    ] = False,
    prefer: Annotated[str | None, typer.Option("--prefer", hidden=True)] = None,
    remember: Annotated[
        bool,
        typer.Option("--remember", help="Read it again by itself: a file, a folder, a pattern."),
    ] = False,
    remembered: Annotated[
        bool, typer.Option("--remembered", help="List what is read again, and what came last.")
    ] = False,
    two_way: Annotated[
        bool,
        typer.Option("--two-way", help="Of a folder of cards: write what changes here into it."),
    ] = False,
    stop: Annotated[
        bool, typer.Option("--stop", help="No longer read it again; what came from it stays.")
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Bring in what you have: contacts, messages, mails, calendars.

    The same file twice adds nothing. What is read how: docs/formats.md.
    """
    from farmer.cli import import_again
    from farmer.render.import_ import VIEW
    from farmer.tasks.exchange.import_ import PREFERENCES, Wish

    wish = Wish(
        as_kind=format_,
        on=parse_past_date(on, today()) if on is not None else None,
        encoding=_encoding(encoding) if encoding is not None else None,
        columns=_columns(map_) if map_ is not None else {},
        keep=_kept(keep or ()),
        region=_region(region) if region is not None else None,
        newcomers=new,
        prefer_file=overwrite or (prefer is not None and PREFERENCES.parse(prefer) == "file"),
        dry_run=dry_run,
        at=clean_name(at),
        invited=new_invited,
        two_way=two_way,
        tags=tuple(dict.fromkeys(map(parse_tag, tag or ()))),
    )
    asked = import_again.AboutSources(
        tuple(files or ()), remember, remembered, stop, yes, preview=two_way and dry_run
    )
    if two_way and not (remember or dry_run):
        raise InvalidValue(
            "Nothing is written into a folder that is not remembered.",
            "Add --remember; or --dry-run, to see what would be.",
        )
    if asked.is_about_sources(format_):
        return import_again.run(asked, wish, ledger, json=json)
    imported = import_named(list(asked.files), wish, ledger, json=json)
    answer(imported, VIEW, json=json)
    if not dry_run and may_ask(json=json):
        _ask_keep_for(desk(ledger))
    return ExitStatus.DONE


def import_named(files: list[str], wish: Wish, ledger: str | None, *, json: bool) -> Imported:
    """Import files; who the user is, is asked once and kept in the settings."""
    from farmer.render.progress import progressing
    from farmer.tasks.exchange.import_ import import_files
    from farmer.tasks.keep.config import set_setting

    sources, settle = _sources(files), settling(json=json)
    ask_encoding = cache(_ask_which_reads_right) if may_ask(json=json) else None
    while True:
        try:
            with progressing(stopwatch, wanted=not json and can_watch()) as progress:
                return import_files(
                    desk(ledger),
                    sources,
                    wish,
                    progress=progress,
                    settle=settle,
                    ask_encoding=ask_encoding,
                )
        except WhoAreYou as unknown:
            if not unknown.candidates or not may_ask(json=json):
                raise
            me = choose(f"{unknown.message} Which of these are you?", unknown.candidates)
            if me is None:
                raise
            set_setting(settings_path(), "me", [*desk(ledger).settings.me, me])
            tell(f"Kept in the settings: me is {me}.")


def settling(*, json: bool) -> Settle:
    """Asks whom somebody is of whom only the name is known, where there is somebody to ask."""
    return lambda doubt, ids: _ask_whether(doubt, ids) if may_ask(json=json) else None


def _ask_keep_for(at: Desk) -> None:
    """Ask once how long to keep people, and keep the answer in the settings, a no as well."""
    from farmer.keeping import KEEP_FOR_FORMS, OFF, USUAL, parse_keep_for
    from farmer.tasks.keep.config import set_setting

    if at.settings.keep_for is not None:
        return
    tell(
        "How long do you keep somebody once nothing new is recorded of them? Once a quarter, "
        "farmer today says who is past that. Nothing is deleted by itself."
    )
    while True:
        typed = ask(f"{KEEP_FOR_FORMS}; n for no end", default=USUAL)
        try:
            keep_for = OFF if typed.casefold() in ("n", "no") else parse_keep_for(typed)
        except InvalidValue as wrong:
            tell(f"{wrong.message} {wrong.hint}")
            continue
        set_setting(settings_path(), "keep-for", [keep_for])
        tell(f"Kept in the settings: keep-for is {keep_for}.")
        return


def _sources(files: list[str]) -> list[Source]:
    from farmer.tasks.exchange.containers import unpacked
    from farmer.tasks.exchange.named_files import MOST_PIPED_BYTES, source_at, source_of

    named = (
        source_of(piped_in(MOST_PIPED_BYTES)) if file == "-" else source_at(Path(file))
        for file in files
    )
    return unpacked(named)


def _ask_whether(doubt: Doubt, ids: Sequence[int]) -> int | None:
    """Whom of the ledger somebody is, of those of the `ids`, or `SOMEBODY_ELSE`."""
    from farmer.tasks.exchange.doubts import SOMEBODY_ELSE

    at = f" ({doubt.company})" if doubt.company else ""
    labels = [f"{person.name} ({person.id})" for person in doubt.candidates]
    by_label = dict(zip(labels, ids, strict=True))
    question = f"{doubt.file}, line {doubt.line}: is {doubt.name}{at} one of these?"
    picked = choose(question, labels)
    return by_label[picked] if picked is not None else SOMEBODY_ELSE


def _ask_which_reads_right(doubt: EncodingDoubt) -> str | None:
    """The encoding in which a line of a file reads right; None where it does in none."""
    line, texts = doubt.readings
    labels = {f"{text} ({encoding})": encoding for encoding, text in texts}
    question = f"{doubt.file} does not say its encoding. How does line {line} read right?"
    picked = choose(question, list(labels))
    return labels[picked] if picked is not None else None


def _encoding(name: str) -> str:
    from farmer.formats.decoding import is_charset

    try:
        if is_charset(name):
            return codecs.lookup(name).name
    except LookupError:
        pass
    raise InvalidValue(f"There is no encoding “{name}”.", "Write one such as utf-8 or cp1250.")


def _region(text: str) -> str:
    region = parse_region(text)
    check_region(region)
    return region


def _kept(typed: Sequence[str]) -> dict[str, str]:
    """``colour=Lieblingsfarbe`` as a mapping, folded column to field."""
    kept = {}
    for each in typed:
        name, equals, column = map(clean_name, each.partition("="))
        if not name or (equals and not column):
            raise InvalidValue(
                f"“{each}” does not say what to keep.",
                'Write --keep "favourite colour", or --keep "colour=Lieblingsfarbe".',
            )
        kept[fold(column or name)] = name
    return kept


def _columns(text: str) -> dict[str, str]:
    """``name=Full name,email=Mail`` as a mapping, field to column."""
    columns = {}
    for pair in text.split(","):
        name, equals, column = pair.partition("=")
        if not (equals and name.strip() and column.strip()):
            raise InvalidValue(
                f"“{pair.strip()}” does not say which column holds what.",
                'Write --map "name=Full name,email=E-mail"',
            )
        columns[name.strip().casefold()] = column.strip()
    return columns
