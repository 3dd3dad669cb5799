"""What the console does at a registration beyond saving it: similar tickets, personal data, hints, mass incidents."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.similar import SimilarDialog
from console.intake.screen import IntakeScreen
from console.ticket.screen import TicketScreen
from console.ticket.ticket_fields import TicketFields
from console.widgets.desk_header import DeskHeader
from console.widgets.fields.choice import ChoiceColumn
from console.widgets.fields.text_fields import TextBody, TextLine
from core.desk.views import QueueQuery
from core.tickets.classification.processing import RequestInformation
from core.tickets.outages.announcements import EndOutage, OpenOutage
from core.tickets.tasks.tasks import SetTask
from core.vocabulary import Mis, Waiting
from tests.console.dialogs.test_dialogs import dialog
from tests.console.driving import console, text_of, until
from tests.console.intake.test_intake import called, outlook_of
from tests.support.desk import KKB, SINITSYNA, FrozenDesk, actor, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-23T09:00")


async def told(app: PultApp, pilot: Pilot[int], subject: str, description: str) -> IntakeScreen:
    """A call of Синицына with these words."""
    screen = await called(app, pilot)
    screen.form.completer("organization").put(KKB, "Краевая клиническая больница", by_hand=True)
    screen.form.completer("requester").put(SINITSYNA, "Синицына Анна Павловна", by_hand=True)
    await pilot.pause()
    screen.query_one("#subject", TextLine).value = subject
    screen.query_one("#description", TextBody).text = description
    await pilot.pause()
    return screen


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return view


async def similar(app: PultApp, pilot: Pilot[int]) -> SimilarDialog:
    await told(app, pilot, "Карта пациента не открывается", "Снова закрывается программа")
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(app.screen, SimilarDialog), "the similar tickets")
    screen = app.screen
    assert isinstance(screen, SimilarDialog)
    return screen


async def test_a_call_about_a_similar_ticket_becomes_a_comment_there(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await similar(app, pilot)
        assert f"№ {number}" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert desk.queue.numbers(QueueQuery()) == (number,)
    entry = ticket(desk, number).timeline[-1]
    assert (entry.kind, entry.text) == ("commented", "Карта пациента не открывается\n\nСнова закрывается программа")


async def test_another_problem_is_registered_and_the_judgement_is_recorded(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await similar(app, pilot)
        app.screen.query_one(ChoiceColumn).value = "other"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert ticket(desk, number + 1).timeline[0].data["different_from"] == [number]


async def test_back_to_the_form_nothing_is_lost_or_saved(desk: FrozenDesk) -> None:
    registered(desk)
    async with console(desk) as (app, pilot):
        await similar(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen), "the form")
        assert app.screen.query_one("#subject", TextLine).value == "Карта пациента не открывается"
    assert len(desk.queue.numbers(QueueQuery())) == 1


async def test_personal_data_stops_a_call_and_one_key_masks_and_registers_it(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await told(app, pilot, "Не проходит СНИЛС", "СНИЛС 112-233-445 95 не проходит проверку")
        await pilot.press("f8")
        await until(pilot, lambda: "F6 — скрыть" in str(screen.query_one("#refusal", Static).render()), "the refusal")
        description = screen.query_one("#description", TextBody)
        assert (description.has_focus, description.selected_text) == (True, "112-233-445 95")
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert ticket(desk, 1).ticket.description == "СНИЛС [скрыто: СНИЛС] не проходит проверку"
    assert b"112-233-445" not in desk.path.read_bytes()


async def test_a_supervisor_lets_a_call_in_with_a_reason_that_is_on_record(desk: FrozenDesk) -> None:
    async with console(desk, "orlova") as (app, pilot):
        screen = await told(app, pilot, "Не проходит СНИЛС", "СНИЛС 112-233-445 95 не проходит проверку")
        await pilot.press("f8")
        await until(pilot, lambda: bool(screen.form.query("#pii_reason")), "a line for the reason")
        assert "запишите основание" in str(screen.query_one("#refusal", Static).render())
        screen.form.query_one("#pii_reason", TextLine).value = "По запросу разработчика"
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert ticket(desk, 1).ticket.description == "СНИЛС 112-233-445 95 не проходит проверку"
    assert [(each.kind, each.text) for each in ticket(desk, 1).timeline][-1] == (
        "personal_data_admitted", "По запросу разработчика",
    )  # fmt: skip


async def test_whoever_is_no_supervisor_is_offered_no_reason(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await told(app, pilot, "Не проходит СНИЛС", "СНИЛС 112-233-445 95 не проходит проверку")
        await pilot.press("f8")
        await until(pilot, lambda: "F6 — скрыть" in str(screen.query_one("#refusal", Static).render()), "the refusal")
        assert not screen.form.query("#pii_reason")


async def test_what_was_masked_on_its_way_in_is_told_after_the_saving(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        form.query_one(TextBody).text = "Сделали, звоните 8 913 555-12-34"
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is not form, "the dialog closed")
        toasts = " ".join(each.message for each in app.notices)
        assert "Сохранено со скрытым: личный телефон" in toasts
    assert ticket(desk, number).timeline[-1].text == "Сделали, звоните [скрыто: личный телефон]"


async def test_every_field_for_words_shows_where_personal_data_stands(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await told(app, pilot, "Карта Журавиной Олеси Глебовны", "Пациент Коваль лежит")
        screen.query_one("#pc", TextLine).value = "ПК Журавиной О.Г."
        await pilot.pause()
        body = screen.query_one("#description", TextBody).get_line(0)
        assert [(each.start, each.end) for each in body.spans if "underline" in str(each.style)] == [(8, 14)]
        for name in ("#subject", "#pc"):
            line = screen.query_one(name, TextLine)
            assert any("underline" in str(each.style) for each in line.highlighter(line.value).spans), name


async def test_one_key_masks_an_answer_too(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        form.query_one(TextBody).text = "Ваш СНИЛС 112-233-445 95 исправлен"
        await pilot.press("f8")
        await until(pilot, lambda: form.query_one("#refusal").has_class("-said"), "the refusal")
        assert "F6 — скрыть" in str(form.query_one("#refusal", Static).render())
        assert form.query_one(TextBody).selected_text == "112-233-445 95"
        await pilot.press("f6")
        await until(pilot, lambda: app.screen is not form, "the dialog closed")
    assert ticket(desk, number).timeline[-1].text == "Ваш СНИЛС [скрыто: СНИЛС] исправлен"


async def test_hints_are_told_while_typing_with_their_clauses(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await told(app, pilot, "Принтер и карта", "1. Не печатает принтер рецепты. 2. Карта не открывается.")
        await until(pilot, lambda: "Прил. 3, п. 1" in outlook_of(screen), "the hints")
        assert "«принтер»" in outlook_of(screen)
        assert "п. 4.3" in outlook_of(screen)


async def test_a_mass_incident_is_told_by_every_console_while_it_lasts(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        opened = OpenOutage(title="qMS недоступна", text="Сбой в ЦОД", mis=Mis.QMS)
        done(desk, opened)
        await until(pilot, lambda: "⚡ Сбой № 1: qMS недоступна" in text_of(app), "the notice")
        done(desk, EndOutage(outage=1))
        await until(pilot, lambda: not app.screen.query_one(DeskHeader).has_class("-outage"), "the end of the notice")


async def test_a_ticket_s_screen_tells_what_goes_on_inside_it(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, SetTask(number=number, text="Проверить журнал", user="orlova"))
    done(desk, RequestInformation(number=number, text="Пришлите снимок экрана"))
    async with console(desk) as (app, pilot):
        app.navigation.open_ticket(number)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "the ticket")
        facts = " ".join(app.screen.query_one(TicketFields).plain.split())
    assert "Задача 1 Проверить журнал" in facts
    assert f"Ожидание {desk.policy.labels.of(Waiting.REQUESTER)} с пн 23.11 09:00" in facts
