"""Commands carried out one after another in one transaction, with every ticket they make kept in memory till its end.

Rules, gate, hashes and rows are those of :class:`~core.desk.handling.commands.Commands`; what is left out is reading
again from the store what the batch itself has just made. Only for a store without tickets that nobody else writes to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any

from core.desk.batch.known_desk import BeyondABatch, Directory, KnownDesk, directory_of, known_desk
from core.desk.batch.known_texts import RememberingGate
from core.desk.environment import Environment
from core.desk.handling.attempt import Attempt, author_of
from core.desk.handling.command_facts import facts_for
from core.desk.handling.command_handler import digest
from core.desk.handling.input_cleaning import check_key, clean_command
from core.desk.privacy.attached_files import screen_command, screen_key
from core.desk.privacy.personal_data_gate import AS_TYPED
from core.desk.queue.due_index import due_index
from core.desk.records.own_people import own_people
from core.desk.views import Done
from core.policy import Policy
from core.store.event_log.bulk import ChainEnd
from core.store.event_log.log import Author, chain_head
from core.store.idempotency import KeptResult, keep_all, kept_row
from core.store.projections.ticket_rows import clock_rows, project_new, row_of, search_names
from core.store.registers.folding import record, subject_of
from core.store.search.logged_words import pages_of
from core.store.search.writing import index_new
from core.store.store import Writing
from core.tickets.closing.commands import CloseSilent
from core.tickets.closing.silence import silence_over
from core.tickets.command import Command, DeskCommand, TicketCommand
from core.tickets.context import Context
from core.tickets.decide import decide, decide_desk
from core.tickets.directory import SYSTEM, Actor
from core.tickets.effects import Effects, Elsewhere
from core.tickets.fold import followed, replay
from core.tickets.log import DeskEvent, Recorded, TicketEvent
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.relations.attachments import Attach

PAGE = 500
"""Tickets whose rows are written together."""


@contextmanager
def batch(environment: Environment, *, known_texts: bool = False) -> Iterator["CommandBatch"]:
    """Begin a batch over a store without tickets; nothing of it is kept unless it ends without an error.

    ``known_texts``: whoever gives the commands has had all their texts looked through for personal data before.
    """
    with environment.store.writing() as tx:
        tx.claim(None)
        tx.backend.claim_chain(tx.connection)
        found = CommandBatch(tx, environment, known_texts=known_texts)
        yield found
        found.write()
        tx.commit()


class CommandBatch:
    """One transaction in which commands are carried out at the instants of the environment's clock."""

    def __init__(self, tx: Writing, environment: Environment, *, known_texts: bool = False) -> None:
        """Take the transaction, which nobody else uses meanwhile. Raises BeyondABatch for a store with tickets."""
        self._tx, self._environment, self._known_texts = tx, environment, known_texts
        self._policy: Policy = environment.policy
        self._desk: KnownDesk = known_desk(tx, environment.now())
        self._chain = ChainEnd(chain_head(tx))
        self._changed = False
        self._keys: dict[str, dict[str, Any]] = {}
        self._gate = RememberingGate(self._policy.privacy, self._policy.lifecycle.pii, cache(lambda: own_people(tx)))

    @property
    def directory(self) -> Directory:
        """Clinics, people and staff as they stand now."""
        self._read_again()
        return self._desk.directory

    def perform(self, command: Command, actor: Actor, *, key: str | None = None) -> Done | Refusal:
        """Carry a command out, or say why it is refused: then it leaves nothing.

        Raises BeyondABatch for a command that a batch cannot decide, for one that is denied, which a desk puts on
        record, and for a key that was used before.
        """
        screened = self._screened(command, actor, key)
        if isinstance(screened, Refusal):
            return screened
        now = self._environment.now()
        attempt = Attempt(screened, self._known(actor), self._environment.session, now, self._policy, key, absences=())
        done = self._carry_out(attempt)
        if isinstance(done, Refusal) and done.denied:
            raise BeyondABatch(done.code)
        if isinstance(done, Done) and key is not None:
            result = {"number": done.number, "version": done.version, "subject": done.subject}
            self._keys[key] = kept_row(key, KeptResult(actor.login, digest(screened), result), now)
        return done

    def write(self) -> None:
        """Write what is not written yet: events, the rows of all tickets, keys."""
        self._chain.write(self._tx)
        clinics, people = search_names(self._tx)
        desk, numbers = self._desk, sorted(self._desk.tickets)
        for start in range(0, len(numbers), PAGE):
            rows, clocks = [], []
            for ticket in (desk.tickets[number] for number in numbers[start : start + PAGE]):
                due = due_index(desk.logs[ticket.number], self._policy, ticket)
                rows.append(row_of(ticket, due, f"{clinics[ticket.organization]} {people[ticket.requester]}"))
                clocks += clock_rows(ticket, due)
            project_new(self._tx, rows, clocks)
            logs = (desk.logs[number] for number in numbers[start : start + PAGE])
            index_new(self._tx, (page for log in logs for page in pages_of(log)))
        keep_all(self._tx, list(self._keys.values()))

    def _screened(self, command: Command, actor: Actor, key: str | None) -> Command | Refusal:
        if isinstance(command, Attach) or key in self._keys:
            raise BeyondABatch(key or command.name)
        lifecycle = self._policy.lifecycle
        cleaned = clean_command(command, lifecycle.texts)
        if isinstance(cleaned, Refusal):
            return cleaned
        if self._known_texts:
            return cleaned
        if refusal := check_key(key) or screen_key(key, self._gate):
            return refusal
        screened = screen_command(cleaned, actor, AS_TYPED, self._gate, lifecycle.attachments.size)
        return screened if isinstance(screened, Refusal) else screened.command

    def _read_again(self) -> None:
        """Read the directory again where a command of the desk has changed it."""
        if self._changed:
            self._desk.directory, self._changed = directory_of(self._tx, self._environment.now()), False

    def _known(self, actor: Actor) -> Actor:
        """Who gives a command, as the directory knows him."""
        user = self._desk.directory.users.get(actor.login)
        if user is None or user.blocked:
            raise BeyondABatch(actor.login)
        return Actor(user.login, user.name, user.role)

    def _carry_out(self, attempt: Attempt) -> Done | Refusal:
        command = attempt.command
        if isinstance(command, DeskCommand):
            return self._of_the_desk(command, attempt)
        assert isinstance(command, Register | TicketCommand)
        self._read_again()
        if isinstance(command, TicketCommand):
            if command.number not in self._desk.tickets:
                raise BeyondABatch(f"{command.name} {command.number}")
            self._settle(command.number, attempt)
        return self._of_a_ticket(command, attempt)

    def _settle(self, number: int, attempt: Attempt) -> None:
        """Close a ticket first whose silence has run out (Прил. 2)."""
        if silence_over(self._desk.tickets[number], self._policy, attempt.now) is not None:
            closing = CloseSilent(number=number)
            self._of_a_ticket(closing, Attempt(closing, SYSTEM, attempt.session, attempt.now, self._policy))

    def _of_the_desk(self, command: DeskCommand, attempt: Attempt) -> Done | Refusal:
        """Directory and registers are few: read from the transaction, and written to it at once."""
        self._chain.write(self._tx)
        facts = facts_for(self._tx, command, attempt.now, None, ())
        effects = decide_desk(command, Context(attempt.actor, attempt.now, self._policy, facts))
        if isinstance(effects, Refusal):
            return effects
        for place, fact in enumerate(effects):
            if not isinstance(fact, DeskEvent):
                raise BeyondABatch(command.name)
            author = author_of(attempt)
            self._chain.add(
                fact, Author(author.login, author.role, author.session, None, author.kept, place), attempt.now
            )
            record(self._tx, fact)
        self._changed = True
        if command.name.startswith("user_"):
            self._read_again()  # whoever gives the next command is another one now
        subjects = (subject_of(fact) for fact in effects if isinstance(fact, DeskEvent))
        return Done(None, None, next((each for each in subjects if each is not None), command.name))

    def _of_a_ticket(self, command: Register | TicketCommand, attempt: Attempt) -> Done | Refusal:
        number = command.number if isinstance(command, TicketCommand) else self._desk.next_ticket
        log = self._desk.logs.get(number, ())
        at = max(attempt.now, log[-1].at) if log else attempt.now
        context = Context(attempt.actor, at, self._policy, self._desk.facts_for(command, at))
        effects = decide(log, command, context, self._desk.tickets.get(number))
        if isinstance(effects, Refusal):
            return effects
        return Done(number, self._append(number, effects, attempt, at), None)

    def _append(self, number: int, effects: Effects, attempt: Attempt, now: datetime) -> int:
        """Append the effects to the logs they belong to, as ``Applying`` does, and give the ticket's version."""
        events: dict[int, list[TicketEvent]] = {}
        for effect in effects:
            if isinstance(effect, DeskEvent):
                raise BeyondABatch(effect.kind)
            of, event = (effect.number, effect.event) if isinstance(effect, Elsewhere) else (number, effect)
            events.setdefault(of, []).append(event)
        place = count()
        for each, happened in events.items():
            self._append_to(each, [(event, next(place)) for event in happened], attempt, now)
        return self._desk.tickets[number].version

    def _append_to(self, number: int, events: list[tuple[TicketEvent, int]], attempt: Attempt, now: datetime) -> None:
        log, before = self._desk.logs.get(number, ()), self._desk.tickets.get(number)
        at, author = max(now, log[-1].at) if log else now, author_of(attempt)
        later: list[Recorded] = []
        for seq, (event, place) in enumerate(events, start=len(log) + 1):
            own = Author(author.login, author.role, author.session, None, author.kept, place)
            first = self._chain.add(event, own, at, ticket=number, seq=seq) - place
            later.append(Recorded(number, seq, at, author.login, author.role, event, None, first))
        added = tuple(later)
        self._desk.put(replay(added) if before is None else followed(before, log, added), log + added)
