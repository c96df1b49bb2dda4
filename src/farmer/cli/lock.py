"""The group lock: the ledger is encrypted, and decrypted."""

from __future__ import annotations

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Keyring, Ledger
from farmer.cli.world import desk_by_default
from farmer.errors import ExitStatus


def lock(
    context: typer.Context,
    keyring: Keyring = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Encrypt the ledger and its backups with a passphrase.

    The passphrase is typed, or printed by the program that FARMER_KEY_COMMAND names.
    """
    from farmer.cli.passphrase import known_secret, new_secret
    from farmer.render.lock import VIEW
    from farmer.tasks.keep.lock import lock as encrypt

    if context.invoked_subcommand:
        return ExitStatus.DONE
    locked = encrypt(desk_by_default(ledger), new_secret, known_secret, keyring=keyring)
    answer(locked, VIEW, json=json)
    return ExitStatus.DONE


def open_(ledger: Ledger = None, json: Json = False) -> int:
    """Make a locked ledger and its backups plain files again."""
    from farmer.render.lock import VIEW
    from farmer.tasks.keep.lock import unlock as decrypt

    answer(decrypt(desk_by_default(ledger)), VIEW, json=json)
    return ExitStatus.DONE
