"""Alembic's environment: the steps run inside the transaction they are handed.

Alembic sees a transaction that is not its own, so it neither commits nor rolls back. The tables of
today's code are not named here: their naming convention would rename what old steps spell out.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
