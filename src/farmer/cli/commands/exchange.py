"""Commands that bring in and give out."""

from __future__ import annotations

from farmer.cli.commands.command import Command

COMMANDS: dict[str, Command] = {
    "import": Command(
        "import_:import_",
        "Bring in what you have: contacts, messages, mails, calendars.",
        (
            "farmer import Connections.csv --dry-run",
            "farmer import contacts.vcf",
            'farmer import guests.csv --at "Spring fair" --on yesterday --tag @fair',
        ),
    ),
    "export": Command(
        "export:export",
        "Give everything back, or some of it.",
        (
            "farmer export -o ledger.json",
            "farmer export @chapter --format vcard -o chapter.vcf",
            "farmer export --format csv -o tables",
            "farmer export --for-subject Ana -o ana.md",
        ),
    ),
}
