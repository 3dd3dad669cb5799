"""What is loaded when the application has its first frame: nothing of what one only comes to by a key."""

import subprocess
import sys

LOADED = """
import sys
from console.environment import prepare
prepare()
from console.app import PultApp
from console.commands.keymap import read_keymap
from console.notifications.start_notices import tell_at_start
from console.presence.session_lease import local_entrance, session_of
from console.queue.screen import QueueScreen
read_keymap(None)
local_entrance()
print(*sys.modules)
"""
LATER = (
    "alembic",
    "console.dialogs",
    "console.forms",
    "console.intake",
    "console.registers",
    "console.ticket",
    "console.wallboard.screen",
    "core.tickets.decide",
    "core.tickets.filtering",
    "core.tickets.use_cases.catalogue",
    "core.tickets.use_cases.use_case",
    "core.when",
    "pydantic",
    "sqlalchemy",
    "yaml",
)


def test_the_first_frame_loads_no_form_no_rule_no_store_and_no_yaml() -> None:
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, check=True, text=True).stdout.split()
    early = [name for name in loaded if any(name == each or name.startswith(f"{each}.") for each in LATER)]
    assert early == []
    assert len(loaded) <= 590
