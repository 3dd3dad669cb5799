"""Who follows a ticket because of duplicates is shown on it and in every form whose words the requester hears."""

from pathlib import Path

import pytest

from console.dialogs.closing import CloseDialog, ResolveDialog
from console.dialogs.compose import CommentDialog, NoteDialog
from console.dialogs.frame.form_dialog import FormDialog
from console.intake.screen import IntakeScreen
from console.ticket.screen import TicketScreen
from console.widgets.fields.choice import Choice, ChoiceColumn
from console.widgets.fields.text_fields import TextBody
from core.desk.views import TicketView
from core.tickets.assignment.commands import Take
from core.tickets.closing.commands import Duplicate
from core.tickets.people.commands import SetContract
from core.vocabulary import Outcome
from tests.console.driving import console, text_of, until
from tests.support.desk import KKB, VOROBYOV, FrozenDesk, actor, done, make_desk, registered


@pytest.fixture
def followed(tmp_path: Path) -> FrozenDesk:
    """№ 1 of Синицына, taken by Иванова, in which the problem of № 2 of Воробьёв is solved."""
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    registered(desk)
    registered(desk, requester=VOROBYOV)
    done(desk, Duplicate(number=2, of=1))
    done(desk, Take(number=1))
    return desk


async def test_the_ticket_and_its_forms_say_whom_to_tell(followed: FrozenDesk) -> None:
    line = "Воробьёв Пётр Ильич, +7 391 200-00-02 — инициатор дубликата № 2"
    async with console(followed, size=(200, 50)) as (app, pilot):
        app.navigation.open_ticket(1)
        await until(pilot, lambda: "Сообщить     Синицына Анна Павловна" in text_of(app), "the facts")
        assert "инициатор дубликата № 2" in text_of(app)
        assert "его дубликат · № 2" in text_of(app)
        assert isinstance(app.screen, TicketScreen)
        view = app.screen.view
        assert view is not None
        for kind, tells in ((CommentDialog, True), (ResolveDialog, True), (CloseDialog, True), (NoteDialog, False)):
            assert (f"Сообщите и другим: {line}." == kind(view).told()) is tells


async def test_a_closing_says_that_all_withdraw(followed: FrozenDesk) -> None:
    async with console(followed) as (app, pilot):
        app.navigation.open_ticket(1)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "the ticket")
        assert isinstance(app.screen, TicketScreen)
        assert app.screen.view is not None
        form = CloseDialog(app.screen.view)
        app.push_screen(form)
        await until(pilot, lambda: app.screen is form and not form.restoring, "the form")
        form.query_one("#outcome", ChoiceColumn).value = Outcome.WITHDRAWN.value
        form.query_one("#reason", TextBody).text = "Передумали"
        await pilot.press("f8")
        await until(pilot, lambda: "решается и проблема дубликатов № 2" in text_of(app), "the refusal")
        form.query_one("#for_all", Choice).value = "yes"
        await pilot.press("f8")
        await until(pilot, lambda: not isinstance(app.screen, FormDialog), "closed")
    view = followed.tickets.view(1, actor(followed, "orlova"))
    assert isinstance(view, TicketView)
    assert view.ticket.outcome is Outcome.WITHDRAWN


async def test_a_supervisor_logs_the_call_of_a_clinic_without_a_contract_with_a_reason(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    done(desk, SetContract(organization=KKB, contract=None), "admin")
    async with console(desk, "orlova") as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.supplied, "the form")
        screen = app.screen
        assert isinstance(screen, IntakeScreen)
        screen.form.completer("requester").put(1, "Синицына Анна Павловна", by_hand=True)
        await pilot.pause()
        screen.form.query_one("#subject").value = "Подсказали, где кнопка"  # type: ignore[attr-defined]
        await pilot.press("f4")
        await until(pilot, lambda: "нет действующего договора" in text_of(app), "the refusal")
        screen.form.query_one("#admit").value = "Договор на подписи"  # type: ignore[attr-defined]
        await pilot.press("f4")
        await until(pilot, lambda: len(desk.registers.calls()) == 1, "the line of the log")
    assert "допущено: Договор на подписи" in desk.registers.calls()[0].text
