"""A simple day at two real consoles, each on its own terminal: every step of the one is seen by the other."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from console.cli.main import main
from core.tickets.assignment.commands import Release
from tests.console.pty_console import PtyConsole, foreign, pty_console, wait_until
from tests.support.desk import done, make_store, registered, reopen
from tests.support.patience import PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("shift")]

NOW = "2026-11-24T11:20"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path)


@pytest.fixture
def opened(store: Path, tmp_path: Path) -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(stack: ExitStack, store: Path, login: str, columns: int = 160, rows: int = 45) -> PtyConsole:
    """A console of one operator, whose desk is open; its clock stands."""
    state = str(store.parent / "state")
    shown = stack.enter_context(pty_console(store, login, columns, rows, PULT_NOW=NOW, XDG_STATE_HOME=state))
    shown.wait("F1 Справка")
    return shown


@pytest.mark.parametrize(("columns", "rows"), [(160, 45), (80, 24)])
def test_a_call_is_worked_from_the_ring_to_its_closing_at_two_consoles(
    store: Path, opened: ExitStack, columns: int, rows: int
) -> None:
    first = start(opened, store, "ivanova", columns, rows)
    second = start(opened, store, "petrov", columns, rows)
    first.wait("Иванова М. С.")
    second.wait("Петров А. Н.")

    # The call: everything by keys, the letters in ЙЦУКЕН; a person who is not in the directory is added in place.
    first.step("F2", shows="Кто звонит")
    first.step("Тихонова Инна Львовна", shows="+ новый человек: Тихонова Инна Львовна")
    first.step("Enter", "краев", shows="› Краевая клиническая больница")
    first.step("Enter", shows="МО            Краевая клиническая больница")
    first.press("200-30-40", "Enter", "Enter", "Enter", "Не печатается талон", "Enter", "Второй день подряд.", "Tab")
    first.step("Tab", "Left", shows="● Высокий")
    first.step("Tab", "Tab", "Принято, смотрим.", shows="смотрим.")
    first.step("F8", shows="№ 1  Не печатается талон")
    first.wait("Принято, смотрим.")
    second.wait("Не печатается талон")

    # Released: к is R.
    first.step("к", shows="ПЕРЕДАТЬ НА ВЛТП")
    first.wait("● Петров А. Н.")  # proposed by the rules
    first.step("F8", shows="Передано на ВЛТП, исполнитель — Петров А. Н.")
    second.wait("ВЛТП")

    # The engineer opens it, takes it (е is T), answers (с is C), resolves it (в is D).
    second.step("Enter", shows="Передано на ВЛТП")
    second.step("е", shows="взято в работу")
    first.wait("взято в работу")
    second.step("с", shows="ОТВЕТ")
    second.step("Вижу причину.", "F8", shows="Вижу причину.", gone="F8 ")
    first.wait("Вижу причину.")
    second.step("в", shows="РЕШЕНИЕ")
    second.step("Служба печати перезапущена.", "F8", shows="Решена ·", gone="F8 ")
    first.wait("Решена ·")

    # The requester confirms on the phone: щ is O.
    first.step("щ", shows="ИНИЦИАТОР ПОДТВЕРДИЛ РЕШЕНИЕ")
    first.step("F8", shows="Закрыта", gone="F8 ")
    second.wait("Закрыта")


def test_a_call_that_was_being_typed_when_the_console_was_killed_is_offered_whole(
    store: Path, opened: ExitStack
) -> None:
    first = start(opened, store, "ivanova")
    first.step("F2", "cbybw", "Enter", shows="Синицына Анна Павловна")  # «синиц» in the other layout
    first.press("Пропали шаблоны [/]", "Enter", "Вчера были,", "Enter", "сегодня нет.", "Tab", "Tab", "Left")
    first.wait("сегодня нет.")
    drafts = store.parent / "state"
    kept = ("сегодня нет.", '"high"')
    wait_until(
        lambda: any(all(word in path.read_text() for word in kept) for path in drafts.rglob("intake-*.json")),
        "the draft",
    )
    first.kill()

    again = start(opened, store, "ivanova", 80, 24)
    again.wait("Есть незаконченный звонок")
    again.step("Enter", shows="Кому: ВЛТП, Петров А. Н.", gone="Есть незаконченный звонок")
    again.step("F8", shows="№ 1  Пропали шаблоны [/]")
    again.wait("сегодня нет.")
    again.wait("Вчера были,")
    again.wait("Ошибка · Высокий")
    again.step("3", shows="Синицына Анна Павловна")
    again.wait("Краевая клиническая больница")


def test_the_second_to_save_is_told_what_changed_and_keeps_what_was_typed(store: Path, opened: ExitStack) -> None:
    with reopen(store, NOW) as desk:
        done(desk, Release(number=registered(desk), to="petrov"))
    first, second = start(opened, store, "ivanova"), start(opened, store, "petrov", 80, 24)
    for console in (first, second):
        console.wait("Не открывается карта")
        console.step("Enter", shows="История")
    first.step("с", shows="ОТВЕТ")
    second.step("с", "Смотрю журнал службы.", shows="Смотрю журнал службы.")
    first.step("Позвоним после обеда.", "F8", shows="Позвоним", gone="F8 ")

    second.step("F8", shows="ПОКА ВЫ ПИСАЛИ, ОБРАЩЕНИЕ № 1 ИЗМЕНИЛИ")
    second.matches(r"Позвоним после.*Смотрю журнал")  # side by side
    second.step("F8", shows="1 История", gone="F8 ")
    second.wait("Смотрю журнал службы.")
    first.wait("Смотрю журнал службы.")


HOSTILE = "[/] [@click=app.quit] \x1b]52;c;eA==\x07 путь [/var/log]"


def test_a_hostile_subject_is_harmless_wherever_it_is_shown(
    store: Path, opened: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULT_NOW", NOW)
    told = ["--description", HOSTILE, "--org", "kkb", "--requester", "1", "--mis", "qms", "--channel", "phone"]
    told += ["--type", "error", "--priority", "high"]
    assert main(["--db", str(store), "--as", "ivanova", "ticket", "new", "--subject", HOSTILE, *told]) == 0
    shown = start(opened, store, "ivanova")
    shown.wait("[@click=app.quit]")  # listed and previewed
    shown.step("F3", "[@click", "Enter", shows="найдено 1")
    shown.step("Enter", shows="История")
    shown.step("с", f"\x1b[200~{HOSTILE}\x1b[201~", shows="│ [/] [@click=app.quit] ␛]52;c;eA==␇ путь [/var/log]")
    shown.step("F8", shows="Ответ инициатору ·", gone="F8 ")
    shown.step("у", shows="Итог:")
    shown.step("Esc", shows="История")
    shown.press("Esc", "Esc")
    shown.step("F9", shows="Команды")
    shown.press("Esc", "Ctrl+Q")
    assert shown.ended(PATIENCE) == 0
    assert foreign(shown.written) == b""
    assert main(["--db", str(store), "--as", "ivanova", "verify"]) == 0
