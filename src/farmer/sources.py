"""Where what is recorded came from: typed by hand, told to an assistant, told from memory, or a
file of some kind.

A kind of file is called as `farmer.formats` calls it, such as ``google``. A file's own name is not
kept: people are in file names too. None stands for what nobody knows any more.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

HAND = "hand"
# Told afterwards of the time before farmer (`farmer recall`): on a plausible day, not a known one.
MEMORY = "memory"
# What somebody told an assistant, which recorded it.
ASSISTANT = "assistant"
# What was said by the user and nobody else, on the day or soon after it.
TYPED = (HAND, ASSISTANT)
# A line of a text file that a telephone fills, which tells of a talk as `farmer log` takes it.
LINES = "lines"
# Told of somebody by a link to them: known of, and never met.
LINK = "link"
# A file whose kind is not known any more.
FILE = "file"
# The note of a message that a CRM's day of last contact tells of: that there was contact, and not
# of what kind. It gives way to whatever else is on record of that person and day.
LAST_CONTACT = "Last contact, as the file has it"
# What stands between a person and an occasion in the id of a touch; no name or address has it.
BREAK = "\t"


class Provenance(NamedTuple):
    """Where a row came from, and on which day it was recorded; None for what is not known."""

    source: str | None
    on: date | None
