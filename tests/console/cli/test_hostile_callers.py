"""Callers that close streams, speak another locale, set the clock wrong or pass a minus."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli, new

NOW = "2026-11-23T09:00"
RUN = "import sys; from console.cli.main import main; sys.exit(main())"
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def call(*args: str, shell: str = '"$@"', **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``pult`` as a process, its streams redirected by a line of shell."""
    command = ["sh", "-c", shell, "sh", sys.executable, "-c", RUN, *args]
    return subprocess.run(command, capture_output=True, env={**os.environ, **env}, check=False)


@pytest.mark.parametrize("shell", ['"$@" >&-', '"$@" 2>&-', '"$@" >&- 2>&-'])
def test_a_closed_stream_is_no_error(shell: str) -> None:
    result = call("calendar", "2026", "--json", shell=shell)
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_closed_standard_input_is_bad_input() -> None:
    result = call("worktime", "--batch", "-", shell='"$@" <&-')
    assert (result.returncode, result.stderr.decode()) == (8, "Ошибка: Стандартный ввод закрыт.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("args", [("calendar", "2026"), ("--help",)])
def test_an_answer_that_cannot_be_written_is_exit_code_1(args: tuple[str, ...]) -> None:
    result = call(*args, shell='"$@" >/dev/full')
    assert (result.returncode, result.stderr.decode()) == (1, "Ошибка: Ответ не записан: на диске нет места.\n")


def test_russian_arguments_are_read_in_a_locale_of_ascii(tmp_path: Path) -> None:
    store = str(tmp_path / "хранилище.db")
    assert call("init", "--db", store, "--admin", "admin", **ASCII).returncode == 0
    add = (
        "user",
        "add",
        "petrov",
        "--name",
        "Петров П. П.",
        "--role",
        "Специалист ВЛТП",
        "--db",
        store,
        "--as",
        "admin",
    )
    added = call(*add, **ASCII)
    assert (added.returncode, added.stderr) == (0, b"")
    shown = call("user", "show", "petrov", "--db", store, "--as", "admin", "--json")
    assert "Петров П. П." in shown.stdout.decode()


def test_a_file_of_a_russian_name_is_found_in_a_locale_of_ascii(tmp_path: Path) -> None:
    batch = tmp_path / "строки.jsonl"
    batch.write_text('{"op":"add","start":"2026-11-24T09:00","seconds":0}\n', encoding="utf-8")
    assert call("worktime", "--batch", str(batch), **ASCII).returncode == 0


@pytest.mark.parametrize("now", ["1970-01-01T00:00", "1990-06-01T09:00", "2100-12-31T23:00", "9999-01-01T00:00"])
def test_a_clock_beyond_every_calendar_is_told(desk: Cli, now: str) -> None:
    for args in (["queue"], ["calendar"], new(), ["verify"]):
        result = desk(*args, "--json", by="ivanova", now=now)
        assert (result.code, result.error["code"]) == (8, "clock")
        assert now[:4] in result.error["message"]


def test_a_broken_configuration_is_not_blamed_on_the_clock(desk: Cli) -> None:
    result = desk("queue", "--config", "/нет такой", "--json", by="ivanova", now=NOW)
    assert (result.code, result.error["code"]) == (8, "config")


@pytest.mark.parametrize("args", [("worktime", "add", NOW, "-5m"), ("calendar", "-5"), ("ticket", "take", "-1")])
def test_a_negative_value_is_bad_input_and_no_unknown_option(pult: Cli, args: tuple[str, ...]) -> None:
    result = pult(*args, "--json")
    assert (result.code, result.error["code"]) == (8, "negative")


def test_a_number_too_long_to_read_is_told_in_russian(pult: Cli) -> None:
    line = '{"op":"add","start":"2026-11-24T09:00","seconds":' + "9" * 5000 + "}"
    result = pult("worktime", "--batch", "-", "--json", stdin=line)
    assert (result.code, result.error["message"]) == (8, "Строка 1: слишком большое число.")


def test_only_a_line_feed_ends_a_line_of_the_batch(pult: Cli) -> None:
    line = '{"op":"add","start":"2026-11-24T09:00","seconds":0}'
    assert pult("worktime", "--batch", "-", stdin=f"{line}\r\n{line}\r\n").out.count("result") == 2
    assert pult("worktime", "--batch", "-", stdin=f"{line}\u2028{line}").code == 8


def test_a_missing_file_is_told_in_russian(pult: Cli) -> None:
    assert (
        pult("worktime", "--batch", "/нет").err == "Ошибка: Не открывается файл «/нет»: нет такого файла или папки.\n"
    )


def test_a_clinic_whose_code_is_anothers_number_is_answered_with_itself(desk: Cli) -> None:
    made = desk("org", "add", "Новая больница", "--code", "1", "--json", by="admin").json
    assert (made["id"], made["name"]) == (3, "Новая больница")
    again = desk("org", "show", "1", "--json", by="admin")
    assert (again.code, again.error["code"]) == (8, "name.ambiguous")


def test_who_asks_for_help_is_an_initiator_everywhere(pult: Cli) -> None:
    for args in (["--help"], ["person", "--help"], ["person", "add", "--help"], ["ticket", "new", "--help"]):
        assert "аявител" not in pult(*args).out
    assert "Инициаторы обращений" in pult("--help").out
