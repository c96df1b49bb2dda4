"""The counted sentences of an import's report: of one as somebody says it, and of two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from farmer.render import import_
from farmer.render.import_changed import draw_changed, draw_merged
from farmer.render.import_talks import draw_talks
from farmer.render.terminal import Screen
from farmer.tasks.exchange.imported import Gathering, Imported, TalkOutcomes, reported
from farmer.tasks.exchange.tally import Changed, MergedPair, Met
from farmer.tasks.person import Named

DAY = date(2026, 5, 4)
ANA = Named("c7", "Ana Ruiz")
NOTHING = reported([], None, [], not_read=(), dry_run=False)

Draw = Callable[[Screen], None]


def changed(number: int, field: str, *, taken: bool, renamed: bool = False) -> Draw:
    rows = [Changed(1, ANA, field, "here", "there", taken, renamed)] * number
    return lambda screen: draw_changed(rows, screen)


def talks(**told: object) -> Draw:
    return lambda screen: draw_talks(TalkOutcomes(**told), screen)  # type: ignore[arg-type]


def report(**told: object) -> Draw:
    found: Imported = NOTHING._replace(**told)  # type: ignore[arg-type]
    return lambda screen: import_.draw(found, screen)


def met(number: int) -> tuple[Met, ...]:
    return (Met("t1", "Ana Ruiz", DAY, "call", "left"),) * number


SENTENCES: dict[str, tuple[Callable[[int], Draw], str, str]] = {
    "left": (
        lambda n: changed(n, "notes", taken=False),
        "1 note differs from what is there, which stays.",
        "2 notes differ from what is there, which stays.",
    ),
    "taken": (
        lambda n: changed(n, "company", taken=True),
        "1 firm or title changed; what was before is kept as former.",
        "2 firms and titles changed; what was before is kept as former.",
    ),
    "renamed": (
        lambda n: changed(n, "name", taken=True, renamed=True),
        "1 person is renamed; the name before is kept as former.",
        "2 people are renamed; the name before is kept as former.",
    ),
    "merged": (
        lambda n: lambda screen: draw_merged([MergedPair(ANA, ANA)] * n, screen),
        "1 person was in the ledger twice, as a file tells of both: made one.",
        "2 people were in the ledger twice, as a file tells of both: made one.",
    ),
    "planned": (
        lambda n: talks(planned=n),
        "1 of them is only planned: nobody said that it would happen, so it counts for nothing. It",
        "2 of them are only planned: nobody said that they would happen, so they count for",
    ),
    "moved": (
        lambda n: talks(moved=n),
        "1 talk moved, as in the calendar.",
        "2 talks moved, as in the calendar.",
    ),
    "taken back": (
        lambda n: talks(taken_back=n),
        "1 talk taken back, as in the calendar.",
        "2 talks taken back, as in the calendar.",
    ),
    "stays": (
        lambda n: talks(left=met(n)),
        "left on record: you corrected it, or another source tells of it too:",
        "left on record: you corrected them, or another source tells of them too:",
    ),
    "there": (
        lambda n: talks(attended=(Gathering("Fair", DAY, n),)),
        "1 person was at Fair on 4 May 2026:",
        "2 people were at Fair on 4 May 2026:",
    ),
    "occasions": (
        lambda n: talks(attended=(Gathering("Fair", DAY, 3),) * (6 + n)),
        "… and 1 more occasion",
        "… and 2 more occasions",
    ),
    "not read": (
        lambda n: report(not_read=("a.png",) * n),
        "Not read, because it holds nothing that farmer brings in: a.png.",
        "Not read, because they hold nothing that farmer brings in: a.png and a.png.",
    ),
    "people": (
        lambda n: report(new=n, touchpoints=2 * n, connections=n, facts=n),
        "Imported 1 new person; 0 updated, 0 unchanged, 0 skipped. With them 1 touchpoint and 1 "
        "fact. 1 connection came along;",
        "Imported 2 new people; 0 updated, 0 unchanged, 0 skipped. With them 2 touchpoints and 2 "
        "facts. 2 connections came along;",
    ),
    "whole": (
        lambda n: report(whole={"requests.steps": n, "contacts.handles": n, "not_same": n}),
        "With them 1 step of requests, 1 address and 1 pair that is not the same.",
        "With them 2 steps of requests, 2 addresses and 2 pairs that are not the same.",
    ),
}


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("what", SENTENCES)
def test_what_is_counted_is_said_as_one_or_as_several(
    what: str, number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    draw, *sentences = SENTENCES[what]
    draw(number)(Screen("never", blocks=False))
    said = " ".join(capsys.readouterr().out.split())
    assert sentences[number - 1] in said
