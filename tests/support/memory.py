"""A desk in memory: the same rules over logs in a dictionary, with registers folded here and not by the store.

What it answers is what the store has to answer; it knows no key, no version, no text to clean.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from itertools import count
from typing import Any

from core.policy import Policy
from core.tickets.alerts.due import timely
from core.tickets.closing.commands import CloseSilent
from core.tickets.closing.silence import silence_over
from core.tickets.command import Command, DeskCommand, TicketCommand
from core.tickets.context import Context, Facts
from core.tickets.decide import decide, decide_desk
from core.tickets.directory import SYSTEM, Absence, Actor, Organization, Person, User
from core.tickets.effects import Effects, Elsewhere
from core.tickets.fold import replay
from core.tickets.log import DeskEvent, History, Recorded, TicketEvent
from core.tickets.outages.common_answers import AnswerOutage, ResolveOutage
from core.tickets.redaction.redacting import Redacted
from core.tickets.refusal import Refusal, not_found
from core.tickets.registers import Outage, Solution
from core.tickets.registration.commands import Register
from core.tickets.registration.similar import Open
from core.tickets.routing.choice import Staffing
from core.tickets.staff.substitution import path_of, substituted
from core.tickets.ticket import Ticket
from core.tickets.undo.commands import TakeBack
from core.tickets.undo.taking_back import last_act
from core.vocabulary import Line, Status
from tests.support.catalogue import facts as f

CUT_OUT = "[текст изъят]"


class MemoryDesk:
    """Logs by ticket, and what the facts of the desk have made of absences, outages and solutions."""

    def __init__(
        self, policy: Policy, clinics: Iterable[Organization], people: Iterable[Person], users: Iterable[User]
    ) -> None:
        self.policy = policy
        self.logs: dict[int, History] = {}
        self.denied: list[tuple[str, str, int | None]] = []
        self._folded: dict[int, tuple[History, Ticket]] = {}
        self._clinics = {each.id: each for each in clinics}
        self._people = {each.id: each for each in people}
        self._users = {each.login: each for each in users}
        self._absences: dict[int, Absence] = {}
        self._outages: dict[int, Outage] = {}
        self.solutions: dict[int, Solution] = {}
        self._acts: dict[int, tuple[DeskEvent, ...]] = {}
        """What each command has recorded outside of all tickets, by the number of the command."""

    def perform(self, command: Command, login: str, now: datetime) -> Refusal | None:
        """Carry a command out, or give the refusal and change nothing but the list of denials."""
        return self._perform(command, self.actor(login, now), now)

    def sweep(self, now: datetime) -> list[tuple[int, str]]:
        """Everything that time alone has caused by now."""
        done = []
        for number in sorted(self.logs):
            for command in timely(self.logs[number], self.policy, now):
                if self._perform(command, SYSTEM, now) is None:
                    done.append((number, command.name))
        return done

    def ticket(self, number: int) -> Ticket:
        """The fold of one log, folded again only when the log is another."""
        log = self.logs[number]
        known = self._folded.get(number)
        if known is None or known[0] is not log:
            known = self._folded[number] = (log, replay(log))
        return known[1]

    def actors(self, now: datetime) -> list[Actor]:
        """Everybody of the staff as of an instant."""
        return [self.actor(login, now) for login in self._users]

    def outages(self) -> list[int]:
        """The mass incidents that were ever announced."""
        return list(self._outages)

    def absences(self) -> list[int]:
        """The absences that were ever recorded."""
        return list(self._absences)

    def _perform(self, command: Command, actor: Actor, now: datetime) -> Refusal | None:
        number = getattr(command, "number", None)
        refusal = self._decide(command, actor, now)
        if refusal is not None and refusal.denied:
            self.denied.append((command.name, refusal.code, number))
        return refusal

    def _settle(self, command: Command, now: datetime) -> None:
        """Close the tickets that a command names, where their silence has run out."""
        names = ("number", "of", "other", "repeat_of", "ticket")
        named = {getattr(command, name, None) for name in names} | set(getattr(command, "different_from", ()))
        if isinstance(command, AnswerOutage | ResolveOutage):
            named |= {number for number in self.logs if self.ticket(number).outage == command.outage}
        for number in sorted(named & self.logs.keys()):
            if silence_over(self.ticket(number), self.policy, now) is not None:
                closing = CloseSilent(number=number)
                context = Context(SYSTEM, now, self.policy, self.facts_for(closing, now))
                self._applied(decide(self.logs[number], closing, context), SYSTEM, context, number)

    def _decide(self, command: Command, actor: Actor, now: datetime) -> Refusal | None:
        if not isinstance(command, CloseSilent):
            self._settle(command, now)
        if isinstance(command, Register):
            number, log = len(self.logs) + 1, ()
        elif isinstance(command, TicketCommand):
            number, log = command.number, self.logs.get(command.number, ())
            if not log:
                return not_found("ticket.unknown", "")
        else:
            assert isinstance(command, DeskCommand)
            context = Context(actor, now, self.policy, self.facts_for(command, now))
            return self._applied(decide_desk(command, context), actor, context, None)
        at = max(now, log[-1].at) if log else now
        context = Context(actor, at, self.policy, self.facts_for(command, at))
        return self._applied(decide(log, command, context), actor, context, number)

    def _applied(
        self, effects: Effects | Refusal, actor: Actor, context: Context, number: int | None
    ) -> Refusal | None:
        if isinstance(effects, Refusal):
            return effects
        events: dict[int, list[TicketEvent]] = {}
        act = len(self._acts) + 1
        self._acts[act] = tuple(each for each in effects if isinstance(each, DeskEvent))
        for effect in effects:
            if isinstance(effect, Elsewhere):
                events.setdefault(effect.number, []).append(effect.event)
            elif isinstance(effect, DeskEvent):
                self._fold(effect)
            elif number is not None:
                events.setdefault(number, []).append(effect)
        for each, happened in events.items():
            self._append(each, happened, actor, context, act)
        return None

    def _append(self, number: int, events: list[TicketEvent], actor: Actor, context: Context, act: int) -> None:
        log = self.logs.get(number, ())
        at = max(context.now, log[-1].at) if log else context.now
        assignee = replay(log).assignee if log else None
        behalf = substituted(context.facts.absences, assignee, actor.login, at)
        for event, seq in zip(events, count(len(log) + 1), strict=False):
            if isinstance(event, Redacted):
                log = tuple(_cut(each, event) if each.seq == event.event else each for each in log)
            log += (Recorded(number, seq, at, actor.login, actor.role, event, behalf, act),)
        self.logs[number] = log

    def actor(self, login: str, now: datetime) -> Actor:
        user, absences = self._users[login], self._present_absences(now)
        away = {each.login for each in absences if each.login and each.covers(now)}
        stands_for = sorted(each for each in away if login in path_of(absences, each, now))
        return Actor(login, user.name, user.role, tuple(stands_for))

    def _present_absences(self, now: datetime) -> tuple[Absence, ...]:
        left = (each for each in self._absences.values() if each.until > now)
        return tuple(sorted(left, key=lambda each: (each.since, each.id)))

    def facts_for(self, command: Command, now: datetime) -> Facts:
        tickets = {number: self.ticket(number) for number in self.logs}
        absences = self._present_absences(now)
        opened = [each for each in tickets.values() if each.status is not Status.CLOSED]
        own = getattr(command, "number", None) if command.name == "release" else None
        others = [each for each in tickets.values() if each.number != own]
        given = [(each.assignee, each.assigned_at, each) for each in others if each.assignee and each.assigned_at]
        given += [(each.named, each.created_at, each) for each in others if each.named and _promised(each)]
        load = Counter(login for login, _, each in given if each.status is not Status.CLOSED)
        last = {login: max(at for name, at, _ in given if name == login) for login, _, _ in given}
        turns = {login: max(each.number for name, _, each in given if name == login) for login, _, _ in given}
        tables = {"absences": self._absences, "outages": self._outages, "solutions": self.solutions}
        ids = {name: len(rows) + 1 for name, rows in tables.items()}
        return Facts(
            organizations=self._clinics,
            people=self._people,
            users=self._users,
            absences=absences,
            tickets=tickets,
            outages=self._outages,
            solutions=self.solutions,
            external_numbers={each.external_number: each.number for each in tickets.values() if each.external_number},
            open_tickets=_open(opened, command) if isinstance(command, Register) else (),
            staffing=Staffing(tuple(self._users.values()), load, last, absences, now, turns),
            **self._act(command),
            next_ticket=len(self.logs) + 1,
            next_ids=ids | {"calls": 1, "account_requests": 1},
        )

    def _act(self, command: Command) -> dict[str, Any]:
        """What the command that is to be taken back has recorded beside its own ticket."""
        log = self.logs.get(command.number, ()) if isinstance(command, TakeBack) else ()
        if not log:
            return {}
        act = last_act(log)[-1].act
        others = {of: other for of, other in self.logs.items() if other is not log and any(e.act == act for e in other)}
        return {"act_logs": others, "act_facts": self._acts[act]}

    def _fold(self, fact: DeskEvent) -> None:
        match fact:
            case f.AbsenceSet():
                self._absences[fact.id] = Absence(**_fields(fact))
            case f.AbsenceCancelled():
                row = self._absences[fact.id]
                self._absences[fact.id] = replace(row, until=min(row.until, fact.at))
            case f.OutageOpened():
                self._outages[fact.id] = Outage(**_fields(fact), ended_at=None, news=None)
            case f.OutageUpdated():
                row = self._outages[fact.id]
                end = fact.expected_end or row.expected_end
                self._outages[fact.id] = replace(row, news=fact.text, expected_end=end)
            case f.OutageEnded():
                self._outages[fact.id] = replace(self._outages[fact.id], ended_at=fact.at)
            case f.SolutionAdded():
                self.solutions[fact.id] = Solution(**_fields(fact), retired=False)
            case f.SolutionRetired():
                self.solutions[fact.id] = replace(self.solutions[fact.id], retired=True)
            case _:
                raise NotImplementedError(fact.kind)


def _fields(fact: Any) -> dict[str, Any]:
    return {each.name: getattr(fact, each.name) for each in fields(fact)}


def _cut(recorded: Recorded, redacted: Redacted) -> Recorded:
    return replace(recorded, event=replace(recorded.event, **dict.fromkeys(redacted.fields, CUT_OUT)))


def _open(opened: Iterable[Ticket], command: Register) -> tuple[Open, ...]:
    """What a registration is compared with: the texts that were registered, of the clinic's open tickets."""
    latest = sorted((each for each in opened if each.organization == command.organization), key=lambda t: -t.number)
    names = ("number", "subject", "description", "organization", "requester", "mis")
    return tuple(Open(**{name: getattr(each, name) for name in names}) for each in latest)


def _promised(ticket: Ticket) -> bool:
    """Whether somebody of ПЛТП has a ticket that the rules have named somebody else for."""
    open_ = ticket.status in (Status.NEW, Status.IN_PROGRESS)
    return open_ and ticket.line is Line.FIRST and ticket.named != ticket.assignee
