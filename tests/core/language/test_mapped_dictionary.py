"""The dictionary is read in its files: it says what the copied one says, and takes next to nothing of a process."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from dawg_python import wrapper

from core.language.lemmas import lemmas
from core.language.mapped_dictionary import MappedDictionary, MappedGuide, map_dictionaries

UNITS = (1, 0x80000000, 0xFFFFFFFF)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Three units, and the way through two of them."""
    path = tmp_path / "words.dawg"
    path.write_bytes(struct.pack("=I3I", 3, *UNITS) + struct.pack("=I4B", 2, 10, 20, 30, 40))
    return path


def test_units_and_the_way_through_them_are_those_of_the_file(graph: Path) -> None:
    units, guide = MappedDictionary(), MappedGuide()
    with graph.open("rb") as file:
        units.read(file)  # type: ignore[arg-type]
        guide.read(file)  # type: ignore[arg-type]
    assert [units.has_value(at) for at in range(3)] == [False, False, True]  # bit 8
    assert guide.size() == 4
    assert [(guide.child(at), guide.sibling(at)) for at in range(2)] == [(10, 20), (30, 40)]


def test_a_file_that_is_cut_short_is_told(graph: Path) -> None:
    graph.write_bytes(graph.read_bytes()[:9])
    with graph.open("rb") as file, pytest.raises(EOFError):
        MappedDictionary().read(file)  # type: ignore[arg-type]


def test_words_mean_what_they_mean_by_the_dictionary() -> None:
    assert lemmas("Кандидатов, стали в приёмном; глокой куздры") == (
        "кандидат",
        "стать",
        "приемный",
        "глока",
        "куздра",
    )
    map_dictionaries()
    assert (wrapper.Dictionary, wrapper.Guide) == (MappedDictionary, MappedGuide)


LOAD = """
import tracemalloc
import pymorphy3
tracemalloc.start()
from core.language.lemmas import lemmas
assert lemmas("кандидатов") == ("кандидат",)
print(tracemalloc.get_traced_memory()[1])
"""


def test_a_process_takes_the_tables_of_the_dictionary_and_not_its_words() -> None:
    taken = int(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, check=True, text=True).stdout)
    assert taken < 12_000_000  # copied, it is 24 million
