"""For each command of a ticket: what must have happened to ticket 1 before, and a well-formed command, by whom.

Everything is told to a desk in memory of invented people; ``IT_HEAD`` leads the IT service of the clinic.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from core.policy import Policy, load_policy
from core.tickets.directory import Organization, Person, User
from core.vocabulary import (
    Channel,
    Destination,
    LinkKind,
    Mis,
    Outcome,
    Priority,
    Role,
    RoutingGround,
    Scenario,
    TicketType,
    Waiting,
)
from tests.support.catalogue import commands as c
from tests.support.desk import GP4, KKB, SINITSYNA, USERS, VOROBYOV, moment, register
from tests.support.memory import MemoryDesk

IT_HEAD, HEAD = 5, 6
COLLEAGUE: Final = ("kuznetsova", "Кузнецова О. Л.", Role.FIRST_LINE, ())
BEGINNING: Final = moment("2026-11-23T09:00")
STEP: Final = timedelta(minutes=1)
PEOPLE: Final = (
    Person(SINITSYNA, "Синицына Анна Павловна", KKB),
    Person(VOROBYOV, "Воробьёв Пётр Ильич", KKB, "it"),
    Person(3, "Зимина Ольга Юрьевна", GP4),
    Person(IT_HEAD, "Дятлов Егор Ильич", KKB, "it_head"),
    Person(HEAD, "Чижова Нина Олеговна", KKB, "head"),
)
CLINICS: Final = (
    Organization(KKB, "kkb", "Краевая клиническая больница", (Mis.QMS, Mis.PROMED), "Д-1"),
    Organization(GP4, "gp4", "Городская поликлиника № 4", (Mis.PROMED,), "Д-2"),
)
Step = tuple[str, c.Command]


@dataclass(frozen=True, slots=True)
class Scene:
    """``steps`` bring ticket 1 to where ``login`` may give ``command``."""

    steps: tuple[Step, ...]
    login: str
    command: Any


def desk(policy: Policy | None = None) -> MemoryDesk:
    """A desk in memory with nobody's requests yet."""
    staff = [User(login, name, role, competences) for login, name, role, competences in (*USERS, COLLEAGUE)]
    return MemoryDesk(policy or load_policy(), CLINICS, PEOPLE, staff)


NEW: Final = ("ivanova", register(priority=Priority.VERY_HIGH))
OTHER: Final = (
    "ivanova",
    register(subject="Не печатает рецепт", description="Принтер молчит", requester=VOROBYOV, different_from=(1,)),
)
_ANSWERED = ("ivanova", c.Comment(number=1, text="Смотрим, что с картой пациента"))
_SECOND = ("ivanova", c.Release(number=1, to="petrov"))
_TAKEN = ("petrov", c.Take(number=1))
_SOLVED = ("petrov", c.Resolve(number=1, solution="Перестроен индекс карт пациентов"))
_HEARD = ("ivanova", c.Answered(number=1, by=SINITSYNA, text="Проверю завтра"))
_VERIFY = c.Verify(number=1, agreed_with=SINITSYNA, how="phone", text="Проверено, карта открывается")
_AWAY = (
    "petrov",
    c.RouteOut(
        number=1,
        destination=Destination.QMS_DEVELOPER,
        scenario=Scenario.TASK,
        ground=RoutingGround.MALFUNCTION,
        text="Сервер приложений закрывает сеанс при открытии карты",
    ),
)
_BACK = ("petrov", c.Return(number=1, text="Исправлено в версии 5.2"))
_OUTAGE = ("ivanova", c.OpenOutage(title="qMS недоступна", text="Ждём", mis=Mis.QMS, organizations=()))
_SOLUTION = ("petrov", c.AddSolution(title="Карта", text="Перестроить индекс карт", source="second"))
_TASK = ("petrov", c.SetTask(number=1, text="Проверьте сеть", person=IT_HEAD))
_ASKED = ("petrov", c.RequestApproval(number=1, person=HEAD, text="Разрешите перезапуск"))
_DISPUTE = ("ivanova", c.OpenDispute(number=1, text="Не согласны со сроком", by=SINITSYNA))
_LINKED = ("petrov", c.StartRemote(number=1, pc="KKB-1", consent_by=SINITSYNA, consent_how="phone"))
_RUN = ("petrov", c.StartMisRun(number=1, person=SINITSYNA, reason="Проверить права"))
_PROMISED = ("ivanova", c.PromiseCallback(number=1, until=moment("2026-12-04T12:00"), text="Помогло ли"))
_WORK = (NEW, _ANSWERED, _SECOND, _TAKEN)

