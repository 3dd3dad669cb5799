"""The month of a clinic: all reports of it, its tickets one by one, what was agreed, what the clinic was waited for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.desk.reports.files.sheet import NUMBER, Cell, Sheet, sheet_of
from core.desk.reports.report_request import Report
from core.policy import Policy
from core.tickets.directory import Organization
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.material import ReportMaterial
from core.tickets.reporting.ticket_facts import ClockFacts, PromiseFacts, TicketFacts
from core.vocabulary import ClockName

PARTS: Final[tuple[tuple[str, tuple[Aspect, ...]], ...]] = (
    ("sla", ()),
    ("breaches", ()),
    ("lifetime", (Aspect.TYPE,)),
    ("load", (Aspect.WEEK,)),
    ("calls", ()),
    ("promises", ()),
    ("returns", ()),
    ("people", ()),
    ("outages", ()),
)
"""The reports of a month, and by what each is parted."""
_HEADS: Final = (
    NUMBER, "Номер в ИСКИЗ", "Тип", "Приоритет", "Статус", "Поступило", "Создано", "Решено", "Закрыто",
    "Жизнь", "Без ожиданий", "Реакция ПЛТП", "Реакция исполнителя", "Решение", "Причины нарушений",
)  # fmt: skip
_UNITS: Final = (
    "", "п. 3.6", "Прил. 2", "п. 5.10", "Прил. 2", "п. 3.6", "п. 4.10", "п. 6.9", "п. 4.9, 4.10",
    "п. 4.10", "п. 4.5, 4.6", "Прил. 2, табл. 1", "Прил. 2, табл. 1", "Прил. 2, табл. 1", "п. 4.11, 6.8",
)  # fmt: skip


def month_sheets(
    reports: Sequence[Report], material: ReportMaterial, clinic: Organization, policy: Policy, people: dict[int, str]
) -> tuple[Sheet, ...]:
    """The sheets of a month; ``people``: the names of those who agreed on terms, by id."""
    period = reports[0].asked.period.title
    found = tuple(
        replace(sheet_of(each), title=f"{clinic.name}: {each.asked.spec.title.lower()}, {period}") for each in reports
    )
    return (
        *found,
        _agreed(material, clinic, policy, people, period),
        _waited(material, clinic, period),
        _tickets(material, clinic, policy, period),
    )


def _tickets(material: ReportMaterial, clinic: Organization, policy: Policy, period: str) -> Sheet:
    return Sheet(
        name="Обращения",
        title=f"{clinic.name}: обращения, {period}",
        about="Все обращения, которые были в работе в этом месяце, как они стояли в его конце.",
        keys=1,
        heads=_HEADS,
        units=_UNITS,
        rows=tuple(_ticket(each, policy) for each in material.tickets),
        total=None,
    )


def _ticket(facts: TicketFacts, policy: Policy) -> tuple[Cell, ...]:
    labels, zone = policy.labels, policy.zone
    clocks = {each.name: each for each in facts.clocks}
    causes = dict.fromkeys(each.cause.told for each in facts.clocks if each.cause is not None)
    instants = (facts.received_at, facts.created_at, facts.resolved_at, facts.closed_at)
    return (
        str(facts.number),
        facts.external_number or "",
        labels.of(facts.type),
        labels.of(facts.priority),
        labels.of(facts.status),
        *(None if each is None else each.astimezone(zone) for each in instants),
        facts.lifetime,
        facts.net,
        *(_verdict(clocks.get(each)) for each in ClockName),
        "; ".join(causes),
    )


def _verdict(clock: ClockFacts | None) -> str:
    if clock is None:
        return "нет срока"
    if clock.breached:
        return "нарушен, идёт" if clock.ended is None else "нарушен"
    return "идёт" if clock.ended is None else "в срок"


def _agreed(
    material: ReportMaterial, clinic: Organization, policy: Policy, people: dict[int, str], period: str
) -> Sheet:
    return Sheet(
        name="Согласованные сроки",
        title=f"{clinic.name}: о чём договорились, {period}",
        about="Сроки, согласованные в этом месяце или наступившие в нём (п. 4.8, 6.7, 6.8).",
        keys=1,
        heads=(NUMBER, "Чего срок", "До", "Согласовано", "От МО", "От ЦК", "Итог"),
        units=("", "Прил. 2, табл. 1", "п. 6.8", "п. 6.8", "п. 4.8", "п. 6.7", "п. 4.8, 6.7, 6.8"),
        rows=tuple(
            (
                str(ticket.number),
                policy.labels.of(each.clock),
                each.due.astimezone(policy.zone),
                each.made_at.astimezone(policy.zone),
                people.get(each.agreed_with, str(each.agreed_with)),
                each.agreed_by,
                _outcome(each, material),
            )
            for ticket, each in _promises(material)
        ),
        total=None,
    )


def _promises(material: ReportMaterial) -> Iterator[tuple[TicketFacts, PromiseFacts]]:
    for ticket in material.tickets:
        for each in ticket.promises:
            if material.within(each.made_at) or material.within(each.due):
                yield ticket, each


def _outcome(promise: PromiseFacts, material: ReportMaterial) -> str:
    if promise.moved:
        return "перенесён по согласованию"
    if promise.kept:
        return "сдержан"
    return "нарушен" if promise.due < material.until else "не наступил"


def _waited(material: ReportMaterial, clinic: Organization, period: str) -> Sheet:
    """The breaches at whose instant the clinic was waited for: ЦК does not answer for them alone (п. 4.5, 11.2)."""
    rows = tuple(
        (str(ticket.number), each.cause.told, each.over)
        for ticket in material.tickets
        for each in ticket.clocks
        if each.cause is not None and each.cause.of_the_clinic
        if material.within(each.ended) or each.ended is None
    )
    return Sheet(
        name="Ждали МО",
        title=f"{clinic.name}: нарушено, пока ждали МО, {period}",
        about="Сроки, которые кончились, пока ЦК ждал МО: ответа, задачи, согласования (п. 4.5, 4.6, 11.2).",
        keys=2,
        heads=(NUMBER, "Причина", "Сверх срока"),
        units=("", "п. 4.6", "Прил. 2, табл. 1"),
        rows=rows,
        total=None,
    )
