"""Opening a desk: importing loads nothing heavy, and the due index always is that of the terms in force."""

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from config import __file__ as shipped
from core.desk import StoreUnavailable, init_store, open_desk
from core.desk.desk import FACES
from core.desk.views import QueueQuery, View
from core.policy import ConfigError
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Release
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.vocabulary import Channel, Priority
from tests.support.desk import FrozenDesk, done, make_store, moment, register, registered, reopen
from tests.support.patience import PATIENCE

HURRIED = """
import sys
import core.desk
print(*sorted({"alembic", "pydantic", "sqlalchemy", "textual", "workalendar", "yaml"} & set(sys.modules)))
path = sys.argv[1]
core.desk.open_desk(path).close()
print(*sorted({"alembic", "sqlalchemy.orm", "textual", "workalendar"} & set(sys.modules)))
"""


def test_importing_the_desk_loads_nothing_heavy_nor_does_opening_load_what_it_has_no_use_for(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HURRIED, str(make_store(tmp_path))]
    root = Path(__file__).parents[3]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert told.stdout.splitlines() == ["", ""]


@pytest.fixture
def unhurried(tmp_path: Path) -> Path:
    """A configuration in which ПЛТП has 30 minutes where the shipped one gives 20."""
    folder = tmp_path / "config"
    folder.mkdir()
    text = (Path(shipped).parent / "priorities.yaml").read_text(encoding="utf-8")
    changed = text.replace("20m", "30m")
    assert changed != text
    (folder / "priorities.yaml").write_text(changed, encoding="utf-8")
    return folder


def due(desk: FrozenDesk, number: int) -> object:
    (row,) = desk.queue.rows((number,))
    return row.due_at


def test_other_terms_make_the_due_index_again(desk: FrozenDesk, unhurried: Path) -> None:
    number = registered(desk)
    assert due(desk, number) == moment("2026-11-23T09:20")
    with reopen(desk.path, desk.clock, config=unhurried) as other:
        assert due(other, number) == moment("2026-11-23T09:30")
        assert other.administration.verify().ok
        assert [said[:16] for said in desk.administration.verify().mismatches] == [
            "Сроки в списках ", "Обращение 1: рас", "Обращение 1, сро",
        ]  # fmt: skip
    with reopen(desk.path, desk.clock) as back:
        assert due(back, number) == moment("2026-11-23T09:20")


def test_terms_that_change_while_the_desk_is_open_are_followed(desk: FrozenDesk, unhurried: Path) -> None:
    number = registered(desk)
    with reopen(desk.path, desk.clock, config=unhurried) as other:
        (unhurried / "priorities.yaml").unlink()
        other.queue.numbers(QueueQuery())
        assert due(other, number) == moment("2026-11-23T09:20")
        assert other.administration.verify().ok


def test_files_that_break_leave_the_terms_in_force_and_say_so(desk: FrozenDesk, unhurried: Path) -> None:
    with reopen(desk.path, desk.clock, config=unhurried) as other:
        assert other.policy_problem is None
        (unhurried / "priorities.yaml").write_text("norms: [", encoding="utf-8")
        assert due(other, registered(other)) == moment("2026-11-23T09:30")
        assert isinstance(other.policy_problem, ConfigError)


def test_reopening_under_the_same_terms_writes_nothing(desk: FrozenDesk) -> None:
    registered(desk)
    signal = desk.change_signal()
    reopen(desk.path, desk.clock).close()
    assert not signal.changed()
    signal.close()


