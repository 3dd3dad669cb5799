"""A drill that is played well gets a perfect page; one with known mistakes gets a page that names exactly these."""

from pathlib import Path

from core.drill.judging import ActVerdict, Score, judge
from core.drill.page import page
from core.drill.played import Played
from core.policy import load_policy
from core.vocabulary import Channel, Mis, Priority, TicketType
from tests.core.drill.trainee import Trainee, morning
from tests.support.catalogue import commands as c

ERROR, MEDIUM, CRITICAL = TicketType.ERROR, Priority.MEDIUM, Priority.VERY_HIGH


def played_well(trainee: Trainee) -> Score:
    def registry() -> None:
        number = trainee.ticket("ИНТ-7102")
        trainee.give(c.SetPriority(number=number, priority=CRITICAL, reason="Срок сдачи сегодня, грозит штраф"))
        trainee.give(c.Comment(number=number, text="Видим, передаём специалисту."))
        trainee.hand_over(number)

    def patient() -> None:
        words = "Не сохраняется осмотр: «объект занят»"
        number = trainee.register(
            "Синицына Алла Георгиевна", words, "Передаём специалисту.", kind=ERROR, priority=MEDIUM, mis=Mis.QMS
        )
        trainee.hand_over(number)

    def down() -> None:
        words = "Промед не открывается ни на одном компьютере станции"
        caller = "Пономарёва Галина Эдуардовна"
        number = trainee.register(caller, words, "Сообщаем в ЦОД.", kind=ERROR, priority=CRITICAL, mis=Mis.PROMED)
        trainee.to_third_line(number)

    return trainee.play(
        {
            3: lambda: trainee.log("Ветлугина Раиса Семёновна", "Показали печать направления"),
            5: lambda: trainee.give(c.Comment(number=trainee.ticket("ИСК-7101"), text="Смотрим журнал учёта.")),
            11: lambda: trainee.give(c.Comment(number=trainee.ticket("ИСК-7101"), text="Ещё смотрим, скажем к обеду.")),
            22: registry,
            27: patient,
            43: down,
        }
    )


def played_badly(trainee: Trainee) -> Score:
    """What belongs into the log becomes a ticket, a repeated call a second one, a patient is named; the rest waits."""

    def second() -> None:
        words = "Журнал диспансерного учёта пустой у всех врачей"
        person = trainee.people["Журавлёва Эльвира Олеговна"]
        trainee.give(
            c.Register(
                subject=words, description=words, organization=person.organization, requester=person.id,
                mis=Mis.PROMED, type=ERROR, priority=MEDIUM, channel=Channel.PHONE, answer="Смотрим.",
                different_from=(trainee.ticket("ИСК-7101"),),
            )
        )  # fmt: skip

    def patient() -> None:
        words = "Не сохраняется осмотр ребёнка, дата 12.03.2015: объект занят"
        trainee.register(
            "Синицына Алла Георгиевна", words, "Смотрим.", kind=TicketType.SETUP, priority=MEDIUM, mis=Mis.QMS
        )

    return trainee.play(
        {
            3: lambda: trainee.register(
                "Ветлугина Раиса Семёновна", "Как печатать направление", "«Направления» → «Печать».",
                kind=TicketType.CONSULTATION, priority=MEDIUM, mis=Mis.PROMED,
            ),
            11: second,
            27: patient,
        }
    )  # fmt: skip


def test_a_perfect_drill_gets_a_perfect_page(tmp_path: Path) -> None:
    score = played_well(Trainee(tmp_path, morning()))
    assert score.mistakes == ()
    assert score.kept == len(score.judged) == 21
    told = page(score)
    assert told[1] == "Верно 21 из 21 · 47 нажатий клавиш"
    assert told[-1] == "Всё сделано по регламенту."


def test_a_page_names_exactly_the_mistakes_that_were_made(tmp_path: Path) -> None:
    score = played_badly(Trainee(tmp_path, morning()))
    dictated, down = "Звонок: Синицына Алла Георгиевна", "Звонок: Пономарёва Галина Эдуардовна"
    registry = "ИНТ-7102: Реестр счетов не формируется"
    assert [(each.item, each.verdict, each.told, each.clause) for each in score.mistakes] == [
        ("Звонок: Ветлугина Раиса Семёновна", ActVerdict.WRONG, "звонок зарегистрирован обращением", "п. 5.5"),
        ("Звонок: Журавлёва Эльвира Олеговна", ActVerdict.WRONG, "звонок зарегистрирован обращением", "п. 5.5"),
        (dictated, ActVerdict.WRONG, "тип «Настройка»", "Прил. 2, табл. 1"),
        (dictated, ActVerdict.MISSED, "обращение на линии «ПЛТП»", "п. 5.9"),
        (dictated, ActVerdict.WRONG, "персональные данные попали в журнал", "Прил. 3, п. 5"),
        (down, ActVerdict.MISSED, "звонок не записан", "п. 5.5"),
        (registry, ActVerdict.WRONG, "приоритет «Средний»", "п. 5.10"),
        (registry, ActVerdict.MISSED, "обращение на линии «ПЛТП»", "п. 5.9"),
    ]
    assert page(score)[-1] == "Перечитайте: п. 5.5, Прил. 2, табл. 1, п. 5.9, Прил. 3, п. 5, п. 5.10."
    assert (
        "      лучше: приоритет «Очень высокий». Срок сдачи сегодня и грозит штраф: это «Очень высокий», и решает его"
        " ВЛТП."
    ) in page(score)


def test_what_never_came_is_not_judged(tmp_path: Path) -> None:
    trainee = Trainee(tmp_path, morning())
    trainee.desk.close()
    nothing = Played(
        me="orlova", ended=trainee.stage.begins, tickets=(), calls=(), rung={}, people={}, policy=load_policy()
    )
    assert judge(trainee.scenario, nothing).judged == ()