_BROUGHT: Final = ("ivanova", register(channel=Channel.INTERACTIVE, imported=True, external_number="И-1"))
SCENES: Final[Mapping[str, Scene]] = {
    each.command.name: each
    for each in (
        Scene((NEW,), "ivanova", c.Comment(number=1, text="Смотрим")),
        Scene((NEW,), "ivanova", c.Note(number=1, text="Перезвонить")),
        Scene((NEW,), "ivanova", c.Take(number=1)),
        Scene((NEW,), "ivanova", c.SetType(number=1, type=TicketType.SETUP)),
        Scene((NEW,), "ivanova", c.SetPriority(number=1, priority=Priority.LOW)),
        Scene((_BROUGHT,), "ivanova", c.ConfirmPriority(number=1)),
        Scene(_WORK, "petrov", c.ProposePriority(number=1, priority=Priority.LOW, reason="Есть обходной путь")),
        Scene((NEW,), "ivanova", c.Process(number=1, impact="Приём стоит")),
        Scene((NEW,), "ivanova", c.RequestInformation(number=1, text="Какая карта?")),
        Scene(_WORK, "petrov", c.Assign(number=1, to="sidorov", reason="Ухожу")),
        Scene((NEW, _ANSWERED), "ivanova", c.Release(number=1, to="petrov")),
        Scene(_WORK, "petrov", c.SendBack(number=1, reason="Это решает ПЛТП")),
        Scene(_WORK, "petrov", c.Resolve(number=1, solution="Перестроен индекс карт пациентов", document=True)),
        Scene((*_WORK, _SOLVED), "ivanova", c.Confirm(number=1, by=SINITSYNA)),
        Scene((*_WORK, _SOLVED), "ivanova", c.Reject(number=1, by=SINITSYNA, reason="Снова закрывается")),
        Scene((NEW,), "ivanova", c.Close(number=1, outcome=Outcome.WITHDRAWN, reason="Отозвано")),
        Scene((*_WORK, _SOLVED), "ivanova", c.Answered(number=1, by=SINITSYNA, text="Проверю завтра")),
        Scene((*_WORK, _SOLVED, _HEARD), "ivanova", c.ForceClose(number=1, reason="Не отвечает")),
        Scene((OTHER, ("ivanova", register())), "ivanova", c.Duplicate(number=2, of=1)),
        Scene((NEW,), "ivanova", c.Wait(number=1, waiting=Waiting.REQUESTER)),
        Scene((NEW, ("ivanova", c.Wait(number=1, waiting=Waiting.REQUESTER))), "ivanova", c.Resume(number=1)),
        Scene(
            (NEW,),
            "ivanova",
            c.AgreeTerm(number=1, due=moment("2026-12-04T12:00"), agreed_with=SINITSYNA, reason="Нужна версия"),
        ),
        Scene(_WORK, "petrov", c.IndicateTerm(number=1, due=moment("2026-12-04T12:00"))),
        Scene(_WORK, "petrov", c.SetTask(number=1, text="Проверьте сеть", person=IT_HEAD)),
        Scene((*_WORK, _TASK), "petrov", c.PassTask(number=1, task=1, person=VOROBYOV)),
        Scene((*_WORK, _TASK), "petrov", c.FinishTask(number=1, task=1, result="Сеть исправна")),
        Scene(_WORK, "petrov", c.RequestApproval(number=1, person=HEAD, text="Разрешите перезапуск")),
        Scene((*_WORK, _ASKED), "petrov", c.GrantApproval(number=1, approval=1, by=HEAD)),
        Scene((*_WORK, _ASKED), "petrov", c.RefuseApproval(number=1, approval=1, by=HEAD, reason="Идёт приём")),
        Scene((NEW,), *_PROMISED),
        Scene((NEW, _PROMISED), "ivanova", c.FinishCallback(number=1, text="Помогло")),
        Scene((NEW,), "ivanova", c.Watch(number=1, login="orlova")),
        Scene((NEW,), "ivanova", c.Attach(number=1, title="снимок.png", body=b"bytes")),
        Scene((NEW, OTHER), "ivanova", c.Link(number=2, other=1, link=LinkKind.RELATED)),
        Scene((NEW,), "ivanova", c.Split(number=1, subject="Не печатает", description="Принтер молчит")),
        Scene((NEW,), "ivanova", c.SetExternal(number=1, external_number="И-1")),
        Scene((NEW, _SOLUTION), "ivanova", c.UseSolution(number=1, solution=1)),
        Scene((NEW, _OUTAGE), "ivanova", c.JoinOutage(number=1, outage=1)),
        Scene(_WORK, *_AWAY),
        Scene((*_WORK, _AWAY), *_BACK),
        Scene((*_WORK, _AWAY, _BACK), "petrov", _VERIFY),
        Scene((NEW,), "ivanova", c.OpenDispute(number=1, text="Не согласны со сроком", by=SINITSYNA)),
        Scene((NEW, _DISPUTE), "ivanova", c.DecideDispute(number=1, text="Срок верен")),
        Scene((NEW, _DISPUTE), "ivanova", c.EscalateDispute(number=1, text="Не договорились")),
        Scene(_WORK, *_LINKED),
        Scene((*_WORK, _LINKED), "petrov", c.EndRemote(number=1, result="Готово")),
        Scene(_WORK, *_RUN),
        Scene((*_WORK, _RUN), "petrov", c.EndMisRun(number=1, result="Права есть")),
        Scene(_WORK, "petrov", c.CheckWorkplace(number=1, pc="KKB-1")),
        Scene((NEW,), "orlova", c.Redact(number=1, event=1, reason="Персональные данные")),
        Scene((NEW, _ANSWERED), "ivanova", c.TakeBack(number=1)),
    )
}
"""By the name of the command. What time or the policy alone allows (``force_close``) needs its own instant."""


def played(scene: Scene, memory: MemoryDesk) -> None:
    """Bring ticket 1 to where the scene's command may be given."""
    now = BEGINNING
    for login, command in scene.steps:
        refusal = memory.perform(command, login, now)
        assert refusal is None, (command, refusal)
        now += STEP
