"""What is done to the desk as a whole from the console: files taken in, days declared, rules tried, the log checked."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.frame.text_viewer import ReadingScreen
from console.forms.report_forms import OFFERED
from console.forms.tools import TOOLS, Going
from console.widgets.fields.choice import Choice
from core.desk.desk import Desk
from core.desk.exchange.import_file import read_rows
from core.desk.exchange.importing import take_rows
from core.desk.views import QueueQuery
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.tickets.remote_access.mis_runs import StartMisRun
from core.tickets.reporting.catalogue import REPORTS
from core.vocabulary import Channel
from tests.console.driving import console, text_of, until
from tests.console.forms.test_forms import a_form, said, typed
from tests.support.desk import KKB, SINITSYNA, FrozenDesk, actor, done, make_desk, registered

HEAD = "external_number,subject,description,org,requester,mis,type,priority,received_at\n"
ROW = 'И-{0},Не печатает {0},"Принтер в кабинете {0}",kkb,Синицына,qms,error,high,2026-11-24T08:40\n'


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


async def tool(app: PultApp, pilot: Pilot[int], name: str) -> SpecDialog:
    app.action_tool(name)
    return await a_form(app, pilot)


async def report(app: PultApp, pilot: Pilot[int]) -> str:
    """What the tool answers with."""
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the report")
    assert isinstance(app.screen, ReadingScreen)
    return app.screen.text


@pytest.mark.parametrize("name", TOOLS)
async def test_every_tool_opens_at_80_by_24(desk: FrozenDesk, name: str) -> None:
    async with console(desk, "orlova", size=(80, 24)) as (app, pilot):
        await tool(app, pilot, name)
        text = text_of(app)
        assert TOOLS[name].heading in text
        assert "F8" in text


async def test_a_file_of_another_register_is_taken_in_and_a_bad_line_is_named(desk: FrozenDesk, tmp_path: Path) -> None:
    file = tmp_path / "обращения.csv"
    file.write_text(HEAD + ROW.format(1) + ROW.format(2).replace("kkb", "nowhere") + ROW.format(3), encoding="utf-8")
    async with console(desk) as (app, pilot):
        await tool(app, pilot, "import")
        await typed(pilot, str(file))
        told = await report(app, pilot)
        assert "Принято: 2; уже есть: 0; с ошибками: 1" in told
        assert "строка 3: Нет организации «nowhere»" in told
    assert len(desk.queue.numbers(QueueQuery())) == 2


async def test_people_are_exported_to_a_new_file_and_who_took_them_stands_in_the_register(
    desk: FrozenDesk, tmp_path: Path
) -> None:
    file = tmp_path / "люди.csv"
    async with console(desk, "orlova", size=(160, 45)) as (app, pilot):
        await tool(app, pilot, "export")
        app.screen.query_one("#what").value = "people"  # type: ignore[attr-defined]
        app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
        told = await report(app, pilot)
        assert f"Записей: 4. Файл: {file}" in told
        assert desk.administration.chain_head().hash in told
        await pilot.press("escape")
        app.navigation.open_register("accesses")
        await until(pilot, lambda: "Выгружено: сотрудники МО, 4" in text_of(app), "the record of it")
    assert "Зимина Ольга Юрьевна" in file.read_text(encoding="utf-8")


async def test_who_saw_what_is_not_shown_to_a_line(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, StartMisRun(number=number, person=SINITSYNA, reason="Видит ли раздел"))
    for login, shown in (("orlova", True), ("ivanova", False)):
        async with console(desk, login, size=(160, 45)) as (app, pilot):
            app.navigation.open_register("accesses")
            sign = "МИС запущена от имени пользователя" if shown else "не для вашей роли"
            await until(pilot, lambda sign=sign: sign in text_of(app), "the register")  # type: ignore[misc]


def test_an_import_that_is_stopped_keeps_what_it_took_and_says_what_is_left(desk: FrozenDesk) -> None:
    rows = read_rows((HEAD + "".join(ROW.format(n) for n in range(1, 6))).encode())
    assert not isinstance(rows, Refusal)
    stopped = take_rows(desk, actor(desk, "ivanova"), rows, Channel.ISKIZ, going=lambda done: done < 2)
    assert ([each.number for each in stopped.taken], stopped.left) == ([1, 2], 3)
    again = take_rows(desk, actor(desk, "ivanova"), rows, Channel.ISKIZ)
    assert (again.known, len(again.taken)) == (("И-1", "И-2"), 3)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfe", "file"),
        (b"external_number,subjekt\n1,2\n", "column"),
        (b'{"external_number": 1}\n{', "json"),
        (HEAD.encode() + b'1,"' + b"x" * 200_000 + b'"\n', "csv"),
        (b"[" * 100_000, "column"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_place(raw: bytes, code: str) -> None:
    refusal = read_rows(raw)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


async def test_esc_stops_a_long_import(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_desk: Desk, _call: object, _actor: Actor, going: Going) -> str:
        while going(3, 10):
            time.sleep(0.01)
        return "Прервано."

    monkeypatch.setitem(TOOLS, "import", replace(TOOLS["import"], reading=endless))
    async with console(desk) as (app, pilot):
        await tool(app, pilot, "import")
        await typed(pilot, "обращения.csv")
        await pilot.press("f8")
        await until(pilot, lambda: "сделано 3 из 10" in text_of(app), "how far it is")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the end")
        assert "Прервано." in text_of(app)


async def test_a_missing_file_is_told_in_the_form(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        dialog = await tool(app, pilot, "import")
        await typed(pilot, "/нет/такого.csv")
        await pilot.press("f8")
        await until(pilot, lambda: bool(said(dialog)), "the refusal")
        assert "такого.csv нет" in said(dialog)


async def test_what_if_tells_where_the_rules_would_send_a_request(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await tool(app, pilot, "route")
        await typed(pilot, "краевая клин")
        told = await report(app, pilot)
        assert told.splitlines()[2].startswith("Правило: «")
        assert "Исполнитель:" in told
    assert desk.queue.numbers(QueueQuery()) == ()


async def test_a_day_is_declared_only_to_look_whose_dues_would_move(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk, "orlova") as (app, pilot):
        dialog = await tool(app, pilot, "calendar day")
        for name, text in (("day", "24.11.2026"), ("decree", "Указ № 1 от 20.11.2026")):
            dialog.query_one(f"#{name}").value = text  # type: ignore[attr-defined]
        dialog.query_one("#dry").value = "yes"  # type: ignore[attr-defined]
        told = await report(app, pilot)
        assert "Календарь 2026 года был бы загружен" in told
        assert f"№ {number} (" in told
    async with console(desk, "orlova") as (app, pilot):
        dialog = await tool(app, pilot, "calendar day")
        for name, text in (("day", "24.11.2026"), ("decree", "Указ № 1 от 20.11.2026")):
            dialog.query_one(f"#{name}").value = text  # type: ignore[attr-defined]
        await pilot.press("f8")
        await until(pilot, lambda: bool(said(dialog)), "the refusal")
        assert "скопируйте config в свою папку" in said(dialog)


async def test_the_past_is_judged_under_another_reading_and_the_log_is_checked(desk: FrozenDesk) -> None:
    registered(desk)
    async with console(desk, "orlova") as (app, pilot):
        await tool(app, pilot, "replay")
        await typed(pilot, "solution_start=assigned")
        assert "Обращений: 1; вердикт меняется: 0" in await report(app, pilot)
        await pilot.press("escape")
        await tool(app, pilot, "verify")
        assert "Журнал цел" in await report(app, pilot)
        await pilot.press("escape")
        await tool(app, pilot, "sweep")
        assert "Действий по срокам нет" in await report(app, pilot)


async def test_who_keeps_no_calendar_opens_none(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        app.action_tool("calendar day")
        await pilot.pause()
        assert not isinstance(app.screen, SpecDialog)


async def test_a_report_over_a_month_is_read_and_written(desk: FrozenDesk, tmp_path: Path) -> None:
    registered(desk)
    desk.clock.advance(minutes=25)
    file = tmp_path / "сроки.pdf"
    async with console(desk, "orlova") as (app, pilot):
        await tool(app, pilot, "report sla")
        text = await report(app, pilot)
        assert "Соблюдение сроков: ноябрь 2026 г., все МО" in text
        assert "Нарушены и идут: № 1" in text
        await pilot.press("escape")
        await tool(app, pilot, "report sla")
        app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
        assert f"Проверить потом: pult report verify {file}" in await report(app, pilot)
    assert desk.reports.verify(file.read_bytes(), ".pdf").agrees


async def test_all_that_can_be_asked_for_is_reached_at_80_by_24(desk: FrozenDesk) -> None:
    async with console(desk, "orlova", size=(80, 24)) as (app, pilot):
        form = await tool(app, pilot, "report sla")
        await pilot.press("left")
        assert "● Сбои" in text_of(app)
        row = form.query_one("#report", Choice)
        assert "Соблюдение" not in row.render().plain
        await pilot.click(row, offset=(0, 0))  # «‹»
        await pilot.pause()
        assert f"● {OFFERED[row.value]}".lower() in text_of(app).lower()
        assert row.value not in ("outages", "sla")


def test_a_month_of_a_clinic_is_the_last_that_is_over_and_is_called_by_its_name(
    desk: FrozenDesk, tmp_path: Path
) -> None:
    spec, file = TOOLS["report month"], tmp_path / "месяц.html"
    assert (spec.title, spec.fields[1].hint) == ("Месяц МО", "2026-11; пусто — прошлый")  # type: ignore[attr-defined]
    assert spec.reading is not None
    told = spec.reading(desk, spec.make(organization=KKB, path=str(file)), actor(desk, "orlova"), lambda *_: True)
    assert "октябрь 2026" in str(told)
    assert file.stat().st_mode & 0o777 == 0o600


def test_every_report_of_the_catalogue_can_be_asked_for() -> None:
    assert list(OFFERED) == list(REPORTS)
