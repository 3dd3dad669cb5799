"""``pult drill``: a shift to practise on, in the real console over a store of its own; at the end, the page."""

from __future__ import annotations

import shutil
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import Exit, Failure, bad_input
from console.cli.input.options import Count
from console.cli.output import answer, note
from console.cli.session import Session, with_session
from console.cli.themes import THEME, theme_of

if TYPE_CHECKING:
    from core.drill.scenario import DrillScenario


@click.command("drill", cls=PultCommand, help="Тренажёр: смена для нового специалиста ПЛТП.")
@click.argument(
    "scenario", required=False, metavar="[СЦЕНАРИЙ]",
    help="Имя или номер сценария, или путь к своему файлу; без него — первый.",
)  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="Какие сценарии есть.")
@click.option("--seed", type=Count(), metavar="ЧИСЛО", help="Зерно случайности: сдвигает минуты [0 — как написано].")
@THEME
@with_session
def command(session: Session, scenario: str | None, listed: bool, seed: int | None, theme: str | None) -> int:
    """Play a scenario: a shipped one by its name or number, the centre's own by the path of its file."""
    from core.drill.reading import shipped

    known = shipped()
    if listed:
        answer({"drills": [_told(each) for each in known]}, lambda: _list(known), as_json=session.as_json)
        return 0
    chosen = _chosen(scenario, known)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise bad_input("Тренажёр открывается в терминале: здесь его нет.", "terminal")
    return play(session, chosen, seed or 0, theme_of(theme))


def _chosen(name: str | None, known: tuple[DrillScenario, ...]) -> DrillScenario:
    from core.drill.reading import read_scenario

    if name is None:
        return known[0]
    for number, each in enumerate(known, start=1):
        if name in (each.code, str(number)):
            return each
    if not Path(name).exists():
        raise bad_input(f"Нет сценария «{name}». Есть: {', '.join(each.code for each in known)}", "scenario")
    return read_scenario(Path(name))


def play(session: Session, scenario: DrillScenario, seed: int, theme: str | None) -> int:
    """Set the stage in a folder of its own, play, and leave nothing behind."""
    from console.cli.commands.opening.console import keymap_of, prepare_terminal

    prepare_terminal()
    note(f"Готовлю смену «{scenario.title}»…")
    folder = Path(tempfile.mkdtemp(prefix="pult-drill-"))
    try:
        from console.drill.app import DrillApp
        from console.drill.player import DrillPlayer
        from console.environment import block_signals, few_colours
        from core.drill.director import Director
        from core.drill.scenario import shuffled
        from core.drill.stage import ME, set_stage

        stage = set_stage(scenario, folder / "drill.db", session.now(), time.monotonic, config=session.config)
        player = DrillPlayer(Director(stage, shuffled(scenario, seed)))
        keymap, problem = keymap_of(session)
        block_signals()
        app = DrillApp(
            player, ME, keymap=keymap, keymap_problem=problem, theme=theme or ("ansi" if few_colours() else "dark")
        )
        player.start()
        app.run()
        player.close()
        return app.return_code or 0
    except OSError as error:
        raise Failure(Exit.UNAVAILABLE, "store_unavailable", f"Не удаётся создать учебный стол: {error}") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _told(scenario: DrillScenario) -> dict[str, object]:
    return {"code": scenario.code, "title": scenario.title, "about": scenario.about, "minutes": scenario.minutes}


def _list(known: tuple[DrillScenario, ...]) -> str:
    lines = [line for number, each in enumerate(known, start=1) for line in _described(number, each)]
    return "\n".join(("Сценарии тренажёра:", *lines, "", "Свой сценарий: pult drill ПУТЬ.yaml"))


def _described(number: int, scenario: DrillScenario) -> list[str]:
    about = textwrap.wrap(scenario.about, 72, initial_indent="     ", subsequent_indent="     ")
    return [f"  {number}  {scenario.title} ({scenario.code})", *about]
