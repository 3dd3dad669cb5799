"""What happens beside the simple way of a ticket: promises, calls back, disputes, tasks, calls that need no ticket.

Laid over a plan that is made already, so that the plan stays as it is. Pure.
"""

from collections.abc import Sequence
from datetime import datetime

from core.demo.episodes.calls import calls
from core.demo.episodes.lives import lives
from core.demo.episodes.promises import promises
from core.demo.episodes.quarrels import quarrels
from core.demo.plan import Step
from core.policy import Policy


def with_episodes(policy: Policy, steps: Sequence[Step], now: datetime) -> tuple[Step, ...]:
    """The steps of a plan with the episodes between them, in order of time; nothing after ``now``."""
    planned = lives(steps)
    found = (*promises(policy, planned, now), *quarrels(policy, planned, now), *calls(policy, planned, now))
    keyed = (each.keyed(place, steps[0].key) for place, each in enumerate(found))
    return tuple(sorted((*steps, *(each for each in keyed if each.at <= now)), key=lambda step: step.at))
