"""A console that the warm host has forked is like one that sshd has started: terminal, signals, ends, surroundings."""

import signal
import termios

import pytest

from console.terminal.restoring import RESTORE
from tests.console.pty_console import wait_until
from tests.console.ssh.warm.conftest import Enter, Host
from tests.console.ssh.warm.terminals import Entered
from tests.support.patience import PATIENCE


def test_it_gets_what_the_gate_found_out_and_nothing_of_the_server_or_the_client(enter: Enter) -> None:
    terminal = enter()
    assert b"<key 1 from 192.0.2.7 term linux files 200>" in terminal.written
    own = "ESCDELAY LANG TERM TEXTUAL_ANIMATIONS TEXTUAL_DISABLE_KITTY_KEY TEXTUAL_FPS"
    assert f"<environment {own}>".encode() in terminal.written
    assert b"<session True 100x30 ready>" in terminal.written
    assert "console.ssh.warm.client" in terminal.program


def test_two_at_once_are_not_mixed(enter: Enter) -> None:
    first, second = enter(1), enter(2, address="2001:db8::7")
    assert b"<key 1 from 192.0.2.7 " in first.written
    assert b"<key 2 from 2001:db8::7 " in second.written
    first.press(b"q")
    assert first.ended() == 7
    second.set_size(90, 25)
    second.wait("<SIGWINCH 90x25>")
    assert b"90x25" not in first.written


def test_a_change_of_the_terminal_s_size_reaches_it(enter: Enter) -> None:
    terminal = enter()
    terminal.set_size(160, 45)
    terminal.wait("<SIGWINCH 160x45>")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_client_ends_it_with_the_code_of_that_signal(enter: Enter, number: int) -> None:
    terminal = enter()
    terminal.process.send_signal(number)
    assert terminal.ended() == 128 + number


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT])
def test_what_else_the_client_is_told_is_told_to_it(enter: Enter, number: int) -> None:
    terminal = enter()
    terminal.process.send_signal(number)
    terminal.wait(f"<{signal.Signals(number).name} 100x30>")
    terminal.press(b"q")
    assert terminal.ended() == 7


def test_nobody_stops_the_client(enter: Enter) -> None:
    terminal = enter()
    terminal.process.send_signal(signal.SIGTSTP)
    terminal.press(b"q")
    assert terminal.ended() == 7


def test_one_that_is_killed_leaves_a_terminal_that_can_be_used(enter: Enter) -> None:
    terminal = enter()
    assert termios.tcgetattr(terminal.inner) != terminal.attributes  # raw
    terminal.press(b"k")
    assert terminal.ended() == 128 + signal.SIGKILL
    terminal.read(0.0)
    assert terminal.written.endswith(RESTORE)
    assert termios.tcgetattr(terminal.inner) == terminal.attributes


def test_one_that_goes_wrong_shows_no_value_and_leaves_a_terminal_that_can_be_used(enter: Enter) -> None:
    terminal = enter()
    terminal.press(b"e")
    assert terminal.ended() == 128 + signal.SIGKILL
    terminal.read(0.0)
    assert b"nobody may see" not in terminal.written
    assert termios.tcgetattr(terminal.inner) == terminal.attributes


def test_a_client_that_is_killed_has_hung_up(host: Host, enter: Enter) -> None:
    terminal = enter()
    terminal.process.kill()
    wait_until(lambda: not host.consoles(), "the end of the console")
    assert "SIGHUP" in host.told() or "no terminal" in host.told()


def test_a_terminal_that_is_gone_ends_it(host: Host) -> None:
    terminal = Entered(host.settings)
    terminal.wait(" ready>")
    terminal.hang_up()
    terminal.process.wait(PATIENCE)
    wait_until(lambda: not host.consoles(), "the end of the console")
    assert "SIGHUP" in host.told() or "no terminal" in host.told()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_outlives_the_server(host: Host, enter: Enter, how: int) -> None:
    terminal = enter()
    host.process.send_signal(how)
    host.process.wait(PATIENCE)
    terminal.set_size(90, 25)
    terminal.wait("<SIGWINCH 90x25>")
    terminal.press(b"q")
    assert terminal.ended() == 7


def test_one_of_many_that_dies_takes_nobody_along(host: Host, enter: Enter) -> None:
    terminals = [enter(key) for key in (1, 2, 1, 2)]
    terminals[1].press(b"k")
    assert terminals[1].ended() == 137
    terminals[2].process.kill()
    wait_until(lambda: len(host.consoles()) == 2, "two consoles")
    for each in (terminals[0], terminals[3]):
        each.press(b"q")
        assert each.ended() == 7
    assert host.process.poll() is None
