"""The one way to change anything: a command is cleaned, looked through, carried out in one transaction, and settled."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Final

from core.desk.consoles import Consoles
from core.desk.environment import Environment
from core.desk.handling.attempt import Attempt
from core.desk.handling.command_handler import perform, ticket_of
from core.desk.handling.input_cleaning import check_key, clean_command
from core.desk.handling.rate_limiter import Pace
from core.desk.privacy.attached_files import screen_command, screen_key
from core.desk.privacy.personal_data_gate import AS_TYPED, Gate, Handling, ScreenedCommand
from core.desk.privacy.redaction import CutOutcome, cut_listed
from core.desk.privacy.store_scan import Leak
from core.desk.records.own_people import own_people
from core.desk.views import Done
from core.policy import Policy
from core.privacy import Known
from core.store.blobs import blob
from core.store.registers.register_reads import read_staff_number
from core.store.store import Writing
from core.tickets.command import Command
from core.tickets.desk_records.exports import RecordExport
from core.tickets.directory import Actor
from core.tickets.people.commands import ShowStaffNumber
from core.tickets.records import Attachment
from core.tickets.redaction.redacting import Redact, RedactFact
from core.tickets.refusal import Refusal, forbidden
from core.tickets.registers import OpenSession
from core.tickets.staff.keys import EndSession

READ_ONLY: Final = forbidden("access.read_only", "Этот пульт открыт только для просмотра")


class Commands:
    """What operators give. Nothing of a failed or refused command is kept."""

    def __init__(self, environment: Environment, consoles: Consoles, *, paced: bool = False) -> None:
        """Carry commands out in an environment; ``paced``: a person gives them one by one."""
        self._environment = environment
        self._consoles = consoles
        self.pace = Pace() if paced else None
        """How fast commands may come; None where no person gives them one by one."""

    def perform(
        self,
        command: Command,
        actor: Actor,
        *,
        key: str | None = None,
        expect_version: int | None = None,
        merge: bool = False,
        handling: Handling = AS_TYPED,
        one_of_many: bool = False,
    ) -> Done | Refusal:
        """Carry out one command in one transaction.

        The same ``key`` again answers with the first result. A ticket that has moved on from ``expect_version`` is a
        conflict: its details hold the present ``version``, ``changes`` (the timeline entries that came since, with
        ``at`` in ISO 8601), ``fields`` (each changed field: ``before``, ``after``, who, when, whether it ``collides``,
        and ``yours``), ``yours``, what the command would set, and ``refused``, why the rules would not let it now, or
        None. With ``merge`` a command that stands beside all
        changes is carried out on the ticket as it is, by its rules of now, and ``Done.merged`` tells the changes.
        ``handling`` says what to do with personal data in the texts (Прил. 3, п. 5).
        ``one_of_many``: a part of one decision about many tickets, which is not held to the pace of a session.
        """
        if self._environment.read_only:
            return READ_ONLY
        policy = self._environment.policy
        refusal = None if one_of_many else self._too_fast(policy)
        screened = refusal or self._screened(command, actor, key, handling, policy)
        if isinstance(screened, Refusal):
            return screened
        done = self._carry_out(screened, actor, policy, key=key, expect_version=expect_version, merge=merge)
        if isinstance(screened.command, Redact | RedactFact) and isinstance(done, Done):
            self._forget()
        return done

    def cut_listed(self, leaks: Iterable[Leak], actor: Actor, reason: str) -> tuple[CutOutcome, ...]:
        """Cut every text out that a scan has listed, each event by a command of its own."""
        try:
            return cut_listed(lambda command: self._cut_out(command, actor), leaks, reason)
        finally:
            self._forget()

    def staff_number(self, command: ShowStaffNumber, actor: Actor) -> str | Refusal | None:
        """A protected staff number (п. 10.3), once the reading of it is on record; None where none is known."""
        done = self.perform(command, actor)
        if isinstance(done, Refusal):
            return done
        with self._environment.store.reading() as tx:
            return read_staff_number(tx, command.person)

    def take_attachment(self, number: int, attachment: Attachment, actor: Actor) -> bytes | Refusal | None:
        """The bytes of a ticket's file to be saved outside, once that is on record; None where they are gone."""
        with self._environment.store.reading() as tx:
            body = blob(tx, attachment.sha256)
        if body is None:
            return None
        done = self.perform(RecordExport(what="attachment", count=1, ticket=number), actor)
        return done if isinstance(done, Refusal) else body

    @property
    def gate(self) -> Gate:
        """How texts are looked at for personal data now (Прил. 3, п. 5); it reads the directory once, if at all."""
        return self._gate(self._environment.policy)

    def _gate(self, policy: Policy) -> Gate:
        return Gate(policy.privacy, policy.lifecycle.pii, cache(self._own_people))

    def _own_people(self) -> Known:
        with self._environment.store.reading() as tx:
            return own_people(tx)

    def _too_fast(self, policy: Policy) -> Refusal | None:
        """Why no command at all is carried out now: they come too fast."""
        return None if self.pace is None else self.pace.refuse(self._environment.now(), policy.lifecycle.commands)

    def _screened(
        self, command: Command, actor: Actor, key: str | None, handling: Handling, policy: Policy
    ) -> ScreenedCommand | Refusal:
        """A command with clean texts, looked through for personal data."""
        lifecycle = policy.lifecycle
        cleaned = clean_command(command, lifecycle.texts)
        if isinstance(cleaned, Refusal):
            return cleaned
        gate = self._gate(policy)
        if refusal := check_key(key) or screen_key(key, gate):
            return refusal
        return screen_command(cleaned, actor, handling, gate, lifecycle.attachments.size)

    def _carry_out(
        self,
        screened: ScreenedCommand,
        actor: Actor,
        policy: Policy,
        *,
        key: str | None = None,
        expect_version: int | None = None,
        merge: bool = False,
    ) -> Done | Refusal:
        """One transaction; what is to follow the last of many redactions does not follow yet."""
        command, environment = screened.command, self._environment

        def carry_out(tx: Writing) -> Done | Refusal:
            attempt = Attempt(
                command, actor, environment.session, environment.now(), policy, key, expect_version, merge,
                admitted=screened.admitted, admitted_why=screened.why, parts=screened.admitted_parts,
                sessions=self._about(command),
            )  # fmt: skip
            done = perform(tx, attempt)
            if attempt.settled or (done.denied if isinstance(done, Refusal) else not done.repeated):
                tx.commit()
            return done

        done = environment.store.write(carry_out, ticket=ticket_of(command), repeatable=key is not None)
        if isinstance(done, Refusal):
            return done
        if isinstance(command, EndSession):
            self._consoles.leases().end(command.console, actor.name, command.reason)
        return replace(done, told=screened.told, masked=screened.masked)

    def _cut_out(self, command: Command, actor: Actor) -> Done | Refusal:
        """One of many redactions."""
        if self._environment.read_only:
            return READ_ONLY
        policy = self._environment.policy
        screened = self._screened(command, actor, None, AS_TYPED, policy)
        if isinstance(screened, Refusal):
            return screened
        return self._carry_out(screened, actor, policy)

    def _about(self, command: Command) -> dict[str, OpenSession]:
        """The open sessions, where a command is about one of them."""
        return {each.id: each for each in self._consoles.open()} if isinstance(command, EndSession) else {}

    def _forget(self) -> None:
        """See to it that what was cut out of the tables stands nowhere beside them either."""
        self._environment.store.backend.wipe()
        self._consoles.leases().forget()
