"""How a server of PostgreSQL is, asked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from sqlalchemy import text

from core.store.location import ServerPlace
from core.store.store import Store, revision_of

_PATIENCE: Final = 1.0
_ASKED: Final = text(
    """
    SELECT current_setting('server_version') AS version,
           current_setting('max_connections')::int AS most_connections,
           (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
           (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')) AS standbys,
           (SELECT bool_or(pg_has_role(tableowner, 'MEMBER')) FROM pg_tables
             WHERE schemaname = current_schema() AND tablename = 'events') AS owns
    """
)
_FACTS: Final = text("SELECT key, value FROM meta")
_LAST: Final = text("SELECT at FROM events ORDER BY number DESC LIMIT 1")


@dataclass(frozen=True, slots=True)
class ServerHealth:
    """What was asked: ``revision`` is «» before any migration; ``last_at`` of the last event, in microseconds;
    ``answered_in`` seconds; ``owns_tables``: the account can take the guards of the log off."""

    version: str
    revision: str
    last_at: int | None
    answered_in: float
    synchronous_standbys: int
    connections: int
    most_connections: int
    owns_tables: bool
    facts: Mapping[str, str]
    """When it was last swept and copied, by the keys of :mod:`core.store.metadata`."""


def examine_server(place: ServerPlace) -> ServerHealth:
    """Ask a server how it is. Raises StoreUnavailable where it does not answer."""
    with Store(place, timeout=_PATIENCE) as store, store.reading() as tx:
        revision = revision_of(tx) or ""
        last = tx.connection.execute(_LAST).scalar() if revision else None
        facts = {row.key: row.value for row in tx.connection.execute(_FACTS)} if revision else {}
        began = perf_counter()
        found = tx.connection.execute(_ASKED).one()
        return ServerHealth(
            version=found.version,
            revision=revision,
            last_at=last,
            answered_in=perf_counter() - began,
            synchronous_standbys=found.standbys,
            connections=found.connections,
            most_connections=found.most_connections,
            owns_tables=bool(found.owns),
            facts=facts,
        )
