"""What was asked before about the same introduction, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from farmer.tasks.judge.brief import AskedBefore
from farmer.wording import say_day

_ENDED_SAID = {
    "declined": "You declined an introduction",
    "target no": "They said no to an introduction",
    "withdrawn": "An introduction was withdrawn",
}


def say_asked(asked: AskedBefore, about: str, today: date) -> Iterator[str]:
    """What there is to say of it, the fullest first; `about` is to whom, if not clear."""
    on, see = asked.asked_on, f"farmer request show {asked.id}"
    for whom in (about, ""):
        if asked.introduced_on:
            yield f"Introduced{whom} on {say_day(asked.introduced_on, today)}: {see}"
        elif asked.is_open:
            yield f"Asked for{whom or ' already'} on {say_day(on, today)}, still open: {see}"
        else:
            ended = _ENDED_SAID.get(asked.state, asked.state)
            yield f"{ended}{whom} on {say_day(asked.state_on, today)}: {see}"
