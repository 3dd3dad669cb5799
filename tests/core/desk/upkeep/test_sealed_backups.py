"""Sealed copies: nobody reads one without the key, a spoilt one is no copy, and no open one is left beside it."""

import stat
from pathlib import Path

import pytest
from pyrage import x25519

from core.desk import open_desk
from core.desk.upkeep.backups import back_up, restore
from core.store.copies import sealing
from core.store.errors import StoreUnavailable
from tests.support.desk import FrozenDesk, make_desk, registered

NOW = "2026-11-24T11:20"
SECRET_WORDS = "Не печатается рецепт"
IDENTITY, OTHER = x25519.Identity.generate(), x25519.Identity.generate()
RECIPIENT = sealing.AgeKeys((IDENTITY.to_public(),))
KEY = sealing.AgeKeys((IDENTITY,))


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    (tmp_path / "live").mkdir()
    made = make_desk(tmp_path / "live", NOW)
    registered(made, subject=SECRET_WORDS)
    return made


def sealed(desk: FrozenDesk, folder: Path, **options: object) -> Path:
    return back_up(desk.path, folder, clock=desk.clock, sealed_for=RECIPIENT, **options).path  # type: ignore[arg-type]


def test_a_sealed_copy_stands_alone_private_and_without_one_open_word(desk: FrozenDesk, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    path = sealed(desk, folder, prove=KEY)
    assert path.name == "pult-20261124-042000.db.age"
    assert [each.name for each in folder.iterdir()] == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    held = path.read_bytes()
    assert held.startswith(b"age-encryption.org/v1\n")
    assert SECRET_WORDS.encode() not in held
    assert b"SQLite format 3" not in held
    assert SECRET_WORDS.encode() in desk.path.read_bytes() + desk.path.with_name("pult.db-wal").read_bytes()


def test_it_is_restored_with_its_key_and_verified(desk: FrozenDesk, tmp_path: Path) -> None:
    path, before = sealed(desk, tmp_path / "copies"), desk.administration.verify()
    put = restore(path, tmp_path / "new" / "pult.db", clock=desk.clock, identities=KEY)
    assert (put.head, put.events) == (before.head, before.events)
    assert stat.S_IMODE(put.path.stat().st_mode) == 0o600
    assert [each.name for each in put.path.parent.iterdir() if "unfinished" in each.name] == []
    with open_desk(put.path, clock=desk.clock) as other:
        assert other.administration.verify() == before


@pytest.mark.parametrize(
    ("identities", "said"),
    [
        (None, "зашифрована: укажите файл ключа"),
        (sealing.AgeKeys((OTHER,)), "не открывается: чужой ключ или файл повреждён"),
    ],
)
def test_without_its_key_it_changes_nothing(
    desk: FrozenDesk, tmp_path: Path, identities: sealing.AgeKeys | None, said: str
) -> None:
    path = sealed(desk, tmp_path / "copies")
    with pytest.raises(StoreUnavailable, match=said):
        restore(path, tmp_path / "new" / "pult.db", clock=desk.clock, identities=identities)
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("spoil", ["a bit", "the tail", "the head"])
def test_a_spoilt_one_changes_nothing(desk: FrozenDesk, tmp_path: Path, spoil: str) -> None:
    path = sealed(desk, tmp_path / "copies")
    held = bytearray(path.read_bytes())
    if spoil == "a bit":
        held[len(held) // 2] ^= 1
    else:
        held = held[: -len(held) // 2] if spoil == "the tail" else held[:60] + held[80:]
    path.write_bytes(held)
    with pytest.raises(StoreUnavailable, match="не открывается"):
        restore(path, tmp_path / "new" / "pult.db", clock=desk.clock, identities=KEY)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_copy_that_the_proving_key_does_not_open_is_no_copy(desk: FrozenDesk, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="этим ключом открылась не такой"):
        sealed(desk, tmp_path / "copies", prove=sealing.AgeKeys((OTHER,)))
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_the_disk_did_not_keep_as_written_is_no_copy(
    desk: FrozenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "_digest_of", lambda _path: b"another")
    with pytest.raises(StoreUnavailable, match="прочлась не такой, какой записана"):
        sealed(desk, tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []


def test_open_and_sealed_copies_are_counted_together(desk: FrozenDesk, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    back_up(desk.path, folder, clock=desk.clock)
    for minute in (21, 22):
        desk.clock.set(f"2026-11-24T11:{minute}")
        sealed(desk, folder, keep=2)
    assert sorted(each.name for each in folder.iterdir()) == [
        "pult-20261124-042100.db.age", "pult-20261124-042200.db.age",
    ]  # fmt: skip


def test_what_a_killed_backup_left_open_is_cleared_away_a_day_later(desk: FrozenDesk, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    left, running = folder / "pult-20261123-041900.db.unfinished", folder / "pult-20261124-041900.db.unfinished"
    for each in (left, running):
        each.write_bytes(SECRET_WORDS.encode())
    sealed(desk, folder)
    assert (left.exists(), running.exists()) == (False, True)


def test_recipients_come_as_they_are_or_from_a_file(tmp_path: Path) -> None:
    listed = tmp_path / "keys.txt"
    listed.write_text(f"# резерв\n{IDENTITY.to_public()}\n\n{OTHER.to_public()}\n", encoding="utf-8")
    assert len(sealing.read_recipients([str(listed), str(OTHER.to_public())]).keys) == 3
    empty = tmp_path / "none.txt"
    empty.write_text("# пусто\n", encoding="utf-8")
    for wrong in ("age1qqqq", str(tmp_path / "nowhere"), str(empty)):
        with pytest.raises(ValueError, match="age1"):
            sealing.read_recipients([wrong])


def test_a_secret_key_given_for_a_recipient_is_refused_and_not_repeated(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{IDENTITY}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="не открытый ключ") as caught:
        sealing.read_recipients([str(secret)])
    assert "SECRET" not in str(caught.value)
    assert len(sealing.read_identities(secret).keys) == 1
    with pytest.raises(ValueError, match="нет закрытого ключа"):
        sealing.read_identities(Path(__file__))
