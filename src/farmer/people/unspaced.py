"""Names in Chinese, Japanese and Korean script: no spaces, and the family's name first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from farmer.people import titles

_SCRIPT = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
# Compiled by `re` when first asked, and kept by it: that takes longer than most commands' answer.
_UNSPACED = rf"[{_SCRIPT}\s・·•]*[{_SCRIPT}][{_SCRIPT}\s・·•]*"
_OUTSIDE = rf"^[^{_SCRIPT}]+|[^{_SCRIPT}]+$|\s*[,，、]\s*"
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = r"[\uac00-\ud7af]"


class UnspacedName(NamedTuple):
    """Such a name: its parts, and the honorific behind it, such as ``さん``."""

    family: str
    given: str
    honorific: str


def is_unspaced(text: str) -> bool:
    """Whether all of `text` is in such a script."""
    return not text.isascii() and re.fullmatch(_UNSPACED, text) is not None


def without_titles(name: str) -> str:
    """What of `name` is in such a script: ``王小明`` of ``Dr. 王小明``."""
    return re.sub(_OUTSIDE, "", name)


def unspaced(core: Sequence[str]) -> UnspacedName:
    """The parts of such a name, of which `core` are the words, guessed."""
    name, honorific = list(core), ""
    for each in titles.HONORIFICS:
        if name[-1] == each and len(name) > 1:
            honorific = name.pop()
            break
        if name[-1].endswith(each) and len(name[-1]) > len(each):
            honorific = each
            name[-1] = name[-1].removesuffix(each)
            break
    if len(name) > 1:
        return UnspacedName(name[0], " ".join(name[1:]), honorific)
    at = _family_letters(name[0])
    return UnspacedName(name[0][:at], name[0][at:], honorific)


def _family_letters(name: str) -> int:
    """How many letters are the family's; none where there is but a given name."""
    if _KANA.match(name):
        return 0
    if name[:2] in titles.TWO_LETTER_FAMILIES:
        return 2
    if len(name) == 1 or re.match(_HANGUL, name):
        return min(1, len(name) - 1)
    kana = _KANA.search(name)
    if kana:
        return min(2, kana.start())
    usual = {2: 1, 3: 1 if name[0] in titles.ONE_LETTER_FAMILIES else 2}
    return usual.get(len(name), 2)
