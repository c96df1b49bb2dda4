"""Remembers: the ledger's tables, its one kind of write, its read queries, undo and migrations.

Reading (`connect`, `reading`, `undo`) is the standard library alone, because most commands only
read and SQLModel takes longer to import than they take to run; `writing` is SQLModel.
"""
