"""One readable file a person, in Markdown.

What is known stands before it once more as front matter, for programs that list notes by it, such
as Obsidian and its Dataview.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from farmer.birthdays import say_birthday
from farmer.details import Detail
from farmer.formats.dossiers import Dossier
from farmer.formats.whole_shape import LedgerRow
from farmer.labels import noted_said
from farmer.model import NOTHING
from farmer.text import fold, printable, printable_lines

# What Markdown, or the HTML in it, would take for more than letters: anywhere, and at the beginning
# of a line or an item.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~&#$])")
_BEGINNING = re.compile(r"^(?:[+=-]|\d+[.)])")
_LONGEST_NAME = 60
_FRONT_MATTER = re.compile(r"---\n(?:[a-z_]+: .*\n)+---\n\n")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Where a tie stands: whom to tend, and whom to vouch for.
_STANDS = ("status", "verdict", "score")
_NOWHERE: Mapping[str, Any] = MappingProxyType({})
_NOTED = ("what", "label", "value")
_GAINS = "Goals, accomplishments, interests, networks, skills"
_HEADING = re.compile(rf"^## (?:{_GAINS}|Promises|Requests|History)$", re.MULTILINE)
# What is known of somebody: what it is, in a word of farmer's, and what is written.
_KNOWN = re.compile(r"- .+?: ")


def write(person: Dossier, stands: Mapping[str, Any] = _NOWHERE) -> tuple[str, str]:
    """The name of the file, which is safe on every system, and its text.

    `stands` is where the tie stands: its status, verdict and score, as far as they are known.
    """
    name = f"{slug(person.name)}-c{person.contact['id']}.md"
    return name, "\n".join(_lines(person, stands)) + "\n"


def is_ours(text: str) -> bool:
    """Whether `text` has the lines of such a file, and no other."""
    title, _, rest = _FRONT_MATTER.sub("", text, count=1).partition("\n\n")
    begins, *sections = _HEADING.split(rest)
    known = all(_KNOWN.match(line) or line.startswith("  ") for line in begins.splitlines() if line)
    items = (line for section in sections for line in section.splitlines() if line)
    is_titled = title.startswith("# ") and "\n" not in title
    return is_titled and known and all(line.startswith(("- ", "  ")) for line in items)


def _lines(person: Dossier, stands: Mapping[str, Any]) -> Iterator[str]:
    yield "---"
    yield from (f"{field}: {_yaml(value)}" for field, value in _fields(person) if value)
    told = ((field, stands[field]) for field in _STANDS if field in stands)
    yield from (f"{field}: {_yaml(value)}" for field, value in told)
    yield from ("---", "", f"# {plain(person.name)}", "")
    for what, value in _known(person):
        if value:
            yield from item(f"{what}: {value}")
    yield from _section(_GAINS, map(_gain, person.gains))
    yield from _section("Promises", map(_promise, person.promises))
    yield from _section("Requests", map(_request, person.requests))
    yield from _section("History", reversed(person.history))


def _fields(person: Dossier) -> Iterator[tuple[str, Any]]:
    """The front matter: one word a field, lists as lists, days as days."""
    contact, addresses = person.contact, {"email": "emails", "phone": "phones", "url": "urls"}
    yield "id", f"c{contact['id']}"
    yield "name", person.name
    yield "aliases", [each for each in (contact["nickname"],) if each]
    yield "tags", [_tag(tag) for tag in person.tags]
    yield "company", contact["company"]
    yield "title", contact["title"]
    for kind, field in addresses.items():
        yield field, [each["value"] for each in person.handles if each["kind"] == kind]
    yield "birthday", contact["birthday"]
    yield "met_at", contact["met_at"]
    yield "met_on", str(contact["met_on"] or "")
    yield "met_through", person.through
    talked = [str(row["on"]) for row in person.touchpoints if row["kind"] not in NOTHING]
    yield "last_contact", max(talked, default="")
    yield "cadence_days", contact["cadence_days"]
    yield "archived", bool(contact["archived"])


def _yaml(value: object) -> str:
    """A value on one line; every text in quotes, so that it is a text, but for days.

    Whoever knows no front matter shows it as Markdown: no HTML begins in it.
    """
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, str):
        is_day = _DAY.fullmatch(value) is not None
        said = json.dumps(printable(value), ensure_ascii=False).replace("<", r"\u003c")
        return value if is_day else said
    return json.dumps(value)


def _tag(tag: str) -> str:
    """A tag as Obsidian takes it: no spaces or marks, and not of digits alone."""
    kept = re.sub(r"[^\w/-]+", "-", tag).strip("-")
    return f"_{kept}" if not re.search(r"[^\W\d_]", kept) else kept


def _known(person: Dossier) -> Iterator[tuple[str, str]]:
    contact = person.contact
    yield "nickname", contact["nickname"]
    yield "works", ", ".join(filter(None, (contact["title"], contact["company"])))
    for handle in person.handles:
        yield handle["kind"], handle["value"]
    yield from ((said.partition(": ")[0], said.partition(": ")[2]) for said in person.past)
    yield "birthday", say_birthday(contact["birthday"]) if contact["birthday"] else ""
    yield from noted_said(Detail(*(row[each] for each in _NOTED)) for row in person.details)
    yield "met", ", ".join(filter(None, (contact["met_at"], str(contact["met_on"] or ""))))
    yield "through", person.through
    yield from (("knows", ", ".join(filter(None, each[:2]))) for each in person.knows)
    yield "tags", " ".join(f"@{tag}" for tag in person.tags)
    yield "notes", contact["notes"]


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = [line for each in lines for line in item(each)]
    if found:
        yield from ("", f"## {heading}", "", *found)


def _gain(row: LedgerRow) -> str:
    return f"{row['slot']} ({row['whose']}): {row['text']}"


def _promise(row: LedgerRow) -> str:
    whose = "you promised" if row["mine"] else "they promised"
    due = f", due {row['due_on']}" if row["due_on"] else ""
    ended = f"; {row['ended']} on {row['ended_on']}" if row["ended"] else ""
    return f"{row['made_on']}, {whose}: {row['text']}{due}{ended}"


def _request(row: LedgerRow) -> str:
    steps = ", ".join(f"{step['step']} {step['on']}" for step in row["steps"])
    other = f" ({row['other']})" if row["other"] else ""
    return f"{row['direction']}: {row['need']}{other}; {steps}"


def item(text: str) -> Iterator[str]:
    """`text` as an item of a list; what has lines keeps them, by the blanks at their ends."""
    lines = [plain(line) for line in printable_lines(text).split("\n")]
    for number, line in enumerate(lines):
        breaks = "  " if line and number + 1 < len(lines) and lines[number + 1] else ""
        yield f"{'  ' if number else '- '}{line}{breaks}" if line else ""


def plain(text: str) -> str:
    """`text` on one line, with nothing in it that means more than its letters."""
    escaped = _ANYWHERE.sub(r"\\\1", printable(text))
    # The mark itself is the last letter of what is found: of ``1.`` the point.
    return _BEGINNING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", escaped)


def as_read(text: str) -> str:
    """A text whose lines are `plain`, as it is read once it is shown."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def slug(name: str) -> str:
    """A name as a file's: plain letters of Latin names, those of any other script as they are."""
    folded = fold(name)
    letters = [each for each in folded if each.isalpha()]
    kept = folded if all(map(str.isascii, letters)) else unicodedata.normalize("NFC", name)
    plain_name = "".join(each if _is_letter(each) else "-" for each in kept.casefold())
    return re.sub("-+", "-", plain_name)[:_LONGEST_NAME].strip("-") or "somebody"


def _is_letter(letter: str) -> bool:
    """Whether it may be in a file's name: a letter with the marks it needs, or a digit."""
    return unicodedata.category(letter)[0] in "LM" or letter.isdecimal()
