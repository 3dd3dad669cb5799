"""The application's list of who watches its theme, on which a text area stays for ever.

Textual: 8.2.8.
Why: the list keeps every removed text area alive, with its text, for the whole shift.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_a_removed_text_area_still_watches_the_theme
"""

from typing import Any

from textual.dom import DOMNode


def unwatch_theme(node: DOMNode) -> None:
    """Take a node that is being removed off the list."""
    watchers: dict[str, list[tuple[Any, Any]]] = getattr(node.app, "__watchers", {})
    themed = watchers.get("theme")
    if themed is not None:
        themed[:] = [(watching, callback) for watching, callback in themed if watching is not node]
