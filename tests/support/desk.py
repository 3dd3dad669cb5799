"""A desk for tests: a migrated store with an invented directory, copied from a template, under a settable clock.

    desk = make_desk(tmp_path, "2026-11-23T09:00")
    ivanova = actor(desk, "ivanova")
    number = registered(desk)
    desk.clock.advance(minutes=3)

Everybody here is invented.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from core.desk import init_store, open_desk
from core.desk.desk import Desk
from core.desk.views import Done, QueueQuery
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.people.commands import AddOrganization, AddPerson
from core.tickets.registration.commands import Register
from core.tickets.staff.commands import AddUser
from core.vocabulary import Channel, Mis, Priority, Role, TicketType
from tests.support.remembered import remember_statements
from tests.support.unsynced import spare_syncs

spare_syncs()
remember_statements()

KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")
TEMPLATE_TIME = "2019-01-09T09:00"
DEFAULT_NOW = "2026-11-23T09:00"

ORGANIZATIONS = (
    ("kkb", "Краевая клиническая больница", (Mis.QMS, Mis.PROMED)),
    ("gp4", "Городская поликлиника № 4", (Mis.PROMED,)),
)
PEOPLE = (
    ("Синицына Анна Павловна", "kkb", "medic", "+7 391 200-00-01"),
    ("Воробьёв Пётр Ильич", "kkb", "it", "+7 391 200-00-02"),
    ("Зимина Ольга Юрьевна", "gp4", "medic", "+7 391 200-00-03"),
    ("Журавлёв Олег Ефимович", "gp4", "head", None),
)
"""In the order of their ids, from 1."""
USERS = (
    ("ivanova", "Иванова М. С.", Role.FIRST_LINE, ()),
    ("petrov", "Петров А. Н.", Role.SECOND_LINE, ("qms-emr",)),
    ("sidorov", "Сидоров К. В.", Role.SECOND_LINE, ("promed",)),
    ("orlova", "Орлова Т. Г.", Role.SUPERVISOR, ()),
    ("gost", "Гостев Н. Н.", Role.OBSERVER, ()),
)
ADMIN = ("admin", "Админова А. А.")
KKB, GP4 = 1, 2
SINITSYNA, VOROBYOV, ZIMINA, ZHURAVLYOV = 1, 2, 3, 4


def moment(text: str) -> datetime:
    """An aware instant from local time of Krasnoyarsk: ``2026-11-23T09:00``."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=KRASNOYARSK)


class FrozenClock:
    """A clock that stands until it is set or moved."""

    def __init__(self, now: str | datetime) -> None:
        self.set(now)

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: str | datetime) -> None:
        self.now = moment(now) if isinstance(now, str) else now

    def advance(self, **amount: float) -> None:
        """Move on by ``timedelta(**amount)``."""
        self.now += timedelta(**amount)


class FrozenDesk(Desk):
    """A desk whose clock and file the test holds."""

    clock: FrozenClock
    path: Path | str


OPENED: list[Desk] = []
"""Every desk that the present test has opened; closed after it, or a worker runs out of files."""


def make_desk(folder: Path, now: str | datetime = DEFAULT_NOW, *, config: Path | None = None) -> FrozenDesk:
    """A desk over a fresh copy of the template in ``folder/pult.db``, with its clock at ``now``."""
    return reopen(make_store(folder), now, config=config)


def make_store(folder: Path) -> Path:
    """The file of a fresh store with the invented directory."""
    path = folder / "pult.db"
    shutil.copyfile(_template(), path)
    path.chmod(0o600)
    return path


def reopen(
    path: Path | str, now: str | datetime | FrozenClock = DEFAULT_NOW, *, config: Path | None = None
) -> FrozenDesk:
    """Another desk over the same file, as a second console has it; it may share a clock."""
    clock = now if isinstance(now, FrozenClock) else FrozenClock(now)
    desk = open_desk(path, config=config, clock=clock)
    desk.__class__ = FrozenDesk
    assert isinstance(desk, FrozenDesk)
    desk.clock, desk.path = clock, path
    OPENED.append(desk)
    return desk


class Scene(Protocol):
    """Opens a desk of a scene in a folder, with its clock where the scene left it or at ``now``."""

    def __call__(self, folder: Path, now: str | datetime | None = None) -> FrozenDesk: ...


def made_once(build: Callable[[Path], FrozenDesk]) -> Scene:
    """The scene that *build* makes: made once in this process, then opened as a fresh copy for each test."""

    @cache
    def made() -> tuple[bytes, datetime]:
        with tempfile.TemporaryDirectory(prefix="pult-tests-") as folder, build(Path(folder)) as desk:
            left = desk.clock.now
            desk.close()
            return Path(desk.path).read_bytes(), left

    @wraps(build)
    def scene(folder: Path, now: str | datetime | None = None) -> FrozenDesk:
        content, left = made()
        path = folder / "pult.db"
        path.write_bytes(content)
        path.chmod(0o600)
        return reopen(path, now or left)

    return scene


def actor(desk: Desk, login: str) -> Actor:
    """Somebody of the staff, signed in."""
    signed = desk.sign_in(login)
    assert isinstance(signed, Actor), signed
    return signed


def register(**changes: Any) -> Register:
    """A registration of the most usual kind: an error of high priority told on the phone."""
    usual: dict[str, Any] = {
        "subject": "Не открывается карта пациента",
        "description": "При открытии карты программа закрывается.",
        "organization": KKB,
        "requester": SINITSYNA,
        "mis": Mis.QMS,
        "type": TicketType.ERROR,
        "priority": Priority.HIGH,
        "channel": Channel.PHONE,
    }
    return Register(**usual | changes)


def registered(desk: Desk, login: str = "ivanova", **changes: Any) -> int:
    """Register a request, about another problem than every open ticket, and give the ticket's number."""
    changes.setdefault("different_from", desk.queue.numbers(QueueQuery()))
    number = done(desk, register(**changes), login).number
    assert number is not None
    return number


def done(desk: Desk, command: Command, login: str = "ivanova", **options: Any) -> Done:
    """Carry out a command that must not be refused."""
    result = desk.commands.perform(command, actor(desk, login), **options)
    assert isinstance(result, Done), result
    return result


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pult-tests-"))
    atexit.register(_remove, folder, os.getpid())
    path = folder / "template.db"
    made = init_store(path, *ADMIN, clock=FrozenClock(TEMPLATE_TIME))
    assert isinstance(made, Done), made
    with open_desk(path, clock=FrozenClock(TEMPLATE_TIME)) as desk:
        fill(desk)
    return path


def fill(desk: Desk) -> None:
    """Fill a new desk with the invented directory."""
    ids: dict[str, int] = {}
    for code, title, mis in ORGANIZATIONS:
        done(desk, AddOrganization(title=title, code=code, mis=mis, contract="Д-1"), "admin")
    ids = {each.code: each.id for each in desk.directory.organizations()}
    for name, code, kind, phone in PEOPLE:
        done(desk, AddPerson(full_name=name, organization=ids[code], person_kind=kind, phone=phone), "admin")
    for login, name, role, competences in USERS:
        done(desk, AddUser(login=login, full_name=name, role=role, competences=competences), "admin")


def _remove(folder: Path, maker: int) -> None:
    """Remove the template, but only in the process that made it: a forked child must leave it."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)
