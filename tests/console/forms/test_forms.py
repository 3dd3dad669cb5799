"""The forms that are made from specs: each opens, says what is missing, and gives its command as it was typed."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.frame.text_viewer import ReadingScreen
from console.dialogs.release import ReleaseDialog
from console.forms.context import About
from console.forms.desk_forms import DESK_FORMS
from console.forms.spec import FormSpec
from console.forms.ticket_forms import TICKET_FORMS
from console.registers.record_list import RecordList
from console.registers.screen import RegisterScreen
from console.ticket.screen import TicketScreen
from console.widgets.fields.choice import ChoiceColumn
from console.widgets.fields.text_fields import TextLine
from console.widgets.key_bar import KeyBar
from core.tickets.assignment.commands import Release, Take
from core.tickets.outages.announcements import OpenOutage
from core.tickets.people.commands import AddPerson, BlockPerson
from core.tickets.staff.absences import SetAbsence
from core.tickets.tasks.approvals import RequestApproval
from core.tickets.tasks.tasks import SetTask
from core.tickets.terms.commands import AgreeTerm
from core.vocabulary import ClockName, LinkKind, Screened, Status, TicketType, Waiting
from tests.console.driving import console, text_of, until
from tests.support.desk import KKB, SINITSYNA, FrozenDesk, actor, done, make_desk, moment, registered

WIDE, NARROW = (160, 45), (80, 24)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return view.ticket


def it_head(desk: FrozenDesk) -> int:
    """Whom tasks for the clinic go to (п. 4.4)."""
    made = AddPerson(full_name="Лебедев Игорь Олегович", organization=KKB, person_kind="it_head")
    return int(done(desk, made, "orlova").subject or 0)


async def opened(app: PultApp, pilot: Pilot[int], number: int) -> TicketScreen:
    app.navigation.open_ticket(number)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a read ticket")
    screen = app.screen
    assert isinstance(screen, TicketScreen)
    return screen


async def form(app: PultApp, pilot: Pilot[int], number: int, name: str) -> SpecDialog:
    screen = await opened(app, pilot, number)
    screen.action_ticket(name)
    return await a_form(app, pilot)


async def a_form(app: PultApp, pilot: Pilot[int]) -> SpecDialog:
    await until(pilot, lambda: isinstance(app.screen, SpecDialog) and not app.screen.restoring, "a form")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, SpecDialog)
    return screen


async def typed(pilot: Pilot[int], text: str) -> None:
    for letter in text:
        await pilot.press("space" if letter == " " else letter)


async def save(app: PultApp, pilot: Pilot[int], dialog: SpecDialog) -> None:
    await pilot.press("f8")
    await until(pilot, lambda: app.screen is not dialog or bool(said(dialog)), "the form closed")
    assert app.screen is not dialog, said(dialog)


async def carried_out(app: PultApp, pilot: Pilot[int], desk: FrozenDesk) -> None:
    """What was saved is held: it is told to come, and it is done once its seconds are over."""
    (held,) = app.hindsight.holds()
    assert app.screen.query_one(KeyBar).recalled == f"{held.draft.held} через 10 с · U — не делать"
    desk.clock.advance(seconds=10)
    app.clock.tick()
    await until(pilot, lambda: app.hindsight.holds() == (), "what was held")


def said(dialog: SpecDialog) -> str:
    return str(dialog.query_one("#refusal", Static).render())


@pytest.mark.parametrize("spec", [*TICKET_FORMS.values(), *DESK_FORMS.values()], ids=lambda spec: spec.name)
async def test_every_form_opens_at_80_by_24_and_an_empty_one_says_what_is_missing(
    desk: FrozenDesk, spec: FormSpec
) -> None:
    number = registered(desk)
    async with console(desk, "orlova", size=NARROW) as (app, pilot):
        view: Any = desk.tickets.view(number, actor(desk, "orlova"))
        about = About(view=view) if spec.name in TICKET_FORMS else About(fixed={"login": "petrov"})
        app.push_screen(SpecDialog(_without_record(spec), about))
        dialog = await a_form(app, pilot)
        assert spec.heading in text_of(app)
        wanted = [kind for kind in spec.fields if kind.required and not _stands_filled(dialog, kind.name)]
        if wanted:
            await pilot.press("f8")
            await pilot.pause()
            assert wanted[0].label in said(dialog)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not dialog, "the form closed")


def _without_record(spec: FormSpec) -> FormSpec:
    from dataclasses import replace

    return replace(spec, first=None)


def _stands_filled(dialog: SpecDialog, name: str) -> bool:
    from console.dialogs.frame.field_values import value_of
    from console.widgets.fields.choice import Choice

    widget = dialog.query_one(f"#{name}")
    return bool(value_of(widget)) if not isinstance(widget, Choice) else bool(widget.value)


async def test_a_term_is_agreed_with_the_requester_who_stands_there_already(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "term")
        await typed(pilot, "25.11 12:00")
        await pilot.press("enter", "enter")
        await typed(pilot, "ждём поставку")
        await save(app, pilot, dialog)
    promise = ticket(desk, number).promises[-1]
    assert promise.due == moment("2026-11-25T12:00")
    assert (promise.agreed_with, promise.reason, promise.clock) == (SINITSYNA, "ждём поставку", ClockName.RESOLUTION)


async def test_what_cannot_be_read_is_said_and_nothing_is_given(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "term")
        await typed(pilot, "завтракать")
        await pilot.press("f8")
        assert "не понимаю время «завтракать»" in said(dialog)
        await pilot.press("escape")
    assert ticket(desk, number).promises == ()


async def test_a_task_goes_to_the_clinic_or_to_a_colleague(desk: FrozenDesk) -> None:
    number, head = registered(desk), it_head(desk)
    async with console(desk) as (app, pilot):
        for who, text in (("лебед", "Проверить сеть"), ("сидоров", "Посмотреть журнал")):
            dialog = await form(app, pilot, number, "task")
            await typed(pilot, who)
            await pilot.press("enter")
            await typed(pilot, text)
            await save(app, pilot, dialog)
            await pilot.press("escape")
    first, second = ticket(desk, number).tasks
    assert (first.person, first.user, first.text) == (head, None, "Проверить сеть")
    assert (second.person, second.user) == (None, "sidorov")


async def test_a_ticket_is_routed_to_the_third_line_with_its_scenario(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Release(number=number, to="petrov"))
    done(desk, Take(number=number), "petrov")
    async with console(desk, "petrov") as (app, pilot):
        dialog = await form(app, pilot, number, "route")
        await pilot.press("tab", "down", "down", "tab", "down", "tab")
        await typed(pilot, "Журнал приложен, ошибка повторяется всегда")
        await save(app, pilot, dialog)
    sent = ticket(desk, number).at_third_line
    assert (sent.scenario.value, sent.ground.value) == ("task", "malfunction")


async def test_waiting_and_links_take_codes_and_numbers(desk: FrozenDesk) -> None:
    first, second = registered(desk), registered(desk, subject="Не открывается справка")
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, second, "wait")
        await pilot.press("down")
        await save(app, pilot, dialog)
        await pilot.press("escape")
        dialog = await form(app, pilot, second, "link")
        await typed(pilot, str(first))
        await pilot.press("enter")
        await save(app, pilot, dialog)
    now = ticket(desk, second)
    assert now.waiting is Waiting.ORGANIZATION
    assert [(link.kind, link.other) for link in now.links] == [(LinkKind.RELATED, first)]


async def test_a_file_is_attached_by_its_path_and_a_missing_one_is_told(desk: FrozenDesk, tmp_path: Path) -> None:
    number = registered(desk)
    path = tmp_path / "скриншот.txt"
    path.write_text("данные", encoding="utf-8")
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "attach")
        dialog.query_one("#path").value = str(path) + "!"  # type: ignore[attr-defined]
        await pilot.press("f8")
        assert "нет" in said(dialog)
        dialog.query_one("#path").value = str(path)  # type: ignore[attr-defined]
        await save(app, pilot, dialog)
    kept = ticket(desk, number).attachments[0]
    assert (kept.title, kept.size) == ("скриншот.txt", 12)
    assert desk.tickets.attachment(kept.sha256) == "данные".encode()


async def test_a_file_that_was_not_looked_through_is_kept_at_a_second_saving(desk: FrozenDesk, tmp_path: Path) -> None:
    number = registered(desk)
    path = tmp_path / "снимок.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "attach")
        field: Any = dialog.query_one("#path")
        field.value = str(path)
        await pilot.press("f8")
        await until(pilot, lambda: "F8 ещё раз" in said(dialog), "the question")
        assert "Файл не просмотрен (картинка: текста нет)" in said(dialog)
        field.value = f"{path}."
        await pilot.pause()
        field.value = str(path)  # whatever was asked about, this is another answer
        shown = dialog.query_one("#refusal")
        await until(pilot, lambda: not shown.has_class("-said"), "no question")
        await pilot.press("f8")
        await until(pilot, lambda: shown.has_class("-said"), "the question anew")
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is not dialog, "the form closed")
    assert ticket(desk, number).attachments[0].screened is Screened.NO


async def test_the_name_of_a_file_is_masked_by_one_key_and_its_path_stays(desk: FrozenDesk, tmp_path: Path) -> None:
    number = registered(desk)
    path = tmp_path / "снилс_112-233-445_95.txt"
    path.write_text("данные", encoding="utf-8")
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "attach")
        dialog.query_one("#path").value = str(path)  # type: ignore[attr-defined]
        await pilot.press("f8")
        await until(pilot, lambda: "F6 — скрыть" in said(dialog), "the way out")
        assert "в имени файла: СНИЛС" in said(dialog)
        await pilot.press("f6")
        await until(pilot, lambda: app.screen is not dialog, "the form closed")
    assert ticket(desk, number).attachments[0].title == "снилс_скрыто-СНИЛС.txt"


async def test_nothing_is_promised_to_mask_what_stands_inside_a_file(desk: FrozenDesk, tmp_path: Path) -> None:
    number = registered(desk)
    path = tmp_path / "журнал.txt"
    path.write_text("СНИЛС 112-233-445 95", encoding="utf-8")
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "attach")
        dialog.query_one("#path").value = str(path)  # type: ignore[attr-defined]
        await pilot.press("f8")
        await until(pilot, lambda: "СНИЛС (знаки 7–20)" in said(dialog), "the place")
        assert "F6" not in said(dialog)
        assert "112-233" not in said(dialog)
    assert ticket(desk, number).attachments == ()


async def test_the_checklist_gives_each_point(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "process")
        await pilot.press("down", "down", "space", "tab")
        await typed(pilot, "приём стоит")
        await pilot.press("enter")
        await typed(pilot, "номер карты")
        await save(app, pilot, dialog)
    checklist = ticket(desk, number).checklist
    assert (checklist.relevant, checklist.complete, checklist.urgency) == (True, False, True)
    assert (checklist.impact, checklist.missing) == ("приём стоит", "номер карты")


async def test_an_approval_is_granted_by_its_number(desk: FrozenDesk) -> None:
    number = registered(desk, type=TicketType.SETUP)
    approver = it_head(desk)
    done(desk, RequestApproval(number=number, person=approver, text="Включить печать"))
    async with console(desk) as (app, pilot):
        dialog = await form(app, pilot, number, "approval_grant")
        assert "Включить печать" in text_of(app)
        await save(app, pilot, dialog)
    approval = ticket(desk, number).approvals[0]
    assert (approval.granted, approval.by, approval.capacity) == (True, approver, "it_head")


async def test_a_denied_command_opens_no_form_and_says_its_clause(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk, "gost") as (app, pilot):
        screen = await opened(app, pilot, number)
        screen.action_ticket("route")
        app.navigation.open_form("user_add")
        await pilot.pause()
        assert app.screen is screen
        assert len(app.notices) == 2


async def test_a_draft_of_a_form_waits_for_its_return(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        app.navigation.open_form("outage_open")
        dialog = await a_form(app, pilot)
        await typed(pilot, "qMS недоступна")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not dialog, "the form closed")
        app.navigation.open_form("outage_open")
        again = await a_form(app, pilot)
        assert again.text_of("title") == "qMS недоступна"
        assert "черновик от" in text_of(app)


# -- registers ----------------------------------------------------------------------------------------------------


async def register(app: PultApp, pilot: Pilot[int], name: str, then: str | None = None) -> RegisterScreen:
    app.navigation.open_register(name, then)
    await until(pilot, lambda: isinstance(app.screen, RegisterScreen) and app.screen.loaded, "a read register")
    screen = app.screen
    assert isinstance(screen, RegisterScreen)
    return screen


async def test_a_register_is_searched_in_the_wrong_layout_too(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await register(app, pilot, "people")
        await pilot.press("f3")
        await typed(pilot, "dhj")  # «вро» is nobody's; «вор» is dhj… of nobody, so: джh
        found = [record.cells[0] for record in screen.query_one(RecordList).records]
        assert found == []
        await pilot.press("escape")
        await pilot.press("f3")
        await typed(pilot, "pbvbyf")
        assert [record.cells[0] for record in screen.query_one(RecordList).records] == ["Зимина Ольга Юрьевна"]
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is not screen, "the queue")


async def test_an_outage_is_told_news_of_from_its_register(desk: FrozenDesk) -> None:
    done(desk, OpenOutage(title="qMS недоступна", text="Сбой в ЦОД"))
    async with console(desk) as (app, pilot):
        await register(app, pilot, "outages", "outage_update")
        await pilot.press("enter")
        dialog = await a_form(app, pilot)
        assert "сбой № 1" in text_of(app)
        await typed(pilot, "Чиним")
        await save(app, pilot, dialog)
        assert desk.registers.outages()[0].news != "Чиним"
        await carried_out(app, pilot, desk)
        await until(pilot, lambda: "Чиним" in text_of(app), "the news in the register")
    assert desk.registers.outages()[0].news == "Чиним"


async def test_promises_tell_what_is_due_today_and_what_was_moved_often(desk: FrozenDesk) -> None:
    number = registered(desk)
    for due in ("2026-11-24T12:00", "2026-11-24T13:00", "2026-11-24T14:30", "2026-11-24T16:00"):
        done(desk, AgreeTerm(number=number, due=moment(due), agreed_with=SINITSYNA, reason="Ждём"))
    async with console(desk) as (app, pilot):
        screen = await register(app, pilot, "promises")
        assert "сегодня · переносили 3 раза" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not screen, "the ticket")
        assert isinstance(app.screen, TicketScreen)
        assert app.screen.number == number


async def test_a_task_of_a_register_opens_its_ticket(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, SetTask(number=number, text="Проверить сеть", person=it_head(desk)))
    assert ticket(desk, number).status is Status.NEW
    async with console(desk) as (app, pilot):
        await register(app, pilot, "tasks")
        assert "Проверить сеть" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")


async def test_a_person_is_chosen_and_changed(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await register(app, pilot, "people", "person_change")
        await pilot.press("enter")
        dialog = await a_form(app, pilot)
        assert dialog.text_of("full_name") == "Воробьёв Пётр Ильич"
        await pilot.press("tab", "tab", "end")
        await typed(pilot, "9")
        await save(app, pilot, dialog)
        await carried_out(app, pilot, desk)
    assert next(person for person in desk.directory.people() if person.id == 2).phone == "+7 391 200-00-029"


async def test_before_a_colleague_is_blocked_the_form_tells_what_he_leaves(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Release(number=number, to="petrov"))
    done(desk, SetTask(number=number, text="Проверить индекс", user="petrov"), "petrov")
    petrov = next(each for each in desk.directory.users() if each.login == "petrov")
    async with console(desk, "orlova") as (app, pilot):
        app.navigation.open_form("user_block", About(record=petrov, fixed={"login": "petrov"}, title=petrov.name))
        dialog = await a_form(app, pilot)
        warning = dialog.query_one("#warning", Static)
        await until(pilot, lambda: "Останутся" in str(warning.render()), "what is left")
        told = text_of(app)
    assert "обращений: 1, задач: 1. Передайте их (п. 4.8)" in told
    assert f"№ {number} Не открывается карта пациента" in told
    assert "задача: Проверить индекс" in told


async def test_a_letter_is_read_again_from_its_register_and_its_sending_recorded(desk: FrozenDesk) -> None:
    abuse = BlockPerson(person=3, ground="abuse", reason="Брань", decision="УК-14", decided_on="2026-11-20")
    done(desk, abuse, "orlova")
    async with console(desk, "orlova") as (app, pilot):
        app.action_register("letters")
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen) and app.screen.loaded, "the letters")
        assert "не отправлено" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the letter")
        assert "решением УК № УК-14 от 20.11.2026" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen), "the register")
        app.screen.give("letter_sent")
        dialog = await a_form(app, pilot)
        dialog.query_one("#how", TextLine).value = "почтой, исх. 14"
        await save(app, pilot, dialog)
        await carried_out(app, pilot, desk)
    (letter,) = desk.registers.letters()
    assert (letter.sent_on, letter.how, letter.sent_by) == ("2026-11-24", "почтой, исх. 14", "orlova")


async def test_an_absent_executor_is_marked_and_handed_to_only_with_a_reason(desk: FrozenDesk) -> None:
    number = registered(desk)
    away = SetAbsence(
        since=desk.now(), until=moment("2026-11-25T09:00"), login="petrov", substitute_login="sidorov", sudden=True
    )
    done(desk, away, "orlova")
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        screen.action_ticket("release")
        await until(
            pilot, lambda: isinstance(app.screen, ReleaseDialog) and "замещает" in text_of(app), "the executors"
        )
        dialog = app.screen
        assert "нет до ср 09:00, замещает Сидоров К. В." in text_of(app)
        dialog.query_one("#to", ChoiceColumn).value = "petrov"
        await until(pilot, lambda: dialog.query_one("#despite").display, "the question why")
        dialog.query_one("#reason", TextLine).value = "Ответит удалённо"
        await pilot.press("f8")
        await until(pilot, lambda: ticket(desk, number).assignee == "petrov", "the hand-over")
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    assert "хотя сейчас отсутствует (п. 4.7)" in view.timeline[-1].title
