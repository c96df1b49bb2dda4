"""The room that reads what is told of a talk in one line: pure, and never a guess.

``yesterday: lunch with Ana and Bo Li, they called; Ana promised the lease by friday @golf``. The
grammar is in ``docs/log.md``.
"""
