"""The line below the form that says why the call was not saved."""

from textual.widgets import Static


class RefusalLine(Static):
    """Hidden while it has nothing to say."""

    DEFAULT_CSS = """
    RefusalLine { display: none; height: auto; padding: 0 2; color: $text-error; text-style: bold; }
    RefusalLine.-said { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("", id="refusal", markup=False)

    def say(self, text: str) -> None:
        """Say why; nothing takes the line away."""
        self.update(f"✗ {text}" if text else "")
        self.set_class(bool(text), "-said")
