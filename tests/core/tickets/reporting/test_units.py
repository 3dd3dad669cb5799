"""What the columns of reports count is told in the nominative as well."""

import pytest

from core.tickets.reporting.catalogue import REPORTS
from core.tickets.reporting.figures_table import IN_NOMINATIVE
from core.tickets.reporting.material import ReportMaterial
from tests.support.desk import moment

NOTHING = ReportMaterial(moment("2026-11-01T00:00"), moment("2026-12-01T00:00"), ())


@pytest.mark.parametrize("name", REPORTS)
def test_every_unit_has_a_nominative(name: str) -> None:
    spec = REPORTS[name]
    table = spec.make(NOTHING, spec.aspects)
    assert {each.unit for each in table.columns} <= IN_NOMINATIVE.keys()


def test_what_a_table_counts_is_told_once() -> None:
    assert REPORTS["lifetime"].make(NOTHING, ()).counts == "обращения, рабочее время"
