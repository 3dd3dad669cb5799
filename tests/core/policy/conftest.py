"""A folder of configuration that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.policy import ConfigError, Policy, Problem, load_policy
from core.policy.configuration.locations import shipped_directory

Edit = Callable[..., None]
Complain = Callable[[], tuple[Problem, ...]]


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole copy of the shipped files."""
    copy = tmp_path / "настройки"
    shutil.copytree(shipped_directory(), copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace a piece of one file, which must be there."""

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def complain(folder: Path) -> Complain:
    """Load the folder, which must be refused, and give the problems."""

    def load() -> tuple[Problem, ...]:
        with pytest.raises(ConfigError) as caught:
            load_policy(folder)
        return caught.value.problems

    return load
