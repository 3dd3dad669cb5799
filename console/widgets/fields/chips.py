"""Any number of people in one line: who is chosen stands there as a chip, the next one is typed and completed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from console.host import pult_of
from console.widgets.fields.choice import Option
from console.widgets.fields.completer import Candidate, Completer
from core.text import safe_line


class Chips(Widget):
    """Enter adds the marked one and stays; Backspace in the empty line takes the last one out again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace", "drop_last", show=False, priority=True)]
    DEFAULT_CSS = """
    Chips { height: auto; width: 1fr; }
    Chips > .chips { height: auto; display: none; }
    Chips.-some > .chips { display: block; }
    """

    class Changed(Message):
        """Somebody was added or taken out."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._placeholder = placeholder
        self._options: tuple[Option, ...] = ()
        self.chosen: tuple[str, ...] = ()
        """The values that were chosen, in their order."""

    def compose(self) -> ComposeResult:
        """The chips, and the line in which the next one is typed."""
        yield Static("", classes="chips", markup=False)
        line = Completer(self._placeholder)
        line.leads = True
        yield line

    def offer(self, options: Sequence[Option]) -> None:
        """Change whom one can choose; those who were chosen stay if they still can be."""
        self._options = tuple(options)
        known = {option.value for option in self._options}
        self.choose(tuple(value for value in self.chosen if value in known))

    def choose(self, values: Sequence[str]) -> None:
        """Choose exactly these."""
        self.chosen = tuple(dict.fromkeys(values))
        self._tell()

    @property
    def plain(self) -> str:
        """The chips as text."""
        return "  ".join(f"[{safe_line(option.label)}]" for option in self._named())

    def _named(self) -> list[Option]:
        known = {option.value: option for option in self._options}
        return [known[value] for value in self.chosen if value in known]

    def _tell(self) -> None:
        chips = [Content.styled(f"[{safe_line(option.label)}]", "bold $text-accent") for option in self._named()]
        for shown in self.query(".chips").results(Static):
            shown.update(Content("  ").join(chips))
        self.set_class(bool(chips), "-some")
        for line in self.query(Completer):
            line.offer(
                Candidate(place, option.label, option.hint, option.value)
                for place, option in enumerate(self._options)
                if option.value not in self.chosen
            )

    def on_completer_chosen(self, event: Completer.Chosen) -> None:
        """One more."""
        event.stop()
        if event.value is None:
            return
        if event.by_hand:
            pult_of(self).keys.release()  # the focus stays for the next one
        option = self._options[event.value]
        event.completer.put(None, "")
        self.choose((*self.chosen, option.value))
        self.post_message(self.Changed())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Backspace is the line's own while something stands in it."""
        if action != "drop_last":
            return True
        return bool(self.chosen) and not any(line.text for line in self.query(Completer))

    def action_drop_last(self) -> None:
        """Take the last one out."""
        self.choose(self.chosen[:-1])
        self.post_message(self.Changed())
