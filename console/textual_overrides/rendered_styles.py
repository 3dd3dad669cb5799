"""The styles of rendered widgets, which Textual keeps for 1,024 widgets, the removed ones too.

Textual: 8.2.8.
Why: it keeps up to 100 MB over a shift, since what a style is kept by keeps its widget.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_styles_of_a_thousand_widgets_are_kept
"""

from textual._styles_cache import StylesCache


def forget_rendered() -> None:
    """Let go of them; what is on the screen is made anew when it is painted next."""
    StylesCache.get_inner_outer.cache_clear()
