"""What a report is made of, read from the logs as they stood at the end of its period."""

from collections.abc import Iterable
from datetime import datetime

from core.desk.reports.report_request import ReportBasis, ReportRequest
from core.instants import MICROSECOND
from core.policy import Policy
from core.store.registers.desk_registers import ACCOUNTS, CALLS, OUTAGES
from core.store.registers.directory_reads import read_people
from core.store.registers.register_reads import account_of, call_of, outage_of
from core.store.reporting.active_tickets import active_between
from core.store.reporting.rows_until import rows_until
from core.store.reporting.wordless_logs import wordless_logs
from core.store.store import Reading
from core.tickets.registers import AccountRequest, Call, Outage
from core.tickets.reporting.material import ReportMaterial
from core.tickets.reporting.ticket_facts import facts_of


def read_material(
    tx: Reading, policy: Policy, asked: ReportRequest, basis: ReportBasis, clinic: int | None = None
) -> ReportMaterial:
    """Everything that happened in the period, as far as its basis knows it, of one clinic or of all.

    Raises StoreUnavailable where a log cannot be read, ValueError where the calendars do not reach.
    """
    since, end = asked.period.edges(policy.zone)
    until = max(min(end, basis.made_at + MICROSECOND), since)
    logs = wordless_logs(tx, active_between(tx, since, until, clinic), basis.head.event)
    facts = (facts_of(log, policy, until) for log in logs)
    registers = _Registers(tx, until, basis.head.event)
    accounts = registers.accounts(since)
    people = read_people(tx, {each.requested_by for each in accounts})
    clinics = {each.id: each.organization for each in people}
    return ReportMaterial(
        since=since,
        until=until,
        tickets=tuple(each for each in facts if each is not None),
        calls=_of_clinic(registers.calls(since), clinic),
        accounts=tuple(each for each in accounts if clinic in (None, clinics.get(each.requested_by))),
        outages=registers.outages(since, clinic),
        clinics=tuple(sorted(clinics.items())),
    )


def _of_clinic(calls: Iterable[Call], clinic: int | None) -> tuple[Call, ...]:
    return tuple(each for each in calls if clinic in (None, each.organization))


class _Registers:
    """The registers as they stood before an instant."""

    def __init__(self, tx: Reading, until: datetime, last: int) -> None:
        self._tx, self._until, self._last = tx, until, last

    def calls(self, since: datetime) -> tuple[Call, ...]:
        found = (call_of(row, self._tx) for row in rows_until(self._tx, CALLS, self._until, self._last))
        return tuple(each for each in found if since <= each.started_at < self._until)

    def accounts(self, since: datetime) -> tuple[AccountRequest, ...]:
        found = (account_of(row, self._tx) for row in rows_until(self._tx, ACCOUNTS, self._until, self._last))
        return tuple(each for each in found if since <= each.at < self._until)

    def outages(self, since: datetime, clinic: int | None) -> tuple[Outage, ...]:
        """Those that were there in the period and concern the clinic."""
        found = (outage_of(row, self._tx) for row in rows_until(self._tx, OUTAGES, self._until, self._last))
        return tuple(
            each
            for each in found
            if (each.ended_at is None or each.ended_at >= since)
            and (clinic is None or not each.organizations or clinic in each.organizations)
        )
