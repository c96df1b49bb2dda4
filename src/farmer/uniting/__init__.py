"""Two ledgers that went different ways become one by a rule: no clock decides, nothing is lost.

It knows rows by names that are the same in every copy, and nothing of files or SQL.
"""
