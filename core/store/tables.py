"""The tables of a store, and what each column holds.

Instants are microseconds since 1970 in UTC, codes are their names, people's words are in ``texts``.
"""

from typing import Final

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
    false,
)

from core.store.ticket_indexes import over_some_tickets

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


NEVER: Final = 2**63 - 1
"""The sort key of a ticket without a due: after every instant."""


def _flag() -> Boolean:
    return Boolean(create_constraint=False)


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
    Index(None, "at"),
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
    Column("next_soft", _flag(), nullable=False),
    Column("next_breached", _flag(), nullable=False, comment="a recorded breach that no agreed term has settled"),
    Column("next_uncounted", BigInteger, nullable=False, comment="microseconds after the due that do not count"),
    Column("waiting", Text, comment="whom the ticket waits for"),
    Column("duplicate_of", Integer),
    Column("outage", Integer),
    Column("third_line", Text, comment="where in ТЛТП it is now"),
    Column("assigned_at", BigInteger, comment="when the assignee got it: the turn of the chooser"),
    Column("no_executor", _flag(), nullable=False, comment="the rules found nobody"),
    Column("unregistered", _flag(), nullable=False, comment="no number in ИСКИЗ or Интерактив yet"),
    Column("masked", _flag(), nullable=False, comment="imported with personal data, which was masked"),
    Column("disputed", _flag(), nullable=False),
    Column("open_tasks", Integer, nullable=False),
    Column("no_term", _flag(), nullable=False, comment="by agreement, and nothing agreed yet"),
    Column("needs_term", _flag(), nullable=False, comment="breached, and no term agreed since (п. 6.8)"),
    Column(
        "effort", BigInteger, comment="microseconds of working time in hand until solved; what a kind usually takes"
    ),
    Column("named", Text, comment="whom the rules named for it, while somebody else has it"),
    Column("next_line", Text, nullable=False, server_default="first", comment="by whose hours it is counted"),
    Column("sort_due", BigInteger, nullable=False, server_default=str(NEVER), comment="the next due; none: the last"),
    Column("wake_at", BigInteger, comment="the earliest instant at which time alone may cause something; the sweep"),
    Column("connected", _flag(), nullable=False, server_default=false(), comment="a remote session is open"),
    Column("promised", Text, comment="JSON list: what was promised last for each clock that runs"),
    Index(None, "status", "sort_due", "number"),
    Index(None, "assignee", "status"),
    Index(None, "closed_at", "number"),
    Index(None, "sort_due", "number"),
    Index(None, "organization"),
    Index(None, "requester"),
    Index(None, "outage"),
    Index(None, "external_number"),
    Index(None, "assignee", "assigned_at"),
    Index(None, "named", "created_at"),
    Index(None, "created_at"),
    Index(None, "changed_at", "created_at"),
    Index(None, "type", "priority", "resolved_at"),
    *over_some_tickets(),
)
"""What lists and counters read: the fold of each ticket's log, written in the same transaction as its events."""

clocks = Table(
    "clocks",
    metadata,
    Column("ticket", Integer, ForeignKey("tickets.number"), primary_key=True, autoincrement=False),
    Column("clock", Text, primary_key=True),
    Column("organization", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger, comment="None while it runs"),
    Column("breached", _flag(), nullable=False, comment="of a running one: past an earlier due, and not settled since"),
    Column("uncounted", BigInteger, nullable=False, comment="microseconds after the due that do not count"),
    Column("cause", Text),
    Column("line", Text, nullable=False, server_default="first", comment="by whose hours it is counted"),
    Column("breached_at", BigInteger, comment="the first instant of the first breach, settled or not"),
    Index(None, "ended_at", "clock", "organization", "breached"),
    Index(None, "due_at"),
)
"""The clocks of every ticket that have a due whose excess is a breach: what the breach panel counts."""

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
    Column("blocked", _flag(), nullable=False),
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
    Column("blocked", _flag(), nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("login", Text),
    Column("person", Integer),
    Column("substitute_login", Text),
    Column("substitute_person", Integer),
    Column("sudden", _flag(), nullable=False),
    Column("reason", Text),
    Index(None, "until"),
)
"""Who is absent and who substitutes (п. 4.7)."""

