"""``stale``: the ties going cold, what there is to lose, and what was said last."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.ids import ids_of
from farmer.render.phrases import ago, rhythm, say_status, untended, whole
from farmer.render.terminal import STATUS_STYLES, Screen, Words
from farmer.tasks.tend.stale import Stale, StaleTie
from farmer.wording import say_count, say_date, say_some

# Below so many columns the words around the numbers would squeeze the names.
_WIDE = 76
# A long name is cut before the last words have fewer than these.
_WORTH_READING = 16
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
    """A line a tie, and what is to be said of all; a paragraph each where lines are short."""
    if screen.narrow:
        draw_long(stale, screen)
        return
    wide = screen.width >= _WIDE
    heads = ("name", "silent for", "you would lose", "last words")
    screen.rows(
        (_row(tie, wide=wide) for tie in stale.ties),
        heads if wide else ("name", "days", "lose", "last words"),
        right=() if wide else (2,),
        give=(3, 0),
        least=(_WORTH_READING, _WORTH_READING),
    )
    if not wide and stale.ties:
        screen.say(("days: silent/wanted; lose: what you would, of 100.", "dim"))
    _draw_order(stale, screen)
    _draw_rest(stale, screen)


def draw_long(stale: Stale, screen: Screen) -> None:
    """A paragraph a tie: readable at any width."""
    for tie in stale.ties:
        _draw_tie(tie, screen)
    _draw_rest(stale, screen)


def _row(tie: StaleTie, *, wide: bool) -> list[Words]:
    lose = str(whole(tie.at_stake)) if tie.last_on else ""
    return [
        (tie.person.name, "bold"),
        (_silence(tie, wide=wide), STATUS_STYLES.get(tie.status, "")),
        f"{lose} of 100" if lose and wide else lose,
        tie.last_said,
    ]


def _silence(tie: StaleTie, *, wide: bool) -> str:
    """How long, against how often it is wanted; or against what is usual for a tie that drifts."""
    if tie.last_on is None:
        return f"added {ago(tie.elapsed_days)}" if wide else ""
    usual = tie.status == "warm" and tie.drifting and tie.rhythm_days is not None
    often = f"{tie.rhythm_days:g}" if usual else str(tie.cadence_days)
    if not wide:
        return f"{tie.elapsed_days}/{often}"
    days = say_count(tie.elapsed_days or 0, "day")
    return f"{days} ({'usually' if usual else 'wanted'} {often})"


def _draw_order(stale: Stale, screen: Screen) -> None:
    """What the order is, where neither the losses nor the silences show it."""
    met = [tie for tie in stale.ties if tie.last_on and tie.status != "dormant"]
    for plain in ([tie.at_stake for tie in met], [tie.elapsed_days or 0 for tie in met]):
        if plain == sorted(plain, reverse=True):
            return
    screen.say(("First: much to lose, and little warmth left.", "dim"))


def _draw_rest(stale: Stale, screen: Screen) -> None:
    """Who is not in the list, and why."""
    if not stale.total:
        screen.say("Nothing is going cold.")
    left = stale.total - len(stale.ties)
    if left:
        screen.say(f"{left} more: --limit 0 shows all, --long says more of each.")
    if stale.advice:
        screen.say((stale.advice, "italic"))
        screen.say("Reconnect by voice, for longer than usual.")
    _draw_snoozed(stale, screen)
    if stale.untended:
        screen.say(untended(stale.untended))
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


def _draw_snoozed(stale: Stale, screen: Screen) -> None:
    if not stale.snoozed:
        return
    names = say_some([asleep.person.name for asleep in stale.snoozed], "person", "people", most=3)
    first = say_date(min(asleep.until for asleep in stale.snoozed))
    until = f"until {first}" if len(stale.snoozed) == 1 else f"the first until {first}"
    screen.say(f"Snoozed: {names}, {until}.")


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
        screen.indent(f"you would lose {whole(tie.at_stake)} of 100, {role}")
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
LONG = View(lines, draw_long)
IDS: View[Stale] = ids_of(lambda stale: [tie.person.id for tie in stale.ties])
