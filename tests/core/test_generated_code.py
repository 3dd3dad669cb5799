"""Methods of dataclasses taken from what is kept compiled: the same classes, and no file that others may write."""

import dataclasses
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.generated_code import HEAD, KeptCode, compiled, digest, install, read, uninstall
from core.write_generated_code import gather, in_bytes, modules_of, write
from tests.support.patience import PATIENCE

ROOT = Path(__file__).parents[2]
FAMILY = """
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import ClassVar

@dataclass(frozen=True, slots=True, order=True)
class Base:
    number: int
    words: tuple[str, ...] = ()
    KIND: ClassVar[str] = "base"

@dataclass(frozen=True, slots=True)
class Child(Base):
    _: KW_ONLY
    note: str = "нет"
    seen: list[int] = field(default_factory=list, compare=False, repr=False)

@dataclass(unsafe_hash=True)
class Open:
    first: int
    second: int = field(default=7, init=False)
    def __post_init__(self):
        self.second += self.first
"""
ANSWERS = """
one, other = Child(3, ("а",), note="б"), Child(3, ("а",), note="б", seen=[1])
told = [repr(one), one == other, hash(one) == hash(other), one.seen, Base(1) < Base(2), replace(one, number=9).number]
for act in (lambda: setattr(one, "number", 4), lambda: Child(1, (), "в"), lambda: Base()):
    try:
        act()
    except Exception as error:
        told.append(f"{type(error).__name__}: {error}")
told += [repr(Open(2)), hash(Open(2)) == hash(Open(2)), Child.__slots__, Child.__match_args__]
told.append(Child.__init__.__qualname__)
"""
SAID = [
    "Child(number=3, words=('а',), note='б')", True, True, [], True, 9,
    "FrozenInstanceError: cannot assign to field 'number'",
    "TypeError: Child.__init__() takes from 2 to 3 positional arguments but 4 were given",
    "TypeError: Base.__init__() missing 1 required positional argument: 'number'",
    "Open(first=2, second=9)", True, ("note", "seen"), ("number", "words"), "Child.__init__",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = vars(dataclasses).get("exec")
    uninstall()
    yield
    uninstall()
    if before is not None:
        vars(dataclasses)["exec"] = before


def make(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The family in a module of its own, so that it can be pickled."""
    module = type(sys)("kept_family")
    monkeypatch.setitem(sys.modules, "kept_family", module)
    exec(FAMILY + ANSWERS, vars(module))
    return vars(module)


def kept_of_the_family(tmp_path: Path) -> Path:
    """A file with the code of the family, written as the build writes it."""
    (tmp_path / "family_of_dataclasses").mkdir()
    (tmp_path / "family_of_dataclasses" / "__init__.py").write_text(FAMILY, encoding="utf-8")
    sys.path.insert(0, str(tmp_path))
    try:
        codes = gather(["family_of_dataclasses"])
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("family_of_dataclasses", None)
    write(tmp_path / "kept", codes)
    return tmp_path / "kept"


def test_classes_say_the_same_with_and_without_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make(monkeypatch)["told"] == SAID
    kept = read(kept_of_the_family(tmp_path))
    assert kept is not None
    asked: list[bool] = []
    find = kept.find
    monkeypatch.setattr(kept, "find", lambda text: asked.append(find(text) is not None) or find(text))
    install(kept)
    family = make(monkeypatch)
    assert family["told"] == SAID
    assert asked
    assert all(asked)
    one = family["one"]
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_text_that_is_not_kept_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(KeptCode(in_bytes({digest("x = 1"): compiled("x = 1")})))
    assert make(monkeypatch)["told"] == SAID


@pytest.mark.parametrize("spoilt", [b"", b"x", HEAD, HEAD + b"\0\0\0\4abc"])
def test_what_is_not_whole_is_not_read(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "kept").write_bytes(spoilt)
    (tmp_path / "kept").chmod(0o644)
    assert read(tmp_path / "kept") is None


def test_what_is_cut_or_is_for_another_python_is_not_read(tmp_path: Path) -> None:
    whole = in_bytes({digest("x = 1"): compiled("x = 1")})
    path = tmp_path / "kept"
    for content, good in ((whole, True), (whole[:-1], False), (whole.replace(HEAD[-4:], b"xx\r\n"), False)):
        path.write_bytes(content)
        path.chmod(0o644)
        assert (read(path) is not None) == good
    assert read(tmp_path / "nowhere") is None


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_what_others_may_write_is_not_read(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "kept"
    write(path, {digest("x = 1"): compiled("x = 1")})
    assert path.stat().st_mode & 0o777 == 0o644
    assert read(path) is not None
    path.chmod(mode)
    assert read(path) is None


def test_a_link_and_a_file_of_somebody_else_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "kept", {digest("x = 1"): compiled("x = 1")})
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    assert read(tmp_path / "link") is None
    if os.geteuid() == 0:
        os.chown(tmp_path / "kept", 12345, 12345)
        assert read(tmp_path / "kept") is None


def test_every_module_is_gathered_but_those_that_run_by_themselves() -> None:
    names = set(modules_of(["core.policy", "console.cli"]))
    assert {"core.policy.norms", "console.cli.commands.desk.queue"} <= names
    assert not {name for name in modules_of(["console"]) if "__main__" in name}


LOADED = """
import sys
sys.path.insert(0, sys.argv[1])
from core.generated_code import KeptCode, install
import builtins
compiles = []
install(KeptCode(open(sys.argv[2], "rb").read()))
real = builtins.compile
builtins.compile = lambda text, name, *rest, **named: compiles.append((name, text)) or real(text, name, *rest, **named)
import core.policy
print(*(text for _, text in compiles if "__create_fn__" in str(text)))
"""


def test_a_process_with_what_is_kept_compiles_no_method_of_ours(tmp_path: Path) -> None:
    run = [sys.executable, "-c", "import sys; from pathlib import Path; from core.write_generated_code import *; "
           "write(Path(sys.argv[1]), gather(['core.policy']))", str(tmp_path / "kept")]  # fmt: skip
    subprocess.run(run, cwd=ROOT, check=True, timeout=PATIENCE)
    told = subprocess.run(
        [sys.executable, "-c", LOADED, str(ROOT), str(tmp_path / "kept")],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    assert told.stdout.strip() == ""
