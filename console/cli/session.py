"""One call of ``pult``: who asks, of which store, by which policy, at what time; each made when first needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from console.cli.command_classes import Settings, UnderstoodOption
from console.cli.failure import Exit, Failure, bad_input, from_refusal
from console.cli.streams import in_bytes_of_paths
from core.text import sentence

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.policy.policy import Policy
    from core.tickets.directory import Actor

P = ParamSpec("P")
R = TypeVar("R")


class Session:
    """What a command works with. Failures of the core come out of it as :class:`Failure`."""

    def __init__(self, settings: Settings) -> None:
        """Take the options; nothing is opened yet."""
        self.settings = settings
        self._desk: Desk | None = None
        self._policy: Policy | None = None
        self._actor: Actor | None = None
        self._live: Desk | None = None
        """The desk as it is, once another instant of it is looked at."""

    # --- where and who -------------------------------------------------------------------------------------------

    @property
    def as_json(self) -> bool:
        """Whether the answer is a JSON document."""
        return self.settings.as_json

    @property
    def database(self) -> str:
        """The store's path or URL: ``--db``, PULT_DB, or the file in the XDG data folder."""
        if self.settings.database:
            return in_bytes_of_paths(self.settings.database)
        return os.environ.get("PULT_DB") or str(data_folder() / "pult.db")

    @property
    def config(self) -> Path | None:
        """The configuration's folder; None for the shipped one."""
        if self.settings.config:
            return Path(in_bytes_of_paths(self.settings.config))
        given = os.environ.get("PULT_CONFIG")
        return Path(given) if given else None

    @property
    def login(self) -> str:
        """Who asks: ``--as``, PULT_USER, or the operating system's login.

        Raises Failure (6) where another login than one's own is claimed by an account that does not own the store.
        """
        own = os_login()
        claimed = self.settings.login or os.environ.get("PULT_USER") or own
        if claimed != own:
            self.require_owner("--as")
        return claimed

    def require_owner(self, what: str) -> None:
        """Raise Failure (6) unless this account owns the store."""
        from core.desk import is_owner

        if not is_owner(self.database):
            raise Failure(
                Exit.FORBIDDEN,
                "not_owner",
                f"{what} принимается только от учётной записи, которой принадлежит хранилище.",
            )

    # --- the core ------------------------------------------------------------------------------------------------

    @property
    def policy(self) -> Policy:
        """The policy in force; of an open desk its own."""
        if self._desk is not None:
            return self._desk.policy
        if self._policy is None:
            from core.policy.load import load_policy

            self._policy = load_policy(self.config)
        return self._policy

    def clock(self) -> Callable[[], datetime] | None:
        """The injected clock of PULT_NOW; None for the real one. Honoured for the store's owner alone."""
        given = os.environ.get("PULT_NOW")
        if not given:
            return None
        from core.instants import parse_instant

        self.require_owner("PULT_NOW")
        zone = self.policy.zone
        try:
            frozen = parse_instant(given, zone)
        except ValueError as error:
            raise bad_input(sentence(f"PULT_NOW: {error}"), "instant", value=given) from None
        return lambda: frozen

    def _check_clock(self, now: datetime) -> None:
        """Raise Failure (8) for a clock that shows a year without any calendar: a flat battery, a mistyped PULT_NOW."""
        from core.worktime import FIRST_YEAR, LAST_YEAR

        if not FIRST_YEAR < now.year < LAST_YEAR:
            raise bad_input(f"Часы показывают {now.year} год: проверьте дату и время компьютера.", "clock")

    def now(self) -> datetime:
        """The present instant in the desk's zone."""
        if self._desk is not None:
            return self._desk.now()
        clock = self.clock()
        now = clock() if clock else datetime.now(self.policy.zone)
        self._check_clock(now)
        return now

    def understood(self, option: str, typed: str, told: str, meant: date) -> None:
        """Keep which date or instant an option was read as, for the answer or the refusal to say."""
        from core.instants import iso
        from core.when import is_iso

        written = iso(meant, self.policy.zone) if isinstance(meant, datetime) else meant.isoformat()
        by_people = not is_iso(typed) and typed.strip() != written
        self.settings.understood.append(UnderstoodOption(option, told, written, by_people))

    def open_desk(
        self, *, read_only: bool = False, paced: bool = False, session: str | None = None, whole: bool = True
    ) -> Desk:
        """Open a desk of this session's store; the caller closes it. ``paced``: a person gives its commands.

        ``session``: what its events are recorded under, None for a name of its own; ``whole``: loaded at once.
        """
        from core.desk import open_desk

        how: dict[str, Any] = {"read_only": read_only, "paced": paced, "session": session, "whole": whole}
        return open_desk(self.database, config=self.config, **how, **self._timed())

    def open_queue(self) -> Desk:
        """Open the part of a desk that a list of tickets needs; the caller closes it."""
        from core.desk import open_queue

        return open_queue(self.database, config=self.config, **self._timed())

    def _timed(self) -> dict[str, Any]:
        clock = self.clock()
        self._check_clock(clock() if clock else datetime.now(UTC))
        return {"clock": clock} if clock else {}

    @property
    def desk(self) -> Desk:
        """The desk, opened at the first need and closed with the session."""
        if self._desk is None:
            login = self.login
            self._desk = self.open_desk(whole=False)
            self._actor = granted(self._desk.sign_in(login))
            self.settings.barred = self._desk.barred
        return self._desk

    @property
    def actor(self) -> Actor:
        """Who asks, signed in at the desk."""
        _ = self.desk
        if self._actor is None:
            raise AssertionError("a desk without an actor")
        return self._actor

    def look_back(self, at: datetime) -> None:
        """Read the desk as it was at an instant from here on. Raises Failure where the log says nothing of it."""
        from core.desk.past.past_desk import look_back
        from core.instants import iso
        from core.wording import moment

        past = granted(look_back(self.desk, at))
        self._live, self._desk = self._desk, past
        zone = self.policy.zone
        self.settings.at = iso(at, zone), moment(at, zone)

    def close(self) -> None:
        """Close what was opened."""
        for desk in (self._desk, self._live):
            if desk is not None:
                desk.close()


def granted(outcome: Any) -> Any:
    """Give the outcome back, or raise the Failure of a refusal."""
    from core.tickets.refusal import Refusal

    if isinstance(outcome, Refusal):
        raise from_refusal(outcome)
    return outcome


def with_session(function: Callable[Concatenate[Session, P], R]) -> Callable[P, R]:
    """Give a command's function its session as first argument, closed when the call ends."""

    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        context = click.get_current_context()
        session = Session(context.ensure_object(Settings))
        context.call_on_close(session.close)
        return function(session, *args, **kwargs)

    return update_wrapper(call, function)


def with_desk(function: Callable[Concatenate[Session, P], R]) -> Callable[P, R]:
    """Give a command's function a session that is signed in at its desk: who asks is settled before what."""

    def signed_in(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        _ = session.actor
        return function(session, *args, **kwargs)

    return update_wrapper(with_session(signed_in), function)


def data_folder() -> Path:
    """The user's data folder of the program, by the XDG rules."""
    from platformdirs import user_data_path

    return user_data_path("pult")


def os_login() -> str:
    """The operating system's name of this process's user."""
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
