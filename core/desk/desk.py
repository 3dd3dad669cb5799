"""The façade: every use case and every read, each in a transaction of its own, safe to call from any thread."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final

from core.desk import finding, reading, registers
from core.desk.accesses import EVERYTHING, Access, Asked, accesses
from core.desk.archiving import Archived, Plan, archive, plan
from core.desk.attending import ended, shut_out
from core.desk.callers import CallerIndex, CallerTicket
from core.desk.clinic_trend import ClinicTrend, clinic_trend
from core.desk.facts import staffing
from core.desk.gate import check_key, clean_command
from core.desk.hinting import request_hints, ticket_hints
from core.desk.news import News, news
from core.desk.own_people import own_people
from core.desk.pacing import Pace
from core.desk.performing import Attempt, perform, ticket_of
from core.desk.queue_desk import QueueDesk
from core.desk.redacting import Cut, cut_listed, look_through
from core.desk.remembering import remember_sweep
from core.desk.scanning import Asked as ScanAsked
from core.desk.scanning import Leak, Reader, Scan
from core.desk.screening import AS_TYPED, Gate, Handling
from core.desk.screening_files import screen_command, screen_key
from core.desk.sweeping import Swept, sweep
from core.desk.verifying import verify
from core.desk.views import (
    Done,
    Entrance,
    IntakePreview,
    TicketView,
    VerifyReport,
)
from core.desk.wall import Wall, wall
from core.policy import Policy
from core.privacy import Known
from core.store import queue
from core.store.beside import blob
from core.store.directory import read_absences, read_organizations, read_people, read_users
from core.store.errors import StoreUnavailable
from core.store.log import Head, chain_head, histories
from core.store.registers.reading import (
    Denial,
    read_accounts,
    read_calls,
    read_denials,
    read_keys,
    read_letters,
    read_shifts,
    read_staff_number,
    read_views,
    unregistered_accounts,
)
from core.store.sealing import Keys
from core.store.store import Writing
from core.text import safe_line
from core.tickets.command import Command
from core.tickets.desk_records.exports import RecordExport
from core.tickets.directory import Absence, Actor, Organization, Person, User
from core.tickets.forecast.what_if import Judgement, judge
from core.tickets.people.commands import ShowStaffNumber
from core.tickets.records import Attachment
from core.tickets.redaction.redacting import Redact, RedactFact
from core.tickets.refusal import Refusal, forbidden
from core.tickets.registers import AccountRequest, Call, Letter, OpenSession, Outage, SavedView, Shift, StaffKey
from core.tickets.registration.commands import Register
from core.tickets.registration.events import Registered
from core.tickets.registration.hints import Hint
from core.tickets.registration.similar import Similar
from core.tickets.routing.choice import Route
from core.tickets.routing.lint import RoutingProblem, lint
from core.tickets.staff.keys import EndSession
from core.tickets.ticket import Ticket
from core.vocabulary import Status

READ_ONLY: Final = forbidden("access.read_only", "Этот пульт открыт только для просмотра")
REMEMBERED: Final = timedelta(days=180)
"""How long a closed ticket still tells who calls."""


class Desk(QueueDesk):
    """One open desk. Every method may raise StoreUnavailable; nothing of a failed or refused command is kept."""

    pace: Pace | None = None
    """How fast commands may come through this desk; None where no person gives them one by one."""

    _cutting = False
    """Many texts are being cut: what makes them really go is done once, after the last."""

    # --- use cases ---------------------------------------------------------------------------------------------

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
        if self.read_only:
            return READ_ONLY
        policy = self.policy
        if self.pace and not one_of_many and (slow := self.pace.refuse(self.now(), policy.lifecycle.commands)):
            return slow
        cleaned = clean_command(command, policy.lifecycle.texts)
        if isinstance(cleaned, Refusal):
            return cleaned
        gate = self.gate
        if refusal := check_key(key) or screen_key(key, gate):
            return refusal
        screened = screen_command(cleaned, actor, handling, gate, policy.lifecycle.attachments.size)
        if isinstance(screened, Refusal):
            return screened

        def carry_out(tx: Writing) -> Done | Refusal:
            attempt = Attempt(
                screened.command, actor, self.session, self.now(), policy, key, expect_version, merge,
                admitted=screened.admitted, admitted_why=screened.why, sessions=self._about(screened.command),
            )  # fmt: skip
            done = perform(tx, attempt)
            if attempt.settled or (done.denied if isinstance(done, Refusal) else not done.repeated):
                tx.commit()
            return done

        done = self._store.write(carry_out, ticket=ticket_of(screened.command), repeatable=key is not None)
        if isinstance(screened.command, Redact | RedactFact) and isinstance(done, Done) and not self._cutting:
            self._forget()
        if isinstance(screened.command, EndSession) and isinstance(done, Done):
            self.sessions().end(screened.command.console, actor.name, screened.command.reason)
        return replace(done, told=screened.told, masked=screened.masked) if isinstance(done, Done) else done

    @property
    def gate(self) -> Gate:
        """How texts are looked at for personal data now (Прил. 3, п. 5); it reads the directory once, if at all."""
        return Gate(self.policy.privacy, self.policy.lifecycle.pii, cache(self.directory))

    def directory(self) -> Known:
        """Whom the desk knows: their names and contacts are no patient's."""
        with self._store.reading() as tx:
            return own_people(tx)

    def _about(self, command: Command) -> dict[str, OpenSession]:
        """The open sessions, where a command is about one of them."""
        return {each.id: each for each in self.open_sessions()} if isinstance(command, EndSession) else {}

    def attend(self, session: OpenSession, entrance: Entrance) -> str | None:
        """Renew the lease of a console that is open; a Russian sentence where it must be left at once, and why."""
        now = self.now()
        by = self.sessions().mark(session, now)
        if by is not None:
            return ended(by)
        if entrance.key is None:
            return None
        with self._store.reading() as tx:
            return shut_out(tx, session.login, entrance.key, now)

    def sweep(self, *, dry: bool = False) -> tuple[Swept, ...]:
        """Do everything that time alone has caused by now; ``dry`` only tells what it would be, as a read-only desk."""
        if not dry and not self.read_only and (why := self.barred):
            raise StoreUnavailable(why)  # though nothing may be due: a timer that cannot write must be heard of
        swept = sweep(self._store, self.policy, self.now, self.session, dry=dry or self.read_only)
        if not dry and not self.read_only:
            remember_sweep(self._store, self.now())
            self._store.backend.wipe()  # what a redaction could not empty for somebody's reading
        return swept

    def plan_archive(self, before: int, actor: Actor) -> Plan | Refusal:
        """What an archive of the years before one would take now; for an administrator. Changes nothing."""
        return plan(self, self._store, actor, before)

    def archive(
        self, planned: Plan, folder: Path, actor: Actor, *, sealed_for: Keys | None = None
    ) -> Archived | Refusal:
        """Make a verified archive in a folder, record it, and cut the words of the planned tickets from the store."""
        done = archive(self, self._store, actor, planned, folder, sealed_for=sealed_for)
        self._store.backend.wipe()
        return done

    def scan(self, actor: Actor, asked: ScanAsked, read: Reader | None = None) -> Scan | Refusal:
        """One page of what the present rules of privacy find in the store (Прил. 3, п. 5): where and which kinds.

        ``read`` gives the text of an attached file. Changes nothing, but that a denial is recorded.
        """
        return look_through(self, self._store, actor, asked, read)

    def cut_listed(self, leaks: Iterable[Leak], actor: Actor, reason: str) -> tuple[Cut, ...]:
        """Cut every text out that a scan has listed, each event by a command of its own."""
        self._cutting = True
        try:
            return cut_listed(self, leaks, actor, reason)
        finally:
            self._cutting = False
            self._forget()

    def _forget(self) -> None:
        """See to it that what was cut out of the tables stands nowhere beside them either."""
        self._store.backend.wipe()
        self.sessions().forget()

    def staff_number(self, command: ShowStaffNumber, actor: Actor) -> str | Refusal | None:
        """A protected staff number (п. 10.3), once the reading of it is on record; None where none is known."""
        done = self.perform(command, actor)
        if isinstance(done, Refusal):
            return done
        with self._store.reading() as tx:
            return read_staff_number(tx, command.person)

    # --- reads -------------------------------------------------------------------------------------------------

    def ticket(self, number: int, actor: Actor) -> TicketView | Refusal:
        """Everything about one ticket, with what ``actor`` may do; not found is a refusal."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return reading.ticket_view(tx, policy, number, actor, now)

    def imported_as(self, external_number: str) -> tuple[Ticket, Registered] | None:
        """The ticket that has an external number, and what was registered of it; None where it is new."""
        with self._store.reading() as tx:
            return reading.imported_as(tx, external_number)

    def news(self, actor: Actor, after: int | None) -> News:
        """What ``actor`` wants to hear of, since the event ``after``; None: only how things stand."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return news(tx, policy, actor, now, after)

    def preview(self, command: Register, actor: Actor) -> IntakePreview:
        """What registering would mean; an organisation or a requester not yet chosen is 0."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            shown = reading.preview(tx, policy, command, actor, now)
            compared = shown.refusal is not None and shown.refusal.code == "register.similar"
            return replace(shown, hints=request_hints(tx, policy, command, now, compared=compared))

    def route(self, number: int) -> Route | None:
        """Where the routing rules would send a ticket; None without a ticket or a rule that matches."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return reading.ticket_route(tx, policy, number, now)

    def organizations(self) -> tuple[Organization, ...]:
        """Every clinic, by name."""
        with self._store.reading() as tx:
            return read_organizations(tx)

    def people(self, organization: int | None = None, text: str = "") -> tuple[Person, ...]:
        """People by name: of one clinic or of all, those whose name has every word of ``text``."""
        with self._store.reading() as tx:
            return read_people(tx, organization=organization, text=safe_line(text))

    def users(self) -> tuple[User, ...]:
        """Everybody of the staff, by login, the blocked included."""
        with self._store.reading() as tx:
            return read_users(tx)

    def find_organization(self, name: str) -> Organization | Refusal:
        """A clinic by id, code or unambiguous name; an ambiguous one is refused with ``candidates``."""
        with self._store.reading() as tx:
            return finding.find_organization(tx, name)

    def find_person(self, name: str, organization: int | None = None) -> Person | Refusal:
        """A person by id or unambiguous name, of one clinic or of all."""
        with self._store.reading() as tx:
            return finding.find_person(tx, name, organization)

    def find_user(self, name: str) -> User | Refusal:
        """A member of staff by login or unambiguous name."""
        with self._store.reading() as tx:
            return finding.find_user(tx, name)

    def similar(self, command: Register) -> tuple[Similar, ...]:
        """Open tickets that a registration resembles, the requester's own first (п. 5.5)."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return reading.resembling_tickets(tx, policy, command, now)

    def hints(self, request: Register | int) -> tuple[Hint, ...] | Refusal:
        """What a request, or the ticket of a number, may be wrong in (Прил. 3); no such ticket is a refusal."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            if isinstance(request, Register):
                return request_hints(tx, policy, request, now)
            return ticket_hints(tx, policy, request, now)

    def dry_route(self, command: Register) -> Route | None:
        """Where the rules would send a registration now, and why; nothing is written."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return reading.dry_route(tx, policy, command, now)

    def routing_problems(self, days: int = 10) -> tuple[RoutingProblem, ...]:
        """What is wrong between the routing rules and the people of the desk, over the next working days."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            people = staffing(tx, now)
            return lint(policy, people, read_organizations(tx), days)

    def calls(self) -> tuple[Call, ...]:
        """The call log, the latest first (п. 5.5)."""
        with self._store.reading() as tx:
            return read_calls(tx)

    def accounts(self) -> tuple[AccountRequest, ...]:
        """Requests about accounts, by number (гл. 10)."""
        with self._store.reading() as tx:
            return read_accounts(tx)

    def unregistered_accounts(self) -> tuple[AccountRequest, ...]:
        """Requests about accounts without a number in ИСКИЗ, to be registered there (п. 3.6)."""
        with self._store.reading() as tx:
            return unregistered_accounts(tx)

    def letters(self) -> tuple[Letter, ...]:
        """Letters that the regulation demands, the latest first (п. 10.7)."""
        with self._store.reading() as tx:
            return read_letters(tx)

    def letter_about(self, person: int) -> Letter | None:
        """The last letter about a person; None where none was written."""
        return next((each for each in self.letters() if each.person == person), None)

    def callers(self) -> CallerIndex:
        """Who may call, ready to be searched by phone, name, clinic, МИС or an earlier ticket of the last 180 days."""
        since = self.now() - REMEMBERED
        with self._store.reading() as tx:
            known = (
                CallerTicket(
                    row.number, row.subject, row.requester, row.organization, row.external_number,
                    row.status != Status.CLOSED.value,
                )
                for row in queue.of_callers(tx, since)
            )  # fmt: skip
            return CallerIndex(read_people(tx), read_organizations(tx), known)

    def absences(self) -> tuple[Absence, ...]:
        """Who is absent now or will be, by the beginning (п. 4.7)."""
        now = self.now()
        with self._store.reading() as tx:
            return read_absences(tx, now)

    def solutions(self, text: str = "", *, retired: bool = False) -> tuple[registers.FoundSolution, ...]:
        """Documented solutions by Russian words in any form, the best first (п. 5.4)."""
        with self._store.reading() as tx:
            return registers.solutions(tx, safe_line(text), retired=retired)

    def outages(self, *, over: bool = False) -> tuple[Outage, ...]:
        """Mass incidents that last, or all of them (п. 5.4, 6.3)."""
        with self._store.reading() as tx:
            return registers.outages(tx, over=over)

    def saved_views(self, me: str) -> tuple[SavedView, ...]:
        """The views that a login sees: his own and the shared ones, by title."""
        with self._store.reading() as tx:
            return tuple(each for each in read_views(tx) if each.shared or each.owner == me)

    def shifts(self) -> tuple[Shift, ...]:
        """Shifts that were handed over, the latest first."""
        with self._store.reading() as tx:
            return read_shifts(tx)

    def staff_keys(self) -> tuple[StaffKey, ...]:
        """The staff's SSH keys, by number, the revoked included."""
        with self._store.reading() as tx:
            return read_keys(tx)

    def open_sessions(self) -> tuple[OpenSession, ...]:
        """Whose consoles are open now, the oldest first. Touches no store."""
        return self.sessions().all(self.now())

    def docket(self) -> tuple[registers.DocketEntry, ...]:
        """The open disputes, by their due (Прил. 2)."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return registers.docket(tx, policy, now)

    def tasks(self) -> tuple[registers.OpenTask, ...]:
        """Every open task (п. 4.4)."""
        with self._store.reading() as tx:
            return registers.tasks(tx)

    def holdings(self, login: str) -> registers.Holdings:
        """The open tickets and tasks of a member of staff: what he would leave to others (п. 4.8)."""
        with self._store.reading() as tx:
            return registers.holdings(tx, login)

    def requests_of(self, person: int) -> registers.Holdings:
        """The open tickets and tasks of somebody of a clinic: what his blocking would leave open (п. 10.2)."""
        with self._store.reading() as tx:
            return registers.requests_of(tx, person)

    def promises(self) -> tuple[registers.OpenPromise, ...]:
        """What was promised last for clocks that run, the one due first at the head (п. 4.8, 6.7, 6.8)."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return registers.promises(tx, policy, now)

    def connected(self) -> tuple[Ticket, ...]:
        """The tickets in which a remote session is open (п. 8.4)."""
        with self._store.reading() as tx:
            return registers.connected(tx)

    def denials(self, limit: int = 100) -> tuple[Denial, ...]:
        """What the gate has denied, the latest first."""
        with self._store.reading() as tx:
            return read_denials(tx, limit)

    def chain_head(self) -> Head:
        """The last event of the chain and its hash: what an export and the system's log carry."""
        with self._store.reading() as tx:
            return chain_head(tx)

    def accesses(self, actor: Actor, asked: Asked = EVERYTHING) -> tuple[Access, ...] | Refusal:
        """Who saw or took out what: sessions, runs as a user, protected numbers, exports; for those who oversee."""
        with self._store.reading() as tx:
            return accesses(tx, actor, asked)

    def take_attachment(self, number: int, attachment: Attachment, actor: Actor) -> bytes | Refusal | None:
        """The bytes of a ticket's file to be saved outside, once that is on record; None where they are gone."""
        body = self.attachment(attachment.sha256)
        if body is None:
            return None
        done = self.perform(RecordExport(what="attachment", count=1, ticket=number), actor)
        return done if isinstance(done, Refusal) else body

    def attachment(self, sha256: str) -> bytes | None:
        """The bytes of an attachment; None where the store has none under this hash."""
        with self._store.reading() as tx:
            return blob(tx, sha256)

    def wall(self) -> Wall:
        """The breach panel as it stands now: one snapshot of the store, and nothing written."""
        policy, time = self.policy, self.desk_time()
        with self._store.reading() as tx:
            return wall(tx, policy, time)

    def clinic_trend(self, name: str) -> ClinicTrend | Refusal:
        """The last month of a clinic and this one, by its code or name, and what got worse in it."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return clinic_trend(tx, policy, safe_line(name), now)

    def replay(self, policy: Policy) -> Judgement:
        """Judge every ticket of the log under another policy beside the present one (п. 11.1)."""
        present, now = self.policy, self.now()
        with self._store.reading() as tx:
            return judge(histories(tx), present, policy, now)

    def verify(self, *, head: str | None = None, chain_only: bool = False) -> VerifyReport:
        """Check the log, its texts, and every row that is derived from them.

        ``head``: a hash noted earlier, which the log must still have. ``chain_only``: the log and its texts alone.
        """
        policy = self.policy
        with self._store.reading() as tx:
            return verify(tx, policy, head=head, chain_only=chain_only)
