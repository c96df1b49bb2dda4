"""What a person is asked before an assistant writes: all of it, and only their yes is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farmer.assistant.asking import call_asking
from farmer.assistant.questions import Response
from farmer.assistant.session import Pending, Session
from farmer.assistant.tool import Allowed, Bench
from farmer.assistant.tools import Reply
from tests.assistant.conftest import desk_at
from tests.assistant.test_recording import edition, people
from tests.conftest import Farmer

Call = Callable[..., Any]
YES, NO = Response("accept", {}), Response("decline", {})
ALLOWED = Allowed(with_words=False, may_record=True)


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def may(story: Farmer, ledger: Path, session: Session) -> Call:
    """Calls a tool of a server whose program can ask, with what came back of a question."""

    def call(name: str, answers: dict[str, Response] | None = None, **arguments: Any) -> Any:
        later = desk_at(ledger)._replace(
            now=desk_at(ledger).now + arguments.pop("after", timedelta())
        )
        bench = Bench(later, ALLOWED, session)
        return call_asking(name, arguments, answers or {}, lambda: bench, ALLOWED)

    return call


def asked(may: Call, tool: str, **arguments: Any) -> Pending:
    pending = may(tool, **arguments)
    assert isinstance(pending, Pending), pending
    return pending


def token_of(may: Call, **arguments: Any) -> str:
    token: str = may("preview", **arguments).told["token"]
    return token


def test_all_that_would_be_written_is_said(may: Call) -> None:
    token = token_of(
        may,
        people=[
            {"name": "Ana", "by": "them", "facts": ["kept"], "said": "call ana@voss.example",
             "promised": ["a map by friday"]},
            {"name": "Zoltan Farkas", "company": "Mill", "said": "word " * 100},
        ],
        event="Spring fair",
    )  # fmt: skip
    words = asked(may, "record", token=token).question.words
    assert words.splitlines() == [
        "Record in farmer, on 15 Jun 2026 at “Spring fair”:",
        "- Ana Ruiz (c1): event, begun by them; said “call ana@voss.example”; marked kept;"
        " promised “a map” by 19 Jun 2026",
        f"- “Zoltan Farkas” of “Mill”, who is new: event; said “{' '.join(['word'] * 100)}”",
    ]


def test_a_line_is_said_as_it_was_told(may: Call) -> None:
    line = "yesterday: lunch with Ana and Bo Ek, they called"
    words = asked(may, "record", token=token_of(may, line=line)).question.words
    assert words.splitlines() == [
        "Record in farmer, on 14 Jun 2026:",
        "- Ana Ruiz (c1): meal, begun by them",
        "- Bo Ek (c3): meal, begun by them",
        f"As it was told: “{line}”",
    ]


def test_what_steers_or_hides_is_not_shown(may: Call) -> None:
    said = "yes\n- Bo Ek (c3): \u202eletter\u202c \x1b[31mred\u200b"
    token = token_of(may, people=[{"name": "Ana", "said": said}])
    words = asked(may, "record", token=token).question.words
    assert len(words.splitlines()) == 2
    assert words.endswith("said “yes - Bo Ek (c3): letter red”")


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"do": "add", "person": "Ana", "to": "Bo Ek", "need": "a mill", "said": "by mail"},
         "Record in farmer: on 15 Jun 2026, Ana Ruiz (c1) asks to meet Bo Ek (c3), for “a mill”."
         " Said: “by mail”. The verdict is: not yet."),
        ({"do": "add", "person": "Ana", "to": "a miller", "need": "a mill"},
         "Record in farmer: on 15 Jun 2026, Ana Ruiz (c1) asks to meet “a miller”, for “a mill”."
         " The verdict is: not yet."),
        ({"do": "decline", "request": "r1", "said": "too early"},
         "Record in farmer, of the request r1 of Ana Ruiz (c1) to meet Bo Li (c2), on 15 Jun 2026:"
         " it was declined. Said: “too early”."),
    ],
    ids=["known", "a sort", "step"],
)  # fmt: skip
def test_a_step_of_a_request_is_said(step: dict[str, str], said: str, may: Call) -> None:
    assert asked(may, "request", token=token_of(may, request=step)).question.words == said


def test_what_a_target_said_is_said(story: Farmer, may: Call) -> None:
    assert story("farmer request ask-target r1 --on 2026-06-10").status == 0
    step = {"do": "target-said", "request": "r1", "answer": "later", "until": "2026-09-01"}
    words = asked(may, "request", token=token_of(may, request=step)).question.words
    assert words.endswith("on 15 Jun 2026: not now, but from 1 Sep 2026 on.")
    yes = {"do": "target-said", "request": "r1", "answer": "yes"}
    words = asked(may, "request", token=token_of(may, request=yes)).question.words
    assert words.endswith(": it is welcome.")


@pytest.mark.parametrize("tool", ["record", "request"])
def test_a_yes_writes_what_was_asked_and_a_no_throws_it_away(
    tool: str, story: Farmer, may: Call, ledger: Path
) -> None:
    what: dict[str, Any] = (
        {"people": people("Ana")}
        if tool == "record"
        else {"request": {"do": "decline", "request": "r1"}}
    )
    before = edition(ledger)
    token = token_of(may, **what)
    refused = may(tool, {asked(may, tool, token=token).key: NO}, token=token)
    assert (refused.is_refused, refused.told["code"]) == (True, "declined")
    assert may(tool, token=token).told["code"] == "no-preview"
    assert edition(ledger) == before
    token = token_of(may, **what)
    assert not may(tool, {asked(may, tool, token=token).key: YES}, token=token).is_refused
    assert edition(ledger) != before
    assert may(tool, token=token).told["code"] == "no-preview"


@pytest.mark.parametrize("action", ["cancel", "", "yes", "ACCEPT"])
def test_what_is_neither_writes_nothing_and_may_be_asked_again(
    action: str, may: Call, ledger: Path
) -> None:
    before = edition(ledger)
    token = token_of(may, people=people("Ana"))
    first = asked(may, "record", token=token)
    refused = may("record", {first.key: Response(action, {})}, token=token).told
    assert refused["code"] == "unanswered"
    assert "only on a yes" in refused["hint"]
    # What was answered once is not answered again.
    assert may("record", {first.key: YES}, token=token).told["code"] == "unanswered"
    assert edition(ledger) == before
    again = asked(may, "record", token=token)
    assert not may("record", {again.key: YES}, token=token).is_refused


def test_only_what_was_asked_is_agreed_to(may: Call, ledger: Path) -> None:
    """An answer that nobody asked for, to an earlier question, of other names or another tool."""
    before = edition(ledger)
    token = token_of(may, people=people("Bo"))
    other = token_of(may, people=people("Ana"))
    c2, c3 = ([{"name": "Bo", "means": means}] for means in ("c2", "c3"))
    assert may("record", {"x": YES}, token=token, settled=c2).told["code"] == "unanswered"
    first = asked(may, "record", token=token, settled=c2)
    asked(may, "record", token=token, settled=c2)
    for answers in ({first.key: YES}, {"": YES}):
        assert may("record", answers, token=token, settled=c2).told["code"] == "unanswered"
    key = asked(may, "record", token=token, settled=c2).key
    for changed in ({"settled": c3}, {"settled": c2, "token": other}, {}):
        told = may("record", {key: YES}, **{"token": token, **changed}).told
        assert told["code"] == "unanswered"
    key = asked(may, "record", token=token, settled=c2).key
    both = {key: YES, "x": YES}
    assert may("record", both, token=token, settled=c2).told["code"] == "unanswered"
    assert may("request", {key: YES}, token=token).told["code"] == "unanswered"
    assert edition(ledger) == before


def test_whom_a_name_means_may_be_chosen(may: Call) -> None:
    """With all that tells them apart; what the assistant settled is not asked again."""
    token = token_of(may, people=people("Bo", "Ana Ruis", "Ana"))
    question = asked(may, "record", token=token).question
    assert question.form == {
        "type": "object",
        "properties": {
            "name_1": {
                "type": "string",
                "title": "Whom “Bo” means",
                "enum": ["Bo Li (c2), last talk 2 Mar 2026", "Bo Ek (c3), no talk recorded"],
            },
            "name_2": {
                "type": "string",
                "title": "Whom “Ana Ruis” means",
                "enum": ["Ana Ruiz (c1), last talk 4 May 2026", "Somebody new"],
            },
        },
        "required": ["name_1", "name_2"],
    }
    assert "- “Bo”, whom you choose: meeting" in question.words
    new = [{"name": "Ana Ruis", "means": "new"}]
    pending = asked(may, "record", token=token, settled=new)
    assert list(pending.question.form["properties"]) == ["name_1"]
    assert "- “Ana Ruis”, who is new: meeting" in pending.question.words
    answer = Response("accept", {"name_1": "Bo Ek (c3), no talk recorded"})
    told = may("record", {pending.key: answer}, token=token, settled=new).told
    assert [each["person"]["name"] for each in told["written"]] == ["Bo Ek", "Ana Ruis", "Ana Ruiz"]


junk = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.sampled_from(["c3", "new", "Bo Ek", "Somebody new", "x" * 100_000]), st.lists(st.text()),
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.dictionaries(st.sampled_from(["name_1", "name_2", "settled", "token"]), junk),
    action=st.sampled_from(["accept", "accept ", "cancel"]),
)
def test_no_answer_but_those_that_were_shown_is_one(
    content: dict[str, Any], action: str, may: Call, ledger: Path
) -> None:
    before = edition(ledger)
    token = token_of(may, people=people("Bo"))
    pending = asked(may, "record", token=token)
    refused = may("record", {pending.key: Response(action, content)}, token=token)
    assert refused.told["code"] == "unanswered"
    assert edition(ledger) == before


def test_nobody_is_asked_about_what_would_be_refused(
    story: Farmer, may: Call, ledger: Path
) -> None:
    assert may("record", token="x").told["code"] == "no-preview"
    token = token_of(may, people=people("Bo"))
    strange = [{"name": "Cy", "means": "new"}]
    assert may("record", token=token, settled=strange).told["code"] == "invalid-value"
    wrong = [{"name": "Bo", "means": "c1"}]
    assert may("record", token=token, settled=wrong).told["code"] == "ambiguous"
    late = may("record", token=token, after=timedelta(minutes=16))
    assert late.told["code"] == "no-preview"
    token = token_of(may, people=people("Ana"))
    key = asked(may, "record", token=token).key
    story("farmer tag Ana @golf")
    assert may("record", token=token).told["code"] == "no-preview"
    # The same where it was changed while somebody was asked.
    assert isinstance(may("record", {key: YES}, token=token), Reply)
    token = token_of(may, people=people("Ana"))
    key = asked(may, "record", token=token).key
    story("farmer tag Ana @chess")
    before = edition(ledger)
    assert may("record", {key: YES}, token=token).told["code"] == "no-preview"
    assert edition(ledger) == before


def test_an_answer_that_comes_too_late_writes_nothing(may: Call, ledger: Path) -> None:
    before = edition(ledger)
    token = token_of(may, people=people("Ana"))
    key = asked(may, "record", token=token).key
    late = may("record", {key: YES}, token=token, after=timedelta(minutes=16))
    assert late.told["code"] == "no-preview"
    assert edition(ledger) == before


def test_of_too_many_nobody_is_asked_to_choose(story: Farmer, may: Call) -> None:
    for number in range(10):
        story(f'farmer add "Zoe {"abcdefghij"[number] * 3}berg"')
    told = may("record", token=token_of(may, people=people("Zoe"))).told
    assert told["code"] == "ambiguous"


def test_whoever_is_private_is_in_no_choice(story: Farmer, may: Call) -> None:
    story("farmer tag c2 @private")
    told = may("preview", people=people("Bo")).told
    assert told["code"] == "not-here"
    story('farmer add "Bo Moe"')
    assert may("preview", people=people("Bo")).told["code"] == "not-here"


def test_a_tool_that_asks_nothing_is_answered_at_once(may: Call) -> None:
    assert may("check", person="Ana").told["verdict"] == "not yet"
    assert may("check", {"x": NO}, person="Ana").told["verdict"] == "not yet"
    assert may("nonsense", {"x": NO}).told["code"] == "no-tool"
    told = may("record", {"x": YES}, token=7).told
    assert told["code"] == "invalid-value"


def test_what_is_asked_is_forgotten_with_its_preview(may: Call, session: Session) -> None:
    for _ in range(30):
        asked(may, "record", token=token_of(may, people=people("Ana")))
    assert session.pending.keys() == session.previews.keys()
    assert len(session.pending) == 20
