"""An operator's own keys: ``keymap.yaml`` in the configuration's folder binds commands anew by their ids.

keys:
queue.urgent: "g"
app.registers: "f7, ctrl+r"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from console.commands.registry import REGISTRY, CommandSpec, find, key_title
from core.policy.errors import ConfigError, Problem
from core.text import nearest
from core.wording import reason

if TYPE_CHECKING:
    from pathlib import Path

    from core.policy.configuration.strict_yaml import Document

FILE: Final = "keymap.yaml"
_MODIFIER: Final = r"(?:(?:ctrl|shift|alt)\+)*"
_KEY: Final = re.compile(
    rf"{_MODIFIER}(?:[a-z0-9]|f[1-9]|f1[0-2]|enter|escape|space|tab|delete|insert|home|end|pageup|pagedown"
    r"|up|down|left|right)"
)
_TAKEN: Final = ("ctrl+c", "ctrl+q")
"""Keys that a terminal, or the way out, needs."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys in force: those of the registry, but for the commands that are bound anew; «» takes a key away."""

    bound: Mapping[str, str] = field(default_factory=dict)

    def keys(self, spec: CommandSpec) -> tuple[str, ...]:
        """The keys that give a command, the shown one first."""
        if spec.id in self.bound:
            return tuple(key for key in self.bound[spec.id].split(",") if key)
        return spec.keys


def read_keymap(folder: Path | None) -> Keymap:
    """The keymap of a configuration's folder; the usual keys where there is none. Raises ConfigError."""
    path = folder / FILE if folder is not None else None
    if path is None or not path.exists():
        return Keymap()
    from core.policy.configuration.reading import read_bytes
    from core.policy.configuration.strict_yaml import read_yaml  # loads YAML, which few have their keys in

    try:
        document = read_yaml(read_bytes(path), str(path))
    except OSError as error:
        raise ConfigError([Problem(str(path), None, "", f"файл не читается: {reason(error)}")]) from error
    return understood(document)


def understood(document: Document) -> Keymap:
    """The keymap that a file means. Raises ConfigError with every problem, each with its line and the nearest id."""
    data = document.data if isinstance(document.data, dict) else {}
    keys = data.get("keys")
    if not isinstance(keys, dict) or set(data) != {"keys"}:
        raise ConfigError([document.problem((), "нужен один раздел «keys»: действие и его клавиши")])
    problems: list[Problem] = []
    bound: dict[str, str] = {}
    for identity, text in keys.items():
        place = ("keys", identity)
        if find(identity) is None:
            close = nearest(str(identity), [spec.id for spec in REGISTRY])
            problems.append(document.problem(place, "нет такого действия", close))
        elif not isinstance(text, str):
            problems.append(document.problem(place, 'клавиша — строка в кавычках, например "f7"'))
        else:
            wanted = [key.strip().lower() for key in text.split(",") if key.strip()]
            problems += [document.problem(place, said) for key in wanted if (said := _unusable(key))]
            bound[str(identity)] = ",".join(wanted)
    keymap = Keymap(bound)
    problems += [document.problem(("keys", first), said) for first, said in conflicts(keymap)]
    if problems:
        raise ConfigError(problems)
    return keymap


def _unusable(key: str) -> str | None:
    """Why a key cannot be bound; None where it can."""
    if key in _TAKEN:
        return f"клавиша {key_title(key)} занята: она нужна терминалу и выходу"
    if not _KEY.fullmatch(key):
        return f"клавиши «{key}» нет; годятся латинские буквы, цифры, F1–F12, Enter, Tab и с ctrl+, shift+, alt+"
    return None


def conflicts(keymap: Keymap) -> Iterator[tuple[str, str]]:
    """An id that is bound anew and a sentence, for each key that would mean two things in one place."""
    for scope in dict.fromkeys(spec.scope for spec in REGISTRY):
        taken: dict[str, CommandSpec] = {}
        for spec in (each for each in REGISTRY if each.scope in (scope, "app")):
            for key in keymap.keys(spec):
                other = taken.setdefault(key, spec)
                if other is not spec and scope in (other.scope, spec.scope):
                    first, second = (spec, other) if spec.id in keymap.bound else (other, spec)
                    yield first.id, f"клавиша {key_title(key)} уже у «{second.title}» ({second.id})"