calls = Table(
    "calls",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("requester", Integer, ForeignKey("people.id"), nullable=False),
    Column("organization", Integer, ForeignKey("organizations.id"), nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Column("solved", _flag(), nullable=False),
    Column("mis", Text),
    Column("ticket", Integer),
    Column("text", Text, nullable=False),
    Column("search", Text, nullable=False),
    Index(None, "started_at", "id"),
    Index(None, "requester"),
)
"""The call log (п. 5.5)."""

account_requests = Table(
    "account_requests",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("account_kind", Text, nullable=False),
    Column("system", Text, nullable=False),
    Column("person", Integer, ForeignKey("people.id"), nullable=False),
    Column("requested_by", Integer, ForeignKey("people.id"), nullable=False),
    Column("position", Text),
    Column("specialization", Text),
    Column("dismissed_on", Text, comment="local ISO date"),
    Column("late", _flag(), nullable=False),
    Column("ticket", Integer),
    Column("at", BigInteger, nullable=False),
    Column("reason", Text),
    Column("staff_number", Text, comment="protected (п. 10.3): no query lists it"),
    Column("state", Text, nullable=False),
    Column("result", Text),
    Column("external_number", Text, comment="under which it stands in ИСКИЗ (п. 3.6)"),
    Index(None, "person"),
    Index(None, "state", "id"),
)
"""Requests about accounts in ИСКИЗ and the МИС (п. 10.3–10.6)."""

solutions = Table(
    "solutions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("mis", Text),
    Column("module", Text),
    Column("source", Text, nullable=False),
    Column("ticket", Integer),
    Column("retired", _flag(), nullable=False),
)
"""Documented solutions (п. 5.4, 6.3, 6.9)."""

outages = Table(
    "outages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("mis", Text),
    Column("organizations", Text, nullable=False, comment="JSON list; empty: all"),
    Column("expected_end", BigInteger),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("ended_at", BigInteger),
    Column("news", Text),
    Index(None, "ended_at"),
)
"""Mass incidents (п. 5.4, 6.3)."""

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False),
    Column("shared", _flag(), nullable=False),
    Column("title", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("filter", Text),
    Column("sort", Text, nullable=False),
    Column("group", Text),
    Column("columns", Text),
    Column("dropped", _flag(), nullable=False),
)
"""Views of the queue that people keep."""

shifts = Table(
    "shifts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("to", Text, nullable=False),
    Column("tickets", Text, nullable=False, comment="JSON list of numbers"),
    Column("text", Text, nullable=False),
    Column("accepted_at", BigInteger),
    Column("answer", Text),
    Column("reason", Text, comment="why to somebody absent"),
)
"""Shifts that were handed over."""

letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("person", Integer, ForeignKey("people.id"), nullable=False),
    Column("organization", Integer, ForeignKey("organizations.id"), nullable=False),
    Column("addressee", Integer, comment="the head of the clinic, where one is known"),
    Column("text", Text, nullable=False),
    Column("sent_on", Text, comment="local ISO date; null: not sent yet"),
    Column("how", Text),
    Column("sent_by", Text),
)
"""Letters that the regulation demands (п. 10.7)."""

ssh_keys = Table(
    "ssh_keys",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("login", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("algorithm", Text, nullable=False),
    Column("bits", Integer, nullable=False),
    Column("blob", Text, nullable=False, comment="the public key in base64"),
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("expires_at", BigInteger),
    Column("comment", Text),
    Column("revoked_at", BigInteger),
    Index(None, "login"),
)
"""The staff's public SSH keys; those that were revoked stay, so that none comes back."""

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The bytes of attachments, each content once."""

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
