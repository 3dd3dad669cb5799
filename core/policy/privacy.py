"""What the customer sets about personal data in texts (``pii.yaml``; Прил. 3, п. 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.privacy import LEVELS, Kind, Known, Level


@dataclass(frozen=True, slots=True)
class Privacy:
    """The strictest level of each kind, and the centre's own telephones and mailboxes."""

    levels: Mapping[Kind, Level] = field(default_factory=lambda: LEVELS)
    phones: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()

    @property
    def own(self) -> Known:
        """What passes in any text without a look into the directory."""
        return Known.of(self.phones, self.mailboxes)
