"""Every table is in the inventory of where people's words lie (Прил. 3, п. 5)."""

from pathlib import Path

import pytest

from core.store.tables import metadata
from core.tickets.redaction.free_text import within
from core.tickets.use_cases.catalogue import DESK_EVENT_KINDS, EVENT_KINDS

INVENTORY = (Path(__file__).parents[3] / "docs" / "records.md").read_text(encoding="utf-8")
TITLES = {
    "external_number": "внешние номера", "position": "должность", "specialization": "специализация",
    "module": "модуль решения", "columns": "колонки вида", "decision": "номер решения УК", "contract": "договор",
    "decree": "основание календаря",
}  # fmt: skip


@pytest.mark.parametrize("table", [each.name for each in metadata.sorted_tables])
def test_a_table_stands_in_the_inventory(table: str) -> None:
    assert f"`{table}`" in INVENTORY


def test_every_word_that_stands_in_an_event_itself_is_named_there() -> None:
    names = {name for kind in (EVENT_KINDS | DESK_EVENT_KINDS).values() for name in within(kind)}
    assert names == TITLES.keys()
    assert all(title in INVENTORY for title in TITLES.values())
