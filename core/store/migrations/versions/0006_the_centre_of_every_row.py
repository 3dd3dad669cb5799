"""Whose desk a row belongs to, so that centres can be parted; on a server, the leases of who is where."""

import sqlalchemy as sa
from alembic import context, op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = (
    "absences",
    "account_requests",
    "blobs",
    "calls",
    "clocks",
    "commands",
    "events",
    "meta",
    "organizations",
    "outages",
    "people",
    "saved_views",
    "shifts",
    "solutions",
    "ssh_keys",
    "texts",
    "tickets",
    "users",
)


def upgrade() -> None:
    centre = context.config.attributes["centre"]
    for table in TABLES:
        op.add_column(table, sa.Column("centre", sa.Text(), nullable=False, server_default=centre))
    op.execute(sa.text("INSERT INTO meta (key, value) VALUES ('centre', :centre)").bindparams(centre=centre))
    if op.get_bind().dialect.name == "postgresql":
        op.create_table(
            "presence",
            sa.Column("session", sa.Text(), nullable=False),
            sa.Column("login", sa.Text(), nullable=False),
            sa.Column("name", sa.Text(), nullable=False),
            sa.Column("ticket", sa.Integer(), nullable=False),
            sa.Column("writes", sa.Boolean(), nullable=False),
            sa.Column("until", sa.BigInteger(), nullable=False),
            sa.PrimaryKeyConstraint("session", name="pk_presence"),
            prefixes=["UNLOGGED"],
        )
        op.create_table(
            "sessions",
            sa.Column("id", sa.Text(), nullable=False),
            sa.Column("login", sa.Text(), nullable=False),
            sa.Column("name", sa.Text(), nullable=False),
            sa.Column("role", sa.Text(), nullable=False),
            sa.Column("since", sa.BigInteger(), nullable=False),
            sa.Column("door", sa.Text(), nullable=False),
            sa.Column("address", sa.Text(), nullable=False),
            sa.Column("place", sa.Text(), nullable=False),
            sa.Column("ticket", sa.Integer()),
            sa.Column("until", sa.BigInteger(), nullable=False),
            sa.Column("ended_by", sa.Text()),
            sa.Column("ended_why", sa.Text()),
            sa.PrimaryKeyConstraint("id", name="pk_sessions"),
            prefixes=["UNLOGGED"],
        )
