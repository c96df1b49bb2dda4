"""What farmer edit does with what was typed: names settled, then the task that corrects them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farmer.cli.questions import settled, unless_forgotten
from farmer.cli.world import desk

if TYPE_CHECKING:
    from farmer.tasks.correct.edit import Edited
    from farmer.tasks.whom import Whom


@dataclass(frozen=True, slots=True)
class TypedCorrection:
    """What was typed; in `named` people, by the option that names them."""

    texts: Mapping[str, str]
    addresses: Mapping[str, list[str] | None]
    drop: tuple[str, ...]
    at: str | None
    add_note: str | None
    named: Mapping[str, str | None]
    edited: str | None = None
    correction: bool = False
    prefer: tuple[str, ...] = ()
    no_longer: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    not_also: tuple[str, ...] = ()


def corrected(
    ledger: str | None, whom: Whom, told: TypedCorrection, *, anyway: bool, json: bool
) -> Edited:
    """Correct what is named, once every name is settled."""
    from farmer.tasks.correct.correction import Correction
    from farmer.tasks.record.add import handle_of

    handles = [handle_of(k, text) for k, texts in told.addresses.items() for text in texts or ()]
    # An empty name is nobody's, and settled.
    others = {option: name for option, name in told.named.items() if name}
    count = len(whom.to_settle)

    def correct(named: list[str], insisted: bool) -> Edited:
        by_option = {**told.named, **dict(zip(others, named[count:], strict=True))}
        correction = Correction(
            texts=told.texts,
            handles=tuple(handles),
            drop=told.drop,
            at=told.at,
            add_note=told.add_note,
            edited=told.edited,
            correction=told.correction,
            prefer=told.prefer,
            no_longer=told.no_longer,
            also=told.also,
            not_also=told.not_also,
            **by_option,
        )
        return _task(whom)(desk(ledger), whom.settled(named[:count]), correction, anyway=insisted)

    return settled(
        [*whom.to_settle, *others.values()],
        lambda named, _new: unless_forgotten(
            lambda insisted: correct(named, insisted), anyway=anyway, json=json
        ),
        json=json,
    )


def _task(whom: Whom) -> Callable[..., Edited]:
    """What corrects them: requests are judged again, so they stand higher in the house."""
    from farmer.tasks.refer.request_edit import are_of_requests, edit_requests

    if are_of_requests(whom.names):
        return lambda at, named, correction, **_: edit_requests(at, named, correction)
    from farmer.tasks.correct.edit import edit as correct

    return correct
