"""``prepare``: one page before a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from farmer.birthdays import say_birthday
from farmer.facts import say_fact
from farmer.labels import noted_said
from farmer.render import Row, View
from farmer.render.gains import draw_slots
from farmer.render.gains import lines as gains_lines
from farmer.render.phrases import ago, say_status, whole
from farmer.render.promise import said
from farmer.render.suggest import draw_suggestion, suggestion_rows
from farmer.render.terminal import STATUS_STYLES, VERDICT_STYLES, Lined, Screen
from farmer.tasks.judge.prepare import DatedNote, Lack, Prepared
from farmer.wording import say_date, say_list


def lines(page: Prepared) -> Iterator[Row]:
    """Lines that begin with what they tell."""
    yield ("person", page.person.id, page.person.name, page.company, page.title)
    yield ("verdict", page.verdict, whole(page.score), page.role)
    yield ("status", page.silence.status, page.silence.elapsed_days)
    for what, value in noted_said(page.details):
        yield ("noted", what, value)
    for what, notes in _noted(page):
        for note in notes:
            yield (what, note.id, note.on, note.what, note.note)
    for promise in page.promises:
        whose = "mine" if promise.mine else "theirs"
        yield ("promise", promise.id, promise.due_on, whose, promise.text)
    for lack in page.lacks:
        yield ("lack", lack.gate, lack.sentence, lack.remedy, lack.question)
    for row in gains_lines(page.gains):
        yield ("gains", *row)
    for mutual in page.mutual:
        yield ("mutual", mutual.person.id, mutual.person.name, mutual.how)
    yield from suggestion_rows(page.together)


def draw(page: Prepared, screen: Screen) -> None:
    """The page, from who it is to whom you both know."""
    _draw_who(page, screen)
    _draw_notes("Said last", page.last_said, screen)
    _draw_notes("Open questions", page.open_questions, screen)
    if page.promises:
        screen.say(("Promised", "bold"))
    for promise in page.promises:
        screen.indent(*said(promise))
    _draw_lacks(page.lacks, screen)
    draw_slots(page.gains, screen)
    _draw_notes("Given", page.given, screen)
    _draw_notes("Received", page.received, screen)
    if page.mutual:
        screen.say(("You both know", "bold"))
        for how in dict.fromkeys(mutual.how for mutual in page.mutual):
            screen.indent(
                f"{say_list([m.person.name for m in page.mutual if m.how == how])}, {how}"
            )
    _draw_together(page, screen)


def _draw_together(page: Prepared, screen: Screen) -> None:
    """Whom to bring together with them."""
    if page.together:
        screen.say(("Whom to bring together with them", "bold"))
    for each in page.together:
        draw_suggestion(each, screen)


def _draw_who(page: Prepared, screen: Screen) -> None:
    called = f"called {page.nickname}" if page.nickname else ""
    tags = " ".join(f"@{tag}" for tag in page.tags)
    known = ["", *filter(None, (called, page.title, page.company, tags))]
    screen.say((page.person.name, "bold"), f" ({page.person.id}){', '.join(known)}")
    met = " ".join(
        part for part in (page.met_at, say_date(page.met_on) if page.met_on else "") if part
    )
    birthday = f"birthday: {say_birthday(page.birthday)}" if page.birthday else ""
    noted = "; ".join(f"{what}: {value}" for what, value in noted_said(page.details))
    for line in (birthday, noted, Lined(page.notes)):
        if line:
            screen.indent(line)
    status = page.silence.status
    screen.indent(
        (f"{page.verdict} ({whole(page.score)})", VERDICT_STYLES[page.verdict]),
        ", ",
        (say_status(status), STATUS_STYLES.get(status, "")),
        f"; last contact {ago(page.silence.elapsed_days)}{f'; met: {met}' if met else ''}",
    )


def _draw_lacks(lacks: Sequence[Lack], screen: Screen) -> None:
    """What is missing, and the question that would fill it: once for all that share one."""
    if not lacks:
        return
    screen.say(("Missing, and what would fill it", "bold"))
    rows = []
    for question in dict.fromkeys(lack.question for lack in lacks):
        said = " ".join(lack.sentence for lack in lacks if lack.question == question)
        rows.append(("•", f"{said} → {question}"))
    screen.table(rows, keep=(0,), by=2)


def _draw_notes(heading: str, notes: Sequence[DatedNote], screen: Screen) -> None:
    if notes:
        screen.say((heading, "bold"))
        rows = [(say_date(note.on), _what(note)) for note in notes]
        screen.table(rows, keep=(0,), by=2)


def _what(note: DatedNote) -> str:
    what = say_fact(note.what)
    return Lined(f"{what}: {note.note}") if note.note else what


def _noted(page: Prepared) -> Iterable[tuple[str, Sequence[DatedNote]]]:
    return (
        ("said", page.last_said),
        ("question", page.open_questions),
        ("given", page.given),
        ("received", page.received),
    )


VIEW = View(lines, draw)
