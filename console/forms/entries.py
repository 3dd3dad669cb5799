"""An entry of a directory as a field offers it: the key that it stands for and the words it is shown by."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its key (an id, a login, or a pair of a command's field and its value), what is
    shown, a hint beside it, more words it is found by, and the section that it stands in where there are any."""

    key: Any
    title: str
    hint: str = ""
    words: str = ""
    section: str = ""
