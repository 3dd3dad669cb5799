"""The line that narrows a list: what cannot be read is underlined where it stands, and the next word is completed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message

from console.widgets.fields.text_fields import TextLine

if TYPE_CHECKING:
    from core.policy import Policy
    from core.tickets.filtering import Completion, Parsed

    Reader = Callable[[str], Parsed]

_WRONG = Style(underline=True, bold=True, color="bright_red")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class FilterNames:
    """What stands for a clinic and for one of the staff in the language."""

    organizations: Sequence[str] = ()
    """Codes of clinics."""
    logins: Sequence[str] = ()


class _Marks(Highlighter):
    """Underlines what the last reading could not make out."""

    def __init__(self) -> None:
        self.reader: Reader | None = None

    def highlight(self, text: Text) -> None:
        """Style the places."""
        for problem in self.reader(text.plain).problems if self.reader else ():
            text.stylize(_WRONG, problem.start, problem.end)


class FilterLine(TextLine):
    """A line in the filter language. ↓ and ↑ choose among completions, Tab takes the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
        Binding("tab", "take", show=False),
    ]

    @dataclass
    class Told(Message):
        """What is to be said beside the line: a problem, or the completions with the chosen one."""

        problem: str
        completions: tuple[Completion, ...]
        chosen: int
        meant: str = ""
        """Which days and instants the filter means."""

    def __init__(self, *, id: str, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, id=id, max_length=_LONGEST, screened=False)
        self._marks = _Marks()
        self.highlighter = self._marks
        self._policy: Policy | None = None
        self._names = FilterNames()
        self._completions: tuple[Completion, ...] = ()
        self._chosen = 0

    @property
    def supplied(self) -> bool:
        """Whether it knows the language already."""
        return self._policy is not None

    @property
    def names(self) -> FilterNames:
        """What is completed."""
        return self._names

    def supply(self, reader: Reader, policy: Policy, names: FilterNames | None = None) -> None:
        """Give what the language is read with, and the codes and logins that are completed."""
        self._marks.reader, self._policy = reader, policy
        self._names = names or self._names
        self.refresh()

    def look(self) -> None:
        """The text or the cursor is another: find what may come next, and what is wrong."""
        if self._policy is None:
            return
        from core.tickets.filtering import complete

        self._completions = complete(
            self.value, self.cursor_position, self._policy.labels, self._names.organizations, self._names.logins
        )
        self._chosen = 0
        self._tell()

    def _tell(self) -> None:
        from core.tickets.filtering import understood

        read = self._marks.reader(self.value) if self._marks.reader else None
        problems = read.problems if read else ()
        typing = [p for p in problems if p.end >= self.cursor_position and self._completions]
        said = next((problem.message for problem in problems if problem not in typing), "")
        meant = "; ".join(understood(read.term, self._policy.zone)) if read and self._policy else ""
        self.post_message(self.Told(said, self._completions, self._chosen, meant))

    def watch_value(self, value: str) -> None:
        """Typed or taken: look anew."""
        self.call_after_refresh(self.look)

    def action_choose(self, by: int) -> None:
        """Another of the completions."""
        if self._completions:
            self._chosen = (self._chosen + by) % len(self._completions)
            self._tell()

    def action_take(self) -> None:
        """Put the chosen completion in; with none, go on to the list."""
        if not self._completions:
            self.screen.focus_next()
            return
        taken = self._completions[self._chosen]
        space = "" if taken.text.endswith(":") else " "
        self.value = self.value[: taken.start] + taken.text + space + self.value[taken.end :].lstrip()
        self.cursor_position = taken.start + len(taken.text) + len(space)
