"""Commands for assistants and colleagues."""

from __future__ import annotations

from farmer.cli.commands.command import Command, block


def _clients() -> str:
    from farmer.tasks.together.assistant import CLIENTS

    return block("Programs", [f"{name:<7} {said}" for name, said in CLIENTS.meanings.items()])


COMMANDS: dict[str, Command] = {
    "assistant": Command(
        "assistant:assistant",
        "What an assistant may ask of farmer.",
        ("farmer assistant",),
    ),
    "assistant serve": Command(
        "assistant:serve",
        "Answer an assistant, which starts this itself.",
        ("farmer assistant serve", "farmer assistant serve --with-words"),
    ),
    "assistant setup": Command(
        "assistant:setup",
        "Print the lines that tell an assistant of farmer.",
        ("farmer assistant setup claude", "farmer assistant setup codex --with-words"),
        more=_clients,
    ),
    "assistant skill": Command(
        "assistant:skill",
        "What an assistant that has a shell should know, as one SKILL.md.",
        ("farmer assistant skill", "farmer assistant skill --to ."),
    ),
    "team": Command(
        "team:team",
        "Who is in your team, what you tell them, and of whom they told you.",
        ("farmer team", "farmer team --key"),
    ),
    "team create": Command(
        "team:create",
        "Make a team's book in a PostgreSQL database, and its members.",
        ("farmer team create postgresql:///firm --member kim --member lee",),
    ),
    "team join": Command(
        "team:join",
        "Join a team with this ledger.",
        ("farmer team join postgresql://kim@db.firm.example/firm",),
    ),
    "team share": Command(
        "team:share",
        "Tell your team how you stand with somebody.",
        (
            "farmer team share @clients",
            "farmer team share Ana --to lee",
            "farmer team share Ana --to lee --evidence --words",
            "farmer team share Ana --stop",
            "farmer team share Ana --never",
        ),
    ),
    "team show": Command(
        "team:show",
        "What colleagues tell you of somebody: how they stand, and the days and notes told to you.",
        ("farmer team show Ana",),
    ),
    "team sync": Command(
        "team:sync",
        "Send your team what is new of what you tell, and receive what they do.",
        ("farmer team sync",),
    ),
    "team answer": Command(
        "team:answer_",
        "Answer a colleague who asks you for an introduction.",
        ("farmer team answer r7 yes", "farmer team answer r7 later --until friday"),
    ),
    "team leave": Command(
        "team:leave",
        "Leave the team: what you told is taken back, and what was told you is deleted here.",
        ("farmer team leave",),
    ),
    "mcp": Command(
        "assistant:serve",
        "Answer an assistant, which starts this itself.",
        ("farmer mcp",),
        now="assistant serve",
    ),
}
