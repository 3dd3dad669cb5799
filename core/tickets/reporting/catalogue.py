"""Every report once: name, title, what it is, clause, and the function that makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from core.tickets.reporting import of_clocks, of_registers, of_tickets
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.figures_table import FigureTable
from core.tickets.reporting.material import ReportMaterial


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """A report: ``about`` is one sentence for its reader, ``aspects`` by what it is parted unless somebody asks for
    others."""

    name: str
    title: str
    about: str
    clause: str
    make: Callable[[ReportMaterial, tuple[Aspect, ...]], FigureTable]
    aspects: tuple[Aspect, ...] = ()


_ALL: Final = (
    ReportSpec(
        "sla", "Соблюдение сроков", "Сколько сроков кончилось в периоде, сколько в срок, что нарушено и ещё идёт.",
        "п. 4.11, 11.1", of_clocks.kept_terms,
    ),
    ReportSpec(
        "lifetime", "Срок жизни", "Сколько рабочего времени жили закрытые обращения: всего и без ожиданий.",
        "п. 4.10", of_tickets.lifetimes, (Aspect.TYPE,),
    ),
    ReportSpec(
        "breaches", "Нарушения и причины", "Какие сроки нарушены, почему и насколько.",
        "п. 4.11, 6.8", of_clocks.breaches,
    ),
    ReportSpec(
        "load", "Поток", "Сколько поступило, решено, закрыто и осталось открытым.",
        "п. 3.6, 6.9", of_tickets.load, (Aspect.ORG,),
    ),
    ReportSpec(
        "calls", "Звонки", "Сколько звонили и сколько решено сразу, с первого обращения.",
        "п. 3.7, 5.5", of_registers.calls, (Aspect.ORG,),
    ),
    ReportSpec(
        "promises", "Согласованные сроки", "Какие согласованные сроки наступили: сдержано, перенесено, нарушено.",
        "п. 4.8, 6.7, 6.8", of_clocks.promises, (Aspect.ORG,),
    ),
    ReportSpec(
        "returns", "Возвраты", "Неполные обращения МО, отклонённые решения, открытые снова по спору.",
        "п. 5.5; Прил. 2; Прил. 3, п. 3", of_tickets.returns, (Aspect.ORG,),
    ),
    ReportSpec(
        "people", "Учётные записи", "Заявки об учётных записях и правило трёх рабочих дней.",
        "гл. 10", of_registers.accounts, (Aspect.ORG,),
    ),
    ReportSpec(
        "knowledge", "База решений", "Какие решения из базы помогли и сколько раз.",
        "п. 5.4, 6.3, 6.9", of_registers.knowledge,
    ),
    ReportSpec(
        "outages", "Массовые сбои", "Сколько длились сбои и сколько обращений они вызвали.",
        "п. 5.4, 6.3", of_registers.outages,
    ),
)  # fmt: skip

REPORTS: Final[Mapping[str, ReportSpec]] = {each.name: each for each in _ALL}
"""By name, in the order in which they are shown."""
