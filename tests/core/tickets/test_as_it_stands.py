"""The answers of every command and the telling of every situation are those that were written down last."""

import pytest

from tests.core.tickets.standing.files import ALL, FOLDER, path_of


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_answered_or_told_otherwise_than_written_down(name: str) -> None:
    assert ALL[name]().splitlines() == path_of(name).read_text(encoding="utf-8").splitlines()


def test_nothing_is_written_down_that_is_not_there() -> None:
    assert {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.txt")} == set(ALL)
