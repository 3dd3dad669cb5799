"""The application's herald: looks for news, and tells them by what the policy and the operator allow."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from console.noticing import Noticing, desktop_sequence, in_words, title, title_sequence

if TYPE_CHECKING:
    from console.host import Host
    from core.desk.news import News
    from core.tickets.alerts.notices import Notice

_KEEP_TITLE: Final = "\x1b[22;0t"
_GIVE_TITLE_BACK: Final = "\x1b[23;0t"
_SHOWN_SECONDS: Final = 12


class Herald:
    """One a console. All of it runs in the loop, except the read of the desk."""

    def __init__(self, app: Host, environ: Mapping[str, str] = os.environ) -> None:
        self._app = app
        self._environ = environ
        self.state = Noticing(environ)
        self._title: str | None = None

    def look(self) -> None:
        """Read the news in a thread, and tell them."""
        actor, after = self._app.actor, self.state.head
        if actor is not None:
            self._app.ask(lambda desk: desk.news(actor, after), self._told, group="news", on_failure=lambda _r: None)

    def _told(self, news: News) -> None:
        self._entitle(title(news.overdue, news.soon))
        fresh = self.state.hear(news)
        if not fresh:
            return
        if self.state.chosen:
            self.state.kept += fresh
            return
        self._say(fresh)
        policy = self._app.policy
        if policy is None or self.state.quiet(policy.notices):
            return
        signals = [policy.notices.signals[each.occasion] for each in fresh]
        if any(signal.bell for signal in signals):
            self._app.bell()
        told = [each for each, signal in zip(fresh, signals, strict=True) if signal.desktop]
        if told:
            more = f" и ещё {len(told) - 1}" if len(told) > 1 else ""
            self._write(desktop_sequence(in_words(told[:1]) + more, self._environ))

    def _say(self, notices: tuple[Notice, ...]) -> None:
        self._app.notify(in_words(notices), severity="warning", timeout=_SHOWN_SECONDS, markup=False)

    def toggle(self) -> bool:
        """Quiet, or not; what came meanwhile is told when the quiet ends. Gives whether it is quiet now."""
        policy = self._app.policy
        quiet = self.state.chosen = not self.state.quiet(policy.notices if policy is not None else None)
        if not quiet and self.state.kept:
            self._say(tuple(self.state.kept))
            self.state.kept.clear()
        return quiet

    def close(self) -> None:
        """The terminal gets its own title back."""
        if self._title is not None and title_sequence("", self._environ):
            self._write(_GIVE_TITLE_BACK)

    def _entitle(self, text: str) -> None:
        if text == self._title:
            return
        sequence = title_sequence(text, self._environ)
        self._write(sequence if self._title is not None or not sequence else _KEEP_TITLE + sequence)
        self._title = text

    def _write(self, sequence: str) -> None:
        driver = self._app._driver
        if sequence and driver is not None and not driver.is_headless:
            driver.write(sequence)
