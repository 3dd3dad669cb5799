"""A host whose sshd still names the former modules lets its operators in as before."""

import subprocess
import sys
from pathlib import Path

import pytest

from console.door import enter as former_enter
from console.door import keys as former_keys
from console.ssh import authorized_keys, enter
from tests.support.patience import PATIENCE


def answered(module: str, settings: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-m", module, "--settings", str(settings), *arguments]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    return found.returncode, found.stdout + found.stderr


def test_the_former_modules_are_the_present_ones() -> None:
    assert former_keys.main is authorized_keys.main
    assert former_enter.main is enter.main


@pytest.mark.parametrize(
    ("former", "present", "arguments"),
    [
        ("console.door.keys", "console.ssh.authorized_keys", ("pult", "SHA256:nothing")),
        ("console.door.enter", "console.ssh.enter", ("1",)),
    ],
)
def test_a_former_name_runs_and_answers_the_same(
    former: str, present: str, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    nowhere = tmp_path / "pult.env"
    found = answered(former, nowhere, *arguments)
    assert found == answered(present, nowhere, *arguments)
    assert "No module" not in found[1]
