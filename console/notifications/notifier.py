"""The notifier of a console: looks for news, and tells them by what the policy and the operator allow."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Protocol

from console.notifications.notification_state import Noticing, desktop_sequence, in_words, title, title_sequence

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.notifications import SeverityLevel

    from console.link.desk_client import DeskClient
    from core.desk.tickets.news import News
    from core.desk.views import TrueUntil
    from core.tickets.alerts.notices import Notice

_KEEP_TITLE: Final = "\x1b[22;0t"
_GIVE_TITLE_BACK: Final = "\x1b[23;0t"
_SHOWN_SECONDS: Final = 12


class HeraldedApp(Protocol):
    """By what a console makes itself heard."""

    client: DeskClient
    """What the news are read from."""

    @property
    def terminal(self) -> Driver | None:
        """What writes to the terminal."""

    def bell(self) -> None:
        """Ring the terminal's bell."""

    def notify(
        self, message: str, *, severity: SeverityLevel = ..., timeout: float | None = ..., markup: bool = ...
    ) -> None:
        """Tell something in the corner of the screen."""


class Herald:
    """One a console. All of it runs in the loop, except the read of the desk."""

    def __init__(self, app: HeraldedApp, environ: Mapping[str, str] = os.environ) -> None:
        self._app = app
        self._client = app.client
        self.environ = environ
        """What kind of terminal it is."""
        self.state = Noticing(environ)
        self._title: str | None = None
        self._true_until: TrueUntil | None = None
        """Until when time alone brings no news; None: it is not known, or they are being read."""

    @property
    def quiet(self) -> bool:
        """Whether the operator has asked not to be disturbed."""
        return bool(self.state.chosen)

    def look_by_time(self) -> bool:
        """Read the news where time alone may have brought some: a due comes near, or is over, an absence begins or
        ends. Whether it may."""
        desk, until = self._client.desk, self._true_until
        if desk is not None and until is not None and desk.queue.still_true(until):
            return False
        self.look()
        return True

    def look(self) -> None:
        """Read the news in a thread, and tell them."""
        actor, after = self._client.actor, self.state.head
        self._true_until = None
        if actor is not None:
            self._client.ask(
                lambda desk: desk.tickets.news(actor, after), self._told, group="news", on_failure=lambda _r: None
            )

    def _told(self, news: News) -> None:
        self._true_until = news.true_until
        self._entitle(title(news.overdue, news.soon))
        fresh = self.state.hear(news)
        if not fresh:
            return
        if self.state.chosen:
            self.state.kept += fresh
            return
        self._say(fresh)
        policy = self._client.policy
        if policy is None or self.state.quiet(policy.notices):
            return
        signals = [policy.notices.signals[each.occasion] for each in fresh]
        if any(signal.bell for signal in signals):
            self._app.bell()
        told = [each for each, signal in zip(fresh, signals, strict=True) if signal.desktop]
        if told:
            more = f" и ещё {len(told) - 1}" if len(told) > 1 else ""
            self.write(desktop_sequence(in_words(told[:1]) + more, self.environ))

    def _say(self, notices: tuple[Notice, ...]) -> None:
        self._app.notify(in_words(notices), severity="warning", timeout=_SHOWN_SECONDS, markup=False)

    def toggle(self) -> bool:
        """Quiet, or not; what came meanwhile is told when the quiet ends. Gives whether it is quiet now."""
        policy = self._client.policy
        quiet = self.state.chosen = not self.state.quiet(policy.notices if policy is not None else None)
        if not quiet and self.state.kept:
            self._say(tuple(self.state.kept))
            self.state.kept.clear()
        return quiet

    def close(self) -> None:
        """The terminal gets its own title back."""
        if self._title is not None and title_sequence("", self.environ):
            self.write(_GIVE_TITLE_BACK)

    def _entitle(self, text: str) -> None:
        if text == self._title:
            return
        sequence = title_sequence(text, self.environ)
        self.write(sequence if self._title is not None or not sequence else _KEEP_TITLE + sequence)
        self._title = text

    def write(self, sequence: str) -> None:
        """Send a sequence to the terminal, past Textual."""
        driver = self._app.terminal
        if sequence and driver is not None and not driver.is_headless:
            driver.write(sequence)
