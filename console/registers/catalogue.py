"""Every register by its name."""

from typing import Final

from console.registers.access import ACCESS
from console.registers.books import BOOKS
from console.registers.directory import DIRECTORY
from console.registers.spec import RegisterSpec
from console.registers.work import WORK

ALL: Final[dict[str, RegisterSpec]] = {spec.name: spec for spec in (*WORK, *BOOKS, *DIRECTORY, *ACCESS)}
"""In the order in which the menu shows them."""
