"""Keys with what they do, as a line under a form."""

from textual.content import Content


def key_hints(*keys: tuple[str, str]) -> Content:
    """Keys with what they do, as the key bar shows them."""
    return Content("   ").join(Content.assemble((key, "bold $accent"), f" {title}") for key, title in keys)
