"""The way to a team's server: who proves what to whom, and what goes wrong on it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
from psycopg import conninfo

from farmer.errors import InvalidValue
from farmer.team.passwords import password_accepted, passwords_at
from farmer.team.refusals import (
    BookRefuses,
    BookUnreachable,
    NotLetIn,
    PasswordRefused,
    PasswordWanted,
    UnknownLogin,
)

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SECRETS = ("password", "sslpassword", "oauth_client_secret")
_SECONDS = 5
# What stands before the words of a server that was reached, and refused.
_REFUSAL = "FATAL:"
# What psycopg puts before libpq's words, which say it better.
_DRIVERS_WORDS = re.compile(r"^connection (failed|is bad): ")
# A server that was unplugged is given up after half a minute, where the system can be told so.
_ALIVE = {"keepalives_idle": "10", "keepalives_interval": "5", "tcp_user_timeout": "30000"}

Connection = psycopg.Connection[tuple[str, ...]]


@contextmanager
def connected(address: str, *, insecure: bool) -> Iterator[Connection]:
    """A connection to the server at that address, in one transaction.

    Raises:
        InvalidValue: for an address that is none, or has a password.
        BookUnreachable: where the server does not answer, or goes away meanwhile.
        BookRefuses: where it wants a password that is not known, or refuses something.
    """
    check_address(address)
    try:
        with _logged_in(address, _secured(address, insecure=insecure)) as connection:
            yield connection
    except psycopg.OperationalError as error:
        raise BookUnreachable(_reason(error)) from None
    except psycopg.Error as error:
        raise BookRefuses(
            f"The team's server refuses: {_reason(error)}. Nothing was sent."
        ) from None


def check_address(address: str) -> None:
    """Refuse what is no address, and one with a password, which others could read.

    Raises:
        InvalidValue: with how one is written.
    """
    told = _parts(address)
    if any(told.get(secret) for secret in _SECRETS):
        raise InvalidValue(
            "The address has a password in it, which others on this machine could read.",
            "Leave it out, and have it asked for: farmer team join ADDRESS --keyring. "
            "Or write it into ~/.pgpass, or set PGPASSWORD.",
        )


def _logged_in(address: str, how: str) -> Connection:
    """Connect as libpq can by itself, and only where it has no password, with one that is known."""
    found = _tried(how)
    for password in passwords_at(address) if found is None else ():
        found = _tried(how, password)
        if isinstance(found, psycopg.Connection):
            break
    if not isinstance(found, psycopg.Connection):
        raise PasswordWanted if found is None else PasswordRefused
    used = found.info.password if found.pgconn.used_password else ""
    try:
        password_accepted(address, used)
    except BaseException:
        found.close()
        raise
    return found


def _tried(how: str, password: str | None = None) -> Connection | psycopg.Error | None:
    """The connection; the server's refusal of a password, or None where it wants one."""
    try:
        # A pool may hand the server's end of it to others, who would find there what is prepared.
        return psycopg.connect(how, password=password, prepare_threshold=None)
    except psycopg.OperationalError as error:
        at = error.pgconn
        if at is not None and at.needs_password:
            return None
        if at is not None and at.used_password and _is_of_password(error):
            return error
        if _REFUSAL in str(error):
            raise _refused(error, str(conninfo.conninfo_to_dict(how).get("user", ""))) from None
        raise


def _refused(error: psycopg.Error, login: str) -> BookRefuses:
    """The refusal of a server that was reached.

    That there is no such login is told in words only; one that does so in another language is
    quoted.
    """
    reason = _reason(error)
    return UnknownLogin(login) if reason == f'role "{login}" does not exist' else NotLetIn(reason)


def _is_of_password(error: psycopg.Error) -> bool:
    """Whether the server says that the password is wrong, which it says in words only.

    One that does so in another language is quoted, and nobody is asked again.
    """
    return "password authentication failed" in str(error)


def _secured(address: str, *, insecure: bool) -> str:
    """How to connect: over a network only where the server proves who it is.

    Between programs of this machine nobody listens; libpq leaves TLS out of a socket by itself.
    """
    told = _parts(address)
    more = {"connect_timeout": str(_SECONDS), "application_name": "farmer", **_ALIVE}
    hosts = str(told.get("host") or "").split(",")
    # A host's name is no more than a word where something else says the address.
    elsewhere = "hostaddr" in told or "service" in told
    elsewhere = elsewhere or any(os.environ.get(name) for name in ("PGHOSTADDR", "PGSERVICE"))
    is_here = not elsewhere and all(host in _LOOPBACK for host in hosts)
    if not (insecure or is_here):
        more["sslmode"] = "verify-full"
        more["sslrootcert"] = str(told.get("sslrootcert", "system"))
    return conninfo.make_conninfo(address, **more)


def _parts(address: str) -> Mapping[str, object]:
    try:
        told = conninfo.conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        told = {}
    if not address.startswith(("postgresql://", "postgres://")) or not told:
        raise InvalidValue(
            "That is not the address of a team's server.",
            "Write it as postgresql://kim@db.firm.example/firm",
        )
    return told


def _reason(error: psycopg.Error) -> str:
    """What libpq says first, of its several lines; where it asked is in the address."""
    said = str(error).strip() or "it went away"
    first = said.splitlines()[0].rpartition(_REFUSAL)[2].strip()
    return _DRIVERS_WORDS.sub("", first).rstrip(".:")
