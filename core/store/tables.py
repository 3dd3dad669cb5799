"""The tables. Instants are microseconds since 1970 in UTC, codes are their names, people's words are in ``texts``."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="place in the chain, from 1"),
    Column("ticket", Integer, comment="null for the directory"),
    Column("seq", Integer, comment="place in the ticket's own log, from 1"),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("session", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False, comment="canonical JSON; a text stands as its salted hash"),
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("ticket", "seq"),
)
"""The log: one hash chain over everything that ever happened; triggers refuse every change and every gap."""

texts = Table(
    "texts",
    metadata,
    Column("event", Integer, ForeignKey("events.number"), primary_key=True, autoincrement=False),
    Column("field", Text, primary_key=True),
    Column("salt", LargeBinary, comment="null once cut out"),
    Column("body", Text, comment="null once cut out"),
)
"""People's words, beside the log; the only change that triggers let through is cutting one out."""

tickets = Table(
    "tickets",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("outcome", Text),
    Column("line", Text, nullable=False),
    Column("assignee", Text),
    Column("watchers", Text, nullable=False, comment="JSON list of logins"),
    Column("organization", Integer, ForeignKey("organizations.id"), nullable=False),
    Column("requester", Integer, ForeignKey("people.id"), nullable=False),
    Column("mis", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("external_number", Text),
    Column("received_at", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("resolved_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("indicative_due", BigInteger),
    Column("search", Text, nullable=False, comment="folded words of subject, number, clinic, requester"),
    Column("next_clock", Text, comment="the due index: the running clock with the earliest due"),
    Column("next_due", BigInteger),
    Column("next_soft", Boolean(create_constraint=False), nullable=False),
    Column("next_breached", Boolean(create_constraint=False), nullable=False, comment="a recorded breach that stays"),
    Column("next_uncounted", BigInteger, nullable=False, comment="microseconds after the due that do not count"),
    Index(None, "status", "next_due", "number"),
    Index(None, "assignee", "status"),
    Index(None, "closed_at", "number"),
    Index(None, "organization"),
    Index(None, "requester"),
)
"""What lists and counters read: the fold of each ticket's log, written in the same transaction as its events."""

organizations = Table(
    "organizations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("code_folded", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("mis", Text, nullable=False, comment="JSON list"),
    Column("contract", Text),
    Column("contract_from", Text, comment="local ISO date"),
    Column("contract_until", Text, comment="local ISO date"),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("organization", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("phone", Text),
    Column("email", Text),
    Column("blocked", Boolean(create_constraint=False), nullable=False),
    Column("staff_number", Text, comment="protected (п. 10.3): no query lists it"),
    ForeignKeyConstraint(["organization"], ["organizations.id"]),
    Index(None, "organization", "search"),
)

users = Table(
    "users",
    metadata,
    Column("login", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("competences", Text, nullable=False, comment="JSON list"),
    Column("blocked", Boolean(create_constraint=False), nullable=False),
)

commands = Table(
    "commands",
    metadata,
    Column("key", Text, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("result", Text, nullable=False, comment="JSON"),
    Column("at", BigInteger, nullable=False),
)
"""Commands carried out under an idempotency key, with their first result."""

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Small facts about the store itself, such as the policy that its due index was built under."""
