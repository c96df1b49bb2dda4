"""Commands for other machines and assistants."""

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
    "mcp": Command(
        "assistant:serve",
        "Answer an assistant, which starts this itself.",
        ("farmer mcp",),
        now="assistant serve",
    ),
}
