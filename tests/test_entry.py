"""The entry of the program: a foreign folder of the same name on Python's path is named, and nothing else is said."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def called(foreign: Path, *args: str, module: str = "pult") -> subprocess.CompletedProcess[str]:
    program = f"import sys; sys.path[:0] = [{str(foreign)!r}]; sys.argv[0] = 'pult'\n"
    program += f"sys.path.append({str(ROOT)!r})\nimport runpy; runpy.run_module('{module}', run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-I", "-c", program, *args], check=False, capture_output=True, text=True, cwd=foreign
    )


@pytest.mark.parametrize("name", ["config", "console", "core"])
@pytest.mark.parametrize("form", ["{}/__init__.py", "{}.py"])
def test_what_stands_in_the_way_is_named_in_one_sentence(tmp_path: Path, name: str, form: str) -> None:
    foreign = tmp_path / form.format(name)
    foreign.parent.mkdir(exist_ok=True)
    foreign.touch()
    told = called(tmp_path, "--version")
    assert told.returncode == 8
    assert told.stdout == ""
    (line,) = told.stderr.splitlines()
    where = tmp_path / name if foreign.name == "__init__.py" else foreign
    assert line.startswith(f"Ошибка: «{where}» стоит на пути Python раньше пульта")
    document = json.loads(called(tmp_path, "queue", "--json").stderr)
    assert document["error"]["code"] == "shadowed"


def test_a_folder_without_code_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    told = called(tmp_path, "--version")
    assert (told.returncode, told.stderr) == (0, "")


def test_the_package_itself_can_be_run(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    assert called(tmp_path, "--version", module="console").returncode == 0
    (tmp_path / "core" / "__init__.py").touch()
    assert "заслоняет его" in called(tmp_path, "--version", module="console").stderr
