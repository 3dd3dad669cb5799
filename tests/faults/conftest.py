"""A desk over a driver that can be made to fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.tickets.answers.comments import Comment
from tests.support.desk import FrozenDesk, done, make_desk, registered
from tests.support.faulty import Fault, faulty


@pytest.fixture
def fault() -> Iterator[Fault]:
    with faulty() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, fault: Fault) -> Iterator[FrozenDesk]:
    """A desk with two tickets; the first has a comment that can be cut out."""
    with make_desk(tmp_path) as opened:
        registered(opened)
        done(opened, Comment(number=1, text="Смотрим"))
        registered(opened)
        yield opened
