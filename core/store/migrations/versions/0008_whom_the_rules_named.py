"""Whom the rules named for a ticket that somebody else has until it is handed over, made again from the log."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("named", sa.Text()))
    op.create_index("ix_tickets_named_created_at", "tickets", ["named", "created_at"])
    # The terms that the rows were made under are forgotten, so that the next opening makes them again.
    op.execute("DELETE FROM meta WHERE key = 'terms_fingerprint'")
