"""An unexpected error of a handler costs one line and not the screen: what the operator has typed stays where it is.

Errors while a screen is being made are not caught here: there is no screen to stay at.

Textual: 8.2.8.
Why: Textual ends the application at the first error of any handler; this stands where it hands a message to them.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_the_first_error_of_a_handler_ends_an_application
"""

from typing import Any, Final, Protocol, runtime_checkable

from textual.events import Compose, Mount
from textual.message import Message
from textual.message_pump import MessagePump

_plain_dispatch: Final = MessagePump._dispatch_message


@runtime_checkable
class Surviving(Protocol):
    """An application that tells an error and goes on."""

    def survive(self, error: Exception) -> bool:
        """Tell it; False when it is one too many."""


def install() -> None:
    """Put the net in place; doing so twice is harmless."""
    MessagePump._dispatch_message = _dispatch_safely  # type: ignore[method-assign]


async def _dispatch_safely(self: MessagePump, message: Message) -> None:
    try:
        await _plain_dispatch(self, message)
    except Exception as error:
        app: Any = self.app
        if isinstance(message, Compose | Mount) or not isinstance(app, Surviving) or not app.survive(error):
            raise
