"""A field of a form: label, control, and underneath what is wrong with it or what goes with it."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from core.text import safe


class Field(Vertical):
    """One control with its label on the left; ``name`` is that of the draft and of the refusals."""

    DEFAULT_CSS = """
    Field { height: auto; }
    Field > Horizontal { height: auto; }
    Field > Horizontal > .label { width: 13; color: $text-muted; }
    Field:focus-within > Horizontal > .label { color: $text-accent; text-style: bold; }
    Field > .said { height: auto; display: none; margin-left: 14; color: $text-muted; }
    Field.-said > .said { display: block; }
    Field.-wrong > .said { display: block; color: $text-error; text-style: bold; }
    Field.-wrong > Horizontal > .label { color: $text-error; }
    """

    def __init__(self, label: str, control: Widget, *, name: str) -> None:
        super().__init__(name=name, id=f"field-{name}")
        self._label = label
        self._control = control
        self._note = ""

    def compose(self) -> ComposeResult:
        """Label and control, then what is said."""
        with Horizontal():
            yield Static(self._label, classes="label", markup=False)
            yield self._control
        yield Static("", classes="said", markup=False)

    def note(self, text: str) -> None:
        """Say what goes with the field; «» for nothing."""
        self._note = text
        if not self.has_class("-wrong"):
            self._say(text)

    def wrong(self, text: str) -> None:
        """Say what is wrong with the field; «» when nothing is any more."""
        self.set_class(bool(text), "-wrong")
        self._say(f"✗ {text}" if text else self._note)

    def _say(self, text: str) -> None:
        self.query_one(".said", Static).update(safe(text))
        self.set_class(bool(text), "-said")
