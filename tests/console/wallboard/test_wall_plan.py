"""Where the parts of the breach panel stand: nothing overlaps, nothing is lost, at every size from 60×16 on."""

from itertools import combinations
from typing import get_args

import pytest

from console.wallboard.layout.bitmap import Scale, drawn, fitting
from console.wallboard.layout.plan import Page, PanelPlace, Part, plan

SIZES = [(300, 77), (240, 64), (200, 52), (180, 46), (160, 42), (144, 36), (120, 32), (119, 60), (80, 21), (60, 13)]


def overlap(one: PanelPlace, other: PanelPlace) -> bool:
    return not (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


def pages() -> list[tuple[int, int, Page]]:
    return [(width, height, page) for width, height in SIZES for page in plan(width, height).pages]


@pytest.mark.parametrize(("width", "height", "page"), pages())
def test_parts_stand_inside_and_beside_one_another(width: int, height: int, page: Page) -> None:
    assert "figures" in page
    for place in page.values():
        assert (place.x >= 0, place.y >= 0, place.width > 0, place.height >= 3) == (True, True, True, True)
        assert (place.x + place.width <= width, place.y + place.height <= height) == (True, True)
    assert [pair for pair in combinations(page, 2) if overlap(page[pair[0]], page[pair[1]])] == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_part_is_on_some_page(width: int, height: int) -> None:
    assert {part for page in plan(width, height).pages for part in page} == set(get_args(Part))


@pytest.mark.parametrize(("size", "pages", "scale"), [
    ((300, 77), 1, Scale.LARGE), ((200, 52), 2, Scale.MEDIUM), ((160, 42), 2, Scale.MEDIUM), ((80, 21), 6, Scale.SMALL),
])  # fmt: skip
def test_a_larger_screen_has_fewer_pages_and_larger_figures(size: tuple[int, int], pages: int, scale: Scale) -> None:
    made = plan(*size)
    assert (len(made.pages), made.scale) == (pages, scale)


def test_a_digit_is_drawn_in_blocks() -> None:
    assert drawn("7", Scale.SMALL) == ["▀▀█", "  █", "  ▀"]
    assert drawn("12", Scale.MEDIUM) == [
        "  ██    ██████",
        "████        ██",
        "  ██    ██████",
        "  ██    ██    ",
        "██████  ██████",
    ]
    assert len(drawn("0", Scale.LARGE)) == 10
    assert {len(line) for line in drawn("0", Scale.LARGE)} == {12}


@pytest.mark.parametrize(
    ("width", "largest", "found"),
    [(44, Scale.LARGE, Scale.LARGE), (43, Scale.LARGE, Scale.MEDIUM), (44, Scale.MEDIUM, Scale.MEDIUM),
     (12, Scale.LARGE, Scale.SMALL), (3, Scale.LARGE, Scale.SMALL)],
)  # fmt: skip
def test_a_number_is_as_large_as_its_place_allows(width: int, largest: Scale, found: Scale) -> None:
    assert fitting("100", width, largest) is found  # 11 dots: 44 columns at the largest, 22 at the middle one
