"""farmer: a relationship ledger that answers "is it too early to ask?"."""

__version__ = "0.1.0"
