"""A command answers of one moment, whatever another command writes between two of its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest

from farmer.ledger import open_ledger
from farmer.ledger.ledger import Ledger
from farmer.ledger.reader import Reader
from farmer.ledger.recorded import RecordedStep
from farmer.model import Contact, Promise, Touch
from farmer.referrals.states import Request, StepTaken
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.record.promise import list_promises
from farmer.tasks.refer.request_list import list_requests
from farmer.tasks.tend.find import find
from farmer.tasks.tend.report_garden import garden
from farmer.tasks.tend.today import today

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
DAY = NOW.date()
ANA, BO = 1, 2
# Longer than a change takes that nothing holds up.
SECONDS = 0.3

COMMANDS: dict[str, Callable[[Desk], object]] = {
    "promise list": lambda desk: list_promises(desk, everything=True),
    "request list": lambda desk: list_requests(desk, everything=True),
    "find": lambda desk: find(desk, "lease"),
    "today": today,
    "report": garden,
}


class Between:
    """A ledger into which something is written once the first question was answered."""

    place = "a ledger that others write too"

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.writing = Thread(target=write, args=[ledger])

    @contextmanager
    def reading(self, clock_day: date | None = None, veiled: str | None = None) -> Iterator[Reader]:
        """One moment, in which somebody else begins to write."""
        with self.ledger.reading(clock_day, veiled) as reader:
            yield cast("Reader", _Interrupted(reader, self.writing))


class _Interrupted:
    """A reader whose first answer takes so long that another command can begin to write."""

    def __init__(self, reader: Reader, writing: Thread) -> None:
        self._reader = reader
        self._writing = writing

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._reader, name)
        return self._after(found) if callable(found) else found

    def _after(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def answer(*args: Any, **kwargs: Any) -> Any:
            found = ask(*args, **kwargs)
            if self._writing.ident is None:
                self._writing.start()
                self._writing.join(SECONDS)
            return found

        return answer


def write(ledger: Ledger) -> None:
    """Two people become one, and somebody comes in with all that a command tells of."""
    with ledger.changing("merge and add", NOW) as change:
        change.merge(ANA, BO)
        add_neighbour(change.add_contact(Contact("Joe Marsh", added_on=DAY)), change)


def add_neighbour(whose: int, change: Any) -> None:
    """Somebody with a promise, a request and a history."""
    for weeks in range(20, 30, 2):
        change.add_touch(whose, Touch(DAY - timedelta(weeks=weeks), "meeting", "me"))
    change.add_promise(whose, Promise("send the lease", True, DAY - timedelta(days=9), DAY))
    asked = StepTaken("asked", DAY - timedelta(days=20))
    wish = Request("given", whose, None, "a buyer", "asker", (asked,))
    request = change.add_request(wish, "a lease", "", inside=False)
    change.add_step(request, RecordedStep(asked))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger of two people."""
    ledger = open_ledger(str(tmp_path / "ledger.db"), {})
    with ledger.changing("begin", NOW) as change:
        for name in ("Ana Ruiz", "Bo Li"):
            add_neighbour(change.add_contact(Contact(name, added_on=DAY)), change)
    return ledger


def at(ledger: object) -> Desk:
    """Where a task works with that ledger."""
    return Desk(cast("Ledger", ledger), DAY, NOW, lambda _words: None, Settings())


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_written_between_two_questions_is_not_told(command: str, ledger: Ledger) -> None:
    answer = COMMANDS[command]
    before = answer(at(ledger))
    between = Between(ledger)
    assert answer(at(between)) == before
    between.writing.join()
    with ledger.reading() as reader:
        assert [person.name for person in reader.people()] == ["Ana Ruiz", "Joe Marsh"]
    assert answer(at(ledger)) != before
