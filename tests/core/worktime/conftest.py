"""The working time of the desk, with and without shortened days."""

import pytest

from core.worktime import WorkTime
from tests.core.worktime.desk import desk


@pytest.fixture(scope="session")
def work() -> WorkTime:
    """The desk as the regulation has it: shortened days are not applied."""
    return desk()


@pytest.fixture(scope="session")
def short(work: WorkTime) -> WorkTime:
    """The same desk with ``short_days`` on."""
    return desk(short_days=True)
