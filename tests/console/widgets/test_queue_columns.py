"""The columns of the queue: all ten at any width that carries them, each exactly as wide as its head."""

import pytest
from rich.cells import cell_len

from console.queue.widgets.queue_columns import COUNTDOWN_WIDTH, GAP, cells_of, columns_for, fit
from console.wording.instants import initials
from core.policy import load_policy
from tests.console.rows import row

LABELS = load_policy(None).labels


@pytest.mark.parametrize("width", [80, 96, 113, 120, 160, 240])
def test_the_columns_fill_the_width(width: int) -> None:
    columns = columns_for(width)
    assert COUNTDOWN_WIDTH + sum(column.width + GAP for column in columns) == width


@pytest.mark.parametrize("width", [96, 113, 160])
def test_everything_asked_for_has_its_column(width: int) -> None:
    assert [column.name for column in columns_for(width)] == [
        "number", "priority", "type", "status", "line", "organization", "mis", "subject", "assignee"
    ]  # fmt: skip


@pytest.mark.parametrize("width", [80, 113, 160])
@pytest.mark.parametrize("subject", ["ёж", "漢字" * 100, "e\u0301" * 90, "\x1b[2J\n\u202e", "[bold]"])
def test_a_row_is_as_wide_as_its_columns_whatever_its_text(width: int, subject: str) -> None:
    columns = columns_for(width)
    cells = cells_of(row(subject=subject), columns, LABELS)
    assert [cell_len(cell) for cell in cells] == [column.width + GAP for column in columns]
    assert not set("".join(cells)) & set("\x1b\n\u202e")


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("ёж", 4, "ёж  "),
        ("длинная тема", 6, "длинн…"),
        ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 6, "漢字 …"),
        ("", 2, "  "),
    ],
)
def test_text_is_cut_or_padded_to_cells(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@pytest.mark.parametrize(
    ("name", "told"),
    [("Орлова Марина Викторовна", "Орлова М. В."), ("Иванова М. С.", "Иванова М. С."), ("Дежурный", "Дежурный")],
)
def test_an_assignee_is_told_by_initials(name: str, told: str) -> None:
    assert initials(name) == told


def test_numbers_stand_at_the_right() -> None:
    assert fit("7", 3, right=True) == "  7"
