"""What a register is: rows of one table, each the fold of the facts that name it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Table

from core.instants import to_us

Row = Mapping[str, Any]
Fold = Callable[[Row, Any], Row]


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """A table and how each kind of fact changes the row that it names.

    ``key`` names both the column and the field of every fact; ``title`` is Russian, for reports. A fold takes the row
    as it stands, empty where there is none, and gives the row after the fact.
    """

    title: str
    table: Table
    key: str
    folds: Mapping[type[Any], Fold]

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.table.name

    def fold(self, row: Row, fact: Any) -> Row:
        """The row after one more fact."""
        return self.folds[type(fact)](row, fact)


def column(value: Any) -> Any:
    """A value as a column holds it: instants in microseconds, codes by name, tuples as JSON."""
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return to_us(value)
        case tuple():
            return json.dumps([column(each) for each in value], ensure_ascii=False)
    return value


def columns_of(fact: Any, **more: Any) -> dict[str, Any]:
    """Every field of a fact under its own name, and some more columns beside."""
    return {field.name: column(getattr(fact, field.name)) for field in fields(fact)} | more


def changes_of(fact: Any, *names: str) -> dict[str, Any]:
    """Those of the named fields that a fact sets: None leaves a column as it is."""
    return {name: column(getattr(fact, name)) for name in names if getattr(fact, name) is not None}


def setting(*names: str, **constants: Any) -> Fold:
    """A fold that sets the named columns from the fact where it has a value, and some to constants."""
    return lambda row, fact: {**row, **changes_of(fact, *names), **constants}
