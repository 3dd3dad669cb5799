"""The console of the demonstration: the ordinary one, with its welcome card at the first start and under F1."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from console.app import PultApp
from console.demo.welcome import WelcomeScreen
from console.queue.screen import QueueScreen


class DemoApp(PultApp):
    """``welcomed`` is a file that says that the card was shown; ``successor``: as whom the console is opened anew."""

    CSS_PATH = "../pult.tcss"  # Textual looks beside the module of the class

    def __init__(self, *arguments: Any, welcomed: Path, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._welcomed = welcomed
        self.successor: str | None = None

    def on_mount(self) -> None:
        """Greet whoever sees it for the first time."""
        if not self._welcomed.exists():
            self.call_after_refresh(self._greet)

    def action_help(self) -> None:
        """F1: over the queue the card, and from there the keys."""
        if isinstance(self.screen, QueueScreen):
            self._greet()
        else:
            super().action_help()

    def _greet(self) -> None:
        self._welcomed.touch(mode=0o600)
        self.push_screen(WelcomeScreen(self.login), self._become)

    def _become(self, login: str | None) -> None:
        if login is not None:
            self.successor = login
            self.exit()
