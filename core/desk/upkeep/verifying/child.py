"""A process that does jobs of a verification over a snapshot of its own: asked by its input, answers by its output.

Started by :mod:`core.desk.upkeep.verifying.team`, as a new program: a fork would share SQLite's locks with its parent.
"""

import gc
import pickle
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import IO, Any, Final

from core.desk.upkeep.verifying.jobs import Job, Snapshot
from core.policy import Policy, load_policy
from core.store.event_log.log import last_event
from core.store.store import Store
from core.tickets.use_cases.catalogue import EVENT_KINDS

_GARBAGE: Final = (50_000, 20, 100)
"""How seldom garbage is looked for: what a verification makes has next to no circles."""


@dataclass(frozen=True, slots=True)
class StoreAtHand:
    """Which store, and the configuration whose policy is in force there, by the fingerprint of its terms."""

    database: str | Path
    zone: tzinfo
    configuration: Path | None
    terms: str

    def policy(self) -> Policy | None:
        """The policy as the configuration has it now; None where it is not the one that is in force."""
        policy = load_policy(self.configuration)
        return policy if policy.terms_fingerprint == self.terms else None


@dataclass(frozen=True, slots=True)
class Look:
    """Let go of the snapshot, and take the one of now."""


def main() -> None:
    """Say that all is loaded, then answer one message after the other until there are no more."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    desk: StoreAtHand = pickle.load(asked)
    policy = desk.policy()
    if policy is None or not EVENT_KINDS:
        raise SystemExit(1)
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
    with Store.open(desk.database, zone=desk.zone) as store:
        tell(told, None)
        serve(store, policy, asked, told)


def serve(store: Store, policy: Policy, asked: IO[bytes], told: IO[bytes]) -> None:
    """Answer what is asked until the input ends."""
    with ExitStack() as snapshot:
        place: Snapshot | None = None
        while (message := _next(asked)) is not None:
            if isinstance(message, Look):
                snapshot.close()
                tx = snapshot.enter_context(store.reading())
                place = Snapshot(tx, policy)
                tell(told, last_event(tx))  # a snapshot begins with the first reading
            elif place is not None:
                job: Job[Any] = message
                tell(told, job.do(place))


def tell(stream: IO[bytes], message: object) -> None:
    """Send one message. Raises OSError."""
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _next(stream: IO[bytes]) -> Any:
    try:
        return pickle.load(stream)
    except EOFError:
        return None
