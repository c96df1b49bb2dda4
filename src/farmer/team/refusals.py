"""What a team's book refuses, and what is typed next."""

from __future__ import annotations

from farmer.errors import Conflict, ExitStatus, FarmerError, NotFound

# What is typed where the extra that talks to the book's server is missing.
TEAM_EXTRA = "Install farmer-ledger[team]: pipx install --force 'farmer-ledger[team]'"
_KEPT = "Nothing is lost: your ledger is here, and farmer team sync sends what is new."


class NoTeam(NotFound):
    """A command about a team, where this ledger is in none."""

    code = "no-team"

    def __init__(self) -> None:
        super().__init__(
            "This ledger is in no team.",
            "Join one: farmer team join postgresql://kim@db.firm.example/firm",
        )


class NoDriver(NotFound):
    """What talks to PostgreSQL is not installed."""

    code = "no-extra"

    def __init__(self) -> None:
        super().__init__("What talks to a team's server is not installed.", TEAM_EXTRA)


class BookUnreachable(FarmerError):
    """The server does not answer, or the way to it broke."""

    code = "book-unreachable"
    status = ExitStatus.LEDGER_UNAVAILABLE

    def __init__(self, reason: str) -> None:
        super().__init__(f"The team's server cannot be reached: {reason}.", _KEPT)


class BookRefuses(FarmerError):
    """The server answers, and there is no book, or not for this member."""

    code = "book-refuses"
    status = ExitStatus.LEDGER_UNAVAILABLE


class NotLetIn(BookRefuses):
    """The server answers, and lets this login in no more, or nobody now."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The team's server does not let you in: {reason}. Nothing was sent.",
            "Ask whoever runs it. Nothing is lost: your ledger is here.",
        )


class PasswordWanted(BookRefuses):
    """The server wants a password, and none is at hand."""

    code = "password-wanted"

    def __init__(self) -> None:
        super().__init__(
            "The team's server asks for your password, and none is at hand.",
            "Have the keyring keep it: farmer team join ADDRESS --keyring, or farmer team sync "
            "--keyring once you are in. Or write it into ~/.pgpass, or set PGPASSWORD.",
        )


class PasswordRefused(BookRefuses):
    """The server says that the password is another."""

    code = "password-refused"

    def __init__(self) -> None:
        super().__init__(
            "The team's server does not take your password.",
            "PGPASSWORD and ~/.pgpass come first; see whether they have an old one. What the "
            "keyring has, farmer team sync --keyring asks for anew at a terminal.",
        )


class NoMember(BookRefuses):
    """The server answers, and has a book, but this login is no member of the team."""

    def __init__(self, message: str, login: str) -> None:
        super().__init__(
            message,
            "Ask whoever runs it to type: "
            f"farmer team create ADDRESS --member {login} --run. "
            "If you were in it, and are no more: farmer team leave",
        )


class UnknownLogin(NoMember):
    """The server answers, and has no such login, as of a member who was let go."""

    def __init__(self, login: str) -> None:
        super().__init__(f"The team's server has no login {login}. Nothing was sent.", login)


class AnotherBook(Conflict):
    """The server has another book than the one that was joined."""

    code = "another-book"

    def __init__(self) -> None:
        super().__init__(
            "At that address is another book than the one that you joined. Nothing was sent.",
            "Ask whoever runs it. To join that one: farmer team leave, then farmer team join",
        )
