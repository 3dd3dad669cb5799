"""The composition root: here, and nowhere else, the store, the policy and the clock are put together."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core.desk.views import Done
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.desk.queue_desk import QueueDesk

AnyDesk = TypeVar("AnyDesk", bound="QueueDesk")
Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present instant, aware."""
    return datetime.now(UTC)


def open_desk(
    database: str | Path | None = None,
    *,
    config: str | Path | None = None,
    clock: Clock = system_clock,
    timeout: float | None = None,
    read_only: bool = False,
    paced: bool = False,
    session: str | None = None,
) -> Desk:
    """Open a desk over an initialised store.

    ``database`` is a path or a ``sqlite:///`` URL, None the file in the user's data folder; ``config`` a folder of
    YAML, None the shipped files; ``clock`` gives aware instants; ``timeout`` is how many seconds to wait for another
    writer; ``read_only``: no command is carried out; ``paced``: a person gives the commands, no faster than
    ``lifecycle.yaml`` lets one session; ``session``: what its events are recorded under, None for a name of its own.
    Raises StoreUnavailable, and ConfigError for a broken
    configuration.
    """
    from core.desk.desk import Desk
    from core.desk.pacing import Pace

    desk = _open(Desk, database, config, clock, timeout=timeout, read_only=read_only, session=session)
    desk.pace = Pace() if paced else None
    return desk


def open_queue(
    database: str | Path | None = None, *, config: str | Path | None = None, clock: Clock = system_clock
) -> QueueDesk:
    """Open the part of a desk that a list of tickets needs: sooner, since no rule is loaded. As :func:`open_desk`."""
    from core.desk.queue_desk import QueueDesk

    return _open(QueueDesk, database, config, clock)


def _open(
    kind: type[AnyDesk],
    database: str | Path | None,
    config: str | Path | None,
    clock: Clock,
    *,
    timeout: float | None = None,
    read_only: bool = False,
    session: str | None = None,
) -> AnyDesk:
    from core.policy import PolicySource
    from core.store.store import TIMEOUT, Store

    policies = PolicySource(None if config is None else Path(config))
    zone = policies.current().zone
    store = Store.open(database, zone=zone, timeout=TIMEOUT if timeout is None else timeout)
    try:
        return kind(store, policies, clock, session=session or secrets.token_hex(4), read_only=read_only)
    except BaseException:
        store.close()
        raise


def init_store(
    database: str | Path | None,
    admin_login: str,
    admin_name: str,
    *,
    clock: Clock = system_clock,
    centre: str | None = None,
) -> Done | Refusal:
    """Make a new store with its first administrator; gives the login as the subject.

    ``centre`` is the code of whose desk it is. Refuses a login or a name that no account may have, and such a code.
    Raises StoreUnavailable, also for a store already prepared.
    """
    from core.desk.keeping import begin_directory, centre_problem, new_account_problem
    from core.store.ledger import STORE_ID, set_fact
    from core.store.migrate import CENTRE, creating
    from core.text import clean_line

    login, name = admin_login.strip(), clean_line(admin_name)
    if refusal := new_account_problem(login, name) or centre_problem(centre):
        return refusal
    with creating(database, centre or CENTRE) as tx:
        set_fact(tx, STORE_ID, secrets.token_hex(8))
        done = begin_directory(tx, login, name, clock())
        tx.commit()
    return done


def migrate_store(database: str | Path | None) -> tuple[str, str]:
    """Bring a store to the program's schema; gives the revision before and after. Raises StoreUnavailable."""
    from core.store.migrate import migrate

    return migrate(database)
