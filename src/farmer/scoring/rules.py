"""The method's gates (C3), each with its condition, its sentence and its remedy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from farmer.model import REQUESTER, TARGET, Role
from farmer.scoring import constants as c
from farmer.scoring.gate import Rule
from farmer.scoring.standing import Standing
from farmer.wording import say_count, say_date, say_list

# What weighs nothing, and what to say where there is nothing else; the first that is there.
_NOTHINGS = (
    ({"connect", "like", "card"}, "You are only connected; nothing says that you have met."),
    ({"attended"}, "You were at the same occasion; nothing says that you talked."),
    ({"planned"}, "You only planned to meet; nothing says that you did."),
    ({"attempt"}, "You have only tried to reach them."),
)


def _says(text: str) -> Callable[[Standing, Role], str]:
    return lambda _standing, _role: text


def _went_one_way(s: Standing, _role: Role) -> bool:
    touches, facts = s.touches, s.facts
    return not ((touches.begun_by_me and touches.begun_by_them) or (facts.gave and facts.got))


def _gone_cold(s: Standing, _role: Role) -> bool:
    elapsed = s.touches.elapsed_days
    return elapsed is not None and elapsed >= c.GONE_COLD_DAYS


def _long_silent(s: Standing, _role: Role) -> bool:
    last = s.touches.last_close
    return last is not None and (s.touches.as_of - last).days > c.SILENT_DAYS


def _say_contact(s: Standing, _role: Role) -> str:
    if not s.touches.recorded:
        return "Nothing is recorded yet."
    return next(said for kinds, said in _NOTHINGS if not kinds.isdisjoint(s.touches.nothings))


def _say_weeks(s: Standing, _role: Role) -> str:
    touches = s.touches
    if not touches.weeks:
        return "No real contact yet; three times are needed."
    if len(touches.weeks) > 1:
        return "Only twice, a week or more apart; three times are needed."
    if touches.noticed == 1:
        if touches.met_once:
            return "You have met once."
        return "You have talked once." if touches.live else "You have been in touch once."
    if touches.first == touches.last:
        return "Only one day of contact counts so far; three are needed, a week or more apart."
    return "All your contact was in one week; one burst is not a relationship."


def _say_months(s: Standing, _role: Role) -> str:
    spaced = say_count(len(s.touches.months), "contact")
    return f"Only {spaced} a month or more apart; {c.MONTHS_NEEDED} are needed."


def _say_talks(s: Standing, _role: Role) -> str:
    talks = s.touches.close_months
    if not talks:
        return "No real conversation yet."
    spaced = say_count(len(talks), "real conversation")
    return f"Only {spaced} a month or more apart; {c.CLOSE_MONTHS_NEEDED} are needed."


def _say_span(s: Standing, _role: Role) -> str:
    if s.touches.first is None:
        return "No real contact yet; half a year from first to last contact is needed."
    on = s.touches.first + timedelta(days=c.SPAN_NEEDED_DAYS)
    talk = f"a talk on or after {say_date(on)}" if on > s.touches.as_of else "the next talk"
    days = say_count(s.touches.span_days, "day")
    return f"From first to last contact it is {days}; half a year is needed: {talk} fills it."


def _say_reliability(s: Standing, _role: Role) -> str:
    if not s.facts.broken:
        return "You have not yet seen a promise kept."
    wrongs = "; ".join(
        ("a referral went badly" if fact.what == "ref_bad" else "a promise was broken")
        + f" on {say_date(fact.on)}"
        + (f" ({fact.note})" if fact.note else "")
        for fact in s.facts.broken
    )
    kept = say_count(s.facts.promises_kept, "kept promise")
    weigh = f"each wrong weighs as much as {c.BROKEN_COSTS}"
    return f"{wrongs[0].upper()}{wrongs[1:]}. {kept} so far; {weigh}."


def _remedy_reliability(s: Standing, role: Role) -> str:
    missing = c.NET_KEPT_NEEDED[role] - s.facts.net_kept
    if s.facts.promises_kept + missing > c.KEPT_AT_MOST:
        return "talk it over and forgive, if you can: no number of kept promises outweighs it"
    promises = "one small promise" if missing == 1 else f"{missing} promises, a week apart"
    forgive = " (or forgive what went wrong)" if s.facts.broken else ""
    return f"let them keep {promises}{forgive}"


def _say_one_way(s: Standing, _role: Role) -> str:
    unknown = s.touches.unattributed
    if unknown:
        silent = "1 contact does" if unknown == 1 else f"{unknown} contacts do"
        return f"It all goes one way, as far as is known: {silent} not say who began."
    from_me = s.touches.begun_by_me or s.facts.gave
    from_them = s.touches.begun_by_them or s.facts.got
    if from_me and from_them:
        return "Neither talks nor favours go both ways yet."
    return "It all goes one way." if from_me or from_them else "Nothing goes either way yet."


def _remedy_one_way(s: Standing, _role: Role) -> str:
    lacking = [
        what
        for what, has in (
            ("begin one yourself", s.touches.begun_by_me),
            ("leave room, and see whether they call", s.touches.begun_by_them),
        )
        if not has
    ]
    say_who = "say who began the ones you have, or " if s.touches.unattributed else ""
    return f"{say_who}{say_list(lacking)} (or give something and accept something)"


def _remedy_bank(s: Standing, _role: Role) -> str:
    missing = c.BANK_NEEDED - s.facts.bank
    return "do something for them" + (
        "" if missing == 1 else f", {missing} times at least a week apart"
    )


def _say_bank(s: Standing, _role: Role) -> str:
    if not s.facts.gave:
        return "You have not helped them yet."
    much = "as much as" if s.facts.bank == 0 else "more than"
    return f"You have asked them for {much} you have given."


def _more(needed: int, what: str) -> str:
    return f"{needed} more {what}" + ("" if needed == 1 else "s")


RULES: tuple[Rule, ...] = (
    Rule(
        "H0",
        "a first contact",
        lambda s, _r: s.touches.noticed == 0,
        _say_contact,
        _says("meet"),
    ),
    Rule(
        "H1",
        "one talk, not only text",
        lambda s, _r: s.touches.noticed > 0 and s.touches.live == 0,
        _says("You have only ever written to each other."),
        _says("meet (or call)"),
    ),
    Rule(
        "H2",
        f"{c.WEEKS_NEEDED} contacts at least a week apart",
        lambda s, _r: len(s.touches.weeks) < c.WEEKS_NEEDED,
        _say_weeks,
        lambda s, _r: (
            _more(c.WEEKS_NEEDED - len(s.touches.weeks), "contact") + ", at least a week apart"
        ),
    ),
    Rule(
        "H3",
        "some knowledge of their work",
        lambda s, _r: s.facts.work == 0 and not s.facts.unhappy,
        _says("You know nothing of their work."),
        _says("look at their work, or use it, or ask someone who has"),
        (REQUESTER,),
    ),
    Rule(
        "H4",
        "no open complaint about their work",
        lambda s, _r: s.facts.unhappy,
        _says("You were not happy with their work."),
        _says("let them put it right"),
        (REQUESTER,),
    ),
    Rule(
        "H5",
        "no open breach of trust",
        lambda s, _r: s.facts.breach,
        _says("They broke your trust."),
        _says("only you can lift it, if it is forgiven"),
    ),
    Rule(
        "S1",
        f"{c.MONTHS_NEEDED} contacts a month or more apart",
        lambda s, _r: len(s.touches.months) < c.MONTHS_NEEDED,
        _say_months,
        lambda s, _r: (
            _more(c.MONTHS_NEEDED - len(s.touches.months), "contact") + ", each a month apart"
        ),
    ),
    Rule(
        "S2",
        f"{c.CLOSE_MONTHS_NEEDED} real conversations a month or more apart",
        lambda s, _r: len(s.touches.close_months) < c.CLOSE_MONTHS_NEEDED,
        _say_talks,
        lambda s, _r: (
            _more(c.CLOSE_MONTHS_NEEDED - len(s.touches.close_months), "real conversation")
            + ", each a month apart (a one-to-one, a meal, a good call)"
        ),
    ),
    Rule(
        "S3",
        f"{c.SPAN_NEEDED_DAYS} days from the first contact to the last",
        lambda s, _r: s.touches.span_days < c.SPAN_NEEDED_DAYS,
        _say_span,
        _says("time, and a talk at the end of it"),
    ),
    Rule(
        "S4",
        "more than their own word for their work",
        lambda s, _r: 0 < s.facts.work < c.VOUCHED,
        _says("You have only their own word for their work."),
        _says("look at their work (or use it, or ask someone who has)"),
        (REQUESTER,),
    ),
    Rule(
        "S5",
        "promises kept outweighing any broken",
        lambda s, role: s.facts.net_kept < c.NET_KEPT_NEEDED[role],
        _say_reliability,
        _remedy_reliability,
    ),
    Rule(
        "S6",
        "both of you begin, or favours go both ways",
        _went_one_way,
        _say_one_way,
        _remedy_one_way,
    ),
    Rule(
        "S7",
        f"contact within {c.GONE_COLD_DAYS} days",
        _gone_cold,
        _says("It has gone cold: speak before you ask."),
        _says("speak to them (reconnect by voice, for longer than usual)"),
    ),
    Rule(
        "S7b",
        "a real conversation within a year",
        _long_silent,
        lambda s, _r: (
            "You have not really spoken for "
            f"{(s.touches.as_of - (s.touches.last_close or s.touches.as_of)).days} days."
        ),
        _says("speak: meet, or have a good call"),
    ),
    Rule(
        "S8",
        "something in the bank with them",
        lambda s, _r: s.facts.bank < c.BANK_NEEDED,
        _say_bank,
        _remedy_bank,
        (TARGET,),
    ),
)
