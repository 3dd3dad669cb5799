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


def test_a_sealed_copy_is_made_for_a_public_key_and_put_back_with_the_secret_one(desk: Cli, tmp_path: Path) -> None:
    from pyrage import x25519

    identity = x25519.Identity.generate()
    key = tmp_path / "key.txt"
    key.write_text(f"{identity}\n", encoding="utf-8")
    made: Any = run(
        desk, at(MON, "09:10"), "admin", "backup", str(tmp_path / "copies"), "--encrypt-to", str(identity.to_public())
    )
    assert (Path(made["path"]).name, made["sealed"]) == ("pult-20261123-021000.db.age", True)
    closed = desk("restore", made["path"], "--replace", by="admin", now=at(MON, "09:30"))
    assert closed.code == 7
    assert "--identity" in closed.err
    put: Any = run(desk, at(MON, "09:30"), "admin", "restore", made["path"], "--replace", "--identity", str(key))
    assert put["head"] == made["head"]


def test_what_is_no_key_is_bad_input(desk: Cli, tmp_path: Path) -> None:
    answer = desk("backup", str(tmp_path / "copies"), "--encrypt-to", "age1nonsense", by="admin", now=at(MON, "09:10"))
    assert (answer.code, "не открытый ключ" in answer.err) == (8, True)
    assert not (tmp_path / "copies").exists()
