"""The operator's own keys: read strictly, conflicts told with both commands, in force on screen and in the sheet."""

from pathlib import Path
from typing import Any

import pytest

from console.app import PultApp
from console.cli.main import main
from console.commands.keymap import Keymap, conflicts, read_keymap
from console.commands.registry import REGISTRY
from console.registers.screen import RegisterScreen
from core.policy import ConfigError
from tests.console.driving import settled, text_of, until
from tests.console.scenes import busy_desk


def keymap(folder: Path, text: str) -> Keymap:
    (folder / "keymap.yaml").write_text(text, encoding="utf-8")
    return read_keymap(folder)


def test_the_shipped_keys_are_in_no_conflict() -> None:
    assert list(conflicts(Keymap())) == []


def test_a_command_is_bound_anew_and_a_rare_one_gets_a_key(tmp_path: Path) -> None:
    made = keymap(tmp_path, 'keys:\n  queue.urgent: "g, ctrl+g"\n  queue.route: ""\n  app.register.promises: "f11"\n')
    by_id = {spec.id: spec for spec in REGISTRY}
    assert made.keys(by_id["queue.urgent"]) == ("g", "ctrl+g")
    assert made.keys(by_id["queue.route"]) == ()
    assert made.keys(by_id["app.register.promises"]) == ("f11",)
    assert made.keys(by_id["queue.open"]) == ("enter",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('keys:\n  queue.urgnt: "g"\n', ":2: keys.queue.urgnt: нет такого действия; ближайшее — «queue.urgent»"),
        ('keys:\n  queue.urgent: "."\n', "клавиши «.» нет"),
        ('keys:\n  queue.urgent: "й"\n', "клавиши «й» нет"),
        ('keys:\n  queue.urgent: "ctrl+c"\n', "занята"),
        ('keys:\n  queue.urgent: "t"\n', "клавиша T уже у «Взять в работу» (queue.take)"),
        ('keys:\n  queue.urgent: "f2"\n', "клавиша F2 уже у «Звонок» (app.new_call)"),
        ("keys:\n  queue.urgent: 7\n", "строка в кавычках"),
        ("клавиши: {}\n", "нужен один раздел «keys»"),
    ],
)
def test_what_cannot_be_bound_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        keymap(tmp_path, text)
    assert said in str(caught.value)


async def test_the_keys_in_force_work_and_stand_on_the_bar_and_in_the_help(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    made = keymap(tmp_path, 'keys:\n  queue.urgent: ""\n  queue.preview: "j"\n  app.register.promises: "f11"\n')
    app = PultApp(lambda: desk, "ivanova", keymap=made)
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        await settled(app, pilot)
        assert "J Просмотр" in text_of(app)
        before = app.screen.has_class("-zoom")
        await pilot.press("о")  # ЙЦУКЕН: the key of J
        await until(pilot, lambda: app.screen.has_class("-zoom") is not before, "the preview")
        await pilot.press("f11")
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen), "the register")


async def test_a_broken_keymap_is_told_and_the_usual_keys_hold(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    app = PultApp(lambda: desk, "ivanova", keymap_problem="keymap.yaml:2: нет такого действия")
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        await settled(app, pilot)
        assert "Свои клавиши не читаются, действуют обычные: keymap.yaml:2" in text_of(app)


def test_the_sheet_tells_every_place_with_both_letters(capsys: Any) -> None:
    assert main(["keys"]) == 0
    told = capsys.readouterr().out
    assert "ОЧЕРЕДЬ" in told
    assert "КАРТОЧКА ОБРАЩЕНИЯ" in told
    assert "T (Е)" in told
    assert main(["keys", "--scope", "intake", "--json"]) == 0
    assert '"intake.log"' in capsys.readouterr().out
