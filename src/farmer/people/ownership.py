"""How surely an address is one person's alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from farmer.model import Handle

_PROFILE = re.compile(r"([a-z]{2,3}\.)?linkedin\.com/(in|pub)/.+")


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
    """Whether both have LinkedIn profiles, and none in common."""
    theirs, others = ({each for each in some if is_profile(each)} for some in (known, handles))
    return bool(theirs and others and not theirs & others)


def kind_of(handle: Handle) -> str:
    """What kind of address it is, in words."""
    if is_profile(handle):
        return "LinkedIn profile"
    return {"email": "e-mail", "phone": "phone", "url": "page"}[handle.kind]
