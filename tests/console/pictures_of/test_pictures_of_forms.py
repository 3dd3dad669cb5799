"""Pictures of the ticket, its dialogs and the intake: wide, narrow and without colour, the clock frozen."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.explain import ExplainScreen
from console.dialogs.frame.conflict import ConflictScreen
from console.dialogs.frame.ticket_dialog import TicketDialog
from console.dialogs.similar import SimilarDialog
from console.intake.screen import IntakeScreen
from console.intake.widgets.due_preview import OutlookLine
from console.ticket.screen import TicketScreen
from console.widgets.fields.choice import Choice
from console.widgets.fields.text_fields import TextBody, TextLine
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.classification.commands import SetPriority
from core.tickets.classification.processing import RequestInformation
from core.tickets.closing.commands import Reject, Resolve
from core.tickets.closing.disputes import OpenDispute
from core.tickets.outages.announcements import OpenOutage
from core.tickets.tasks.approvals import RequestApproval
from core.tickets.tasks.tasks import SetTask
from core.tickets.terms.commands import AgreeTerm
from core.vocabulary import Mis, Priority
from tests.console.driving import until
from tests.console.pictures import COLOURS, Started, looks_as_it_did, of_one_run
from tests.support.desk import KKB, SINITSYNA, FrozenDesk, done, made_once, make_desk, moment, registered

WIDE, NARROW = (160, 45), (80, 24)
Snap = Callable[..., bool]
Scene = Callable[[PultApp, Pilot[int], FrozenDesk, int], Awaitable[None]]


@made_once
def story(folder: Path) -> FrozenDesk:
    """A ticket over two days, the first one, that has every sort of entry, hostile words among them."""
    desk = make_desk(folder, "2026-11-23T15:40")
    number = registered(
        desk,
        subject="Не печатается выписка [/] [@click=app.quit] \x1b]52;c;eA==\x07 путь [/var/log]",
        description="При печати выписки из карты принтер молчит.\nПроверяли в двух кабинетах, ошибка та же.",
        priority=Priority.HIGH,
    )
    desk.clock.advance(minutes=6)
    done(desk, Comment(number=number, text="Здравствуйте! Проблему видим, передаём инженеру."))
    done(desk, Release(number=number, to="petrov", text="Служба печати перезапущена, не помогло."))
    desk.clock.advance(minutes=3)
    done(desk, Take(number=number), "petrov")
    done(desk, Note(number=number, text="В журнале [/var/log/cups] ошибка шаблона; правлю."), "petrov")
    done(desk, Comment(number=number, text="Исправляю шаблон печати."), "petrov")
    desk.clock.advance(minutes=41)
    done(desk, Resolve(number=number, solution="Исправлен шаблон выписки, печать проверена."), "petrov")
    desk.clock.set("2026-11-24T10:05")
    done(desk, Reject(number=number, by=SINITSYNA, reason="В третьем кабинете по-прежнему не печатает."))
    desk.clock.set("2026-11-24T11:20")
    return desk


def started(folder: Path, scene: Scene) -> Started:
    desk = story(folder)
    app = PultApp(lambda: desk, "ivanova", theme="dark")

    async def before(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        await scene(app, pilot, desk, 1)
        app.clear_notifications()
        await pilot.pause()

    return app, before


async def ticket(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    app.navigation.open_ticket(number)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")


async def terms(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    await ticket(app, pilot, desk, number)
    await pilot.press("2")


def dialog(key: str, text: str = "") -> Scene:
    async def scene(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
        await ticket(app, pilot, desk, number)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, TicketDialog) and not app.screen.restoring, "a dialog")
        if text:
            app.post_message(events.Paste(text))
            await until(pilot, lambda: "сохранён" in str(app.screen.query_one("#draft", Static).content), "the draft")

    return scene


async def conflict(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    await dialog("c", "Подъедем сегодня до 15:00.")(app, pilot, desk, number)
    done(desk, Comment(number=number, text="Драйвер в третьем кабинете другой [/], ставим подходящий."), "petrov")
    done(desk, SetPriority(number=number, priority=Priority.VERY_HIGH, reason="Встала приёмная"), "ivanova")
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(app.screen, ConflictScreen), "the conflict")


async def release(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    fresh = registered(desk, subject="Пропали шаблоны осмотра")
    await dialog("r")(app, pilot, desk, fresh)
    await until(pilot, lambda: app.screen.query_one("#to", Choice).value == "petrov", "the proposal")


async def explanation(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    await ticket(app, pilot, desk, number)
    await pilot.press("e")
    await until(pilot, lambda: isinstance(app.screen, ExplainScreen), "the explanation")


async def call(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
    desk.clock.advance(seconds=72)
    await pilot.press(*"воро")
    screen: Any = app.screen
    told = screen.query_one(OutlookLine)
    await until(pilot, lambda: "Ошибки qMS" in told.plain and screen.line.draft_said, "outlook and draft")
    screen.on_tick(desk.now())


def fill(screen: Any, subject: str, description: str) -> None:
    """What Синицына tells, put into the form."""
    screen.form.completer("organization").put(KKB, "Краевая клиническая больница", by_hand=True)
    screen.form.completer("requester").put(SINITSYNA, "Синицына Анна Павловна", by_hand=True)
    screen.query_one("#subject", TextLine).value = subject
    screen.query_one("#description", TextBody).text = description


async def hinted(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    """A call that several requirements of Прил. 3 have something to say about, while a mass incident lasts."""
    done(
        desk,
        OpenOutage(title="qMS недоступна", text="Сбой в ЦОД", mis=Mis.QMS, expected_end=moment("2026-11-24T15:00")),
    )
    await call(app, pilot, desk, number)
    screen: Any = app.screen
    fill(screen, "Принтер и карта", "1. Не печатает принтер рецепты. 2. Карта не открывается.")
    told = screen.query_one(OutlookLine)
    await until(pilot, lambda: "перечень" in told.plain, "the hints")
    await until(pilot, lambda: bool(app.changes.outages) and "сохранён" in screen.line.draft_said, "notice and draft")
    screen.on_tick(desk.now())


async def alike(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    """A call about what is open already."""
    await call(app, pilot, desk, number)
    screen: Any = app.screen
    fill(screen, "Не печатается выписка", "При печати выписки из карты принтер молчит, путь тот же")
    told = screen.query_one(OutlookLine)
    await until(pilot, lambda: "похожее" in told.plain and "принтер" in told.plain, "the outlook")
    await until(pilot, lambda: "сохранён" in screen.line.draft_said, "the draft")
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(app.screen, SimilarDialog), "the similar tickets")
    screen.on_tick(desk.now())


async def busy(app: PultApp, pilot: Pilot[int], desk: FrozenDesk, number: int) -> None:
    """A ticket with everything that can go on inside one."""
    done(desk, RequestInformation(number=number, text="Какой это кабинет?"))
    done(desk, SetTask(number=number, text="Проверить очередь печати", user="orlova", due=moment("2026-11-24T15:00")))
    done(desk, RequestApproval(number=number, person=SINITSYNA, text="Меняем драйвер в кабинете 3"), "petrov")
    agreed = AgreeTerm(number=number, due=moment("2026-11-25T12:00"), agreed_with=SINITSYNA, reason="Ждём драйвер")
    done(desk, agreed, "petrov")
    done(desk, OpenDispute(number=number, text="Срок считают иначе"))
    await ticket(app, pilot, desk, number)
    await pilot.press("3")


SCENES: dict[str, Scene] = {
    "ticket": ticket, "terms": terms, "note": dialog("n", "Заметка для своих"), "conflict": conflict,
    "release": release, "explanation": explanation, "call": call, "hinted": hinted, "alike": alike, "busy": busy,
}  # fmt: skip


def picture(snap: Snap, folder: Path, size: tuple[int, int], scene: str, colour: str) -> bool:
    start = partial(started, folder, SCENES[scene])
    return looks_as_it_did(
        snap, (f"forms {scene}", size), colour, start, colours=COLOURS if size == WIDE else (colour,)
    )


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scene", of_one_run(SCENES, "forms"))
def test_it_looks_as_it_did(snap_compare: Snap, tmp_path: Path, size: tuple[int, int], scene: str) -> None:
    assert picture(snap_compare, tmp_path, size, scene, "dark")


@pytest.mark.parametrize("scene", of_one_run(SCENES, "forms"))
def test_it_is_told_without_colour(snap_compare: Snap, tmp_path: Path, scene: str) -> None:
    assert picture(snap_compare, tmp_path, WIDE, scene, "none")


@pytest.mark.parametrize("scene", of_one_run(SCENES, "forms"))
def test_it_is_told_in_the_terminal_s_own_colours(snap_compare: Snap, tmp_path: Path, scene: str) -> None:
    assert picture(snap_compare, tmp_path, WIDE, scene, "ansi")


@pytest.mark.parametrize("scene", ["ticket", "busy"])
def test_a_very_wide_terminal_has_three_panes(snap_compare: Snap, tmp_path: Path, scene: str) -> None:
    assert picture(snap_compare, tmp_path, (240, 60), scene, "dark")
