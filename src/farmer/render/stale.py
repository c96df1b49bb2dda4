"""``stale``: the ties going cold, what there is to lose, and what was said last."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.ids import ids_of
from farmer.render.phrases import ago, rhythm, say_status, whole
from farmer.render.terminal import STATUS_STYLES, Screen
from farmer.tasks.tend.stale import Stale, StaleTie
from farmer.wording import say_count, say_date

_ROLES = {"requester": "for vouching for their work", "target": "for spending their attention"}


def lines(stale: Stale) -> Iterator[Row]:
    """One line a tie; those never or barely met are only in the words and the JSON."""
    for tie in stale.ties:
        yield (
            tie.person.id,
            tie.person.name,
            tie.status,
            tie.elapsed_days,
            tie.cadence_days,
            whole(tie.at_stake),
            f"{tie.warmth:.6f}" if tie.warmth is not None else None,
            tie.drifting,
            tie.last_on,
            tie.last_said,
        )


def draw(stale: Stale, screen: Screen) -> None:
    """A paragraph a tie: readable at any width."""
    if not stale.total:
        screen.say("Nothing is going cold.")
    for tie in stale.ties:
        _draw_tie(tie, screen)
    left = stale.total - len(stale.ties)
    if left:
        screen.say(f"… and {left} more; show them with --limit {stale.total}.")
    if stale.advice:
        screen.say((stale.advice, "italic"))
        screen.say("Reconnect by voice, for longer than usual.")
    for asleep in stale.snoozed:
        screen.say(f"{asleep.person.name} is snoozed until {say_date(asleep.until)}.")
    unmet = [
        (stale.never_met, "without a contact recorded", "never met"),
        (stale.barely_met, "barely met", "barely met"),
    ]
    listed = {tie.status for tie in stale.ties}
    for number, what, word in unmet:
        if number and word not in listed:
            people = say_count(number, "person", "people")
            typed = word.replace(" ", "-")
            screen.say(f"{people} {what}: farmer stale --status {typed}")


def _draw_tie(tie: StaleTie, screen: Screen) -> None:
    company = f", {tie.company}" if tie.company else ""
    screen.say(
        (tie.person.name, "bold"),
        f" ({tie.person.id}{company}): ",
        (say_status(tie.status), STATUS_STYLES.get(tie.status, "")),
        _since(tie),
    )
    _draw_months(tie, screen)
    if tie.drifting and tie.rhythm_days is not None:
        quiet = f"{rhythm(tie.rhythm_days)}; {tie.elapsed_days} days quiet"
        screen.indent(("drifting: ", "yellow"), quiet)
    if tie.at_stake:
        role = _ROLES[tie.at_stake_as]
        screen.indent(f"to lose: it stood at {whole(tie.at_stake)} of 100, {role}")
    if tie.last_said and tie.last_said_on:
        screen.indent(f"last said, {say_date(tie.last_said_on)}: {tie.last_said}")


def _draw_months(tie: StaleTie, screen: Screen) -> None:
    """The last two years, or what of them has room, where there was anything."""
    from farmer.render.sparkline import sparkline

    label = "" if screen.narrow else "by month: "
    recent = tie.contact_by_month[-max(1, screen.width - 2 - len(label)) :]
    if any(recent):
        screen.sketch(label + sparkline(recent, screen.glyphs))


def _since(tie: StaleTie) -> str:
    if tie.last_on is None:
        return f", added {ago(tie.elapsed_days)}"
    return f", {ago(tie.elapsed_days)} (wanted every {tie.cadence_days} days)"


VIEW = View(lines, draw)
IDS: View[Stale] = ids_of(lambda stale: [tie.person.id for tie in stale.ties])
