"""What `import` does about sources that are remembered: remember, read again, list, stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from farmer.cli.answers import answer
from farmer.cli.questions import may_ask, yes_or_no
from farmer.cli.world import can_watch, desk, stopwatch, tell
from farmer.errors import ExitStatus, InvalidValue
from farmer.sources import LINES

if TYPE_CHECKING:
    from farmer.tasks.exchange.again import ReadAgain
    from farmer.tasks.exchange.caution import Held
    from farmer.tasks.exchange.import_ import Wish
    from farmer.tasks.exchange.source_reading import ReadingWay


class AboutSources(NamedTuple):
    """What is asked about sources: which, and one of what can be done about them."""

    files: tuple[str, ...]
    remember: bool
    remembered: bool
    stop: bool
    yes: bool
    preview: bool = False

    def is_about_sources(self, kind: str | None) -> bool:
        """Whether it is about them at all, rather than about files by themselves."""
        asked = self.remember or self.remembered or self.stop or self.preview
        return asked or not self.files or (kind or "").strip().casefold() == LINES

    def check(self) -> None:
        """See to it that it is one thing.

        Raises:
            InvalidValue: for two of them, or one without what it is about.
        """
        if self.remember + self.remembered + self.stop > 1:
            raise InvalidValue(
                "--remember, --remembered and --stop are three things.", "Leave out two of them."
            )
        if self.remembered and self.files:
            raise InvalidValue(
                "--remembered lists every source.", "Leave the file out: farmer import --remembered"
            )
        if (self.remember or self.stop or self.preview) and not self.files:
            what = "--remember" if self.remember else "--stop" if self.stop else "--two-way"
            raise InvalidValue(f"{what} needs a file.", f"Name it: farmer import FILE {what}")


def run(asked: AboutSources, wish: Wish, ledger: str | None, *, json: bool) -> int:
    """Do what is asked; the exit status is that of the first trouble, if there was any."""
    from farmer.render.import_again import REMEMBERED, VIEW
    from farmer.tasks.exchange.remembering import remembered, stop

    asked.check()
    if wish.dry_run and (asked.remember or asked.stop):
        raise InvalidValue(
            "--dry-run writes nothing, and so remembers nothing.", "Leave one of the two out."
        )
    if asked.remembered:
        answer(remembered(desk(ledger)), REMEMBERED, json=json)
        return ExitStatus.DONE
    if asked.stop:
        answer(stop(desk(ledger), asked.files), REMEMBERED, json=json)
        return ExitStatus.DONE
    found = _read(asked, wish, ledger, json=json)
    for source in found.sources:
        for trouble in source.troubles:
            tell(trouble)
    answer(found, VIEW, json=json)
    troubled = any(source.troubles for source in found.sources)
    return ExitStatus.USAGE if troubled else ExitStatus.DONE


def _read(asked: AboutSources, wish: Wish, ledger: str | None, *, json: bool) -> ReadAgain:
    """Read what is asked for, which is remembered first where that is wanted."""
    from farmer.tasks.exchange.again import preview, read_again, read_once
    from farmer.tasks.exchange.remembering import remember

    at = desk(ledger)
    with _reading(wish, yes=asked.yes, json=json) as reading:
        if not asked.files:
            return read_again(at, reading)
        if asked.preview:
            return preview(at, asked.files, wish, reading)
        if not asked.remember:
            return read_once(at, asked.files, reading)
        return read_again(at, reading, remember(at, asked.files, wish))


@contextmanager
def _reading(wish: Wish, *, yes: bool, json: bool) -> Iterator[ReadingWay]:
    """How sources are read by whoever is at the terminal, or by nobody."""
    from farmer.cli.import_ import settling
    from farmer.render.progress import progressing
    from farmer.tasks.exchange.source_reading import ReadingWay

    with progressing(stopwatch, wanted=not json and can_watch()) as progress:
        consent = _consent(yes=yes, json=json)
        yield ReadingWay(progress, settling(json=json), consent, wish.dry_run)


def _consent(*, yes: bool, json: bool) -> Callable[[str, Held], bool] | None:
    """Who says whether what anybody may have put there may come; None for nobody."""
    from farmer.render.import_again import say_held

    if yes:
        return lambda _path, _held: True
    if not may_ask(json=json):
        return None
    return lambda path, held: yes_or_no(
        f"Anybody may put a file where {path} is. It would {say_held(held)}. Let it?"
    )
