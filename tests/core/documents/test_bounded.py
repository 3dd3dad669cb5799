"""The child that unpacks: what it answers is taken, and whatever it does instead is told."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.documents import Read, bounded, reading
from core.documents.bounded import TOO_MUCH, Bounds, ask_child
from core.documents.reading import read_document
from core.documents.values import Unreadable
from core.vocabulary import Screened
from tests.core.documents.papers import docx, pdf
from tests.support.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
GENEROUS = Bounds(patience=PATIENCE)


def test_a_document_is_told_by_its_content_and_read_in_the_child() -> None:
    for raw, words in ((docx(), "Журнал обмена"), (pdf(), "Snils 112-233-445 95")):
        found = read_document(raw, GENEROUS)
        assert found.screened is Screened.FULL
        assert words in found.text


def test_a_child_that_has_too_little_memory_ends_and_that_is_told() -> None:
    bounds = Bounds(memory=1, patience=PATIENCE)
    assert read_document(docx() + bytes(8_000_000), bounds) == Read("", Screened.NO, TOO_MUCH)


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.kill(os.getpid(), 9)",
        "import sys; sys.exit(1)",
        "import os\nwhile True: os.write(1, b'x' * 65536)",
    ],
    ids=["killed", "failed", "endless"],
)
def test_a_dying_or_a_hostile_child_is_told(program: str) -> None:
    with pytest.raises(Unreadable, match="чтение прервано"):
        ask_child("packed", bytes(1_000_000), GENEROUS, program)


def test_a_child_that_never_answers_is_ended() -> None:
    with pytest.raises(Unreadable, match="чтение прервано"):
        ask_child("packed", bytes(1_000_000), Bounds(patience=0.1), "import signal; signal.pause()")


def test_a_child_whose_time_is_over_answers_with_what_it_has() -> None:
    endless = (
        "import sys; sys.path.insert(0, sys.argv[1]); from core.documents import child\n"
        "def read(raw, gathered):\n  gathered.add('Начало')\n  while True: pass\n"
        "child.READERS['packed'] = read; child.main()"
    )
    answer = ask_child("packed", b"", Bounds(cpu=1, patience=PATIENCE), endless)
    assert b"screened" in answer
    assert json.loads(answer)["text"] == "Начало"


def test_a_child_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/none")
    assert read_document(docx()).why == "чтение файла здесь не запустить"


@pytest.mark.parametrize("answer", [b"", b"[]", b'{"text": 1, "why": "", "screened": "full"}', b"[" * 100_000,
                                    b'{"text": "", "why": "", "screened": "maybe"}'])  # fmt: skip
def test_an_answer_that_is_none_is_not_believed(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ask_child", lambda *_: answer)
    assert read_document(docx()) == Read("", Screened.NO, TOO_MUCH)


def test_the_child_has_no_descriptor_and_no_environment_of_ours() -> None:
    held = os.open(ROOT / "pyproject.toml", os.O_RDONLY)
    os.set_inheritable(held, True)
    try:
        told = "import os; print(*os.environ, [n for n in range(3, 200) if os.path.exists(f'/proc/self/fd/{n}')])"
        answer = ask_child("packed", b"", GENEROUS, told).decode()
    finally:
        os.close(held)
    assert str(held) not in answer.partition("[")[2]
    assert "PATH" not in answer


def test_it_loads_neither_the_console_nor_the_store() -> None:
    heavy = "{n for n in ('textual', 'sqlalchemy', 'pypdf', 'pymorphy3', 'pydantic') if n in sys.modules}"
    told = f"import sys; sys.path.insert(0, sys.argv[1]); import core.documents.child; print({heavy})"
    assert ask_child("packed", b"", GENEROUS, told) == b"set()\n"


def test_it_is_found_where_the_package_is_an_archive(tmp_path: Path) -> None:
    place, paper = tmp_path / "pult.zip", tmp_path / "paper.docx"
    paper.write_bytes(docx())
    with ZipFile(place, "w") as packed:
        for path in (ROOT / "core" / "__init__.py", ROOT / "core" / "vocabulary.py", *bounded_sources()):
            packed.write(path, path.relative_to(ROOT))
    told = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; "
        "from core.documents.reading import read_document as read; print(read(Path(sys.argv[2]).read_bytes()).screened)"
    )
    words = [sys.executable, "-I", "-c", told, place, paper]
    done = subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)
    assert done.stdout == b"full\n", done.stderr


def bounded_sources() -> list[Path]:
    return sorted(Path(bounded.__file__).parent.glob("*.py"))
