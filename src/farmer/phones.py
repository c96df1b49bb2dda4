"""Phone numbers written nationally, read as those of one country.

Only a number that the country's numbering plan has is taken for one of it; any other stays as it
was written. The library, with its tables of every plan, is imported only when a number is read.
"""

from __future__ import annotations

from collections.abc import Iterable

from farmer.errors import InvalidValue
from farmer.model import Handle


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


def all_in(region: str | None, handles: Iterable[Handle]) -> tuple[Handle, ...]:
    """`handles` read as `in_region` reads one, each once.

    Raises:
        InvalidValue: as `in_region`.
    """
    return tuple(dict.fromkeys(in_region(handle, region) for handle in handles))


def check_region(region: str) -> None:
    """Refuse two letters that are no country with a numbering plan.

    Raises:
        InvalidValue: for such letters.
    """
    import phonenumbers

    if region not in phonenumbers.SUPPORTED_REGIONS:
        raise InvalidValue(
            f"region: “{region}” is no country whose phone numbers are known.",
            "Set another, such as GB or ES: farmer config set region GB",
        )
