"""Commands that say whom to look after."""

from __future__ import annotations

from farmer.cli.commands.command import Command

COMMANDS: dict[str, Command] = {
    "today": Command(
        "today:today_",
        "What is due: follow-ups, promises, requests, ties going cold.",
        ("farmer today", "farmer today --week", "farmer today --one-line"),
    ),
    "stale": Command(
        "stale:stale",
        "Which relationships are going cold, and what is at stake.",
        (
            "farmer stale",
            "farmer stale --long --limit 3",
            "farmer stale --status never-met",
        ),
    ),
    "list": Command(
        "list_:list_",
        "Everybody, or those wanted, one line each.",
        (
            "farmer list @chapter",
            "farmer list --verdict almost --sort score --limit 10",
            "farmer list --status never-met --ids",
        ),
    ),
    "ls": Command(
        "list_:list_", "Everybody, or those wanted, one line each.", ("farmer ls",), now="list"
    ),
    "find": Command(
        "find:find",
        "Find words in notes, names, companies and events.",
        ('farmer find "second office"',),
    ),
    "stats": Command(
        "stats:stats",
        "What you sowed and harvested, and where your time goes.",
        ("farmer stats", "farmer stats --since 2026-01-01", "farmer stats --week"),
    ),
    "report": Command(
        "report:report",
        "The whole field on one page: a file that needs nothing else.",
        ("farmer report", "farmer report Ana -o ana.html"),
    ),
    "calendar": Command(
        "calendar:calendar",
        "Keep a file of what is due, for a calendar program to subscribe to.",
        ("farmer calendar -o farmer.ics", "farmer calendar -o farmer.ics --alarms"),
    ),
    "triage": Command(
        "triage:triage",
        "Go through those whom a file brought: whom do you look after?",
        ("farmer triage",),
    ),
    "snooze": Command(
        "snooze:snooze",
        "Leave people in peace until a day.",
        (
            'farmer snooze Ana --until "in 3 months"',
            'farmer snooze "Chamber mixer" --until friday',
            "farmer snooze @chapter",
        ),
    ),
}
