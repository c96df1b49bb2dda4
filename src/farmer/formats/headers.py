"""Which field a column of a table of people holds, by what it is called.

The names are those of `farmer.formats.header_words`, written with spaces between their words or
without, and for some fields the words of several languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from farmer.formats.header_words import CALLED, LINKING, WHICH
from farmer.text import fold


def _bare(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word not in LINKING)


_APART = re.compile(r"[\s_()\[\]:*.,;'’°º#?-]+")
_EACH = re.compile(r"[/|]| or | oder | ou | o | of | lub ")


def _words(text: str) -> list[str]:
    said = _APART.sub(" ", fold(text).replace("(s)", "s")).split()
    return [word for word in said if not word.isdecimal()]


# Words around what a day is of, with which it is called the same.
_OF_A_DAY = ("{}", "{} date", "{} time", "{} date time", "{} at", "{} on", "date {}")


def _names(field: str, words: str) -> Iterator[str]:
    """Everything that a column of the field is called, of `words` and what may stand about them."""
    forms = _OF_A_DAY if field == "last_contact" else ("{}",)
    return (_bare(_words(form.format(word))) for word in re.split("[,;] ", words) for form in forms)


_FIELDS = {called: field for field, words in CALLED.items() for called in _names(field, words)}
_ENGLISH = frozenset(
    called for field, words in CALLED.items() for called in _names(field, words.partition(";")[0])
)
# Programs write ``FirstName`` and ``MobilePhone``, of which only small letters are left.
_TOGETHER = {called.replace(" ", ""): field for called, field in _FIELDS.items()}
_WHICH_TOGETHER = re.compile(
    "^(?:home|work|business|private|personal|primary|secondary|other|office|contact|person)"
)
_OF_SEVERAL = ("email", "phone", "url")
# The same word is a whole name in one table and a part of it in another.
_EITHER = frozenset(fold(word) for word in ("Name", "Nom", "Nombre", "Nome", "Naam"))
# In English a name beside these is the whole one.
_ENGLISH_FIRST = frozenset(("first name", "given name", "forename"))
_WHOSE = ("person", "contact", "guest", "attendee", "user", "member", "invitee", "participant",
          "delegate", "registrant", "speaker", "lead", "employee", "student")  # fmt: skip
# A name where no other column has it; beside one, how many they bring, or whether they are one.
_GUEST = frozenset(
    fold(word)
    for word in ("Guest", "Invitee", "Visitor", "Gast", "Besucher", "Invité", "Invitado",
                 "Asistente", "Ospite", "Invitato", "Convidado", "Genodigde", "Gość")
)  # fmt: skip
# ``Attendee #`` counts them, and names nobody.
_IS_COUNTED = re.compile(r"#|[nº]°")
# What only people have; things have names too, titles, makers and descriptions.
PERSONAL = frozenset(("email", "phone", "title", "birthday", "nickname"))
_OF_THINGS = frozenset(
    ("title", "titel", "titre", "label", "headline", "trade", "stellung", "rolle", "rol", "rola")
)
# A column that says itself that the family's name stands first.
_FAMILY_FIRST = frozenset(
    " ".join(fold(word) for word in called.split())
    for called in (
        *("last name first name", "surname first name", "nachname vorname", "name vorname"),
        *("nom prénom", "apellidos nombre", "cognome nome", "achternaam voornaam"),
        *("nazwisko imię", "sobrenome nome", "apelido nome"),
    )
)


def fields_of(columns: Sequence[str]) -> list[str]:
    """The field that each column of a table holds; empty for one that is none of ours.

    ``Name`` beside ``Vorname`` is the last name, ``Nombre`` beside ``Apellidos`` the first, and
    ``Guest`` the name where nothing else is.
    """
    fields = [_field(column) for column in columns]
    for at, column in enumerate(columns):
        if fields[at] == "name" and fold(column) in _EITHER:
            fields[at] = _part_of_name(columns, fields)
    if not {"name", "first", "last"} & {*fields}:
        guests = (at for at, column in enumerate(columns) if fold(column).strip() in _GUEST)
        for at in islice(guests, 1):
            fields[at] = "name"
    return fields


def tells_people(columns: Sequence[str]) -> bool:
    """Whether the rows of a table with those columns can be people, and nothing else.

    An address, or a name in two parts, makes out a person; a name alone does with something that
    only people have, or with a firm where nothing is there that is not ours.
    """
    told = fields_of(columns)
    fields = {"" if each == "id" else each for each in told}
    if "email" in fields or {"first", "last"} <= fields:
        return True
    if not fields & {"name", "first"}:
        return False
    named = zip(told, columns, strict=True)
    own = {field for field, column in named if fold(column) not in _OF_THINGS}
    return bool(own & PERSONAL) or ("company" in fields and "" not in fields)


def says_family_first(column: str) -> bool:
    """Whether a column of that name has whole names with the family's first: *Nom et prénom*."""
    return _bare(_words(column)) in _FAMILY_FIRST


def is_english(columns: Sequence[str]) -> bool:
    """Whether no column is called what it is in another language."""
    known = (bare for column in columns if (bare := _bare(_words(column))) in _FIELDS)
    return all(_ENGLISH & {bare, _singular(bare)} for bare in known)


def _part_of_name(columns: Sequence[str], fields: Sequence[str]) -> str:
    """Which name a column holds that is only called a name, beside what else there is."""
    if "last" in fields:
        return "name" if "first" in fields else "first"
    english = _ENGLISH_FIRST.intersection(map(fold, columns))
    return "last" if "first" in fields and not english else "name"


@lru_cache(maxsize=512)
def _field(column: str) -> str:
    """The field that a column holds; of two names with a stroke between them the first that is one.

    ``Company / Organization`` is called twice, ``E-mail (private)`` says which one.
    """
    for called in (column, *_EACH.split(fold(column))):
        words = _words(called.replace("/", " "))
        if len(words) > 1 and words[0] in _WHOSE and not _called(words):
            words = words[1:]
        found = _called(words) or _called([word for word in words if word not in WHICH])
        if found and not (found == "name" and _IS_COUNTED.search(called)):
            return found
    return ""


def _called(words: Sequence[str]) -> str:
    bare = _bare(words)
    found = _FIELDS.get(bare) or _FIELDS.get(_singular(bare))
    return found or _called_together("".join(words))


def _called_together(letters: str) -> str:
    """The field of a name that is written without spaces; of addresses also one of several."""
    one = letters.rstrip("0123456789")
    found = _TOGETHER.get(one) or _TOGETHER.get(_singular(one))
    if found:
        return found
    rest = _WHICH_TOGETHER.sub("", one)
    found = _TOGETHER.get(rest) or _TOGETHER.get(_singular(rest), "")
    return found if found in _OF_SEVERAL else ""


def _singular(called: str) -> str:
    if called.endswith("ies"):
        return called[:-3] + "y"
    if called.endswith("sses"):
        return called[:-2]
    return called.removesuffix("s")
