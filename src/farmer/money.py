"""Amounts of money as whole numbers of a currency's smallest unit: no cent is ever lost."""

from __future__ import annotations

import re
from decimal import Decimal

from farmer.errors import InvalidValue

# ISO 4217's exceptions; every other currency has a hundredth.
_DECIMALS = {
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX"), 0
    ),
    **dict.fromkeys(("UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_LARGEST = 10**15


def parse_amount(text: str, currency: str) -> int:
    """The amount that `text` names, in the smallest unit of `currency`: ``1200.50`` is 120050.

    Raises:
        InvalidValue: for anything but digits and one decimal point, or more places than there are.
    """
    decimals = _DECIMALS.get(currency, 2)
    plain = text.strip()
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain):
        raise InvalidValue(f"“{text}” is not an amount.", "Write it as 1200 or 1200.50.")
    if len(plain.partition(".")[2]) > decimals:
        raise InvalidValue(
            f"{currency} has {decimals or 'no'} decimal places.", "Write fewer of them."
        )
    amount = int(Decimal(plain).scaleb(decimals))
    if amount > _LARGEST:
        raise InvalidValue("That amount is too large to keep.", "Check it.")
    return amount


def say_amount(minor: int, currency: str) -> str:
    """An amount as it is read: ``EUR 1,200.50``."""
    decimals = _DECIMALS.get(currency, 2)
    return f"{currency} {Decimal(minor).scaleb(-decimals):,.{decimals}f}"
