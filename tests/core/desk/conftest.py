"""A desk for each test, on Monday 23.11.2026 at 09:00 of Krasnoyarsk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.tickets.directory import Actor
from tests.support.desk import FrozenDesk, actor, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FrozenDesk]:
    with make_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def ivanova(desk: FrozenDesk) -> Actor:
    return actor(desk, "ivanova")


@pytest.fixture
def petrov(desk: FrozenDesk) -> Actor:
    return actor(desk, "petrov")
