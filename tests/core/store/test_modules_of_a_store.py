"""A desk over a file loads nothing that only a server needs: neither its dialect nor its driver, nor the migrations."""

import subprocess
import sys
from pathlib import Path

from core.desk import init_store

OPENED = """
import sys
from core.desk import open_desk
with open_desk(sys.argv[1]) as desk:
    desk.sign_in("admin")
    print(*(name for name in sys.modules if name.startswith(("sqlalchemy.dialects.postgresql", "psycopg", "alembic"))))
"""


def test_a_desk_over_a_file_loads_nothing_of_a_server_s(tmp_path: Path) -> None:
    init_store(tmp_path / "pult.db", "admin", "Админова А. А.")
    command = [sys.executable, "-c", OPENED, str(tmp_path / "pult.db")]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout.split() == []
