"""A ledger that is a file, and what only a file can do: be copied, locked, mended, looked at."""
