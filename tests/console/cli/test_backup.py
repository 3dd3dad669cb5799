"""``pult backup``, ``restore`` and ``doctor``: what they answer, and who may."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from tests.console.cli.calls import MON, at, registered, run
from tests.console.cli.conftest import Cli


def test_a_copy_is_made_and_put_back(desk: Cli, tmp_path: Path) -> None:
    registered(desk, at(MON, "09:00"))
    made: Any = run(desk, at(MON, "09:10"), "admin", "backup", str(tmp_path / "copies"), "--keep", "3")
    assert Path(made["path"]).name == "pult-20261123-021000.db"
    run(desk, at(MON, "09:20"), "ivanova", "ticket", "comment", "1", "--text", "Смотрим")
    put: Any = run(desk, at(MON, "09:30"), "admin", "restore", made["path"], "--replace")
    assert (put["head"], put["events"], put["diverged"]) == (made["head"], made["events"], False)
    assert put["missing_events"] == 1
    said = desk("restore", made["path"], "--replace", by="admin", now=at(MON, "09:40")).out
    assert "В прежнем не было ничего, чего нет в копии." in said


def test_a_store_is_never_overwritten_unasked(desk: Cli, tmp_path: Path) -> None:
    made: Any = run(desk, at(MON, "09:10"), "admin", "backup", str(tmp_path / "copies"))
    answer = desk("restore", made["path"], by="admin", now=at(MON, "09:30"))
    assert answer.code == 7
    assert "--replace отложит его в сторону" in answer.err


def test_the_doctor_says_what_is_bad_and_how_to_mend_it(desk: Cli) -> None:
    found: Any = desk("doctor", "--json", by="admin", now=at(MON, "09:00"))
    names = {each["name"] for each in found.json["findings"]}
    assert {"owner", "mode", "schema", "clock", "calendar", "disk", "locale"} <= names
    raw = sqlite3.connect(os.environ["PULT_DB"])
    with raw:
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.close()
    answer = desk("doctor", by="admin", now=at(MON, "09:00"))
    assert answer.code == 3
    assert "‼ Хранилище прежней версии (0001).\n    → pult migrate" in answer.out
