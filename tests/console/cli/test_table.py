"""Tables line up by terminal cells, whatever people's words are in them."""

from console.cli.plain_texts.table import cells, fields, fit, table


def test_wide_characters_take_two_cells_and_marks_none() -> None:
    assert cells("очередь") == 7
    assert cells("漢字") == 4
    assert cells("и\u0306") == 1


def test_columns_line_up_by_cells() -> None:
    lines = table(("Имя", "№"), [("漢字", "1"), ("аб", "2")]).splitlines()
    assert lines == ["Имя   №", "────  ─", "漢字  1", "аб    2"]


def test_a_long_cell_is_cut_with_a_visible_mark() -> None:
    assert fit("абвгд", 4) == "абв…"
    assert fit("漢字漢字", 4) == "漢…"
    assert table(("А",), [("абвгд",)], limits={0: 3}).splitlines()[-1] == "аб…"


def test_no_control_sequence_and_no_line_break_comes_through() -> None:
    text = table(("А",), [("\x1b[2Jа\nб",)])
    assert "\x1b" not in text
    assert len(text.splitlines()) == 3


def test_fields_without_a_value_are_left_out() -> None:
    assert fields((("Тип", "Ошибка"), ("Исполнитель", None), ("Исход", ""), ("МИС", "qMS"))) == "Тип  Ошибка\nМИС  qMS"
