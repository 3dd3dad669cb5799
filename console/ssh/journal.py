"""What the door writes to the system log (facility auth): who came in by which key, and who was refused and why."""

import re
import syslog
from typing import Final

PROGRAM: Final = "pult"
_PLAIN: Final = re.compile(r"[^A-Za-z0-9_.:/+=@%-]")


def told(happened: str, **facts: str | int | None) -> str:
    """One line: what happened and ``name=value`` for everything known, in characters that no log misreads."""
    known = (f"{name}={_PLAIN.sub('?', str(value))[:200]}" for name, value in facts.items() if value is not None)
    return " ".join((happened, *known))


def note(happened: str, **facts: str | int | None) -> None:
    """Write what is as it should be."""
    _write(syslog.LOG_INFO, told(happened, **facts))


def warn(happened: str, **facts: str | int | None) -> None:
    """Write what somebody should look at."""
    _write(syslog.LOG_WARNING, told(happened, **facts))


def _write(priority: int, line: str) -> None:
    syslog.openlog(PROGRAM, syslog.LOG_PID, syslog.LOG_AUTH)
    syslog.syslog(priority, line)
