"""Look after the ledger: where it is, backups, health, locking, settings, completion."""
