"""Who is who within one account, such as the user's at LinkedIn: there a name may be enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from farmer.model import Handle
from farmer.people.agreement import name_key
from farmer.people.decision import Acquainted, Described
from farmer.people.holders import Holders
from farmer.people.ownership import is_profile, profiles_differ

# Which account a kind of file tells of; one that is not here tells of none.
ACCOUNT_OF = {
    **dict.fromkeys(("linkedin", "linkedin-messages", "linkedin-invitations"), "linkedin"),
    "bni": "bni",
    "facebook": "facebook",
    "signal": "signal",
}


def _is_number(handle: Handle) -> bool:
    """Whether it is a telephone, of which an account at Signal has one."""
    return handle.kind == "phone"


# What nobody has two of in an account; where it is not said here, a profile.
_ONE_EACH = {"signal": _is_number}


def one_each(account: str) -> Callable[[Handle], bool]:
    """Which of somebody's addresses tells them from everybody else in the account."""
    return _ONE_EACH.get(account, is_profile)


class Account:
    """The people of one account, and what the file at hand has said of them so far."""

    def __init__(
        self,
        members: Iterable[tuple[int, str]] = (),
        connected: Iterable[int] = (),
        *,
        is_one: bool = True,
        tells: Callable[[Handle], bool] = is_profile,
    ) -> None:
        """`members` are ids with names; `connected` those of whom a list of all members told.

        `tells` says of an address whether nobody in the account has two such. Where it is no
        account, but an address book, nobody is known by the name alone.
        """
        self.is_one = is_one
        self._tells = tells
        self._connected = set(connected)
        self._told: set[int] = set()
        self._is_list = False
        self._named: Holders[str] = Holders()
        for whose, name in members:
            self._named.add(name_key(name), whose)

    def begin_file(self, *, is_list: bool) -> None:
        """Go on with another file, which may be a list of all members."""
        self._told, self._is_list = set(), is_list

    def accept(self, whose: int, name: str) -> None:
        """Remember that the file told of somebody."""
        self._told.add(whose)
        if self._is_list:
            self._connected.add(whose)
        self._named.add(name_key(name), whose)

    def has_told(self, whose: int) -> bool:
        """Whether the file has told of somebody before."""
        return whose in self._told

    def is_another(self, whose: int, person: Acquainted, handles: Iterable[Handle]) -> bool:
        """Whether the file tells of two: both with profiles, which no account has twice."""
        return whose in self._told and profiles_differ(person.handles, handles)

    def find(
        self,
        told: Described,
        people: Callable[[int], Acquainted | None],
        *,
        exchanged: bool,
    ) -> int | None:
        """The only one of that name, where the account tells no profile of one of the two.

        A list of members tells of two where it has two rows.
        """
        if not self.is_one:
            return None
        may_be = (
            (whose, person)
            for whose in self._named.of(name_key(told.contact.name))
            if (person := people(whose)) is not None and not person.names.is_apart(told.names)
        )
        named = list(islice(may_be, 2))  # of thousands of one name nobody is the only one
        if len(named) != 1:
            return None
        (whose, person) = named[0]
        with_profile = any(map(self._tells, told.handles))
        if with_profile and any(map(self._tells, person.handles)):
            return None
        listed = not exchanged and (not with_profile or whose in self._connected)
        return None if listed else whose
