"""A line of text that is repainted only when it says something else."""

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region
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

    def put(self, content: Content, *, changing: int = 0) -> None:
        """Show this content; nothing is sent to the terminal when it is what is shown already.

        ``changing``: where no more than so many cells at the beginning differ, no more are repainted.
        """
        shown = self._content
        if content.plain == shown.plain and content.spans == shown.spans:
            return
        self._content = content
        if changing and content[changing:] == shown[changing:] and content.cell_length == shown.cell_length:
            self.refresh(Region(0, 0, changing, 1))
        else:
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
