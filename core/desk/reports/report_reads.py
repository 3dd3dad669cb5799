"""The desk's reports as its callers ask for them."""

from datetime import datetime

from core.desk.environment import Environment
from core.desk.records.name_lookup import find_organization
from core.desk.reports.key_titles import titles_of
from core.desk.reports.material_reading import read_material
from core.desk.reports.report_request import Known, Report, ReportBasis, ReportRequest
from core.policy import Policy
from core.store.event_log.log import Head, chain_head
from core.store.store import Reading
from core.text import safe_line
from core.tickets.directory import Organization
from core.tickets.refusal import Refusal


class ReportReads:
    """Reports over a period, each from the logs in one snapshot."""

    def __init__(self, environment: Environment) -> None:
        """Read the store of an environment, by its policy and its clock."""
        self._environment = environment

    def report(self, asked: ReportRequest) -> Report | Refusal:
        """The report as the log tells it now. A clinic that is not known is a refusal."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return make_report(tx, policy, asked, now, chain_head(tx))


def make_report(tx: Reading, policy: Policy, asked: ReportRequest, now: datetime, head: Head) -> Report | Refusal:
    """The report as it is at ``now``, made of the events up to a head of the chain alone."""
    clinic = None if asked.organization is None else find_organization(tx, safe_line(asked.organization))
    if isinstance(clinic, Refusal):
        return clinic
    material = read_material(tx, policy, asked, Known(now, head.event), clinic.id if clinic else None)
    table = asked.spec.make(material, asked.aspects)
    return Report(
        asked=asked,
        clinic=_name(clinic),
        until=material.until,
        table=table,
        titles=titles_of(tx, policy, table),
        basis=ReportBasis(head, policy.fingerprint, now, _provisional(policy, asked)),
    )


def _name(clinic: Organization | None) -> str | None:
    return None if clinic is None else clinic.name


def _provisional(policy: Policy, asked: ReportRequest) -> tuple[int, ...]:
    years = range(asked.period.first.year, asked.period.last.year + 1)
    return tuple(year for year in years if year not in policy.calendars)
