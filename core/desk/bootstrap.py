"""The composition root: here, and nowhere else, the store, the policy and the clock are put together."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.desk.views import Done
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk

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
    whole: bool = True,
) -> Desk:
    """Open a desk over an initialised store.

    ``database`` is a path or a ``sqlite:///`` URL, None the file in the user's data folder; ``config`` a folder of
    YAML, None the shipped files; ``clock`` gives aware instants; ``timeout`` is how many seconds to wait for another
    writer; ``read_only``: no command is carried out; ``paced``: a person gives the commands, no faster than
    ``lifecycle.yaml`` lets one session; ``session``: what its events are recorded under, None for a name of its own;
    ``whole``: every face is loaded at once, else each when it is asked for, which one command is the sooner by.
    Raises StoreUnavailable, and ConfigError for a broken configuration.
    """
    desk = _open(database, config, clock, timeout=timeout, read_only=read_only, paced=paced, session=session)
    return desk.load() if whole else desk


def open_queue(
    database: str | Path | None = None, *, config: str | Path | None = None, clock: Clock = system_clock
) -> Desk:
    """Open a desk of which only the queue is loaded yet: sooner, since no rule is. As :func:`open_desk`."""
    return _open(database, config, clock)


def _open(
    database: str | Path | None,
    config: str | Path | None,
    clock: Clock,
    *,
    timeout: float | None = None,
    read_only: bool = False,
    paced: bool = False,
    session: str | None = None,
) -> Desk:
    from core.desk.desk import Desk
    from core.desk.environment import Environment
    from core.policy import PolicySource
    from core.store.store import TIMEOUT, Store

    policies = PolicySource(None if config is None else Path(config))
    zone = policies.current().zone
    store = Store.open(database, zone=zone, timeout=TIMEOUT if timeout is None else timeout)
    try:
        named = session or secrets.token_hex(4)
        return Desk(Environment(store, policies, clock, session=named, read_only=read_only), paced=paced)
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
    from core.desk.founding import begin_directory
    from core.store.metadata import STORE_ID, set_metadata
    from core.store.migrate import CENTRE, creating
    from core.text import clean_line
    from core.tickets.people.additions import centre_problem, new_account_problem

    login, name = admin_login.strip(), clean_line(admin_name)
    if refusal := new_account_problem(login, name) or centre_problem(centre):
        return refusal
    with creating(database, centre or CENTRE) as tx:
        set_metadata(tx, STORE_ID, secrets.token_hex(8))
        done = begin_directory(tx, login, name, clock())
        tx.commit()
    return done
