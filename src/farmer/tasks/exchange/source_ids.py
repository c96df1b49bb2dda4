"""By which ids the sources of a ledger know its people, and who is in which of their accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from farmer.formats.linkedin import connection_key
from farmer.ledger.newcomers import Sourced, key_of
from farmer.people.account import ACCOUNT_OF, Account, one_each

# A list of everybody in an account.
_LIST = "linkedin"


class SourceIds:
    """The ids of earlier imports, and of the files read so far."""

    def __init__(
        self,
        sourced: Sequence[Sourced],
        identifiers: Mapping[str, Mapping[str, int]],
        name_of: Callable[[int], str],
    ) -> None:
        """Of the touches that are `sourced`; `identifiers` say whose ids a kind of file has.

        `name_of` says what somebody of the ledger is called.

        Raises whatever `name_of` does for somebody who is not there.
        """
        self._name_of = name_of
        self._of_kind: defaultdict[str, list[Sourced]] = defaultdict(list)
        for each in sourced:
            self._of_kind[each.source].append(each)
        self._ids: dict[str, dict[str, int]] = {}
        self._remembered = identifiers
        self._accounts: dict[str, Account] = {}

    def known(self, kind: str) -> list[Sourced]:
        """The touches that files of a kind brought."""
        return self._of_kind.get(kind, [])

    def ids(self, kind: str) -> dict[str, int]:
        """Whose each id of a kind of file is; what is added stays for the files that follow."""
        if kind not in self._ids:
            mine = self.known(kind)
            ids = {each.source_id: each.contact_id for each in mine}
            ids |= {key: each.contact_id for each in mine if (key := key_of(each.source_id))}
            ids.update(self._remembered.get(kind, {}))
            ids.update(self._connections(kind))
            self._ids[kind] = ids
        return self._ids[kind]

    def account(self, kind: str) -> Account:
        """The account that a file of the kind tells of, which is about to be read."""
        name = ACCOUNT_OF.get(kind)
        if name is None:
            return Account(is_one=False)
        if name not in self._accounts:
            kinds = [each for each, account in ACCOUNT_OF.items() if account == name]
            members = sorted({each.contact_id for kind in kinds for each in self.known(kind)})
            self._accounts[name] = Account(
                ((each, self._name_of(each)) for each in members),
                (each.contact_id for each in self.known(_LIST)),
                tells=one_each(name),
            )
        self._accounts[name].begin_file(is_list=kind == _LIST)
        return self._accounts[name]

    def _connections(self, kind: str) -> dict[str, int]:
        """Who was connected on which day, by name: more than one a day is nobody."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for each in self.known(kind) if kind == _LIST else ():
            if each.kind == "connect":
                found[connection_key(self._name_of(each.contact_id), each.on)].add(each.contact_id)
        return {key: min(whose) for key, whose in found.items() if len(whose) == 1}
