"""What every test shares: hypothesis profiles and folders of its own instead of the user's."""

import gc
import itertools
import os
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.remembered import remember_policy

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

gc.set_threshold(50_000, 20, 50)  # a console is many thousand objects: the usual 700 costs a tenth of the time
_HOMES = itertools.count()
remember_policy()


def pytest_sessionstart() -> None:
    """Of a mutant (``make mutate``) nothing is remembered that the whole program has computed: it forks off later."""
    if os.environ.get("MUTANT_UNDER_TEST"):
        for each in gc.get_objects():
            if isinstance(each, _lru_cache_wrapper):
                each.cache_clear()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder under which each test gets its own XDG folders."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def closed_desks() -> Iterator[None]:
    """Close what a test has opened."""
    from tests.support.desk import OPENED

    yield
    while OPENED:
        OPENED.pop().close()


@pytest.fixture(autouse=True)
def as_urgent_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that steps back for others must not leave the whole test process behind."""
    monkeypatch.setattr(os, "nice", lambda _steps: 0)


@pytest.fixture(autouse=True)
def xdg(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point data, configuration, state and cache at folders of this test alone; none of them exists yet."""
    home = homes / str(next(_HOMES))
    for kind in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "runtime"))
    return home
