"""The command line called in this process: arguments in, exit code and both streams out."""

import io
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from console.cli.main import main
from tests.support.desk import make_store


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output; standard error is empty."""
        assert self.code == 0, self.err
        assert self.err == ""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """The error on standard error; standard output is empty."""
        assert self.out == ""
        document = json.loads(self.err)
        assert set(document) == {"error"}
        assert set(document["error"]) == {"code", "message", "clause", "details"}
        return document["error"]


class Cli:
    """Calls ``pult`` over one store; ``now`` is told through PULT_NOW, ``by`` through --as."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._capsys = monkeypatch, capsys

    def __call__(self, *args: str, now: str | None = None, by: str | None = None, stdin: str | bytes = "") -> Result:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        self._patch.delenv("PULT_NOW", raising=False)
        if now is not None:
            self._patch.setenv("PULT_NOW", now)
        code = main([*(("--as", by) if by else ()), *args])
        captured = self._capsys.readouterr()
        return Result(code, captured.out, captured.err)


@pytest.fixture
def pult(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line without a store."""
    for name in list(os.environ):
        if name.startswith("PULT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("console.cli.system_log.write", lambda _line: None)
    return Cli(monkeypatch, capsys)


@pytest.fixture
def desk(pult: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line over a store with the invented directory of the tests."""
    monkeypatch.setenv("PULT_DB", str(make_store(tmp_path)))
    return pult


USUAL = {
    "--subject": "Не открывается карта пациента",
    "--description": "При открытии карты программа закрывается.",
    "--org": "kkb",
    "--requester": "Синицына",
    "--mis": "qms",
    "--type": "error",
    "--priority": "high",
    "--channel": "phone",
}


def new(**changes: str) -> list[str]:
    """Arguments of a usual registration: ``new(priority="very_high", received_at="…")``."""
    options = USUAL | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return ["ticket", "new", *(part for pair in options.items() for part in pair)]
