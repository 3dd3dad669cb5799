"""What the command line says of a store that may only be read: exit code 7 for writing, and the reason by its name."""

import os
from pathlib import Path

import pytest

from tests.console.cli.calls import registered
from tests.console.cli.conftest import Cli

NOW = "2026-11-24T09:00"


@pytest.fixture
def store(desk: Cli) -> Path:
    registered(desk, NOW)
    return Path(os.environ["PULT_DB"])


def test_a_second_name_refuses_every_write_and_leaves_reading(desk: Cli, store: Path, tmp_path: Path) -> None:
    os.link(store, tmp_path / "second.db")
    for args in (("ticket", "note", "1", "--text", "Слово"), ("sweep",)):
        refused = desk(*args, "--json", by="ivanova", now=NOW)
        assert refused.code == 7, refused
        assert "второе имя (жёсткая ссылка)" in refused.error["message"]
    assert desk("queue", "--json", by="ivanova", now=NOW).json["total"] == 1
    assert "второе имя" in desk("queue", by="ivanova", now=NOW).err  # people are told at once
    doctor = desk("doctor", "--json", now=NOW)
    assert doctor.code == 3
    assert "второе имя" in doctor.out


def test_a_copy_of_a_store_with_two_names_says_what_it_may_lack(desk: Cli, store: Path, tmp_path: Path) -> None:
    os.link(store, tmp_path / "second.db")
    told = desk("backup", str(tmp_path / "copies"), now=NOW)
    assert told.code == 0, told.err
    assert "записанное через другое имя в копию не вошло" in told.out
    document = desk("backup", str(tmp_path / "more"), "--json", now="2026-11-24T09:01").json
    assert "записанное через другое имя" in document["warning"]


def test_a_link_to_the_store_is_the_store(
    desk: Cli, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(os.environ["PULT_DB"])
    monkeypatch.setenv("PULT_DB", str(link))
    assert desk("ticket", "note", "1", "--text", "Слово", by="ivanova", now=NOW).code == 0
