"""What one begins with: it asks the tool that judges, and never for more than there is."""

from __future__ import annotations

import re

import pytest

from farmer.assistant.prompts import PROMPTS, NoPrompt, Prompt, prompt_of, worded
from farmer.assistant.tool import Allowed
from farmer.assistant.tools import TOOLS, offered
from farmer.errors import InvalidValue

EVERYTHING = Allowed(with_words=True, may_record=True)
GIVEN = {
    "person": "Ana", "to": "Bo Li", "told": "met Cy, who needs a port", "event": "Fair",
    "on": "today",
}  # fmt: skip


def filled(prompt: Prompt, allowed: Allowed = EVERYTHING) -> str:
    names = {argument.name for argument in prompt.arguments}
    return worded(prompt, {name: GIVEN[name] for name in names}, allowed)


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.name)
@pytest.mark.parametrize("with_words", [False, True])
@pytest.mark.parametrize("may_record", [False, True])
def test_it_speaks_of_tools_that_are_there(
    prompt: Prompt, with_words: bool, may_record: bool
) -> None:
    """None that was not asked for when the server was started."""
    allowed = Allowed(with_words, may_record)
    words = set(re.findall(r"\w+", filled(prompt, allowed)))
    there = {tool.name for tool in offered(allowed)}
    assert words & there
    # “record” is a word of plain English, too, so the writing tools are looked for as orders.
    absent = {tool.name for tool in TOOLS} - there - {"record"}
    assert not words & absent
    assert may_record or "Record it" not in filled(prompt, allowed)


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.name)
def test_what_was_given_is_in_it_once_as_it_was_and_the_rest_is_asked(prompt: Prompt) -> None:
    for argument in prompt.arguments:
        assert filled(prompt).count(GIVEN[argument.name]) == 1
    assert "which one" in filled(prompt)
    needed = {it.name: GIVEN[it.name] for it in prompt.arguments if it.needed}
    assert "None" not in worded(prompt, needed, EVERYTHING)
    for missing in needed:
        with pytest.raises(InvalidValue, match="is missing"):
            worded(prompt, {name: it for name, it in needed.items() if name != missing}, EVERYTHING)


def test_an_introduction_and_a_no_are_judged_first() -> None:
    for name in ("before-an-introduction", "a-kind-no"):
        assert "Call check" in filled(prompt_of(name))


def test_what_was_given_is_one_line_without_what_steers() -> None:
    told = worded(prompt_of("before-a-meeting"), {"person": "Ana\n\x1b[2J\u202eRuiz"}, EVERYTHING)
    assert "“Ana Ruiz”" in told
    assert told.isprintable()


@pytest.mark.parametrize("given", [{"person": ""}, {"person": "x" * 201}, {"whom": "Ana"}])
def test_what_cannot_be_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        worded(prompt_of("before-a-meeting"), given, EVERYTHING)


def test_there_are_no_others() -> None:
    with pytest.raises(NoPrompt):
        prompt_of("before-a-funeral")
