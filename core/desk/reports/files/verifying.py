"""Whether the file of a report is what the log says: it is made again on its own basis, and compared byte by byte.

What is proved: every figure follows from the events up to the named one, under the settings of now. What is not: that
this log is the one that the desk has always had; for that the head in the file is kept by both sides.
"""

from dataclasses import dataclass
from typing import Final

from core.desk.reports.files.report_files import FORMATS, make_file
from core.desk.reports.files.seal import Seal, read_seal
from core.desk.reports.making import basis_of
from core.desk.reports.report_request import ReportRequest
from core.policy import Policy
from core.store.event_log.log import Head, number_of
from core.store.store import Reading
from core.tickets.refusal import Refusal

MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """Whether a file agrees with the log: ``differences`` in Russian, none where it does; the seal that was found."""

    seal: Seal
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether it is exactly what the log says."""
        return not self.differences


def verify(tx: Reading, policy: Policy, body: bytes, suffix: str) -> FileVerdict:
    """Compare a file with the log. Raises ValueError, in Russian, for a file that is none of a report.

    The chain itself is ``pult verify``'s; here its head must be the one of the seal.
    """
    if suffix not in FORMATS:
        raise ValueError(f"Проверяются файлы {', '.join(FORMATS)}, а не «{suffix or 'без окончания'}»")
    seal = read_seal(FORMATS[suffix].seal_in(body))
    if number_of(tx, seal.hash) != seal.event:
        told = f"В журнале нет события {seal.event} с хэшем {seal.hash}: файл не от этого журнала, или журнал изменён"
        return FileVerdict(seal, (told,))
    asked = ReportRequest(seal.name, seal.period, seal.clinic, seal.by)
    made = make_file(tx, policy, asked, basis_of(policy, asked, seal.made_at, Head(seal.event, seal.hash)))
    if isinstance(made, Refusal):
        return FileVerdict(seal, (made.message,))
    found = [] if made.seal.policy == seal.policy else [_other_policy(seal, made.seal)]
    anew = made.body(suffix)
    if anew != body:
        differing = FORMATS[suffix].differences(body, anew)
        found += [each for each, _ in zip(differing, range(MOST_TOLD), strict=False)] or [_PACKING]
    return FileVerdict(seal, tuple(found))


_PACKING: Final = (
    "Все значения те же, но файл отличается байтами: он пересохранён другой программой или изменён в упаковке"
)


def _other_policy(seal: Seal, now: Seal) -> str:
    return f"Сделано при других настройках: {seal.policy[:12]}…, а действуют {now.policy[:12]}…"
