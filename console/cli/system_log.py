"""The head of the chain goes to the system's log: out of reach of whoever can only change the store's file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.event_log.log import Head


def note_head(head: Head, store: str) -> None:
    """Write the head of a store, named by its identity, as one line. Never fails: a timer must go on without a log."""
    with suppress(OSError, ValueError):
        write(f"head store={store} event={head.event} hash={head.hash}")


def write(line: str) -> None:
    """Write one line to the system's log under the program's name."""
    import syslog

    syslog.openlog("pult", syslog.LOG_PID, syslog.LOG_DAEMON)
    syslog.syslog(syslog.LOG_NOTICE, line)
