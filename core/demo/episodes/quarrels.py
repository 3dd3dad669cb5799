"""Disputes that were decided or put before the management (Прил. 2), and tasks for the heads of IT (п. 4.4)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.demo.cast import CLINICS, FIRST_LINE, PEOPLE
from core.demo.episodes.lives import Episode, PlannedLife
from core.policy import Policy
from core.tickets.closing.disputes import DecideDispute, EscalateDispute, OpenDispute
from core.tickets.tasks.tasks import FinishTask, SetTask
from core.worktime import WorkTime

_HOUR: Final = timedelta(hours=1)
_QUARREL: Final = "МО считает, что это ошибка системы, а не настройка, и просит считать срок иначе."
_DECIDED: Final = "Разобрали с МО по журналу: тип верен, срок посчитан по п. 3.4. МО согласна."
_ESCALATED: Final = "С МО не сошлись, чья сторона задержала; решит руководитель."
_TASK: Final = "Проверить, открыт ли доступ к серверу обновлений с рабочих мест приёмного отделения."
_RESULT: Final = "Доступ закрывал межсетевой экран, правило добавлено, проверено на двух рабочих местах."
DISPUTES, TASKS, FORGOTTEN = 3, 4, 1


def quarrels(policy: Policy, lives: Sequence[PlannedLife], now: datetime) -> Iterator[Episode]:
    """From the end of the stories that are over, so that no ticket has an episode of both kinds."""
    worktime = policy.worktime()
    over = [each for each in reversed(lives) if each.confirmed and _span(worktime, each) > 3 * _HOUR]
    for place, each in enumerate(over[:DISPUTES]):
        assert each.accepted is not None
        opened = worktime.add(each.accepted, timedelta(minutes=30))
        yield Episode(opened, FIRST_LINE[1], each.story, OpenDispute(number=each.story, text=_QUARREL))
        end: DecideDispute | EscalateDispute = DecideDispute(number=each.story, text=_DECIDED)
        if place == DISPUTES - 1:
            end = EscalateDispute(number=each.story, text=_ESCALATED)
        yield Episode(worktime.add(opened, _HOUR), FIRST_LINE[1], each.story, end)
    with_it = [(each, head) for each in over[DISPUTES:] if (head := _head_of_it(each)) is not None]
    for each, head in with_it[:TASKS]:
        assert each.accepted is not None
        assert each.taken is not None
        yield _task(worktime, each, head, worktime.add(each.accepted, 2 * _HOUR))
        result = FinishTask(number=each.story, task=1, result=_RESULT)
        yield Episode(worktime.add(each.accepted, _HOUR), each.taken.actor, each.story, result)
    running = [each for each in reversed(lives) if each.solved is None and each.accepted is not None]
    late = [(each, head) for each in running if (head := _head_of_it(each)) is not None and _old(worktime, each, now)]
    for each, head in late[:FORGOTTEN]:
        assert each.accepted is not None
        yield _task(worktime, each, head, worktime.add(each.accepted, _HOUR))


def _task(worktime: WorkTime, life: PlannedLife, head: int, due: datetime) -> Episode:
    assert life.accepted is not None
    assert life.taken is not None
    task = SetTask(number=life.story, text=_TASK, person=head, due=due)
    return Episode(worktime.add(life.accepted, timedelta(minutes=20)), life.taken.actor, life.story, task)


def _span(worktime: WorkTime, life: PlannedLife) -> timedelta:
    begun = life.accepted
    return worktime.between(begun, life.solved.at) if begun is not None and life.solved else timedelta(0)


def _old(worktime: WorkTime, life: PlannedLife, now: datetime) -> bool:
    return life.accepted is not None and worktime.between(life.accepted, now) > 3 * _HOUR


def _head_of_it(life: PlannedLife) -> int | None:
    """The head of IT of the ticket's clinic, as the plan counts people."""
    code = CLINICS[life.opening.organization].code
    return next((at for at, each in enumerate(PEOPLE) if each.clinic == code and each.kind == "it_head"), None)
