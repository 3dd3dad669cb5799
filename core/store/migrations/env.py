"""How Alembic runs a migration: inside the transaction that the store has already begun."""

from alembic import context

from core.store.ticket_indexes import whole_schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=whole_schema(),
    render_as_batch=True,
)
context.run_migrations()
