"""The registry of commands: one meaning a key, no key that ЙЦУКЕН or a terminal takes away."""

from collections import Counter

import pytest

from console.commands.registry import REGISTRY, CommandSpec, Scope, bindings, commands, key_title
from console.titles import MORE_VIEW_TITLES

SCOPES: tuple[Scope, ...] = ("app", "queue", "ticket", "intake", "dialog")
NAMED = {"enter", "escape", "space", "tab", "shift+tab"} | {f"f{n}" for n in range(1, 10)}


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


def test_only_views_beyond_the_digits_are_of_the_palette_alone() -> None:
    assert [spec.id for spec in REGISTRY if not spec.keys] == [f"queue.view.{name}" for name in MORE_VIEW_TITLES]


@pytest.mark.parametrize("spec", REGISTRY, ids=lambda spec: spec.id)
def test_every_command_is_told_in_russian(spec: CommandSpec) -> None:
    assert spec.title
    assert spec.help.endswith(".")
    assert any("а" <= letter <= "я" for letter in spec.title.lower())


@pytest.mark.parametrize("spec", [spec for spec in REGISTRY if len(spec.key) == 1], ids=lambda spec: spec.id)
def test_a_bare_letter_never_comes_before_the_field_that_has_the_focus(spec: CommandSpec) -> None:
    assert not spec.priority


def test_the_ticket_s_commands_work_from_the_selected_row_by_the_same_keys() -> None:
    of_ticket = {spec.core_name: spec.key for spec in commands("ticket") if spec.core_name}
    of_queue = {spec.core_name: spec.key for spec in commands("queue") if spec.core_name}
    assert of_queue == of_ticket
    assert of_ticket["take"] == "t"
    assert len(of_ticket) == 10


def test_bindings_carry_the_id_by_which_the_registry_is_found_again() -> None:
    assert [binding.id for binding in bindings("app")] == [spec.id for spec in commands("app")]


@pytest.mark.parametrize(
    ("key", "shown"), [("f2", "F2"), ("ctrl+q", "Ctrl+Q"), ("t", "T"), ("enter", "Enter"), ("space", "Пробел")]
)
def test_keys_are_written_as_on_the_keyboard(key: str, shown: str) -> None:
    assert key_title(key) == shown
