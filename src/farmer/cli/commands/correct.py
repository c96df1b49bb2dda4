"""Commands that put right."""

from __future__ import annotations

from farmer.cli.commands.command import Command

COMMANDS: dict[str, Command] = {
    "edit": Command(
        "edit:edit",
        "Correct people, and whatever was recorded of them.",
        (
            'farmer edit Ana --company "Voss & Co" --cadence 30',
            "farmer edit t1 t2 --by them",
            'farmer edit t1 --on 2026-03-31 --kind call --at ""',
            'farmer edit t2 --who "Joe Marsh"',
            'farmer edit p1 --note "send the lease" --due friday',
            "farmer edit --with @chapter --cadence 60",
        ),
    ),
    "remove": Command(
        "remove:remove", "Take out what was recorded by mistake.", ("farmer remove t1 f1",)
    ),
    "archive": Command(
        "archive:archive",
        "Leave people out of every list; their history is kept.",
        (
            "farmer archive Ana",
            "farmer archive @chapter --except Joe",
            "farmer archive --back Richard",
        ),
    ),
    "unarchive": Command(
        "archive:unarchive",
        "Bring archived people back into the lists.",
        ("farmer unarchive Ana",),
        now="archive --back",
    ),
    "merge": Command(
        "merge:merge",
        "Make two records of one person one; nothing is lost.",
        (
            "farmer merge Ana Joe --dry-run",
            "farmer merge Ana Joe --not-same",
        ),
    ),
    "duplicates": Command(
        "duplicates:duplicates",
        "Who may be recorded twice, with the reasons.",
        ("farmer duplicates --limit 10",),
    ),
    "forget": Command(
        "forget:forget",
        "Delete a person and all that is about them, for good.",
        ("farmer forget Ana --yes",),
    ),
    "undo": Command("undo:undo", "Take back the last change, whole.", ("farmer undo",)),
    "undo redo": Command("undo:redo", "Do again what undo took back last.", ("farmer undo redo",)),
    "undo history": Command(
        "undo:history",
        "What was changed, the newest first.",
        (
            "farmer undo history",
            "farmer undo history Ana",
            "farmer undo history --assistant",
        ),
    ),
    "redo": Command(
        "undo:redo", "Do again what undo took back last.", ("farmer redo",), now="undo redo"
    ),
    "history": Command(
        "undo:history",
        "What was changed, the newest first.",
        (
            "farmer history",
            "farmer history Ana",
            "farmer history --assistant",
        ),
        now="undo history",
    ),
}
