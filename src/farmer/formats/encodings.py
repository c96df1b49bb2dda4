"""Which encoding a text is in that is no UTF-8, and does not say.

Letters of western Europe are looked for first: of a few names in a table of ASCII no statistics can
tell ``ñ`` from ``ń``, and cp1252 is what most such files are. The rest is the detector's, which
takes a second to load, and is loaded for nothing else.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from farmer.formats.decoding import decode, decode_as, is_charset, to_utf8
from farmer.text import printable

# Enough to tell by, in bytes.
_SAMPLE = 64 * 1024
_WESTERN = frozenset(
    "áàâäãåæçéèêëíìîïñóòôöõøœúùûüÿßÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸšžŠŽ‘’‚“”„–—…·•ªº°§©®™€£«»¿¡´\xa0"
)
# What Czech and Slovak letters look like in cp1252: no western word has one of each.
_CZECH = re.compile(r"(?=\w*[øØìùèò])(?=\w*[áíšžŠŽ])\w+")
_NO_WORD = re.compile(r"[a-zß-öø-ÿ][ŠŽŒŸÀ-ÖØ-Þ]|[•§©®™€£·…´°]\w|\w[‚„“]\w")
# Tried where the detector is wrong, as it may be of a few names.
_OTHERS = ("cp1251", "koi8-r", "cp1250", "cp932", "gb18030", "cp949", "big5")
# What is asked about too: how DOS, and some programs for telephones, write.
_RARE = ("cp850", "cp437", "cp852", "cp866", "mac_roman", "cp1252", "cp1253", "cp1254")
# So much of a line is shown, and so many readings of it.
_SHOWN, _MOST_READINGS = 50, 3
# As long as no word of Latin letters has none but accented ones.
_ALL_ACCENTED = 3


class ReadAs(NamedTuple):
    """In which encoding a file was read that does not say it and is no UTF-8.

    Attributes:
        encoding: by the name that ``--encoding`` takes.
        sure: whether it gives words of a language.
    """

    encoding: str
    sure: bool

    @property
    def line(self) -> int:
        """Where it is so: from the first line on."""
        return 1


def to_text_anyhow(data: bytes, said: str | None = None) -> tuple[str, ReadAs | None]:
    """`data` as text, and how it was read where it is not Unicode and nobody `said` it.

    What is in no encoding that gives words is read letter by letter, so that nothing is lost.
    """
    if said:
        return data.decode(said, "replace"), None
    unicode = to_utf8(data)
    found = find_encoding(unicode)
    if found is None or not found.sure:
        return decode(unicode), found
    return decode_as(unicode, found.encoding), found


def find_encoding(data: bytes) -> ReadAs | None:
    """In which encoding `data` is; None where it is UTF-8.

    What is pasted together of UTF-8 and others is UTF-8 that is not sure.
    """
    sample = data[:_SAMPLE]
    if _is_utf8(sample):
        return None if _is_utf8_throughout(data) else ReadAs("utf-8", sure=False)
    for name in ("cp1252", "mac_roman"):
        if _is_western(sample, name):
            return ReadAs(name, sure=True)
    found = _detected(sample)
    return ReadAs(found, sure=True) if found else ReadAs("cp1252", sure=False)


def _is_utf8(sample: bytes) -> bool:
    """Whether at least as many letters are UTF-8 as are not; the last may be cut."""
    text = sample.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= letter <= "\udcff" for letter in text[:-3])
    right = sum(letter > "\x7f" and not "\udc80" <= letter <= "\udcff" for letter in text)
    return right >= wrong


def _is_utf8_throughout(data: bytes) -> bool:
    """Whether each letter is UTF-8; the last may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _is_western(sample: bytes, name: str) -> bool:
    """Whether all letters in that encoding are of western Europe, and no sign is within a word."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return False
    if not {letter for letter in text if letter > "\x7f"} <= _WESTERN:
        return False
    words = [word for word in re.findall(r"\w+", text) if not word.isascii()]
    letters = "".join(words)
    plain = sum(letter.isascii() for letter in letters) * 2 >= len(letters)
    return plain and not (_NO_WORD.search(text) or any(map(_CZECH.match, words)))


def _detected(sample: bytes) -> str:
    """What the detector makes of it, where that gives words; empty where nothing does."""
    import chardet

    likely = chardet.detect(sample)["encoding"] or ""
    for name in (likely, *_OTHERS):
        if is_charset(name) and _gives_words(sample, name, shouted=name == likely):
            return codecs.lookup(name).name.replace("_", "-")
    return ""


def _gives_words(sample: bytes, name: str, *, shouted: bool) -> bool:
    """Whether nearly all beyond ASCII are letters of words, or of such as are all `shouted`.

    The last letter may be cut.
    """
    decoder = codecs.getincrementaldecoder(name)()
    try:
        text = decoder.decode(sample, final=len(sample) < _SAMPLE)
    except UnicodeDecodeError:
        return False
    beyond = [letter for letter in text if letter > "\x7f"]
    letters = sum(unicodedata.category(letter)[0] in "LM" for letter in beyond)
    words = (word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii())
    return letters * 10 >= len(beyond) * 9 and all(
        _is_word(word) and (shouted or not word.isupper()) for word in words
    )


def _is_word(word: str) -> bool:
    """Whether it may be one: of one script, with no capital behind a small letter."""
    latin = [letter for letter in word if "LATIN" in unicodedata.name(letter, "")]
    if latin and len(latin) < len(word):
        return False
    accented = all(letter > "\x7f" for letter in latin)
    shouted = any(one.islower() and other.isupper() for one, other in pairwise(word))
    return not (shouted or (latin and accented and len(latin) >= _ALL_ACCENTED))


class Readings(NamedTuple):
    """How a line that tells most of its encoding reads in the likeliest ones.

    Attributes:
        line: which it is, counted from 1.
        texts: the name of each encoding and what it gives, the likeliest first.
    """

    line: int
    texts: tuple[tuple[str, str], ...]


def likely_readings(data: bytes) -> Readings:
    """The readings of a line of `data` that is in no encoding farmer is sure of; each text once."""
    import chardet

    lines = data[:_SAMPLE].split(b"\n")
    at = max(range(len(lines)), key=lambda each: sum(byte > 0x7F for byte in lines[each]))
    likely = chardet.detect(data[:_SAMPLE])["encoding"] or ""
    texts: dict[str, str] = {}
    for name in filter(is_charset, dict.fromkeys((likely, *_OTHERS, *_RARE))):
        try:
            texts.setdefault(lines[at].decode(name), codecs.lookup(name).name.replace("_", "-"))
        except (UnicodeError, LookupError):
            continue
    ranked = sorted(texts, key=_likeness, reverse=True)[:_MOST_READINGS]
    return Readings(at + 1, tuple((texts[text], _about_the_telling(text)) for text in ranked))


def _likeness(text: str) -> tuple[float, float]:
    """How much of a reading is letters, and how many of its words may be words."""
    beyond = [letter for letter in text if letter > "\x7f"]
    letters = sum(unicodedata.category(letter)[0] in "LM" for letter in beyond)
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    return letters / max(len(beyond), 1), sum(map(_is_word, words)) / max(len(words), 1)


def _about_the_telling(text: str) -> str:
    """What stands about the first letter beyond ASCII."""
    first = next((at for at, letter in enumerate(text) if letter > "\x7f"), 0)
    start = max(0, first - _SHOWN // 2)
    return printable(text[start : start + _SHOWN])
