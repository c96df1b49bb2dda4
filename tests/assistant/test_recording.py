"""What an assistant records: seen first, exactly that, marked as its own, and taken back."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farmer.assistant.session import Session
from farmer.assistant.told import as_json
from farmer.assistant.tool import Allowed, Bench
from farmer.assistant.tools import Reply, call, offered
from farmer.ledger import open_ledger
from tests.assistant.conftest import Ask, desk_at
from tests.conftest import Farmer

Record = Callable[..., Reply]
EVERYTHING = Allowed(with_words=True, may_record=True)


@pytest.fixture
def may(ask: Ask) -> Record:
    """Calls a tool of a server that was started to record."""

    def ask_tool(name: str, **arguments: Any) -> Reply:
        return ask(name, may_record=True, **arguments)

    return ask_tool


def edition(ledger: Path) -> str:
    with open_ledger(str(ledger), {}).reading() as reader:
        return reader.edition()


def people(*named: str) -> list[dict[str, Any]]:
    return [{"name": name} for name in named]


def test_writing_tools_are_there_only_to_record(story: Farmer, ask: Ask) -> None:
    assert {tool.name for tool in offered(EVERYTHING)} - {
        tool.name for tool in offered(Allowed(with_words=True))
    } == {"record", "request", "undo"}
    assert "token" not in ask("preview", people=people("Ana")).told
    for name, arguments in (("record", {"token": "x"}), ("undo", {"change": 1})):
        assert ask(name, **arguments).told["code"] == "no-tool"


def test_a_preview_says_of_each_name_whom_it_means_and_writes_nothing(
    story: Farmer, may: Record, ledger: Path
) -> None:
    before = edition(ledger)
    told = may(
        "preview",
        people=[
            {"name": "Ana", "by": "them", "facts": ["kept"], "promised": ["a map by friday"]},
            *people("Bo", "Ana Ruis", "Zoltan Farkas"),
        ],
        event="Chamber mixer",
    ).told
    ana, several, near, new = told["people"]
    assert (ana["status"], ana["person"]) == ("known", {"id": "c1", "name": "Ana Ruiz"})
    assert (ana["kind"], ana["by"], ana["facts"]) == ("event", "them", ["kept"])
    assert ana["promises"] == [{"said": "a map", "due": "2026-06-19"}]
    assert (several["status"], len(several["candidates"])) == ("several", 2)
    assert (near["status"], near["candidates"][0]["id"]) == ("near", "c1")
    assert (new["status"], "candidates" in new) == ("new", False)
    assert edition(ledger) == before


def test_what_was_previewed_is_recorded_marked_and_taken_back(
    story: Farmer, may: Record, ledger: Path
) -> None:
    with open_ledger(str(ledger), {}).reading() as reader:
        before = list(reader.statements())
    token = may(
        "preview", people=[{"name": "Ana", "facts": ["kept"]}, *people("Zoltan Farkas")]
    ).told["token"]
    told = may("record", token=token).told
    assert [each["person"]["name"] for each in told["written"]] == ["Ana Ruiz", "Zoltan Farkas"]
    assert [each["name"] for each in told["added"]] == ["Zoltan Farkas"]
    assert story("farmer undo history --limit 1").rows[0][2].endswith(", by assistant")
    (step,) = story("farmer undo history --limit 1 --json").data["changes"]
    assert step["words"].endswith(", by assistant")
    # How much of a verdict rests on it is said everywhere.
    checked = story("farmer check Ana --json").data["asker"]["dictated"]
    assert (checked["contacts_by_assistant"], checked["facts_by_assistant"]) == (1, 1)
    assert may("check", person="Ana").told["by_assistant"][0]["contacts"] == 1
    assert "Partly recorded by an assistant" in story("farmer check Ana --pretty").out
    why = " ".join(story("farmer check Ana --why --pretty").out.split())
    assert "were recorded by an assistant; without them: not yet" in why
    assert any(row[1] == "by-assistant" for row in story("farmer check Ana").rows)
    assert "by assistant" in story("farmer show Ana --pretty").out
    assert "added by an assistant" in story("farmer show Zoltan --pretty").out
    # A token is good once, and a change is taken back once.
    assert may("record", token=token).told["code"] == "no-preview"
    assert may("undo", change=told["change"]).told["rows"] > 0
    with open_ledger(str(ledger), {}).reading() as reader:
        assert list(reader.statements()) == before
    assert may("undo", change=told["change"]).is_refused


def test_it_is_taken_back_where_somebody_is_private_too(story: Farmer, may: Record) -> None:
    """Or only known of: they are in no answer, and in the way of none."""
    story("farmer tag c2 @private")
    story('farmer link Ana "Eve Port" --new')
    change = may("record", token=may("preview", people=people("Ana")).told["token"]).told["change"]
    story("farmer tag c2 @golf")
    assert may("undo", change=change).told["code"] == "not-newest"
    story("farmer undo")
    assert may("undo", change=change).told["rows"] > 0
    change = may("record", token=may("preview", people=people("Ana")).told["token"]).told["change"]
    story("farmer forget c2 --yes")
    refused = may("undo", change=change).told
    assert refused["code"] == "conflict"
    assert "Bo Li" not in as_json(refused)


def test_only_the_newest_change_and_only_its_own_is_taken_back(story: Farmer, may: Record) -> None:
    assert may("undo", change=1).told["code"] == "not-found"
    token = may("preview", people=people("Ana")).told["token"]
    change = may("record", token=token).told["change"]
    story("farmer tag Ana @golf")
    assert may("undo", change=change).told["code"] == "not-newest"
    story("farmer undo")
    assert not may("undo", change=change).is_refused


def test_a_preview_holds_until_the_ledger_changes(story: Farmer, may: Record, ledger: Path) -> None:
    """Whoever changed it, and whatever it was."""
    token = may("preview", people=people("Ana")).told["token"]
    story("farmer tag Ana @golf")
    before = edition(ledger)
    refused = may("record", token=token).told
    assert refused["code"] == "no-preview"
    assert "preview again" in refused["hint"]
    assert edition(ledger) == before


def test_a_preview_expires_and_dies_with_its_server(story: Farmer, ledger: Path) -> None:
    session = Session()
    later = desk_at(ledger)._replace(now=desk_at(ledger).now + timedelta(minutes=16))

    def told(name: str, desk: Any, session: Session, **arguments: Any) -> dict[str, Any]:
        bench = Bench(desk, EVERYTHING, session)
        return call(name, arguments, lambda: bench, EVERYTHING).told

    first = told("preview", desk_at(ledger), session, people=people("Ana"))["token"]
    assert told("record", desk_at(ledger), Session(), token=first)["code"] == "no-preview"
    assert told("record", later, session, token=first)["code"] == "no-preview"
    second = told("preview", desk_at(ledger), session, people=people("Ana"))["token"]
    assert "written" in told("record", desk_at(ledger), session, token=second)


def test_a_name_that_may_mean_several_is_settled_by_the_user(story: Farmer, may: Record) -> None:
    """It is refused with whom it may mean, and the preview stays good until it is settled."""
    token = may("preview", people=people("Bo", "Ana Ruis")).told["token"]
    refused = may("record", token=token).told
    assert refused["code"] == "ambiguous"
    assert {each["id"] for each in refused["candidates"]} == {"c2", "c3"}
    assert "do not choose" in refused["hint"]
    for means in ("c1", "new", "Bo Li", "c99"):
        settled = [{"name": "Bo", "means": means}, {"name": "Ana Ruis", "means": "new"}]
        assert may("record", token=token, settled=settled).told["code"] == "ambiguous"
    strange = [{"name": "Cy", "means": "new"}]
    assert may("record", token=token, settled=strange).told["code"] == "invalid-value"
    settled = [{"name": "Bo", "means": "c3"}, {"name": "Ana Ruis", "means": "new"}]
    told = may("record", token=token, settled=settled).told
    assert [each["person"]["name"] for each in told["written"]] == ["Bo Ek", "Ana Ruis"]


@pytest.mark.parametrize("typed", ["Bo Li", "bo li", "Bo", "Bo Lii", "bo@li.example", "Eve Port"])
def test_whoever_is_not_there_is_refused_and_never_new(
    typed: str, story: Farmer, may: Record, ledger: Path
) -> None:
    """Private, or only known of; by whatever name, and by one that is nearly theirs."""
    story("farmer tag c2 @private")
    story('farmer link Ana "Eve Port" --new')
    before = edition(ledger)
    for sent in ({"people": people("Ana", typed)}, {"line": f"lunch with Ana and {typed}"}):
        refused = may("preview", **sent).told
        assert refused["code"] in ("not-here", "not-found", "invalid-value"), refused
        assert "Bo Li" not in as_json(refused).replace(f"“{typed}”", "")
        assert "candidates" not in refused
    assert may("preview", people=people("c2")).told["code"] == "not-found"
    assert edition(ledger) == before


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"people": people("Ana"), "line": "lunch with Ana"},
        {"people": []},
        {"people": people(*"abcdefghi")},
        {"people": ["Ana"]},
        {"people": [{"name": "Ana", "anyway": True}]},
        {"people": [{"name": "Ana", "kind": "marriage"}]},
        {"people": [{"name": "Ana", "facts": ["nonsense"]}]},
        {"people": [{"name": "Ana", "facts": [7]}]},
        {"people": people("Ana"), "on": "tomorrow"},
        {"line": "lunch with @chapter"},
        {
            "people": [{"name": "Ana", "kind": "call"}, {"name": "Bo Ek", "kind": "email"}],
            "event": "Harbour night",
        },
    ],
)
def test_what_cannot_be_recorded_is_refused_at_once(
    sent: dict[str, Any], story: Farmer, may: Record
) -> None:
    assert may("preview", **sent).told["code"] in ("invalid-value", "not-found")


# As it is sent, and as the same is typed.
Evening = tuple[dict[str, Any], str]
EVENINGS: list[Evening] = [
    ({"people": people("Ana")}, "log Ana"),
    ({"line": "yesterday: lunch with Ana and Bo Ek, they called"},
     'log "yesterday: lunch with Ana and Bo Ek, they called"'),
    ({"line": "Ana: needs a port; kept"}, 'log "Ana: needs a port; kept"'),
    ({"people": people("Ana", "Bo Ek"), "event": "Harbour night"},
     'log Ana "Bo Ek" --at "Harbour night"'),
    ({"people": [{"name": "Ana", "said": "a new office"}], "on": "2026-06-01"},
     'log Ana --note "a new office" --on 2026-06-01'),
    ({"people": [{"name": "Ana", "kind": "call", "by": "them"}]}, "log Ana --kind call --by them"),
    ({"people": [{"name": "Ana", "facts": ["kept", "seen"]}]}, "log Ana --fact kept --fact seen"),
    ({"people": [{"name": "Ana", "promised": ["a map by friday"]}]},
     'log Ana --promised "a map by friday"'),
    ({"people": people("Zoltan Farkas")}, 'log "Zoltan Farkas" --new'),
    ({"people": [{"name": "Zoltan Farkas", "company": "Mill"}], "event": "Fair"},
     'log "Zoltan Farkas (Mill)" --at Fair --new'),
    ({"people": people("c2", "Zoltan Farkas"), "event": "Chamber mixer", "on": "2026-03-02"},
     'log c2 "Zoltan Farkas" --at "Chamber mixer" --on 2026-03-02 --new'),
    ({"line": "coffee with Ana on 3 June; Ana promised the plans by monday"},
     'log "coffee with Ana on 3 June; Ana promised the plans by monday"'),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(EVENINGS)))
def test_an_evening_dictated_is_the_evening_typed(
    number: int, story: Farmer, may: Record, ledger: Path, tmp_path: Path
) -> None:
    """Of every table every row, but for where it came from."""
    sent, typed = EVENINGS[number]
    other = tmp_path / "typed.db"
    other.write_bytes(ledger.read_bytes())
    outcome = story(f"farmer {typed} --ledger {other}")
    assert outcome.status == 0, outcome.err
    previewed = may("preview", **sent).told
    assert not may("record", token=previewed["token"]).is_refused
    assert rows(ledger) == rows(other)


def optional(name: str, *values: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(st.just({}), st.sampled_from(values).map(lambda value: {name: value}))


@st.composite
def evenings(draw: st.DrawFn) -> Evening:
    """An evening as it is sent, and as it is typed: all who were there are told of alike."""
    whom = draw(
        st.lists(st.sampled_from(["Ana", "Bo Ek", "c2", "Zoltan Farkas", "Mira Quill"]),
                 min_size=1, max_size=4, unique=True)
    )  # fmt: skip
    of_each = {
        **draw(optional("kind", "call", "meal", "letter", "attempt", "planned")),
        **draw(optional("by", "me", "them", "both")),
        **draw(optional("facts", ["kept"], ["seen", "gave"])),
        **draw(optional("promised", ["a map by friday"], ["the plans"])),
        **draw(optional("said", "a new office", "a boat; kept", "ärgert sich über “Lärm”")),
    }
    of_all = {
        **draw(optional("event", "Harbour night", "Chamber mixer")),
        **draw(optional("on", "yesterday", "2026-03-02", "3 days ago")),
    }
    words = [*whom, "--new"]
    for name, option in (("kind", "--kind"), ("by", "--by"), ("said", "--note")):
        words += [option, of_each[name]] if name in of_each else []
    for name, option in (("facts", "--fact"), ("promised", "--promised")):
        words += [word for each in of_each.get(name, ()) for word in (option, each)]
    for name, option in (("event", "--at"), ("on", "--on")):
        words += [option, of_all[name]] if name in of_all else []
    everybody = [{"name": name, **of_each} for name in whom]
    return {"people": everybody, **of_all}, shlex.join(["log", *words])


@pytest.fixture
def begun(story: Farmer, ledger: Path) -> Path:
    """The ledger as it is before an evening."""
    return Path(shutil.copy(ledger, ledger.with_name("begun.db")))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(evening=evenings())
def test_whatever_is_dictated_is_what_is_typed(
    evening: Evening, story: Farmer, may: Record, ledger: Path, begun: Path
) -> None:
    """Recorded, refused, and taken back alike; what is recorded differs in its mark alone."""
    sent, typed = evening
    other = ledger.with_name("typed.db")
    for place in (ledger, other):
        place.write_bytes(begun.read_bytes())
    outcome = story(f"farmer {typed} --ledger {other} --json")
    previewed = may("preview", **sent).told
    if outcome.status:
        assert previewed["code"] == outcome.envelope["error"]["code"]
        return
    told = may("record", token=previewed["token"]).told
    assert rows(ledger) == rows(other)
    assert may("undo", change=told["change"]).told["rows"] > 0
    assert story(f"farmer undo --ledger {other}").status == 0
    assert rows(ledger) == rows(other)


def rows(ledger: Path) -> dict[str, list[dict[str, Any]]]:
    """Everything that is recorded, without its source."""
    from tests.ledger.making import tables_of

    with open_ledger(str(ledger), {}).reading() as reader:
        return {
            name: [{key: value for key, value in row.items() if key != "source"} for row in found]
            for name, found in tables_of(reader).items()
        }
