"""What a template may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """The words that fill a letter; each is empty where it is not known or has no place in it.

    No score, no verdict and no answer of a target is among them: what is not here cannot slip into
    a letter.

    Attributes:
        to: what the one who gets it is called: the nickname, else the given name.
        me: the user's own name.
        direction: of a request, ``given`` where somebody asked the user, ``received`` where the
            user asked.
        began: whose idea it was: ``me``, ``asker`` or ``target``.
        part: of a request, who gets the letter: its ``asker``, its ``target``, or both:
            ``asker+target``.
        asker: who asked; where the user did, who makes the introduction. Called `asker_first`.
        target: who is to be met, or what kind of client; called `target_first`.
        need: what for.
        reason: why a request is declined, one of ``letters.reasons.Reason``.
        work: how the asker's work is known: ``told``, ``vouched``, ``seen`` or ``used``.
        known_since, last_spoken, introduced: a month and year.
        met_at: where the two first met.
        outcome: how an introduction turned out.
        favour: what they did, as noted.
        held, sources: of a notice, what is kept of whoever gets it, and where that is from.
        keep_for: how long that is kept, such as ``3 years``.
        reach: the user's own e-mail address.
    """

    to: str
    me: str = ""
    direction: str = ""
    began: str = ""
    part: str = ""
    asker: str = ""
    asker_first: str = ""
    target: str = ""
    target_first: str = ""
    need: str = ""
    reason: str = ""
    work: str = ""
    known_since: str = ""
    last_spoken: str = ""
    introduced: str = ""
    met_at: str = ""
    outcome: str = ""
    favour: str = ""
    held: str = ""
    sources: str = ""
    keep_for: str = ""
    reach: str = ""
