"""Names: their parts, how somebody is greeted, which way round, and whether two are one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from farmer.people.jobs import title_and_job
from farmer.people.naming import called, compared, turned
from farmer.people.parts import NameParts, parts_of
from farmer.people.unspaced import is_unspaced
from farmer.text import fold, words

# Name → prefix | given | middle | family | suffix.
PARTS = {
    "Ana": "|Ana|||",
    "Ana Ruiz": "|Ana||Ruiz|",
    "Dr. Ana Ruiz": "Dr.|Ana||Ruiz|",
    "Dr.Ana Ruiz": "Dr.|Ana||Ruiz|",
    "Prof. Dr.-Ing. Heinz Weber": "Prof. Dr.-Ing.|Heinz||Weber|",
    "Dr. rer. nat. Eva Huber": "Dr. rer. nat.|Eva||Huber|",
    "Frau Dr. Ana Ruiz": "Frau Dr.|Ana||Ruiz|",
    "Mme Claire Dupont": "Mme|Claire||Dupont|",
    "Mag. Eva Huber": "Mag.|Eva||Huber|",
    "Mag Ruffman": "|Mag||Ruffman|",
    "Dott.ssa Anna Bianchi": "Dott.ssa|Anna||Bianchi|",
    "Lt. Col. Ana Ruiz": "Lt. Col.|Ana||Ruiz|",
    "Judge Ana Ruiz": "Judge|Ana||Ruiz|",
    "Major Lang": "|Major||Lang|",
    "г-н Иван Петров": "г-н|Иван||Петров|",
    # The same two letters are a Spanish title before a name, and an English suffix behind it.
    "Sr. Juan Pérez": "Sr.|Juan||Pérez|",
    "Sra. Ana Ruiz": "Sra.|Ana||Ruiz|",
    "Walt Stone Sr.": "|Walt||Stone|Sr.",
    "Walt Stone, Jr.": "|Walt||Stone|Jr.",
    "Ana Ruiz III": "|Ana||Ruiz|III",
    "Bo Junior": "|Bo||Junior|",
    "Ana Maria Ruiz, PhD, MBA": "|Ana|Maria|Ruiz|PhD, MBA",
    "Ana Ruiz, M.D.": "|Ana||Ruiz|M.D.",
    "Ana Ruiz MdB": "|Ana||Ruiz|MdB",
    "Ana Ruiz, CSPO": "|Ana||Ruiz|CSPO",
    "Jack Ma": "|Jack||Ma|",
    "Kovács Anna dr.": "|Kovács||Anna|dr.",
    "Herr Weber": "Herr|||Weber|",
    "Mr and Mrs Stone": "Mr and Mrs|||Stone|",
    "Sir Ian": "Sir|Ian|||",
    # Particles belong to the family, and are names where they begin one.
    "Jan van der Berg": "|Jan||van der Berg|",
    "Jan Van Der Berg": "|Jan||Van Der Berg|",
    "Ana de la Cruz": "|Ana||de la Cruz|",
    "Omar bin Laden": "|Omar||bin Laden|",
    "Ahmed al-Farsi": "|Ahmed||al-Farsi|",
    "Ana St. John": "|Ana||St. John|",
    "Ana Ruiz y García": "|Ana||Ruiz y García|",
    # Two families' names, where both are nothing else.
    "Eva Molina Serrano": "|Eva||Molina Serrano|",
    "Luis Miguel Navarro Ibáñez": "|Luis|Miguel|Navarro Ibáñez|",
    "Rita Carvalho Nunes": "|Rita||Carvalho Nunes|",
    "Ida Vargas de la Torre": "|Ida||Vargas de la Torre|",
    "Dr. Eva Molina Serrano": "Dr.|Eva||Molina Serrano|",
    "Eva Molina Stone": "|Eva|Molina|Stone|",
    "Luis Miguel Navarro": "|Luis|Miguel|Navarro|",
    # The family's name first, where one of these words says so.
    "Trần Thị Hoa": "|Hoa|Thị|Trần|",
    "Pham Quoc Bao": "|Bao|Quoc|Pham|",
    "Lê Minh Châu": "|Châu|Minh|Lê|",
    "Bui Van Son": "|Son|Van|Bui|",
    "Dương Thu Hà": "|Hà|Thu|Dương|",
    "Huynh, Van Loc": "|Loc|Van|Huynh|",
    "Mai Lan Trần": "|Mai|Lan|Trần|",
    "Loc Pham": "|Loc||Pham|",
    "Mai Stone": "|Mai||Stone|",
    "Le Roy Stone": "|Le|Roy|Stone|",
    "Choi Seo-yeon": "|Seo-yeon||Choi|",
    "Park Hyun-Woo": "|Hyun-Woo||Park|",
    "Jeong Da Eun": "|Da Eun||Jeong|",
    "Hsu Mei-ling": "|Mei-ling||Hsu|",
    "Seo-yeon Choi": "|Seo-yeon||Choi|",
    "Kim Stone-Lang": "|Kim||Stone-Lang|",
    "Kim Anna-Lena": "|Kim||Anna-Lena|",
    "Lee Jo Stone": "|Lee|Jo|Stone|",
    # A given name of several words.
    "Abu Talib": "|Abu Talib|||",
    "Umm Salama Haddad": "|Umm Salama||Haddad|",
    "Abd El Karim Haddad": "|Abd El Karim||Haddad|",
    "Haddad, Abdul Malik": "|Abdul Malik||Haddad|",
    "Anna d'Arc": "|Anna||d'Arc|",
    "Van Morrison": "|Van||Morrison|",
    "van der Berg": "|||van der Berg|",
    "Ben Ade": "|Ben||Ade|",
    # The family's name first, before a comma.
    "Ruiz, Ana": "|Ana||Ruiz|",
    "Ruiz, Dr. Ana, PhD": "Dr.|Ana||Ruiz|PhD",
    "Stone, Jr., Walt": "|Walt||Stone|Jr.",
    "Stone Jr., Walt": "|Walt||Stone|Jr.",
    "García López, Ana": "|Ana||García López|",
    "Cruz, Ana de la": "|Ana||de la Cruz|",
    "RUIZ, ANA": "|ANA||RUIZ|",
    "O'Neil, Pat": "|Pat||O'Neil|",
    # Without spaces the family's name is first.
    "王小明": "|小明||王|",
    "王, 小明": "|小明||王|",
    "司馬相如": "|相如||司馬|",
    "南宮玉": "|玉||南宮|",
    "欧阳娜": "|娜||欧阳|",
    "山田太郎": "|太郎||山田|",
    "山田 太郎": "|太郎||山田|",
    "山田太郎さん": "|太郎||山田|さん",
    "高橋みなみ": "|みなみ||高橋|",
    "林太郎": "|太郎||林|",
    "さくら": "|さくら|||",
    "김민수": "|민수||김|",
    "남궁민": "|민||남궁|",
    "김민수님": "|민수||김|님",
    "Dr. 王小明": "Dr.|小明||王|",
    # Initials, double names, nicknames, pictures.
    "J. R. Smith": "|J.|R.|Smith|",
    "Jean-Luc Picard": "|Jean-Luc||Picard|",
    'Robert "Bob" Smith': "|Robert||Smith|",
    "Ana & Bo Ruiz": "|Ana & Bo||Ruiz|",
    "Ana 🌷 Ruiz": "|Ana||Ruiz|",
    "Ana Ruiz, Acme Ltd": "|Ana||Ruiz|",
    # Nobody's.
    "Acme GmbH": "||||",
    "Acme, Inc.": "||||",
    "Voss & Co": "||||",
    "Stone & Sons": "||||",
    "株式会社山田": "||||",
    "🌷": "||||",
    "42": "||||",
}
CALLED = {
    "Dr. Ana Ruiz": "Ana",
    "Prof. Dr. Heinz Weber": "Heinz",
    "Brandt, Cleo": "Cleo",
    "Ruiz, Dr. Ana, PhD": "Ana",
    "Jan van der Berg": "Jan",
    "van der Berg, Jan": "Jan",
    "Herr Weber": "Herr Weber",
    "Dr. Weber": "Dr. Weber",
    "Sir Ian McKay": "Ian",
    'Robert "Bob" Smith': "Bob",
    "Mary-Ann Smith": "Mary-Ann",
    "J. R. Smith": "J. R. Smith",
    "Dr. J. R. Smith, MD": "J. R. Smith",
    "F. Scott Lang": "Scott",
    "Trần Thị Hoa": "Hoa",
    "Choi Seo-yeon": "Seo-yeon",
    "Abu Talib": "Abu Talib",
    "Umm Salama Haddad": "Umm Salama",
    "Wm. Smith": "Wm. Smith",
    "王小明": "王小明",
    "王, 小明": "王小明",
    "Dr. 王小明": "王小明",
    "山田太郎さん": "山田太郎さん",
    "김민수": "김민수",
    "Ana & Bo Ruiz": "Ana & Bo",
    "Acme GmbH": "Acme GmbH",
    "Voss & Co": "Voss & Co",
    "Ana": "Ana",
    "🌷": "🌷",
}
TURNED = {
    "Ruiz, Ana": "Ana Ruiz",
    "ruiz,ana": "ana ruiz",
    "Ruiz, Dr. Ana, PhD": "Dr. Ana Ruiz, PhD",
    "Stone, Walt Jr.": "Walt Stone Jr.",
    "Stone, Jr., Walt": "Walt Stone Jr.",
    "van der Berg, Jan": "Jan van der Berg",
    "Cruz, Ana de la": "Ana de la Cruz",
    "García López, Ana María": "Ana María García López",
    "王, 小明": "王小明",
    "Huynh, Van Loc": "Huynh Van Loc",
    "Pham, Loc": "Loc Pham",
    "Ana Ruiz": None,
    "Ana Ruiz, PhD": None,
    "Walt Stone, Jr.": None,
    "Acme, Inc.": None,
    "Ana Ruiz, Acme Ltd": None,
    "Ana Ruiz, a friend of Bo": None,
    "Ana, Bo, Cy and Dee": None,
    "Ruiz, 42": None,
    "Ruiz,": None,
}


def is_same_name(one: str, other: str) -> bool:
    """Whether one is the other's name."""
    return compared(one).names(compared(other))


