"""In which form an answer is given: options of every command, said before it or after it.

`--json` is declared by each command, because its answer to a program is a promise of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from typer.core import TyperOption

# What the answer is like, by the word that asks for it.
FORMS = {
    "pretty": "Answer as on a terminal, in a pipe too.",
    "plain": "The same without colours and block characters.",
    "tsv": "Answer in tab-separated lines, on a terminal too.",
}
NO_PAGER = "no_pager"


class FormOption(TyperOption):
    """An option that every command has; only the help of the program itself shows it."""


def form_options(note: Callable[[str], None], *, hidden: bool) -> list[FormOption]:
    """The options, which `note` the word that was said; no command has to know of them."""

    def noting(context: Any, option: Any, said: bool) -> None:
        if said and not context.resilient_parsing:
            note(option.name)

    meanings = {**FORMS, NO_PAGER: "Show a long answer at once, not page by page."}
    return [
        FormOption(
            param_decls=[f"--{word.replace('_', '-')}"],
            is_flag=True,
            default=False,
            expose_value=False,
            callback=noting,
            help=meaning,
            hidden=hidden,
        )
        for word, meaning in meanings.items()
    ]
