"""Every text of every command passes the gate (Прил. 3, п. 5): refused as typed, masked, let in with a reason."""

import types
import typing
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from core.desk.privacy.attached_files import screen_command
from core.desk.privacy.personal_data_gate import AS_TYPED, DATA, DATA_OF, Gate, Handling, ScreenedCommand, texts_of
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.vocabulary import Role
from tests.core.desk.leaking import NOW, _registers, _tickets, leaking_desk
from tests.support.catalogue import commands as c
from tests.support.desk import make_desk
from tests.support.leaks import Leaks

CHIEF = Actor("orlova", "Орлова М. В.", Role.SUPERVISOR)
CLERK = Actor("ivanova", "Иванова М. С.", Role.FIRST_LINE)
ADMIT = Handling(reason="По запросу разработчика")
WRITTEN_BY_NO_COMMAND = frozenset({"Redact", "RedactFact"})
"""They cut words; their reasons are looked at like any other."""


def every_command() -> list[type[Any]]:
    found: list[type[Any]] = [c.Register]
    waiting: list[type[Any]] = [c.TicketCommand, c.DeskCommand]
    while waiting:
        kind = waiting.pop()
        below = kind.__subclasses__()
        waiting += below
        found += [] if below else [kind]
    return sorted(set(found), key=lambda kind: kind.__name__)


def holds_text(annotation: Any) -> bool:
    """Whether a field may hold words: ``str``, ``str | None``, ``tuple[str, ...]``; an enumeration is none."""
    if annotation is str:
        return True
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) in (tuple, typing.Union):
        return any(map(holds_text, typing.get_args(annotation)))
    return False


@pytest.mark.parametrize("kind", every_command(), ids=lambda kind: kind.__name__)
def test_every_text_of_a_command_is_looked_at_unless_it_is_data_by_nature(kind: type[Any]) -> None:
    hints = typing.get_type_hints(kind)
    made = object.__new__(kind)
    for each in fields(kind):
        plural = typing.get_origin(hints[each.name]) is tuple
        object.__setattr__(made, each.name, ("слова",) if plural else "слова")
    looked_at = {name for name, _ in texts_of(made)}
    words = {each.name for each in fields(kind) if holds_text(hints[each.name])}
    data = {name for name in words if name in DATA or (kind.name, name) in DATA_OF}
    assert words - data <= looked_at


@dataclass
class Seen:
    """What the gate answered to each command that was given with personal data in it, in each of three ways."""

    leaks: Leaks
    rows: list[tuple[str, ScreenedCommand | Refusal, ScreenedCommand | Refusal, ScreenedCommand | Refusal]] = field(
        default_factory=list
    )

    def gate(self, command: c.Command, actor: Actor, handling: Handling, gate: Gate, largest: int) -> ScreenedCommand:
        if self.leaks.left_in(repr(command).encode()):
            bare = replace(command, body=b"") if isinstance(command, c.Attach) else command
            answers = (
                screen_command(bare, CLERK, AS_TYPED, gate, largest),
                screen_command(bare, CLERK, Handling(mask=True), gate, largest),
                screen_command(bare, CHIEF, ADMIT, gate, largest),
            )
            self.rows.append((command.name, *answers))
        return ScreenedCommand(command)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    with patch("tests.core.desk.leaking.Leaks", lambda: made.leaks):
        made = Seen(Leaks())
        with patch(
            "tests.core.desk.leaking.unscreened", lambda: patch("core.desk.handling.commands.screen_command", made.gate)
        ):
            leaking_desk(tmp_path_factory.mktemp("seen") / "live")
    return made


def test_as_typed_nothing_passes_the_gate_and_no_refusal_tells_a_value(seen: Seen) -> None:
    assert len({name for name, *_ in seen.rows}) >= 50
    passed = [
        name
        for name, typed, *_ in seen.rows
        if seen.leaks.left_in(repr(typed.command if isinstance(typed, ScreenedCommand) else typed).encode())
    ]
    assert passed == []


def test_one_key_masks_everything_that_was_found(seen: Seen) -> None:
    for name, _, masked, _ in seen.rows:
        assert isinstance(masked, ScreenedCommand), name
        assert masked.masked, name
        assert seen.leaks.left_in(repr(masked.command).encode()) == [], name


def test_only_a_supervisor_s_reason_lets_a_stopped_text_in(seen: Seen) -> None:
    for name, typed, _, admitted in seen.rows:
        if isinstance(typed, Refusal):
            assert typed.code == "pii.found", name
            assert isinstance(admitted, ScreenedCommand), name
            assert admitted.admitted[0], name
            assert admitted.why == ADMIT.reason, name


def test_a_desk_filled_by_masking_holds_no_value_in_any_byte(tmp_path: Path) -> None:
    desk, leaks = make_desk(tmp_path, NOW), Leaks()

    def masking(
        command: c.Command, actor: Actor, _handling: Handling, gate: Gate, largest: int
    ) -> ScreenedCommand | Refusal:
        bare = replace(command, body=b"") if isinstance(command, c.Attach) else command
        done = screen_command(bare, actor, Handling(mask=True), gate, largest)
        if isinstance(done, ScreenedCommand) and isinstance(done.command, c.Attach):
            return replace(done, command=replace(done.command, body=b"plain"))
        return done

    with patch("core.desk.handling.commands.screen_command", masking):
        _tickets(desk, leaks)
        _registers(desk, leaks)
    bytes_ = b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()) if path.is_file())
    assert len(leaks.values) >= 50
    assert leaks.left_in(bytes_) == []
