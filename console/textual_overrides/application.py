"""The application: an error that nothing has caught, the keys to try after one that matched nothing, the terminal.

Textual: 8.2.8.
Why: a crash prints a traceback with the values of people, a binding knows one layout of the keyboard, a screen goes on
painting below the one that covers it and is laid anew when that goes; and the driver, the notices and the error that
has ended an application are kept where nothing public leads.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_a_crash_prints_the_values_of_its_frames
Test: tests/console/textual_overrides/test_textual_flaws.py::test_a_letter_of_the_other_layout_is_no_binding
Test: tests/console/textual_overrides/test_textual_flaws.py::test_a_screen_that_is_covered_goes_on_painting
Test: tests/console/textual_overrides/test_textual_flaws.py::test_a_screen_that_goes_has_the_one_below_laid_anew
Test: tests/console/textual_overrides/test_textual_flaws.py::test_no_public_way_to_driver_notices_or_crash
"""

from typing import Any

from rich.text import Text
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size
from textual.notifications import Notification
from textual.screen import Screen
from textual.widget import Widget

from console.terminal.shown import TERMINAL


class AdaptedApp(App[int]):
    """An application with public places where Textual has private ones."""

    _told_size: Size | None = None

    # -- what a subclass may say --------------------------------------------------------------------------------

    def crashed(self, error: Exception) -> bool:
        """An error that nothing has caught; True where it was dealt with, False leaves it to Textual."""
        return False

    def other_keys(self, key: str) -> tuple[str, ...]:
        """The keys to try, in order, where ``key`` matched nothing."""
        return ()

    # -- what others may ask ------------------------------------------------------------------------------------

    @property
    def terminal(self) -> Driver | None:
        """What reads the keyboard and writes to the terminal; None before the start."""
        return self._driver

    @property
    def notices(self) -> tuple[Notification, ...]:
        """What is told in the corner of the screen now."""
        return tuple(self._notifications)

    @property
    def crash(self) -> Exception | None:
        """The error that Textual ended the application with."""
        return self._exception

    def fail(self, error: Exception) -> None:
        """An error came up outside any handler: go the way of one that nothing has caught."""
        self._handle_exception(error)

    def end_with(self, code: int, said: Text) -> None:
        """End at once with an exit code, and one line where a traceback would stand."""
        self._return_code = code
        self.panic(said)

    def paint_anew(self) -> None:
        """Something else has written on this terminal: it is painted over."""
        TERMINAL.forget()
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """A terminal that tells its size again was of another one for a moment, or somebody else's."""
        if event.size == self._told_size:
            self.paint_anew()
        self._told_size = event.size

    # -- Textual's ----------------------------------------------------------------------------------------------

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that shine through: none where the one on top covers them."""
        covered = bool(self._screen_stack) and self._screen_stack[-1].styles.background.a == 1
        return [] if covered else super()._background_screens

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """Remove widgets from their parent; a screen that goes leaves nothing that would have to be laid anew."""
        return super()._prune(*nodes, parent=None if parent is self else parent)

    def _handle_exception(self, error: Exception) -> None:
        if not self.crashed(error):
            super()._handle_exception(error)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        for each in (key, *self.other_keys(key)):
            if await super()._check_bindings(each, priority):
                return True
        return False
