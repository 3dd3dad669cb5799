"""An early pytest plugin: the tests see the same environment on every machine.

It is named in ``addopts`` (``-p``), not in a conftest, because the snapshot plugin imports Textual, which reads its
variables once, before any conftest is loaded. NO_COLOR or TEXTUAL_THEME alone would turn every snapshot red.
"""

import os

_PREFIXES = ("PULT_", "TEXTUAL")
_NAMES = frozenset(
    {
        "CLICOLOR", "CLICOLOR_FORCE", "COLORFGBG", "COLORTERM", "COLUMNS", "ESCDELAY", "FORCE_COLOR", "LC_TERMINAL",
        "LINES", "NO_COLOR", "PY_COLORS", "SSH_CLIENT", "SSH_CONNECTION", "SSH_ORIGINAL_COMMAND", "SSH_TTY",
        "TERM_PROGRAM", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
    }
)  # fmt: skip
_KEPT = frozenset({"TEXTUAL_SNAPSHOT_TEMPDIR"})
"""How the snapshot plugin tells the workers of xdist where its report is gathered."""


def clean() -> None:
    """Drop what would change colours, sizes, paths or the user of the program under test."""
    for name in list(os.environ):
        if name not in _KEPT and (name in _NAMES or name.startswith(_PREFIXES)):
            del os.environ[name]
    os.environ["TERM"] = "xterm-256color"


clean()
