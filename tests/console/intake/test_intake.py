"""Taking a call: completion, live deadlines, saving in one go, and a draft that survives."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.frame.draft_picker import UnfinishedDialog
from console.dialogs.frame.drafting import drafts_of
from console.intake.screen import IntakeScreen
from console.intake.widgets.due_preview import Outlook, OutlookLine
from console.queue.screen import QueueScreen
from console.ticket.screen import TicketScreen
from console.widgets.fields.completer import NEW, Candidate, Completer, Matches
from console.widgets.fields.labelled_field import Field
from console.widgets.fields.text_fields import TextBody, TextLine
from core.desk.views import QueueQuery
from core.store.errors import StoreUnavailable
from core.tickets.people.commands import AddOrganization
from core.vocabulary import Channel, Mis, Priority, TicketType
from tests.console.driving import console, text_of, until
from tests.support.desk import GP4, KKB, SINITSYNA, ZIMINA, FrozenDesk, actor, done, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-23T09:00")


async def called(app: PultApp, pilot: Pilot[int]) -> IntakeScreen:
    """A call, at the clinic's field: the caller's own field is left empty."""
    screen = await answered(app, pilot)
    await pilot.press("tab")
    return screen


async def answered(app: PultApp, pilot: Pilot[int]) -> IntakeScreen:
    """A call, at the caller's field."""
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
    screen = app.screen
    assert isinstance(screen, IntakeScreen)
    return screen


async def typed(pilot: Pilot[int], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))


async def paste(app: PultApp, pilot: Pilot[int], text: str) -> None:
    await pilot.pause()
    app.post_message(events.Paste(text))  # as the driver gives it
    await pilot.pause()
    await pilot.pause()


def outlook_of(screen: IntakeScreen) -> str:
    return " ".join(screen.query_one(Outlook).plain.split())


def wrong(screen: IntakeScreen, name: str) -> str:
    field = screen.query_one(f"#field-{name}", Field)
    return str(field.query_one(".said", Static).render()) if field.has_class("-wrong") else ""


def numbers(desk: FrozenDesk) -> tuple[int, ...]:
    return desk.queue.numbers(QueueQuery())


def view_of(desk: FrozenDesk, number: int) -> Any:
    return desk.tickets.view(number, actor(desk, "ivanova"))


