"""The console on a real pseudo-terminal: what reaches it, byte by byte, and what happens when it goes away."""

import io
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.terminal.signals import MeasuredOutput, TolerantDecoder
from core.tickets.answers.comments import Comment
from tests.console.pty_console import foreign
from tests.console.pty_process import PtyProcess
from tests.support.desk import DEFAULT_NOW, done, make_desk, registered, reopen
from tests.support.patience import PATIENCE

HOSTILE = "[/] [@click=app.quit] \x1b]52;c;eA==\x07 \u202eтекст\u200b \x9b31m путь [/var/log]"
PROGRAM = """
import sys
from console.environment import prepare
prepare()
from console.app import PultApp
from tests.support.desk import reopen
from pathlib import Path
app = PultApp(lambda: reopen(Path(sys.argv[1]), sys.argv[2]), "ivanova")
app.run()
sys.exit(app.return_code or 0)
"""


class Terminal(PtyProcess):
    """A console on a pty of 100 × 30."""

    def __init__(self, *command: str, **environment: str) -> None:
        super().__init__(list(command), 100, 30, environment)

    def read_until(self, needle: str, patience: float = PATIENCE) -> None:
        deadline = time.monotonic() + patience
        while needle.encode() not in self.written:
            assert time.monotonic() < deadline, f"{needle!r} never came; last: {self.written[-400:]!r}"
            self.read(0.05)


@contextmanager
def terminal(store: Path, **environment: str) -> Iterator[Terminal]:
    opened = Terminal(sys.executable, "-c", PROGRAM, str(store), DEFAULT_NOW, **environment)
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    desk = make_desk(tmp_path)
    registered(desk, subject=HOSTILE, description=HOSTILE + "\x1b[2J\x1b]0;чужой заголовок\x07")
    done(desk, Comment(number=1, text=HOSTILE))
    desk.close()
    return desk.path


@pytest.mark.slow
def test_no_foreign_sequence_reaches_the_terminal(store: Path) -> None:
    with terminal(store) as shown:
        shown.read_until("app.quit")
        shown.press(b"\r")
        shown.read_until("История")
        shown.read(0.3)
        assert foreign(shown.written) == b""


@pytest.mark.slow
def test_a_wrong_byte_is_told_and_does_not_end_the_console(store: Path) -> None:
    with terminal(store) as shown:
        shown.read_until("app.quit")
        shown.press("поиск".encode("koi8-r"))
        shown.read_until("Терминал не в UTF-8")
        assert shown.process.poll() is None


@pytest.mark.slow
def test_a_request_to_end_leaves_the_terminal_as_it_was(store: Path) -> None:
    import termios

    with terminal(store) as shown:
        shown.read_until("app.quit")
        shown.process.send_signal(signal.SIGTERM)
        assert shown.ended() == 128 + signal.SIGTERM
        shown.read(0.1)
        assert b"\x1b[?1049l" in shown.written
        assert termios.tcgetattr(shown.inner) == shown.attributes


@pytest.mark.slow
def test_a_stalled_terminal_cannot_hold_the_process(store: Path) -> None:
    with terminal(store) as shown:
        shown.read_until("app.quit")
        for _ in range(40):  # nobody reads what these repaint
            shown.press(b"\x1b[20~\x1b")
        shown.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + PATIENCE
        while shown.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert shown.process.returncode == 128 + signal.SIGHUP


@pytest.mark.slow
def test_a_terminal_over_ssh_that_takes_nothing_any_more_is_left(store: Path) -> None:
    program = PROGRAM.replace('"ivanova")\n', '"ivanova", watch_stalls=True)\n')
    shown = Terminal(sys.executable, "-c", program, str(store), DEFAULT_NOW)
    try:
        shown.read_until("app.quit")
        for _ in range(40):  # nobody reads what these repaint
            shown.press(b"\x1b[20~\x1b")
        deadline = time.monotonic() + PATIENCE
        while shown.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert shown.process.returncode == 128 + signal.SIGHUP
        with reopen(store) as desk:
            assert desk.consoles.open() == ()  # its clock stands: a lease that was left would hold
    finally:
        shown.close()


def test_a_writer_that_waits_for_the_terminal_is_measured_and_one_that_does_not_is_not() -> None:
    inside: list[float] = []
    output = MeasuredOutput(io.StringIO())
    slow = io.StringIO()
    slow.write = lambda text: inside.append(measured.stalled(time.monotonic() + 7))  # type: ignore[assignment,func-returns-value,return-value]
    measured = MeasuredOutput(slow)
    measured.write("x" * 5000)  # in three pieces, each measured from its own beginning
    assert [round(each) for each in inside] == [7, 7, 7]
    assert measured.stalled(time.monotonic() + 7) == 0
    output.write("текст")
    output.flush()
    assert output.stalled(time.monotonic() + 7) == 0


@pytest.mark.slow
def test_ctrl_q_ends_in_either_layout(store: Path) -> None:
    with terminal(store) as shown:
        shown.read_until("app.quit")
        shown.press(b"\x11")
        assert shown.ended() == 0


@pytest.mark.slow
def test_an_error_that_comes_again_and_again_ends_with_one_line_and_no_values(store: Path, tmp_path: Path) -> None:
    program = PROGRAM.replace("app.run()", "app.action_reread = lambda: 1 / len('' if 'Секрет' else 'x')\napp.run()")
    shown = Terminal(sys.executable, "-c", program, str(store), DEFAULT_NOW, XDG_STATE_HOME=str(tmp_path / "state"))
    try:
        shown.read_until("app.quit")
        for _ in range(5):  # each is told and survived
            shown.press(b"\x1b[15~")
            shown.read(0.1)
        assert shown.process.poll() is None
        shown.press(b"\x1b[15~")  # one too many
        assert shown.ended() == 70
        shown.read(0.1)
        told = shown.written.decode().rpartition("\x1b[?1049l")[2]
        assert "Пульт остановлен из-за внутренней ошибки. Номер случая:" in told
        assert "Traceback" not in told
        log = (tmp_path / "state" / "pult" / "console.log").read_text()
        assert "builtins.ZeroDivisionError" in log
        assert "Секрет" not in log
        assert log.count("\n") == 6
    finally:
        shown.close()


def test_wrong_bytes_become_replacement_characters_and_are_told() -> None:
    told: list[bool] = []
    decoder = TolerantDecoder(lambda: told.append(True))
    assert decoder.decode("ё".encode()[:1]) == ""  # the first half of a letter is not wrong
    assert decoder.decode("ё".encode()[1:]) == "ё"
    assert decoder.decode("\ufffd".encode()) == "\ufffd"  # sent as it is, not wrong either
    assert told == []
    assert decoder.decode(b"\xf0\xcf") == "\ufffd"  # the second may still begin a letter
    assert told == [True]
    with pytest.raises(EOFError):
        decoder.decode(b"")