def test_one_desk_serves_many_threads(desk: FrozenDesk, ivanova: Actor) -> None:
    failures: list[object] = []

    def work() -> None:
        for _ in range(5):
            result = desk.commands.perform(register(channel=Channel.INTERACTIVE), ivanova)
            if isinstance(result, Refusal) or not desk.queue.rows(desk.queue.numbers(QueueQuery(View.NEW))):
                failures.append(result)

    threads = [Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert desk.queue.numbers(QueueQuery()) == tuple(range(1, 31))
    assert desk.administration.verify().ok


# --- reads that need no ticket --------------------------------------------------------------------------------------


def test_the_header_tells_lunch_and_until_when(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-23T13:15")
    told = desk.queue.desk_time()
    assert (told.open, told.until, told.reason) == (False, moment("2026-11-23T14:00"), "lunch")
    assert told.now.isoformat() == "2026-11-23T13:15:00+07:00"


@pytest.mark.parametrize(
    ("due", "now", "minutes", "overdue", "resumes"),
    [
        ("2026-11-23T13:00", "2026-11-23T12:30", 30, False, None),
        ("2026-11-23T13:00", "2026-11-23T13:45", 0, False, "2026-11-23T14:00"),
        ("2026-11-23T13:00", "2026-11-23T14:10", -10, True, None),
        ("2026-11-30T11:00", "2026-11-27T17:30", 150, False, "2026-11-30T08:30"),
    ],
)
def test_a_countdown_stands_still_outside_working_hours(
    desk: FrozenDesk, *, due: str, now: str, minutes: int, overdue: bool, resumes: str | None
) -> None:
    told = desk.queue.countdown(moment(due), moment(now))
    assert (told.remaining.total_seconds() / 60, told.overdue) == (minutes, overdue)
    assert (told.standing, told.resumes) == (resumes is not None, moment(resumes) if resumes else None)


def test_a_preview_tells_the_terms_before_anybody_is_chosen(desk: FrozenDesk, ivanova: Actor) -> None:
    command = register(subject="", description="", organization=0, requester=0, priority=Priority.VERY_HIGH)
    told = desk.tickets.preview(command, ivanova)
    assert told.refusal is None
    assert [clock.due_at for clock in told.clocks] == [moment("2026-11-23T09:05"), None, moment("2026-11-23T13:00")]
    assert told.route is not None
    assert desk.queue.numbers(QueueQuery()) == ()


def test_a_preview_says_why_it_could_not_be_registered(desk: FrozenDesk, ivanova: Actor, petrov: Actor) -> None:
    chosen = desk.tickets.preview(register(requester=3), ivanova)
    assert chosen.refusal is not None
    assert (chosen.refusal.code, chosen.clocks, chosen.route) == ("requester.other_organization", (), None)
    forbidden = desk.tickets.preview(register(), petrov)
    assert forbidden.refusal is not None
    impossible = desk.tickets.preview(register(received_at=moment("0001-01-01T00:00")), ivanova)
    assert impossible.refusal is not None
    assert impossible.refusal.code == "instant.impossible"


def test_a_route_names_the_rule_and_who_could_take_it(desk: FrozenDesk) -> None:
    told = desk.tickets.route(registered(desk))
    assert told is not None
    assert [user.login for user in told.candidates] == ["petrov"]
    assert desk.tickets.route(99) is None


def test_a_due_of_the_executor_is_read_by_what_he_answers(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-24T09:00")
    number = registered(desk, priority=Priority.VERY_HIGH)
    for at, command, login, next_due in (
        ("09:03", Comment(number=number, text="Смотрим"), "ivanova", "2026-11-24T13:00"),
        ("09:04", Release(number=number, to="petrov"), "ivanova", "2026-11-24T09:14"),
        ("09:12", Comment(number=number, text="Вижу"), "petrov", "2026-11-24T13:00"),
    ):
        desk.clock.set(f"2026-11-24T{at}")
        done(desk, command, login)
        assert due(desk, number) == moment(next_due)


def test_a_store_is_told_from_another_by_its_own_id_wherever_it_lies(tmp_path: Path) -> None:
    ids = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.db"
        init_store(path, "admin", "Админова А. А.")
        moved = path.rename(tmp_path / f"{name}-moved.db")
        for each in (moved, moved):
            with open_desk(each) as desk:
                ids.append(desk.store_id)
    assert ids[0] == ids[1] != ids[2] == ids[3]
    assert all(len(each) == 16 for each in ids)


def test_norms_that_lost_the_row_of_a_ticket_are_refused_in_words(desk: FrozenDesk, unhurried: Path) -> None:
    registered(desk, priority=Priority.LOW)
    norms = unhurried / "priorities.yaml"
    lines = norms.read_text(encoding="utf-8").splitlines(keepends=True)
    lost = "".join(line for line in lines if "{type: error, priority: low," not in line)
    norms.write_text(lost, encoding="utf-8")
    with pytest.raises(StoreUnavailable, match=r"Обращение 1: .*нет строки «Ошибка» с приоритетом «Низкий»"):
        reopen(desk.path, desk.clock, config=unhurried)
    assert desk.administration.verify().ok


FIRST_ROWS = """
import sys
from core.desk import open_queue
from core.desk.views import QueueQuery
with open_queue(sys.argv[1]) as desk:
    desk.sign_in("ivanova")
    desk.queue.rows(desk.queue.numbers(QueueQuery()))
    desk.queue.counts("ivanova")
rules = ("core.tickets.decide", "core.tickets.log", "core.tickets.use_cases", "core.desk.handling")
print(*sorted(name for name in sys.modules if name.startswith(rules)))
"""


def test_no_rule_is_loaded_for_the_first_rows(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_ROWS, str(make_store(tmp_path))]
    root = Path(__file__).parents[3]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert told.stdout.strip() == ""


def test_every_face_of_an_open_desk_is_loaded_and_none_is_wide(desk: FrozenDesk) -> None:
    faces = {name: vars(desk)[name] for name in FACES}
    shown = {name: [each for each in dir(face) if not each.startswith("_")] for name, face in faces.items()}
    assert {name: names for name, names in shown.items() if len(names) > 20} == {}
