"""Which colours a terminal is sent: its own sixteen where it has no more, none where none are wanted. Byte by byte."""

import re
from pathlib import Path

import pytest

from tests.console.pty_console import PtyConsole, foreign, pty_console
from tests.support.desk import make_desk, registered

pytestmark = pytest.mark.slow

ATTRIBUTES = {"0", "1", "2", "3", "4", "7", "9"}
OFF = {"22": {"1", "2"}, "23": {"3"}, "24": {"4"}, "27": {"7"}, "29": {"9"}}
OWN = {*map(str, range(30, 38)), *map(str, range(40, 48)), *map(str, range(90, 98)), "39", "49"}
_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Of three tickets one is late and one nearly so."""
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    registered(desk, subject="Не печатает направление")
    desk.clock.set("2026-11-24T11:03")
    registered(desk, subject="Не открывается журнал")
    desk.clock.set("2026-11-24T11:20")
    registered(desk, subject="Не сохраняется протокол")
    desk.close()
    assert isinstance(desk.path, Path)
    return desk.path


def walked(store: Path, **environment: str) -> list[list[str]]:
    """Every pen that a walk over queue, palette, ticket, dialog, intake and panel has written with, as its codes."""
    state = str(store.parent / "state")
    with pty_console(store, "ivanova", PULT_NOW="2026-11-24T11:20", XDG_STATE_HOME=state, **environment) as shown:
        _walk(shown)
        shown.read(0.1)
        return pens([(found.decode() or "0").split(";") for found in _SGR.findall(shown.written)])


def pens(sent: list[list[str]]) -> list[list[str]]:
    """What each sequence makes of the pen before it."""
    attributes: set[str] = set()
    colours: dict[str, list[str]] = {}
    made = []
    for codes in sent:
        rest = list(codes)
        while rest:
            code = rest.pop(0)
            if code in ("38", "48"):
                colours[code[0]] = [code, *(rest.pop(0) for _ in range(2 if rest[0] == "5" else 4))]
            elif code == "0":
                attributes, colours = set(), {}
            elif code in OFF:
                attributes -= OFF[code]
            elif code in ATTRIBUTES:
                attributes.add(code)
            else:
                colours[{"9": "3", "10": "4"}.get(code[:-1], code[0])] = [code]
        made.append([*sorted(attributes), *colours.get("3", ()), *colours.get("4", ())])
    return made


def _walk(shown: PtyConsole) -> None:
    shown.wait("F1 Справка")
    shown.wait("рабочее время")
    shown.step("Down", "F9", shows="название действия")
    shown.step("Esc", shows="рабочее время", gone="название действия")
    shown.step("Enter", shows="Обращение зарегистрировано")
    shown.step("с", shows="ОТВЕТ ИНИЦИАТОРУ")
    shown.step("Esc", shows="Обращение зарегистрировано", gone="ОТВЕТ ИНИЦИАТОРУ")
    shown.step("Esc", shows="рабочее время", gone="Обращение зарегистрировано")
    shown.step("F2", "Синиц", shows="Синицына")
    shown.step("Esc", "Esc", shows="рабочее время", gone="звонок с")
    shown.step("F10", shows="Как стоят дела")
    shown.step("Space", shows="День по получасам")


@pytest.mark.parametrize("term", ["xterm", "linux"])
def test_a_terminal_of_sixteen_colours_gets_its_own_and_no_ground_but_its_own(store: Path, term: str) -> None:
    sent = walked(store, TERM=term, COLORTERM="")
    codes = {code for each in sent for code in each}
    assert codes <= ATTRIBUTES | OWN
    assert not codes & {str(ground) for ground in range(40, 48)}
    assert {"91", "35"} <= codes  # what is late and what will be
    assert ["1", "7"] in sent  # the row of the cursor
    assert ["1", "7", "91"] in sent  # a late one under the cursor


@pytest.mark.parametrize("term", ["xterm", "linux"])
def test_a_television_of_sixteen_colours_shows_the_panel_in_its_own(store: Path, term: str) -> None:
    state = str(store.parent / "state")
    environment = {"PULT_NOW": "2026-11-24T11:35", "XDG_STATE_HOME": state, "TERM": term, "COLORTERM": ""}
    with pty_console(store, "ivanova", 160, 45, opens=("wall", "--read-only"), **environment) as shown:
        shown.wait("вышло")
        shown.step("Space", shows="День по получасам")
        shown.read(0.1)
        screen, sent = shown.screen(), pens([(each.decode() or "0").split(";") for each in _SGR.findall(shown.written)])
        assert foreign(shown.written) == b""
    codes = {code for each in sent for code in each}
    assert codes <= ATTRIBUTES | OWN
    assert not codes & {str(ground) for ground in range(40, 48)}
    assert {"91", "35"} <= codes  # what is late; what will be
    assert "█" in screen
    assert not set(screen) & set("▁▂▃▅▆▇▏▎▍▌▋▊▉⠁⠂⣀"), "eighths and dots are in no font of a text console"


def test_where_no_colours_are_wanted_none_are_sent_and_attributes_tell_all(store: Path) -> None:
    sent = walked(store, TERM="xterm-256color", NO_COLOR="1")
    assert {code for each in sent for code in each} <= ATTRIBUTES
    assert ["1", "7"] in sent


def test_a_terminal_of_256_colours_gets_these(store: Path) -> None:
    sent = walked(store, TERM="xterm-256color", COLORTERM="")
    assert any(each[0:2] == ["38", "5"] for each in sent)
    colours = [each[at + 1 : at + 2] for each in sent for at, code in enumerate(each) if code in ("38", "48")]
    assert ["2"] not in colours
