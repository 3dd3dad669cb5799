"""How fast one session may give commands: a bucket of them that fills evenly, kept as a single instant.

No clause sets it. It keeps a key that got stuck, or a script that went wrong, from filling the log and the disk; nobody
who types or marks tickets comes near it.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from core.policy import CommandRate
from core.tickets.refusal import Refusal

TOO_FAST: Final = "session.too_fast"
_SECOND: Final = timedelta(seconds=1)


def admit(full_at: datetime | None, at: datetime, rate: CommandRate) -> datetime | Refusal:
    """The instant at which the bucket will be full again after one more command at ``at``, or why there is none left.

    ``full_at`` is what the last command gave, None before the first. One that lies further ahead than a whole bucket
    needs comes of a clock that was set back, and counts as none.
    """
    each = _SECOND / rate.per_second
    whole, now = each * rate.burst, at.astimezone(UTC)
    begun = full_at if full_at is not None and now < full_at <= now + whole else now
    if begun + each > now + whole:
        message = f"Слишком много команд подряд: не больше {rate.per_second} в секунду. Подождите и повторите"
        return Refusal(TOO_FAST, message)
    return begun + each
