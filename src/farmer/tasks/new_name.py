"""The name that somebody new is kept by, and what is refused as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Self

from farmer.errors import Conflict, InvalidValue, NotFound
from farmer.handles import any_handle
from farmer.ids import Id, is_id, parse_id
from farmer.people.meant import Person, find_people, parse_label
from farmer.shell import quoted
from farmer.text import clean_name, fold, is_tag, words

if TYPE_CHECKING:
    from farmer.tasks.desk import Desk

# What no name begins or ends with, or has nothing in or on both sides of.
_SIGNS = " ,;:()，、；："
_STRAY = re.compile(r"^[,;:，、；：]|[,;:，、；：]$|[:;]|\(\s*\)")


class NewName(NamedTuple):
    """The name that somebody new is kept by, and whom they work for where it was typed with it."""

    name: str
    company: str = ""

    @classmethod
    def of(cls, typed: str, company: str = "") -> Self:
        """``Ana Ruiz`` at ``Acme`` for ``Ruiz, Ana (Acme)``; `company` where it was told apart.

        What may be the wrong way round stays as it is: see `check_order`.
        """
        from farmer.people.naming import surely_turned

        name = clean_name(typed)
        label = parse_label(name)
        if label is not None and not label.id:
            name, company = label.name, company or label.company
        return cls(surely_turned(name) or name, clean_name(company))

    @property
    def label(self) -> str:
        """The name with the company in brackets."""
        return self.name + (f" ({self.company})" if self.company else "")

    @property
    def command(self) -> str:
        """What adds them, although somebody is called nearly the same."""
        company = f"--company {quoted(self.company)} " if self.company else ""
        return f"farmer add {company}{quoted(self.name)}"

    def tell(self, desk: Desk, typed: str) -> None:
        """Say in passing what the name is kept as, where that is not what was typed."""
        if clean_name(typed) != self.name:
            at = f", at {self.company}" if self.company else ""
            desk.notify(f"“{clean_name(typed)}” is kept as {self.name}{at}.")


def check_new(name: str) -> None:
    """Refuse what cannot be the name of somebody new, or not for sure.

    Raises:
        NotFound, InvalidValue: as `check_nameable` and `check_order` do.
    """
    check_nameable(name)
    check_order(name)


def check_nameable(name: str) -> None:
    """Refuse as a new person's name what nobody would be found by, or nobody is called.

    Raises:
        NotFound: for an id or an address.
        InvalidValue: for a tag, a title alone, or what is not a name as it stands.
    """
    if is_tag(name):
        raise InvalidValue(
            f"“{clean_name(name)}” is a group, not a person.", "Name the person, without an @."
        )
    if is_id(name):
        if parse_id(name, "c") is None and parse_id(name) is not None:
            raise NotFound(
                f"{name} is not the id of a person, such as c7.",
                "See who is there: farmer list",
            )
        raise NotFound(f"The ledger has no {name}.", "See who is there: farmer list")
    label = parse_label(name)
    if label is not None and label.id:
        raise NotFound(f"The ledger has no {label.id} of that name.", "See who: farmer list")
    if any_handle(name):
        raise NotFound(
            f"Nobody in the ledger has the address {name}.",
            'Name them: farmer add "Ana Ruiz" with --email, --phone or --url',
        )
    if clean_name(name):
        check_typed(name)
        check_words(clean_name(name))


def check_words(name: str) -> None:
    """Refuse what has no name in it, such as a sign, a picture, a company or a title alone.

    Raises:
        InvalidValue: for that.
    """
    from farmer.people.nameless import has_letter, is_only_titles

    if not has_letter(name):
        raise InvalidValue(f"“{name}” is not a name: it has no letter.", "Type the name.")
    if is_only_titles(name):
        raise InvalidValue(
            f"“{name}” is not a name, only what stands around one.", "Type the name with it."
        )


def check_typed(who: str, people: Iterable[Person] = ()) -> None:
    """Refuse what is no name as it stands, and would be taken for a part of one.

    Whoever of the `people` is called just so is meant nevertheless.

    Raises:
        InvalidValue: with what to type.
    """
    name = clean_name(who)
    if not _STRAY.search(name) and name.count("(") == name.count(")"):
        return
    if any_handle(name) or fold(name) in {fold(each.name) for each in people}:
        return
    raise InvalidValue(f"“{name}” is not a name as it stands.", _typed_right(name))


def _typed_right(name: str) -> str:
    """What to type instead of two names, a name with a note, or one with signs around it."""
    first, sign, second = (part.strip() for part in re.split(r"([:;]|$)", name, maxsplit=1)[:3])
    if words(first) and words(second):
        if sign == ":":
            return f"A note stands apart: farmer log {quoted(first)} --note {quoted(second)}"
        return f"Two people are two words: farmer log {quoted(first)} {quoted(second)}"
    bare = re.sub(r"\s*\(\s*\)", "", name).strip(_SIGNS)
    return f"Leave the signs around it out: {bare}" if words(bare) else "Type the name."


def check_order(typed: str) -> None:
    """Refuse a new name that may be the wrong way round, or has something behind it.

    Raises:
        InvalidValue: with both, as they are said.
    """
    from farmer.people.naming import turned

    name = NewName.of(typed).name
    other = turned(name)
    if other is not None:
        stands = re.split("[,，、]", name, maxsplit=1)[0].strip()
        raise InvalidValue(
            f"“{name}” may be {other}, or {stands} with something behind the name.",
            f"Type the name as it is said: {quoted(stands)} or {quoted(other)}",
        )


def check_firm(new: NewName, people: Sequence[Person]) -> None:
    """Refuse to take somebody whose company is not known for one who is named with theirs.

    Raises:
        Conflict: with what to type for either.
    """
    unsaid = [each for each in find_people(new.name, people, region=None) if not each.company]
    if new.company and unsaid:
        one, same = unsaid[0], NewName(unsaid[0].name, new.company)
        of_id = Id("c", one.id)
        raise Conflict(
            f"“{new.label}” may be {one.label}, whose company is not in the ledger.",
            f"If so, type {of_id}, or first: farmer edit {of_id} --company {quoted(new.company)}. "
            f"Somebody else is added so: {same.command}",
        )