def is_apart(one: str, other: str) -> bool:
    """Whether the two are plainly two people's."""
    return compared(one).is_apart(compared(other))


@pytest.mark.parametrize(
    ("told", "right"),
    [
        (("CEO", ""), ("", "CEO")),
        (("Co-Founder & CTO", ""), ("", "Co-Founder & CTO")),
        (("Inhaberin", "Designerin"), ("", "Designerin, Inhaberin")),
        (("Director", "Managing Director"), ("", "Managing Director")),
        (("", "Prof. Dr."), ("Prof. Dr.", "")),
        (("Dr.", "CEO"), ("Dr.", "CEO")),
        (("Ven.", "Teacher"), ("Ven.", "Teacher")),
        (("Dr.", "Dr."), ("Dr.", "Dr.")),
    ],
)
def test_a_job_is_no_title_and_a_title_no_job(
    told: tuple[str, str], right: tuple[str, str]
) -> None:
    """Where a program puts one into the other's place, it is put right; what is neither stays."""
    assert title_and_job(*told) == right


LATIN = st.text("abcdefgéñöß", min_size=3, max_size=8).map(str.title)


@pytest.mark.parametrize("name", PARTS)
def test_a_name_is_taken_apart(name: str) -> None:
    """Titles, particles, suffixes, commas and scripts without spaces."""
    assert "|".join(parts_of(name)) == PARTS[name]


