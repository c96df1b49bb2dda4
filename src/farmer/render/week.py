"""A week in two sentences: what it came to, and whom one could help in the next."""

from __future__ import annotations

from farmer.money import say_amount
from farmer.render.terminal import Screen
from farmer.tasks.tend.week import Help, Week
from farmer.wording import say_count, say_date, say_list


def draw_week(week: Week, screen: Screen) -> None:
    """What was given and received since the first day, and somebody to help."""
    counts = [
        (week.one_to_ones, say_count(week.one_to_ones, "one-to-one")),
        (week.given, f"{say_count(week.given, 'referral')} given"),
        (week.received, f"{say_count(week.received, 'referral')} received"),
        *((1, f"{say_amount(sum_, money)} thanked for") for money, sum_ in week.closed.items()),
        (len(week.farmed), f"{say_count(len(week.farmed), 'person', 'people')} newly farmed"),
    ]
    told = [said for number, said in counts if number]
    came = say_list(told) if told else "no one-to-ones and no referrals"
    screen.say((f"The week {_days(week)}: ", "bold"), f"{came}.")
    if week.help:
        _draw_help(week.help, screen)


def _days(week: Week) -> str:
    """Its days as ``8 to 14 Jun 2026``, with the month and year where the first has another."""
    since, until = say_date(week.since).split(), say_date(week.until).split()
    own = next(at for at in (3, 2, 1) if since[at - 1] != until[at - 1])
    return f"{' '.join(since[:own])} to {' '.join(until)}"


def _draw_help(who: Help, screen: Screen) -> None:
    before = f"; you helped last on {say_date(who.helped_on)}" if who.helped_on else ""
    screen.say("You could help ", (who.person.name, "bold"), f" with: {who.goals}{before}.")
    screen.paste(f"  farmer prepare {who.person.id}")
