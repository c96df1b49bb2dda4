"""Advances: the life of a referral request, and the facts that follow from it — pure.

A request is its steps, in order; where it stands, what may come next and what it says about the
people in it are worked out from them whenever they are read.
"""
