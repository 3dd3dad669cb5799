"""An entry of a directory as a field offers it: the key that it stands for and the words it is shown by."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its key (an id, a login, or a pair of a command's field and its value), what is
    shown, a hint beside it, and more words it is found by."""

    key: Any
    title: str
    hint: str = ""
    words: str = ""
