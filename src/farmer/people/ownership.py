"""How surely an address is one person's alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from farmer.model import Handle

_PROFILE = re.compile(r"([a-z]{2,3}\.)?linkedin\.com/(in|pub)/.+")
# How LinkedIn numbers its members; they have a name of their own choice beside it.
_NUMBERED = re.compile(r"linkedin\.com/in/ac[a-z]aa[\w-]{20,}")


def is_profile(handle: Handle) -> bool:
    """Whether it is a LinkedIn profile, of which nobody has two."""
    return handle.kind == "url" and _PROFILE.fullmatch(handle.value) is not None


def is_personal(handle: Handle) -> bool:
    """Whether it is likely one person's: an e-mail or a profile, no telephone and no page."""
    return handle.kind == "email" or is_profile(handle)


def sharing_rank(handle: Handle) -> int:
    """The more likely it is shared, the higher: a family shares a phone more often than a page."""
    return 0 if is_personal(handle) else 1 + (handle.kind == "phone")


def profiles_differ(known: Iterable[Handle], handles: Iterable[Handle]) -> bool:
    """Whether both have LinkedIn profiles that are not one: neither the same, nor of two sorts.

    One by a name of their choice, one by LinkedIn's number and one as it was public until 2014
    (``/pub/ana-ruiz/1/2b/3c4``) may be the same.
    """
    others = {each for each in handles if is_profile(each)}
    theirs = {each for each in known if is_profile(each)} if others else set()
    if theirs & others:
        return False
    return any(_sort_of(one) == _sort_of(other) for one in theirs for other in others)


def _sort_of(profile: Handle) -> str:
    """Which of the addresses that LinkedIn gave one member in turn, or beside each other."""
    if "linkedin.com/pub/" in profile.value:
        return "public"
    return "numbered" if _NUMBERED.fullmatch(profile.value) else "chosen"


def kind_of(handle: Handle) -> str:
    """What kind of address it is, in words."""
    if is_profile(handle):
        return "LinkedIn profile"
    return {"email": "e-mail", "phone": "phone", "url": "page"}[handle.kind]
