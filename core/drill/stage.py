"""The desk of a drill: a store of its own, filled like the demonstration, in which the shift is about to begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core.demo import LOGIN, build
from core.demo.cast import ADMINISTRATOR, STAFF
from core.desk import open_desk
from core.drill.clock import DrillClock, Monotonic
from core.drill.scenario import DrillScenario
from core.policy import Policy, load_policy
from core.policy.errors import ConfigError, Problem
from core.tickets.directory import Actor, Organization
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal
from core.vocabulary import Role

if TYPE_CHECKING:
    from core.desk import Desk

ME = LOGIN
"""The trainee's login: a specialist of ПЛТП."""
REGISTRAR = next(each.login for each in STAFF if each.role is Role.FIRST_LINE and each.login != LOGIN)
"""In whose name requests of the registers are taken in."""
_DAYS = 30


@dataclass(frozen=True, slots=True)
class DrillStage:
    """A desk that is ready to be played: its store, its clock, which stands, and the instant of the beginning."""

    store: Path
    clock: DrillClock
    begins: datetime
    config: Path | None

    def open(self, *, paced: bool = False) -> "Desk":
        """Open the desk; its time is the drill's."""
        return open_desk(self.store, config=self.config, clock=self.clock, paced=paced)


def set_stage(
    scenario: DrillScenario,
    store: Path,
    now: datetime,
    monotonic: Monotonic,
    *,
    seed: int = 1,
    config: Path | None = None,
) -> DrillStage:
    """Make the store at ``store``, where there is none yet, as it stands when the shift begins.

    The day is the first working day from ``now`` (aware) on. Raises ConfigError where the scenario names somebody whom
    the desk does not have, or begins outside working hours; StoreUnavailable as :func:`core.demo.build`.
    """
    policy = load_policy(config)
    begins = beginning(scenario, policy, now)
    build(store, now=begins, tickets=max(1, scenario.around), seed=seed, config=config)
    stage = DrillStage(store, DrillClock(begins, scenario.speed, monotonic), begins, config)
    with stage.open() as desk:
        _add_people(desk, scenario)
        unknown = tuple(_unknown(desk, scenario))
    if unknown:
        raise ConfigError(unknown)
    return stage


def beginning(scenario: DrillScenario, policy: Policy, now: datetime) -> datetime:
    """When the shift begins: at the scenario's hour of the first working day from ``now`` on, in the desk's zone."""
    today = now.astimezone(policy.zone)
    for days in range(_DAYS):
        day = (today + timedelta(days=days)).date()
        at = datetime.combine(day, scenario.begins, policy.zone)
        if policy.worktime().state(at).open:
            return at
    message = f"в {scenario.begins:%H:%M} служба не работает ни в один из {_DAYS} дней"
    raise ConfigError([Problem(scenario.code, None, "begins", message)])


def _add_people(desk: "Desk", scenario: DrillScenario) -> None:
    administrator = _actor(desk, ADMINISTRATOR)
    for each in scenario.people:
        clinic = desk.directory.find_organization(each.clinic)
        if not isinstance(clinic, Organization):
            raise ConfigError([Problem(scenario.code, None, "people", f"{each.name}: {clinic.message}")])
        entry = AddPerson(full_name=each.name, organization=clinic.id, person_kind=each.kind, phone=each.phone)
        done = desk.commands.perform(entry, administrator)
        if isinstance(done, Refusal):
            raise ConfigError([Problem(scenario.code, None, "people", f"{each.name}: {done.message}")])


def _unknown(desk: "Desk", scenario: DrillScenario) -> Iterator[Problem]:
    known = {each.name for each in desk.directory.people()}
    for each in scenario.happenings:
        if each.caller not in known:
            message = f"«{each.id}»: в справочнике учебного стола нет человека «{each.caller}»"
            yield Problem(scenario.code, None, "caller", message)


def _actor(desk: "Desk", login: str) -> Actor:
    actor = desk.sign_in(login)
    assert not isinstance(actor, Refusal), actor.message
    return actor
