"""``docs/map.md`` names every folder and every module, and each of them says what it holds."""

import pytest

from tests.structure.module_map import PAGE, ROOT, docstring_of, first_sentence, modules, page

MODULES = [str(path.relative_to(ROOT)) for path in modules()]


def test_the_map_is_what_the_docstrings_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make map"


def test_the_map_leaves_no_module_out() -> None:
    written = PAGE.read_text(encoding="utf-8").splitlines()
    folders = sum(line.startswith("## ") for line in written)
    assert folders + sum(line.startswith("* `") for line in written) == len(MODULES) > 700


def test_every_module_says_what_it_holds() -> None:
    silent = [path for path in MODULES if len(first_sentence(docstring_of(ROOT / path)).split()) < 3]
    assert silent == []


def test_no_two_modules_of_a_folder_say_the_same() -> None:
    said: dict[tuple[str, str], list[str]] = {}
    for path in MODULES:
        said.setdefault((path.rpartition("/")[0], first_sentence(docstring_of(ROOT / path))), []).append(path)
    assert [paths for paths in said.values() if len(paths) > 1] == []


@pytest.mark.parametrize(
    ("docstring", "said"),
    [
        ("Tasks (п. 4.4, 6.5; Прил. 2). Nothing else.", "Tasks (п. 4.4, 6.5; Прил. 2)"),
        ("Two lines\nof one sentence.\n\nMore.", "Two lines of one sentence"),
        ("Named. ``x`` is more.", "Named"),
    ],
)
def test_a_first_sentence_ends_before_the_next(docstring: str, said: str) -> None:
    assert first_sentence(docstring) == said
