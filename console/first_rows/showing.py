"""Whether the first rows may be shown, and showing them: the one door of this folder."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from console.environment import LEAST_HEIGHT, LEAST_WIDTH, declares_utf8, few_colours
from console.first_rows.early_screen import EARLY
from console.first_rows.request import FirstRequest, request_of
from console.first_rows.seen import SHOWN, Seen

if TYPE_CHECKING:
    from core.policy.policy import Policy


def show_first_rows(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Show the first rows where that can be done; False, and nothing is written, where it cannot.

    ``arguments``: those of the process.
    """
    size = _terminal(environ)
    if size is None:
        return False
    request = request_of(arguments, environ)
    if request is None:
        return False
    return _show(request, size, environ)


def _terminal(environ: Mapping[str, str]) -> tuple[int, int] | None:
    """Columns and rows of a terminal that can show the console; None where there is none."""
    try:
        if not (os.isatty(0) and os.isatty(1)):
            return None
        size = os.get_terminal_size(1)
    except OSError:
        return None
    if environ.get("TERM", "dumb") in ("", "dumb", "unknown") or not declares_utf8(environ):
        return None
    return (size.columns, size.lines) if size.columns >= LEAST_WIDTH and size.lines >= LEAST_HEIGHT else None


def _show(request: FirstRequest, size: tuple[int, int], environ: Mapping[str, str]) -> bool:
    """Write them; False where something is not as usual."""
    from core.policy.load import kept_policy

    policy = kept_policy(request.config)
    now = None if policy is None else _now(request, policy)
    if policy is None or now is None:
        return False
    from console.first_rows.frame import frame, rows_shown
    from console.first_rows.pens import FirstPens
    from core.desk.queue.glance import glance

    seen = glance(request.database, policy, request.login, now, rows_shown(size[1]))
    if seen is None or not seen.rows:
        return False
    theme = request.theme or ("ansi" if few_colours(environ) else "dark")
    exact = environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
    pens = FirstPens(theme, exact=exact, none=bool(environ.get("NO_COLOR")))
    EARLY.show(frame(seen, policy.labels, size, pens))
    SHOWN.seen = Seen(request.login, seen, policy.labels)
    return True


def _now(request: FirstRequest, policy: "Policy") -> datetime | None:
    """The present instant; None where whoever calls claims what only the store's owner may."""
    from core.instants import parse_instant
    from core.store.location import is_owner
    from core.worktime import FIRST_YEAR, LAST_YEAR

    claims = request.login != request.own_login or request.now is not None
    try:
        if claims and not is_owner(request.database):
            return None
        now = datetime.now(policy.zone) if request.now is None else parse_instant(request.now, policy.zone)
    except (ValueError, OSError):
        return None
    return now if FIRST_YEAR < now.year < LAST_YEAR else None
