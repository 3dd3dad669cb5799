"""Reports that ``pult sweep`` writes by ``reports.yaml``: once each, also after an outage, never half a file."""

import errno
import os
from pathlib import Path

import pytest

from tests.console.cli.calls import MON, at, registered, run
from tests.console.cli.conftest import Cli, Result

SCHEDULED = """scheduled:
  - {{code: months, report: month, formats: [xlsx, html], folder: {folder}, when: {{day: first_working_day}}}}
"""


@pytest.fixture
def scheduled(desk: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A month of each clinic, on the first working day at nine; № 1 is of November; first swept on its last day."""
    settings, folder = tmp_path / "settings", tmp_path / "reports"
    settings.mkdir()
    folder.mkdir()
    (settings / "reports.yaml").write_text(SCHEDULED.format(folder=folder), encoding="utf-8")
    monkeypatch.setenv("PULT_CONFIG", str(settings))
    registered(desk, at(MON, "09:00"))
    assert swept(desk, "2026-11-30T10:00").code == 0
    return desk


def swept(desk: Cli, now: str) -> Result:
    return desk("sweep", now=now, by="ivanova")


def names(tmp_path: Path) -> list[str]:
    return sorted(each.name for each in (tmp_path / "reports").iterdir())


NOVEMBER = ["gp4-2026-11.html", "gp4-2026-11.xlsx", "kkb-2026-11.html", "kkb-2026-11.xlsx"]


def test_each_is_written_once_recorded_and_agrees(scheduled: Cli, tmp_path: Path) -> None:
    assert swept(scheduled, "2026-12-01T08:59").err == ""
    assert swept(scheduled, "2026-12-01T09:00").err.count("Сводка months: ") == 4
    assert names(tmp_path) == NOVEMBER
    for each in NOVEMBER:
        place = tmp_path / "reports" / each
        assert run(scheduled, "2026-12-02T09:00", "ivanova", "report", "verify", str(place))["agrees"]
        place.unlink()
    assert swept(scheduled, "2026-12-01T09:05").err == ""
    assert names(tmp_path) == []
    accesses = run(scheduled, "2026-12-02T09:00", "orlova", "report", "access")["accesses"]
    assert [each["actor"] for each in accesses if "сводка" in each["title"]] == ["system"] * 4


def test_what_an_outage_has_missed_is_made_up_for(scheduled: Cli, tmp_path: Path) -> None:
    assert swept(scheduled, "2027-01-20T12:00").code == 0
    assert names(tmp_path) == sorted([*NOVEMBER, *(each.replace("11", "12") for each in NOVEMBER)])


def test_a_full_disk_leaves_nothing_and_the_next_sweep_tries_again(
    scheduled: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("core.desk.reports.whole_file.os.fsync", full)
        tried = swept(scheduled, "2026-12-01T09:00")
    assert (tried.code, names(tmp_path)) == (7, [])
    assert "не записана: на диске нет места" in tried.err
    assert swept(scheduled, "2026-12-01T09:01").code == 0
    assert names(tmp_path) == NOVEMBER


def test_a_folder_that_is_gone_and_a_file_of_somebody_else_are_told(scheduled: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.rmdir()
    assert f"папки {folder} нет" in swept(scheduled, "2026-12-01T09:00").err
    folder.mkdir()
    (folder / "kkb-2026-11.xlsx").write_bytes(b"mine")
    tried = swept(scheduled, "2026-12-01T09:01")
    assert tried.code == 7
    assert (folder / "kkb-2026-11.xlsx").read_bytes() == b"mine"
    (folder / "kkb-2026-11.xlsx").unlink()
    assert swept(scheduled, "2026-12-01T09:02").code == 0
    assert names(tmp_path) == NOVEMBER
