"""Where keys come from: a command that tells the passphrase, the keyring, the person typing."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from getpass import getpass

from farmer.cli.world import can_ask
from farmer.errors import InvalidValue
from farmer.ledger.keys import forbid_core_dumps, is_by_sqlcipher, to_key
from farmer.ledger.refusals import LedgerLocked, NobodyHere
from farmer.tasks.keep.keychain import kept_key
from farmer.tasks.keep.passphrases import check_hard_to_guess

COMMAND = "FARMER_KEY_COMMAND"
# What was typed for a ledger that an older farmer locked: farmer lock derives its key anew of it.
_typed_for: dict[str, str] = {}
_TRY_IT = f"{COMMAND} names a program that prints the passphrase: try it by itself."


def ask_for_key(place: str, salt: bytes) -> bytes:
    """The key of the locked ledger at `place`, which has that `salt`.

    Raises:
        LedgerLocked: where it cannot be had.
    """
    told = _told()
    if told is not None:
        return to_key(told, salt)
    kept = kept_key(salt)
    if kept is not None:
        return kept
    if not can_ask():
        raise _nobody_here(place)
    typed = typed_secretly(f"Passphrase of {place}: ")
    if is_by_sqlcipher(salt):
        _typed_for[place] = typed
    return to_key(typed, salt)


def key_at_hand(place: str, salt: bytes) -> bytes:
    """The same without asking anybody: only an open keyring is looked into.

    Raises:
        LedgerLocked: where it does not have the key.
    """
    kept = kept_key(salt, may_ask=False)
    if kept is None:
        raise LedgerLocked(f"The ledger {place} is locked.")
    return kept


def known_secret(place: str) -> str:
    """What the locked ledger at `place` was locked with.

    Raises:
        LedgerLocked: where it cannot be had.
    """
    told = _told() or _typed_for.get(place)
    if told is not None:
        return told
    if not can_ask():
        raise _nobody_here(place)
    return typed_secretly(f"Passphrase of {place}, to derive its key anew: ")


def new_secret(place: str) -> str:
    """The passphrase for the ledger at `place`, which is to be locked.

    Raises:
        LedgerLocked: where the command does not tell it, or nobody is here to type it.
        InvalidValue: where it is empty, easy to guess, or typed differently the second time.
    """
    forbid_core_dumps()
    told = _told()
    if told is not None:
        check_hard_to_guess(told, place)
        return told
    if not can_ask():
        raise LedgerLocked(
            "Nobody is here to type a passphrase.",
            f"Run it in a terminal, or set {COMMAND} to a program that prints the passphrase.",
        )
    typed = typed_secretly("New passphrase: ")
    check_hard_to_guess(typed, place)
    if typed_secretly("The same again: ") != typed:
        raise InvalidValue("The two are not the same; nothing was written.", "Try again.")
    return typed


def _nobody_here(place: str) -> NobodyHere:
    return NobodyHere(
        f"The ledger {place} is locked, and nobody is here to type its passphrase.",
        f"Set {COMMAND} to a program that prints it, or: farmer lock --keyring",
    )


def typed_secretly(question: str, what: str = "passphrase") -> str:
    """What a person types without being shown.

    Raises:
        KeyboardInterrupt: where nothing more comes.
        InvalidValue: where it is empty, or no text.
    """
    try:
        typed = getpass(question, stream=sys.stderr)
    except EOFError:
        raise KeyboardInterrupt from None
    except UnicodeDecodeError:
        raise InvalidValue("What was typed is not UTF-8 text.", "Try again.") from None
    if not typed:
        raise InvalidValue(f"The {what} is empty.", "Try again.")
    return typed


def _told() -> str | None:
    """The first line that the command prints; None where there is no command."""
    command = os.environ.get(COMMAND)
    if not command:
        return None
    try:
        words = shlex.split(command, posix=os.name == "posix")
    except ValueError:  # a quote that is never closed
        words = []
    if not words:
        raise LedgerLocked(f"{COMMAND} is not a command.", _TRY_IT)
    line, _, _ = _printed_by(words).partition("\n")
    secret = line.removesuffix("\r")
    if not secret:
        raise LedgerLocked(f"{COMMAND} printed no passphrase.", _TRY_IT)
    return secret


def _printed_by(words: list[str]) -> str:
    """What the program prints; what it complains of goes to stderr, stdin is not for it."""
    try:
        ran = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
        return ran.stdout.decode()
    except subprocess.CalledProcessError as failed:
        why = f"ended with status {failed.returncode}"
    except UnicodeDecodeError:
        why = "printed what is not UTF-8"
    except (OSError, ValueError):  # ValueError: a null character
        why = "cannot be run"
    raise LedgerLocked(f"{COMMAND}: “{words[0]}” {why}.", _TRY_IT)
