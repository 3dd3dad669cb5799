"""How long a test waits for what must come: one measure for all of them, long enough for a machine that is busy.

Nothing waits for it in vain: a wait ends when what it waits for is there. Only a test that fails takes so long.
"""

import os
from typing import Final

PATIENCE: Final = float(os.environ.get("PATIENCE", "240"))
"""Seconds until a wait is given up, or a child process is taken for stuck."""
