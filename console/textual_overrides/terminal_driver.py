"""Textual's driver of a terminal, which a wrong byte does not end and a vanished terminal does not leave spinning.

Textual: 8.2.8.
Why: the thread that reads the keyboard decodes strictly and ends at the first byte that is no UTF-8, reads an ended
input for ever, and looks up ten times a second; and the driver writes past anything that could measure how long a
terminal takes nothing.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_the_keyboard_is_read_as_nothing_but_utf_8
"""

import signal
from typing import Any, cast

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste
from textual.message import Message

from console.first_rows.early_screen import EARLY, ENTER
from console.terminal.keyboard import Ending, Keyboard
from console.terminal.signals import Endable, MeasuredOutput, TolerantDecoder, WrongBytes, leave
from console.textual_overrides.paste_parser import PasteParser


class PultDriver(LinuxDriver):
    """The driver of the console."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._wrong = False
        """Whether bytes that are no UTF-8 have come and nobody was told."""
        self._keyboard: Keyboard | None = None
        self.exit_event = Ending(self._wake)
        if self._file is not None:
            self._file = MeasuredOutput(self._file)  # type: ignore[assignment]

    @property
    def output(self) -> object:
        """The terminal's stream, measured; None where there is none."""
        return self._file

    @property
    def can_suspend(self) -> bool:
        """Never: what stands behind a console is no shell that somebody waits for."""
        return False

    def write(self, data: str) -> None:
        """The other screen is not entered twice: some terminals would clear it."""
        if data == ENTER and EARLY.take_over():
            return
        super().write(data)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing is opened on the host: a browser there is nobody's."""

    def process_message(self, message: Message) -> None:
        """Tell of wrong bytes where they were typed; a paste may hold anything."""
        if self._wrong and isinstance(message, Key) and message.character == "\ufffd":
            self.send_message(WrongBytes())
            self._wrong = False
        self._wrong = self._wrong and not isinstance(message, Paste)
        super().process_message(message)

    def _run_input_thread(self) -> None:
        """Read the keyboard until the terminal is gone."""
        try:
            self.run_input_thread()
        except (OSError, EOFError):
            leave(cast("Endable", self._app), 128 + signal.SIGHUP)

    def run_input_thread(self) -> None:
        """Read the keyboard, past Textual's parser and decoder."""
        decode = TolerantDecoder(self._note_wrong_bytes).decode
        self._keyboard = Keyboard(self.fileno, PasteParser(self._debug), decode, self.process_message)
        self._keyboard.run(self.exit_event)

    def _wake(self) -> None:
        """The thread need not sit its wait out."""
        if self._keyboard is not None:
            self._keyboard.wake()

    def _note_wrong_bytes(self) -> None:
        self._wrong = True
