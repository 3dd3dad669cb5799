"""What the rules are given besides the ticket and the command: everything that would otherwise be read from outside."""

from dataclasses import dataclass, field
from datetime import datetime

from core.policy import Policy
from core.tickets.directory import Actor, Facts
from core.tickets.log import History


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, at which instant, under which policy, and the directory's rows that the command refers to."""

    actor: Actor
    now: datetime
    policy: Policy
    facts: Facts = field(default_factory=Facts)
    history: History = ()
    """The whole log of the command's own ticket; empty for a registration."""
