"""Stand-ins for tests: a ledger that is kept in memory."""

from tests.fakes.ledger import FakeLedger

__all__ = ["FakeLedger"]
