"""What a form that stands below a ticket's story may ask of the ticket's screen."""

from abc import abstractmethod

from textual.geometry import Region

from console.screens.desk_screen import DeskScreen


class TicketCard(DeskScreen):
    """The screen of ticket ``number``, as forms over it know it."""

    number: int

    @property
    @abstractmethod
    def column(self) -> Region | None:
        """Where the story stands beside other things; None where it has the whole width."""

    @abstractmethod
    def make_room(self, rows: int) -> None:
        """Leave so many rows free below the story, and none with 0: what is being written stands there."""

    @abstractmethod
    def scroll_story(self, step: int, *, page: bool = False) -> None:
        """Scroll the story from a form that is open over it, by lines or by pages."""

    @abstractmethod
    def reread(self) -> None:
        """Read the ticket again."""
