"""Two desks that are told the same: one in memory, one over a store, under one clock, and what must hold of both.

A world is driven by a ``choose`` that picks one of a list: Hypothesis draws it, or a seeded generator does.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import datetime, timedelta
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from core.desk.views import Done
from core.tickets.clocks.explanation import explain
from core.tickets.clocks.reading import read_clocks
from core.tickets.closing.silence import as_it_stands
from core.tickets.directory import Actor
from core.tickets.fold import begin, evolve, replay
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.undo.standing import standing
from core.tickets.use_cases.possible import guard
from core.tickets.use_cases.rights import cell
from core.vocabulary import Channel, ClockName, Mis, Outcome, Priority, Role, Screened, Status, TicketType
from tests.core.tickets.lives import EDGES
from tests.support.catalogue import commands as c
from tests.support.desk import GP4, KKB, SINITSYNA, VOROBYOV, ZIMINA, FrozenDesk, done, moment
from tests.support.memory import MemoryDesk

Choose = Callable[[Sequence[Any]], Any]
Pools = dict[str, Sequence[Any]]

IT_HEAD = 5
BEGINNING = moment("2026-11-20T15:00")
GAPS = (
    timedelta(0),
    timedelta(seconds=1),
    timedelta(minutes=4),
    timedelta(minutes=25),
    timedelta(minutes=50),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=17),
    timedelta(days=3),
    timedelta(days=9),
)
PAIRS = (
    (TicketType.ERROR, Priority.VERY_HIGH),
    (TicketType.ERROR, Priority.HIGH),
    (TicketType.SETUP, Priority.MEDIUM),
    (TicketType.CONSULTATION, Priority.LOW),
    (TicketType.OTHER, Priority.NONE),
    (TicketType.CONSULTATION, Priority.VERY_HIGH),
)
OF_TIME = ("close_silent", "alert")
"""What the program alone gives."""
OF_YEARS = ("archive",)
"""What needs a recorded copy of years ago; `test_archiving` tells of it."""
OF_HINDSIGHT = ("undo",)
"""What would leave little standing if it were as frequent as the others; `test_taking_back` tells of it."""
TICKET_COMMANDS = [
    kind
    for name, kind in sorted({each.name: each for each in c.TicketCommand.__subclasses__()}.items())
    if name not in (*OF_TIME, *OF_YEARS, *OF_HINDSIGHT)
]
DESK_COMMANDS = [
    c.SetAbsence, c.CancelAbsence, c.OpenOutage, c.UpdateOutage, c.AnswerOutage, c.ResolveOutage, c.EndOutage,
    c.AddSolution, c.RetireSolution,
]  # fmt: skip
FLOW = (c.Release, c.Take, c.Resolve, c.Resolve, c.Confirm, c.Reject, c.RouteOut, c.Comment, c.StartRemote, c.SetTask)
"""What most tickets go through, so that histories become deep."""
SCENES = (
    (
        ("ivanova", c.Release),
        ("petrov", c.RouteOut),
        ("petrov", c.RouteOut),
        ("petrov", c.Return),
        ("petrov", c.Verify),
    ),
    (("ivanova", c.Take), ("ivanova", c.Resolve), ("ivanova", c.Reject), ("ivanova", c.Resolve)),
    (("ivanova", c.JoinOutage), ("ivanova", c.AnswerOutage), ("ivanova", c.ResolveOutage)),
)
CLOSES = (Outcome.WITHDRAWN, Outcome.OUT_OF_SCOPE, Outcome.REDIRECTED, Outcome.REFUSED, Outcome.CONFIRMED)


class World:
    """Both desks, and how often each command was carried out."""

    def __init__(self, store: FrozenDesk, choose: Choose) -> None:
        self.choose = choose
        self.store = store
        store.clock.set(BEGINNING)
        head = c.AddPerson(full_name="Дятлов Егор Ильич", organization=KKB, person_kind="it_head")
        done(self.store, head, "admin")
        known = self.store.directory
        self.memory = MemoryDesk(self.store.policy, known.organizations(), known.people(), known.users())
        self.accepted: Counter[str] = Counter()
        self.elsewhere: Counter[str] = Counter()
        """How often each was carried out in other worlds: what is rare everywhere is chosen first."""
        self.refused: Counter[str] = Counter()

    @property
    def now(self) -> datetime:
        """The one clock."""
        return self.store.clock.now

    def close(self) -> None:
        """End with everything checked: the store against its own log."""
        report = self.store.administration.verify()
        assert report.ok, report
        told = [(each.command, each.code, each.ticket) for each in self.store.oversight.denials(100_000)]
        assert told[::-1] == self.memory.denied
        self.store.close()

    # --- steps -------------------------------------------------------------------------------------------------

    def pass_time(self) -> None:
        """Some time, long or short, day or night."""
        self.store.clock.now += self.choose(GAPS)

    def register(self) -> None:
        """A call or an import of one of a few problems."""
        kind, priority = self.choose(PAIRS)
        subject = self.choose(("Не открывается карта", "Карта не открывается", "Реестр не принят", "Нет прав"))
        clinic, requester = self.choose(((KKB, SINITSYNA), (KKB, VOROBYOV), (GP4, ZIMINA), (KKB, ZIMINA)))
        closed = [number for number, log in self.memory.logs.items() if replay(log).status is Status.CLOSED]
        command = c.Register(
            subject=subject, description=f"{subject} с утра", organization=clinic, requester=requester,
            mis=self.choose((Mis.QMS, Mis.PROMED)), type=kind, priority=priority,
            channel=self.choose((Channel.PHONE, Channel.INTERACTIVE, Channel.ISKIZ)),
            received_at=self.now - self.choose((timedelta(0), timedelta(minutes=30))),
            answer=self.choose((None, None, "Смотрим")), template=self.choose((None, None, "login")),
            different_from=tuple(self.memory.logs) if self.choose((True, False)) else (),
            repeat_of=self.choose((None, None, *closed)), outage=self.choose((None, None, *self.memory.outages())),
        )  # fmt: skip
        self.tell(command, self.choose(("ivanova", "ivanova", "ivanova", "orlova", "petrov", "gost")))

    def command(self) -> None:
        """Anything, by anybody, to any ticket."""
        number = self.choose([*self.memory.logs, 99])
        kind = self.choose(TICKET_COMMANDS)
        self.tell(self.made(kind, number), self.choose([each.login for each in self.memory.actors(self.now)]))

    def sensible(self) -> None:
        """Something that somebody may do in the state that a ticket is in."""
        if not self.memory.logs:
            return self.register()
        open_ones = [n for n in self.memory.logs if self.memory.ticket(n).status is not Status.CLOSED]
        number = self.choose([*open_ones[-6:], *open_ones[-6:], self.choose(list(self.memory.logs))])
        ticket, actors = self.memory.ticket(number), self.memory.actors(self.now)
        may: dict[type[c.TicketCommand], list[str]] = {}
        for kind in TICKET_COMMANDS:
            permitted = [each for each in actors if cell(kind.name, each.role, ticket.line, ticket.status)]
            if logins := [each.login for each in permitted if guard(kind.name, ticket, each) is None]:
                may[kind] = logins
        if may:
            rare, never = sorted(may, key=self._often)[:4], [each for each in may if not self._often(each)]
            flow = [each for each in FLOW if each in may]
            kind = self.choose([*may, *rare * 6, *never * 4, *flow, *_answers(ticket, may)])
            self.tell(self.made(kind, number), self.choose(may[kind]))
        return None

    def _often(self, kind: type[c.Command]) -> int:
        return self.accepted[kind.name] + self.elsewhere[kind.name]

    def scene(self) -> None:
        """Commands that make sense one after the other, some of them refused."""
        open_ones = [n for n in self.memory.logs if self.memory.ticket(n).status is not Status.CLOSED]
        if open_ones:
            number = self.choose(open_ones)
            for login, kind in self.choose(SCENES):
                self.tell(self.made(kind, number), login)

    def silence(self) -> None:
        """A solution that nobody says a word about; or one whose requester asks for time, and then not a word."""
        solved = [n for n in self.memory.logs if self.memory.ticket(n).status is Status.RESOLVED]
        solved = [n for n in solved if self.memory.ticket(n).dispute is None]
        if not solved:
            return
        number = self.choose(solved)
        if self._often(c.CloseSilent) > self._often(c.ForceClose):
            asker = self.memory.ticket(number).requester
            self.tell(c.Answered(number=number, by=asker, text="Дайте время", asks_time=True), "ivanova")
            self.store.clock.now += timedelta(days=21)
            self.tell(c.ForceClose(number=number, reason="Не отвечает", drop="Не нужно"), "ivanova")
        else:
            self.store.clock.now += timedelta(days=9)
            self.sweep()

    def desk_command(self) -> None:
        """An absence, a mass incident or a documented solution."""
        rare = sorted(DESK_COMMANDS, key=self._often)
        joined = any(self.memory.ticket(number).outage for number in self.memory.logs)
        kind = self.choose(
            [
                *DESK_COMMANDS,
                *rare[:3] * 3,
                *([c.ResolveOutage] * (4 if self._often(c.ResolveOutage) else 12) if joined else ()),
                *([c.CancelAbsence] * 2 if self.memory.absences() else ()),
            ]
        )
        logins = ("ivanova", "petrov", "orlova", "orlova", "gost")
        command = self.made(kind, self.choose([*self.memory.logs, 1]))
        if isinstance(command, c.SetAbsence):
            who = {"login": self.choose(("petrov", "sidorov")), "person": None}
            whom = {"substitute_login": self.choose((None, "sidorov", "petrov")), "substitute_person": None}
            if self.choose((True, False)):
                who = {"login": None, "person": self.choose((SINITSYNA, VOROBYOV))}
                whom = {"substitute_login": None, "substitute_person": self.choose((None, SINITSYNA, VOROBYOV))}
            since = self.now + self.choose((timedelta(0), timedelta(hours=2), timedelta(hours=-2)))
            command = c.SetAbsence(**who, **whom, since=since, until=since + timedelta(days=1), sudden=command.sudden)
        self.tell(command, self.choose(logins))
        if isinstance(command, c.SetAbsence) and self.memory.absences() and self.choose((True, False)):
            self.tell(c.CancelAbsence(absence=self.memory.absences()[-1]), "orlova")  # before it is over

    def sweep(self) -> None:
        """What time alone has caused; a second sweep at the same instant has nothing to do."""
        swept = self.store.administration.sweep()
        told = self.memory.sweep(self.now)
        assert [each.number for each in swept] == [number for number, _name in told]
        self.accepted.update(name for _number, name in told)
        assert self.store.administration.sweep() == ()
        self.agree({number for number, _name in told})

    # --- telling both ------------------------------------------------------------------------------------------

    def tell(self, command: c.Command, login: str) -> None:
        """Give one command to both desks: they answer alike, and what must hold still does."""
        before = dict(self.memory.logs)
        actor = self.store.sign_in(login)
        assert isinstance(actor, Actor)
        expected = self.memory.perform(command, login, self.now)
        answer = self.store.commands.perform(command, actor)
        if expected is not None:
            assert isinstance(answer, Refusal), (command, expected)
            assert (answer.code, answer.clause, answer.kind) == (expected.code, expected.clause, expected.kind), command
            settled = [log for number, log in self.memory.logs.items() if log != before.get(number)]
            assert all(replay(log).outcome is Outcome.AUTOMATIC for log in settled)
            self.refused[answer.code] += 1
        else:
            assert isinstance(answer, Done), (command, answer)
            self.accepted[command.name] += 1
        changed = {number for number, log in self.memory.logs.items() if before.get(number) is not log}
        self.agree(changed)

    def agree(self, numbers: set[int]) -> None:
        """Log, projection and explanation of some tickets say the same, and nothing forbidden has happened in them."""
        for number in sorted(numbers):
            log = self.memory.logs[number]
            view = self.store.tickets.view(number, Actor("gost", "Гостев Н. Н.", Role.OBSERVER))
            assert not isinstance(view, Refusal)
            assert self.memory.ticket(number) == replay(log), number
            assert view.ticket == as_it_stands(replay(log), self.memory.policy, self.now), number
            (row,) = self.store.queue.rows([number])
            clocks = read_clocks(log, self.memory.policy, self.now, view.ticket)
            assert view.clocks == clocks
            following = clocks.next
            assert (row.next_clock, row.due_at) == (
                (following.name, following.due_at) if following is not None else (None, None)
            ), number
            assert (row.status, row.assignee, row.version) == (replay(log).status, view.ticket.assignee, len(log))
            self._explained(number)
            _transitions(log)
            _consents(log, {SINITSYNA, VOROBYOV, IT_HEAD} if view.ticket.organization == KKB else {3, 4})

    def _explained(self, number: int) -> None:
        """Each explanation names the due time and the state that the clock has, and its pieces add up to the second."""
        clocks = read_clocks(self.memory.logs[number], self.memory.policy, self.now)
        for clock in clocks:
            told = "\n".join(explain(clock, self.memory.policy))
            assert told
            if clock.due_at is not None:
                assert clock.due_at.astimezone(self.memory.policy.zone).strftime("%d.%m.%Y %H:%M") in told, told
            assert sum((piece.amount for piece in clock.counted), timedelta(0)) == clock.elapsed, told

    def made(self, kind: type[Any], number: int) -> Any:
        """A command of a kind with values that mostly make sense in the ticket as it stands."""
        pools = self._pools(number)
        hints = get_type_hints(kind)
        values = {}
        for field in fields(kind):
            if kind in (c.Comment, c.Note) and field.name in ("watchers", "documented_as"):
                continue  # what is said by the way
            if field.name in _BY_THE_GATE:
                continue
            optional = field.default is not MISSING
            if optional and field.name not in _WANTED and self.choose((True, False)):
                continue
            values[field.name] = self._value(field.name, hints[field.name], pools)
        if kind is c.SetTask:
            values |= self.choose(({"user": "petrov", "person": None}, {"user": None, "person": IT_HEAD}))
        if kind in (c.RequestApproval, c.GrantApproval, c.RefuseApproval) and self.choose((True, True, False)):
            values |= {"person": IT_HEAD} if kind is c.RequestApproval else {"by": IT_HEAD}
        if kind is c.Attach:
            values["screened"] = Screened.FULL  # as the gate of a store finds these bytes
        return kind(**values)

    def _pools(self, number: int) -> Pools:
        others = [*self.memory.logs, 98]
        log = self.memory.logs.get(number, ())
        ticket = self.memory.ticket(number) if log else None
        tasks = [each.id for each in ticket.tasks if each.open] if ticket else []
        approvals = [each.id for each in ticket.approvals if each.granted is None] if ticket else []
        soon = [self.now + gap for gap in (timedelta(hours=3), timedelta(days=4), timedelta(hours=-1))]
        people = [SINITSYNA, SINITSYNA, VOROBYOV, ZIMINA, IT_HEAD]
        return {
            "number": [number], "of": [*self.memory.logs, 98][:4], "other": others, "ticket": [None],
            "event": range(1, len(log) + 2),
            "fields": [()], "to": ["petrov", "petrov", "petrov", "sidorov", "nobody"], "user": ["petrov", "ivanova"],
            "login": ["orlova", "petrov"], "watchers": [(), ("orlova",)], "by": people, "agreed_with": people,
            "consent_by": people, "person": people, "due": soon, "indicative_due": soon, "expected_end": soon,
            "task": tasks or [1], "approval": approvals or [1], "dispute": [1],
            "outage": self.memory.outages()[-1:] or [1],
            "solution": ["Перестроен индекс карт, проверено", "Готово"] , "documented_as": [None],
            "absence": self.memory.absences()[-2:] or [1],
            "how": ["phone", "comment", "telepathy"], "consent_how": ["phone", "written", "silence"],
            "external_number": ["И-1", "И-2"], "outcome": CLOSES, "module": [None], "source": ["second"],
            "missing": ["текст ошибки"], "attachment": [1], "sha256": ["0" * 64], "body": [b"bytes"], "size": [5],
            "title": ["снимок.png"], "pc": ["KKB-1"], "text": ["Смотрим журнал сервера"], "organizations": [()],
            "documents": [()], "clock": [ClockName.RESOLUTION, ClockName.RESOLUTION, ClockName.FIRST_REACTION],
            "requester_informed": [True, True, False], "identified_at_once": [True, True, False],
            "details": [None, "Логин: ivanova\nТекст ошибки: нет прав"], "removed": [False, False, True],
            "since": [self.now], "substitute_person": [None], "substitute_login": [None],
            "until": [self.now + timedelta(days=1)],
        }  # fmt: skip

    def _value(self, name: str, hint: Any, pools: Pools) -> Any:
        if name == "solution" and hint is int:
            return self.choose([1, 2])
        if name == "missing" and get_origin(hint) is tuple:
            return self.choose([(), ("network",), ("монитор",)])
        if name in pools:
            return self.choose(pools[name])
        kinds = [each for each in (get_args(hint) or (hint,)) if each is not NoneType]
        if isinstance(kinds[0], type) and issubclass(kinds[0], StrEnum):
            return self.choose(list(kinds[0]))
        if kinds[0] is bool:
            return self.choose((True, False))
        assert kinds[0] is str, (name, hint)
        return self.choose(("Так решили с инициатором",))


_BY_THE_GATE = frozenset({"screened", "unscreened_ok"})
"""What the gate of files finds out, or asks of a writer: these bytes it looks through."""
_WANTED = frozenset({"consent_by", "consent_how", "impact", "reason"})
"""Optional fields without which a command is mostly refused."""


def _answers(ticket: Ticket, may: Mapping[type[Any], Any]) -> list[type[Any]]:
    """What the ticket waits for, so that what was begun is mostly ended."""
    wanted = [
        *([c.PassTask, c.PassTask, c.FinishTask] * 3 if any(each.open for each in ticket.tasks) else ()),
        *([c.GrantApproval, c.RefuseApproval] * 3 if any(each.granted is None for each in ticket.approvals) else ()),
        *([c.Return] * 9 if ticket.at_third_line else ()),
        *([c.Verify] * 8 if ticket.third_line and ticket.third_line.verified_at is None else ()),
        *([c.EndRemote] * 5 if ticket.remote_open else ()),
        *([c.FinishCallback] * 5 if any(each.open for each in ticket.callbacks) else ()),
        *([c.EndMisRun] * 5 if ticket.mis_run_open else ()),
        *([c.ForceClose, c.Confirm, c.Confirm] * 3 if ticket.status is Status.RESOLVED else ()),
        *([c.JoinOutage] * 2 if ticket.outage is None else ()),
    ]
    return [each for each in wanted if each in may]


def _transitions(log: Any) -> None:
    """Each event moved the ticket along an edge of Прил. 2, and «Закрыта» was left by the decision of a dispute."""
    log = standing(log)
    ticket = begin(log[0])
    for recorded in log[1:]:
        earlier, ticket = ticket.status, evolve(ticket, recorded)
        if earlier is ticket.status:
            continue
        if earlier is Status.CLOSED:
            assert recorded.event.kind == "reopened", recorded
            assert any(each.event.kind == "dispute_decided" for each in log[: recorded.seq + 1]), recorded
        else:
            assert (earlier, ticket.status) in EDGES, (earlier, recorded)


def _consents(log: Any, clinic: set[int]) -> None:
    """Every remote session began with a consent of its own by somebody of the clinic, and after the last had ended."""
    running: set[int] = set()
    for recorded in standing(log):
        event = recorded.event
        if event.kind == "remote_started":
            assert event.consent_by in clinic, recorded
            assert event.consent_how in ("phone", "written"), recorded
            assert not running, recorded
            running.add(event.session)
        elif event.kind == "remote_ended":
            running.remove(event.session)
