"""The head of the chain goes out with every report and export, and to the system's log; exports and archives."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from console.cli import system_log
from core.store.event_log.log import Head
from tests.console.cli.calls import MON, at, registered, run
from tests.console.cli.conftest import Cli


def head_of(desk: Cli) -> dict[str, Any]:
    """What verify says of the chain now."""
    report = run(desk, at(MON, "10:00"), "admin", "verify")
    return {"event": report["events"], "hash": report["head"]}


REPORTS = (
    ("report", "now"), ("report", "tasks"), ("report", "disputes"), ("report", "remote"), ("report", "denials"),
    ("report", "access"), ("report", "clinic", "kkb"), ("replay", "--set", "short_days=true"),
)  # fmt: skip


@pytest.mark.parametrize("args", REPORTS, ids=" ".join)
def test_every_report_carries_the_head_of_the_chain(desk: Cli, args: tuple[str, ...]) -> None:
    registered(desk, at(MON, "09:00"))
    head = head_of(desk)
    assert run(desk, at(MON, "09:30"), "orlova", *args)["head"] == head
    told = desk(*args, by="orlova", now=at(MON, "09:30")).out
    assert told.rstrip().endswith(f"Журнал: последнее событие {head['event']}, хэш {head['hash']}")


def test_a_sweep_notes_the_head_in_the_log_of_the_system(desk: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    monkeypatch.setattr(system_log, "write", lines.append)
    registered(desk, at(MON, "09:00"))
    head = head_of(desk)
    assert run(desk, at(MON, "09:01"), "admin", "sweep")["head"] == head
    (line,) = lines
    assert line.endswith(f" event={head['event']} hash={head['hash']}")
    assert len(line.split(" store=")[1].split()[0]) == 16
    run(desk, at(MON, "09:02"), "admin", "sweep", "--dry-run")
    assert len(lines) == 1, "a dry run leaves no trace"


def test_a_sweep_goes_on_without_a_log_of_the_system(desk: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_line: str) -> None:
        raise OSError("no /dev/log")

    monkeypatch.setattr(system_log, "write", gone)
    assert run(desk, at(MON, "09:01"), "admin", "sweep")["swept"] == []


def test_the_line_goes_to_syslog_under_the_programs_name(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []
    fake = SimpleNamespace(
        LOG_PID=1, LOG_DAEMON=24, LOG_NOTICE=5,
        openlog=lambda *args: said.append(args), syslog=lambda *args: said.append(args),
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "syslog", fake)
    system_log.note_head(Head(7, "ab" * 32), "0f" * 8)
    assert said == [("pult", 1, 24), (5, f"head store={'0f' * 8} event=7 hash={'ab' * 32}")]


def test_a_bundle_is_on_record_before_it_is_written_and_carries_the_head(desk: Cli, tmp_path: Path) -> None:
    registered(desk, at(MON, "09:00"))
    bundle = tmp_path / "дело.txt"
    assert desk("ticket", "dispute", "1", "--bundle", str(bundle), by="gost", now=at(MON, "09:10")).code == 0
    head = head_of(desk)
    text = bundle.read_text(encoding="utf-8")
    assert text.rstrip().endswith(f"Журнал: последнее событие {head['event']}, хэш {head['hash']}")
    assert bundle.stat().st_mode & 0o777 == 0o600
    (access,) = run(desk, at(MON, "09:11"), "orlova", "report", "access")["accesses"]
    assert (access["actor"], access["title"], access["ticket"]) == ("gost", "Выгружено: дело спора, 1", 1)


def test_people_are_exported_by_those_who_oversee_to_a_new_file(desk: Cli, tmp_path: Path) -> None:
    file = tmp_path / "люди.json"
    assert desk("export", "people", str(file), by="ivanova", now=at(MON, "09:10")).code == 6
    assert not file.exists()
    done = run(desk, at(MON, "09:10"), "orlova", "export", "people", str(file))
    document = json.loads(file.read_text(encoding="utf-8"))
    assert (len(document["people"]), document["head"]) == (done["records"], done["head"])
    assert done["head"] == head_of(desk)
    again = desk("export", "people", str(file), by="orlova", now=at(MON, "09:11"))
    assert (again.code, "уже есть" in again.err) == (8, True), again.err
    assert desk("export", "people", str(tmp_path / "люди.xls"), by="orlova", now=at(MON, "09:12")).code == 2


def test_who_saw_what_is_asked_by_name(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:01"), "ivanova", "ticket", "mis-run", "1", "--start", "--person", "Воробьёв",
        "--reason", "Видит ли раздел")  # fmt: skip
    shown = run(desk, at(MON, "09:02"), "ivanova", "ticket", "mis-run", "1", "--end")
    assert [each["reason"] for each in shown["mis_runs"]] == ["Видит ли раздел"]
    found = run(desk, at(MON, "09:03"), "orlova", "report", "access", "--person", "Воробьёв")["accesses"]
    assert [each["what"] for each in found] == ["mis_run_started"]
    since = ("--login", "ivanova", "--since", at(MON, "09:02"))
    assert len(run(desk, at(MON, "09:03"), "orlova", "report", "access", *since)["accesses"]) == 1
    assert desk("report", "access", by="ivanova", now=at(MON, "09:04")).code == 6
    assert desk("ticket", "mis-run", "1", "--start", by="ivanova", now=at(MON, "09:04")).code == 2


def test_old_words_are_archived_by_an_administrator(desk: Cli, tmp_path: Path) -> None:
    folder = str(tmp_path / "archives")
    registered(desk, "2020-11-24T09:00")
    run(desk, "2020-11-24T09:10", "ivanova", "ticket", "close", "1", "--outcome", "withdrawn", "--reason", "Отозвано")
    now = "2026-11-24T09:00"
    assert desk("archive", folder, "--before", "2021", by="orlova", now=now).code == 6
    assert desk("archive", folder, "--before", "2022", by="admin", now=now).code == 3
    dry = run(desk, now, "admin", "archive", "--before", "2021", "--dry-run")
    assert (dry["tickets"], dry["texts"], dry["archive"]) == ([1], 3, None)
    done = run(desk, now, "admin", "archive", folder, "--before", "2021")
    assert (done["cut"], Path(done["archive"]).name) == ([1], "archive-before-2021-20261124-020000.db")
    shown = run(desk, now, "ivanova", "ticket", "show", "1")
    assert (shown["subject"], shown["status"]) == ("[текст изъят]", "closed")
    assert run(desk, now, "admin", "verify")["ok"] is True
    nothing = desk("archive", folder, "--before", "2021", by="admin", now=now)
    assert (nothing.code, "обращений 0" in nothing.out) == (0, True)
