"""Thunderbird's address book as CSV, with commas or tabs."""

from __future__ import annotations

from farmer.formats.addressbook import Layout

LAYOUT = Layout(
    {
        "name": "display name",
        "first": "first name",
        "last": "last name",
        "nickname": "nickname",
        "company": "organization",
        "title": "job title",
        "email": "(primary|secondary) email",
        "phone": "(work|home) phone|mobile number",
        "url": r"web page \d",
        "year": "birth year",
        "month": "birth month",
        "day": "birth day",
        "notes": "notes",
    },
    signs=("display name", "primary email"),
)
