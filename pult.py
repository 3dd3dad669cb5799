"""The entry of ``pult``: sees that nobody else's folder stands in the way, before anything of the program is loaded.

Whatever stands earlier on Python's path under the name of one of the program's packages would be loaded in its place,
and end in an error that names a module which nobody knows.
"""

import gc
import sys
from importlib.util import find_spec
from pathlib import Path

PARTS = ("config", "console", "core")
"""The packages of the program; they lie beside this file."""
BAD_INPUT = 8
PATIENT = (20_000, 20, 20)
"""How the collector of garbage is set: loading the program makes hundreds of thousands of objects and no garbage."""


def in_the_way(home: Path) -> Path | None:
    """What would be loaded in the place of one of the program's packages, all of which lie in ``home``."""
    for name in PARTS:
        spec = find_spec(name)
        places = () if spec is None else (*(spec.submodule_search_locations or ()), spec.origin)
        first = next((Path(each) for each in places if each), None)
        if first is not None and first.resolve() != home / name:
            return first
    return None


def main() -> int:
    """Run one call of ``pult`` and give its exit code."""
    found = in_the_way(Path(__file__).resolve().parent)
    if found is None:
        gc.set_threshold(*PATIENT)
        from core.generated_code import install

        install()
        return _call()
    told = f"«{found}» стоит на пути Python раньше пульта и заслоняет его: уберите из PYTHONPATH или смените папку."
    sys.stderr.write(_as_json(told) if "--json" in sys.argv else f"Ошибка: {told}\n")
    return BAD_INPUT


def _call() -> int:
    """Show the first rows where that may be; then load the command line and run it."""
    from console.first_rows.early_screen import EARLY
    from console.first_rows.showing import show_first_rows

    try:
        show_first_rows(sys.argv[1:])
        from console.cli.main import main as call

        return call()
    finally:
        EARLY.give_back()


def _as_json(told: str) -> str:
    import json

    return json.dumps({"error": {"code": "shadowed", "message": told, "clause": None, "details": {}}}) + "\n"


if __name__ == "__main__":
    sys.exit(main())
