"""Addresses of people: e-mail, phone and profile, normalised so that equal ones compare equal.

Of phone numbers written nationally, only one that the country's numbering plan has is read as one
of it; any other stays as it was written. The library, with its tables of every plan, is imported
only when such a number is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from farmer.errors import InvalidValue
from farmer.model import Handle
from farmer.text import clean

# Fewer digits without a country or town are many people's.
LOCAL_DIGITS = 8
_PROFILE = (
    r"(?:[a-z]{1,3}\.|touch\.www\.)?linkedin\.(?:com|cn)/(?:(?:mwlite|comm|m)/)?"
    r"(in/[^/]+|pub/[^/]+(?:/[0-9a-f]{1,3}){3})(?:/.*)?"
)
# Pages that are told apart by what stands behind the question mark alone.
_BY_NUMBER = r"(?:.*/)?(?:profile\.php|profile/view)\?(?:.*&)?(id=[\w-]+)(?:&.*)?"


# A cell is read for the address, and again for whether it is one.
@lru_cache(maxsize=64)
def email_handle(text: str) -> Handle | None:
    """`text` as an e-mail handle, or None where it is not one."""
    address = clean(text).removeprefix("mailto:").strip("<> ").casefold()
    local, _, domain = address.rpartition("@")
    if not local or "." not in domain or " " in address:
        return None
    return Handle("email", address)


@lru_cache(maxsize=64)
def phone_handle(text: str) -> Handle | None:
    """`text` as a phone handle — digits, led by ``+`` if it was international — or None."""
    number = clean(text).removeprefix("tel:")
    digits = "".join(str(unicodedata.digit(d)) for d in number if d.isdigit())
    if len(digits) < 5 or re.search(r"[^\W\d_]{4,}", number):
        return None
    if digits.startswith("00"):
        return Handle("phone", "+" + digits[2:])
    return Handle("phone", ("+" if number.lstrip(" (").startswith("+") else "") + digits)


@lru_cache(maxsize=64)
def url_handle(text: str) -> Handle | None:
    """`text` as a profile address without scheme, ``www.``, query or trailing slash, or None."""
    address = clean(text)
    if "://" in address:
        address = re.sub(r"^[a-z][a-z0-9+.-]*://", "", address, flags=re.IGNORECASE)
    whole = address.partition("#")[0]
    numbered = re.fullmatch(_BY_NUMBER, whole)
    address = whole.partition("?")[0].rstrip("/") + (f"?{numbered[1]}" if numbered else "")
    host, slash, path = address.partition("/")
    host = host.casefold().removeprefix("www.")
    if "." not in host or "@" in host or " " in address:
        return None
    return one_profile(Handle("url", host + slash + _unquoted(path)))


def one_profile(handle: Handle) -> Handle:
    """A LinkedIn profile by the one address it has, whatever country, telephone or language."""
    found = re.fullmatch(_PROFILE, handle.value) if handle.kind == "url" else None
    if found is None or handle.value == f"linkedin.com/{found[1]}":
        return handle
    return Handle("url", f"linkedin.com/{found[1]}")


def may_be_one_number(one: Handle, other: Handle) -> bool:
    """Whether a phone number without its country's code ends as another with it does."""
    national, international = sorted((one.value, other.value), key=lambda each: each[:1] == "+")
    if not international.startswith("+") or national.startswith("+"):
        return False
    digits = national.lstrip("0")
    return len(digits) >= LOCAL_DIGITS and international.endswith(digits)


def any_handle(text: str) -> Handle | None:
    """The handle that `text` looks like, tried as e-mail, profile address and phone in turn."""
    profile = url_handle(text) if "/" in text else None
    return email_handle(text) or profile or phone_handle(text)


def in_region(handle: Handle, region: str | None) -> Handle:
    """`handle`, made international where it is a national phone number of `region`.

    Raises:
        InvalidValue: for a region whose numbers nobody knows, where a number is to be read.
    """
    if region is None or handle.kind != "phone" or handle.value.startswith("+"):
        return handle
    check_region(region)
    import phonenumbers

    try:
        number = phonenumbers.parse(handle.value, region)
    except phonenumbers.NumberParseException:
        return handle
    if not phonenumbers.is_valid_number(number):
        return handle
    return Handle("phone", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def readable_phone(number: str) -> str:
    """A phone number as people write it, in groups; never so that it is a number of thousands."""
    import phonenumbers

    if not number.startswith("+"):
        return _in_pairs(number)
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return f"tel:{number}"
    said = phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    country, *rest = re.findall(r"\d+", said)
    grouped = " ".join((country, *rest))
    if len(rest) < 2 or re.fullmatch(r"\d{1,3}(?: \d{3})*", grouped):
        grouped = f"{country} {_in_pairs(''.join(rest))}"
    return f"+{grouped}"


def _in_pairs(digits: str) -> str:
    """Digits two by two, the first three where they are odd."""
    first = 2 + len(digits) % 2
    return " ".join((digits[:first], *(digits[n : n + 2] for n in range(first, len(digits), 2))))


def all_in(region: str | None, handles: Iterable[Handle]) -> tuple[Handle, ...]:
    """`handles` as they are compared: numbers read as `in_region` reads one, each profile once.

    Raises:
        InvalidValue: as `in_region`.
    """
    return tuple(dict.fromkeys(in_region(one_profile(handle), region) for handle in handles))


def check_region(region: str) -> None:
    """Refuse two letters that are no country with a numbering plan.

    Raises:
        InvalidValue: for such letters.
    """
    import phonenumbers

    if region not in phonenumbers.SUPPORTED_REGIONS:
        raise InvalidValue(
            f"region: “{region}” is not a country whose phone numbers farmer knows.",
            "Set another, such as GB or ES: farmer config set region GB",
        )


def _unquoted(path: str) -> str:
    if path.isascii() and "%" not in path:
        return path.casefold()
    from urllib.parse import unquote

    return unicodedata.normalize("NFC", unquote(path)).casefold()
