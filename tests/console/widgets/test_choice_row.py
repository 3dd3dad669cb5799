"""A row of options that is wider than its place shows those around the chosen one, and what is cut off."""

import pytest
from textual.content import Content

from console.widgets.fields.choice import Option, RowPiece, row_pieces

OPTIONS = tuple(Option(str(place), label) for place, label in enumerate(("сроки", "срок жизни", "причины", "сбои")))


def told(pieces: list[RowPiece]) -> str:
    return "".join(piece.text + " " * piece.gap for piece in pieces).rstrip()


@pytest.mark.parametrize(
    ("chosen", "width", "expected"),
    [
        (1, 42, "○ сроки  ● срок жизни  ○ причины  ○ сбои"),
        (0, 36, "● сроки  ○ срок жизни  ○ причины ›"),
        (0, 30, "● сроки  ○ срок жизни ›"),
        (2, 30, "‹ ● причины  ○ сбои"),
        (3, 30, "‹ ○ причины  ● сбои"),
        (3, 8, "‹ ● сбои"),
        (1, 4, "‹ ● срок жизни ›"),
        (-1, 30, "○ сроки  ○ срок жизни ›"),
    ],
)
def test_a_row_shows_what_is_around_the_chosen_option(chosen: int, width: int, expected: str) -> None:
    assert told(row_pieces(OPTIONS, chosen, width)) == expected


def test_wherever_one_stands_it_fits_and_a_cut_end_means_the_nearest_option_that_is_cut() -> None:
    for chosen in range(len(OPTIONS)):
        pieces = row_pieces(OPTIONS, chosen, 30)
        assert Content(told(pieces)).cell_length <= 30
        places = [piece.place for piece in pieces]
        assert places == list(range(places[0], places[-1] + 1))
        assert chosen in places


def test_nothing_to_choose_is_no_row() -> None:
    assert row_pieces((), -1, 30) == []
