"""A configuration that is half written while consoles run: the last good policy holds, and the screen says so."""

import shutil
from pathlib import Path

import pytest

from core.desk.views import Done
from core.policy.configuration.locations import shipped_directory
from core.tickets.answers.comments import Note
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, actor, make_desk, registered


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "config"
    shutil.copytree(shipped_directory(), copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.fixture
def desk(tmp_path: Path, folder: Path) -> FrozenDesk:
    made = make_desk(tmp_path, "2026-11-24T09:00", config=folder)
    registered(made)
    return made


def test_a_file_cut_in_the_middle_of_any_line_leaves_the_last_good_policy(desk: FrozenDesk, folder: Path) -> None:
    """Also where what is left is valid: of ``size: 10485760`` it is ``size: 1048``."""
    good, path = desk.policy, folder / "lifecycle.yaml"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    for end, line in enumerate(lines):
        if line.strip():
            path.write_bytes(b"".join(lines[:end]) + line[: 1 + len(line) // 2])
            assert desk.policy is good, line
            assert desk.policy_problem is not None, line
            assert desk.policy_problem.problems[0].file.endswith("lifecycle.yaml")
    path.write_bytes(whole)
    assert desk.policy.fingerprint == good.fingerprint
    assert desk.policy_problem is None


@pytest.mark.parametrize("spoil", ["gone", "folder", "nowhere", "cp1251"])
def test_whatever_becomes_of_a_file_the_desk_goes_on(desk: FrozenDesk, folder: Path, spoil: str) -> None:
    path, good = folder / "lifecycle.yaml", desk.policy
    path.unlink()
    match spoil:
        case "folder":
            path.mkdir()
        case "nowhere":
            path.symlink_to(folder / "none")
        case "cp1251":
            path.write_bytes("# сроки\n".encode("cp1251"))
    assert isinstance(desk.commands.perform(Note(number=1, text="."), actor(desk, "ivanova")), Done)
    assert desk.policy.fingerprint == good.fingerprint
    assert (desk.policy_problem is None) is (spoil == "gone")  # a file that is not there is the shipped one
    assert desk.administration.verify().ok


async def test_the_screen_names_file_and_line_until_it_is_mended(desk: FrozenDesk, folder: Path) -> None:
    path = folder / "lifecycle.yaml"
    whole = path.read_text(encoding="utf-8")
    async with console(desk) as (app, pilot):
        path.write_text(whole.replace("reopen: false", "reopen: [fal"), encoding="utf-8")
        await pilot.press("f5")
        await until(pilot, lambda: "Настройки не читаются, действуют прежние" in text_of(app), "the banner")
        assert "lifecycle.yaml:" in text_of(app)
        path.write_text(whole, encoding="utf-8")
        await pilot.press("f5")
        await until(pilot, lambda: "Настройки не читаются" not in text_of(app), "the end of it")
