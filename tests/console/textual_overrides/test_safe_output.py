"""The net below every widget: whatever text a strip holds, the terminal gets text."""

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from console.textual_overrides import output_filter


@pytest.fixture(autouse=True)
def net() -> None:
    output_filter.install()


def rendered(text: str, style: Style | None = None) -> str:
    return Strip([Segment(text, style)]).render(Console(force_terminal=True, color_system="256"))


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[2J", "\x1b]52;c;eA==\x07", "\x9b31m", "\u202eтекст", "a\u200bb", "\x00", "\x7f", "\u2066", "\ufeff", "\x85"],
)
def test_no_control_bidi_or_invisible_character_comes_through(hostile: str) -> None:
    shown = rendered(f"до {hostile} после", Style(bold=True))
    assert not set(hostile) & set(shown.replace("\x1b[1m", "").replace("\x1b[0m", "")) & set("\x1b\x07\x9b\x00\x7f\x85")
    assert not set(shown) & set("\u202e\u200b\u2066\ufeff")
    assert shown.startswith("\x1b[1mдо ")
    assert shown.endswith(" после\x1b[0m")


def test_plain_text_is_left_as_it_is() -> None:
    assert rendered("Реестр счетов — «№ 5» ▲ ёж") == "Реестр счетов — «№ 5» ▲ ёж"


def test_no_link_leaves_the_console() -> None:
    assert "\x1b]8" not in rendered("щёлкните", Style(link="https://example.org"))


def test_a_line_keeps_its_width() -> None:
    strip = Strip([Segment("a\u200bб\x1bв", Style())])
    shown = strip.render(Console(force_terminal=True))
    assert Strip([Segment(shown)]).cell_length == strip.cell_length


def test_a_flood_of_marks_in_what_is_still_being_typed_is_cut_and_takes_no_cell() -> None:
    flood = Segment("З" + "\u0336\u0489\u0300\u0301" * 40 + "а\u0301")
    assert output_filter.harmless(flood).text == "З\u0336\u0489а\u0301"
    assert output_filter.harmless(flood).cell_length == flood.cell_length == 2
