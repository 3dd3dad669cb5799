"""By which terms the index was made: another dictionary, or another way of reading, makes others of the same texts.

A document is taken out by the very terms that it was put in by, so an index of other terms is never written to: it is
marked as stale, and made anew.
"""

from functools import cache
from typing import Final

from sqlalchemy import bindparam, select

from core.language.terms import SCHEME
from core.store.metadata import read_metadata, set_metadata
from core.store.prepared import Prepared
from core.store.store import Reading, Writing
from core.store.tables import meta

VERSION: Final = "search_terms"
"""The fact of the store that names the terms its index was made of."""
PURGE: Final = "search_purge"
"""The fact of the store that tells whether words were taken out of the index which its files may still hold."""
STALE: Final = "stale"
DUE: Final = "due"
DONE: Final = "done"
_READ: Final = Prepared(select(meta.c.value).where(meta.c.key == bindparam("key")))


@cache
def present() -> str:
    """What the terms of this program depend on."""
    import pymorphy3_dicts_ru  # type: ignore[import-untyped]

    return f"{SCHEME} {pymorphy3_dicts_ru.__version__}"


def is_current(tx: Reading) -> bool:
    """Whether the index is one of this program's terms."""
    found = _READ.first(tx, {"key": VERSION})
    return found is not None and found[0] == present()


def mark_stale(tx: Writing) -> None:
    """Say that the index is to be made anew: something was not written into it."""
    if read_metadata(tx, VERSION) != STALE:
        set_metadata(tx, VERSION, STALE)


def mark_current(tx: Writing) -> None:
    """Say that the index is one of this program's terms."""
    set_metadata(tx, VERSION, present())
