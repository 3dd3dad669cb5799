"""A desk on a server: the same answers as over a file, moved there and back, many processes at it, copied out of it."""

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from core.demo import build
from core.desk import Desk, StoreUnavailable, open_desk
from core.desk.health.doctor import State, examine
from core.desk.upkeep.backups import back_up, restore
from core.desk.upkeep.move import move
from core.desk.views import Done, QueueQuery, Sort, View
from core.store.location import place_of
from core.tickets.answers.comments import Comment
from core.tickets.closing.commands import Duplicate
from core.tickets.desk_records.whole_calls import TakeCall
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.relations.links import Link
from core.tickets.remote_access.sessions import StartRemote
from tests.core.desk.test_concurrency import race, work
from tests.support.desk import KKB, FrozenClock, actor, make_store, moment, register, registered, reopen
from tests.support.patience import PATIENCE
from tests.support.postgres import desk_database, empty_database, execute
from tests.support.store import content, tamper

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]
NOW = moment("2026-11-24T11:00")
FILTERS = (
    "карта", "мо:ккб", "кому:никому", "приоритет:высокий тип:ошибка", "срок:сегодня", "-статус:закрыто срок:<2ч",
    "горит:нарушено", "нарушено:7д", "нарушено:7д горит:1ч", "ожидает:", "записано:сегодня", "закрыто:7д", "решать:",
    "просрочено", "№12", "№99999999999", "заявитель:иванова", "вн:ИС", "горит:сегодня кому:я",
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a demonstration desk with a past."""
    path = tmp_path_factory.mktemp("demo") / "pult.db"
    build(path, now=NOW, tickets=90, seed=7)
    return path


@pytest.fixture(scope="module")
def server(demo: Path) -> str:
    """The URL of the same desk on a server."""
    url = empty_database()
    move(demo, url, clock=FrozenClock(NOW))
    return url


@pytest.fixture
def both(demo: Path, server: str) -> Iterator[tuple[Desk, Desk]]:
    with open_desk(demo, clock=FrozenClock(NOW)) as one, open_desk(server, clock=FrozenClock(NOW)) as other:
        yield one, other


def test_every_view_in_every_order_is_the_same(both: tuple[Desk, Desk]) -> None:
    seen = set()
    for view, sort, group in product(View, Sort, (None, "organization", "line", "assignee")):
        query = QueueQuery(view=view, sort=sort, group=group, me="petrov")
        one, other = (desk.queue.groups(query) for desk in both)
        assert one == other, query
        seen.update(number for each in one for number in each.numbers)
    rows = [desk.queue.rows(sorted(seen)) for desk in both]
    assert rows[0] == rows[1]
    assert len(seen) > 80


@pytest.mark.parametrize("text", FILTERS)
def test_every_filter_finds_the_same(both: tuple[Desk, Desk], text: str) -> None:
    query = QueueQuery(view=View.ALL, filter=text, me="petrov")
    one, other = (desk.queue.numbers(query) for desk in both)
    assert one == other


def test_every_figure_and_register_is_the_same(both: tuple[Desk, Desk]) -> None:
    reads = {
        "counts": lambda desk: desk.queue.counts("petrov"),
        "wall": lambda desk: desk.oversight.wall(),
        "trend": lambda desk: [desk.oversight.clinic_trend(each.code) for each in desk.directory.organizations()],
        "people": lambda desk: (
            desk.directory.people(),
            desk.directory.users(),
            desk.directory.organizations(),
            desk.directory.absences(),
        ),
        "work": lambda desk: (
            desk.registers.calls(),
            desk.registers.accounts(),
            desk.registers.outages(over=True),
            desk.registers.solutions("карта"),
        ),
        "shift": lambda desk: (
            desk.registers.shifts(),
            desk.registers.docket(),
            desk.registers.tasks(),
            desk.registers.promises(),
            desk.registers.connected(),
        ),
        "denials": lambda desk: desk.oversight.denials(),
        "tickets": lambda desk: [desk.tickets.view(n, actor(desk, "petrov")) for n in range(1, 91)],
        "news": lambda desk: desk.tickets.news(actor(desk, "petrov"), 100),
        "verified": lambda desk: desk.administration.verify(),
    }
    for name, read in reads.items():
        one, other = map(read, both)
        assert one == other, name


def kept(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a store holds, without its search index: that is made anew on the way, in an order of its own."""
    return {name: rows for name, rows in content(path).items() if not name.startswith("search_")}


def test_a_desk_comes_back_from_a_server_as_it_went(demo: Path, server: str, tmp_path: Path) -> None:
    moved = move(server, tmp_path / "back.db", clock=FrozenClock(NOW))
    before, after = kept(demo), kept(tmp_path / "back.db")
    assert after == before
    assert moved.tickets >= 90
    assert (tmp_path / "back.db").stat().st_mode & 0o777 == 0o600


def test_a_desk_does_not_move_to_where_one_is(demo: Path, server: str, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="уже подготовлено"):
        move(demo, server, clock=FrozenClock(NOW))
    with pytest.raises(StoreUnavailable, match="одно и то же место"):
        move(demo, demo, clock=FrozenClock(NOW))


def test_a_desk_that_does_not_verify_does_not_move(tmp_path: Path) -> None:
    path, url = make_store(tmp_path), empty_database()
    tamper(path, "UPDATE users SET role = 'administrator' WHERE login = 'gost'")
    with pytest.raises(StoreUnavailable, match="найдены расхождения"):
        move(path, url, clock=FrozenClock(NOW))
    assert execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database=url) == []