async def test_a_call_is_registered_and_answered_in_one_go_by_the_keyboard_alone(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await called(app, pilot)
        desk.clock.advance(minutes=2)  # the call goes on
        await typed(pilot, "краев")
        await pilot.press("enter")
        await typed(pilot, "сини")
        await pilot.press("enter", "tab")  # МИС stays
        await typed(pilot, "Не печатает")
        await pilot.press("enter")
        await paste(app, pilot, "Принтер молчит.\nВесь кабинет.")
        await pilot.press("tab", "tab", "left", "left", "tab", "tab")  # the type stays, priority: very high, no kind
        await paste(app, pilot, "Перезапустите службу печати.")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the new ticket")
        assert drafts_of(app).intakes() == ()
    (number,) = numbers(desk)
    view = view_of(desk, number)
    ticket = view.ticket
    assert (ticket.organization, ticket.requester, ticket.channel) == (KKB, SINITSYNA, Channel.PHONE)
    assert (ticket.type, ticket.priority, ticket.mis) == (TicketType.ERROR, Priority.VERY_HIGH, Mis.QMS)
    assert (ticket.subject, ticket.description) == ("Не печатает", "Принтер молчит.\nВесь кабинет.")
    assert f"{ticket.received_at:%H:%M}" == "09:00"  # the start of the call, not of the saving
    assert [(e.kind, e.text) for e in view.timeline[1:]] == [("commented", "Перезапустите службу печати.")]


@pytest.mark.parametrize("text", ["KKB", "краевая", "больница клин", "rhftdfz", "лли"])
async def test_a_clinic_is_found_by_code_name_part_and_in_the_wrong_layout(desk: FrozenDesk, text: str) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        await typed(pilot, text)
        await pilot.press("tab")
        assert screen.form.completer("organization").value == KKB


@pytest.mark.parametrize("text", ["ВОРОБЬЕВ", "воробьёв", "2000002", "djhj,m`d"])
async def test_a_requester_is_found_by_surname_whatever_the_case_or_by_phone(desk: FrozenDesk, text: str) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        await pilot.press("tab")
        await paste(app, pilot, text)
        await pilot.press("tab")
        await until(pilot, lambda: screen.form.completer("organization").value == KKB, "the clinic of the person")
        assert screen.form.text("requester") == "Воробьёв Пётр Ильич"


async def test_a_clinic_limits_its_people_and_its_systems(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        await typed(pilot, "gp4")
        await pilot.press("tab")
        await pilot.pause()
        assert [option.value for option in screen.form.choice("mis").options] == ["promed"]
        await typed(pilot, "сини")  # works at another clinic: only a new person is offered
        await pilot.press("tab")
        assert screen.form.completer("requester").value == NEW


async def test_a_new_person_is_added_in_place_and_becomes_the_requester(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        await typed(pilot, "gp4")
        await pilot.press("enter")
        await paste(app, pilot, "Новикова Вера Львовна")
        await pilot.press("tab")
        await until(pilot, lambda: app.focused is screen.query_one("#phone"), "the phone field")
        await pilot.press("f8")
        await until(pilot, lambda: "телефон" in wrong(screen, "phone"), "what is missing")
        screen.query_one("#phone", TextLine).focus()
        await typed(pilot, "200-11-22")
        screen.query_one("#subject", TextLine).value = "Не входит в Промед"
        screen.query_one("#description", TextBody).text = "Пароль не подходит."
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the new ticket")
    requester = view_of(desk, numbers(desk)[0]).requester
    assert (requester.name, requester.phone, requester.organization) == ("Новикова Вера Львовна", "200-11-22", GP4)


async def test_deadlines_and_route_are_live_with_their_clauses(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-27T16:00")  # Friday
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        screen.form.choice("priority").value = "very_high"
        await until(pilot, lambda: "до 16:05" in outlook_of(screen), "the deadlines")
        told = outlook_of(screen)
        assert "Решение до пн 30.11 11:00 · 4 ч" in told
        assert "Прил. 2, табл. 1" in told
        assert "«qms-core»" in told
        screen.form.choice("type").value = "setup"
        await until(pilot, lambda: "«qms-setup»" in outlook_of(screen), "another route")


async def test_a_consultation_has_no_very_high_priority(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        screen.form.choice("priority").value = "very_high"
        screen.form.choice("type").value = "consultation"
        await pilot.pause()
        assert [option.value for option in screen.form.choice("priority").options] == ["high", "medium", "low"]
        screen.form.choice("type").value = "other"
        await pilot.pause()
        assert screen.form.choice("priority").value == "none"
        await until(pilot, lambda: "по согласованию" in outlook_of(screen), "agreed terms")


async def test_choices_are_picked_by_letter_in_either_layout(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        screen.form.choice("type").focus()
        await pilot.press("н")
        assert screen.form.choice("type").value == "setup"
        await pilot.press("r")  # the key of К
        assert screen.form.choice("type").value == "consultation"


async def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        screen.query_one("#description", TextBody).text = "Уже описано"
        await pilot.press("f8")
        assert wrong(screen, "organization") == "✗ какая МО звонит?"
        assert "(Прил. 3, п. 1)" in wrong(screen, "subject")
        assert wrong(screen, "description") == ""
        assert app.focused is screen.form.completer("organization").line
        await typed(pilot, "к")
        assert wrong(screen, "organization") == ""
        assert screen.form.text("description") == "Уже описано"
    assert numbers(desk) == ()


async def filled(app: PultApp, pilot: Pilot[int], subject: str = "Тема звонка") -> IntakeScreen:
    screen = await called(app, pilot)
    screen.form.completer("organization").put(GP4, "Городская поликлиника № 4", by_hand=True)
    screen.form.completer("requester").put(ZIMINA, "Зимина Ольга Юрьевна", by_hand=True)
    await pilot.pause()
    screen.query_one("#subject", TextLine).value = subject
    screen.query_one("#description", TextBody).text = "Описание\nв две строки"
    screen.query_one("#answer", TextBody).text = "Ответ"
    await pilot.pause()
    return screen


async def test_a_store_that_fails_keeps_the_form_and_a_retry_registers_once(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform: Callable[..., Any] = desk.commands.perform

    def committed_but_lost(*args: Any, **options: Any) -> Any:
        perform(*args, **options)
        raise StoreUnavailable("Хранилище занято")

    async with console(desk) as (app, pilot):
        screen = await filled(app, pilot)
        monkeypatch.setattr(desk.commands, "perform", committed_but_lost)
        await pilot.press("f8")
        await until(pilot, lambda: screen.query_one("#refusal").has_class("-said"), "the failure")
        assert "Хранилище занято" in str(screen.query_one("#refusal", Static).render())
        assert screen.form.text("subject") == "Тема звонка"
        monkeypatch.setattr(desk.commands, "perform", perform)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert len(numbers(desk)) == 1


async def test_a_killed_console_leaves_the_call_to_the_next_start_whole(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await filled(app, pilot)
        screen.form.choice("priority").value = "low"
        screen.drafting.changed()
        folder = drafts_of(app).folder
        await until(pilot, lambda: any(_has(path, "low") for path in folder.glob("intake-*.json")), "the draft")
        written = {path.name: path.read_text() for path in folder.glob("intake-*.json")}
        screen.drafting.discard()
    for name, text in written.items():  # what a kill leaves: the file, and a mark that nobody holds any more
        (folder / name).write_text(text)
    desk.clock.advance(minutes=10)
    async with console(desk) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, UnfinishedDialog), "the offer")
        assert "незаконченный звонок" in text_of(app)
        assert "от 09:00" in text_of(app)
        assert "Тема звонка" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
        screen = app.screen  # type: ignore[assignment]
        form = screen.form
        assert (form.completer("organization").value, form.completer("requester").value) == (GP4, ZIMINA)
        assert (form.text("description"), form.text("answer")) == ("Описание\nв две строки", "Ответ")
        assert (form.choice("priority").value, form.choice("mis").value) == ("low", "promed")
        assert "10 мин  звонок с 09:00" in text_of(app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
        assert drafts_of(app).intakes() == ()
    assert f"{view_of(desk, numbers(desk)[0]).ticket.received_at:%H:%M}" == "09:00"


def _has(path: Path, priority: str) -> bool:
    fields = json.loads(path.read_text())["fields"]
    return fields["priority"] == priority and fields["subject"] == "Тема звонка"


async def test_escape_puts_a_call_aside_and_f2_twice_takes_it_up(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await filled(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, QueueScreen), "the queue")
        screen = await answered(app, pilot)  # a new call at once: the phone does not wait
        assert not screen.form.typed
        assert "отложено звонков: 1, F2 — взять" in text_of(app)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, UnfinishedDialog), "the offer")
        await pilot.press("enter")
        await until(pilot, lambda: screen.form.text("subject") == "Тема звонка", "the call")
        assert app.screen is screen


async def test_f2_in_a_call_parks_it_and_begins_another(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        first = await filled(app, pilot, "Первый звонок")
        desk.clock.advance(minutes=2)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen is not first, "a second call")
        await until(pilot, lambda: app.screen.ready, "the form")  # type: ignore[attr-defined]
        assert "звонок с 09:02" in text_of(app)
        assert len(drafts_of(app).intakes()) == 1
        await typed(pilot, "зимина")
        await pilot.press("enter")
        await typed(pilot, "Второй")
        await pilot.press("f2")  # parks the second as well
        await until(pilot, lambda: len(drafts_of(app).intakes()) == 2, "two parked calls")


async def test_a_draft_is_thrown_away_only_when_asked_twice(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await filled(app, pilot)
        await pilot.press("escape")
        await answered(app, pilot)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, UnfinishedDialog), "the offer")
        await pilot.press("delete")
        assert isinstance(app.screen, UnfinishedDialog)
        assert "насовсем" in text_of(app)
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen), "an empty form")
        assert drafts_of(app).intakes() == ()


async def test_an_empty_call_leaves_no_draft(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await called(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, QueueScreen), "the queue")
        assert drafts_of(app).intakes() == ()


async def test_at_eighty_columns_the_deadlines_stay_in_sight_on_the_last_field(desk: FrozenDesk) -> None:
    async with console(desk, size=(80, 24)) as (app, pilot):
        screen = await called(app, pilot)
        screen.query_one("#answer").focus()
        await until(pilot, lambda: "ПЛТП до 11:00" in text_of(app), "the deadlines")
        await until(pilot, lambda: "Ответ" in text_of(app), "the field that was gone to")
        assert "ПЛТП до 11:00" in text_of(app)
        assert screen.query_one(OutlookLine).region.bottom <= 24


async def test_pasted_escapes_and_line_breaks_reach_neither_screen_nor_store(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await filled(app, pilot, subject="")
        screen.query_one("#subject", TextLine).focus()
        await paste(app, pilot, "[/] \x1b]52;c;eA==\x07\nвторая строка")
        assert screen.form.text("subject") == "[/] ␛]52;c;eA==␇ вторая строка"
        assert "\x1b" not in text_of(app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    assert view_of(desk, numbers(desk)[0]).ticket.subject == "[/] ␛]52;c;eA==␇ вторая строка"


async def test_the_mark_stays_where_it_was_moved_when_the_directory_changes(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        await typed(pilot, "поликлиника")  # ГП4
        await pilot.press("ctrl+u")
        await pilot.press("down", "down")
        marks = screen.form.completer("organization").query_one(Matches)
        before = marks.marked
        assert before is not None
        assert before.title == "Городская поликлиника № 4"
        done(desk, AddOrganization(title="Акушерский центр", code="ac", mis=(Mis.QMS,), contract="2"), "admin")
        app.changes.announce()
        await until(pilot, lambda: len(marks.render().plain.splitlines()) == 3, "the new clinic")
        assert marks.marked is not None
        assert marks.marked.title == before.title


async def test_nobody_is_new_before_it_is_known_who_there_is(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await called(app, pilot)
        completer = Completer("фамилия", new="новый человек")
        await screen.mount(completer)
        completer.focus()
        await pilot.pause()
        await typed(pilot, "синиц")
        assert not completer.is_open
        app.set_focus(None)
        await pilot.pause()
        completer.offer([Candidate(1, "Синицына Анна Павловна"), Candidate(2, "Воробьёв Пётр Ильич")])
        assert (completer.value, completer.text) == (1, "Синицына Анна Павловна")


async def test_a_call_is_saved_no_sooner_than_it_is_known_who_there_is(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise StoreUnavailable("Хранилище занято")

    async with console(desk) as (app, pilot):
        with monkeypatch.context() as patch:
            patch.setattr(desk.directory, "organizations", fails)
            await pilot.press("f2")
            await until(
                pilot, lambda: isinstance(app.screen, IntakeScreen) and app.client.failure is not None, "the failure"
            )
            await pilot.press("f8")
            await until(pilot, lambda: "Справочник ещё читается" in text_of(app), "why it waits")
            assert not numbers(desk)
        app.changes.announce()
        screen = app.screen
        assert isinstance(screen, IntakeScreen)
        await until(pilot, lambda: screen.supplied, "the directory")
        await pilot.press("f8")
        await until(pilot, lambda: "Справочник ещё читается" not in text_of(app), "what is missing instead")
