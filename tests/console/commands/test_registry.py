"""The registry of commands: one meaning a key, no key that ЙЦУКЕН or a terminal takes away."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from console.commands.desk_commands import DESK
from console.commands.registry import REGISTRY, CommandSpec, Scope, bindings, commands, key_title
from console.commands.ticket_actions import EVERYDAY, KEYS
from console.labels import MORE_VIEW_TITLES
from core.tickets.use_cases.catalogue import USE_CASES
from core.tickets.use_cases.offered import OFFERED
from tests.support.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]

SCOPES: tuple[Scope, ...] = (
    "app", "queue", "ticket", "intake", "dialog", "compose", "conflict", "register", "search", "wall", "past",
)  # fmt: skip
NAMED = {
    "pageup", "pagedown", "backspace", "enter", "escape", "space", "tab", "shift+tab", "down", "shift+down", "shift+up",
    "left", "right", "shift+left", "shift+right", *(f"f{n}" for n in (*range(1, 11), 12)),
}  # fmt: skip


def test_every_id_is_unique() -> None:
    assert [identity for identity, count in Counter(spec.id for spec in REGISTRY).items() if count > 1] == []


@pytest.mark.parametrize("scope", SCOPES)
def test_a_key_means_one_thing_in_a_scope_and_the_application_beside_it(scope: Scope) -> None:
    specs = {*commands(scope), *commands("app")}
    keys = Counter(key for spec in specs for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("spec", REGISTRY, ids=lambda spec: spec.id)
def test_no_key_is_punctuation_and_none_exists_only_with_ctrl(spec: CommandSpec) -> None:
    plain = [key for key in spec.keys if key in NAMED or (len(key) == 1 and key.isascii() and key.isalnum())]
    with_ctrl = [key for key in spec.keys if key.startswith("ctrl+")]
    assert len(plain) + len(with_ctrl) == len(spec.keys)
    # Quitting alone sits on Ctrl: every terminal sends it, and nothing is lost when it is missed.
    assert plain or not spec.keys or spec.id in ("app.quit", "app.copy_hint")


def test_the_everyday_actions_and_every_screen_s_own_commands_have_a_key() -> None:
    keyless = {spec.id for spec in REGISTRY if not spec.keys}
    rare = {f"{scope}.{name}" for scope in ("queue", "ticket") for name in OFFERED if name not in KEYS}
    of_the_desk = {spec.id for spec in DESK if spec.id not in ("app.registers", "app.wall")}
    of_lists = {"app.search", "queue.mark_all", "queue.save_view", "queue.drop_view"}
    of_lists |= {"ticket.copy_number", "ticket.copy"}
    of_lists |= {"queue.columns", "queue.pin"}  # in the list that 9 opens
    of_lists |= {"queue.bulk_report"}  # F4 in the dialog whose end it tells
    assert keyless == {f"queue.view.{name}" for name in MORE_VIEW_TITLES} | rare | of_the_desk | of_lists
    # All letters are taken: a priority is confirmed from its own question, by Z and then F8.
    assert [name for name in EVERYDAY if name not in KEYS] == ["priority_confirm"]


@pytest.mark.parametrize("spec", REGISTRY, ids=lambda spec: spec.id)
def test_every_command_is_told_in_russian(spec: CommandSpec) -> None:
    assert spec.title
    assert spec.help.endswith(".")
    assert any("а" <= letter <= "я" for letter in spec.title.lower())


@pytest.mark.parametrize("spec", [spec for spec in REGISTRY if spec.core_name], ids=lambda spec: spec.id)
def test_a_command_of_the_core_is_called_as_the_core_calls_it(spec: CommandSpec) -> None:
    asked = USE_CASES[spec.core_name or ""]
    own = spec.id == "wall.substitute"  # of the chosen executor, and not of anybody
    assert own or (spec.title, spec.help) == (asked.title, asked.about)


def test_what_stands_on_the_key_bar_has_a_word_of_its_own() -> None:
    assert [spec.id for spec in REGISTRY if spec.show and not spec.label] == []


def test_no_rule_is_loaded_for_keys_and_key_bar() -> None:
    code = (
        "import sys, console.app, console.queue.screen; "
        "print(*sorted({'core.tickets.use_cases.catalogue', 'sqlalchemy', 'pydantic'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert told.stdout.strip() == ""


@pytest.mark.parametrize("spec", [spec for spec in REGISTRY if len(spec.key) == 1], ids=lambda spec: spec.id)
def test_a_bare_letter_never_comes_before_the_field_that_has_the_focus(spec: CommandSpec) -> None:
    assert not spec.priority


def test_the_ticket_s_commands_work_from_the_selected_row_by_the_same_keys() -> None:
    of_ticket = {spec.core_name: spec.key for spec in commands("ticket") if spec.core_name}
    of_queue = {spec.core_name: spec.key for spec in commands("queue") if spec.core_name}
    del of_queue["view_save"], of_queue["view_drop"]
    assert of_queue == of_ticket
    assert of_ticket["take"] == "t"
    assert sorted(of_ticket) == sorted(OFFERED)


def test_bindings_carry_the_id_by_which_the_registry_is_found_again() -> None:
    assert [binding.id for binding in bindings("app")] == [spec.id for spec in commands("app") if spec.id]


@pytest.mark.parametrize(
    ("key", "shown"), [("f2", "F2"), ("ctrl+q", "Ctrl+Q"), ("t", "T"), ("enter", "Enter"), ("space", "Пробел")]
)
def test_keys_are_written_as_on_the_keyboard(key: str, shown: str) -> None:
    assert key_title(key) == shown
