"""A line of text that is repainted only when it says something else."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget


class OneLine(Widget):
    """One row of styled text; :meth:`put` repaints only what differs. Text from people must be safe before it comes."""

    DEFAULT_CSS = """
    OneLine {
        height: 1;
        width: 1fr;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._content = Content("")

    def put(self, content: Content) -> None:
        """Show this content; nothing is sent to the terminal when it is what is shown already."""
        if content.plain == self._content.plain and content.spans == self._content.spans:
            return
        self._content = content
        self.refresh()

    @property
    def shown(self) -> str:
        """The text that is shown, without its styles."""
        return self._content.plain

    def render(self) -> RenderResult:
        """The content as it is."""
        return self._content


def sides(left: Content, right: Content, width: int) -> Content:
    """Two contents at the two ends of a line; the right one gives way where there is no room."""
    gap = width - left.cell_length - right.cell_length
    if gap >= 1:
        return left + Content(" " * gap) + right
    return left.truncate(width, ellipsis=True)
