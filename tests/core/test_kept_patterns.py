"""Regular expressions taken from what is kept compiled: the same matches, and no parsing of what is kept."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import kept_patterns
from core.generated_code import KeptCode, digest
from core.write_generated_code import in_bytes
from tests.support.patience import PATIENCE

ROOT = Path(__file__).parents[2]
PATTERNS = [
    (r"(?P<day>\d\d)\.(?P<month>\d\d)(?:\.(\d{4}))?", 0, "с 05.11 по 06.12.2026"),
    (r"\bиванов[аы]?\b", re.IGNORECASE, "Иванова и ИВАНОВ"),
    (r"(?i:я)(?<!ё)[^\W\d_]+(?=[.,]|$)", 0, "Язык, ямы."),
    (r"  # слово\n  (\w+) \s+ \1", re.VERBOSE | re.MULTILINE, "раз раз\nдва"),
]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    compile_before = vars(vars(re)["_compiler"])["compile"]
    re.purge()
    kept_patterns.uninstall()
    yield
    re.purge()
    vars(vars(re)["_compiler"])["compile"] = compile_before


def found(pattern: str, flags: int, text: str) -> list[object]:
    compiled = re.compile(pattern, flags)
    said = [(each.span(), each.groups(), each.groupdict()) for each in compiled.finditer(text)]
    return [said, compiled.pattern, compiled.flags, compiled.groups, compiled.groupindex]


@pytest.mark.parametrize(("pattern", "flags", "text"), PATTERNS)
def test_a_pattern_that_is_kept_matches_as_one_that_is_compiled(pattern: str, flags: int, text: str) -> None:
    expected = found(pattern, flags, text)
    assert expected[0]
    name = digest(kept_patterns.name_of(pattern, int(flags)))
    kept = KeptCode(in_bytes({name: kept_patterns.compiled(pattern, int(flags))}))
    asked: list[bool] = []

    def find(text: str, flags: int) -> kept_patterns.Compiled | None:
        compiled = kept.pattern(text, flags)
        asked.append(compiled is not None)
        return compiled

    re.purge()
    kept_patterns.compile_by(find)
    assert found(pattern, flags, text) == expected
    assert asked == [True]


def test_flags_and_text_both_tell_a_pattern() -> None:
    names = {kept_patterns.name_of(*each) for each in (("а", 0), ("а", int(re.I)), ("б", 0))}
    assert len(names) == 3


def test_what_is_not_kept_and_what_is_wrong_is_told_by_re_itself() -> None:
    kept_patterns.compile_by(KeptCode(in_bytes({})).pattern)
    assert re.compile("[аб]+").fullmatch("аба")
    assert re.compile(b"[ab]+").fullmatch(b"aba")
    with pytest.raises(re.error, match="unterminated"):
        re.compile("(а")


PARSED = """
import sys
from pathlib import Path
from core.generated_code import KeptCode, install
install(KeptCode(Path(sys.argv[1]).read_bytes()))
import re
ours = []
parse = re._parser.parse
re._parser.parse = lambda text, *rest: ours.append(text) or parse(text, *rest)
import core.privacy.finding
print(len(ours))
"""


def test_a_process_with_what_is_kept_parses_no_pattern_of_the_gate(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    write = "import sys; from pathlib import Path; from core.write_generated_code import *; "
    write += "write(Path(sys.argv[1]), gather(['core.privacy']))"
    for code in (write, PARSED):
        run = [sys.executable, "-c", code, str(kept)]
        done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert done.stdout.strip() == "0"
