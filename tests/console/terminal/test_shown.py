"""What is written is what differs; and whatever is written, the terminal shows what was painted."""

import random

import pytest
from rich.color import ColorSystem
from rich.style import Style

from console.terminal.abilities import Abilities, abilities
from console.terminal.cells import PLAIN_TEXT, TAIL, CellRow, row_of
from console.terminal.painter import way
from console.terminal.pens import PLAIN, Pen, change, pen_of
from console.terminal.scrolling import Scroll, scroll_between
from console.terminal.shown import ShownCells
from tests.support.terminal import Terminal

WIDTH, HEIGHT = 24, 10


SUBJECTS = [
    "не печатает", "нет входа", "долго ищет", "пустой отчёт", "забыт пароль", "ошибка записи", "нет связи с МИС",
    "две карты", "новый врач", "не та дата", "вернуть рецепт",
]  # fmt: skip


def pen(style: str) -> Pen:
    return pen_of(Style.parse(style), ColorSystem.EIGHT_BIT)


PENS = [
    pen(style)
    for style in (
        "", "bold", "red", "bold red on blue", "reverse", "underline", "on blue", "italic cyan",
        "color(200) on color(17)", "strike", "bold reverse red", "not bold",
    )
]  # fmt: skip
WORDS = [
    "a",
    "сбой",
    "№ 7",
    "  ",
    "          ",
    "中文",
    "a中b",
    "e\u0301",
    "я\u0306 ж",
    "─" * 6,
    "●",
    "👍",
    "x\u20dd",
    " ",
    "срок",
]


def row(text: str, style: str = "", width: int = WIDTH) -> CellRow:
    return laid([(text, pen(style))], width)


def laid(pieces: list[tuple[str, Pen]], width: int) -> CellRow:
    made = CellRow.blank(width)
    made.put(0, row_of(pieces), width)
    return made


def plainly(rows: list[CellRow]) -> str:
    """Every cell written by itself, whole and in its place."""
    out = []
    for y, each in enumerate(rows):
        for x, (text, how) in enumerate(zip(each.texts, each.pens, strict=True)):
            if text != TAIL:
                out.append(f"\x1b[{y + 1};{x + 1}H\x1b[0;{';'.join(how.codes) or '0'}m{text}")
    return "".join(out) + "\x1b[m"


def any_row(chance: random.Random, width: int) -> CellRow:
    return laid([(chance.choice(WORDS), chance.choice(PENS)) for _ in range(chance.randint(1, 14))], width)


def changed(chance: random.Random, rows: list[CellRow], width: int) -> list[CellRow]:
    """What comes after a frame: some rows or parts of them, or all of them moved."""
    rows = [each.copy() for each in rows]
    kind = chance.random()
    if kind < 0.35:
        top, bottom = sorted(chance.sample(range(len(rows) + 1), 2))
        by = chance.choice([-3, -2, -1, 1, 2, 3])
        for y in range(top, bottom):
            source = y + by
            rows[y] = rows[source].copy() if top <= source < bottom else any_row(chance, width)
        return rows
    for y in chance.sample(range(len(rows)), chance.randint(0, len(rows))):
        if kind < 0.6:
            rows[y] = any_row(chance, width)
        else:
            at = chance.randrange(width)
            rows[y].put(at, row_of([(chance.choice(WORDS), chance.choice(PENS))]), width)
    return rows


@pytest.mark.parametrize("erases", [True, False])
@pytest.mark.parametrize("seed", range(16))
def test_the_terminal_shows_what_the_whole_frame_would_show(seed: int, erases: bool) -> None:
    chance, width, height = random.Random(seed), WIDTH, HEIGHT
    shown, terminal = ShownCells(Abilities(erases)), Terminal(width, height)
    rows = [CellRow.blank(width) for _ in range(height)]
    for _ in range(14):
        if chance.random() < 0.1:
            width, height = chance.randint(8, 40), chance.randint(3, 14)
            terminal = Terminal(width, height)
            terminal.feed("\x1b[41;4mчто-то другое\x1b[3;2Hи здесь")
            rows = [any_row(chance, width) for _ in range(height)]
        elif chance.random() < 0.1:
            terminal.feed("\x1b[7m\x1b[2;3Hписьмо для root\x1b[m")
            shown.forget()
        else:
            rows = changed(chance, rows, width)
        shown.resize(width, height)
        terminal.feed(shown.paint(dict(enumerate(rows))))
        whole = Terminal(width, height)
        whole.feed(plainly(rows))
        assert terminal.cells == whole.cells


def test_the_same_again_is_nothing_and_one_cell_is_one_cell() -> None:
    shown = ShownCells(Abilities())
    shown.resize(WIDTH, 3)
    shown.paint({y: row(f"строка {y}") for y in range(3)})
    assert shown.paint({y: row(f"строка {y}") for y in range(3)}) == ""
    assert shown.paint({1: row("строка 9")}) == "\x1b[2;8H9"


def test_what_is_near_is_written_again_and_what_is_far_is_passed_over() -> None:
    shown = ShownCells(Abilities())
    shown.resize(WIDTH, 1)
    shown.paint({0: row("1 2 abcdefgh 3 яяя 4")})
    assert shown.paint({0: row("5 6 abcdefgh 7 яяя 8")}) == "\x1b[H5 6\x1b[10C7\x1b[5C8"


