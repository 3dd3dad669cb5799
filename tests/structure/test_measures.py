"""The house as it is promised to stand: sizes, circles, names, and what reads whose private parts."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.measures import Measures, Source, circles, measure

ROOT = Path(__file__).resolve().parents[2]
MOST_MODULES, MEDIAN_FILE, LONGEST_FILE, LONGEST_FUNCTION, MOST_FILES_OF_A_PAIR = 12, 120, 400, 40, 6


@pytest.fixture(scope="module")
def house() -> Iterator[Measures]:
    deep = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    yield measure(ROOT)
    sys.setrecursionlimit(deep)


def test_no_folder_is_crowded(house: Measures) -> None:
    assert house.crowded[1] <= MOST_MODULES, house.crowded


def test_files_and_functions_are_short(house: Measures) -> None:
    assert house.median_file <= MEDIAN_FILE
    assert house.longest_file[1] <= LONGEST_FILE, house.longest_file
    assert house.longest_function[1] <= LONGEST_FUNCTION, house.longest_function


def test_no_module_imports_itself_by_way_of_others(house: Measures) -> None:
    assert house.circles == ()


def test_a_public_class_has_a_name_of_its_own(house: Measures) -> None:
    assert house.names_twice == ()


def test_tests_read_no_private_attribute(house: Measures) -> None:
    assert house.private_in_tests == ()


def test_textual_s_private_parts_stay_in_their_folder(house: Measures) -> None:
    assert house.private_of_textual == ()


def test_a_command_pair_stands_in_few_files(house: Measures) -> None:
    assert len(house.files_of_a_pair) <= MOST_FILES_OF_A_PAIR, house.files_of_a_pair


def test_a_circle_is_found_by_way_of_types_too() -> None:
    texts = {
        "a": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import b\n",
        "b": "import c\n",
        "c": "def later():\n    import d\nimport a\n",
        "d": "import a\n",
    }
    house = [Source(Path(f"{name}.py"), name, ast.parse(text), 1) for name, text in texts.items()]
    assert circles(house) == [["a", "b", "c"]]
