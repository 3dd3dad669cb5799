"""Write down anew what the rules answer: ``python -m tests.core.tickets.standing``; read the difference afterwards."""

import shutil

from tests.core.tickets.standing.files import ALL, FOLDER, path_of

if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name, make in ALL.items():
        path_of(name).parent.mkdir(parents=True, exist_ok=True)
        path_of(name).write_text(make(), encoding="utf-8")
