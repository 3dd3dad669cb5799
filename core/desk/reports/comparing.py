"""A report beside that of the period before and of the year before, from one snapshot of the log."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.desk.reports.making import basis_of, make_report
from core.desk.reports.report_request import Report, ReportRequest
from core.policy import Policy
from core.store.event_log.log import chain_head
from core.store.store import Reading
from core.tickets.refusal import Refusal, bad_input
from core.tickets.reporting.comparison import ComparedShare, compare_shares
from core.tickets.reporting.entries import Aspect


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """The reports of three periods, and their rows compared: what got worse first."""

    now: Report
    before: Report
    year_before: Report
    rows: tuple[ComparedShare, ...]

    def titles(self, row: ComparedShare) -> tuple[str, ...]:
        """The Russian titles of a row's keys, also of one that only the period before has."""
        there = any(row.keys == each.keys for each in self.now.table.rows)
        return (self.now if there else self.before).keys_of(row.keys)


def compared(tx: Reading, policy: Policy, asked: ReportRequest, now: datetime) -> ReportComparison | Refusal:
    """Compare a report with its earlier ones. A clinic that is not known is a refusal, and so are parts of time."""
    if {Aspect.MONTH, Aspect.WEEK} & set(asked.aspects):
        return bad_input("aspect", "Сравниваются периоды целиком: с --compare не бывает --by month и --by week")
    head, found = chain_head(tx), []
    for period in (asked.period, asked.period.before, asked.period.year_before):
        one = replace(asked, period=period)
        made = make_report(tx, policy, one, basis_of(policy, one, now, head))
        if isinstance(made, Refusal):
            return made
        found.append(made)
    ours, before, year_before = found
    return ReportComparison(ours, before, year_before, compare_shares(ours.table, before.table, year_before.table))
