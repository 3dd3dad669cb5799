"""The pace of one session: what the rule says of each command, remembered between them."""

from datetime import datetime
from threading import Lock

from core.policy import CommandRate
from core.tickets.refusal import Refusal
from core.tickets.staff.rate_limit import admit


class Pace:
    """How fast the commands of one session come. Safe to ask from any thread."""

    def __init__(self) -> None:
        """Begin with a full bucket."""
        self._lock = Lock()
        self._full_at: datetime | None = None

    def refuse(self, at: datetime, rate: CommandRate) -> Refusal | None:
        """Count one more command; the refusal where it comes too soon after too many."""
        with self._lock:
            answer = admit(self._full_at, at, rate)
            if isinstance(answer, Refusal):
                return answer
            self._full_at = answer
            return None
