"""A supervisor's morning: two months of history, an engineer who is drowning, a clinic that got worse."""

from datetime import timedelta
from pathlib import Path

from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Release, Take
from core.tickets.classification.processing import RequestInformation
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.closing.disputes import OpenDispute
from core.tickets.desk_records.calls import LogCall
from core.tickets.outages.announcements import OpenOutage
from core.vocabulary import Mis, Priority, TicketType
from tests.support.desk import (
    GP4,
    KKB,
    SINITSYNA,
    VOROBYOV,
    ZIMINA,
    FrozenDesk,
    done,
    made_once,
    make_desk,
    moment,
    registered,
)

NOW = "2026-11-24T11:20"
"""A Tuesday; 1 ч 40 м of work until lunch."""
SUBJECTS = (
    "Не открывается карта пациента", "Не печатается лист назначений", "Пропали шаблоны осмотра",
    "Не уходит СЭМД о рождении", "Не строится отчёт по койкам", "Не видны результаты ЛИС", "Зависает расписание",
)  # fmt: skip


@made_once
def morning_desk(folder: Path) -> FrozenDesk:
    """October in order, November not; this morning seven errors at one engineer, and a few things besides."""
    desk = make_desk(folder, "2026-10-05T09:00")
    for day in (5, 6, 7, 8, 9, 12, 13, 14):
        _solved(desk, f"2026-10-{day:02}T09:00", answered=3, effort=50)
    for day in (2, 3, 5, 6, 9, 10, 11, 12):
        _solved(desk, f"2026-11-{day:02}T09:00", answered=30 if day < 9 else 3, effort=40 + 5 * day)
    _left_over(desk)
    _this_morning(desk)
    desk.clock.set(NOW)
    return desk


def _solved(desk: FrozenDesk, at: str, *, answered: int, effort: int) -> None:
    """An error of ККБ, answered after so many minutes, in Петров's hands for so many more."""
    desk.clock.set(at)
    number = registered(desk, subject=f"Не открывается протокол {at[:10]}")
    desk.clock.advance(minutes=answered)
    done(desk, Comment(number=number, text="Смотрим."))
    done(desk, Release(number=number, to="petrov"))
    desk.clock.advance(minutes=2)
    done(desk, Comment(number=number, text="Занимаюсь."), "petrov")
    done(desk, Take(number=number), "petrov")
    desk.clock.advance(minutes=effort)
    done(desk, Resolve(number=number, solution="Протокол открывается."), "petrov")
    desk.clock.advance(minutes=10)
    done(desk, Confirm(number=number, by=SINITSYNA))


def _left_over(desk: FrozenDesk) -> None:
    """Yesterday's, with Петров: nobody has answered since the hand-over, and its term is long over."""
    desk.clock.set("2026-11-23T15:00")
    number = registered(desk, subject="Реестр счетов не выгружается в ТФОМС", priority=Priority.VERY_HIGH)
    done(desk, Comment(number=number, text="Принято, смотрим."))
    done(desk, Release(number=number, to="petrov"))
    done(desk, Take(number=number), "petrov")


def _this_morning(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-24T08:35")
    for subject in SUBJECTS:
        number = registered(desk, subject=subject)
        desk.clock.advance(minutes=2)
        done(desk, Comment(number=number, text="Смотрим."))
        done(desk, Release(number=number, to="petrov"))
        done(desk, Comment(number=number, text="Занимаюсь."), "petrov")
        done(desk, Take(number=number), "petrov")
        desk.clock.advance(minutes=1)
    desk.clock.set("2026-11-24T09:40")
    late = registered(
        desk, subject="Приём остановлен в приёмном покое", priority=Priority.VERY_HIGH, requester=VOROBYOV
    )
    done(desk, Comment(number=late, text="Видим."))
    waits = registered(
        desk, subject="Добавить кабинет в расписание", type=TicketType.SETUP, priority=Priority.MEDIUM,
        organization=GP4, requester=ZIMINA, mis=Mis.PROMED,
    )  # fmt: skip
    done(desk, RequestInformation(number=waits, text="Какой это кабинет?"))
    other = registered(desk, subject="Предложение по отчётам", type=TicketType.OTHER, priority=Priority.NONE)
    done(desk, Comment(number=other, text="Согласуем срок."))
    done(desk, OpenDispute(number=other, text="Это ошибка, а не пожелание."))
    started = desk.now() - timedelta(minutes=4)
    done(
        desk, LogCall(requester=SINITSYNA, started_at=started, ended_at=desk.now(), solved=True, text="Сброшен пароль.")
    )
    desk.clock.set("2026-11-24T10:40")
    done(
        desk,
        OpenOutage(title="qMS: медленно открываются карты", text="Сбой СХД", expected_end=moment("2026-11-24T15:00")),
    )
    desk.clock.set("2026-11-24T11:04:30")
    registered(desk, subject="Не печатается рецепт")
    registered(desk, subject="Опечатка в справке 086/у", priority=Priority.LOW, organization=KKB)
