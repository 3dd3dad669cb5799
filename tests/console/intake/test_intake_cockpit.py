"""The cockpit of a call: one field for the caller, what stands beside, five minutes, consent, kinds, key presses."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from console.dialogs.read_aloud import ReadAloudScreen
from console.intake.screen import IntakeScreen
from console.intake.widgets.call_suggestions import Beside
from console.queue.screen import QueueScreen
from console.ticket.screen import TicketScreen
from console.widgets.fields.completer import NEW
from console.widgets.fields.text_fields import TextBody, TextLine
from core.tickets.knowledge.solutions import AddSolution
from core.tickets.people.commands import AddOrganization, AddPerson
from core.vocabulary import Priority, TicketType
from tests.console.driving import console, text_of, until
from tests.console.intake.test_intake import answered, called, filled, numbers, paste, typed, view_of, wrong
from tests.support.desk import KKB, SINITSYNA, FrozenDesk, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-23T09:00")


async def test_one_field_finds_the_caller_and_what_is_known_is_filled_in(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await answered(app, pilot)
        await typed(pilot, "dhjd")  # nobody: «вров»
        await pilot.press("ctrl+u")
        await typed(pilot, "djhj,mtd")  # «воробьев» in the other layout, ё as е
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is screen.query_one("#subject"), "the subject")
        form = screen.form
        assert (form.completer("organization").value, form.completer("requester").value) == (KKB, 2)
        assert form.text("caller") == "Воробьёв Пётр Ильич"


async def test_the_caller_is_found_by_an_earlier_ticket_and_its_like_stands_beside(desk: FrozenDesk) -> None:
    number = registered(desk, subject="Не открывается карта пациента", requester=SINITSYNA)
    async with console(desk) as (app, pilot):
        screen = await answered(app, pilot)
        await typed(pilot, str(number))
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is screen.query_one("#subject"), "the subject")
        await typed(pilot, "не открывается карта пациента")
        await until(pilot, lambda: "Похожие" in screen.query_one(Beside).plain, "the similar ticket")
        await pilot.press("down", "enter")
        assert f"→ ответом в № {number}" in text_of(app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    view = view_of(desk, number)
    assert [entry.text for entry in view.timeline if entry.kind == "commented"] == ["не открывается карта пациента"]
    assert numbers(desk) == (number,)


async def test_a_solution_is_read_aloud_becomes_the_answer_and_is_told_to_be_given(desk: FrozenDesk) -> None:
    made = AddSolution(title="Не печатает выписка", text="Перезапустите службу печати.\nПроверьте принтер.")
    solution = int(done(desk, made).subject or 0)
    async with console(desk) as (app, pilot):
        screen = await answered(app, pilot)
        await typed(pilot, "2000001")
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is screen.query_one("#subject"), "the subject")
        await typed(pilot, "не печатает")
        await until(pilot, lambda: "Не печатает выписка" in screen.query_one(Beside).plain, "the solution")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadAloudScreen), "the reading")
        assert "Перезапустите службу печати." in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen, "the form")
        assert screen.form.text("answer") == "Перезапустите службу печати.\nПроверьте принтер."
        screen.query_one("#description", TextBody).text = "Принтер молчит, весь кабинет стоит."
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
        await app.workers.wait_for_complete()
    assert view_of(desk, numbers(desk)[0]).ticket.solutions == (solution,)


async def test_five_minutes_are_for_the_log_and_a_second_more_is_a_ticket(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await answered(app, pilot)
        await typed(pilot, "синиц")
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is screen.query_one("#subject"), "the subject")
        await typed(pilot, "Как сменить пароль")
        desk.clock.advance(minutes=3, seconds=20)
        screen.on_tick(desk.now())
        assert "3 мин 20 с  звонок с 09:00  ·  ещё 1 мин 40 с — только журнал (F4, п. 5.5)" in text_of(app)
        desk.clock.advance(minutes=1, seconds=41)
        screen.on_tick(desk.now())
        assert "дольше 5 мин — обращением (п. 5.5)" in text_of(app)
        await pilot.press("f4")
        await until(pilot, lambda: screen.query_one("#refusal").has_class("-said"), "the refusal")
        assert "(п. 5.5)" in str(screen.query_one("#refusal", Static).render())
        desk.clock.advance(seconds=-1)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, QueueScreen), "the queue")
    (call,) = desk.registers.calls()
    assert (call.requester, call.text) == (SINITSYNA, "Как сменить пароль")
    assert (call.ended_at - call.started_at).total_seconds() == 300
    assert numbers(desk) == ()


async def test_consent_is_one_key_and_the_session_begins_with_the_registration(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await answered(app, pilot)
        await typed(pilot, "синиц")
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is screen.query_one("#subject"), "the subject")
        await typed(pilot, "Не открывается карта")
        screen.query_one("#description", TextBody).text = "Ошибка при открытии карты пациента."
        await pilot.press("f3")
        await typed(pilot, "REG-12")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
        await app.workers.wait_for_complete()
    session = view_of(desk, numbers(desk)[0]).ticket.remote_open
    assert (session.pc, session.consent_by, session.consent_how) == ("REG-12", SINITSYNA, "phone")


async def test_a_kind_brings_its_required_fields_and_they_are_lines_of_the_description(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await filled(app, pilot)
        screen.query_one("#template").focus()
        await typed(pilot, "войти")
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.query("#t-account")), "the fields of the kind")
        await until(pilot, lambda: app.focused is screen.query_one("#t-account"), "the first of them")
        await pilot.press("f8")
        await until(pilot, lambda: "(п. 5.4)" in wrong(screen, "t-account"), "what is missing")
        screen.query_one("#t-account").focus()
        await typed(pilot, "zimina")
        await pilot.press("enter")
        await typed(pilot, "Доступ закрыт")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    ticket = view_of(desk, numbers(desk)[0]).ticket
    assert ticket.template == "login"
    assert ticket.description == "Описание\nв две строки\nЛогин: zimina\nТекст ошибки: Доступ закрыт"


async def test_personal_data_is_underlined_while_it_is_typed(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        screen.query_one("#description", TextBody).focus()
        await paste(app, pilot, "Пациент\nСНИЛС 112-233-445 95 в карте")
        line = screen.query_one("#description", TextBody).get_line(1)
        assert [str(line)[span.start : span.end] for span in line.spans] == ["112-233-445 95"]
        assert all(span.style.underline for span in line.spans)  # type: ignore[union-attr]


async def test_a_typical_call_costs_at_most_twelve_keys_beyond_its_text(desk: FrozenDesk) -> None:
    keys = ["f2"]
    async with console(desk) as (app, pilot):

        async def key(*names: str) -> None:
            keys.extend(names)
            await pilot.press(*names)

        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
        screen: Any = app.screen
        await typed(pilot, "синиц")
        await key("enter")
        await until(pilot, lambda: app.focused is screen.query_one("#subject"), "the subject")
        await typed(pilot, "Не открывается карта")
        await key("enter")
        await typed(pilot, "При открытии карты пациента программа закрывается.")
        await key("tab", "о", "tab", "в", "f8")  # Ошибка; the next priority that begins with В: Высокий
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    ticket = view_of(desk, numbers(desk)[0]).ticket
    assert (ticket.requester, ticket.type, ticket.priority) == (SINITSYNA, TicketType.ERROR, Priority.HIGH)
    assert len(keys) <= 12
    assert keys == ["f2", "enter", "enter", "tab", "о", "tab", "в", "f8"]


async def test_a_supervisor_lets_a_clinic_without_a_contract_in_with_a_reason(desk: FrozenDesk) -> None:
    done(desk, AddOrganization(title="Без договора", code="bare"), "orlova")
    bare = next(each.id for each in desk.directory.organizations() if each.code == "bare")
    done(desk, AddPerson(full_name="Ничейная Ольга Петровна", organization=bare))
    async with console(desk, "orlova") as (app, pilot):
        screen = await answered(app, pilot)
        await typed(pilot, "ничейн")
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is screen.query_one("#subject"), "the subject")
        await typed(pilot, "Не входит")
        screen.query_one("#description", TextBody).text = "Не входит никто, приём стоит."
        await pilot.press("f8")
        await until(pilot, lambda: app.focused is screen.query_one("#admit"), "the reason")
        await typed(pilot, "договор на подписи")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert view_of(desk, numbers(desk)[0]).ticket.organization == bare


async def test_on_a_small_screen_the_list_beside_takes_the_form_s_place_and_gives_it_back(desk: FrozenDesk) -> None:
    number = registered(desk, subject="Не открывается карта пациента", requester=SINITSYNA)
    async with console(desk, size=(80, 24)) as (app, pilot):
        screen = await answered(app, pilot)
        await typed(pilot, "синиц")
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is screen.query_one("#subject"), "the subject")
        await typed(pilot, "карта")
        await until(pilot, lambda: not screen.query_one(Beside).empty, "something beside")
        await pilot.press("down")
        await until(pilot, lambda: f"▌1 № {number}" in text_of(app), "the list")
        await pilot.press("up")
        await until(pilot, lambda: "Описание" in text_of(app), "the form")
        assert app.focused is screen.query_one("#subject")


async def test_a_refused_session_leaves_nothing_of_the_call_and_the_form_as_it_is(desk: FrozenDesk) -> None:
    async with console(desk, "orlova") as (app, pilot):  # who replaces ПЛТП, and connects to no PC (п. 8.1)
        screen = await filled(app, pilot)
        screen.form.consent()
        await typed(pilot, "REG-12")
        await pilot.press("f8")
        await until(pilot, lambda: screen.query_one("#refusal").has_class("-said"), "the refusal")
        assert "(п. 8.1)" in str(screen.query_one("#refusal", Static).render())
        assert numbers(desk) == ()
        screen.query_one("#pc", TextLine).value = ""
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert len(numbers(desk)) == 1


async def test_nobody_is_added_with_a_call_that_is_refused(desk: FrozenDesk) -> None:
    done(desk, AddOrganization(title="Без договора", code="bare"), "orlova")
    bare = next(each.id for each in desk.directory.organizations() if each.code == "bare")
    async with console(desk) as (app, pilot):
        screen = await filled(app, pilot)
        screen.form.completer("organization").put(bare, "Без договора", by_hand=True)
        screen.form.completer("requester").put(NEW, "Новикова Вера Львовна", by_hand=True)
        await pilot.pause()
        screen.query_one("#phone", TextLine).value = "200-11-22"
        await pilot.press("f8")
        await until(pilot, lambda: screen.query_one("#refusal").has_class("-said"), "the refusal")
        assert "(п. 1.2)" in str(screen.query_one("#refusal", Static).render())
    assert [each.name for each in desk.directory.people(bare)] == []


async def test_a_solution_that_is_no_more_stops_the_call_once(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await filled(app, pilot)
        screen.call.solution = 7  # read aloud, and gone from the base meanwhile
        await pilot.press("f8")
        await until(pilot, lambda: screen.query_one("#refusal").has_class("-said"), "the refusal")
        assert numbers(desk) == ()
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert view_of(desk, numbers(desk)[0]).ticket.solutions == ()
