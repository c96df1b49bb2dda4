"""What holds for every short answer: eight lines, nothing untrue, and a way that leads there."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from farmer.dates import parse_date
from farmer.model import REQUESTER, ROLES, TARGET, Contact, Fact, Role, Touch
from farmer.plain import to_plain
from farmer.render.check import view
from farmer.render.terminal import Screen
from farmer.scoring import assess
from farmer.scoring.plan_words import say_plan
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.judge.check import Checked, check
from farmer.wording import THEY, say_number, say_times
from tests.fakes import FakeLedger
from tests.strategies import AS_OF, History, histories, names

NOW = datetime.combine(AS_OF, datetime.min.time(), UTC).replace(hour=12)
LONG = "Maximiliane Freifrau von Oppenheim-Schwarzenberg-Sondershausen"
HOSTILE = (
    *("J", "[/b] [vip]", "(forgotten)", LONG, LONG.replace(" ", "\u00a0"), "W" * 200, "Ana " * 49),
    *(
        "محمد بن عبد الله",
        "田中太郎左衛門尉源朝臣信長",
        "👩‍👩‍👧‍👦 Family",
        "Zo\u0301\u0302\u0303e",
        "not yet",
    ),
    *("c1", "@chapter", "--why", 'Al "Bo" Cy', "{who} {whom}", "Joe", "Joe Marsh", "Joe Ek"),
)
NUMBERS = {say_number(number): number for number in range(13)}
OFTEN = {"": 1, **{say_times(n): n for n in range(2, 10)}}


def desk_of(**people: tuple[str, History]) -> Desk:
    """A desk with a ledger of those people, each with all that was recorded of them."""
    desk = Desk(FakeLedger(), AS_OF, NOW, lambda _words: None, Settings())
    with desk.changing("invent people") as change:
        for name, history in people.values():
            whose = change.add_contact(Contact(name, added_on=AS_OF))
            for touch in history.touches:
                change.add_touch(whose, touch)
            for fact in history.facts:
                change.add_fact(whose, fact)
    return desk


def shown(checked: Checked, *, columns: int = 80, why: bool = False) -> list[str]:
    """What a terminal of so many columns shows."""
    said = StringIO()
    with mock.patch.dict(os.environ, COLUMNS=str(columns)), redirect_stdout(said):
        view(why=why).draw(checked, Screen("never", blocks=True))
    return [line.rstrip() for line in said.getvalue().splitlines()]


def flat(lines: list[str]) -> str:
    """Lines as they were before they were wrapped."""
    return " ".join(line.strip() for line in lines)


pairs = st.tuples(histories(), histories())
called = st.one_of(st.sampled_from(HOSTILE), names())


@settings(max_examples=60)
@given(pairs, st.tuples(called, called).filter(lambda both: both[0] != both[1]), st.booleans())
def test_a_short_answer_has_eight_lines_and_says_what_is_so(
    pair: tuple[History, History], both: tuple[str, str], alone: bool
) -> None:
    """Whatever the names and histories are; nothing that it says is otherwise in the envelope."""
    desk = desk_of(one=(both[0], pair[0]), other=(both[1], pair[1]))
    role = pair[0].role if alone else REQUESTER
    checked = check(desk, "c1", to=None if alone else "c2", role=role, as_of=AS_OF, in_words=True)
    lines = shown(checked)
    assert len(lines) <= 8, lines
    assert all(cell_len(line) <= 80 for line in lines)
    told = json.loads(json.dumps(to_plain(checked)))
    agrees(flat(lines), told)


def agrees(said: str, told: dict[str, object]) -> None:
    """The verdict, scores, day and reply that are shown are those that programs are told."""
    sides = [side for side in (told["asker"], told["target"]) if isinstance(side, dict)]
    assert f": {told['verdict']}" in said
    for side in sides:
        assert f"{int(side['assessment']['score'] + 1e-9)}/100" in said
    days = [day(found) for found in re.findall(r"[, ](\d+ \w+(?: \d{4})?) at the soonest", said)]
    assert days in ([], [told["farmed_on"]])
    assert "no short way" not in said or told["farmed_on"] is None
    reply = told["brief"]["reply"]  # type: ignore[index]
    assert f"“{reply}”" in said
    for about in re.findall(r"about (\d+ \w+(?: \d{4})?)", said):
        assert day(about) in {side["steps"][0]["on"] for side in sides if side["steps"]}


def day(said: str) -> str:
    """A day as it is said, in the future."""
    return parse_date(said, AS_OF, ahead=True).isoformat()


@pytest.mark.parametrize("columns", [20, 60, 140])
def test_nothing_is_wider_than_the_terminal(columns: int) -> None:
    """Nor cut, where a name is no longer than 40 letters."""
    name, history = LONG[:40], History((Touch(AS_OF, "meeting"),), ())
    desk = desk_of(one=(name, history), other=("田" * 20, history))
    for why in (False, True):
        lines = shown(
            check(desk, "c1", to="c2", as_of=AS_OF, in_words=True), columns=columns, why=why
        )
        assert all(cell_len(line) <= columns for line in lines)
        assert "".join(name.split()) in "".join("".join(lines).split())


@settings(max_examples=60)
@given(histories(), st.sampled_from(ROLES))
def test_whoever_follows_a_printed_plan_comes_to_farmed(history: History, role: Role) -> None:
    """Day by day as it is printed; and by the words alone, spread evenly up to the soonest day."""
    checked = check(
        desk_of(one=("Joe Marsh", history)), "Joe", role=role, as_of=AS_OF, in_words=True
    )
    lines = shown(checked, columns=200, why=True)
    way = next((line for line in lines if line.startswith("The way: ")), None)
    if way is None:
        assert checked.verdict == "farmed" or checked.farmed_on is None
        return
    said = re.fullmatch(r"The way: farmed on (.+) \(\d+ days?\) by (.+)\.", way)
    assert said
    end = parse_date(said[1], AS_OF)
    before = (
        [touch for touch in history.touches if touch.on <= AS_OF],
        [fact for fact in history.facts if fact.on <= AS_OF],
    )
    for touches, facts in (printed(lines[lines.index(way) + 1 :]), spoken(said[2], end)):
        judged = assess([*before[0], *touches], [*before[1], *facts], end, role)
        assert judged.verdict == "farmed", way


def printed(lines: list[str]) -> tuple[list[Touch], list[Fact]]:
    """The steps of a plan as somebody reads them: a day, what to do, and what records it."""
    rows = [re.fullmatch(r"  (\d+ \w+ \d{4})? +(\S.*)", line) for line in lines]
    steps: list[tuple[date, str]] = []
    records: dict[str, str] = {}
    for row in rows:
        if row is None:
            break
        if row[1]:
            steps.append((parse_date(row[1], AS_OF), row[2]))
        else:
            records[steps[-1][1]] = row[2]
    return recorded([(on, records[what]) for on, what in steps])


def recorded(steps: list[tuple[date, str]]) -> tuple[list[Touch], list[Fact]]:
    """What those commands record when they are typed on their days."""
    touches, facts = [], []
    for on, command in steps:
        word, who = command.split()[1], command.split()[-1]
        if word == "log":
            touches.append(Touch(on, "meeting", "me" if who == "me" else "them"))
        else:
            what = f"work:{who}" if who in ("seen", "used", "vouched") else who.replace("-", "_")
            facts.append(Fact(on, what))
    return touches, facts


DEEDS = {
    "let them put it right": "made_right",
    "help them": "gave",
    "look at their work": "work:seen",
    "ask somebody who has used them": "work:vouched",
    "use their service": "work:used",
    "accept help from them": "got",
}


def spoken(words: str, end: date) -> tuple[list[Touch], list[Fact]]:
    """What a plan said in words comes to: talks from a week on, deeds in the last weeks of it."""
    touches: list[Touch] = []
    facts: list[Fact] = []
    for part in words.split("; "):
        if " talk" in part:
            touches = list(talks(part, end))
            continue
        kept = re.fullmatch(r"let them keep (\w+) small promises?", part)
        if kept:
            what, number = "kept", NUMBERS[kept[1]]
        else:
            deed = next(deed for deed in DEEDS if part.startswith(deed))
            what, number = DEEDS[deed], OFTEN[part.removeprefix(deed).strip()]
        facts += [Fact(end - timedelta(7 * back), what) for back in range(number)]
    return touches, facts


def talks(part: str, end: date) -> Iterator[Touch]:
    """The talks of a plan, evenly from a week on to its end; a single one on its last day."""
    number = NUMBERS[part.split()[0]]
    theirs = re.search(r"(?:(all) |the last (\w+) )?for them to begin", part)
    last = 0 if not theirs else number if theirs[1] or not theirs[2] else NUMBERS[theirs[2]]
    if number > 1:
        apart = re.search(r"about (a|\w+) weeks? apart", part)
        assert apart
        weeks = 1 if apart[1] == "a" else NUMBERS[apart[1]]
        real = ((end - AS_OF).days - 7) / (number - 1)
        assert abs(real - 7 * weeks) <= 3.5
    for index in range(number):
        since = 7 + ((end - AS_OF).days - 7) * index // max(1, number - 1)
        on = AS_OF + timedelta(since) if number > 1 else end
        yield Touch(on, "meeting", "them" if index >= number - last else "me")


def test_a_plan_is_said_as_a_person_would() -> None:
    """Numbers in words, what to give before what to take, and nothing that is not in it."""
    stranger = assess([Touch(AS_OF, "event", "them", 3, 2, 0)], [], AS_OF, TARGET)
    assert stranger.plan is not None
    assert say_plan(stranger.plan, THEY) == (
        "six talks, about five weeks apart, the last two for them to begin; help them three times"
    )
