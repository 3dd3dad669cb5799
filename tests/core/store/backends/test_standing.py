"""A store's file with a second name is never written; one that cannot be written is read where that is honest."""

import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.desk import open_desk
from core.desk.upkeep.backups import back_up
from core.desk.views import QueueQuery
from core.store.backends.sqlite_file import barred, connect, read_only, second_name
from core.store.errors import StoreUnavailable
from core.tickets.answers.comments import Note
from tests.support.desk import FrozenDesk, actor, make_desk, make_store, registered

MOUNT = "36 28 8:1 {root} {point} rw,relatime shared:1 - ext4 /dev/sda1 rw"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FrozenDesk]:
    made = make_desk(tmp_path)
    registered(made)
    yield made
    made.close()


def told(*mounts: tuple[str, str]) -> str:
    return "\n".join(MOUNT.format(root=root, point=point) for root, point in (("/", "/"), *mounts))


def test_a_hard_link_closes_the_store_for_writing_under_both_names(desk: FrozenDesk, tmp_path: Path) -> None:
    other = tmp_path / "другое имя.db"
    os.link(desk.path, other)
    for path in (desk.path, other):
        assert "есть второе имя (жёсткая ссылка)" in (second_name(path) or "")
    with pytest.raises(StoreUnavailable, match="жёсткая ссылка"):
        registered(desk)
    with pytest.raises(StoreUnavailable, match="жёсткая ссылка"):
        desk.administration.sweep()  # a timer too, though nothing is due
    other.unlink()
    assert registered(desk) == 2


def test_nothing_confirmed_is_lost_though_the_other_name_is_opened(desk: FrozenDesk, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    os.link(desk.path, other)
    with open_desk(other, clock=desk.now) as second, pytest.raises(StoreUnavailable):
        second.commands.perform(Note(number=1, text="Записано через другое имя"), actor(desk, "ivanova"))
    other.unlink()
    assert len(desk.queue.numbers(QueueQuery())) == 1
    assert registered(desk) == 2


def test_a_file_that_is_itself_a_mount_point_is_not_written(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    own = told(("/data/pult.db", str(store).replace(" ", "\\040")))
    assert "подключён отдельно от своей папки (bind mount)" in (second_name(store, lambda: own) or "")
    assert second_name(store, lambda: told(("/data", str(store.parent)))) is None  # the folder as a whole is honest


def test_a_store_that_is_mounted_elsewhere_too_is_not_written(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    elsewhere = tmp_path / "mounted.db"
    elsewhere.symlink_to(store)  # the same file by another path, as a mount would show it
    there = told((str(store), str(elsewhere)))
    assert f"ещё и как {elsewhere}" in (second_name(store, lambda: there) or "")


def test_another_file_of_the_same_name_that_is_mounted_is_none_of_ours(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    (other / store.name).touch()
    assert second_name(store, lambda: told((f"/other/{store.name}", str(other / store.name)))) is None


def can_mount() -> bool:
    return (
        os.geteuid() == 0
        and subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0
    )


@pytest.mark.skipif(not can_mount(), reason="this machine lets nobody mount")
def test_a_real_bind_mount_of_the_file_is_found_from_both_sides(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    point = tmp_path / "mounted.db"
    point.touch()
    script = "import sys; from pathlib import Path; from core.store.backends.sqlite_file import second_name as s\n"
    script += "print(*(s(Path(each)) is not None for each in sys.argv[1:]))"
    mounted = f'mount --bind "{store}" "{point}" && exec "$@"'
    said = subprocess.run(
        ["unshare", "-m", "sh", "-c", mounted, "sh", sys.executable, "-c", script, str(store), str(point)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said.split() == ["True", "True"]


@pytest.mark.skipif(not can_mount(), reason="this machine lets nobody mount")
def test_a_store_on_a_read_only_file_system_is_read_copied_and_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    desk = make_desk(folder)
    registered(desk)
    desk.close()
    script = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from core.desk import open_desk; from core.desk.upkeep.backups import back_up\n"
        "from core.desk.views import QueueQuery; from core.store.errors import StoreUnavailable\n"
        "with open_desk(sys.argv[1]) as desk:\n"
        "    print(len(desk.queue.numbers(QueueQuery())), desk.administration.verify().ok, desk.barred)\n"
        "    try: desk.administration.sweep()\n"
        "    except StoreUnavailable as error: print(error)\n"
        "print(back_up(sys.argv[1], Path(sys.argv[2])).events > 0)\n"
    )
    mounted = f'mount --bind "{folder}" "{folder}" && mount -o remount,ro,bind "{folder}" && exec "$@"'
    called = [sys.executable, "-c", script, str(desk.path), str(tmp_path / "copies")]
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mounted, "sh", *called], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    read, refused, copied = done.stdout.splitlines()
    assert read.startswith("1 True Записать нельзя")
    assert "файловая система только для чтения" in read
    assert "файловая система только для чтения" in refused
    assert copied == "True"


def test_a_symbolic_link_is_another_path_and_no_other_name(desk: FrozenDesk, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(desk.path)
    with open_desk(link, clock=desk.now) as through:
        assert (
            through.commands.perform(Note(number=1, text="Через ссылку"), actor(desk, "ivanova")).__class__.__name__
            == "Done"
        )
    assert not Path(f"{link}-wal").exists()
    assert second_name(desk.path) is None


def as_somebody(work: Callable[[], None]) -> None:
    """Do it in a process that modes hold: root can write everywhere."""
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize(("mode_of_file", "mode_of_folder", "said"), [
    (0o444, 0o755, "файл хранилища только для чтения"), (0o644, 0o555, "папка хранилища только для чтения"),
])  # fmt: skip
def test_a_file_or_folder_without_the_right_to_write_is_read(mode_of_file: int, mode_of_folder: int, said: str) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        desk = make_desk(folder)
        registered(desk)
        desk.close()
        if os.getuid() == 0:
            for each in (folder, *folder.iterdir()):
                os.chown(each, 65534, 65534)
        desk.path.chmod(mode_of_file)
        folder.chmod(mode_of_folder)

        def look() -> None:
            assert said in (read_only(desk.path) or "")
            with closing(connect(desk.path, 1.0)) as connection:
                assert connection.execute("SELECT count(*) FROM tickets").fetchone() == (1,)

        as_somebody(look)
        folder.chmod(0o755)


def test_what_may_be_written_is_barred_by_nothing(desk: FrozenDesk, tmp_path: Path) -> None:
    assert barred(desk.path) is None
    assert barred(tmp_path / "none.db") is None
    assert back_up(desk.path, tmp_path / "copies", clock=desk.now).events > 0