def test_nobody_writes_where_a_desk_moves_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, said = make_store(tmp_path), []

    def clock() -> datetime:
        return NOW

    from core.desk.upkeep import move as moving

    verify = moving.verify

    def meanwhile(*args: object) -> object:
        with open_desk(path, clock=clock, timeout=0.1) as desk, pytest.raises(StoreUnavailable) as caught:
            registered(desk)
        said.append(caught.value.message)
        return verify(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "verify", meanwhile)
    move(path, empty_database(), clock=clock)
    assert said == ["Хранилище занято другой программой: попробуйте ещё раз"]


def test_a_copy_of_a_server_s_desk_is_a_file_that_verifies(server: str, demo: Path, tmp_path: Path) -> None:
    made = back_up(server, tmp_path / "copies", clock=FrozenClock(NOW))
    assert kept(made.path) == kept(demo)
    restored = restore(made.path, tmp_path / "pult.db", clock=FrozenClock(NOW))
    assert restored.head == made.head
    with pytest.raises(StoreUnavailable, match="pult move"):
        restore(made.path, server, clock=FrozenClock(NOW), replace=True)


def test_processes_at_one_server_lose_nothing() -> None:
    url = desk_database()
    desk = reopen(url)
    registered(desk)
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        jobs = [pool.apply_async(work, (url, name)) for name in range(3)]
        assert [job.get(timeout=PATIENCE) for job in jobs] == [[]] * 3
    assert sorted(desk.queue.numbers(QueueQuery())) == list(range(1, 3 * 13 + 2))
    assert desk.administration.verify().ok


def test_of_two_that_save_the_same_version_one_is_told() -> None:
    url = desk_database()
    registered(reopen(url))
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        jobs = [pool.apply_async(race, (url, name)) for name in range(2)]
        assert sorted(job.get(timeout=PATIENCE) for job in jobs) == [RefusalKind.CONFLICT.value, "done"]


def test_a_command_about_two_tickets_changes_both() -> None:
    desk = reopen(desk_database())
    first, second = registered(desk), registered(desk, subject="Не печатается направление")
    orlova = actor(desk, "orlova")
    assert isinstance(desk.commands.perform(Link(number=first, other=second), orlova), Done)
    assert isinstance(desk.commands.perform(Duplicate(number=second, of=first), orlova), Done)
    versions = [desk.tickets.view(number, orlova).ticket.version for number in (first, second)]  # type: ignore[union-attr]
    assert min(versions) > 1
    assert desk.administration.verify().ok


def test_a_call_is_saved_whole_or_not_at_all() -> None:
    desk = reopen(desk_database())
    ivanova, people = actor(desk, "ivanova"), len(desk.directory.people())
    person = AddPerson(full_name="Новикова Вера Львовна", organization=KKB)
    remote = StartRemote(number=0, pc="REG-12", consent_by=0, consent_how="phone")
    call = TakeCall(person=person, call=register(requester=0), remote=remote)
    refused = desk.commands.perform(replace(call, remote=replace(remote, consent_how="silence")), ivanova, key="k")
    assert isinstance(refused, Refusal)
    assert (refused.code, desk.queue.numbers(QueueQuery()), len(desk.directory.people())) == ("remote.how", (), people)
    assert desk.commands.perform(call, ivanova, key="k") == Done(1, 2, person=str(people + 1))
    again = TakeCall(call=Comment(number=1, text="Снова звонили"))
    assert desk.commands.perform(again, ivanova, key="again") == Done(1, 3)
    assert desk.administration.verify().ok


def test_the_doctor_looks_at_a_server(server: str) -> None:
    found = {each.name: each for each in examine(server, None, NOW)}
    assert {name for name, each in found.items() if each.state is State.BAD} == set()
    assert "PostgreSQL" in found["server"].told
    assert found["standby"].state is State.WARNING  # a server of a test stands by itself
    late = {each.name: each for each in examine(server, None, NOW - timedelta(days=30))}
    assert late["clock"].state is State.BAD
    gone = examine("postgresql://nobody@127.0.0.1:1/pult", None, NOW)
    assert gone[0].state is State.BAD
    assert "Нет связи" in gone[0].told


def test_whoever_holds_the_address_is_the_owner_and_the_address_is_not_shown(server: str) -> None:
    from core.store import is_owner

    assert is_owner(server)
    assert "postgresql://" not in place_of(server).told
