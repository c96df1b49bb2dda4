"""Bytes to text, as files people really have need it.

Nothing here refuses: what is no UTF-8 is read as cp1252, letter by letter, because files that
were pasted together hold both, and what is not even that as latin-1. A wrong letter in a name
can be mended by hand; a file turned away because of one letter cannot.
"""

from __future__ import annotations

import codecs
import re

# Only text encodings address books have been seen to name. Python knows others under the same
# roof ("unicode_escape", "punycode") that warn, or take for ever, on hostile input.
_CHARSET = re.compile(
    r"utf-?8|(us-)?ascii|iso[-_]?8859[-_]\d{1,2}|latin[-_]?\d|windows-\d{3,4}|cp\d{3,4}"
    r"|shift[-_]?jis|s[-_]?jis|euc[-_](jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5|koi8-[ru]"
    r"|mac[-_]?roman",
    re.IGNORECASE,
)
# How much of a file is looked at to tell UTF-16 without a byte order mark.
_SAMPLE = 400


def to_text(data: bytes) -> str:
    """`data` as text: by its byte order mark, else as UTF-16, UTF-8 or cp1252."""
    return decode(to_utf8(data))


def to_utf8(data: bytes) -> bytes:
    """`data` without a byte order mark, and as UTF-8 if it was UTF-16; other bytes stay as is.

    For formats whose lines may each be in an encoding of their own, and so cannot be decoded
    as a whole.
    """
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    wide = _wide_encoding(data)
    if wide is None:
        return data
    # "replace": a file cut off in the middle of a letter loses that letter only.
    text = data.decode(wide, "replace").removeprefix("\ufeff")
    return text.encode("utf-8", "replace")


def decode(raw: bytes, *charsets: str) -> str:
    """`raw` in the first encoding that fits: UTF-8, `charsets` in order, UTF-8 mixed with cp1252.

    UTF-8 goes first even where another is declared: text that is valid UTF-8 by accident is
    rare, while programs that re-save a file as UTF-8 and leave the old declaration are not.
    """
    return decode_as(raw, "utf-8", *charsets)


def decode_as(raw: bytes, *charsets: str) -> str:
    """`raw` in the first of `charsets` that fits, else as UTF-8 mixed with cp1252."""
    for charset in filter(is_charset, charsets):
        try:
            return raw.decode(charset)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("utf-8", _AS_CP1252)


def is_charset(name: str) -> bool:
    """Whether `name` is an encoding that is believed when a file declares it."""
    return _CHARSET.fullmatch(name) is not None


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The bytes UTF-8 cannot be as cp1252, or latin-1 where that has no letter for them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    letters = (bytes([each]) for each in error.object[error.start : error.end])
    return "".join(_single(letter) for letter in letters), error.end


_AS_CP1252 = "farmer.as-cp1252"
codecs.register_error(_AS_CP1252, _as_cp1252)


def _single(letter: bytes) -> str:
    try:
        return letter.decode("cp1252")
    except UnicodeDecodeError:
        return letter.decode("latin-1")


def _wide_encoding(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    # In UTF-16, the letters of a header or keyword, being ASCII, are zero in every other byte.
    first, second = data[0:_SAMPLE:2], data[1:_SAMPLE:2]
    if not second or b"\0" not in data[:_SAMPLE]:
        return None
    if second.count(0) * 2 > len(second) and first.count(0) * 10 < len(first):
        return "utf-16-le"
    if first.count(0) * 2 > len(first) and second.count(0) * 10 < len(second):
        return "utf-16-be"
    return None
