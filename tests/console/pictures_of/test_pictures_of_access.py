"""Who is on shift and by which keys one comes in: the screens and forms, wide, at 80×24 and without colour."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.frame.spec_dialog import SpecDialog
from console.forms.context import About
from console.registers.screen import RegisterScreen
from core.desk.views import Entrance
from core.tickets.registers import OpenSession
from core.tickets.staff.keys import AddKey, RevokeKey
from core.vocabulary import Role
from tests.console.driving import settled, until
from tests.support.desk import FrozenDesk, done, make_desk, moment, registered
from tests.support.keys import EIGHT, ecdsa, ed25519, rsa

Scene = Callable[[PultApp, Pilot[int]], Awaitable[None]]
WIDE, NARROW = (160, 45), (80, 24)
HOSTILE = "ключ [/] [@click=app.quit] \x1b]52;c;eA==\x07 \u202e"
THEIRS = OpenSession(
    id="0a1b2c3d", login="petrov", name="Петров А. Н.", role=Role.SECOND_LINE, since=moment("2026-11-24T08:31"),
    door="ssh", address="192.0.2.17", place="ticket", ticket=1,
)  # fmt: skip
OTHERS = (
    replace(
        THEIRS, id="1b2c3d4e", login="ivanova", name="Иванова М. С.", role=Role.FIRST_LINE, place="intake", ticket=None
    ),
    replace(
        THEIRS,
        id="2c3d4e5f",
        login="gost",
        name="Гостев Н. Н.",
        role=Role.OBSERVER,
        door="local",
        address="pts/3",
        place="wall",
        ticket=None,
    ),
)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    """Three more consoles, and keys in every state."""
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    desk.environment.session = "feedbeef"
    registered(desk)
    done(desk, AddKey(login="petrov", public_key=ed25519(), expires_at=moment("2027-06-01T00:00")), "admin")
    done(desk, AddKey(login="ivanova", public_key=rsa(4096), comment=HOSTILE), "admin")
    done(desk, AddKey(login="sidorov", public_key=ecdsa(256), expires_at=moment("2026-11-24T10:00")), "admin")
    done(desk, AddKey(login="orlova", public_key=ed25519(EIGHT, "утерян")), "admin")
    done(desk, RevokeKey(ssh_key=4), "admin")
    desk.clock.set("2026-11-24T11:20")
    for each in (THEIRS, *OTHERS):
        desk.consoles.attend(each, Entrance())
    return desk


def register(name: str) -> Scene:
    async def scene(app: PultApp, pilot: Pilot[int]) -> None:
        app.navigation.open_register(name)
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen) and app.screen.loaded, "a register")
        await pilot.press("down")

    return scene


def form(name: str, about: About) -> Scene:
    async def scene(app: PultApp, pilot: Pilot[int]) -> None:
        app.navigation.open_form(name, about)
        await until(pilot, lambda: isinstance(app.screen, SpecDialog) and not app.screen.restoring, "a form")

    return scene


SCENES: dict[str, Scene] = {
    "sessions": register("sessions"),
    "keys": register("keys"),
    "key_add": form("key_add", About(fixed={"login": "petrov"}, title="Петров А. Н.")),
    "session_end": form("session_end", About(fixed={"console": "0a1b2c3d"}, title="Петров А. Н.")),
}


def picture(snap: Callable[..., bool], desk: FrozenDesk, size: tuple[int, int], scene: Scene) -> bool:
    app = PultApp(lambda: desk, "admin", entrance=Entrance("local", "pts/1"))

    async def before(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: len(desk.consoles.open()) == 4, "an open desk")
        await settled(app, pilot)
        await scene(app, pilot)
        await app.workers.wait_for_complete()
        app.clear_notifications()
        await pilot.pause()

    return snap(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], desk: FrozenDesk, size: tuple[int, int], scene: str
) -> None:
    assert picture(snap_compare, desk, size, SCENES[scene])


@pytest.mark.parametrize("scene", ["sessions", "keys"])
def test_it_is_told_without_colour(
    snap_compare: Callable[..., bool], desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch, scene: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture(snap_compare, desk, WIDE, SCENES[scene])
