"""Commands that judge one person."""

from __future__ import annotations

from farmer.cli.commands.command import Command

COMMANDS: dict[str, Command] = {
    "check": Command(
        "check:check",
        "Is this relationship farmed — and with --to, the other one?",
        (
            "farmer check Ana",
            'farmer check "Joe Marsh" --to "Richard Branson"',
        ),
    ),
    "show": Command(
        "show:show", "Everything the ledger knows of one person.", ("farmer show Ana",)
    ),
    "prepare": Command(
        "prepare:prepare",
        "One page before a meeting: what was said, what to ask.",
        ("farmer prepare Ana", 'farmer prepare --guests guests.csv --at "Spring fair"'),
    ),
}
