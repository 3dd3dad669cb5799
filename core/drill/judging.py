"""The score of a drill: what of each call and request was done well, by clause. Pure: a scenario and what was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.desk.views import TicketView
from core.drill.played import Played
from core.drill.scenario import Arrival, Best, DrillScenario, KeptAs, Ring
from core.vocabulary import Line


class ActVerdict(StrEnum):
    """How one thing was done."""

    KEPT = "kept"
    LATE = "late"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class JudgedAct:
    """One thing that is asked for: of which call or request, what was done, by which clause, and what is better."""

    item: str
    verdict: ActVerdict
    told: str
    clause: str
    better: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A whole drill: everything that was judged, in the order of the scenario."""

    scenario: DrillScenario
    judged: tuple[JudgedAct, ...]
    keys: int

    @property
    def kept(self) -> int:
        """How much was done well."""
        return sum(each.verdict is ActVerdict.KEPT for each in self.judged)

    @property
    def mistakes(self) -> tuple[JudgedAct, ...]:
        """What was not."""
        return tuple(each for each in self.judged if each.verdict is not ActVerdict.KEPT)


CALLS: Final = "п. 5.5"
PERSONAL: Final = "Прил. 3, п. 5"
_KEPT_AS: Final = {
    KeptAs.TICKET: "зарегистрирован обращением",
    KeptAs.COMMENT: "записан ответом в открытое обращение",
    KeptAs.JOURNAL: "записан в журнал",
}
_LINES: Final = {Line.FIRST: "п. 5.4", Line.SECOND: "п. 5.9", Line.THIRD: "п. 5.7, 7.3"}
_BETTER_AS: Final = {
    KeptAs.TICKET: "зарегистрировать его обращением (F2, F8)",
    KeptAs.COMMENT: "записать его ответом в обращение, которое уже открыто: второе о том же не заводят",
    KeptAs.JOURNAL: "решить сразу и записать в журнал (F2, F4): обращение для этого не нужно",
}


def judge(scenario: DrillScenario, played: Played) -> Score:
    """Everything that the scenario asks for and that could be done before the end, each judged."""
    judged: list[JudgedAct] = []
    for call in scenario.calls:
        if call.id in played.rung:
            judged += _call(scenario, call, played, played.rung[call.id])
    for request in scenario.requests:
        if request.id in played.rung:
            judged += _request(request, played)
    return Score(scenario, tuple(judged), played.keys)


def _call(scenario: DrillScenario, call: Ring, played: Played, at: datetime) -> Iterator[JudgedAct]:
    name = f"Звонок: {call.caller}"
    ticket = played.registered(call, at)
    yield _recorded(name, call, became(scenario, call, played, at))
    if ticket is not None and call.kept_as is KeptAs.TICKET:
        yield from _classified(name, call.best, ticket, played)
    yield from _silent(name, call.best, played)


def became(scenario: DrillScenario, call: Ring, played: Played, at: datetime) -> KeptAs | None:
    """What has become of a call that rang at an instant; None while nothing has."""
    if played.registered(call, at) is not None:
        return KeptAs.TICKET
    if call.best.same_as is not None:
        original = _original(scenario, call.best.same_as, played)
        if original is not None and played.commented(original, at):
            return KeptAs.COMMENT
    return KeptAs.JOURNAL if played.in_journal(call, at) else None


def _original(scenario: DrillScenario, identity: str, played: Played) -> TicketView | None:
    """The ticket of what a call repeats."""
    for call in scenario.calls:
        if call.id == identity and identity in played.rung:
            return played.registered(call, played.rung[identity])
    return next((played.arrived(each) for each in scenario.requests if each.id == identity), None)


def _recorded(name: str, call: Ring, became: KeptAs | None) -> JudgedAct:
    better = _better(_BETTER_AS[call.kept_as], call.best)
    if became is None:
        return JudgedAct(name, ActVerdict.MISSED, "звонок не записан", CALLS, better)
    if became is not call.kept_as:
        return JudgedAct(name, ActVerdict.WRONG, f"звонок {_KEPT_AS[became]}", CALLS, better)
    return JudgedAct(name, ActVerdict.KEPT, f"звонок {_KEPT_AS[became]}", CALLS)


def _request(request: Arrival, played: Played) -> Iterator[JudgedAct]:
    name = f"{request.number}: {request.subject}"
    ticket = played.arrived(request)
    if ticket is not None:
        yield from _classified(name, request.best, ticket, played)
    yield from _silent(name, request.best, played)


def _classified(name: str, best: Best, view: TicketView, played: Played) -> Iterator[JudgedAct]:
    """What became of a ticket: its first reaction, its type, priority, МИС and line."""
    yield from _reaction(name, view)
    ticket, label = view.ticket, played.policy.labels.of
    for word, clause, wanted, chosen in (
        ("тип", "Прил. 2, табл. 1", best.type, ticket.type),
        ("приоритет", "п. 5.10", best.priority, ticket.priority),
        ("МИС", "п. 3.3", best.mis, ticket.mis),
    ):
        if wanted is not None:
            told = f"{word} «{label(chosen)}»"
            if wanted is chosen:
                yield JudgedAct(name, ActVerdict.KEPT, told, clause)
            else:
                yield JudgedAct(name, ActVerdict.WRONG, told, clause, _better(f"{word} «{label(wanted)}»", best))
    if best.line is not None:
        yield _line(name, best, view, played)


def _reaction(name: str, view: TicketView) -> Iterator[JudgedAct]:
    """The first reaction, where it was given or its term has passed; what is not due yet is not judged."""
    clock = view.clocks.first_reaction
    if clock.breached_at is not None:
        told = "первая реакция позже срока" if clock.stopped_at is not None else "первой реакции не было, срок прошёл"
        verdict = ActVerdict.LATE if clock.stopped_at is not None else ActVerdict.MISSED
        yield JudgedAct(name, verdict, told, clock.clause, "ответить инициатору (C) или передать дальше до срока")
    elif clock.stopped_at is not None:
        yield JudgedAct(name, ActVerdict.KEPT, "первая реакция в срок", clock.clause)


def _line(name: str, best: Best, view: TicketView, played: Played) -> JudgedAct:
    assert best.line is not None
    ticket, label = view.ticket, played.policy.labels.of
    line = Line.THIRD if ticket.at_third_line is not None else ticket.line
    told = f"обращение на линии «{label(line)}»"
    if line is best.line:
        return JudgedAct(name, ActVerdict.KEPT, told, _LINES[best.line])
    verdict = ActVerdict.MISSED if line is Line.FIRST else ActVerdict.WRONG
    return JudgedAct(name, verdict, told, _LINES[best.line], _better(f"линия «{label(best.line)}»", best))


def _silent(name: str, best: Best, played: Played) -> Iterator[JudgedAct]:
    """Whether the words that must not be kept stand nowhere."""
    if not best.never:
        return
    words = played.words()
    found = [each for each in best.never if each.casefold() in words]
    if found:
        told, better = "персональные данные попали в журнал", "скрыть их одной клавишей (F6) или не записывать"
        yield JudgedAct(name, ActVerdict.WRONG, told, PERSONAL, better)
    else:
        yield JudgedAct(name, ActVerdict.KEPT, "персональные данные не записаны", PERSONAL)


def _better(told: str, best: Best) -> str:
    return f"{told}. {best.why}" if best.why else told
