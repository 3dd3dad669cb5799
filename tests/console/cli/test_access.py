"""``pult user key`` and ``pult user session``: what they answer and with which code they refuse."""

from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli
from tests.support.keys import EIGHT, ed25519, rsa

NOW = "2026-11-24T09:00"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "id_ed25519.pub"
    path.write_text(f"{ed25519()}\n", encoding="utf-8")
    return path


def test_a_key_is_given_listed_moved_and_revoked(desk: Cli, key: Path) -> None:
    added = desk(
        "user", "key", "add", "petrov", str(key), "--expires", "2027-01-01T00:00", "--json", now=NOW, by="admin"
    ).json["keys"]  # fmt: skip
    assert [(each["id"], each["login"], each["expires_at"]) for each in added] == [
        (1, "petrov", "2027-01-01T00:00:00+07:00")
    ]
    fingerprint = added[0]["fingerprint"]
    listed = desk("user", "key", "list", now=NOW, by="admin").out
    assert fingerprint in listed
    assert "ноутбук" in listed
    assert "…" not in listed
    assert desk("user", "key", "list", "sidorov", "--json", by="admin").json == {"keys": []}
    moved = desk("user", "key", "expire", "1", "--at", "2026-12-01T00:00", "--json", now=NOW, by="admin").json["keys"]
    assert moved[0]["expires_at"] == "2026-12-01T00:00:00+07:00"
    gone = desk("user", "key", "revoke", fingerprint, "--json", now=NOW, by="admin").json["keys"]
    assert gone[0]["revoked_at"] == "2026-11-24T09:00:00+07:00"
    assert desk("verify", now=NOW).code == 0


def test_a_key_may_come_from_standard_input_and_the_same_command_again_does_nothing(desk: Cli) -> None:
    for _ in range(2):
        again = desk(
            "user", "key", "add", "petrov", "-", "--key", "k-1", "--comment", "Планшет", "--json",
            now=NOW, by="admin", stdin=ed25519(),
        )  # fmt: skip
        assert [(each["id"], each["comment"]) for each in again.json["keys"]] == [(1, "Планшет")]
    assert len(desk("user", "key", "list", "--json", by="admin").json["keys"]) == 1


@pytest.mark.parametrize(
    ("text", "by", "code", "name"),
    [
        (ed25519(), "orlova", 6, "access.role"),
        (rsa(2048), "admin", 8, "key.weak"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", "admin", 8, "key.private"),
        ("", "admin", 8, "text.blank"),
    ],
)
def test_what_is_refused_names_its_code(desk: Cli, text: str, by: str, code: int, name: str) -> None:
    found = desk("user", "key", "add", "petrov", "-", "--json", now=NOW, by=by, stdin=text)
    assert (found.code, found.error["code"]) == (code, name)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("key", "revoke", "7"), 4),
        (("key", "revoke", "SHA256:неизвестный"), 4),
        (("key", "expire", "7", "--at", "2027-01-01T00:00"), 4),
        (("key", "add", "petrov", "/нет/такого.pub"), 8),
        (("key", "add", "nikto", "-"), 4),
        (("session", "end", "0a1b2c3d"), 4),
        (("key", "expire", "7"), 2),
    ],
)
def test_what_is_not_there(desk: Cli, arguments: tuple[str, ...], code: int) -> None:
    assert desk("user", *arguments, now=NOW, by="admin", stdin=ed25519(EIGHT)).code == code


def test_without_an_open_console_nobody_is_on_shift(desk: Cli) -> None:
    assert desk("user", "session", "list", "--json", now=NOW, by="gost").json == {"sessions": []}
    assert "Открытых пультов нет" in desk("user", "session", "list", now=NOW, by="gost").out
