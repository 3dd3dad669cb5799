"""The policy kept compiled: the same values, no longer than the files stay as they are, from no hand but one's own."""

import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.policy import ConfigError, Policy, load_policy
from core.policy.configuration.locations import shipped_directory
from core.policy.configuration.signature import paths_of
from core.policy.kept import AT_MOST, cache_folder, from_bytes, in_bytes, key_of, recall
from core.policy.load import read_policy
from core.vocabulary import Line
from tests.support.patience import PATIENCE

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pult"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A customer's folder with the shipped files."""
    return Path(shutil.copytree(shipped_directory(), tmp_path / "own"))


def kept(directory: Path | None) -> Policy | None:
    key = key_of(paths_of(directory), directory)
    return None if key is None else recall(key, directory)


def test_what_is_kept_says_what_the_files_say() -> None:
    read, again = read_policy(), from_bytes(in_bytes(read_policy()))
    others = [each.name for each in fields(Policy) if each.name != "worktimes"]
    assert {name: getattr(again, name) for name in others} == {name: getattr(read, name) for name in others}
    start = datetime(2026, 11, 24, 16, 30, tzinfo=read.zone)
    for line in Line:
        assert again.worktime(line).schedule == read.worktime(line).schedule
        assert again.worktime(line).add(start, timedelta(hours=4)) == read.worktime(line).add(start, timedelta(hours=4))
    assert {a: again.worktime(a) is again.worktime(b) for a in Line for b in Line} == {
        a: read.worktime(a) is read.worktime(b) for a in Line for b in Line
    }


def test_it_is_kept_with_the_first_reading_and_only_while_the_files_stay_as_they_are(own: Path) -> None:
    assert kept(own) is None
    first = load_policy(own)
    found = kept(own)
    assert found is not None
    assert found.fingerprint == first.fingerprint
    lifecycle = own / "lifecycle.yaml"
    text = lifecycle.read_text(encoding="utf-8")
    state = lifecycle.stat()
    assert 'undo_window_typed: "1m"' in text
    lifecycle.write_text(text.replace('undo_window_typed: "1m"', 'undo_window_typed: "2m"'), encoding="utf-8")
    os.utime(lifecycle, ns=(state.st_atime_ns, state.st_mtime_ns))  # neither time nor size tells it
    assert kept(own) is None
    assert load_policy(own).lifecycle.undo_window_typed == timedelta(minutes=2)
    assert kept(None) is None


def test_a_broken_or_strange_file_is_told_whatever_is_kept(own: Path) -> None:
    load_policy(own)
    (own / "lifecicle.yaml").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="лишний файл"):
        load_policy(own)
    (own / "lifecicle.yaml").unlink()
    load_policy(own)
    (own / "routing.yaml").unlink()
    (own / "routing.yaml").symlink_to("nowhere")
    with pytest.raises(ConfigError, match="файл не читается"):
        load_policy(own)


def test_what_others_could_have_written_is_not_read(own: Path, cache: Path, tmp_path: Path) -> None:
    load_policy(own)
    (file,) = cache.iterdir()
    assert (cache.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    assert kept(own) is not None
    file.chmod(0o622)
    assert kept(own) is None
    file.chmod(0o600)
    cache.chmod(0o750)
    assert kept(own) is None
    assert cache_folder() is None
    cache.chmod(0o700)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert kept(own) is None


@pytest.mark.parametrize(
    "spoil", [lambda whole: whole[:-1], lambda whole: whole[:64] + b"x" + whole[65:], lambda _: b""]
)
def test_what_is_cut_or_spoilt_is_not_read(own: Path, cache: Path, spoil: object) -> None:
    load_policy(own)
    (file,) = cache.iterdir()
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    assert kept(own) is None
    assert load_policy(own).fingerprint == read_policy(own).fingerprint
    assert kept(own) is not None


class _Calls:
    def __reduce__(self) -> object:
        return os.system, ("true",)


@pytest.mark.parametrize("value", [_Calls(), Path("x"), os.getcwd, read_policy, ConfigError([])])
def test_nothing_but_values_of_a_policy_is_made(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        from_bytes(pickle.dumps(value))


def test_no_more_than_a_few_are_kept(tmp_path: Path, cache: Path, own: Path) -> None:
    for number in range(AT_MOST + 2):
        load_policy(Path(shutil.copytree(own, tmp_path / str(number))))
    assert len(list(cache.iterdir())) == AT_MOST


def test_where_nothing_can_be_kept_the_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_policy().fingerprint == read_policy().fingerprint
    assert cache_folder() is None


LOADED = (
    "import sys; from core.policy import load_policy; load_policy(); print({'yaml', 'pydantic'} & set(sys.modules))"
)


def test_neither_yaml_nor_its_models_are_loaded_the_second_time() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE
        ).stdout.strip()
        for _ in range(2)
    ]
    assert told[0] != told[1] == "set()"


def test_two_installations_of_one_account_keep_a_policy_each(tmp_path: Path) -> None:
    other = tmp_path / "other"
    for package in ("core", "config"):
        shutil.copytree(ROOT / package, other / package, ignore=shutil.ignore_patterns("__pycache__"))
    for home, read in ((ROOT, True), (other, True), (ROOT, False), (other, False)):
        told = subprocess.run(
            [sys.executable, "-c", LOADED], cwd=home, env=os.environ | {"PYTHONPATH": str(home)},
            capture_output=True, text=True, check=True, timeout=PATIENCE,
        ).stdout.strip()  # fmt: skip
        assert (told != "set()") == read


def test_a_file_without_an_end_is_not_read_to_find_out_what_is_kept(tmp_path: Path) -> None:
    endless = tmp_path / "labels.yaml"
    endless.symlink_to("/dev/zero")
    assert key_of([str(endless)], tmp_path) is None
    endless.unlink()
    endless.write_bytes(b"#" * (256 * 1024 + 1))
    assert key_of([str(endless)], tmp_path) is None
