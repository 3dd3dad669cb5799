"""The store's file is removed or replaced under an open desk: nothing is committed to a file that nobody will read."""

import shutil
from pathlib import Path

import pytest

from core.store.errors import StoreUnavailable
from tests.support.desk import FrozenDesk, make_desk, registered, reopen


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    made = make_desk(tmp_path)
    registered(made)
    return made


def remove(path: Path) -> None:
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()


def test_a_command_to_a_removed_store_is_refused(desk: FrozenDesk) -> None:
    signal = desk.change_signal()
    remove(desk.path)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match=r"удалён|Не удаётся открыть"):
            registered(desk)
        with pytest.raises(StoreUnavailable):
            signal.changed()
    assert not desk.path.exists()


def test_a_store_put_in_its_place_is_used_from_then_on(desk: FrozenDesk, tmp_path: Path) -> None:
    signal = desk.change_signal()
    other = tmp_path / "other"
    other.mkdir()
    spare = make_desk(other)
    spare.close()
    remove(desk.path)
    shutil.copyfile(spare.path, desk.path)
    assert signal.changed()
    with pytest.raises(StoreUnavailable, match="заменён"):
        registered(desk)
    assert registered(desk) == 1
    with reopen(desk.path) as fresh:
        assert fresh.administration.verify().ok


def test_a_store_that_was_away_for_a_while_is_heard_again(desk: FrozenDesk, tmp_path: Path) -> None:
    signal, away = desk.change_signal(), tmp_path / "away"
    away.mkdir()
    files = [*desk.path.parent.glob(f"{desk.path.name}*")]
    for each in files:
        each.rename(away / each.name)
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            signal.changed()
    for each in files:
        (away / each.name).rename(each)
    assert signal.changed()
    assert not signal.changed()
    with reopen(desk.path) as other:
        registered(other)
    assert signal.changed()
