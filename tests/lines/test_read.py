"""One line is read whole, by a grammar: what each word is taken for, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.facts import FACTS
from farmer.lines.line import Line, OfOne
from farmer.lines.read import read_line, split_day
from farmer.model import KINDS, Promise
from farmer.people.meant import Person

TODAY = date(2026, 6, 15)  # a Monday
PEOPLE = [
    Person(number, name)
    for number, name in enumerate(
        (
            *("Ana Ruiz", "Bo Li", "Marsh and Co", "王小明", "May Lind", "Will", "Lunch"),
            *("Pat O'Neil", "Sun", "Ana & Bo Voss", "Jo von der Au"),
        ),
        1,
    )
]
# What a word is that stands in no piece: it joins, or begins a phrase.
JOINING = frozenset(
    (
        *(
            "with",
            "to",
            "from",
            "at",
            "for",
            "about",
            "on",
            "over",
            "by",
            "via",
            "in",
            "and",
            "but",
        ),
        *("then", "i", "we", "was", "us", "me", "back", "it", "together", "up", "a", "an", "the"),
        *("had", "went", "got", "did", "quick", "short", "long", "brief", "nice", "good", "great"),
        *("lovely", "lazy", "another", "late", "early", "working", "business", "our"),
        *("first", "second", "w"),
    )
)


def read(text: str, **more: Any) -> Line:
    """The line that `text` is."""
    line = read_line(text, PEOPLE, TODAY, **more)
    assert line is not None, text
    return line


def told(line: Line) -> dict[str, Any]:
    """What a line tells, without what it does not."""
    alone = {name: one for name, one in line.names.items() if one != OfOne()}
    fields = line._asdict() | {"names": tuple(line.names), "alone": alone, "said": line.said}
    return {
        name: value
        for name, value in fields.items()
        if value and name not in ("text", "parts", "together")
    }


ANA, BOTH = ("Ana",), ("Ana", "Bo Li")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (
            "yesterday: lunch with Ana and Bo Li, they called; Ana promised the lease by friday "
            "@golf",
            {
                "on": date(2026, 6, 14),
                "kind": "meal",
                "by": "them",
                "names": BOTH,
                "alone": {
                    "Ana": OfOne(
                        promises=(
                            Promise("the lease", False, date(2026, 6, 14), date(2026, 6, 19)),
                        )
                    )
                },
                "tags": ("@golf",),
            },
        ),
        ("coffee with Ana", {"kind": "meeting", "names": ANA}),
        ("a quick Zoom with Ana", {"kind": "video", "names": ANA}),
        ("we had dinner with Ana, Bo Li", {"kind": "meal", "names": BOTH}),
        ("lunch with Ana & Bo Li", {"kind": "meal", "names": BOTH}),
        ("called Ana", {"kind": "call", "by": "me", "names": ANA}),
        ("I phoned Ana", {"kind": "call", "by": "me", "names": ANA}),
        ("wrote to Ana and Bo Li", {"kind": "message", "by": "me", "names": BOTH}),
        ("emailed Ana", {"kind": "email", "by": "me", "names": ANA}),
        ("call from Ana", {"kind": "call", "by": "them", "names": ANA}),
        ("letter to Ana", {"kind": "letter", "by": "me", "names": ANA}),
        ("Ana called me", {"kind": "call", "by": "them", "names": ANA}),
        ("Ana and Bo Li wrote to us", {"kind": "message", "by": "them", "names": BOTH}),
        ("bumped into Ana", {"kind": "event", "names": ANA}),
        ("met Ana", {"names": ANA}),
        ("met Ana at the Mixer", {"names": ANA, "event": "Mixer"}),
        ("lunch at the Mixer with Ana", {"kind": "meal", "names": ANA, "event": "Mixer"}),
        (
            "tea at The Bell on the Hill with Ana",
            {"kind": "meeting", "names": ANA, "event": "The Bell on the Hill"},
        ),
        ("1:1 with Ana", {"kind": "meeting", "names": ANA}),
        ("coffee w/ Ana", {"kind": "meeting", "names": ANA}),
        ("texted Ana back", {"kind": "message", "by": "me", "names": ANA}),
        ("Lunch with Ana. @golf", {"kind": "meal", "names": ("Ana.",), "tags": ("@golf",)}),
        ("Lunch with Zed Quill.", {"kind": "meal", "names": ("Zed Quill",)}),
        ("spoke with Ana on the phone", {"kind": "call", "names": ANA}),
        ("ana, bo li: lunch", {"kind": "meal", "names": ("ana", "bo li")}),
        ("met Ana for lunch", {"kind": "meal", "names": ANA}),
        ("dinner with Ana yesterday evening", {
            "on": date(2026, 6, 14), "kind": "meal", "names": ANA
        }),
        ("last night: dinner with Ana", {"on": date(2026, 6, 14), "kind": "meal", "names": ANA}),
        ("dinner with Ana last night", {"on": date(2026, 6, 14), "kind": "meal", "names": ANA}),
        ("lunch with Ana, yesterday", {"on": date(2026, 6, 14), "kind": "meal", "names": ANA}),
        ("lunch with Ana; 3 days ago", {"on": date(2026, 6, 12), "kind": "meal", "names": ANA}),
        ("lunch with Ana, Bo Li last friday", {
            "on": date(2026, 6, 12), "kind": "meal", "names": BOTH
        }),
        ("lunch with Ana, we sailed yesterday", {
            "kind": "meal", "names": ANA, "said": ("we sailed yesterday",)
        }),
        ("on friday night: dinner with Ana", {
            "on": date(2026, 6, 12), "kind": "meal", "names": ANA
        }),
        ("this morning: call with Ana", {"on": TODAY, "kind": "call", "names": ANA}),
        ("worked with Ana on the flyers", {
            "kind": "worked", "names": ANA, "said": ("the flyers",)
        }),
        ("lunch with Ana — she sails", {"kind": "meal", "names": ANA, "said": ("she sails",)}),
        ("Ana, lunch, kept", {"kind": "meal", "names": ANA, "facts": ("kept",)}),
        ("Ana and Bo Li, both of us called", {"names": BOTH, "by": "both", "kind": "call"}),
        ("coffee with Ana; nobody began", {"kind": "meeting", "by": "none", "names": ANA}),
        ("call with Ana for 20 minutes", {"kind": "call", "minutes": 20, "names": ANA}),
        ("a 20 minute call with Ana", {"kind": "call", "minutes": 20, "names": ANA}),
        ("lunch with Ana, 1h30", {"kind": "meal", "minutes": 90, "names": ANA}),
        ("lunch with Ana; an hour and a half", {"kind": "meal", "minutes": 90, "names": ANA}),
        ("lunch with Ana, half an hour", {"kind": "meal", "minutes": 30, "names": ANA}),
        ("walk with Ana, two hours", {"kind": "meeting", "minutes": 120, "names": ANA}),
        ("3 days ago coffee with Ana", {"on": date(2026, 6, 12), "kind": "meeting", "names": ANA}),
        ("12 May: tea with Ana", {"on": date(2026, 5, 12), "kind": "meeting", "names": ANA}),
        ("2026-05-04 tea with Ana", {"on": date(2026, 5, 4), "kind": "meeting", "names": ANA}),
        ("tea with Ana on friday", {"on": date(2026, 6, 12), "kind": "meeting", "names": ANA}),
        ("tea with Ana yesterday", {"on": date(2026, 6, 14), "kind": "meeting", "names": ANA}),
        ("friday lunch with Ana", {"on": date(2026, 6, 12), "kind": "meal", "names": ANA}),
        ("yesterday: Ana and Bo Li", {"on": date(2026, 6, 14), "names": BOTH}),
        ("lunch with Ana and @golf", {"kind": "meal", "names": ANA, "groups": ("@golf",)}),
        ("lunch with Ana @golf @port", {"kind": "meal", "names": ANA, "tags": ("@golf", "@port")}),
        ("lunch with Ana: a new office, kept", {
            "kind": "meal", "names": ANA, "said": ("a new office, kept",)
        }),
        ("lunch with Ana; she sails, often", {
            "kind": "meal", "names": ANA, "said": ("she sails", "often")
        }),
        ("lunch with Ana, she sails", {"kind": "meal", "names": ANA, "said": ("she sails",)}),
        ("call with Ana about the lease, the port", {
            "kind": "call", "names": ANA, "said": ("the lease", "the port")
        }),
        ("tea with Ana in Berlin", {"kind": "meeting", "names": ANA, "said": ("Berlin",)}),
        ("tea with Ana at 10:30", {"kind": "meeting", "names": ANA, "said": ("10:30",)}),
        ("tea with Ana at home", {"kind": "meeting", "names": ANA, "said": ("home",)}),
        ("lunch with Ana; Ana: said 10:30", {
            "kind": "meal", "names": ANA, "said": ("said 10:30",)
        }),
        ("lunch with Ana; Re: the lease, 10:30", {
            "kind": "meal", "names": ANA, "said": ("Re", "the lease, 10:30")
        }),
    ],
)  # fmt: skip
def test_a_line_tells_what_its_words_say(text: str, tells: dict[str, Any]) -> None:
    assert told(read(text)) == tells


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lunch with Marsh and Co and Ana", ("Marsh and Co", "Ana")),
        ("lunch with Ana and Bo Voss", ("Ana", "Bo Voss")),
        ("lunch with Ana & Bo Voss and Will", ("Ana & Bo Voss", "Will")),
        ("lunch with Hale & Sons", ("Hale & Sons",)),
        ("lunch with Ana (Voss & Co) and Bo Li", ("Ana (Voss & Co)", "Bo Li")),
        ("lunch with Ruiz, Ana", ("Ruiz, Ana",)),
        ("lunch with Bo Li, Ruiz, Ana and Will", ("Bo Li", "Ruiz, Ana", "Will")),
        ("lunch with 王小明、Ana", ("王小明", "Ana")),
        ("lunch with محمد علي، Ana؛ sails", ("محمد علي", "Ana")),
        ("lunch with Ana, who called", ("Ana",)),
        ("lunch with Ana, Bo Li cancelled", ("Ana",)),
        ("lunch with Friday Owusu, Yesterday Day", ("Friday Owusu", "Yesterday Day")),
        ("昨天", None),
        ("2026-06-01：lunch with 王小明；he sails", ("王小明",)),
        ("lunch with Pat O'Neil and Pat O’Neil", ("Pat O'Neil", "Pat O’Neil")),
        ("met May on may 12", ("May",)),
        ("lunch with Lunch and Will", ("Lunch", "Will")),
        ("Lunch called", ("Lunch",)),
        ("Will wrote", ("Will",)),
        ("Sun called", ("Sun",)),
        ("Sun Ek called", ("Sun Ek",)),
        ("coffee with Jo von der Au", ("Jo von der Au",)),
        ("coffee with Bo, Zed Quill, and Cy", ("Bo", "Zed Quill", "Cy")),
        ("coffee with c7 and ana@ruiz.example", ("c7", "ana@ruiz.example")),
    ],
)
def test_names_are_cut_where_people_are_called_so(text: str, names: tuple[str, ...] | None) -> None:
    line = read_line(text, PEOPLE, TODAY)
    assert (tuple(line.names) if line else None) == names


@pytest.mark.parametrize(
    ("text", "alone", "promises"),
    [
        ("tea with Ana; they promised a page", {}, ["a page"]),
        ("tea with Ana and Bo Li; they promised a page, and a desk by friday", {}, [
            "a page, and a desk"
        ]),
        ("tea with Ana; I promised to send it by friday", {}, ["send it"]),
        ("tea with Ana and Bo Li; I promised Bo a desk", {"Bo Li": ["a desk"]}, []),
        ("tea with Ana and Bo Li; Bo has promised me a desk", {"Bo Li": ["a desk"]}, []),
        ("tea with Ana; she promised that it holds; kept", {}, ["it holds"]),
        ("tea with Ana, Ana promised a desk, 90 minutes", {"Ana": ["a desk"]}, []),
    ],
)  # fmt: skip
def test_a_promise_is_of_whoever_gave_it(
    text: str, alone: dict[str, list[str]], promises: list[str]
) -> None:
    line = read(text)
    own = {name: [p.text for p in one.promises] for name, one in line.names.items() if one.promises}
    assert (own, [promise.text for promise in line.promises]) == (alone, promises)
    mine = {p.mine for one in line.names.values() for p in one.promises}
    mine |= {promise.mine for promise in line.promises}
    assert mine == {"I promised" in text}


def test_a_promise_is_due_as_seen_from_the_day_of_the_line() -> None:
    """Which another may give, where the line says none."""
    for line in (
        read("2026-06-01: tea with Ana; Ana promised it by friday"),
        read("tea with Ana; Ana promised it by friday", on=date(2026, 6, 1)),
    ):
        (promise,) = line.names["Ana"].promises
        assert (promise.made_on, promise.due_on) == (date(2026, 6, 1), date(2026, 6, 5))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tomorrow: lunch with Ana", "future"),
        ("31 June: lunch with Ana", "no day"),
        ("5/6: lunch with Ana", "may be"),
        ("Sun: lunch with Ana", "is a day, and somebody is called so"),
        ("yesterday: tea with Ana on friday", "tells the day twice"),
        ("lunch with Ana, zoom", "tells the kind twice"),
        ("tea with Ana, 10 minutes, 2 hours", "tells the length twice"),
        ("tea with Ana at Mixer; at the Fair", "tells the event twice"),
        ("called Ana; she wrote", "tells who began it twice"),
        ("lunch with Ana, @golf", "may be a group that was there, or a tag"),
        ("lunch with Ana; promised the lease", "does not say who promised"),
        ("lunch with Ana and Bo Li; she promised it", "“she” may be Ana or Bo Li"),
        ("lunch with Ana and Bo Li; she called", "“she” may be Ana or Bo Li"),
        ("lunch with Ana and @golf; he wrote", "“he” may be Ana or @golf"),
        ("lunch with Ana and Bo Li, she kept", "“she” may be Ana or Bo Li"),
        ("lunch with Ana and Bo Li; he broke", "“he” may be Ana or Bo Li"),
        ("lunch with Ana tomorrow", "future"),
        ("dinner yesterday", "does not say with whom"),
        ("lunch with Ana next friday", "future"),
        ("lunch with Ana; tomorrow", "future"),
        ("lunch with Ana, Zed Quill next week", "future"),
        ("lunch with Ana last friday and Bo Li", "“Ana last friday” is not a name"),
        ("lunch with Ana, Bo Li last friday and Will", "“Bo Li last friday” is not a name"),
        ("call with Ana 2 hours ago", "“Ana 2 hours ago” is not a name"),
        ("lunch with Ana without Bo Li", "is not a name"),
        ("lunch with Ana cancelled", "is not a name"),
        ("yesterday: lunch with Ana, last friday", "tells the day twice"),
        ("lunch with Ana and Bo Li; I promised it", "does not say to whom"),
        ("lunch with Ana; Carla promised it", "“Carla”, who is not among those named"),
        ("lunch with Ana Ruiz and Ana Li; Ana promised it", "may be Ana Ruiz or Ana Li"),
        ("lunch with Ana; referred", "may mean more than one thing"),
        ("lunch with her", "is not a name"),
        ("lunch with them", "is not a name"),
        ("lunch with Ana, ana promised it by 31 June", "no day"),
        ("lunch with Will; Bo: tea", "“Bo”, who is not among those named"),
    ],
)
def test_what_may_be_two_things_is_refused(text: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        read_line(text, PEOPLE, TODAY)


ANOTHER = (
    *("dinner with Bo", "a quick call with Zed Quill", "tea with bo", "with Bo"),
    *("called Bo", "wrote to Zed Quill", "met bo", "May called me", "Zed wrote", "call from Bo"),
    *("a call with Ana", "bumped into Bo, 20 minutes"),
)


@pytest.mark.parametrize("another", ANOTHER)
@pytest.mark.parametrize(
    "joint",
    [
        *(", ", "; ", " and ", " — ", ", then ", "; and later ", ", in the evening "),
        *(" at the Fair, ", ", they called; ", " about the lease, ", "; Ana promised a desk, "),
    ],
)
def test_a_line_tells_of_one_talk(joint: str, another: str) -> None:
    """Another is never only noted: it is refused, with the line that tells it."""
    if joint == " and " and another == "with Bo":
        return  # lunch with Ana and with Bo
    with pytest.raises(InvalidValue, match="A line tells of one talk") as refused:
        read_line(f"yesterday: lunch with Ana{joint}{another}", PEOPLE, TODAY)
    alone = f"yesterday: {another.partition(',')[0]}"
    assert alone in refused.value.hint
    assert read(alone).on == date(2026, 6, 14)


@pytest.mark.parametrize(
    "said",
    [
        *("dinner with Bo next week", "tomorrow tea with Bo", "dinner with Bo cancelled"),
        *("met resistance", "called the bank", "saw pictures", "coffee with her"),
        *("tea with her sister", "she met Bo at the Fair", "Bo called off the party"),
        *("Bo sails", "lunch was late"),
    ],
)
def test_what_was_no_talk_of_yours_is_said(said: str) -> None:
    for sign in (";", " —"):
        line = read(f"lunch with Ana{sign} {said}")
        assert tuple(line.names) == ("Ana",)
        assert line.said


@pytest.mark.parametrize("another", ANOTHER)
def test_behind_a_colon_a_talk_is_only_said(another: str) -> None:
    line = read(f"lunch with Ana: {another}")
    assert (tuple(line.names), line.said) == (("Ana",), (another,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ana Ruiz",
        "Zed Quill",
        "lunch",
        "Ana: said 10:30",
        "Re: the lease",
        "10:30",
        "she was there with us",
        "Sun Li",
        "Mon Chen",
        "May Lind",
    ],
)
def test_what_tells_nothing_of_anybody_is_no_line(text: str) -> None:
    assert read_line(text, PEOPLE, TODAY) is None


@pytest.mark.parametrize("kind", sorted({*KINDS, *KINDS.also}))
def test_every_word_for_a_kind_is_one_in_a_line(kind: str) -> None:
    line = read(f"Ana and Bo Li, {kind}")
    assert line.kind == (KINDS.find(kind) if kind not in ("met", "saw") else None)


@pytest.mark.parametrize("word", [*FACTS.typed, *FACTS.also])
def test_every_word_for_evidence_is_one_in_a_line(word: str) -> None:
    """Of everybody where it stands alone, of one of them behind the name and a colon."""
    if word in KINDS.also:  # saw, which is how you were in touch as well
        return
    assert read(f"tea with Ana and Bo Li; {word}").facts == (FACTS.parse(word),)
    line = read(f"tea with Ana and Bo Li; Bo: {word}")
    assert (line.facts, line.names["Bo Li"].facts) == ((), (FACTS.parse(word),))


def test_who_did_it_says_whose_evidence_it_is() -> None:
    """“Ana gave” is not what you gave."""
    assert read("tea with Ana and Bo Li; Bo kept").names["Bo Li"].facts == ("kept",)
    assert read("tea with Ana; I gave").facts == ("gave",)
    given = read("tea with Ana; Ana gave")
    assert (given.facts, given.names["Ana"].facts, given.said) == ((), (), ("Ana gave",))


def test_the_day_in_front_is_split_off() -> None:
    assert split_day("friday: Ana: tea", PEOPLE, TODAY) == (date(2026, 6, 12), "Ana: tea")
    assert split_day("Ana: tea", PEOPLE, TODAY) == (None, "Ana: tea")


DAYS = st.sampled_from(["", "yesterday: ", "12 May: ", "3 days ago ", "friday: "])
HEADS = st.sampled_from(
    ["lunch with {}", "called {}", "{} wrote", "tea at the Mill with {}", "met {} at the Fair"]
)
NAMES = st.lists(
    st.sampled_from(["Ana", "Bo Li", "Will", "王小明", "Pat O'Neil", "Zed (Voss & Co)", "c7"]),
    min_size=1,
    max_size=4,
    unique=True,
)
CLAUSES = st.lists(
    st.sampled_from(
        [
            "they asked",
            "20 minutes",
            "kept",
            "she sails: 10:30",
            "I promised them a desk",
            "the port, too",
            "over a nice walk",
            "who was it?",
            "may be",
            "👍",
            "@golf",
        ]
    ),
    max_size=4,
)


@given(DAYS, HEADS, NAMES, CLAUSES)
def test_no_word_of_a_line_is_left_out(
    day: str, head: str, names: list[str], clauses: list[str]
) -> None:
    """Each is in a piece that was taken for something, or joins them; or all of it is refused."""
    text = day + "; ".join([head.format(" and ".join(names)), *clauses])
    try:
        line = read_line(text, PEOPLE, TODAY)
    except InvalidValue:
        return
    assert line is not None
    assert line.text == text
    assert list(line.names) == names
    assert_accounted_for(line)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(list("  ,;:@()&AaBo")), max_size=60))
@example("lunch with Ana, ; ; , and @golf")
@example("yesterday: ")
@example("with @")
def test_any_text_is_read_whole_or_refused(text: str) -> None:
    for line_text in (text, f"lunch with Ana {text}", f"yesterday: tea with Bo Li; {text}"):
        try:
            line = read_line(line_text, PEOPLE, TODAY)
        except InvalidValue:
            continue
        if line is not None:
            assert_accounted_for(line)


def assert_accounted_for(line: Line) -> None:
    """Each word is in exactly one piece, or only joins pieces."""
    left = list(line.text)
    for part in line.parts:
        start, end = part.span.start, part.span.start + len(part.span.text)
        assert line.text[start:end] == part.span.text
        assert "\0" not in left[start:end], "two pieces share a word"
        left[start:end] = "\0" * (end - start)
    words = re.findall(r"[^\W\d_]+", "".join(left).casefold())
    assert set(words) <= JOINING, (words, line.parts)
    assert not re.search(r"[0-9]", "".join(left))
