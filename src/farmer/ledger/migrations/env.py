"""Alembic's environment: the steps run inside the transaction they are handed.

Alembic sees a transaction that is not its own, so it neither commits nor rolls back.
"""

from alembic import context

from farmer.ledger.tables import LedgerTable

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=LedgerTable.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
