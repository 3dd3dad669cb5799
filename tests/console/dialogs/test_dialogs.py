"""The dialogs of a ticket: what they save, what they say when they may not, and that no word is ever lost."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.frame.drafting import drafts_of
from console.dialogs.frame.ticket_dialog import TicketDialog
from console.ticket.screen import TicketScreen
from console.widgets.fields.chips import Chips
from console.widgets.fields.choice import Choice
from console.widgets.fields.text_fields import TextBody, TextLine
from core.store.errors import StoreUnavailable
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Resolve
from core.vocabulary import Mis, Outcome, Priority, Status, TicketType
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


async def dialog(app: PultApp, pilot: Pilot[int], number: int, key: str) -> TicketDialog:
    app.call_later(app.navigation.open_ticket, number)  # of two consoles in one test the screen belongs to its own
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a read ticket")
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, TicketDialog) and not app.screen.restoring, "a dialog")
    screen = app.screen
    assert isinstance(screen, TicketDialog)
    return screen


async def paste(app: PultApp, pilot: Pilot[int], text: str) -> None:
    await pilot.pause()
    app.post_message(events.Paste(text))  # as the driver gives it
    await pilot.pause()
    await pilot.pause()


async def save(app: PultApp, pilot: Pilot[int], form: TicketDialog) -> None:
    await pilot.press("f8")
    await until(pilot, lambda: app.screen is not form, "the dialog closed")


def kinds(desk: FrozenDesk, number: int) -> list[str]:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return [entry.kind for entry in view.timeline]


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return view.ticket


def said(form: TicketDialog) -> str:
    return str(form.query_one("#refusal", Static).render())


async def test_an_answer_is_public_and_a_note_is_not(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        assert "ОТВЕТ ИНИЦИАТОРУ" in text_of(app)
        assert "«Реакция ПЛТП»" in text_of(app)
        await paste(app, pilot, "Здравствуйте!\nСмотрим.")
        await save(app, pilot, form)
        form = await dialog(app, pilot, number, "n")
        assert "ВНУТРЕННЯЯ ЗАМЕТКА" in text_of(app)
        assert "НЕ увидит" in text_of(app)
        await paste(app, pilot, "Проверить журнал")
        await save(app, pilot, form)
    view: Any = desk.tickets.view(number, actor(desk, "ivanova"))
    assert [(e.kind, e.text, e.public) for e in view.timeline[1:]] == [
        ("commented", "Здравствуйте!\nСмотрим.", True),
        ("noted", "Проверить журнал", False),
    ]


async def test_the_two_dialogs_differ_in_title_glyph_and_border(desk: FrozenDesk) -> None:
    number = registered(desk)
    seen = []
    async with console(desk) as (app, pilot):
        for key in ("c", "n"):
            form = await dialog(app, pilot, number, key)
            box = form.query_one("#box")
            seen.append((form.HEADING, form.GLYPH, box.styles.border_top[0]))
            await pilot.press("escape")
            await pilot.pause()
    assert all(one != other for one, other in zip(*seen, strict=True))


async def test_an_empty_text_is_refused_in_place(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        await pilot.press("f8")
        assert said(form) == "Напишите текст ответа."
    assert kinds(desk, number) == ["registered"]


async def test_a_store_that_fails_loses_no_word_and_a_retry_saves_once(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = registered(desk)
    perform = desk.commands.perform

    def committed_but_lost(*args: Any, **options: Any) -> Any:
        perform(*args, **options)
        raise StoreUnavailable("Хранилище занято")

    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        await paste(app, pilot, "Один раз")
        monkeypatch.setattr(desk.commands, "perform", committed_but_lost)
        await pilot.press("f8")
        await until(pilot, lambda: "Хранилище занято" in said(form), "the failure")
        assert form.query_one(TextBody).text == "Один раз"
        monkeypatch.setattr(desk.commands, "perform", perform)
        await save(app, pilot, form)
    assert kinds(desk, number) == ["registered", "commented"]


async def test_a_text_that_was_left_is_there_when_the_dialog_is_opened_again(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await dialog(app, pilot, number, "n")
        await paste(app, pilot, "Недописанная мысль")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
    async with console(desk) as (app, pilot):  # another process: only the file is left
        form = await dialog(app, pilot, number, "n")
        assert form.query_one(TextBody).text == "Недописанная мысль"
        await save(app, pilot, form)
        assert drafts_of(app).of_form("note", number) is None
    assert kinds(desk, number) == ["registered", "noted"]


async def test_a_draft_is_written_while_typing_without_leaving_the_dialog(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await dialog(app, pilot, number, "c")
        await pilot.press("П", "р", "и", "в", "е", "т")
        drafts = drafts_of(app)

        def written() -> str | None:
            draft = drafts.of_form("comment", number)
            return draft.fields["text"] if draft is not None else None

        await until(pilot, lambda: written() == "Привет", "a draft")  # a slow machine has saved a part of it before


async def test_a_full_disk_is_said_and_typing_goes_on(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = registered(desk)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        monkeypatch.setattr(os, "fsync", full)
        await pilot.press("Д")
        await until(pilot, lambda: "нет места" in str(form.query_one("#draft", Static).render()), "the warning")
        await pilot.press("а")
        assert form.query_one(TextBody).text == "Да"
        await pilot.press("escape")
        assert app.screen is form
        assert "потерять текст" in said(form)
        await pilot.press("escape")
        assert isinstance(app.screen, TicketScreen)


async def test_release_proposes_the_routes_executor_with_its_reason(desk: FrozenDesk) -> None:
    number = registered(desk)  # an error of qMS: competence qms-emr, which Петров has
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "r")
        choice = form.query_one("#to", Choice)
        await until(pilot, lambda: choice.value == "petrov", "the proposal")
        assert "Ошибки qMS" in str(form.query_one("#why", Static).render())
        form.query_one("#watchers", Chips).choose(("orlova",))
        form.query_one("#due", TextLine).value = "16:00"
        await save(app, pilot, form)
    assert ticket(desk, number).assignee == "petrov"
    assert ticket(desk, number).watchers == ("orlova",)
    assert f"{ticket(desk, number).indicative_due:%d.%m %H:%M}" == "24.11 16:00"


async def test_nobody_is_proposed_silently_where_the_pool_is_empty(desk: FrozenDesk) -> None:
    number = registered(desk, priority=Priority.VERY_HIGH)  # competence qms-core, which nobody has
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "r")
        await until(pilot, lambda: len(form.query_one("#to", Choice).options) == 2, "the executors")
        await pilot.press("f8")
        assert said(form) == "Выберите исполнителя (п. 5.9)."
        await pilot.press("down")
        assert form.query_one("#to", Choice).value == "petrov"


async def test_a_type_brings_the_priorities_that_its_norms_know(desk: FrozenDesk) -> None:
    number = registered(desk, priority=Priority.VERY_HIGH)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "y")
        await pilot.press("к")  # Консультация, by its first letter
        await pilot.pause()
        offered = [option.value for option in form.query_one("#priority", Choice).options]
        assert offered == ["high", "medium", "low"]
        await save(app, pilot, form)
    assert (ticket(desk, number).type, ticket(desk, number).priority) == (TicketType.CONSULTATION, Priority.HIGH)


async def test_second_line_changes_a_type_only_with_a_reason(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Release(number=number, to="petrov"))
    async with console(desk, "petrov") as (app, pilot):
        form = await dialog(app, pilot, number, "y")
        await pilot.press("right", "f8")
        assert "обязательным указанием причины" in said(form)


async def test_a_priority_is_chosen_by_its_impact_question(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "z")
        await pilot.press("down")
        await pilot.pause()
        assert "идёт заметно медленнее" in str(form.query_one("#question", Static).render())
        await save(app, pilot, form)
    assert ticket(desk, number).priority is Priority.MEDIUM


async def test_a_solution_is_written_and_confirmed_or_rejected(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Take(number=number))
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "d")
        await paste(app, pilot, "Переустановлен модуль печати.")
        await save(app, pilot, form)
        assert ticket(desk, number).status is Status.RESOLVED
        form = await dialog(app, pilot, number, "x")
        await pilot.press("f8")
        assert "что не устроило" in said(form)
        await paste(app, pilot, "Снова не печатает")
        await save(app, pilot, form)
        assert ticket(desk, number).status is Status.IN_PROGRESS
        done(desk, Resolve(number=number, solution="Заменён драйвер."))
        form = await dialog(app, pilot, number, "щ")  # the key of O
        await save(app, pilot, form)
    assert (ticket(desk, number).status, ticket(desk, number).outcome) == (Status.CLOSED, Outcome.CONFIRMED)


async def test_closing_without_a_solution_wants_outcome_and_reason(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk, size=(80, 24)) as (app, pilot):
        form = await dialog(app, pilot, number, "k")
        await pilot.press("down", "tab")
        await paste(app, pilot, "Доработка, передано ТП КМИАЦ")
        await save(app, pilot, form)
    assert (ticket(desk, number).status, ticket(desk, number).outcome) == (Status.CLOSED, Outcome.REDIRECTED)


async def test_a_rule_that_refuses_is_told_in_the_dialog_with_its_clause(desk: FrozenDesk) -> None:
    number = registered(desk, mis=Mis.QMS)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        form.query_one(TextBody).text = "а\n" * 11_000
        await pilot.press("f8")
        await until(pilot, lambda: "слишком длинный текст" in said(form), "the refusal")
        assert len(form.query_one(TextBody).text) == 22_000
    assert kinds(desk, number) == ["registered"]


async def test_a_megabyte_that_is_pasted_is_cut_and_said(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        await paste(app, pilot, "слово " * 170_000)
        await until(pilot, lambda: bool(app.notices), "the message")
        assert len(form.query_one(TextBody).text) == 20_000
        said = "Вставлено 20000 из 1020000 знаков: больше в поле не входит."
        assert [each.message for each in app.notices] == [said]


async def test_what_was_missing_is_no_longer_said_once_something_is_written(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "n")
        await pilot.press("f8")
        await until(pilot, lambda: form.query_one("#refusal").has_class("-said"), "what is missing")
        await pilot.press("а")
        await until(pilot, lambda: not form.query_one("#refusal").has_class("-said"), "a form without it")