@pytest.mark.parametrize("name", CALLED)
def test_people_are_greeted_by_the_given_name(name: str) -> None:
    """Never by a title, and by all of the name where a part of it would be wrong."""
    assert called(name) == CALLED[name]


def test_what_somebody_is_called_comes_first() -> None:
    """A nickname greets, unless it is a whole name; a part that was told is not guessed."""
    assert called("Dr. Ana Ruiz", "Anita") == "Anita"
    assert called("Alan Stone", "Big Al, Al") == "Big Al"
    assert called("Ana Ruiz", "Anna Ruiz-Voss") == "Ana"
    assert called("Mary Ann Smith", told=NameParts(given="Mary Ann", family="Smith")) == "Mary Ann"
    assert called("Ruiz Ana", told=NameParts(given="Ana", family="Ruiz")) == "Ana"
    assert called("王小明", told=NameParts(given="小明", family="王")) == "王小明"
    assert called("Dr. Ruiz", told=NameParts(prefix="Dr.", family="Ruiz")) == "Dr. Ruiz"


@pytest.mark.parametrize("name", TURNED)
def test_a_reversed_name_is_turned(name: str) -> None:
    """What stands before the comma is the family's, unless what follows is no given name."""
    assert turned(name) == TURNED[name]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr. Ana Ruiz", "ana ruiz, phd"),
        ("Ruiz, Ana", "ANA RUIZ"),
        ("Jan van der Berg", "Jan VanderBerg"),
        ("Ahmed al-Farsi", "Ahmed Al Farsi"),
        ("Pat O'Neil", "Pat O Neil"),
        ("Ana Mac Donald", "Ana MacDonald"),
        ("王 小明", "王小明"),
        ("山田太郎さん", "山田 太郎"),
        ("Trần Thị Hoa", "Tran Thi Hoa"),
        ("Huynh, Van Loc", "Huỳnh Văn Lộc"),
        ("Choi Seo-yeon", "Choi Seo Yeon"),
        ("Dr. Abu Talib", "Abu Talib"),
        ("Jean-Luc Ade", "Jean Luc Ade"),
    ],
)
def test_one_name_is_written_in_many_ways(one: str, other: str) -> None:
    """Titles, suffixes, spaces, order and the case of particles are no other name."""
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Walt Stone Jr.", "Walt Stone Sr."),
        ("Stone, Walt, Junior", "Walt Stone Senior"),
        ("Bo Lang II", "Bo Lang, III"),
        ("Dumas, Alexandre", "Ana Dumas"),
        ("Herr Andrea Voss", "Frau Andrea Voss"),
        ("Mr Stone", "Mrs Stone"),
        ("Frau Weber", "Eva Weber"),
        ("Jack Ma", "Jack"),
        ("🌷", "🌻"),
    ],
)
def test_two_people_stay_two(one: str, other: str) -> None:
    """Father and son, Herr and Frau, and a title with half a name."""
    assert not is_same_name(one, other)


