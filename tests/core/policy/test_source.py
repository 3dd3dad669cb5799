"""The policy follows its files; a broken file leaves the last good policy in force and says so."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from core.policy import ConfigError, PolicySource
from core.policy.source import hold

Edit = Callable[[str, str, str], None]


def test_an_unchanged_folder_gives_the_same_policy(folder: Path) -> None:
    source = PolicySource(folder)
    assert source.current() is source.current()
    assert source.problem is None


def test_a_changed_file_comes_into_force(folder: Path, edit: Edit) -> None:
    source = PolicySource(folder)
    assert source.current().lifecycle.confirmation_days == 5
    edit("lifecycle.yaml", "confirmation_days: 5", "confirmation_days: 12")
    assert source.current().lifecycle.confirmation_days == 12


def test_a_change_of_comments_keeps_the_very_policy(folder: Path, edit: Edit) -> None:
    source = PolicySource(folder)
    before = source.current()
    edit("lifecycle.yaml", "reopen: false", "reopen: false # так решено")
    assert source.current() is before


def test_a_broken_file_keeps_the_last_good_policy_and_says_so(folder: Path, edit: Edit) -> None:
    source = PolicySource(folder)
    good = source.current()
    edit("lifecycle.yaml", "confirmation_days: 5", "confirmation_days: пять")
    assert source.current() is good
    assert source.problem is not None
    assert [problem.key for problem in source.problem.problems] == ["confirmation_days"]

    edit("lifecycle.yaml", "confirmation_days: пять", "confirmation_days: 6")
    assert source.current().lifecycle.confirmation_days == 6
    assert source.problem is None


def test_a_file_that_cannot_be_read_keeps_the_last_good_policy(folder: Path) -> None:
    source = PolicySource(folder)
    good = source.current()
    (folder / "lifecycle.yaml").unlink()
    (folder / "lifecycle.yaml").mkdir()
    assert source.current() is good
    assert source.problem is not None
    assert "файл не читается" in str(source.problem)


def test_a_change_of_the_same_size_is_seen_by_its_time(folder: Path, edit: Edit) -> None:
    source = PolicySource(folder)
    source.current()
    edit("lifecycle.yaml", "confirmation_days: 5", "confirmation_days: 6")
    os.utime(folder / "lifecycle.yaml", ns=(1, 1))
    assert source.current().lifecycle.confirmation_days == 6


def test_without_any_good_policy_there_is_none(folder: Path, edit: Edit) -> None:
    edit("lifecycle.yaml", "reopen: false", "reopen: 5")
    source = PolicySource(folder)
    for _ in range(2):
        with pytest.raises(ConfigError):
            source.current()
    edit("lifecycle.yaml", "reopen: 5", "reopen: false")
    assert source.current().lifecycle.reopen is False


def test_what_is_held_is_what_every_source_gets_while_its_files_stay_as_they_are(folder: Path, edit: Edit) -> None:
    hold(folder)
    held = PolicySource(folder).current()
    assert PolicySource(folder).current() is held
    edit("lifecycle.yaml", "confirmation_days: 5", "confirmation_days: 6")
    source = PolicySource(folder)
    assert (source.current().lifecycle.confirmation_days, held.lifecycle.confirmation_days) == (6, 5)


def test_nothing_is_held_of_a_broken_configuration(folder: Path, edit: Edit) -> None:
    edit("lifecycle.yaml", "confirmation_days: 5", "confirmation_days: пять")
    hold(folder)
    with pytest.raises(ConfigError):
        PolicySource(folder).current()
