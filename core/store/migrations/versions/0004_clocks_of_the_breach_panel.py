"""What the breach panel counts: the clocks of every ticket and the effort of solved ones, made again from the log."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clocks",
        sa.Column("ticket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("organization", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("breached", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("uncounted", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text()),
        sa.PrimaryKeyConstraint("ticket", "clock", name="pk_clocks"),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_clocks_ticket"),
    )
    op.create_index(
        "ix_clocks_ended_at_clock_organization_breached", "clocks", ["ended_at", "clock", "organization", "breached"]
    )
    op.create_index("ix_clocks_due_at", "clocks", ["due_at"])
    op.add_column("tickets", sa.Column("effort", sa.BigInteger()))
    op.create_index("ix_tickets_created_at", "tickets", ["created_at"])
    op.create_index("ix_tickets_type_priority_resolved_at", "tickets", ["type", "priority", "resolved_at"])
    # The terms that the rows were made under are forgotten, so that the next opening makes them again.
    op.execute("DELETE FROM meta WHERE key = 'terms_fingerprint'")
