"""Text that people wrote: cleaned for keeping, folded for comparing.

Cleaning happens once, where text enters; folding happens whenever two names are compared, so that
``JOSÉ  núñez`` finds ``José Núñez``. Nothing folded is stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from farmer.errors import InvalidValue

# A label is read at a glance; a note may be years of notes on one card.
NAME_LENGTH, NOTE_LENGTH, TAG_LENGTH = 200, 100_000, 50
# Latin letters that Unicode does not decompose into a base letter and an accent; and O’Neil is
# typed O'Neil.
_UNDECOMPOSED = str.maketrans(
    {
        "’": "'",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ı": "i",
    }
)
_ESCAPE_SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*", re.UNICODE)
# As Unicode's stream-safe text has it (UAX 15): no writing needs more on one letter.
MOST_MARKS = 30
# No list is indented deeper.
_DEEPEST = 40
# Joins emoji and shapes some scripts' letters; every other invisible format character is dropped.
_JOINERS = "\u200c\u200d"


def clean(text: str, longest: int = NOTE_LENGTH) -> str:
    """`text` as it may be kept: one line without control characters, escapes or direction marks.

    Raises:
        InvalidValue: for text that is not Unicode (lone surrogates) or longer than `longest`.
    """
    return _no_longer_than(longest, printable(_unicode(text)))


def clean_note(text: str) -> str:
    """A note as it may be kept: as `clean`, but that its lines and their indentation stay.

    Raises:
        InvalidValue: as `clean`.
    """
    return _no_longer_than(NOTE_LENGTH, printable_lines(_unicode(text)))


def is_unicode(text: str) -> bool:
    """Whether a text can be kept at all: JSON may hold halves of letters."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def printable(text: str) -> str:
    """`text` as it may be shown: one line without anything that steers a terminal."""
    if text.isascii() and text.isprintable():  # as most is: nothing in it needs a second look
        return " ".join(text.split())
    plain = _ESCAPE_SEQUENCE.sub("", text)
    kept = "".join(map(_visible, _with_few_marks(plain)))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def printable_lines(text: str) -> str:
    """As `printable`, line by line: empty ones stay between others, and so does indentation."""
    if text.isascii() and text.isprintable():
        return printable(text)
    lines = _ESCAPE_SEQUENCE.sub("", text).splitlines()
    shown = [_indentation(line) + said if (said := printable(line)) else "" for line in lines]
    return "\n".join(shown).strip("\n").lstrip(" ")


def joined_notes(notes: Iterable[str]) -> str:
    """Several notes as one: in a sentence, or below each other where one of them has lines."""
    said = [note for note in notes if note]
    return ("\n" if any("\n" in note for note in said) else "; ").join(said)


def clean_name(text: str) -> str:
    """A person's, company's or event's name as it may be kept (see `clean`)."""
    return clean(text, NAME_LENGTH)


# The same name is folded for everything that it is compared with.
@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` for comparing: lower case, without accents, single spaces."""
    return fold_anew(text)


def fold_anew(text: str) -> str:
    """The same as `fold`, of a text that is not asked about again."""
    lowered = text.casefold()
    if lowered.isascii():
        return " ".join(lowered.split())
    if len(lowered) > NAME_LENGTH:  # to sort a long run of marks takes the square of its length
        lowered = _without_marks(lowered)
    letters = unicodedata.normalize("NFKD", lowered.translate(_UNDECOMPOSED))
    return " ".join(_without_marks(letters).split())


def words(text: str) -> list[str]:
    """The folded words of `text`, in order: ``Ana-María O'Neil`` has three."""
    return _WORD.findall(fold(text))


def nicknames(text: str) -> list[str]:
    """The names in a nickname: several are written with commas, as a merge leaves them."""
    return [name for part in text.split(",") if (name := part.strip())]


def is_tag(text: str) -> bool:
    """Whether `text` is written as a tag is, and so names a group instead of a person."""
    return text.strip().startswith("@")


def parse_tag(text: str) -> str:
    """The tag that ``@chapter`` is, as it is kept: lower case, without the @.

    Raises:
        InvalidValue: where it does not begin with @, or is not one word.
    """
    tag = tag_in(text.strip().removeprefix("@"))
    if tag is None or not is_tag(text) or len(tag) > TAG_LENGTH:
        raise InvalidValue(
            f"“{printable(text)}” is not a tag.",
            "A tag is one word that begins with @, such as @chapter.",
        )
    return tag


def tag_in(word: str) -> str | None:
    """The tag that `word` is without its @, however long; None where it is not one word."""
    tag = printable(word.casefold())
    return tag if re.fullmatch(r"\w[\w.&-]*", tag) else None


def begins(typed: str, text: str) -> bool:
    """Whether `text`, or a word in it, begins as was `typed`, whatever case and accents."""
    wanted, whole = fold(typed), fold(text)
    return whole.startswith(wanted) or f" {wanted}" in whole


def _unicode(text: str) -> str:
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InvalidValue(
            "That text holds bytes that are not Unicode.",
            "Type it again, or check the terminal's encoding (it should be UTF-8).",
        )
    return text


def _no_longer_than(longest: int, text: str) -> str:
    if len(text) > longest:
        raise InvalidValue(
            f"That text has {len(text)} letters; at most {longest} are kept.", "Shorten it."
        )
    return text


def _indentation(line: str) -> str:
    """The white space before `line`, where there is a sensible amount of it, as spaces."""
    width = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    return " " * min(width, _DEEPEST)


def _with_few_marks(text: str) -> Iterator[str]:
    """The letters of `text` without the accents on one of them that no language has."""
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            yield letter


def _without_marks(text: str) -> str:
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def _visible(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cc" or letter in "\u2028\u2029":
        return " "
    return "" if category == "Cf" and letter not in _JOINERS else letter