def test_apart_is_only_what_says_so() -> None:
    """A suffix on one side alone says nothing; two that differ do."""
    assert is_apart("Walt Stone Jr.", "Walt Stone Sr.")
    assert is_apart("Walter Stone II", "W. Stone III")
    assert not is_apart("Walt Stone", "Walt Stone Jr.")
    assert is_same_name("Walt Stone", "Walt Stone Jr.")
    assert not is_same_name("Walt Stone Jr.", "Walt Stone")
    assert not is_apart("Dr. Ana Ruiz", "Frau Ana Ruiz")


@given(st.text(max_size=60))
@example("Dr.")
@example(",")
@example("&")
@example('""')
@example("㐀㐀")
@example("王小明, Dr.")
@example("김철수씨")
def test_no_text_is_too_odd(text: str) -> None:
    """Whatever is written has parts that are its own words, a greeting, and equals itself.

    Where a script has no spaces, they are pieces of its words.
    """
    own = set(words(" ".join((text, *text.split(".")))))
    for part in parts_of(text):
        assert fold(part) in fold(text) if is_unspaced(part) else set(words(part)) <= own
    assert called(text) or not text.strip()
    assert not is_apart(text, text)
    once = turned(text)
    assert once is None or is_same_name(once, text)


@pytest.mark.parametrize(
    ("typed", "said", "greeted", "parts"),
    [
        ("Ana Ruiz, Dr.", "Dr. Ana Ruiz", "Ana", NameParts("Dr.", "Ana", "", "Ruiz")),
        ("Ruiz, Dr.", "Dr. Ruiz", "Dr. Ruiz", NameParts("Dr.", "", "", "Ruiz")),
        ("Ruiz, Ana, Prof. Dr.", "Prof. Dr. Ana Ruiz", "Ana",
         NameParts("Prof. Dr.", "Ana", "", "Ruiz")),
        ("Ana Ruiz, Dr., MBA", "Dr. Ana Ruiz, MBA", "Ana",
         NameParts("Dr.", "Ana", "", "Ruiz", "MBA")),
        ("Weber, Frau", "Frau Weber", "Frau Weber", NameParts("Frau", "", "", "Weber")),
        ("王小明, Dr.", "Dr. 王小明", "王小明", NameParts("Dr.", "小明", "", "王")),
        ("王, Dr. 小明", "Dr. 王小明", "王小明", NameParts("Dr.", "小明", "", "王")),
    ],
)  # fmt: skip
def test_a_title_behind_a_comma_is_no_given_name(
    typed: str, said: str, greeted: str, parts: NameParts
) -> None:
    """It stands before the name when it is said, and is not dropped."""
    assert parts_of(typed) == parts
    assert turned(typed) == said
    assert called(typed) == greeted
    assert is_same_name(typed, said)


@given(LATIN, LATIN, st.sampled_from(["", "Dr. ", "Prof. Dr. ", "Mr ", "Mme ", "Ing. ", "Frau "]))
def test_a_title_changes_neither_greeting_nor_name(given: str, family: str, title: str) -> None:
    """Before a given and a family name, in either order."""
    name = f"{given} {family}"
    if turned(f"{family}, {given}") != name or called(name) != given:
        return  # the letters happen to spell a title or a particle
    assert called(f"{title}{name}") == given
    assert called(f"{family}, {title}{given}") == given
    assert is_same_name(f"{title}{name}", name)
    assert compared(f"{family}, {title}{given}").core == compared(name).core