def test_blanks_without_a_ground_are_erased_and_those_with_one_are_written() -> None:
    """Terminals erase in the ground of the moment, or in their own: names do not tell."""
    shown = ShownCells(Abilities(erases_cells=True))
    shown.resize(WIDTH, 1)
    shown.paint({0: row("x" * WIDTH)})
    assert shown.paint({0: row("x")}) == "\x1b[1;2H\x1b[K"
    shown.paint({0: row("x" * WIDTH)})
    assert shown.paint({0: row("x" + " " * 12 + "y" * 11)}) == "\x1b[1;2H\x1b[12X\x1b[12C" + "y" * 11
    shown.paint({0: row("x" * WIDTH)})
    assert shown.paint({0: row("x" + " " * 23, "on blue")}) == "\x1b[H\x1b[44mx" + " " * 23 + "\x1b[m"
    plain = ShownCells(Abilities(erases_cells=False))
    plain.resize(WIDTH, 1)
    plain.paint({0: row("x" * WIDTH)})
    assert plain.paint({0: row("x" + " " * 12 + "x" * 11)}) == "\x1b[1;2H" + " " * 12


def test_a_blank_takes_whatever_pen_is_at_hand() -> None:
    shown = ShownCells(Abilities())
    shown.resize(WIDTH, 1)
    shown.paint({0: CellRow.blank(WIDTH)})
    assert shown.paint({0: row("два слова", "bold red")}) == "\x1b[H\x1b[1;31mдва слова\x1b[m"


def test_after_a_character_of_doubtful_width_the_cursor_is_placed_anew() -> None:
    shown = ShownCells(Abilities())
    shown.resize(WIDTH, 1)
    shown.paint({0: CellRow.blank(WIDTH)})
    assert shown.paint({0: row("中a")}) == "\x1b[H中\x1b[1;3Ha"


def test_a_list_that_has_moved_is_moved_by_the_terminal() -> None:
    shown, terminal = ShownCells(Abilities()), Terminal(WIDTH, HEIGHT)
    shown.resize(WIDTH, HEIGHT)
    before = [row("заголовок"), *(row(SUBJECTS[each]) for each in range(9))]
    after = [row("заголовок"), *(row(SUBJECTS[each]) for each in range(2, 11))]
    terminal.feed(shown.paint(dict(enumerate(before))))
    written = shown.paint(dict(enumerate(after)))
    assert written.startswith("\x1b[2;10r\x1b[2H\x1b[2M\x1b[r\x1b[9H")
    assert len(written.encode()) < 100
    terminal.feed(written)
    assert [line.rstrip() for line in terminal.lines] == ["заголовок", *SUBJECTS[2:11]]


def test_rows_that_go_down_are_inserted_before() -> None:
    old = [row(str(each)) for each in range(8)]
    new = {0: row("0"), 1: row("новая"), **{y: row(str(y - 1)) for y in range(2, 8)}}
    assert scroll_between(old, new) == Scroll(1, 7, -1)
    assert Scroll(1, 7, -1).sequence == "\x1b[2;8r\x1b[2H\x1b[1L\x1b[r"


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("", "bold", "\x1b[1m"),
        ("bold red", "bold", "\x1b[39m"),
        ("bold red", "", "\x1b[m"),
        ("bold dim", "bold", "\x1b[0;1m"),
        ("color(200) on color(17)", "color(100) on color(17)", "\x1b[38;5;100m"),
        ("color(200) on color(17)", "red", "\x1b[0;31m"),
        ("bold color(200) on color(17)", "color(200) on color(17)", "\x1b[22m"),
    ],
)
def test_of_a_pen_only_what_differs_is_told(old: str, new: str, written: str) -> None:
    assert change(pen(old), pen(new)) == written


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        (None, (0, 0), "\x1b[H"),
        (None, (4, 0), "\x1b[5H"),
        (None, (4, 2), "\x1b[5;3H"),
        ((4, 2), (4, 3), "\x1b[C"),
        ((4, 2), (4, 20), "\x1b[18C"),
        ((4, 2), (5, 2), "\x1b[B"),
        ((30, 100), (31, 12), "\x1b[32;13H"),
        ((4, 2), (3, 1), "\x1b[4;2H"),
    ],
)
def test_the_cursor_goes_the_shortest_way(old: tuple[int, int] | None, new: tuple[int, int], written: str) -> None:
    assert way(old, new) == written


def test_wide_characters_have_two_cells_and_marks_none() -> None:
    assert row_of([("a中e\u0301", PLAIN)]).texts == ["a", "中", TAIL, "e\u0301"]


def test_half_of_a_wide_character_is_a_blank() -> None:
    cut = row("ab中d")
    cut.put(3, row_of([("x", PLAIN)]), WIDTH)
    assert cut.texts[:5] == ["a", "b", " ", "x", "d"]
    cut = row("ab中d")
    cut.put(2, row_of([("x", PLAIN)]), WIDTH)
    assert cut.texts[:5] == ["a", "b", "x", " ", "d"]
    cut.put(0, row_of([("x中", PLAIN)]), 2)
    assert cut.texts[:3] == ["x", " ", "x"]


def test_what_counts_as_plain_has_one_cell() -> None:
    from rich.cells import get_character_cell_size

    plain = [chr(code) for code in range(0x20, 0x2_0000) if PLAIN_TEXT.fullmatch(chr(code))]
    assert [each for each in plain if get_character_cell_size(each) != 1] == []
    assert len(plain) > 2_000


@pytest.mark.parametrize(
    ("term", "erases"), [("xterm-256color", True), ("screen", False), ("vt100", False), ("", False)]
)
def test_what_a_terminal_can_is_told_by_its_name(term: str, erases: bool) -> None:
    assert abilities({"TERM": term}) == Abilities(erases_cells=erases)
