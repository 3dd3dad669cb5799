"""A trainee who plays a drill by commands: well, or with mistakes that a test knows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from core.desk.views import Done
from core.drill.director import Director
from core.drill.judging import Score, judge
from core.drill.played import read_played
from core.drill.reading import shipped
from core.drill.scenario import DrillScenario
from core.drill.stage import ME, DrillStage, set_stage
from core.tickets.refusal import Refusal
from core.vocabulary import Channel, Destination, Mis, Priority, RoutingGround, TicketType
from core.vocabulary import Scenario as Responsibility
from tests.support.catalogue import commands as c

SATURDAY = datetime(2026, 11, 28, 3, tzinfo=UTC)
"""The shift is that of Monday, 30 November."""


class Trainee:
    """Plays one scenario, minute by minute."""

    def __init__(self, folder: Path, scenario: DrillScenario) -> None:
        self.scenario = scenario
        self.stage: DrillStage = set_stage(scenario, folder / "drill.db", SATURDAY, lambda: 0.0)
        self.desk = self.stage.open()
        actor = self.desk.sign_in(ME)
        assert not isinstance(actor, Refusal)
        self.actor = actor
        self.director = Director(self.stage, scenario)
        self.people = {each.name: each for each in self.desk.directory.people()}

    def play(self, minutes: dict[int, Callable[[], Any]]) -> Score:
        """What is done at which minute, after what happens then."""
        for minute in range(self.scenario.minutes + 1):
            self.stage.clock.skip_to(self.stage.begins + timedelta(minutes=minute))
            self.director.step(self.desk)
            if minute in minutes:
                minutes[minute]()
                self.director.step(self.desk)
        score = judge(self.scenario, read_played(self.desk, ME, self.director.rung, keys=47))
        self.desk.close()
        return score

    def give(self, command: Any) -> Done:
        done = self.desk.commands.perform(command, self.actor)
        assert isinstance(done, Done), done
        return done

    def ticket(self, number: str) -> int:
        """The number here of a request of a register."""
        found = self.desk.tickets.imported_as(number)
        assert found is not None
        return found[0].number

    def register(self, caller: str, words: str, answer: str, *, kind: TicketType, priority: Priority, mis: Mis) -> int:
        person = self.people[caller]
        done = self.give(
            c.Register(
                subject=words[:60], description=words, organization=person.organization, requester=person.id, mis=mis,
                type=kind, priority=priority, channel=Channel.PHONE, answer=answer,
            )
        )  # fmt: skip
        assert done.number is not None
        return done.number

    def log(self, caller: str, text: str) -> None:
        now = self.desk.now()
        self.give(
            c.LogCall(
                requester=self.people[caller].id, started_at=now - timedelta(minutes=1), ended_at=now, solved=True,
                text=text,
            )
        )  # fmt: skip

    def hand_over(self, number: int) -> None:
        """Process a ticket and hand it over to whom the rules name."""
        view = self.desk.tickets.view(number, self.actor)
        assert not isinstance(view, Refusal)
        self.give(c.Process(number=number, impact="Приём задержан, запись на бумаге"))
        self.give(c.Release(number=number, to=view.ticket.named or view.ticket.assignee or ""))

    def to_third_line(self, number: int) -> None:
        self.give(
            c.RouteOut(
                number=number, destination=Destination.DATA_CENTER, scenario=Responsibility.EXECUTOR,
                ground=RoutingGround.CRITICAL, text="Сервер Промеда не отвечает ни одному рабочему месту станции.",
                identified_at_once=True, inform="Передаём специалистам ЦОД, вернёмся с новостями.",
            )
        )  # fmt: skip


def morning() -> DrillScenario:
    return shipped()[0]
