"""Google Contacts as CSV: the header until 2023, and the one since.

Labels that Google gives itself begin with an asterisk and are no groups.
"""

from __future__ import annotations

from farmer.formats.addressbook import Layout

OLD = Layout(
    {
        "name": "name",
        "prefix": "name prefix",
        "suffix": "name suffix",
        "first": "given name",
        "middle": "additional name",
        "last": "family name",
        "nickname": "nickname",
        "company": r"organization \d+ - name",
        "title": r"organization \d+ - title",
        "email": r"e-mail \d+ - value",
        "phone": r"phone \d+ - value",
        "url": r"website \d+ - value",
        "birthday": "birthday",
        "notes": "notes",
        "id": "id|contact ?id|resource ?name|entry ?id",
        "tags": "group membership",
    },
    signs=("name", "given name", r"(e-mail|phone) \d+ - value"),
)
NEW = Layout(
    {
        "prefix": "name prefix",
        "suffix": "name suffix",
        "first": "first name",
        "middle": "middle name",
        "last": "last name",
        "called": "file as",
        "nickname": "nickname",
        "company": "organization name",
        "title": "organization title",
        "email": r"e-mail \d+ - value",
        "phone": r"phone \d+ - value",
        "url": r"website \d+ - value",
        "birthday": "birthday",
        "notes": "notes",
        "id": "id|contact ?id|resource ?name|entry ?id",
        "tags": "labels",
    },
    signs=("first name", "organization name|labels|file as", r"(e-mail|phone) \d+ - value"),
)
