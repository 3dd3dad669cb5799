"""Keys that do something else are told once, to whoever knew them otherwise; never to somebody new."""

from pathlib import Path

from console.app import PultApp
from console.commands.keymap import Keymap
from console.commands.registry import find
from console.notifications.changed_defaults import CHANGED
from console.state.drafts import private_folder
from tests.console.driving import console, until
from tests.console.scenes import busy_desk


def told(app: PultApp) -> list[str]:
    return [each.message for each in app.notices if each.title == "Клавиши изменились"]


async def test_changed_keys_are_told_once_and_not_to_the_new(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, _pilot):
        assert told(app) == []  # the first time here: there is nothing to unlearn
        await app.workers.wait_for_complete()
    private_folder("told", desk.store_id, "ivanova").with_suffix(".json").unlink()  # as before the change
    async with console(desk) as (app, _pilot):
        assert [line.split(" — ")[0] for line in told(app)[0].split("\n")] == ["9", "0", "F4", "E"]
        await app.workers.wait_for_complete()
    async with console(desk) as (app, _pilot):
        assert told(app) == []


async def test_a_key_that_somebody_has_bound_anew_is_not_told(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, _pilot):
        await app.workers.wait_for_complete()
    private_folder("told", desk.store_id, "ivanova").with_suffix(".json").unlink()
    app = PultApp(lambda: desk, "ivanova", keymap=Keymap({"queue.fresh": "f11", "queue.sort": ""}))
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: bool(told(app)), "the word")
        assert [line.split(" — ")[0] for line in told(app)[0].split("\n")] == ["0", "F4"]


def test_what_is_told_is_true_of_the_keys() -> None:
    for each in CHANGED:
        spec = find(each.command)
        assert spec is not None
        assert each.key in spec.keys
    assert len({each.id for each in CHANGED}) == len(CHANGED)
