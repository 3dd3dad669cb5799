"""The search index and its vocabulary, which the program itself fills; the open tickets of a clinic by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ON_SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5"
    "(title, public, internal, keys, content='', tokenize=\"ascii tokenchars '.'\")",
    "CREATE VIRTUAL TABLE search_terms USING fts5vocab(search_index, instance)",
    "CREATE TABLE search_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
)
ON_POSTGRES = (
    "CREATE TABLE search_index (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
    "CREATE TABLE search_words"
    ' (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word TEXT COLLATE "C" NOT NULL UNIQUE)',
)


def upgrade() -> None:
    for statement in ON_POSTGRES if op.get_bind().dialect.name == "postgresql" else ON_SQLITE:
        op.execute(statement)
    still_open = sa.text("status <> 'closed'")
    op.create_index(
        "ix_tickets_open_organization",
        "tickets",
        ["organization", "number", "status"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
