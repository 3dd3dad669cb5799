"""The bar beside a list that has grown or shrunk, without a layout of the whole screen.

Textual: 8.2.8.
Why: a new ``virtual_size`` lays the whole screen anew, which costs a list of ten thousand rows a frame a second.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_another_virtual_size_is_another_layout
"""

from textual.geometry import Size
from textual.widget import Widget


def lay_scroll_bars(widget: Widget, virtual_size: Size) -> None:
    """Show the bars for a size; nothing else moves."""
    widget._scroll_update(virtual_size)
