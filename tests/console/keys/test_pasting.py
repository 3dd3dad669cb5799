"""A paste is one event with all that was pasted, whatever stands in it and however it arrives."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import AppFocus, Key, MouseMove
from textual.message import Message

from console.keys.pasting import LATE, MOST, PATIENCE, TAIL, YOUNG, Pasted
from console.terminal.signals import TolerantDecoder
from console.textual_overrides.paste_parser import PasteParser

START, END = "\x1b[200~", "\x1b[201~"
SEQUENCES = [
    "\x1b[A", "\x1b[1;5C", "\x1b[15~", "\x1bOP", "\x1b", "\x1b\x1b", "\x1b[", "\x1bй", "\x1b[3", "\x1b[I", "\x1b[O",
    "\x1b[<0;10;5M", "\x1b[<0;10;5m", "\x1b[<64;1;1M", "\x1b[M !!", "\x1b[12;40R", "\x1b[?2026;2$y", "\x1b[?2048;1$y",
    "\x1b[48;24;80;480;800t", "\x1b[97;5u", "\x1b[57399u", "\x1b]0;заголовок\x07", "\x1b]52;c;eA==\x1b\\",
    "\x1bP1$r\x1b\\",
    "\x1b[31mошибка\x1b[0m", "\x9b31m", "\x90", "\x00", "\x03", "\x11", "\t", "\r", "\n", "\x7f", START, "\x1b[20",
    "t", "й",
    "\x1b[201", "\x1b[201\x1b", "\x1b[2\x1b[201", "x" * 40,
]  # fmt: skip
"""What a log, a binary file or a hostile page may hold."""


class Keyboard:
    """A parser that is fed by hand, under a clock that stands unless it is moved."""

    def __init__(self) -> None:
        self.now = 100.0
        self.parser = PasteParser(clock=lambda: self.now)
        self.came: list[Message] = []

    def types(self, *readings: str) -> "Keyboard":
        """Each text is one reading of the terminal; the driver looks at the time after it."""
        for reading in readings:
            self.came += [*self.parser.feed(reading), *self.parser.tick()]
        return self

    def waits(self, seconds: float) -> "Keyboard":
        """Ten times a second nothing is there to read."""
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            self.came += self.parser.tick()
        return self

    @property
    def keys(self) -> str:
        """What was typed."""
        return "".join(each.character or f"<{each.key}>" for each in self.came if isinstance(each, Key))

    @property
    def pastes(self) -> list[str]:
        """What was pasted."""
        return [each.text for each in self.came if isinstance(each, Pasted)]


def told(events: Iterable[Message]) -> list[str]:
    """Keys and pastes in their order."""
    return [f"[{each.text}]" if isinstance(each, Pasted) else str(getattr(each, "key", each)) for each in events]


@pytest.mark.parametrize("inside", SEQUENCES, ids=repr)
def test_no_sequence_inside_a_paste_is_a_key_or_a_report(inside: str) -> None:
    came = Keyboard().types(f"{START}до {inside} после{END}").came
    assert told(came) == [f"[до {inside} после]"]


@pytest.mark.parametrize("inside", SEQUENCES, ids=repr)
def test_a_paste_that_comes_letter_by_letter_is_the_same_one(inside: str) -> None:
    came = Keyboard().types(*f"{START}{inside}{END}").came
    assert told(came) == [f"[{inside}]"]


@given(
    st.lists(st.one_of(st.sampled_from(SEQUENCES), st.text(max_size=20), st.binary(max_size=20)), max_size=12),
    st.lists(st.integers(0, 400), max_size=12),
    st.floats(0, 0.1),
)
def test_any_bytes_in_any_pieces_are_exactly_one_paste(parts: list[str | bytes], cuts: list[int], pause: float) -> None:
    body = b"".join(part if isinstance(part, bytes) else part.encode() for part in parts).replace(END.encode(), b"")
    if END.encode() in body + END.encode()[:-1]:
        return  # removing one has made another
    stream = START.encode() + body + END.encode() + b"k"
    decode = TolerantDecoder(lambda: None).decode
    keyboard = Keyboard()
    places = sorted({0, len(stream), *(cut % len(stream) for cut in cuts)})
    for start, end in pairwise(places):
        if text := decode(stream[start:end]):
            keyboard.types(text)
        keyboard.now += pause
    expected = body.decode(errors="replace")
    assert told(keyboard.came) == [f"[{expected}]", "k"]


@given(
    st.lists(st.sampled_from(["a", "й", "\x1b[A", "\x1b[15~", "\x1b[<35;4;5M", "\x1b[I", "\x1bOP", "\r"]), max_size=30)
)
def test_without_a_paste_everything_is_as_textual_reads_it(sequences: list[str]) -> None:
    from textual._xterm_parser import XTermParser

    stream = "".join(sequences)
    ours = [type(each) for each in PasteParser().feed(stream)]
    assert ours == [type(each) for each in XTermParser().feed(stream)]


def test_what_is_typed_around_pastes_keeps_its_place() -> None:
    came = Keyboard().types(f"t{START}один{END}й{START}{END}{START}два{END}\x1b[A\r").came
    assert told(came) == ["t", "[один]", "й", "[]", "[два]", "up", "enter"]


def test_a_mark_that_is_pasted_in_a_paste_opens_and_closes_nothing() -> None:
    came = Keyboard().types(f"{START}а {START}б{END} t{END}й").came
    assert told(came) == [f"[а {START}б{END} t]", "й"]


def test_an_end_mark_whose_start_was_lost_makes_what_stands_before_it_no_keys() -> None:
    assert told(Keyboard().types(f"tttй\x1b[A{END}k").came) == ["[tttй\x1b[A]", "k"]
    assert told(Keyboard().types(f"{END}k").came) == ["k"]
    assert told(Keyboard().types(END[:4], f"{END[4:]}k").came) == ["k"]


def test_a_start_mark_may_come_in_two_halves_on_a_slow_line() -> None:
    for place in range(1, len(START)):
        keyboard = Keyboard().types(START[:place]).waits(0.5).types(f"{START[place:]}текст{END}")
        assert keyboard.pastes == ["текст"], place
        assert told(keyboard.came)[-1] == "[текст]"
        assert keyboard.keys in ("", "\x1b"), place  # of a lone ESC nobody can tell that it is half of a mark


def test_escape_is_escape_and_half_a_sequence_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard = Keyboard()
    monkeypatch.setattr("textual._parser.get_time", lambda: keyboard.now)
    assert told(keyboard.types("\x1b").waits(0.3).came) == ["escape"]
    assert told(keyboard.types("k").came) == ["escape", "k"]
    assert keyboard.types("\x1b[").waits(0.5).keys == "\x1bk"
    assert keyboard.waits(1).types("j").keys.endswith("j")


def test_a_paste_without_an_end_is_over_after_a_second_and_a_half_of_quiet() -> None:
    keyboard = Keyboard().types(f"{START}обрывок \x1b[A").waits(PATIENCE - 0.2)
    assert keyboard.came == []
    keyboard.waits(0.4)
    (paste,) = keyboard.came
    assert isinstance(paste, Pasted)
    assert (paste.text, paste.ended) == ("обрывок \x1b[A", False)
    keyboard.types("k\x1b[I\x1b[<35;10;5M")
    assert [type(each) for each in keyboard.came[1:]] == [Key, AppFocus, MouseMove]


def test_what_waits_in_the_terminal_while_the_console_is_busy_is_still_of_the_paste() -> None:
    keyboard = Keyboard().types(f"{START}начало ")
    keyboard.now += 30  # the process stood; the bytes have been there all the while
    keyboard.types(f"ttt{END}")
    assert told(keyboard.came) == ["[начало ttt]"]


def test_a_slow_line_may_take_its_time() -> None:
    keyboard = Keyboard().types(START)
    for _ in range(40):
        keyboard.waits(1).types("строка журнала, которая по медленной линии приходит вся за одно чтение\r")
    assert len(keyboard.types(END).pastes[0]) == 40 * 71
    assert keyboard.keys == ""


def test_neither_the_mouse_nor_keys_that_are_pressed_in_despair_keep_it_alive() -> None:
    keyboard = Keyboard().types(f"{START}обрывок")
    for _ in range(17):
        keyboard.types("\x1b[<35;10;5M\x1b[<35;11;5M").waits(0.1)
    assert len(keyboard.pastes) == 1
    assert [type(each) for each in keyboard.types("\x1b[<35;12;5M").came[-1:]] == [MouseMove]
    keyboard = Keyboard().types(f"{START}обрывок")
    for _ in range(round((YOUNG + PATIENCE) * 2) + 2):
        keyboard.types("t").waits(0.5)
    assert len(keyboard.pastes) == 1
    assert keyboard.keys != ""


def test_the_rest_of_a_paste_that_was_given_up_is_no_keys_either() -> None:
    keyboard = Keyboard().types(f"{START}первая часть").waits(5)
    keyboard.types("t" * TAIL, f"ttt{END}", "k")
    assert told(keyboard.came) == ["[первая часть]", f"[{'t' * (TAIL + 3)}]", "k"]
    keyboard = Keyboard().types(f"{START}первая часть").waits(5).types(f"ttt{END}k")
    assert told(keyboard.came) == ["[первая часть]", "[ttt]", "k"]


def test_what_is_typed_in_a_burst_is_typed_once_the_rest_cannot_come_any_more() -> None:
    keyboard = Keyboard().types(f"{START}первая часть").waits(LATE + 5).types("t" * TAIL)
    assert keyboard.keys == "t" * TAIL
    assert Keyboard().types("t" * TAIL).keys == "t" * TAIL


def test_of_a_paste_beyond_measure_the_beginning_is_kept_and_the_rest_counted() -> None:
    keyboard = Keyboard().types(START, *["ж" * 4096] * 20, END, "k")
    paste, key = keyboard.came
    assert isinstance(paste, Pasted)
    assert (paste.text, paste.lost) == ("ж" * MOST, 20 * 4096 - MOST)
    assert isinstance(key, Key)
