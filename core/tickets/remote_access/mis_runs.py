"""Running the МИС as one of its users, for tests: as whom, why, from when until when (п. 5.11, 6.10)."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent, free_text, with_one
from core.tickets.narration.accesses import AccessEntry
from core.tickets.narration.values import Names, Narration
from core.tickets.records import MisRun
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.undo.compensation import BY_MISTAKE
from core.tickets.use_cases.checks import clinic_person
from core.tickets.use_cases.use_case import ENDED, HELD, Reversal, UseCase, unless

MIS_RUNS = "п. 5.11, 6.10"


@dataclass(frozen=True, slots=True, kw_only=True)
class MisRunStarted(TicketEvent):
    """The МИС was run as one of its users, for a test (п. 5.11, 6.10)."""

    kind: ClassVar[str] = "mis_run_started"
    clockless: ClassVar[bool] = True
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda event: f"МИС запущена от имени пользователя ({event.run})", MIS_RUNS, person=lambda event: event.person
    )
    run: int
    person: int
    reason: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        run = MisRun(
            id=self.run, person=self.person, reason=self.reason, started_at=recorded.at, started_by=recorded.actor
        )
        return {"mis_runs": (*ticket.mis_runs, run)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"МИС запущена от имени пользователя ({self.run}): {names.person(self.person)}"
        return Narration(title, self.reason, MIS_RUNS, False, {"run": self.run, "person": self.person})

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return "Начатое завершают его собственной командой"

    def ended_by(self, number: int) -> TicketCommand | None:
        """What ends it: it stays on record, for somebody may have been connected already (п. 5.11)."""
        return EndMisRun(number=number, result=BY_MISTAKE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MisRunEnded(TicketEvent):
    """The run as a user ended."""

    kind: ClassVar[str] = "mis_run_ended"
    clockless: ClassVar[bool] = True
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda event: f"Работа в МИС завершена ({event.run})", MIS_RUNS, reason=lambda event: event.result
    )
    drops: ClassVar[str] = "mis_run"
    run: int
    result: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"mis_runs": with_one(ticket.mis_runs, self.run, ended_at=recorded.at)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(
            f"Работа в МИС от имени пользователя ({self.run}) завершена",
            self.result,
            MIS_RUNS,
            False,
            {"run": self.run},
        )

    @classmethod
    def dropping(cls, identity: int, reason: str) -> TicketEvent:
        """The end without a result, along with the ticket."""
        return cls(run=identity, result=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMisRun(TicketCommand):
    """Run the МИС as a user, for a test (п. 5.11, 6.10): as whom, and what is to be tested."""

    name: ClassVar[str] = "mis_run_start"
    person: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMisRun(TicketCommand):
    """End the run as a user that goes on."""

    name: ClassVar[str] = "mis_run_end"
    result: str | None = None


CLAUSE: Final = "п. 5.11, 6.10"


def start(ticket: Ticket, command: StartMisRun, context: Context) -> Effects | Refusal:
    """A run as somebody of the ticket's clinic; one at a time, so that each has an end of its own."""
    if ticket.mis_run_open is not None:
        message = f"Работа в МИС от имени пользователя ({ticket.mis_run_open.id}) ещё не завершена"
        return Refusal("mis_run.open", message, CLAUSE)
    person = clinic_person(ticket, command.person, context, CLAUSE)
    if isinstance(person, Refusal):
        return person
    return (MisRunStarted(run=len(ticket.mis_runs) + 1, person=person.id, reason=command.reason),)


def end(ticket: Ticket, command: EndMisRun, context: Context) -> Effects | Refusal:
    """The end of the run that goes on."""
    if ticket.mis_run_open is None:
        return Refusal("mis_run.none", "От имени пользователя МИС сейчас никто не запускал", CLAUSE)
    return (MisRunEnded(run=ticket.mis_run_open.id, result=command.result),)


def _no_run(ticket: Ticket, context: Context) -> Refusal | None:
    if ticket.mis_run_open is None:
        return None
    message = f"Работа в МИС от имени пользователя ({ticket.mis_run_open.id}) ещё не завершена"
    return Refusal("mis_run.open", message, MIS_RUNS)


USE_CASES: Final = (
    UseCase(
        StartMisRun,
        start,
        title="МИС от имени пользователя",
        about="Запустить МИС от имени пользователя для проверки (п. 5.11).",
        denial="МИС от имени пользователя запускают специалисты ПЛТП и ВЛТП",
        clause="п. 5.11, 6.10",
        rights="nw/nw/nw  -/nw/nw  -  -  -  -",
        premises=(_no_run,),
        rests_on=f"mis_runs {HELD} {ENDED}",
        undo=Reversal.REVERSED,
    ),
    UseCase(
        EndMisRun,
        end,
        title="Завершить работу в МИС",
        about="Завершить работу в МИС от имени пользователя (п. 5.11).",
        denial="Работу от имени пользователя завершают специалисты ЦК",
        clause="п. 5.11, 6.10",
        rights="nwrc/nwrc/nwrc  -/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        premises=(
            unless(
                lambda ticket: ticket.mis_run_open,
                "mis_run.none",
                "От имени пользователя МИС сейчас никто не запускал",
                MIS_RUNS,
            ),
        ),
        rests_on="mis_runs",
        undo=Reversal.MARKED,
    ),
)
