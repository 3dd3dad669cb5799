"""A burst of keys, as a slow line or a quick typist sends it: each goes where a slow one would have gone."""

import asyncio
from pathlib import Path
from threading import Event

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.compose import CommentDialog
from console.intake.screen import IntakeScreen
from console.keys import key_queue
from console.keys.key_queue import Lap
from console.queue.screen import QueueScreen
from console.ticket.screen import TicketScreen
from console.widgets.fields.completer import Completer
from console.widgets.fields.text_fields import TextBody, TextLine
from core.vocabulary import Status
from tests.console.driving import console, until
from tests.support.desk import FrozenDesk, actor, make_desk, registered
from tests.support.patience import PATIENCE


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    made = make_desk(tmp_path, "2026-11-24T11:20")
    registered(made)
    return made


def burst(app: PultApp, *keys: str) -> None:
    """All at once; a key of one letter is typed, a longer one pressed."""
    for key in keys:
        if len(key) == 1:
            app.post_message(Key("space" if key == " " else key, key))
        else:
            app.post_message(Key(key, "\r" if key == "enter" else None))


async def test_letters_after_the_key_of_a_dialog_are_its_text_and_no_commands(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        burst(app, "с", *"ещё вопрос")  # е alone would take the ticket
        await _written(app, pilot, "ещё вопрос")
        ticket = desk.tickets.view(1, actor(desk, "ivanova")).ticket
        assert (ticket.status, ticket.accepted_by) == (Status.NEW, None)


async def test_a_ticket_may_be_opened_and_answered_in_one_go(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        burst(app, "enter", "с", *"ответ")
        await _written(app, pilot, "ответ")


async def test_a_ticket_that_opened_by_itself_may_be_answered_before_it_is_read(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, may = desk.tickets.view, Event()
    async with console(desk) as (app, pilot):
        monkeypatch.setattr(desk.tickets, "view", lambda *about: may.wait(PATIENCE) and read(*about))
        app.navigation.open_ticket(1)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "its screen")
        burst(app, "с", *"ответ")
        for _ in range(3):
            await pilot.pause()
        may.set()
        await _written(app, pilot, "ответ")


async def test_letters_after_the_key_of_a_refused_dialog_are_no_commands_either(desk: FrozenDesk) -> None:
    async with console(desk, "petrov") as (app, pilot):
        burst(app, "с", *"тест")  # a ticket of ПЛТП is not his to answer; т alone would open a note
        await until(pilot, lambda: len(app.notices) == 1, "the refusal")
        await until(pilot, lambda: not app.keys.under_way, "the last key")
        assert isinstance(app.screen, QueueScreen)


async def test_what_a_form_has_released_goes_at_once_and_not_after_the_last_patience(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        burst(app, "f2", *"cbybw")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and not app.keys.under_way, "the caller's name")
        given_up: list[int] = []
        post = app.post_message
        app.post_message = lambda message: (given_up.append(0) if _gives_up(message) else None) or post(message)  # type: ignore[method-assign]
        burst(app, "enter", *"тема")
        await until(pilot, lambda: app.screen.query_one("#subject", TextLine).value == "тема", "the subject")
        assert given_up == []


def _gives_up(message: object) -> bool:
    return isinstance(message, Lap) and message.key < 0


async def test_a_call_may_be_typed_ahead(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        burst(app, "f2", *"Новый Человек", "enter", *"краев", "enter", *"123", "enter", "tab", "tab")
        burst(app, *"тема", "enter", *"описание", "tab", "enter", "left", "tab", "tab", *"ответ")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen), "the form")
        form = app.screen.form  # type: ignore[attr-defined]
        await until(pilot, lambda: form.text("answer") == "ответ", "the last field")
        said = {name: form.text(name) for name in ("organization", "requester", "phone", "subject", "description")}
        assert said == {
            "organization": "Краевая клиническая больница",
            "requester": "Новый Человек",
            "phone": "123",
            "subject": "тема",
            "description": "описание",
        }
        assert form.choice("priority").value == "high"


async def test_the_number_of_a_new_person_waits_for_its_field_however_late_the_one_before_hears_that_it_was_left(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave = Completer.on_descendant_blur

    async def late(self: Completer) -> None:
        for _ in range(200):
            await asyncio.sleep(0)
        leave(self)

    monkeypatch.setattr(Completer, "on_descendant_blur", late)
    async with console(desk) as (app, pilot):
        burst(app, "f2", "tab", *"краев", "enter", *"Новый Человек", "enter", *"123", "enter")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen), "the form")
        form = app.screen.form  # type: ignore[attr-defined]
        await until(pilot, lambda: form.text("phone") == "123", "the number")
        assert (form.text("organization"), form.text("requester")) == ("Краевая клиническая больница", "Новый Человек")


async def test_what_is_pasted_keeps_its_place_among_the_keys(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        burst(app, "с", "а")
        app.post_message(Paste("[вставка]"))
        burst(app, "я")
        await _written(app, pilot, "а[вставка]я")


async def test_what_was_typed_for_what_never_comes_is_no_command_and_the_next_key_is(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(desk) as (app, pilot):
        app.action_help = app.keys.hold  # type: ignore[method-assign]
        burst(app, "f1", "f2")
        await until(pilot, lambda: app.keys.held and app.keys.waiting > 0, "the hold")
        monkeypatch.setattr(key_queue, "LONGEST_HOLD", 0.0)
        app.post_message(Lap(-app.keys.number))  # its patience has come to an end
        await until(pilot, lambda: len(app.notices) == 1, "the word that it was not taken")
        assert not isinstance(app.screen, IntakeScreen)
        burst(app, "f2")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen), "the form")


async def test_a_text_waits_for_a_slow_ticket_longer_than_a_key_waits_for_a_key(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may, read, asked = Event(), desk.tickets.view, Event()
    async with console(desk) as (app, pilot):
        monkeypatch.setattr(desk.tickets, "view", lambda *about: (asked.set(), may.wait(PATIENCE), read(*about))[-1])
        burst(app, "enter", "с", "а", "т")
        await until(pilot, asked.is_set, "the reading")
        app.post_message(Lap(-app.keys.number))  # the patience of one key has come to an end
        await pilot.pause()
        may.set()
        await _written(app, pilot, "ат")


async def _written(app: PultApp, pilot: Pilot[int], text: str) -> None:
    await until(pilot, lambda: isinstance(app.screen, CommentDialog), "the dialog")
    await until(pilot, lambda: app.screen.query_one(TextBody).text == text, f"«{text}» in it")
