"""When a clock was breached and by whose hours it counts: a term agreed after a breach settles it (п. 6.8)."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("clocks", sa.Column("line", sa.Text(), nullable=False, server_default="first"))
    op.add_column("clocks", sa.Column("breached_at", sa.BigInteger()))
    op.add_column("tickets", sa.Column("next_line", sa.Text(), nullable=False, server_default="first"))
    # The terms that the rows were made under are forgotten, so that the next opening makes them again.
    op.execute("DELETE FROM meta WHERE key = 'terms_fingerprint'")
