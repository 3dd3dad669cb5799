"""A report made of the log, as far as a basis knows it: the same basis gives the same figures."""

from datetime import datetime

from core.desk.records.name_lookup import find_organization
from core.desk.reports.key_titles import titles_of
from core.desk.reports.material_reading import read_material
from core.desk.reports.report_request import Report, ReportBasis, ReportRequest
from core.policy import Policy
from core.store.event_log.log import Head
from core.store.registers.directory_reads import read_organizations
from core.store.store import Reading
from core.text import safe_line
from core.tickets.directory import Organization
from core.tickets.refusal import Refusal
from core.tickets.reporting.kept_by_group import kept_groups
from core.tickets.reporting.material import ReportMaterial


def basis_of(policy: Policy, asked: ReportRequest, now: datetime, head: Head) -> ReportBasis:
    """What a report rests on that is made at an instant from the events up to a head."""
    years = range(asked.period.first.year, asked.period.last.year + 1)
    calendars = {year: policy.calendars[year].source for year in years if year in policy.calendars}
    return ReportBasis(head, policy.fingerprint, now, tuple(sorted(set(years) - calendars.keys())), calendars)


def clinic_of(tx: Reading, asked: ReportRequest) -> Organization | Refusal | None:
    """The one clinic that was asked for; None for all, a refusal for one that is not known."""
    return None if asked.organization is None else find_organization(tx, safe_line(asked.organization))


def material_of(
    tx: Reading, policy: Policy, asked: ReportRequest, basis: ReportBasis, clinic: Organization | None
) -> ReportMaterial:
    """What the report is made of."""
    return read_material(tx, policy, asked, basis, clinic.id if clinic else None)


def report_of(
    tx: Reading, policy: Policy, asked: ReportRequest, basis: ReportBasis, made_of: tuple[ReportMaterial, str | None]
) -> Report:
    """One report of a material, with the name of its clinic (None: all)."""
    material, clinic = made_of
    table = asked.spec.make(material, asked.aspects)
    return Report(
        asked=asked,
        clinic=clinic,
        until=material.until,
        table=table,
        titles=titles_of(tx, policy, table),
        basis=basis,
        clinics={each.id: each.code for each in read_organizations(tx)},
        groups=kept_groups(material, asked.aspects) if asked.name == "sla" else (),
    )


def make_report(tx: Reading, policy: Policy, asked: ReportRequest, basis: ReportBasis) -> Report | Refusal:
    """The report that was asked for, on a basis. A clinic that is not known is a refusal."""
    clinic = clinic_of(tx, asked)
    if isinstance(clinic, Refusal):
        return clinic
    material = material_of(tx, policy, asked, basis, clinic)
    return report_of(tx, policy, asked, basis, (material, clinic.name if clinic else None))
