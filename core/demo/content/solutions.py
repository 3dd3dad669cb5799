"""What is documented at the invented desk: the troubles that come again, as the engineers wrote them down (п. 6.9)."""

import re
from typing import Final

from core.demo.cases import Case
from core.demo.content import CASES
from core.tickets.knowledge.solutions import AddSolution

DOCUMENTED: Final = 24
_SLOT: Final = re.compile(r"\{\w+\}")


def known_solutions() -> tuple[AddSolution, ...]:
    """Of every few cases one whose words hold nothing of a single ticket."""
    general = [each for each in CASES if each.outcome is None and not _SLOT.search(each.subject + each.solution)]
    return tuple(_solution(general[place * len(general) // DOCUMENTED]) for place in range(DOCUMENTED))


def _solution(case: Case) -> AddSolution:
    source = "second" if case.engineer else "first"
    return AddSolution(title=case.subject, text=case.solution, mis=case.mis, source=source)
