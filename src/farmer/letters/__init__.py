"""Letters: words for what has to be written, from templates that a user may replace.

By the principles of A10 to A12 of the method's sources: the true reason at the level known, never
an invented one, never the other person as the excuse, never a score, one small thing that can be
done now, and the concrete next step. Nothing is ever sent.
"""
