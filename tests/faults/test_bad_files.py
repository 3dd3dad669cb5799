"""Configurations and import files that are hostile or broken: refused with their place, in bounded time and memory."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.bad_configurations import BAD_CONFIGURATIONS, BadConfiguration
from benchmarks.bad_imports import BAD_IMPORTS, FIELDS, BadImport, lines, row, table
from core.desk.exchange import sandboxed_reader as apart
from core.desk.exchange.import_file import LARGEST, Row, read_rows
from core.desk.exchange.sandboxed_reader import read_rows_apart
from core.desk.upkeep.policy_check import check_rules
from core.policy import ConfigError, load_policy
from core.policy.configuration.locations import shipped_directory
from core.tickets.refusal import Refusal
from tests.support.patience import PATIENCE

OF_FORM = [each for each in BAD_IMPORTS if not any(said.startswith('"line"') for said in each.says)]
"""Those that are refused as a whole; the others are judged row by row."""
ROOT = Path(__file__).resolve().parents[2]
BOMBS = ("fifteen million levels", "millions of keys", "a zip bomb")


@pytest.mark.parametrize("each", BAD_CONFIGURATIONS, ids=lambda each: each.title)
def test_a_bad_configuration_is_refused_with_file_and_line(tmp_path: Path, each: BadConfiguration) -> None:
    folder = tmp_path / "config"
    shutil.copytree(shipped_directory(), folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    each.spoil(folder / each.file)
    with pytest.raises(ConfigError) as caught:
        check_rules(folder, load_policy(folder))
    named = [told for told in caught.value.problems if each.line in (None, told.line)]
    assert any(each.says in str(told) and told.file.startswith(str(folder)) for told in named), caught.value


@pytest.mark.parametrize("each", [each for each in OF_FORM if each.title not in BOMBS], ids=lambda each: each.title)
def test_a_file_that_is_no_table_of_requests_is_refused_with_its_line(each: BadImport) -> None:
    refusal = read_rows(each.raw)
    assert isinstance(refusal, Refusal)
    assert [said for said in each.says if said not in refusal.message] == []


def test_both_forms_of_a_good_file_give_the_same_rows_here_and_apart() -> None:
    values = dict(zip(FIELDS.split(","), row().split(","), strict=True))
    assert read_rows(table(row())) == (Row(2, values),) == read_rows_apart(table(row()))
    assert read_rows(lines(values)) == (Row(1, values),) == read_rows_apart(lines(values))
    semicolons = table(row()).replace(b",", b";")
    assert read_rows(b"\xef\xbb\xbf" + semicolons) == (Row(2, values),)


def test_a_refusal_comes_back_as_it_was_said() -> None:
    raw = table(row(), row(subject="Другое"))
    assert read_rows_apart(raw) == read_rows(raw)


@pytest.mark.slow
@pytest.mark.parametrize("each", [each for each in BAD_IMPORTS if each.title in BOMBS], ids=lambda each: each.title)
def test_a_bomb_is_refused_and_takes_only_its_reader(each: BadImport) -> None:
    assert isinstance(read_rows_apart(each.raw), Refusal)  # ended by its bounds, whatever they were


def test_a_reader_that_does_not_come_back_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.2)
    monkeypatch.setattr(apart, "_PROGRAM", "import time; time.sleep(60)")
    refusal = read_rows_apart(table(row()))
    assert isinstance(refusal, Refusal)
    assert "слишком много памяти или времени" in refusal.message


def test_the_reader_is_held_to_its_memory_and_may_write_no_file() -> None:
    program = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from core.desk.exchange import sandboxed_reader as apart
apart.read_rows = lambda raw: sys.exit(str([resource.getrlimit(each) for each in
    (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]))
apart.main()
"""
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program, str(ROOT)],
        input=b"",
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    bounds = [(each, each) for each in (apart.MEMORY, apart.CPU_SECONDS, 0)]
    assert ran.stderr.decode().strip() == str(bounds)


def test_a_file_too_large_is_not_even_given_to_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "raise SystemExit(1)")
    refusal = read_rows_apart(b"x" * (LARGEST + 1))
    assert isinstance(refusal, Refusal)
    assert "16 МБ" in refusal.message
