"""Who is on shift: consoles tell that they are open; one that is ended says by whom and goes, and keeps the words."""

from pathlib import Path

import pytest

from console.presence.session_lease import ENDED
from console.state.drafts import drafts_folder
from core.desk.views import Entrance
from core.tickets.staff.commands import BlockUser
from core.tickets.staff.keys import AddKey, EndSession, RevokeKey
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered, reopen
from tests.support.textual_privates import said_at_the_end

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLpMv11TLqimG9+Z3vVu+K5HbVr2WgXyyEAQr8jUI6u ноутбук"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T11:20")


async def test_an_open_console_is_seen_with_the_place_where_it_is_and_not_once_it_is_closed(desk: FrozenDesk) -> None:
    number = registered(desk)
    other = reopen(desk.path, desk.clock)
    async with console(desk) as (app, pilot):
        await until(pilot, lambda: other.consoles.open() != (), "a lease")
        (session,) = other.consoles.open()
        assert (session.login, session.role, session.door, session.place) == ("ivanova", "first_line", "local", "queue")
        assert session.id == desk.session
        await pilot.press("enter")
        await until(pilot, lambda: f"№ {number}" in text_of(app), "the ticket")
        app.leases.attend()
        await until(pilot, lambda: other.consoles.open()[0].ticket == number, "the ticket in the lease")
        desk.clock.advance(seconds=31)
        assert other.consoles.open() == ()  # nobody has renewed it
        app.leases.attend()
        await until(pilot, lambda: other.consoles.open() != (), "a renewed lease")
    assert other.consoles.open() == ()


async def test_an_ended_console_says_who_ended_it_keeps_what_was_typed_and_goes(desk: FrozenDesk) -> None:
    registered(desk)
    other = reopen(desk.path, desk.clock)
    async with console(desk) as (app, pilot):
        await until(pilot, lambda: other.consoles.open() != (), "a lease")
        await pilot.press("enter", "c")
        await until(pilot, lambda: "ОТВЕТ" in text_of(app), "the form of an answer")
        await pilot.press(*"slovo")
        done(other, EndSession(console=desk.session, reason="Рабочее место освободить"), "orlova")
        app.leases.attend()
        await until(pilot, lambda: app.return_code == ENDED, "the end")
        told = said_at_the_end(app)
        assert "Завершил(а): Орлова Т. Г." in told
        assert "Рабочее место освободить" in told
    assert other.consoles.open() == ()
    (draft,) = drafts_folder(desk.store_id, "ivanova").glob("*.json")
    assert "slovo" in draft.read_text(encoding="utf-8")
    assert other.administration.verify().ok


@pytest.mark.parametrize("shutting", [RevokeKey(ssh_key=1), BlockUser(login="petrov")])
async def test_whose_key_or_account_lets_in_no_more_must_leave(desk: FrozenDesk, shutting: RevokeKey) -> None:
    done(desk, AddKey(login="petrov", public_key=KEY), "admin")
    other = reopen(desk.path, desk.clock)
    async with console(desk, "petrov", entrance=Entrance("ssh", "192.0.2.7", 1)) as (app, pilot):
        await until(pilot, lambda: [each.door for each in other.consoles.open()] == ["ssh"], "a lease")
        done(other, shutting, "admin")
        app.leases.attend()
        await until(pilot, lambda: app.return_code == ENDED, "the end")


async def test_a_supervisor_sees_who_is_on_shift_and_ends_a_session_by_its_form(desk: FrozenDesk) -> None:
    other = reopen(desk.path, desk.clock)
    petrov = actor(other, "petrov")
    from console.presence.session_lease import session_of

    theirs = session_of(other.session, Entrance("ssh", "192.0.2.7", 1), petrov, other.now(), ())
    assert other.consoles.attend(theirs, Entrance()) is None
    async with console(desk, "orlova") as (app, pilot):
        app.navigation.open_register("sessions")
        await until(pilot, lambda: "192.0.2.7" in text_of(app), "the session")
        shown = text_of(app)
        assert "Петров А. Н." in shown
        assert "Орлова Т. Г." in shown
        await pilot.press("s", *"192.0", "enter", "a", "enter")
        await until(pilot, lambda: "ЗАВЕРШИТЬ СЕАНС" in text_of(app), "the form")
        await pilot.press("f8")
        await until(
            pilot, lambda: (other.consoles.attend(theirs, Entrance()) or "").startswith("Ваш сеанс завершён"), "the end"
        )
