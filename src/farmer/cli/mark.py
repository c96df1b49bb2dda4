"""The command mark: evidence."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Except, Json, Ledger, Note, On, With
from farmer.cli.questions import settled_whom
from farmer.cli.world import desk, past_day
from farmer.errors import ExitStatus, InvalidValue
from farmer.facts import FACTS
from farmer.shell import quoted


def mark(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME… FACT", help="Who, and last what they or you did; see the list below."
        ),
    ],
    on: On = "today",
    note: Note = "",
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Record evidence: a promise kept, a service used, a favour."""
    from farmer.render.mark import MARKED
    from farmer.tasks.record.mark import mark as record
    from farmer.tasks.whom import Whom

    names, fact = _names_and_fact(words)
    if not (names or with_):
        example = f"Ana {quoted(fact)}" if FACTS.may_mean(fact) else f"{quoted(fact)} kept"
        missing = "Who is missing." if FACTS.may_mean(fact) else f"What “{fact}” did is missing."
        raise InvalidValue(missing, f"For example: farmer mark {example}")
    when = past_day(on)
    marked = settled_whom(
        Whom.of(names, with_ or (), except_ or ()),
        lambda whom: record(desk(ledger), whom, fact, on=when, note=note),
        json=json,
    )
    answer(marked, MARKED, json=json)
    return ExitStatus.DONE


def _names_and_fact(words: list[str]) -> tuple[list[str], str]:
    """Who is named and the fact, which stands last; or elsewhere, where it can only be that."""
    *names, last = words
    elsewhere = [place for place, word in enumerate(names) if FACTS.may_mean(word)]
    if FACTS.may_mean(last) or len(elsewhere) != 1:
        return names, last
    return [*words[: elsewhere[0]], *words[elsewhere[0] + 1 :]], words[elsewhere[0]]
