"""The command recall, which asks for what it was not told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from farmer.cli.answers import answer
from farmer.cli.options import DryRun, Json, Ledger, Who, Yes
from farmer.cli.questions import confirm, may_ask, settled
from farmer.cli.world import desk, tell
from farmer.errors import ExitStatus, InvalidValue
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.scoring.recalled import Answers
    from farmer.tasks.desk import Desk
    from farmer.tasks.record.recall import OnRecord, Recalled


def recall(
    who: Who,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="WHEN", help="Since when you know each other: 2015."),
    ] = None,
    talks: Annotated[
        str | None,
        typer.Option(
            "--talks",
            metavar="TEXT",
            help="How often and how you talked in the last year and a half: “every two months, "
            "coffee”, “6 times, call, by both”.",
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--last", metavar="WHEN", help="When you talked last: “3 May, coffee”."),
    ] = None,
    work: Annotated[
        str | None,
        typer.Option(
            "--work", metavar="TEXT", help="Their work: told, vouched, seen, used, “used twice”."
        ),
    ] = None,
    gave: Annotated[
        list[str] | None,
        typer.Option("--gave", metavar="TEXT", help="Something you did for them. Repeats."),
    ] = None,
    got: Annotated[
        list[str] | None,
        typer.Option("--got", metavar="TEXT", help="Something they did for you. Repeats."),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Record from memory what was before farmer: five short questions.

    Only what you tell, marked as from memory, in one change. Import first: files know better.
    """
    from farmer.render.recall import view
    from farmer.scoring.recalled import Answers
    from farmer.tasks.record import recall as task

    at = desk(ledger)
    told = _told(at, since=since, talks=talks, last=last, work=work, gave=gave, got=got)
    past = settled([who], lambda names, _new: task.look_back(at, names[0]), json=json)
    if told == Answers() and may_ask(json=json):
        told = ask_about(at, past)
    proposed = task.propose(at, past, told)
    if why := task.unrecorded(past, told, at.today):
        tell(why)
    if proposed.replaced:
        tell(proposed.said_replaced)
    if dry_run:
        answer(proposed, view(reviewed=False), json=json)
        return ExitStatus.DONE
    reviewed = not (yes or proposed.is_empty)
    if reviewed:
        _review(proposed, json=json)
    answer(task.recall(at, past, told), view(reviewed=reviewed), json=json)
    return ExitStatus.DONE


class _Question(NamedTuple):
    """One of the five: what is asked, the prompt, how the answer is read, and what is offered."""

    words: str
    prompt: str
    read: Callable[[str], Mapping[str, Any]]
    choices: Sequence[str] = ()
    default: str = ""


def _told(
    at: Desk, *, gave: Sequence[str] | None, got: Sequence[str] | None, **said: Any
) -> Answers:
    """The answers that were given as options."""
    from farmer.scoring.recalled import Answers
    from farmer.tasks.record.recall_answers import worded

    read = {question: each.read for question, each in _questions(at, None).items()}
    fields: dict[str, Any] = {"gave": worded(gave or ()), "got": worded(got or ())}
    for name, text in said.items():
        if text is not None:
            fields |= read[name](text)
    return Answers(**fields)


def _questions(at: Desk, past: OnRecord | None) -> dict[str, _Question]:
    """The five questions, by the option that answers each; with what the ledger knows already."""
    from farmer.tasks.record import recall_answers as answers

    seen = answers.Seen(at.today, at.settings.region)

    def last(text: str) -> Mapping[str, Any]:
        when, how = answers.parse_last(text, seen)
        return {"last": when, "last_kind": how}

    def favours(text: str) -> Mapping[str, Any]:
        gave, got = answers.parse_favours(text)
        return {"gave": gave, "got": got}

    since_known = say_date(past.since) if past and past.since else ""
    last_known = say_date(past.last) if past and past.last else ""
    return {
        "since": _Question(
            f"1. Since when do you know each other? ({answers.SINCE_FORMS})",
            "Since: ",
            lambda text: {"since": answers.parse_since(text, seen)},
            default=since_known,
        ),
        "talks": _Question(
            f"2. How did you talk in the last year and a half? ({answers.TALKS_FORMS})",
            "How often, and how: ",
            lambda text: {"talks": answers.parse_talks(text)},
            answers.RHYTHMS,
        ),
        "last": _Question(
            f"3. When did you talk last? ({answers.LAST_FORMS})",
            "Last: ",
            last,
            default=last_known,
        ),
        "work": _Question(
            f"4. Did you use or see their work? ({answers.WORK_FORMS})",
            "Their work: ",
            lambda text: {"work": answers.parse_work(text)},
            answers.WORK.typed,
        ),
        "favours": _Question(
            f"5. What did you do for each other? ({answers.FAVOURS_FORMS})",
            "For each other: ",
            favours,
        ),
    }


def ask_about(at: Desk, past: OnRecord) -> Answers:
    """What the person at the terminal answers to the five questions."""
    from farmer.scoring.recalled import Answers

    tell(f"Five questions about {past.person.name}; Enter skips one.")
    tell("Nothing is written before you have seen it and said yes.")
    for offer in past.offers:
        tell(offer)
    if past.offers:
        tell("Enter takes what stands there. Empty the line to skip the question.")
    told = Answers()
    for question in _questions(at, past).values():
        told = _answered(question, told, past, at)
    return told


def _answered(question: _Question, told: Answers, past: OnRecord, at: Desk) -> Answers:
    """The answers with one more, asked again until it can be read and contradicts no other."""
    from farmer.cli.prompts import ask_line

    tell(question.words)
    default = question.default
    while typed := ask_line(question.prompt, question.choices, default=default):
        try:
            more = told._replace(**question.read(typed))
            past.records(more, at.today)
        except InvalidValue as wrong:
            tell(" ".join(filter(None, (wrong.message, wrong.hint))))
            default = ""
        else:
            return more
    return told


def _review(proposed: Recalled, *, json: bool) -> None:
    """Show what will be written, and go on only if it is to be.

    Raises:
        InvalidValue: where nobody can be asked, or the answer is no.
    """
    from farmer.render.recall import said

    if may_ask(json=json):
        for line in said(proposed):
            tell(line)
    confirm(
        f"This records {proposed.amount} of {proposed.person.name}, from memory.",
        "To record it: --yes. Only to see it: --dry-run",
        json=json,
    )
