"""Commands that look after the ledger."""

from __future__ import annotations

from farmer.cli.commands.command import Command, block


def _settings() -> str:
    from farmer.settings import KEYS

    return block("Settings", [f"{name:<9} {key.meaning}" for name, key in KEYS.items()])


def _start_lines() -> str:
    return block(
        "Lines for the start file",
        [
            'bash        eval "$(farmer completion bash)"',
            'zsh         eval "$(farmer completion zsh)"     after compinit',
            "fish        farmer completion fish | source",
            "powershell  farmer completion powershell | Out-String | Invoke-Expression",
        ],
    )


COMMANDS: dict[str, Command] = {
    "backup": Command(
        "backup:backup",
        "Copy the ledger, whole and checked.",
        ("farmer backup",),
    ),
    "restore": Command(
        "restore:restore",
        "Put a backup in the place of the ledger, which is kept aside.",
        ("farmer restore 1 --yes",),
    ),
    "sync": Command(
        "sync:sync",
        "Take in what another machine knows, from a folder or a copy of the ledger.",
        (
            "farmer sync laptop.db --dry-run",
            "farmer sync laptop.db",
            "farmer sync between",
        ),
    ),
    "doctor": Command(
        "doctor:doctor",
        "Is the ledger well? It says what is wrong, and never mends it in place.",
        ("farmer doctor", "farmer doctor --all", "farmer doctor --report"),
    ),
    "lock": Command(
        "lock:lock",
        "Encrypt the ledger and its backups with a passphrase.",
        ("farmer lock", "farmer lock --keyring"),
    ),
    "lock open": Command(
        "lock:open_",
        "Make a locked ledger and its backups plain files again.",
        ("farmer lock open",),
    ),
    "unlock": Command(
        "lock:open_",
        "Make a locked ledger and its backups plain files again.",
        ("farmer unlock",),
        now="lock open",
    ),
    "where": Command("where:where", "Where the ledger is, and what is in it.", ("farmer where",)),
    "config": Command(
        "config:config",
        "Your settings, their values and where they come from.",
        ("farmer config",),
        more=_settings,
    ),
    "config list": Command(
        "config:list_",
        "Every setting, its value and where it comes from.",
        ("farmer config list",),
    ),
    "config get": Command("config:get", "One setting's value.", ("farmer config get cadence",)),
    "config set": Command(
        "config:set_",
        "Write one setting; the rest of the file stays as it is.",
        (
            "farmer config set cadence quarterly",
            "farmer config set region GB",
            'farmer config set me "Kim Doe" kim@doe.example',
        ),
        more=_settings,
    ),
    "config unset": Command(
        "config:unset",
        "Take one setting out of the file: its default is in force again.",
        ("farmer config unset region",),
    ),
    "config edit": Command(
        "config:edit",
        "Open the file in your editor ($VISUAL or $EDITOR), then check it.",
        ("farmer config edit",),
    ),
    "completion": Command(
        "completion:completion",
        "Print the script by which your shell completes.",
        ("farmer completion bash",),
        more=_start_lines,
    ),
}
