"""How Alembic reaches the store: on the connection that opens it, in its transaction."""

from alembic import context

from hustings.desk.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
