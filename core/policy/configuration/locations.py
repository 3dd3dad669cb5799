"""Where configurations lie: the folder shipped with the program, and the names in it."""

from functools import cache
from importlib import resources
from pathlib import Path

CALENDARS = "calendars"
"""The folder of production calendars, a file a year, inside a configuration's folder."""


@cache
def shipped_directory() -> Path:
    """Give the folder of the files shipped with the program."""
    return Path(str(resources.files("config").joinpath("working_hours.yaml"))).parent
