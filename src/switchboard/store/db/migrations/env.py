"""Run by Alembic: migrates over the connection, inside the transaction, that `store.migrate` has opened."""

from alembic import context

from switchboard.store.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
