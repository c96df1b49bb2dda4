"""Every number of the method, each with where it comes from.

"Judgement" marks a value that is ours: the order or the idea has a source, the number does not.
The sources are described in ``docs/method.md``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from farmer.model import REQUESTER, TARGET

# -- What a touch weighs ----------------------------------------------------------------------

# Order: media richness (Daft & Lengel 1986), voice over text (Kumar & Epley 2021), asking in
# person (Roghanizad & Bohns 2017). Values: judgement. Profiles that are merely connected, likes,
# swapped cards and unanswered attempts are nothing (Misner on premature solicitation); so is having
# been at the same occasion, or in a calendar.
RICHNESS: Final = MappingProxyType(
    {
        "meeting": 1.0,
        "meal": 1.0,
        "visit": 1.0,
        "worked": 1.0,
        "event": 1.0,
        "video": 0.75,
        "call": 0.65,
        "letter": 0.35,
        "email": 0.30,
        "message": 0.25,
        "comment": 0.05,
        "connect": 0.0,
        "like": 0.0,
        "card": 0.0,
        "attended": 0.0,
        "planned": 0.0,
        "attempt": 0.0,
    }
)
# Longer talk helps live contact only (Vlahovic, Roberts & Dunbar 2012). Values: judgement.
DURATION_BASE: Final = 0.5
DURATION_MINUTES: Final = 120
DEFAULT_MINUTES: Final = MappingProxyType(
    {"meeting": 60, "meal": 75, "visit": 60, "worked": 120, "video": 30, "call": 15, "event": 10}
)
# Attention is shared in a group; a conversation holds about four (Dunbar et al. 1995).
DEFAULT_GROUP: Final = 2
DEFAULT_EVENT_GROUP: Final = 5
CLOSE_GROUP: Final = 4
# Small talk brings people less together than meaningful talk (Hall 2019). Values: judgement.
DEPTH: Final = (0.6, 1.0, 1.25, 1.5)
# A touch light as an event's passing hello or one message still counts; a comment does not.
COUNTED: Final = 0.18

# -- Clocks -----------------------------------------------------------------------------------

# Weekly chapters pass more referrals than fortnightly ones (BNI, "5 reasons we meet weekly").
WEEK_DAYS: Final = 7
# Networks look stablest in 30-day windows (Krings et al. 2012); spacing of 18-36 days serves
# a year's memory best (Cepeda et al. 2008); the 30 of Misner's 24/7/30.
MONTH_DAYS: Final = 30

# -- Components -------------------------------------------------------------------------------

# Between 110 days (bridges that decay: derived from Burt 2002) and the far slower inner circle;
# "about three months" (Dunbar). Judgement.
HALF_LIFE_DAYS: Final = 180
# Misner's model case, Alex: about six contacts in a year. Judgement.
FULL_CULTIVATION: Final = 6
# "The meeting sets the stage, the one-to-one is where the script gets written" (BNI): groups and
# text fill at most half. Judgement.
SIDE_CULTIVATION: Final = 3
# "A good relationship can easily take a year" (Misner, BNI podcast 57).
FULL_SPAN_DAYS: Final = 365
FULL_MONTHS: Final = 6

# The order is the founding article's and BNI's: used it, seen it, heard of it from one you trust,
# heard it from themselves. Values: judgement.
TOLD: Final = 0.20
VOUCHED: Final = 0.45
SEEN: Final = 0.60
USED: Final = 0.85
USED_AGAIN: Final = 1.0
USED_AGAIN_WEEKS: Final = 2

# Trust is easier to destroy than to create (Slovic 1993); no ratio is published. Judgement.
BROKEN_COSTS: Final = 3
FULL_RELIABILITY: Final = 3
KEPT_AT_MOST: Final = 9

# Reciprocity is the strongest predictor that a tie lasts (Hidalgo & Rodriguez-Sickert 2008).
FULL_STARTS: Final = 3
FULL_FAVOURS_REQUESTER: Final = 2
FULL_FAVOURS_TARGET: Final = 3

# About three months (Dunbar), and half a year, as long as a tie must last to be one. The same for
# everybody: a reminder that somebody sets must neither buy nor cost a verdict.
FRESH_DAYS: Final = 90
GONE_COLD_DAYS: Final = 180

# Time and contact 40-55 %, ability, integrity and benevolence (Mayer, Davis & Schoorman 1995)
# 55-35 %. A target's work is not vouched for, what you have in the bank with them is. Judgement.
WEIGHTS: Final = MappingProxyType(
    {
        REQUESTER: MappingProxyType(
            {
                "cultivation": 25,
                "tenure": 15,
                "work": 25,
                "reliability": 20,
                "reciprocity": 10,
                "freshness": 5,
            }
        ),
        TARGET: MappingProxyType(
            {
                "cultivation": 35,
                "tenure": 20,
                "work": 0,
                "reliability": 10,
                "reciprocity": 25,
                "freshness": 10,
            }
        ),
    }
)

# -- Verdicts and gates -----------------------------------------------------------------------

# Chosen so that Alex (73.7) passes and the gates decide the rest. Judgement.
ALMOST: Final = 40
FARMED: Final = 70
MOST: Final = 100
HARD_CAP: Final = ALMOST - 1
SOFT_CAP: Final = FARMED - 1
# Scores are sums of floating-point numbers: a threshold is met within this.
TOLERANCE: Final = 1e-9

# "It is not about one-shot meetings" (Misner); "a few times" is three or four, and not enough.
WEEKS_NEEDED: Final = 3
# Moreland & Beach (1992): the first dose of exposure that showed was five.
MONTHS_NEEDED: Final = 5
# Ferrazzi: two meetings face to face make a friend; one more. Judgement.
CLOSE_MONTHS_NEEDED: Final = 3
# Trust "may take six months to a year" (BNI SAS).
SPAN_NEEDED_DAYS: Final = 180
# Givers gain: at least one promise kept, one good turn in the bank.
NET_KEPT_NEEDED: Final = MappingProxyType({REQUESTER: 1, TARGET: 0})
BANK_NEEDED: Final = 1
SILENT_DAYS: Final = 365

# V + C does not make P: only referrals, both ways and repeatedly, do (Misner on VCP).
REFERRALS_IN_NEEDED: Final = 2
REFERRALS_OUT_NEEDED: Final = 1

# BNI's five levels of a referral: how far honest knowledge of the work carries.
LEVEL_VOUCHED: Final = 2
LEVEL_SEEN: Final = 4
LEVEL_USED: Final = 5

# -- The plan ---------------------------------------------------------------------------------

# Longer than this, in actions or weeks, is a long road and no plan.
PLAN_ACTIONS: Final = 9
PLAN_WEEKS: Final = 56
PLAN_USES: Final = 2

# -- Going cold -------------------------------------------------------------------------------

# Past two turns of the cadence a whole turn was missed; the others are shares of that. Judgement.
COLD_TURNS: Final = 2
DUE: Final = 0.5
COOLING: Final = 0.75
COLD: Final = 1.0
# Ties silent for three years keep their trust (Levin, Walter & Murnighan 2011).
DORMANT_DAYS: Final = 1095
# Silence over eight times a pair's usual gap most likely ends it (Navarro et al. 2017).
DRIFTING_GAPS: Final = 8
RHYTHM_GAPS_USED: Final = 8
RHYTHM_GAPS_NEEDED: Final = 3
# How well fed the tie was over how long ago: chosen, not fitted (see docs/method.md).
WARMTH_ROOT: Final = 3
WARMTH_REST_DAYS: Final = 30

# -- What is told from memory -----------------------------------------------------------------

# A year and a half, three half-lives: what is older has faded to an eighth, and people date it
# badly. Judgement.
REMEMBERED_DAYS: Final = 548
