"""What to say at once to somebody who asks for an introduction, in a sentence or two.

By the same principles as the letters: your rule, the true reason, a next step; nothing of the
person they want to meet, nothing of worth, and no score. Each fits on two lines of a terminal.
"""

from __future__ import annotations

from farmer.letters.decline_reasons import DeclineReason

# To somebody who may be introduced; the consent comes first, and nothing is promised.
GLADLY = "Let me first ask whether it suits, and come back to you."
_REPLIES: dict[DeclineReason, str] = {
    "stranger": "I only introduce people whose work I know well, and I do not know yours yet. "
    "Shall we have a coffee?",
    "written": "I only introduce people I have talked with, more than once. "
    "Shall we have a coffee, and you show me what you do?",
    "unhappy": "Before I introduce you, I would like to talk about our own work together. "
    "Do you have half an hour this week?",
    "unsettled": "Before that I would like to settle something between the two of us. "
    "Do you have half an hour this week?",
    "burst": "I only introduce people whose work I know well. "
    "Shall we have a coffee, and you show me what you do?",
    "work": "I only introduce people whose work I know well. Would you show me some of yours?",
    "cold": "We have not spoken for a good while. Shall we talk first? "
    "I would like to hear what you do now.",
    "young": "I only introduce people I have had a good deal to do with. "
    "Shall we meet again, and take our time?",
    "mine": "I cannot make that introduction at the moment; it says nothing about you or your "
    "work. What do you need it for?",
}


def reply_to(reason: DeclineReason) -> str:
    """What can be said to an asker at once, for the reason that a letter would give."""
    return _REPLIES[reason]
