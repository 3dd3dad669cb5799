"""The bill of materials: CycloneDX JSON made of what is locked, and of nothing else. `make sbom` writes it.

The same lock gives the same bytes: no instant stands in it, its serial number follows from its content, and nothing is
asked of the network or of what happens to be installed.
"""

import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LOCK = HERE / "run.txt"
BILL = HERE / "sbom.cdx.json"
PROGRAM = "pult"
_PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))? *\\?")
_HASH = re.compile(r" +--hash=sha256:(?P<hash>[0-9a-f]{64})")
_VIA = re.compile(r" +#(?: via)? +(?P<name>[a-z0-9-]+)(?: \(pyproject\.toml\))?")


@dataclass(slots=True)
class Locked:
    """One line of the lock: which release, the SHA-256 of every file that it may be installed from, who needs it."""

    name: str
    version: str
    marker: str | None
    hashes: list[str] = field(default_factory=list)
    needed_by: list[str] = field(default_factory=list)

    @property
    def purl(self) -> str:
        """Its package URL, which is also its reference inside the bill."""
        return f"pkg:pypi/{self.name}@{self.version}"


def read_lock(text: str) -> list[Locked]:
    """What a lock made by uv holds, in its order (by name)."""
    found: list[Locked] = []
    for line in text.splitlines():
        if pin := _PIN.fullmatch(line):
            found.append(Locked(pin["name"], pin["version"], pin["marker"]))
        elif found and (hashed := _HASH.match(line)):
            found[-1].hashes.append(hashed["hash"])
        elif found and (via := _VIA.fullmatch(line)):
            found[-1].needed_by.append(via["name"])
    return found


def bill(locked: list[Locked]) -> dict[str, Any]:
    """The bill of some locked releases (CycloneDX 1.6)."""
    document: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": PROGRAM, "name": PROGRAM}},
        "components": [_component(each) for each in locked],
        "dependencies": list(_dependencies(locked)),
    }
    content = json.dumps(document, sort_keys=True)
    return {**document, "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}"}


def written(document: dict[str, Any]) -> str:
    """A bill as the text of its file."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _component(locked: Locked) -> dict[str, Any]:
    files = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{locked.name}/{locked.version}/#files",
        "hashes": [{"alg": "SHA-256", "content": each} for each in locked.hashes],
    }
    component = {
        "type": "library",
        "bom-ref": locked.purl,
        "name": locked.name,
        "version": locked.version,
        "purl": locked.purl,
        "externalReferences": [files],
    }
    if locked.marker:
        component["properties"] = [{"name": "python:marker", "value": locked.marker}]
    return component


def _dependencies(locked: list[Locked]) -> Iterator[dict[str, Any]]:
    references = {PROGRAM: PROGRAM} | {each.name: each.purl for each in locked}
    for name, reference in references.items():
        needs = [each.purl for each in locked if name in each.needed_by]
        yield {"ref": reference, "dependsOn": needs} if needs else {"ref": reference}


def main() -> int:
    """Write the bill beside its lock."""
    locked = read_lock(LOCK.read_text(encoding="utf-8"))
    BILL.write_text(written(bill(locked)), encoding="utf-8")
    sys.stdout.write(f"Опись состава: {BILL.name}, библиотек — {len(locked)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
