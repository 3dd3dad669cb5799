"""The other shipped drills, played by a script: perfectly, and with mistakes that their pages name, and no others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.drill.judging import ActVerdict
from core.drill.page import page
from core.drill.reading import shipped
from core.vocabulary import Channel, Mis, Priority, TicketType
from tests.core.drill.trainee import Trainee
from tests.support.catalogue import commands as c

ERROR, SETUP, CONSULTATION = TicketType.ERROR, TicketType.SETUP, TicketType.CONSULTATION
HIGH, MEDIUM, LOW = Priority.HIGH, Priority.MEDIUM, Priority.LOW
WRONG, MISSED = ActVerdict.WRONG, ActVerdict.MISSED
Script = dict[int, Callable[[], Any]]

LOGIN, LABELS = "Полякова Зоя Викентьевна", "Брагин Тимур Евгеньевич"
SLOW, SNILS, TYPO = "Белозёрова Инна Аркадьевна", "Каштанова Жанна Романовна", "Медведкова Софья Ильинична"
HOW, ECP, CHASE = "Чернышёва Лидия Павловна", "Снегирёва Тамара Владленовна", "Перевалова Диана Юрьевна"
REPORT, BRIGADE = "ИСК-7301", "ИСК-7302"


def call(
    who: Trainee, caller: str, words: str, *, kind: TicketType = ERROR, priority: Priority = MEDIUM,
    mis: Mis = Mis.PROMED,
) -> int:  # fmt: skip
    return who.register(caller, words, "Приняли, смотрим.", kind=kind, priority=priority, mis=mis)


def calls_well(who: Trainee) -> Script:
    slow: list[int] = []

    def labels() -> None:
        who.hand_over(call(who, LABELS, "Добавить должность в справочник qMS", kind=SETUP, mis=Mis.QMS))

    return {
        2: lambda: who.log(LOGIN, "Подсказали, где сменить пароль"),
        6: labels,
        11: lambda: slow.append(call(who, SLOW, "Расписание врача открывается по две минуты")),
        17: lambda: who.give(c.Comment(number=slow[0], text="Дописали: и кабинет УЗИ. Смотрим.")),
        22: lambda: call(who, SNILS, "Пациент не находится поиском по номеру, другие находятся"),
        28: lambda: call(who, TYPO, "В бланке выписки опечатка", priority=LOW),
    }


def calls_badly(who: Trainee) -> Script:
    """The log gets a ticket; a setup stays an error at ПЛТП; a repeated call a second ticket; a number is kept; the
    last one is never written down."""
    slow: list[int] = []

    def again() -> None:
        person = who.people[SLOW]
        words = "Расписание врача открывается по две минуты, и кабинет УЗИ"
        who.give(
            c.Register(
                subject=words, description=words, organization=person.organization, requester=person.id,
                mis=Mis.PROMED, type=ERROR, priority=MEDIUM, channel=Channel.PHONE, answer="Смотрим.",
                different_from=tuple(slow),
            )
        )  # fmt: skip

    return {
        2: lambda: call(who, LOGIN, "Где сменить свой пароль", kind=CONSULTATION, mis=Mis.QMS),
        6: lambda: call(who, LABELS, "Добавить должность в справочник qMS", mis=Mis.QMS),
        11: lambda: slow.append(call(who, SLOW, "Расписание врача открывается по две минуты", priority=HIGH)),
        17: again,
        22: lambda: call(who, SNILS, "Пациент с номером 112-233-445 не находится поиском"),
    }


def evening_well(who: Trainee) -> Script:
    def report() -> None:
        number = who.ticket(REPORT)
        who.give(c.SetPriority(number=number, priority=HIGH, reason="Отчёт завтра в девять, штрафа нет"))
        who.give(c.Comment(number=number, text="Смотрим расхождение."))

    def brigade() -> None:
        number = who.ticket(BRIGADE)
        who.give(c.SetType(number=number, type=SETUP, priority=MEDIUM, reason="Добавление в справочник"))
        who.give(c.ConfirmPriority(number=number))
        who.give(c.Comment(number=number, text="Передаём специалисту."))
        who.hand_over(number)

    return {
        2: report,
        7: lambda: who.log(HOW, "Напомнили раздел закрытых листов"),
        13: brigade,
        19: lambda: call(who, ECP, "Выписки не подписываются: «сертификат не найден»"),
        28: lambda: who.give(c.Comment(number=who.ticket(REPORT), text="Смотрим, скажем до конца дня.")),
    }


def evening_badly(who: Trainee) -> Script:
    """Nothing that came through the registers is touched; a call that belongs to a ticket goes into the log."""
    return {
        7: lambda: who.log(HOW, "Напомнили раздел закрытых листов"),
        19: lambda: call(who, ECP, "Выписки не подписываются: «сертификат не найден»", kind=SETUP),
        28: lambda: who.log(CHASE, "Пообещали посмотреть"),
    }


CALLS, EVENING = 1, 2
"""Their places among the shipped ones."""


@pytest.mark.parametrize(("scenario", "script", "asked"), [(CALLS, calls_well, 22), (EVENING, evening_well, 12)])
def test_a_perfect_shift_gets_a_perfect_page(
    tmp_path: Path, scenario: int, script: Callable[[Trainee], Script], asked: int
) -> None:
    trainee = Trainee(tmp_path, shipped()[scenario])
    score = trainee.play(script(trainee))
    assert score.mistakes == ()
    assert page(score)[1] == f"Верно {asked} из {asked} · 47 нажатий клавиш"
    assert page(score)[-1] == "Всё сделано по регламенту."


@pytest.mark.parametrize(
    ("scenario", "script", "mistakes"),
    [
        (
            CALLS,
            calls_badly,
            [
                (f"Звонок: {LOGIN}", WRONG, "звонок зарегистрирован обращением", "п. 5.5"),
                (f"Звонок: {LABELS}", WRONG, "тип «Ошибка»", "Прил. 2, табл. 1"),
                (f"Звонок: {LABELS}", MISSED, "обращение на линии «ПЛТП»", "п. 5.9"),
                (f"Звонок: {SLOW}", WRONG, "приоритет «Высокий»", "п. 5.10"),
                (f"Звонок: {SLOW}", WRONG, "звонок зарегистрирован обращением", "п. 5.5"),
                (f"Звонок: {SNILS}", WRONG, "персональные данные попали в журнал", "Прил. 3, п. 5"),
                (f"Звонок: {TYPO}", MISSED, "звонок не записан", "п. 5.5"),
            ],
        ),
        (
            EVENING,
            evening_badly,
            [
                (f"Звонок: {ECP}", WRONG, "тип «Настройка»", "Прил. 2, табл. 1"),
                (f"Звонок: {CHASE}", WRONG, "звонок записан в журнал", "п. 5.5"),
                (f"{REPORT}: Форма 30 не сходится с журналом", WRONG, "приоритет «Средний»", "п. 5.10"),
                (f"{BRIGADE}: Добавить бригаду в справочник", WRONG, "тип «Ошибка»", "Прил. 2, табл. 1"),
                (f"{BRIGADE}: Добавить бригаду в справочник", MISSED, "обращение на линии «ПЛТП»", "п. 5.9"),
            ],
        ),
    ],
)
def test_its_page_names_exactly_the_mistakes(
    tmp_path: Path,
    scenario: int,
    script: Callable[[Trainee], Script],
    mistakes: list[tuple[str, ActVerdict, str, str]],
) -> None:
    trainee = Trainee(tmp_path, shipped()[scenario])
    score = trainee.play(script(trainee))
    assert [(each.item, each.verdict, each.told, each.clause) for each in score.mistakes] == mistakes
    told = page(score)
    assert sum(line.startswith("  ✗") for line in told) == len(mistakes)
    assert all(any(clause in line for line in told[-1:]) for _, _, _, clause in mistakes)
