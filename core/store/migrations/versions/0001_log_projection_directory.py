"""The log with its guards, the projection, the directory."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GUARDS = (
    """
    CREATE TRIGGER events_follow BEFORE INSERT ON events
    WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM events)
      OR NEW.prev <> COALESCE((SELECT hash FROM events ORDER BY number DESC LIMIT 1), '')
      OR (NEW.ticket IS NULL) <> (NEW.seq IS NULL)
      OR NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE ticket = NEW.ticket)
    BEGIN SELECT RAISE(ABORT, 'an event must follow the last one'); END
    """,
    """
    CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events never change'); END
    """,
    """
    CREATE TRIGGER events_never_go BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events never go'); END
    """,
    """
    CREATE TRIGGER texts_are_written_once BEFORE INSERT ON texts
    WHEN EXISTS (SELECT 1 FROM texts WHERE event = NEW.event AND field = NEW.field)
      OR NEW.event <> (SELECT MAX(number) FROM events)
    BEGIN SELECT RAISE(ABORT, 'texts are written once, with their event'); END
    """,
    """
    CREATE TRIGGER texts_are_only_cut_out BEFORE UPDATE ON texts
    WHEN NEW.event <> OLD.event OR NEW.field <> OLD.field OR NEW.body IS NOT NULL OR NEW.salt IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'texts are only cut out'); END
    """,
    """
    CREATE TRIGGER texts_never_go BEFORE DELETE ON texts
    BEGIN SELECT RAISE(ABORT, 'texts never go'); END
    """,
)

POSTGRES_GUARDS = (
    """
    CREATE FUNCTION pult_events_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last record;
    BEGIN
        SELECT number, hash INTO last FROM events ORDER BY number DESC LIMIT 1;
        IF NEW.number <> COALESCE(last.number, 0) + 1 OR NEW.prev <> COALESCE(last.hash, '')
           OR (NEW.ticket IS NULL) <> (NEW.seq IS NULL)
           OR NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE ticket = NEW.ticket) THEN
            RAISE EXCEPTION 'an event must follow the last one';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION pult_texts_are_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.event <> (SELECT MAX(number) FROM events) THEN
            RAISE EXCEPTION 'texts are written once, with their event';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION pult_texts_are_only_cut_out() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.event <> OLD.event OR NEW.field <> OLD.field OR NEW.body IS NOT NULL OR NEW.salt IS NOT NULL THEN
            RAISE EXCEPTION 'texts are only cut out';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION pult_never() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the log is only added to';
    END $$
    """,
    "CREATE TRIGGER events_follow BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION pult_events_follow()",
    "CREATE TRIGGER events_never_change BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION pult_never()",
    "CREATE TRIGGER events_never_go BEFORE DELETE OR TRUNCATE ON events EXECUTE FUNCTION pult_never()",
    "CREATE TRIGGER texts_are_written_once BEFORE INSERT ON texts"
    " FOR EACH ROW EXECUTE FUNCTION pult_texts_are_written_once()",
    "CREATE TRIGGER texts_are_only_cut_out BEFORE UPDATE ON texts"
    " FOR EACH ROW EXECUTE FUNCTION pult_texts_are_only_cut_out()",
    "CREATE TRIGGER texts_never_go BEFORE DELETE OR TRUNCATE ON texts EXECUTE FUNCTION pult_never()",
)
"""The same guards for PostgreSQL; a text written twice is stopped by the key."""


def upgrade() -> None:
    _log()
    _directory()
    _projection()
    _rest()
    for guard in POSTGRES_GUARDS if op.get_bind().dialect.name == "postgresql" else GUARDS:
        op.execute(guard)


def _log() -> None:
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        sa.UniqueConstraint("ticket", "seq", name="uq_events_ticket_seq"),
    )
    op.create_table(
        "texts",
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event", "field", name="pk_texts"),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name="fk_texts_event"),
    )


def _directory() -> None:
    op.create_table(
        "organizations",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("code_folded", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("mis", sa.Text(), nullable=False),
        sa.Column("contract", sa.Text(), nullable=True),
        sa.Column("contract_from", sa.Text(), nullable=True),
        sa.Column("contract_until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_organizations"),
        sa.UniqueConstraint("code_folded", name="uq_organizations_code_folded"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("organization", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("blocked", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("staff_number", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.ForeignKeyConstraint(["organization"], ["organizations.id"], name="fk_people_organization"),
    )
    op.create_index("ix_people_organization_search", "people", ["organization", "search"])
    op.create_table(
        "users",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("competences", sa.Text(), nullable=False),
        sa.Column("blocked", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("login", name="pk_users"),
    )


def _projection() -> None:
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
        sa.PrimaryKeyConstraint("number", name="pk_tickets"),
        sa.ForeignKeyConstraint(["organization"], ["organizations.id"], name="fk_tickets_organization"),
        sa.ForeignKeyConstraint(["requester"], ["people.id"], name="fk_tickets_requester"),
    )
    op.create_index("ix_tickets_status_next_due_number", "tickets", ["status", "next_due", "number"])
    op.create_index("ix_tickets_assignee_status", "tickets", ["assignee", "status"])
    op.create_index("ix_tickets_closed_at_number", "tickets", ["closed_at", "number"])
    op.create_index("ix_tickets_organization", "tickets", ["organization"])
    op.create_index("ix_tickets_requester", "tickets", ["requester"])


def _rest() -> None:
    op.create_table(
        "commands",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_commands"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
