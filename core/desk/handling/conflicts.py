"""A writer who had read an older version: told what has changed field by field, or merged where nothing collides."""

from dataclasses import asdict, dataclass, field, fields
from datetime import datetime

from core.desk.handling.command_facts import facts_for
from core.desk.tickets.timeline import tell
from core.instants import iso
from core.policy import Policy
from core.store.registers.directory_reads import read_people, read_users
from core.store.store import Reading
from core.tickets import merging
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.directory import SYSTEM, Actor
from core.tickets.fold import replay
from core.tickets.log import History
from core.tickets.merging import Difference, FieldChange
from core.tickets.narration.values import Names
from core.tickets.refusal import Refusal, RefusalKind


@dataclass(frozen=True, slots=True)
class Stale:
    """A command that was written to version ``seen`` of a ticket whose ``log`` has gone on."""

    tx: Reading
    policy: Policy
    command: TicketCommand
    log: History
    seen: int
    changed: tuple[FieldChange, ...] = field(init=False)
    """What others have done since; nothing for a version that never was."""

    def __post_init__(self) -> None:
        """Fold the log twice, up to what was read and up to now."""
        object.__setattr__(self, "changed", merging.changes(self.log, self.seen) if self.known else ())

    @property
    def known(self) -> bool:
        """Whether the ticket ever had the version that was read."""
        return 1 <= self.seen <= len(self.log)

    @property
    def mergeable(self) -> bool:
        """Whether the command stands beside everything that has changed."""
        return self.known and not merging.collisions(self.command, self.changed)

    def told(self) -> tuple[Difference, ...]:
        """What has changed, for whoever was merged."""
        return merging.tell(self.changed, self._names(self.changed))

    def conflict(self, actor: Actor, now: datetime) -> Refusal:
        """The refusal: the present version, the entries since, each changed field, what the command would set.

        ``refused`` tells why the rules would not let it be given now, if they would not; nothing is recorded of that.
        """
        number, version = self.log[-1].ticket, self.log[-1].seq
        message = f"Обращение {number} изменилось: вы видели версию {self.seen}, сейчас {version}"
        entries = tell(self.tx, self.log[max(self.seen, 0) :], self.policy)
        wanted, refused = self._wanted(actor, now)
        zone, names = self.policy.zone, self._names(self.changed + wanted)
        colliding = merging.collisions(self.command, self.changed)
        differences = merging.tell(self.changed, names, colliding=colliding, wanted=wanted)
        details = {
            "version": version,
            "changes": [{f.name: getattr(e, f.name) for f in fields(e)} | {"at": iso(e.at, zone)} for e in entries],
            "fields": [asdict(each) | {"at": iso(each.at, zone)} for each in differences],
            "yours": [asdict(each) for each in merging.tell_wanted(wanted, names)],
            "refused": refused and {"message": refused.message, "clause": refused.clause},
        }
        return Refusal("ticket.changed", message, None, RefusalKind.CONFLICT, details)

    def _wanted(self, actor: Actor, now: datetime) -> tuple[tuple[FieldChange, ...], Refusal | None]:
        """What the command would set now; where the rules no longer let it, what it would have set, and why not.

        Nothing for a version that never was.
        """
        if not self.known:
            return (), None
        present, read = (self._intended(log, actor, now) for log in (self.log, self.log[: self.seen]))
        if not isinstance(present, Refusal):
            return present, None
        return () if isinstance(read, Refusal) else read, present

    def _intended(self, log: History, actor: Actor, now: datetime) -> tuple[FieldChange, ...] | Refusal:
        facts = facts_for(self.tx, self.command, now, replay(log))
        return merging.intended(log, self.command, Context(actor, now, self.policy, facts))

    def _names(self, changed: tuple[FieldChange, ...]) -> Names:
        staff = {user.login: user.name for user in read_users(self.tx)}
        people = {person.id: person.name for person in read_people(self.tx, merging.people_named(changed))}
        return Names(self.policy, {**staff, SYSTEM.login: SYSTEM.name}, people)
