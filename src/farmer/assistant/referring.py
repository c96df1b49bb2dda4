"""The tools about introductions: where each stands, how earlier ones went, and a letter's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from farmer.assistant import schemas as s
from farmer.assistant.arguments import Argument
from farmer.assistant.told import Fields, spoken, there, who
from farmer.assistant.tool import Bench, Tool
from farmer.letters.kinds import LETTERS

if TYPE_CHECKING:
    from farmer.tasks.refer.draft import Recipient
    from farmer.tasks.refer.request_shown import RequestShown

# A notice tells somebody what is kept of them, to the last address: it is sent by the user.
WORDED = tuple(name for name in LETTERS if name != "notice")
_LONGEST_LINE = 600


def _introductions(bench: Bench, given: Mapping[str, Any]) -> Fields:
    from farmer.tasks.person import look_up
    from farmer.tasks.refer.request_list import requests_shown
    from farmer.tasks.refer.request_review import review_of

    desk, about, only_open = bench.desk, given.get("person"), given.get("open", False)
    with desk.reading() as reader:
        found = reader.requests()
        if about is not None:
            person = look_up(reader, about, region=desk.settings.region)
            found = reader.requests_of(person.id)
        wanted = [each for each in found if each.request.is_open or not only_open]
        people = reader.people(addresses=False)
        shown = requests_shown(reader, wanted, people, desk.today, in_names=False)
        tallies = [each for each in review_of(reader).tallies if each.by == "verdict"]
    newest_first = sorted(shown, key=lambda each: each.waiting_since, reverse=True)
    open_first = sorted(newest_first, key=lambda each: not each.waiting_for)
    return {
        "requests": [request_told(bench, each) for each in open_first],
        "outcomes": [
            {
                "verdict": each.value,
                "made": each.made,
                "well": each.well,
                "badly": each.badly,
                "no_fit": each.no_fit,
                "open": each.open,
            }
            for each in tallies
        ],
    }


def request_told(bench: Bench, each: RequestShown) -> Fields:
    """A request as an assistant is told of it; no name is in what comes next."""
    return there(
        id=each.id,
        direction=each.direction,
        asker=who(each.person) if each.person else None,
        target=who(each.target) if each.target else None,
        state=each.state,
        since=each.waiting_since,
        move=each.waiting_for,
        next=each.next,
        said=bench.said(" · ".join(filter(None, (each.target_words, each.need)))),
    )


def _draft(bench: Bench, given: Mapping[str, Any]) -> Fields:
    from farmer.tasks.refer.draft import draft

    assert bench.desk.settings_file is not None  # the user's own templates lie beside it
    folder = bench.desk.settings_file.parent / "letters"
    drafted = draft(bench.desk, given["letter"], given["about"], folder, given.get("to"))
    return {
        "letter": drafted.kind,
        "texts": [
            there(
                to=[_recipient(each) for each in letter.to],
                said=[
                    spoken(line, _LONGEST_LINE)
                    for line in (letter.subject, *letter.text.splitlines())
                ],
            )
            for letter in drafted.letters
        ],
    }


def _recipient(each: Recipient) -> Fields:
    return who(each.person) if each.person else {"said": spoken(each.name)}


# The id is not there yet where it is only previewed.
A_REQUEST_TOLD = s.thing(
    "direction state since next",
    id=s.TEXT,
    direction=s.one_of("given", "received"),
    asker=s.WHO,
    target=s.WHO,
    state=s.TEXT,
    since=s.A_DAY,
    move=s.TEXT,
    next=s.TEXT,
    said=s.TEXT,
)
INTRODUCTIONS_TOOL = Tool(
    "introductions",
    "Introductions",
    "Requests for introductions, the open ones first: where each stands, whose move it is and what"
    " comes next; and how the introductions that were made turned out, by the verdict of that day.",
    (
        Argument("person", "Only those in which this one has a part: a name or an id."),
        Argument("open", "Only the open ones.", "boolean"),
    ),
    s.answer(
        "requests outcomes",
        requests=s.several(A_REQUEST_TOLD),
        outcomes=s.several(
            s.thing(
                "verdict made well badly no_fit open",
                verdict=s.TEXT,
                made=s.COUNT,
                well=s.COUNT,
                badly=s.COUNT,
                no_fit=s.COUNT,
                open=s.COUNT,
            )
        ),
    ),
    _introductions,
)
DRAFT_TOOL = Tool(
    "draft",
    "Word a letter",
    "The words of a letter, from a template, for the user to read, change and send. It sends"
    " nothing, and neither do you without the user's word.",
    (
        Argument("letter", "Which letter.", needed=True, words=WORDED),
        Argument("about", "A request such as r7, or whom it goes to.", needed=True),
        Argument("to", "Of decline: whom they want to meet."),
    ),
    s.answer(
        "letter texts",
        letter=s.TEXT,
        texts=s.several(
            s.thing(
                "to said",
                to=s.several(s.thing("", id=s.TEXT, name=s.TEXT, said=s.TEXT)),
                said=s.several(s.TEXT),
            )
        ),
    ),
    _draft,
    of_words=True,
)
