"""What reading a document gives: its text, how much of it that is, and why it is not all."""

from dataclasses import dataclass
from typing import Final

from core.vocabulary import Screened

MOST: Final = 200_000
"""Characters of a document that are looked at."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document's text. ``why``: in Russian, lower case, without a full stop; empty where all of it was read.

    What could be read before a document turned out unreadable is given too, with ``screened: no``.
    """

    text: str
    screened: Screened
    why: str = ""


class Enough(Exception):
    """As many characters were gathered as are looked at."""


class Unreadable(Exception):
    """A document that cannot be read, or not further; its words say why, in Russian."""


class Overdue(BaseException):
    """The time for reading is over; no parser takes it for a failure of its own."""


class Gathered:
    """The text of a document as it is found, up to :data:`MOST` characters, and what in it is no text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._left, self._last = MOST, "\n"
        self.passed_over: dict[str, None] = {}
        """What was met and not looked through, in Russian."""

    def add(self, text: str) -> None:
        """Take a piece of text. Raises Enough once there is more of it than is looked at."""
        self._parts.append(text[: self._left])
        self._last = text[-1:] or self._last
        self._left -= len(text)
        if self._left < 0:
            raise Enough

    def end_line(self) -> None:
        """Begin another line, unless this one is still empty. Raises Enough."""
        if self._last != "\n":
            self.add("\n")

    @property
    def text(self) -> str:
        """All that was gathered."""
        return "".join(self._parts)

    def pass_over(self, what: str) -> None:
        """Note something that holds no text to look through."""
        self.passed_over[what] = None

    def read(self) -> Read:
        """The whole document, but for what was passed over."""
        if not self.passed_over:
            return Read(self.text, Screened.FULL)
        return Read(self.text, Screened.PART, f"остались: {', '.join(self.passed_over)}")


def beginning(text: str, why: str = "") -> Read:
    """The beginning of a document that is longer than is looked at, or than can be read in time."""
    seen = text[:MOST]
    return Read(seen, Screened.PART, f"просмотрены первые {len(seen):,} знаков{why}".replace(",", " "))
