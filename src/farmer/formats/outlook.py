"""Outlook's contacts as CSV."""

from __future__ import annotations

from farmer.formats.addressbook import Layout

LAYOUT = Layout(
    {
        "prefix": "title",
        "suffix": "suffix",
        "first": "first name",
        "middle": "middle name",
        "last": "last name",
        "called": r"e-mail( \d)? display name",
        "nickname": "nickname",
        "company": "company",
        "title": "job title",
        "email": r"e-mail( \d)? address",
        "phone": r"(?!assistant|manager|company main).*\bphone( \d)?",
        "url": r"(personal )?web page|internet address",
        "birthday": "birthday",
        "notes": "notes",
        "id": "id|contact ?id|resource ?name|entry ?id",
        "tags": "categories",
    },
    signs=("e-mail address", "first name|last name|e-mail display name"),
)
