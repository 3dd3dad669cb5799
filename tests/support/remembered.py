"""What one process of tests computes once instead of for each desk and each console: from the same text the same.

Nothing here is remembered by a name alone. The shipped policy is known by the names, times and sizes of its files, as
``PolicySource`` knows them, the rules of a stylesheet by their whole text and the colours that they were read with, and
a statement's SQL by what SQLAlchemy knows it by in one engine, but for the engine.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache, partial, wraps
from pathlib import Path
from typing import Any

import core.policy
from core.policy import Policy, source

Signature = source.Signature


def remember_policy() -> None:
    """Let every desk over the shipped files have one policy, read once: a frozen value, like any other.

    Whoever must read them, or find them kept, asks ``core.policy.load``.
    """
    door: Any = core.policy
    of_sources: Any = source
    load, sign = of_sources.load_policy, source.sign

    @cache
    def shipped(signature: Signature) -> Policy:
        policy: Policy = load(None)
        return policy

    @wraps(load)
    def remembered(directory: Path | None = None) -> Policy:
        policy: Policy = shipped(sign(None)) if directory is None else load(directory)
        return policy

    door.load_policy = of_sources.load_policy = remembered


class _Compiled(dict[tuple[Any, ...], Any]):
    """Compiled statements by the key that an engine gives them, whose first part is its dialect."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        if len(self) > 2_000:
            self.clear()  # a migration makes its tables anew each time
        super().__setitem__((type(key[0]), *key[1:]), compiled)


def remember_statements() -> None:
    """Let every engine over a file have the SQL of a statement that another one has compiled: all are made alike."""
    from core.store.backends import sqlite_engine

    of_engines: Any = sqlite_engine
    of_engines.create_engine = partial(of_engines.create_engine, execution_options={"compiled_cache": _Compiled()})


def remember_rules() -> None:
    """Let every console have the rules of a text of CSS that another one has parsed; they are only read."""
    from textual.css.model import RuleSet

    from tests.support.textual_privates import replace_rule_parser

    known: defaultdict[tuple[tuple[str, str], ...], dict[tuple[Any, ...], list[RuleSet]]] = defaultdict(dict)

    def remembering(parse: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(parse)
        def remembered(self: Any, css: str, read_from: Any, *of: Any, **told: Any) -> list[RuleSet]:
            if self.__dict__.get("_known_of") is not self._variables:
                self._known_of, self._known = self._variables, known[tuple(sorted(self._variables.items()))]
            key = (css, read_from, *of, *told.values())
            mine: dict[tuple[Any, ...], list[RuleSet]] = self._known
            if key not in mine:
                mine[key] = parse(self, css, read_from, *of, **told)
            return mine[key]

        return remembered

    replace_rule_parser(remembering)
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign] # it is the same, told without a call of Python
