"""A ledger that SQLite keeps: opened, read, written, logged, laid out. Only here is SQL."""
