"""Who somebody is to a person, as address books say it: which words mean a child, and which one."""

from __future__ import annotations

from farmer.details import CHILD, OWN, RELATION, Detail
from farmer.text import fold


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Folded: what a child is called in address books of the languages that files come in.
_CHILDREN = _words(
    "child children kid kids son sons daughter daughters baby stepchild stepson stepdaughter"
    " step-child step-son step-daughter grandchild grandchildren grandson granddaughter"
    " godchild godson goddaughter foster-child ward"
    " kind kinder sohn tochter enkel enkelin enkelkind stiefkind stiefsohn stieftochter patenkind"
    " enfant enfants fils fille petit-enfant petit-fils petite-fille beau-fils belle-fille filleul"
    " hijo hija hijos hijas nino nina nieto nieta hijastro hijastra ahijado ahijada"
    " figlio figlia figli figlie bambino bambina nipotino nipotina"
    " filho filha filhos filhas crianca neto neta enteado enteada"
    " zoon dochter kinderen kleinkind kleinzoon kleindochter"
    " dziecko dzieci syn corka wnuk wnuczka pasierb pasierbica"
)
_AMBIGUOUS = _words("kind ward baby neto syn fils")
# Of whom a person has one at a time.
_ONE_ONLY = _words(
    "spouse partner husband wife domestic-partner boyfriend girlfriend fiance fiancee"
    " manager assistant mother father"
    " ehemann ehefrau mann frau lebensgefahrte lebensgefahrtin conjoint mari femme epoux epouse"
    " esposo esposa marido mujer pareja marito moglie coniuge mulher conjuge man vrouw echtgenoot"
    " maz zona"
)


def is_child(label: str) -> bool:
    """Whether a label names a child: ``Daughter``, ``Kids``, ``child 2``."""
    return any(word in _CHILDREN for word in (_key(label), *_key(label).split("-")))


def names_children(label: str) -> bool:
    """Whether a field of the user's own is about children; a `Kind` may be another thing."""
    return is_child(label) and _key(label) not in _AMBIGUOUS


def is_one_only(label: str) -> bool:
    """Whether somebody has one of them at a time, so that another takes its place."""
    return _key(label) in _ONE_ONLY


def relation(label: str, name: str) -> Detail:
    """Somebody close, by what they are to the person; a child is noted as one."""
    return Detail(CHILD if is_child(label) else RELATION, label, name)


def own_field(label: str, value: str) -> Detail:
    """A field of the user's own; one about children is noted as such."""
    return Detail(CHILD if names_children(label) else OWN, label, value)


def _key(label: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in fold(label)).split())
