"""Letters that are owed (п. 10.7), numbers of account requests elsewhere, why a shift went to an absent one."""

import sqlalchemy as sa
from alembic import context, op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    centre = context.config.attributes["centre"]
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("organization", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.Integer()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Text()),
        sa.Column("how", sa.Text()),
        sa.Column("sent_by", sa.Text()),
        sa.Column("centre", sa.Text(), nullable=False, server_default=centre),
        sa.ForeignKeyConstraint(["organization"], ["organizations.id"], name="fk_letters_organization"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_letters_person"),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
    )
    op.add_column("account_requests", sa.Column("external_number", sa.Text()))
    op.add_column("shifts", sa.Column("reason", sa.Text()))
