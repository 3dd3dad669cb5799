"""What supervisors watch: the breach panel, trends, who saw what, what was denied, and what another policy would do."""

from core.desk.environment import Environment
from core.desk.handling.staffing import staffing
from core.desk.oversight.accesses import EVERYTHING, Access, AccessQuery, accesses
from core.desk.oversight.breach_panel import Wall, wall
from core.desk.oversight.clinic_trend import ClinicTrend, clinic_trend
from core.desk.oversight.kept_figures import KeptFigures
from core.desk.queue import countdowns
from core.policy import Policy
from core.store.event_log.log import histories
from core.store.registers.directory_reads import read_organizations
from core.store.registers.register_reads import Denial, read_denials
from core.text import safe_line
from core.tickets.directory import Actor
from core.tickets.forecast.what_if import Judgement, judge
from core.tickets.refusal import Refusal
from core.tickets.routing.lint import RoutingProblem, lint


class OversightReads:
    """The desk as a whole: how it does, and who did what."""

    def __init__(self, environment: Environment) -> None:
        """Read the store of an environment, by its policy and its clock."""
        self._environment = environment
        self._kept = KeptFigures()
        environment.store.folds.tell(self._kept)

    def wall(self) -> Wall:
        """The breach panel as it stands now: one snapshot of the store, and nothing written."""
        policy = self._environment.policy
        time = countdowns.desk_time(policy, self._environment.now())
        with self._environment.store.reading() as tx:
            return wall(tx, policy, time, self._kept)

    def clinic_trend(self, name: str) -> ClinicTrend | Refusal:
        """The last month of a clinic and this one, by its code or name, and what got worse in it."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return clinic_trend(tx, policy, safe_line(name), now)

    def routing_problems(self, days: int = 10) -> tuple[RoutingProblem, ...]:
        """What is wrong between the routing rules and the people of the desk, over the next working days."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            people = staffing(tx, now)
            return lint(policy, people, read_organizations(tx), days)

    def accesses(self, actor: Actor, asked: AccessQuery = EVERYTHING) -> tuple[Access, ...] | Refusal:
        """Who saw or took out what: sessions, runs as a user, protected numbers, exports; for those who oversee."""
        with self._environment.store.reading() as tx:
            return accesses(tx, actor, asked)

    def denials(self, limit: int = 100) -> tuple[Denial, ...]:
        """What the gate has denied, the latest first."""
        with self._environment.store.reading() as tx:
            return read_denials(tx, limit)

    def replay(self, policy: Policy) -> Judgement:
        """Judge every ticket of the log under another policy beside the present one (п. 11.1)."""
        present, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return judge(histories(tx), present, policy, now)
