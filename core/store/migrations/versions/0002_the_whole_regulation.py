"""What the whole regulation keeps: registers, attachments, and what lists know of a ticket."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _tickets()
    _absences_and_calls()
    _accounts()
    _solutions_and_outages()
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blobs"),
    )
    # The first desk to open the store makes the rows of tickets again from their logs.
    op.execute("DELETE FROM meta WHERE key = 'terms_fingerprint'")


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False)


def _tickets() -> None:
    """The projection is made anew: its rows come from the logs."""
    op.drop_table("tickets")
    op.create_table(
        "tickets",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("watchers", sa.Text(), nullable=False),
        sa.Column("organization", sa.Integer(), nullable=False),
        sa.Column("requester", sa.Integer(), nullable=False),
        sa.Column("mis", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("external_number", sa.Text(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("indicative_due", sa.BigInteger(), nullable=True),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("next_clock", sa.Text(), nullable=True),
        sa.Column("next_due", sa.BigInteger(), nullable=True),
        sa.Column("next_soft", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("next_breached", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("next_uncounted", sa.BigInteger(), nullable=False),
        *_what_lists_know(),
        sa.PrimaryKeyConstraint("number", name="pk_tickets"),
        sa.ForeignKeyConstraint(["organization"], ["organizations.id"], name="fk_tickets_organization"),
        sa.ForeignKeyConstraint(["requester"], ["people.id"], name="fk_tickets_requester"),
    )
    op.create_index("ix_tickets_status_next_due_number", "tickets", ["status", "next_due", "number"])
    op.create_index("ix_tickets_assignee_status", "tickets", ["assignee", "status"])
    op.create_index("ix_tickets_closed_at_number", "tickets", ["closed_at", "number"])
    op.create_index("ix_tickets_organization", "tickets", ["organization"])
    op.create_index("ix_tickets_requester", "tickets", ["requester"])
    op.create_index("ix_tickets_outage", "tickets", ["outage"])
    op.create_index("ix_tickets_external_number", "tickets", ["external_number"])
    op.create_index("ix_tickets_assignee_assigned_at", "tickets", ["assignee", "assigned_at"])


def _what_lists_know() -> list[sa.Column[object]]:
    return [
        sa.Column("waiting", sa.Text(), nullable=True),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        sa.Column("outage", sa.Integer(), nullable=True),
        sa.Column("third_line", sa.Text(), nullable=True),
        sa.Column("assigned_at", sa.BigInteger(), nullable=True),
        _flag("no_executor"),
        _flag("unregistered"),
        _flag("masked"),
        _flag("disputed"),
        sa.Column("open_tasks", sa.Integer(), nullable=False),
        _flag("no_term"),
        _flag("needs_term"),
    ]


def _absences_and_calls() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("login", sa.Text()),
        sa.Column("person", sa.Integer()),
        sa.Column("substitute_login", sa.Text()),
        sa.Column("substitute_person", sa.Integer()),
        _flag("sudden"),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
    )
    op.create_index("ix_absences_until", "absences", ["until"])
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("requester", sa.Integer(), nullable=False),
        sa.Column("organization", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        _flag("solved"),
        sa.Column("mis", sa.Text()),
        sa.Column("ticket", sa.Integer()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sa.ForeignKeyConstraint(["requester"], ["people.id"], name="fk_calls_requester"),
        sa.ForeignKeyConstraint(["organization"], ["organizations.id"], name="fk_calls_organization"),
    )
    op.create_index("ix_calls_started_at_id", "calls", ["started_at", "id"])
    op.create_index("ix_calls_requester", "calls", ["requester"])


def _accounts() -> None:
    op.create_table(
        "account_requests",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account_kind", sa.Text(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("requested_by", sa.Integer(), nullable=False),
        sa.Column("position", sa.Text()),
        sa.Column("specialization", sa.Text()),
        sa.Column("dismissed_on", sa.Text()),
        _flag("late"),
        sa.Column("ticket", sa.Integer()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("staff_number", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("result", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_account_requests"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_account_requests_person"),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name="fk_account_requests_requested_by"),
    )
    op.create_index("ix_account_requests_person", "account_requests", ["person"])
    op.create_index("ix_account_requests_state_id", "account_requests", ["state", "id"])


def _solutions_and_outages() -> None:
    op.create_table(
        "solutions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mis", sa.Text()),
        sa.Column("module", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Integer()),
        _flag("retired"),
        sa.PrimaryKeyConstraint("id", name="pk_solutions"),
    )
    op.create_table(
        "outages",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("mis", sa.Text()),
        sa.Column("organizations", sa.Text(), nullable=False),
        sa.Column("expected_end", sa.BigInteger()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("news", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_outages"),
    )
    op.create_index("ix_outages_ended_at", "outages", ["ended_at"])
