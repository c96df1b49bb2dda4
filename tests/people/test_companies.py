"""Firms as they are compared."""

from __future__ import annotations

import pytest

from farmer.people.companies import firm_key, fuller_firm, same_firm

FIRMS = [
    ("Acme", "Acme Inc.", "ACME, Inc", "Acme, L.L.C.", "acme co., ltd.", "The Acme Company"),
    ("West", "West GmbH", "WEST GmbH & Co. KG", "West Ges.m.b.H.", "West A.G."),
    ("Novak", "Novák s.r.o.", "Novák, s. r. o.", "NOVAK, spol. s r.o."),
    ("Sol", "Sol S.A.", "Sol, S.A. de C.V.", "SOL S.L.U."),
    ("Rossi", "Rossi S.p.A.", "ROSSI S.r.l."),
    ("Kowalski", "Kowalski Sp. z o.o.", "Kowalski S.A."),
    ("山本", "株式会社 山本", "山本株式会社", "(株)山本"),
    ("Ромашка", "ООО «Ромашка»"),
    ("Lang Pty Ltd", "Lang", "Lang Pte. Ltd."),
    ("Müller & Söhne", "Mueller & Söhne GmbH".replace("ue", "ü")),
    ("Port Holding", "Port Holding AG"),
    ("Fjord", "Fjord A/S", "Fjord ApS", "Fjord AS", "Fjord Oyj"),
    ("Lis", "Lis Sp. k.", "Lis S.K.A.", "Lis sp.j."),
    ("Quay", "Quay Public Limited Company", "Quay Limited Liability Company", "Quay Private Ltd."),
    ("Sora", "Sora K.K.", "Sora 株式会社", "合同会社 Sora"),
    ("Berg", "Berg Aktiengesellschaft", "Berg Gesellschaft mbH", "Berg SE & Co. KGaA"),
    ("Souk", "Souk FZ-LLC", "Souk FZE", "Souk W.L.L."),
    ("Lago", "Lago Unipessoal Lda.", "Lago E.I.R.L.", "Lago S. de R.L. de C.V."),
    ("Radio Public",),
    ("Deutsche Gesellschaft",),
    ("AG",),
    ("Co",),
]


@pytest.mark.parametrize("spelt", FIRMS, ids=lambda spelt: spelt[0])
def test_a_firm_is_one_in_whatever_form_it_is_written(spelt: tuple[str, ...]) -> None:
    assert {firm_key(name) for name in spelt} == {firm_key(spelt[0])}
    others = {firm_key(name) for each in FIRMS if each != spelt for name in each}
    assert firm_key(spelt[0]) not in others
    assert firm_key(spelt[0])


def test_no_firm_is_no_other_either() -> None:
    assert not same_firm("", "")
    assert not same_firm("Acme", "")
    assert same_firm("Acme", "Acme Inc.")


@pytest.mark.parametrize("pair", [("Acme", "Acme Inc."), ("ACME", "Acme")])
def test_the_fuller_spelling_is_the_same_whichever_came_first(pair: tuple[str, str]) -> None:
    assert fuller_firm(*pair) == fuller_firm(*pair[::-1])
