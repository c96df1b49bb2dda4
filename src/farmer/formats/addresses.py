"""The people of a mail header: ``"Ruiz, Ana" <ana@ruiz.example>, bo@east.example``.

Where a name has a comma that nobody quoted, the standard library's `getaddresses` loses the name,
and since its releases of 2024 the whole list. Programs that write such lists are many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header

from farmer.formats.decoding import decode_as
from farmer.formats.incoming import Party, handles_from, kept
from farmer.handles import email_handle

# Letters of a list that are read: a hundred addresses need less.
LONGEST_LIST = 20_000
# Words of a name that are carried over commas.
LONGEST_NAME = 10

# The lengths are bounded so that quotes that nobody closed are not looked for again and again.
_PIECE = re.compile(
    r"""(?P<encoded>=\?[^?\s]{1,40}\?[BbQq]\?[^?]{0,500}\?=)
    | "(?P<quoted>(?:[^"\\]|\\.){0,500})"
    | <(?P<address>[^<>]{0,1000})>
    | \((?P<comment>[^()]{0,500})\)
    | (?P<end>[,;]) | (?P<group>:)
    | (?P<word>[^\s",;:<>()]+)""",
    re.VERBOSE | re.DOTALL,
)
# What programs write where those who a message is to are not told.
_NOBODY = re.compile(r"undisclosed|unlisted|recipient list", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def parties(texts: Iterable[str]) -> tuple[Party, ...]:
    """Everybody with an address in the values of a header, each once."""
    found: dict[str, Party] = {}
    for text in texts:
        for name, address in _named(text[:LONGEST_LIST]):
            handles = handles_from(((email_handle, address),))
            if handles:
                found.setdefault(handles[0].value, Party(_name(name), handles))
    return tuple(found.values())


def unreadable_parties(texts: Iterable[str]) -> bool:
    """Whether the values of a header hold somebody without an address; nobody need be in them."""
    named = (each for text in texts for each in _named(text[:LONGEST_LIST]))
    return any(
        not (_NOBODY.match(name) or handles_from(((email_handle, address),)))
        for name, address in named
        if name or address
    )


def decoded(text: str) -> str:
    """`text` with its encoded words (RFC 2047) in letters, whatever encoding they claim."""
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(
        piece if isinstance(piece, str) else decode_as(piece, charset or "utf-8")
        for piece, charset in pieces
    )


def _name(written: str) -> str:
    """A name as it is kept; an address where a name should be is none."""
    name = kept(decoded(written)).strip("'\" ")
    return "" if "@" in name else name


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Each name and address; where whole addresses were encoded, those inside."""
    pairs = list(_split(text))
    whole = any(address for _, address in pairs) or "=?" not in text
    return iter(pairs) if whole else _split(decoded(text))


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Each name, still encoded, and address; what has no address is the next one's name.

    What has none behind it either is the last, with an address that is empty.
    """
    words: list[str] = []
    told: dict[str, str] = {}
    for kind, said in _pieces(text):
        if kind == "end":
            found = _entry(words, told)
            if found:
                yield found
                words, told = [], {}
            elif words:  # an unquoted comma: "Ruiz, Ana <ana@ruiz.example>"
                words = [*words[-LONGEST_NAME:-1], words[-1] + ","]
        elif kind == "group":
            words.clear()
        elif kind in ("address", "comment"):
            told[kind] = said
        else:
            words.append(said)
    if words:
        yield " ".join(words).rstrip(","), ""


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The kind of each piece of a list, by the groups of `_PIECE`, and what it says."""
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup or ""
        said = piece[kind].strip()
        yield kind, _ESCAPED.sub(r"\1", said) if kind == "quoted" else said
    yield "end", ""


def _entry(words: list[str], told: dict[str, str]) -> tuple[str, str] | None:
    """The name and address that the pieces between two commas make; None without an address."""
    if "address" in told:
        return " ".join(words) or told.get("comment", ""), told["address"]
    bare = next((word for word in words if "@" in word), None)
    if bare is None:
        return None
    return " ".join(word for word in words if word != bare) or told.get("comment", ""), bare
