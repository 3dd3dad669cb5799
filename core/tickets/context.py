"""What the rules are given besides the ticket and the command: everything that would otherwise be read from outside."""

from dataclasses import dataclass, field
from datetime import datetime

from core.policy import Policy
from core.tickets.directory import Actor, Facts


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, at which instant, under which policy, and the directory's rows that the command refers to."""

    actor: Actor
    now: datetime
    policy: Policy
    facts: Facts = field(default_factory=Facts)
