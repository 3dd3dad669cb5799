"""A store in a file loads nothing that only a server needs: neither its dialect nor its driver, nor the migrations."""

import subprocess
import sys
from pathlib import Path

from core.store.migrate import creating

OPENED = """
import sys
from pathlib import Path
from core.store.store import Store
with Store.open(Path(sys.argv[1])):
    print(*(name for name in sys.modules if name.startswith(("sqlalchemy.dialects.postgresql.", "psycopg", "alembic"))))
"""


def test_a_store_in_a_file_loads_nothing_of_a_server_s(tmp_path: Path) -> None:
    with creating(tmp_path / "pult.db") as tx:
        tx.commit()
    command = [sys.executable, "-c", OPENED, str(tmp_path / "pult.db")]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout.split() == []
