"""Similar open tickets (п. 5.5) are found among more than are compared, however old; nothing else is refused."""

from itertools import product
from pathlib import Path
from random import Random

import pytest

from core.desk.handling import staffing
from core.desk.handling.staffing import COMPARED
from core.tickets.refusal import Refusal
from core.vocabulary import Channel
from tests.support.desk import SINITSYNA, VOROBYOV, FrozenDesk, actor, done, made_once, make_desk, register

PAIRS = (
    ("Не печатается льготный рецепт", "Форма рецепта выходит пустой.", "Льготные рецепты печатаются пустыми"),
    ("Реестр счетов не выгружается в фонд", "Выгрузка реестра прервана.", "Не выгружаются реестры в фонд"),
    ("Нет талонов к кардиологу", "На портале талонов к врачу нет.", "Талоны к врачу-кардиологу не видны на портале"),
    ("Снимки рентгена не открываются", "Архив снимков пуст.", "Не открывается снимок рентгена из архива"),
    ("Больничный не подписывается", "Подпись врача не ставится.", "Врач не может подписать больничный"),
    ("Прививка не попала в карту", "Прививки от гриппа нет в карте.", "В карте нет прививки от гриппа"),
    ("Койки в отчёте посчитаны неверно", "Число коек хирургии завышено.", "Неверное число коек хирургии в отчёте"),
    ("Эпикриз не сохраняется", "Текст выписного эпикриза пропадает.", "Пропадает выписной эпикриз при сохранении"),
    ("Нет анализов крови из лаборатории", "Результаты лаборатории застряли.", "Не приходят результаты анализов крови"),
    ("Пароль не подходит", "Пароль медсестры сброшен и не подходит.", "Медсестра не может войти: не подходит пароль"),
)
"""A request that is open, and the same told by somebody else later."""
WHAT = ("Отчёт", "Справка", "Журнал", "Направление", "Протокол", "График", "Бланк", "Список", "Шаблон", "Приказ")
HOW = ("сбился", "двоится", "задерживается", "мигает", "обрезан", "устарел", "перекошен", "зависает", "скрыт")
WHERE = ("в архиве", "в аптеке", "в гараже")


@made_once
def _crowded(folder: Path) -> FrozenDesk:
    """The ten first, then more than are compared of other things, all of one clinic."""
    desk = make_desk(folder)
    for subject, description, _ in PAIRS:
        done(desk, register(subject=subject, description=description, channel=Channel.INTERACTIVE))
    others = list(product(WHAT, HOW, WHERE))
    Random(5).shuffle(others)
    for what, how, where in others[: COMPARED + 20]:
        told = register(subject=f"{what} {how} {where}", description=f"{what}: {how}.", channel=Channel.INTERACTIVE)
        done(desk, told)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return _crowded(tmp_path)


def alike(desk: FrozenDesk, told: str) -> list[int]:
    """The open tickets that a request resembles."""
    asked = register(subject=told, description="То же самое сегодня утром.")
    return [each.number for each in desk.tickets.similar(asked)]


def test_what_comparing_with_all_of_them_finds_is_found(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    through_the_index = [number in alike(desk, told) for number, (_, _, told) in enumerate(PAIRS, start=1)]
    monkeypatch.setattr(staffing, "COMPARED", 10_000)
    with_all = [number in alike(desk, told) for number, (_, _, told) in enumerate(PAIRS, start=1)]
    assert with_all.count(True) >= 8
    assert through_the_index == with_all


def test_the_oldest_of_them_is_refused_to_its_own_requester(desk: FrozenDesk) -> None:
    asked = register(subject=PAIRS[0][2], description="То же самое сегодня утром.")
    answer = desk.commands.perform(asked, actor(desk, "ivanova"))
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.details["similar"][0]["number"]) == ("register.similar", 1)  # type: ignore[index]


def test_another_problem_is_refused_to_nobody(desk: FrozenDesk) -> None:
    for subject in ("Не включается кондиционер", "Сломалась дверь", "Потерян пропуск", "Шумит вентилятор"):
        asked = register(subject=subject, description="Просьба заменить до вечера.", requester=SINITSYNA)
        assert not isinstance(desk.commands.perform(asked, actor(desk, "ivanova")), Refusal)


def test_what_somebody_else_has_open_refuses_nothing(desk: FrozenDesk) -> None:
    asked = register(subject=PAIRS[0][2], description="Сегодня утром.", requester=VOROBYOV)
    assert 1 in [each.number for each in desk.tickets.similar(asked)]
    assert not isinstance(desk.commands.perform(asked, actor(desk, "ivanova")), Refusal)
