"""What the program is made of: the bill agrees with the lock, and what an advisory service says is read as it is."""

import json
import re
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
BILL = run_path(str(REQUIREMENTS / "bill.py"))
ADVISORIES = run_path(str(REQUIREMENTS / "advisories.py"))
LOCK = (REQUIREMENTS / "run.txt").read_text(encoding="utf-8")


def test_the_bill_that_is_kept_is_that_of_the_lock() -> None:
    kept = (REQUIREMENTS / "sbom.cdx.json").read_text(encoding="utf-8")
    assert kept == BILL["written"](BILL["bill"](BILL["read_lock"](LOCK))), "make sbom"


def test_the_bill_names_every_locked_release_with_every_hash() -> None:
    document = json.loads((REQUIREMENTS / "sbom.cdx.json").read_text(encoding="utf-8"))
    pinned = set(re.findall(r"^([a-z0-9-]+==[^ ;\\]+)", LOCK, re.MULTILINE))
    assert {f"{each['name']}=={each['version']}" for each in document["components"]} == pinned
    hashes = [each["content"] for part in document["components"] for each in part["externalReferences"][0]["hashes"]]
    assert hashes == re.findall(r"--hash=sha256:([0-9a-f]+)", LOCK)


def test_the_bill_says_who_needs_what() -> None:
    document = json.loads((REQUIREMENTS / "sbom.cdx.json").read_text(encoding="utf-8"))
    needs = {each["ref"].split("@")[0]: each.get("dependsOn", []) for each in document["dependencies"]}
    assert any(each.startswith("pkg:pypi/mako@") for each in needs["pkg:pypi/alembic"])
    assert any(each.startswith("pkg:pypi/textual@8.2.8") for each in needs["pult"])


@pytest.mark.parametrize("lock", sorted(REQUIREMENTS.glob("*.txt")), ids=lambda path: path.name)
def test_every_locked_release_has_a_hash(lock: Path) -> None:
    pins = re.split(r"^(?=[a-z0-9-]+==)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert pins
    assert all("--hash=sha256:" in pin for pin in pins)


NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
PROMISES = (Path(__file__).parents[1] / "SECURITY.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED.findall(PROMISES))))
def test_every_test_that_a_promise_rests_on_exists(path: str, name: str) -> None:
    text = (Path(__file__).parent / path).read_text(encoding="utf-8")
    assert re.search(rf"^(async )?def {name}\(", text, re.MULTILINE)


def test_every_promise_names_its_proof() -> None:
    rows = [line for line in PROMISES.splitlines() if line.startswith("| ") and not line.startswith("| Threat")]
    assert len(rows) > 20
    assert [row for row in rows if not NAMED.search(row.rpartition(" | ")[2])] == []


def said(*releases: dict[str, Any]) -> Any:
    return ADVISORIES["read"](json.dumps({"dependencies": releases}), "")


CLEAN = {"name": "click", "version": "8.5.1", "vulns": []}
FLAWED = {"name": "mako", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "pult-private", "skip_reason": "not found"}


def test_a_known_vulnerability_fails_and_is_named_with_its_cure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = said(CLEAN, FLAWED, UNKNOWN)
    assert (found.known, found.total) == (2, 3)
    monkeypatch.setitem(ADVISORIES["main"].__globals__, "ask", lambda _tool, _lock: found)
    assert ADVISORIES["main"](["pip-audit", "run.txt"]) == 1
    assert "mako 1.0: PYSEC-1, исправлено в 1.1" in capsys.readouterr().out


@pytest.mark.parametrize("answer", [said(UNKNOWN), ADVISORIES["read"]("", "Traceback …\nConnectionError: no route\n")])
def test_what_could_not_be_looked_up_fails_nothing_and_is_never_called_clean(
    answer: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ADVISORIES["main"].__globals__, "ask", lambda _tool, _lock: answer)
    assert ADVISORIES["main"](["pip-audit", "run.txt"]) == 0
    assert "не проверено" in capsys.readouterr().out


def test_a_tool_that_is_not_there_is_told() -> None:
    assert "не запускается" in ADVISORIES["ask"]("/nowhere/pip-audit", "run.txt").problem
