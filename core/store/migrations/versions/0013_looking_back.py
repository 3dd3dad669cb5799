"""What looking back asks for: what was recorded by an instant, and which tickets have changed since."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_events_at", "events", ["at"])
    op.create_index("ix_tickets_changed_at_created_at", "tickets", ["changed_at", "created_at"])
