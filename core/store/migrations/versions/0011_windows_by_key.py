"""Sort keys and partial indexes for windows of the lists; when time alone may cause something; what stands open."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NEVER = str(2**63 - 1)
OPEN = "status <> 'closed'"
BY_DUE = ("sort_due", "number")
INDEXES = (
    ("open", OPEN, (*BY_DUE, "status", "next_line", "next_soft", "next_breached")),
    ("open_assignee", OPEN, ("assignee", *BY_DUE, "status")),
    ("open_priority", OPEN, ("priority", *BY_DUE)),
    ("open_changed", OPEN, ("changed_at", "number")),
    ("open_breached", f"{OPEN} AND next_breached=true", BY_DUE),
    ("open_needs_term", f"{OPEN} AND needs_term=true", BY_DUE),
    ("open_no_term", f"{OPEN} AND no_term=true", BY_DUE),
    ("open_no_executor", f"{OPEN} AND no_executor=true", BY_DUE),
    ("open_masked", f"{OPEN} AND masked=true", BY_DUE),
    ("open_waiting", f"{OPEN} AND waiting IS NOT NULL", BY_DUE),
    ("open_third_line", f"{OPEN} AND third_line IS NOT NULL", BY_DUE),
    ("open_outage", f"{OPEN} AND outage IS NOT NULL", BY_DUE),
    ("open_tasks", f"{OPEN} AND open_tasks > 0", BY_DUE),
    ("disputed", "disputed=true", BY_DUE),
    ("unregistered", "unregistered=true", BY_DUE),
    ("connected", "connected=true", ("number",)),
    ("promised", "promised IS NOT NULL", ("number",)),
    ("wake_at", "wake_at IS NOT NULL", ("wake_at", "number")),
)


def upgrade() -> None:
    op.add_column("tickets", sa.Column("sort_due", sa.BigInteger(), nullable=False, server_default=NEVER))
    op.add_column("tickets", sa.Column("wake_at", sa.BigInteger()))
    op.add_column("tickets", sa.Column("connected", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("tickets", sa.Column("promised", sa.Text()))
    op.execute("UPDATE tickets SET sort_due = next_due WHERE next_due IS NOT NULL")
    op.drop_index("ix_tickets_status_next_due_number", "tickets")
    op.create_index("ix_tickets_status_sort_due_number", "tickets", ["status", *BY_DUE])
    op.create_index("ix_tickets_sort_due_number", "tickets", [*BY_DUE])
    for name, condition, columns in INDEXES:
        on_sqlite, on_postgres = (sa.text(condition.replace("=true", each)) for each in (" = 1", ""))
        op.create_index(
            f"ix_tickets_{name}", "tickets", [*columns], sqlite_where=on_sqlite, postgresql_where=on_postgres
        )
    # The terms that the rows were made under are forgotten, so that the next opening makes them again.
    op.execute("DELETE FROM meta WHERE key = 'terms_fingerprint'")
