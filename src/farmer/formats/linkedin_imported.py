"""LinkedIn's ``ImportedContacts.csv``: the address book that somebody once uploaded there."""

from __future__ import annotations

from farmer.formats.addressbook import Layout

LAYOUT = Layout(
    {
        "name": "full ?name",
        "first": "first ?name",
        "last": "last ?name",
        "company": "companies",
        "title": "title",
        "email": "email ?address|emails",
        "phone": "phone ?numbers",
        "url": "profiles|sites",
        "birthday": "birthday",
    },
    signs=("companies|emails", "phone ?numbers", "created ?at|bookmarked ?at"),
)
