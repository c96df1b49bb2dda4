"""Firms as they are compared: without their legal form, their punctuation and their case.

``Acme``, ``ACME, Inc.`` and ``Acme Inc`` are one firm; so are ``West GmbH & Co. KG`` and
``West``, ``山本株式会社`` and ``山本``. What is more than a form (Holding) tells firms apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from farmer.people.titles import FIRM_SIGNS
from farmer.text import fold


def _listed(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Folded, without full stops: what a firm's name may end with and is none of it.
_FORMS = _listed(
    # English, and what of it the whole world writes
    "inc incorporated corp corporation co company ltd limited llc llp lp plc pllc pc cic lllp",
    "pty pte pvt sdn bhd tbk opc spc kk fz fze fzco fzllc wll",
    # German, Austrian, Swiss
    "gmbh mbh gesmbh ggmbh ag kg kgaa ohg gbr ug haftungsbeschrankt ev eg se eu og ek "
    "aktiengesellschaft kommanditgesellschaft",
    # French, Belgian, Dutch
    "sa sarl sas sasu eurl snc sci scs scop bv nv bvba cvba vof cv sprl srl cie",
    # Spanish, Portuguese, Italian
    "sl slu sau sll sc sapi rl lda ltda eireli eirl unipessoal epp sgps spa srls coop",
    # Nordic and Baltic
    "ab hb as asa aps oy oyj ou uab sia ehf hf",
    # Slavic, Hungarian, Greek, Turkish
    "sro ro oo zoo spzoo sp spolka spk spj spp ska",
    "doo dd ad ood eood kft zrt nyrt bt ooo oao zao pao ip",
    "ооо оао зао пао ао ип тов прат ат тоо еоод оод epe sti",
)
# The same in front: ООО «Ромашка», PT Maju.
_FORMS_BEFORE = _listed("ооо оао зао пао ао ип тов тоо ooo oao zao pt cv ud pd firma the")
# What stands between a form and another, or between a form and the name.
_JOINS = _listed("& and und et y e i de with z o s spol public private liability gesellschaft")
_SIGNS = re.compile("|".join(map(re.escape, map(fold, FIRM_SIGNS))))
# Forms of two words, or with a stroke in them: A/S, Sp. k.
_APART = re.compile(r"\b(a)/(s)\b|\b(sp)\.? (k|j|p)\b")
_INITIALS = re.compile(r"\b(\w)\.\s*(?=\w\b)")
_WORD = re.compile(r"[^\W_]+|&")


@lru_cache(maxsize=65_536)
def firm_key(name: str) -> str:
    """What two names of one firm have in common; empty where there is no name."""
    folded = _APART.sub(lambda form: "".join(filter(None, form.groups())), fold(name))
    folded = _SIGNS.sub(" ", folded)
    said = _WORD.findall(_INITIALS.sub(r"\1", folded).replace(".", ""))
    plain = _without_before(_without_forms(said))
    return " ".join(word for word in plain if word != "&") or fold(name)


def same_firm(one: str, other: str) -> bool:
    """Whether both are told, and one firm."""
    return bool(one and other) and firm_key(one) == firm_key(other)


def fuller_firm(one: str, other: str) -> str:
    """Of two spellings of one firm the longer, whichever came first."""
    return max(one, other, key=lambda name: (len(name), name))


def _without_forms(said: list[str]) -> list[str]:
    """Without the forms at the end, and what joins them; one word stays, whatever it is."""
    end = len(said)
    while end > 1 and said[end - 1] in _FORMS:
        end -= 1
        while end > 1 and said[end - 1] in _JOINS:
            end -= 1
    return said[:end]


def _without_before(said: list[str]) -> list[str]:
    begin = 0
    while begin < len(said) - 1 and said[begin] in _FORMS_BEFORE:
        begin += 1
    return said[begin:]
