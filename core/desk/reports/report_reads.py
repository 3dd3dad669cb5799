"""The desk's reports as its callers ask for them."""

from core.desk.environment import Environment
from core.desk.reports.comparing import ReportComparison, compared
from core.desk.reports.files.report_files import ReportFile, make_file
from core.desk.reports.files.verifying import FileVerdict, verify
from core.desk.reports.making import basis_of, make_report
from core.desk.reports.report_request import Report, ReportRequest
from core.desk.reports.scheduled import ScheduledFile, write_scheduled
from core.store.event_log.log import chain_head
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
            return make_report(tx, policy, asked, basis_of(policy, asked, now, chain_head(tx)))

    def compared(self, asked: ReportRequest) -> ReportComparison | Refusal:
        """The report beside that of the period before and of the year before."""
        with self._environment.store.reading() as tx:
            return compared(tx, self._environment.policy, asked, self._environment.now())

    def file(self, asked: ReportRequest) -> ReportFile | Refusal:
        """The report, or the month of a clinic, as it goes into a file."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return make_file(tx, policy, asked, basis_of(policy, asked, now, chain_head(tx)))

    def write_scheduled(self, *, dry: bool = False) -> tuple[ScheduledFile, ...]:
        """Write the reports of ``reports.yaml`` that are due; ``dry``, or a desk that only reads, only tells."""
        return write_scheduled(self._environment, dry=dry or self._environment.read_only)

    def verify(self, body: bytes, suffix: str) -> FileVerdict:
        """Whether a file is what this log says. Raises ValueError, in Russian, for what is no file of a report."""
        with self._environment.store.reading() as tx:
            return verify(tx, self._environment.policy, body, suffix)
