"""Failures as the operator sees them: one Russian sentence; the log keeps class and place, never people's data."""

import logging
import os
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

from core.policy.errors import ConfigError
from core.store.errors import StoreUnavailable
from core.tickets.refusal import Refusal

STORE_UNAVAILABLE = "store_unavailable"
"""Code of the refusal that a failure of the store becomes for a screen."""
BAD_CONFIGURATION = "bad_configuration"
INTERNAL = "internal"
PASSING = frozenset({STORE_UNAVAILABLE, BAD_CONFIGURATION, INTERNAL})
"""Codes of what is over as soon as the store answers again; an account that is not let in is not among them."""

log = logging.getLogger(__name__)


def log_path() -> Path:
    """The file of incidents: ``pult/console.log`` in the XDG state folder."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "pult" / "console.log"


def record(error: BaseException) -> str:
    """Write an incident to the log and give its id; a log that cannot be written is no second failure."""
    incident = secrets.token_hex(4)
    places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in _frames(error))
    line = f"{datetime.now(UTC).isoformat(timespec='seconds')} {incident} {_class_chain(error)} {places}\n"
    try:
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(path, "a", encoding="utf-8", opener=_private) as file:
            file.write(line)
    except OSError:
        log.warning("incident %s could not be written to the log", incident)
    return incident


def crash_line(incident: str) -> str:
    """What a crash prints in place of a traceback, whose values could be somebody's data."""
    return f"Пульт остановлен из-за внутренней ошибки. Номер случая: {incident}, журнал: {log_path()}"


def as_refusal(error: Exception) -> Refusal:
    """What a screen is told when the store failed or something unexpected happened while it was asked."""
    if isinstance(error, StoreUnavailable):
        return Refusal(STORE_UNAVAILABLE, error.message)
    if isinstance(error, ConfigError):
        return Refusal(BAD_CONFIGURATION, f"Настройки не читаются: {error.problems[0]}")
    return Refusal(INTERNAL, f"Внутренняя ошибка, номер случая {record(error)}. Набранное сохранено на экране.")


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    """The places of a failure, the innermost first; code lines and values are not looked up."""
    return [*reversed(traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False))][:12]


def _class_chain(error: BaseException) -> str:
    names: list[str] = []
    link: BaseException | None = error
    while link is not None and len(names) < 5:
        names.append(f"{type(link).__module__}.{type(link).__qualname__}")
        link = link.__cause__ or link.__context__
    return " from ".join(names)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
